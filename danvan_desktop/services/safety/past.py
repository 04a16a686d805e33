"""«Xem sổ như ngày …»: the days on which something became known, and the book as it was at the end of one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from danvan_desktop.domain.changes.days import settle_days
from danvan_desktop.storage import past as stored
from danvan_desktop.storage.book import Book
from danvan_desktop.storage.past import KnownAction


@dataclass(frozen=True, slots=True)
class PastDay:
    """A day on which something was done: how much, by whom, and the last place of the log on it."""

    day: date
    place: int
    actions: int
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DoubtedClock:
    """Work whose clock says another day than the work around it: who, on which PC, what the clock said, and the day
    under which it is shown."""

    person: str
    device: str
    said: date
    shown: date
    actions: int


@dataclass(frozen=True, slots=True)
class PastDays:
    """Every day of a book, the newest first, and the clocks that cannot be right."""

    days: tuple[PastDay, ...]
    doubted: tuple[DoubtedClock, ...]

    def at(self, day: date) -> PastDay | None:
        """The state that held at the end of a day: that of the last day of work until then."""
        return next((held for held in self.days if held.day <= day), None)


def past_days(book: Book, today: date) -> PastDays:
    """The days of a book up to `today`, as its log has them: places order, clocks only name the days."""
    with book.transaction() as connection:
        actions = stored.known_actions(connection)
    settled = settle_days([action.day for action in actions], today)
    dated = [(day, action) for day, action in zip(settled.days, actions, strict=True) if day is not None]
    days = [_past_day(day, [action for _, action in held]) for day, held in groupby(dated, key=lambda pair: pair[0])]
    doubted = [(settled.days[place], actions[place]) for place in sorted(settled.doubted)]
    return PastDays(tuple(reversed(days)), tuple(_doubted(doubted)))


def look_back(book: Book, place: int) -> Book:
    """The book as it was at a place of its log, to be looked at only; needs to be closed. Raises BookError."""
    return stored.book_as_of(book, place)


def _past_day(day: date, actions: Sequence[KnownAction]) -> PastDay:
    people = dict.fromkeys(action.person for action in actions if action.person)
    return PastDay(day, max(action.place for action in actions), len(actions), tuple(people))


def _doubted(found: Iterable[tuple[date | None, KnownAction]]) -> Iterable[DoubtedClock]:
    def alike(pair: tuple[date | None, KnownAction]) -> tuple[str, date | None, date | None]:
        return pair[1].session, pair[1].day, pair[0]

    for (_, said, shown), group in groupby(found, key=alike):
        held = [action for _, action in group]
        if said is not None and shown is not None:
            yield DoubtedClock(held[0].person, held[0].device, said, shown, len(held))
