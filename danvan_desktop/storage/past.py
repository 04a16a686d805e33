"""A book as it was: when each action became known in this file, and the book made again from the log up to there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import Connection, delete, func, select, update

from danvan_desktop.domain.changes.rules import checksum
from danvan_desktop.domain.ids import NO_ACTION
from danvan_desktop.storage.book import Book, seal
from danvan_desktop.storage.connection import Access, copy_in_memory
from danvan_desktop.storage.deriving.renewing import renew
from danvan_desktop.storage.tables import change, merge_log, meta, session


@dataclass(frozen=True, slots=True)
class KnownAction:
    """An action in the order in which this file got it: its last place in the log, who did it on which PC, and the day
    that a clock gave it. What a merge brought counts from the day of the merge: it was not known here before."""

    place: int
    day: date | None
    session: str
    person: str
    device: str
    merged: bool


def known_actions(connection: Connection) -> tuple[KnownAction, ...]:
    """Every action of somebody, in the order of this file; what came with one merge stays together."""
    merges = connection.execute(select(merge_log.c.first_local, merge_log.c.last_local, merge_log.c.merged_at)).all()
    last = func.max(change.c.local)
    statement = (
        select(last, func.max(change.c.wall_ms), session.c.id, session.c.person, session.c.device)
        .join(session, session.c.id == change.c.session)
        .where(change.c.action != bytes.fromhex(NO_ACTION))
        .group_by(change.c.action, change.c.session)
        .order_by(last)
    )
    found = []
    for place, wall_ms, name, person, device in connection.execute(statement):
        merge = next((held for held in merges if held.first_local <= place <= held.last_local), None)
        day = _day(datetime.fromisoformat(merge.merged_at)) if merge else _day_of_clock(wall_ms)
        held = merge.last_local if merge else place
        found.append(KnownAction(held, day, name.hex(), person or "", device or "", merge is not None))
    return tuple(found)


def _day_of_clock(wall_ms: int) -> date | None:
    try:
        return _day(datetime.fromtimestamp(wall_ms / 1000, UTC)) if wall_ms else None
    except (ValueError, OverflowError, OSError):
        return None


def _day(moment: datetime) -> date:
    return moment.astimezone().date()


def book_as_of(book: Book, place: int) -> Book:
    """The book as its log stood at a place: in memory, to be looked at; the file is not touched. Raises BookError."""
    past = Book(book.path, Access.READ, book.author, copy_in_memory(book.raw))
    try:
        with past.transaction() as connection:
            connection.execute(delete(change).where(change.c.local > place))
            connection.execute(delete(merge_log).where(merge_log.c.last_local > place))
            _count_again(connection, connection.execute(select(change.c.id)).scalars().all())
            renew(connection)
            seal(connection)
    except BaseException:
        past.disconnect()
        raise
    return past


def _count_again(connection: Connection, ids: Sequence[bytes]) -> None:
    values = {"checksum": str(checksum(id_.hex() for id_ in ids)), "change_count": str(len(ids))}
    for key, value in values.items():
        connection.execute(update(meta).where(meta.c.key == key).values(value=value))
