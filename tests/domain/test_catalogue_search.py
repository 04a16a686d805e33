"""One way to read a search: the phrase, and every word only where nothing holds the phrase."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan_desktop.domain.catalogue.search import search, ways
from danvan_desktop.domain.text import fold

TEXTS = tuple(
    (path, fold(text))
    for path, text in (
        ("1.1", "Quán triệt chỉ thị của Đảng ủy xã"),
        ("1.2", "Ủy ban nhân dân phối hợp với các ban của Đảng"),
        ("2.1", "Kiểm tra việc tiếp công dân"),
        ("2.2", "Tham mưu Đảng uỷ, chính quyền"),
    )
)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("dang uy", ["1.1", "2.2"]),
        ("  ĐẢNG   ỦY ", ["1.1", "2.2"]),
        ("uy dang", ["1.1", "1.2", "2.2"]),
        ("cong dan kiem", ["2.1"]),
        ("uy ban dang", ["1.2"]),
        ("cong iep", []),
        ("xa uy iet", []),
        ("xa uy tr", ["1.1"]),
        ("tham chinh", ["2.2"]),
        ("tiep /", []),
        ("dang", ["1.1", "1.2", "2.2"]),
        ("dang xe", []),
        ("%", []),
        ("", ["1.1", "1.2", "2.1", "2.2"]),
        (" \n ", ["1.1", "1.2", "2.1", "2.2"]),
    ],
)
def test_the_phrase_first_then_every_word(words: str, found: list[str]) -> None:
    assert search(TEXTS, words) == found


def test_the_ways_to_read_a_question() -> None:
    assert ways("Đảng ủy") == (("dang uy",), (" dang", " uy"))
    assert ways("Đảng đảng") == (("dang dang",), (" dang",))
    assert ways("Đảng") == (("dang",),)
    assert ways(" ") == ()


WORDS = st.lists(st.sampled_from(("đảng", "ủy", "xã", "dân", "an")), max_size=4).map(" ".join)


@given(st.lists(WORDS, max_size=6), WORDS)
def test_a_search_finds_phrases_alone_or_every_word_alone(texts: list[str], words: str) -> None:
    pairs = [(str(place), fold(text)) for place, text in enumerate(texts)]
    phrase = [id_ for id_, text in pairs if fold(words) in text]
    everywhere = [id_ for id_, text in pairs if all(f" {word}" in f" {text}" for word in fold(words).split())]
    assert search(pairs, words) == (phrase or everywhere)
