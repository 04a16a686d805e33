"""What restoring a backup would do to a book, and who has written in a book."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, and_, case, distinct, func, select

from danvan_desktop.domain.records import DELETED, SPECS, Kind, Value
from danvan_desktop.storage.actions import DONE
from danvan_desktop.storage.backup import held_values
from danvan_desktop.storage.book import Book
from danvan_desktop.storage.deriving.computed import iso
from danvan_desktop.storage.history import day_of
from danvan_desktop.storage.tables import change, derived, session

_TASK = derived[Kind.TASK]

_Seen = frozenset[tuple[str, tuple[tuple[str, Value], ...]]]


@dataclass(frozen=True, slots=True)
class Difference:
    """What a restore would do: tasks that go, come back and change, and how many actions came since the backup.

    `ahead` counts the actions that only the backup has.
    """

    going: int
    returning: int
    changing: int
    since: int
    ahead: int = 0

    @property
    def is_none(self) -> bool:
        """Whether the backup is the book as it is."""
        return not (self.going or self.returning or self.changing or self.since or self.ahead)


@dataclass(frozen=True, slots=True)
class Writer:
    """Somebody who has written in a book, on one PC: how many actions, and the day of the last."""

    person: str
    device: str
    actions: int
    last: date | None


def difference(book: Book, backup: Book) -> Difference:
    """Compare the tasks of an open book with those of a backup."""
    mine, theirs = _tasks(book), _tasks(backup)
    ours, others = _actions(book), _actions(backup)
    return Difference(
        going=len(mine.keys() - theirs.keys()),
        returning=len(theirs.keys() - mine.keys()),
        changing=sum(1 for task in mine.keys() & theirs.keys() if mine[task] != theirs[task]),
        since=len(ours - others),
        ahead=len(others - ours),
    )


def count_tasks(book: Book) -> int:
    """How many tasks show."""
    with book.transaction() as connection:
        return int(connection.execute(select(func.count()).where(_TASK.c.shown)).scalar_one())


def writers(connection: Connection) -> tuple[Writer, ...]:
    """Who has written in the book, whoever wrote last first; what the program shipped is nobody's."""
    count, last = func.count(distinct(case((and_(*DONE), change.c.action)))), func.max(change.c.wall_ms)
    statement = select(session.c.person, session.c.device, count, last).join(change, change.c.session == session.c.id)
    statement = statement.where(session.c.person.is_not(None)).group_by(session.c.person, session.c.device)
    return tuple(
        Writer(person or "", device or "", number, iso(day_of(moment)))
        for person, device, number, moment in connection.execute(statement.order_by(func.max(change.c.local).desc()))
    )


def _tasks(book: Book) -> dict[str, _Seen]:
    """All that is said of each task that shows, with what hangs under it."""
    with book.transaction() as connection:
        shown = set(connection.execute(select(_TASK.c.id).where(_TASK.c.shown)).scalars())
    said: dict[str, set[tuple[str, tuple[tuple[str, Value], ...]]]] = {
        id_: {(id_, _plain(values))} for id_, values in held_values(book, Kind.TASK).items() if id_ in shown
    }
    for kind in (kind for kind, spec in SPECS.items() if "task" in spec.parents):
        for id_, values in held_values(book, kind).items():
            if not values[DELETED] and values.get("task") in said:
                said[str(values["task"])].add((id_, _plain(values)))
    return {task: frozenset(parts) for task, parts in said.items()}


def _plain(values: Mapping[str, Value]) -> tuple[tuple[str, Value], ...]:
    return tuple(sorted((name, value) for name, value in values.items() if value not in (None, "")))


def _actions(book: Book) -> set[bytes]:
    with book.transaction() as connection:
        return set(connection.execute(select(change.c.action).distinct()).scalars())
