"""The bare union of two books, for tests of what a merge leaves: what is missing is inserted, then derived (R5)."""

from __future__ import annotations

from sqlalchemy import func, insert, select

from danvan_desktop.domain.changes.rules import BookState, Change, Presence, book_state
from danvan_desktop.domain.records import DELETED, SPECS, Kind
from danvan_desktop.services.history import open_conflicts
from danvan_desktop.storage.book import Book, seal
from danvan_desktop.storage.deriving import derive, rows
from danvan_desktop.storage.log import insert_changes
from danvan_desktop.storage.tables import change, derived, merge_log, session


def changes_in(book: Book) -> list[Change]:
    """Every change of a book in the order of arrival."""
    with book.transaction() as connection:
        return [derive.read_change(row) for row in connection.execute(select(change).order_by(change.c.local))]


def unite(book: Book, other: Book) -> int:
    """Insert into `book` what only `other` holds; how many changes that were."""
    theirs = changes_in(other)
    with other.transaction() as connection:
        sessions = [dict(row._mapping) for row in connection.execute(select(session))]
    with book.transaction() as connection:
        held = set(connection.execute(select(session.c.id)).scalars())
        new_sessions = [row for row in sessions if row["id"] not in held]
        if new_sessions:
            connection.execute(insert(session), new_sessions)
        known = {id_.hex() for id_ in connection.execute(select(change.c.id)).scalars()}
        missing = [item for item in theirs if item.id not in known]
        if missing:
            first = connection.execute(select(func.coalesce(func.max(change.c.local), 0))).scalar_one() + 1
            insert_changes(connection, missing)
            last = connection.execute(select(func.max(change.c.local))).scalar_one()
            values = {"first_local": first, "last_local": last, "merged_at": "2026-03-05", "source": other.path.name}
            connection.execute(insert(merge_log), values)
            seal(connection)
            derive.rederive(connection, {(item.kind, item.record) for item in missing})
        book.writer.lamport = connection.execute(select(func.coalesce(func.max(change.c.lamport), 0))).scalar_one()
    return len(missing)


def assert_means_what_its_log_means(book: Book) -> BookState:
    """The derived rows hold what the pure rules say of the set of changes; conflicts too."""
    state = book_state(changes_in(book))
    found: set[str] = set()
    with book.transaction() as connection:
        for kind in Kind:
            ids = connection.execute(select(derived[kind].c.id)).scalars().all()
            for id_, row in rows.load(connection, kind, ids).items():
                found.add(id_)
                held = state.records[id_]
                assert held.kind == kind
                assert row.heads == {name: ids for name, ids in held.heads.items() if ids}
                assert row.values == {name: held.values.get(name) for name in SPECS[kind].fields}
                assert row.deleted is (state.presences.get(id_) is Presence.DELETED)
    assert found == set(state.records)
    noted = [(view.record, view.field) for view in open_conflicts(book)]
    assert noted == state.conflicts()
    return state


def contested(state: BookState) -> int:
    """How many records one side deleted and the other edited."""
    return sum(1 for _, name in state.conflicts() if name == DELETED)
