"""Searching while typing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from danvan_desktop.domain.catalogue.search import search
from danvan_desktop.domain.text import fold
from danvan_desktop.ui.catalogue.table.hits import hits
from danvan_desktop.ui.models.search_index import SearchIndex

TEXTS = ("Đảng ủy xã", "Đối thoại với nhân dân", "Dân vận khéo", "Hội nghị dân chủ", "")
PAIRS = tuple((str(place), fold(text)) for place, text in enumerate(TEXTS))


@given(st.lists(st.text("aâdđ ảnvoôi(-", max_size=8), max_size=6))
def test_every_question_in_a_row_is_answered_as_if_it_were_the_first(questions: list[str]) -> None:
    pairs = (*PAIRS, ("5", fold("Nội quy (ủy viên)-đ(d a-v/i 'ai")), ("6", fold("a v i")))
    index = SearchIndex(pairs)
    assert [index.find(words) for words in questions] == [search(pairs, words) for words in questions]


@given(st.lists(st.sampled_from(["dân", "dân v", "dân vận", "thoại dân", "dân thoại", "ủy đảng", "dân x", "d"])))
def test_words_in_another_order_are_found_between_other_questions(questions: list[str]) -> None:
    index = SearchIndex(PAIRS)
    assert [index.find(words) for words in questions] == [search(PAIRS, words) for words in questions]


def test_the_phrase_comes_first_and_every_word_where_nothing_holds_it() -> None:
    index = SearchIndex(PAIRS)
    assert (index.find("dang uy"), index.pieces) == (["0"], ("dang uy",))
    assert (index.find("DÂN thoại"), index.pieces) == (["1"], (" dan", " thoai"))
    assert index.by_words
    assert index.find("dan van") == ["2"]
    assert (index.find(""), index.pieces) == (["0", "1", "2", "3", "4"], ())
    assert index.find("tổ dân phố") == []


def test_what_a_task_holds_now_is_found_in_the_middle_of_a_question() -> None:
    index = SearchIndex(PAIRS)
    assert index.find("dang") == ["0"]
    index.learn({"2": fold("Đảng bộ"), "0": fold("Uỷ ban"), "gone": "dang"})
    assert index.find("dang b") == ["2"]
    assert index.find("uy b") == ["0"]
    assert index.find("bo dang") == ["2"]
    index.learn({"1": fold("Bộ phận của đảng")})
    assert index.find("bo d") == ["1", "2"]


def test_hits_are_found_where_they_stand_in_the_text_as_it_is_written() -> None:
    text = "Đảng  ủy và đảng Uỷ"
    assert [text[start : start + length] for start, length in hits(text, ("dang uy",))] == ["Đảng  ủy", "đảng Uỷ"]
    assert hits(text, ("khong",)) == []
    assert hits(text, ()) == []


def test_a_word_is_marked_only_where_a_word_begins() -> None:
    text = "Quyết định (ủy quyền) của Đảng uỷ"
    assert [text[start : start + length] for start, length in hits(text, (" uy",))] == ["ủy", "uỷ"]


def test_hits_that_touch_are_one() -> None:
    assert hits("ababa", ("ab", "ba")) == [(0, 5)]
