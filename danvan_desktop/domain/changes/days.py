"""Which day each action of a log was known on, though the clock of a PC may stand anywhere (reliability.md, 17).

What orders is the place in the log. Clocks only give that order its days: those days are believed that agree with one
another, the longest row of them that only goes forward; an action whose clock says otherwise gets the day of the one
before it, and is told.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Settled:
    """For each action the day on which it was known, never going back; None where no clock was ever seen. `doubted` are
    the places of those whose own clock says another day."""

    days: tuple[date | None, ...]
    doubted: frozenset[int]


def settle_days(said: Sequence[date | None], today: date) -> Settled:
    """Settle what the clocks said of the actions of a log, in its order; None for what nobody's clock saw. No day after
    `today` is believed."""
    told = [day if day is not None and day <= today else None for day in said]
    believed = _longest_row(told)
    day = told[min(believed)] if believed else None
    days: list[date | None] = []
    for place in range(len(said)):
        if place in believed:
            day = told[place]
        days.append(day)
    doubted = (place for place, own in enumerate(said) if own is not None and own != days[place])
    return Settled(tuple(days), frozenset(doubted))


def _longest_row(told: Sequence[date | None]) -> frozenset[int]:
    """The places of the longest row of days that only goes forward, found from its end (patience sorting): a day counts
    once however much was done on it, and of rows of one length the one with later days is taken, because a clock that
    has lost its battery begins far back."""
    ends: list[int] = []
    places: list[int] = []
    after: dict[int, int | None] = {}
    for place in reversed(range(len(told))):
        day = told[place]
        if day is None:
            continue
        rank = bisect_left(ends, -day.toordinal())
        after[place] = places[rank - 1] if rank else None
        ends[rank : rank + 1], places[rank : rank + 1] = [-day.toordinal()], [place]
    found: set[int] = set()
    first = places[-1] if places else None
    while first is not None:
        found.add(first)
        first = after[first]
    return frozenset(found)
