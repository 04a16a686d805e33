"""Which automatic backups stay."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from danvan_desktop.domain.retention import to_delete

NOW = datetime(2026, 3, 5, 12, 0)
MOMENTS = st.lists(st.datetimes(datetime(2020, 1, 1), NOW), max_size=60, unique=True)


def test_all_of_today_and_yesterday_stay() -> None:
    made = [NOW - timedelta(hours=hours) for hours in range(30)]
    assert to_delete(made, NOW) == ()


def test_older_ones_become_thin() -> None:
    made = [NOW - timedelta(days=days, hours=hours) for days in range(800) for hours in (1, 2)]
    kept = set(made) - set(to_delete(made, NOW))
    assert 25 <= len(kept) <= 4 + 7 + 8 + 12 + 5
    assert min(kept) == max(at for at in made if at.year == 2023)


@given(MOMENTS)
def test_the_newest_is_never_deleted(made: list[datetime]) -> None:
    assert not made or max(made) not in to_delete(made, NOW)


@given(MOMENTS)
def test_thinning_again_deletes_nothing_more(made: list[datetime]) -> None:
    kept = sorted(set(made) - set(to_delete(made, NOW)))
    assert to_delete(kept, NOW) == ()
