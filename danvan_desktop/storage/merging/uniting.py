"""The union of two books in one transaction: what is missing is inserted, then what it touches is derived (R5, R1)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict

from sqlalchemy import Connection, func, insert, select

from danvan_desktop.domain.changes.rules import Change
from danvan_desktop.domain.merging.watching import MergeCancelled, Watch
from danvan_desktop.storage.book import Book, seal
from danvan_desktop.storage.deriving import derive
from danvan_desktop.storage.log import insert_changes
from danvan_desktop.storage.mending.lost import note_lost
from danvan_desktop.storage.merging.admission import Admission, read_raw
from danvan_desktop.storage.merging.foreign import ForeignBook
from danvan_desktop.storage.tables import blob, change, merge_log, session

_STEPS = 20_000

Records = frozenset[tuple[str, str]]
"""(kind, id) of records."""


@contextmanager
def breaking_off(book: Book, watch: Watch) -> Iterator[None]:
    """Have SQLite itself ask whether to go on. Raises MergeCancelled in place of what it says of an interruption."""
    book.raw.set_progress_handler(lambda: int(watch.cancelled()), _STEPS)
    try:
        yield
    except Exception:
        if watch.cancelled():
            raise MergeCancelled from None
        raise
    finally:
        book.raw.set_progress_handler(None, 0)


def unite(
    connection: Connection, book: Book, foreign: ForeignBook, admission: Admission, watch: Watch
) -> tuple[Records, tuple[int, int] | None]:
    """Take in what was admitted, within a transaction; the records that have new changes, and the places that these
    got in this book's log."""
    if admission.sessions:
        connection.execute(insert(session), [asdict(held) for held in admission.sessions])
    for name in admission.blobs:
        connection.execute(insert(blob), {"sha256": name, "data": foreign.blob(name)})
    if not admission.places:
        return frozenset(), None
    first = _last_place(connection) + 1
    touched: set[tuple[str, str]] = set()
    for part in _admitted(foreign, admission):
        insert_changes(connection, part)
        touched.update((item.kind, item.record) for item in part)
        watch.tell(f"Đang ghi thay đổi của «{foreign.name}»", _last_place(connection) - first + 1, admission.news)
    if admission.lost:
        note_lost(connection, admission.lost)
    watch.tell("Đang tính lại các bảng", 0, 0)
    derive.rederive(connection, touched)
    highest = connection.execute(select(func.max(change.c.lamport))).scalar_one()
    book.writer.lamport = max(book.writer.lamport, highest)
    return frozenset(touched), (first, _last_place(connection))


def note_merge(connection: Connection, places: tuple[int, int], merged_at: str, source: str) -> None:
    """A line in the list of merges, by which undo knows what was not done here, under the book's seal."""
    values = {"first_local": places[0], "last_local": places[1], "merged_at": merged_at, "source": source}
    connection.execute(insert(merge_log), values)
    seal(connection)


def _admitted(foreign: ForeignBook, admission: Admission) -> Iterator[list[Change]]:
    for piece in foreign.changes_at(admission.places):
        yield [read_raw(raw) for _, raw in piece]


def _last_place(connection: Connection) -> int:
    return int(connection.execute(select(func.coalesce(func.max(change.c.local), 0))).scalar_one())
