"""Which automatic backups to keep (reliability.md): all of today and yesterday, then thinner with age."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from datetime import datetime, timedelta

_STEPS: tuple[tuple[int, Callable[[datetime], Hashable]], ...] = (
    (7, lambda at: at.date()),
    (8, lambda at: at.isocalendar()[:2]),
    (12, lambda at: (at.year, at.month)),
    (5, lambda at: at.year),
)
"""How many of each: days, weeks, months, years; the newest backup of each is kept."""


def to_delete(made: Sequence[datetime], now: datetime) -> tuple[datetime, ...]:
    """The backups of `made` that may go. The newest of all always stays."""
    keep = {at for at in made if at.date() >= now.date() - timedelta(days=1)}
    if made:
        keep.add(max(made))
    for count, bucket in _STEPS:
        newest: dict[Hashable, datetime] = {}
        for at in sorted(made):
            newest[bucket(at)] = at
        keep.update(sorted(newest.values())[-count:])
    return tuple(sorted(set(made) - keep))
