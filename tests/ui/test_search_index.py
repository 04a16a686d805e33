"""Searching while typing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from danvan_desktop.domain.text import fold
from danvan_desktop.ui.models.search_index import SearchIndex

TEXTS = ("Đảng ủy xã", "Đối thoại với nhân dân", "Dân vận khéo", "Hội nghị dân chủ", "")
PAIRS = tuple((str(place), fold(text)) for place, text in enumerate(TEXTS))


def naive(words: str) -> list[str]:
    return [task for task, text in PAIRS if all(word in text for word in fold(words).split())]


@given(st.lists(st.text("aâdđ ảnvoôi", max_size=8), max_size=6))
def test_every_question_in_a_row_is_answered_as_if_it_were_the_first(questions: list[str]) -> None:
    index = SearchIndex(PAIRS)
    assert [index.find(words) for words in questions] == [naive(words) for words in questions]


def test_marks_do_not_matter_and_order_of_words_does_not_either() -> None:
    index = SearchIndex(PAIRS)
    assert index.find("dang uy") == ["0"]
    assert index.find("DÂN thoại") == ["1"]
    assert index.find("dan van") == ["2"]
    assert index.find("") == ["0", "1", "2", "3", "4"]
    assert index.find("tổ dân phố") == []
