"""Days of a log whose clocks cannot be trusted: places order, clocks only name the days."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan_desktop.domain.changes.days import settle_days
from tests.making import TODAY

LOST = date(2009, 1, 1)
AHEAD = date(2040, 6, 1)


def march(*days: int) -> list[date]:
    return [date(2026, 3, day) for day in days]


@pytest.mark.parametrize(
    ("said", "settled", "doubted"),
    [
        ([], [], set()),
        ([None, None], [None, None], set()),
        (march(1, 1, 2), march(1, 1, 2), set()),
        ([None, *march(1), None, *march(4)], march(1, 1, 1, 4), set()),
        ([*march(1, 2), LOST, LOST, *march(3)], march(1, 2, 2, 2, 3), {2, 3}),
        ([*march(1), LOST, *march(3)], march(1, 1, 3), {1}),
        ([*march(1, 2), *[LOST] * 9, *march(3)], march(1, 2, *[2] * 9, 3), set(range(2, 11))),
        ([*march(1), AHEAD, *march(2, 3)], march(1, 1, 2, 3), {1}),
        (march(1, 4, 4, 2, 5), march(1, 4, 4, 4, 5), {3}),
        ([AHEAD, *march(2, 3)], march(2, 2, 3), {0}),
    ],
)
def test_days_never_go_back(said: list[date | None], settled: list[date | None], doubted: set[int]) -> None:
    found = settle_days(said, TODAY)
    assert list(found.days) == settled
    assert found.doubted == doubted


@given(st.lists(st.none() | st.dates(date(2000, 1, 1), date(2050, 1, 1)), max_size=40))
def test_whatever_clocks_say_days_never_go_back_and_what_is_not_doubted_stands(said: list[date | None]) -> None:
    found = settle_days(said, date(2040, 1, 1))
    known = [day for day in found.days if day is not None]
    assert known == sorted(known)
    assert len(known) in (0, len(said))
    assert all(day <= date(2040, 1, 1) for day in known)
    for place, own in enumerate(said):
        if own is not None:
            assert (place in found.doubted) is (found.days[place] != own)
