"""Which records of two books may be the same thing, typed on both sides (exchange.md R11). Never decided by itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from danvan_desktop.domain.text import fold

ALIKE = 90.0
"""How alike two folded texts must be, in a hundred."""
MOST_COMPARED = 2_000_000
"""Pairs looked at; what two books have in common is no pair, so that only strangers' books come near."""
_DIGITS = re.compile("[0-9]+")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record with all the texts it goes by; only those of one `place` (a programme) are compared."""

    record: str
    place: str
    names: tuple[str, ...]


def suspected(mine: Sequence[Candidate], theirs: Sequence[Candidate], *, numbered: bool) -> Iterator[tuple[str, str]]:
    """Pairs of one of each side, the one to stand for both first: the smaller id, the same on every PC.

    Where things are told apart by their number (`numbered`: «Thôn 1», «Thôn 2»), another number is another thing.
    """
    alike = _comparison(numbered)
    looked_at = 0
    places: dict[str, list[tuple[str, list[str]]]] = {}
    for candidate in mine:
        keys = [fold(name) for name in candidate.names if name]
        places.setdefault(candidate.place, []).append((candidate.record, keys))
    for candidate in theirs:
        keys = [fold(name) for name in candidate.names if name]
        for record, others in places.get(candidate.place, ()):
            looked_at += 1
            if looked_at > MOST_COMPARED:
                return
            if record != candidate.record and any(alike(key, other) for key in keys for other in others):
                keeps, goes = sorted((record, candidate.record))
                yield keeps, goes


def _comparison(numbered: bool) -> Callable[[str, str], bool]:
    from rapidfuzz import fuzz

    def alike(one: str, other: str) -> bool:
        if not one or fuzz.ratio(one, other, score_cutoff=ALIKE) < ALIKE:
            return False
        return not numbered or _DIGITS.findall(one) == _DIGITS.findall(other)

    return alike
