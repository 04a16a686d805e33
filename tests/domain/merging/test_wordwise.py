"""Two texts held against each other word by word."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from danvan_desktop.domain.merging.wordwise import compared

TEXTS = st.text("ab \nđ", max_size=30)


def own(text: str, other: str) -> tuple[list[str], list[str]]:
    mine, theirs = compared(text, other)
    return [piece.text.strip() for piece in mine if piece.own], [piece.text.strip() for piece in theirs if piece.own]


def test_only_the_words_that_differ_are_own() -> None:
    assert own("họp dân tại 5 thôn trong tháng 3", "họp dân tại 7 thôn trong tháng 3") == (["5"], ["7"])
    assert own("họp dân", "họp dân  ") == ([], [])
    assert own("một hai", "một hai ba bốn") == ([], ["ba bốn"])
    assert own("", "mới") == ([], ["mới"])


def test_a_very_long_text_differs_as_a_whole() -> None:
    mine, theirs = compared("từ " * 3000, "từ " * 3000)
    assert [len(mine), len(theirs), mine[0].own] == [1, 1, True]


@given(TEXTS, TEXTS)
def test_the_pieces_are_the_text(one: str, other: str) -> None:
    mine, theirs = compared(one, other)
    assert "".join(piece.text for piece in mine) == one
    assert "".join(piece.text for piece in theirs) == other
    shared = [[word for piece in side if not piece.own for word in piece.text.split()] for side in (mine, theirs)]
    assert shared[0] == shared[1]
