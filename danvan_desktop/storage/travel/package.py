"""One agency's part of a book as a book of its own: its tasks, all that hangs under them, and what they hang under.

The changes are taken over as they are, so that the part can be edited elsewhere and merged back like any copy. It is
closed: what a change of it names is in it too. The agencies, the marked days and the profile go along whole, because
everything is read with them. All counts as merged in: undo there takes back only what is done there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, insert, select, update

from danvan_desktop.domain.changes.rules import Change
from danvan_desktop.domain.changes.strangers import named_by
from danvan_desktop.domain.ids import package_id
from danvan_desktop.domain.merging.watching import Watch
from danvan_desktop.domain.records import DELETED, Kind
from danvan_desktop.domain.views import TaskFilter
from danvan_desktop.storage.book import Book, create_book, read_meta
from danvan_desktop.storage.deriving import derive, rows
from danvan_desktop.storage.history import PACKAGE_OF
from danvan_desktop.storage.log import insert_changes
from danvan_desktop.storage.merging.uniting import note_merge
from danvan_desktop.storage.migrations.newer import require_known
from danvan_desktop.storage.query.tasks import task_ids
from danvan_desktop.storage.tables import blob, change, derived, meta, session
from danvan_desktop.storage.travel.errors import NothingToSend

_WHOLE = (Kind.AGENCY, Kind.MEMBERSHIP, Kind.PROFILE, Kind.DAY)
_OF_A_PROGRAMME = (Kind.CITATION, Kind.REPORT_ROUND)


def write_package(book: Book, agency: str, path: Path, *, evidence: bool, watch: Watch) -> None:
    """Make the part of one agency at `path`. Raises NothingToSend, BookError, MergeCancelled."""
    require_known(book)
    with book.transaction() as own:
        tasks = task_ids(own, TaskFilter(agency=agency))
        if not tasks:
            raise NothingToSend(_name(own, agency))
        watch.tell("Đang gom nhiệm vụ của cơ quan", 0, 0)
        part = _Part(own)
        part.gather(tasks, agency)
        name = _name(own, agency)
        facts = {key: read_meta(own, key) for key in ("book_id", "year")}
        sessions = list(_sessions(own, {item.session for item in part.in_order()}))
        blobs = list(_blobs(own, part.records)) if evidence else []
    with create_book(path, book.author, int(facts["year"])) as made, made.transaction() as connection:
        watch.tell("Đang ghi gói của cơ quan", 0, 0)
        connection.execute(insert(session), sessions)
        if blobs:
            connection.execute(insert(blob), blobs)
        changes = part.in_order()
        insert_changes(connection, changes)
        derive.rebuild(connection)
        identity = package_id(facts["book_id"], agency)
        connection.execute(update(meta).where(meta.c.key == "book_id").values(value=identity))
        moment = datetime.fromtimestamp(book.author.now_ms() / 1000, UTC).isoformat(timespec="milliseconds")
        note_merge(connection, (1, len(changes)), moment, f"{PACKAGE_OF}{name} («{book.path.name}»)")


@dataclass(frozen=True, slots=True)
class Origin:
    """What a book is to another one: the part of the agency named, another book altogether, else a copy."""

    package: str
    other: bool


def origin_of(connection: Connection, book_id: str) -> Origin:
    """What the book of this id is to the one that is open."""
    package = identities(connection).get(book_id)
    return Origin(package or "", package is None)


def identities(connection: Connection) -> dict[str, str]:
    """The ids of all books that hold this one or a part of it: for each the name of the agency, blank for a copy."""
    own, table = read_meta(connection, "book_id"), derived[Kind.AGENCY]
    held = connection.execute(select(table.c.id, table.c.name))
    return {**{package_id(own, agency): name or agency for agency, name in held}, own: ""}


def _name(connection: Connection, agency: str) -> str:
    held = rows.load(connection, Kind.AGENCY, [agency])
    return str(held[agency].values.get("name") or "") if agency in held else agency


@dataclass(slots=True)
class _Part:
    """The records of the part and their changes, by id, with their places in the log."""

    connection: Connection
    records: set[str] = field(default_factory=set)
    changes: dict[str, tuple[int, Change]] = field(default_factory=dict)

    def gather(self, tasks: Iterable[str], agency: str) -> None:
        """Take the tasks, what hangs under them and what is needed to show them; then close the part."""
        own = set(tasks)
        above = self._above(own)
        self._add(own | rows.below(self.connection, list(own)).keys() | above)
        self._add(self._beside(above, agency))
        self._leave_out_old_deletions(above)
        self._close()

    def in_order(self) -> list[Change]:
        """The changes as they came."""
        return [item for _, item in sorted(self.changes.values(), key=lambda held: held[0])]

    def _add(self, records: Iterable[str]) -> None:
        new = set(records) - self.records
        self.records |= new
        for part in rows.chunks(bytes.fromhex(record) for record in new):
            self._take(change.c.record.in_(part))

    def _take(self, condition: object) -> None:
        for row in self.connection.execute(select(change).where(condition)):  # type: ignore[arg-type]
            self.changes[row.id.hex()] = (row.local, derive.read_change(row))

    def _above(self, tasks: set[str]) -> set[str]:
        """The programmes and groups over the tasks."""
        found: set[str] = set()
        waiting = list(rows.load(self.connection, Kind.TASK, tasks).values())
        while waiting:
            named = {(kind, id_) for row in waiting for kind, id_ in rows.parents(row) if id_ not in found}
            found |= {id_ for _, id_ in named}
            waiting = list(rows.load_all(self.connection, [(id_, kind) for kind, id_ in named]).values())
        return found

    def _beside(self, above: set[str], agency: str) -> Iterator[str]:
        for kind in _WHOLE:
            yield from self.connection.execute(select(derived[kind].c.id)).scalars()
        for kind in _OF_A_PROGRAMME:
            table = derived[kind]
            yield from self.connection.execute(select(table.c.id).where(table.c.programme.in_(above))).scalars()
        duty = derived[Kind.DUTY]
        yield from self.connection.execute(select(duty.c.id).where(duty.c.agency == agency)).scalars()

    def _leave_out_old_deletions(self, above: set[str]) -> None:
        """A programme that was deleted and brought back: the deletion names everything that was in it then, the tasks
        of all others too. Where the record is there again, both may stay behind."""
        standing = {
            id_
            for kind in (Kind.PROGRAMME, Kind.GROUP)
            for id_, row in rows.load(self.connection, kind, above).items()
            if not row.deleted
        }
        loose = [
            item for _, item in self.changes.values() if item.record in standing and item.fields.keys() == {DELETED}
        ]
        going = [item for item in loose if not self.changes.keys() >= set(named_by(item))]
        while going:
            for item in going:
                del self.changes[item.id]
            loose = [item for item in loose if item.id in self.changes]
            going = [item for item in loose if not self.changes.keys() >= set(named_by(item))]

    def _close(self) -> None:
        """What is named and not there comes along, with all of its record."""
        while missing := {name for _, item in self.changes.values() for name in named_by(item)} - self.changes.keys():
            for part in rows.chunks(bytes.fromhex(name) for name in missing):
                self._take(change.c.id.in_(part))
            self._add({self.changes[name][1].record for name in missing & self.changes.keys()})
            if not missing & self.changes.keys():
                return


def _sessions(connection: Connection, names: Iterable[str]) -> Iterator[dict[str, object]]:
    for part in rows.chunks(bytes.fromhex(name) for name in names):
        for row in connection.execute(select(session).where(session.c.id.in_(part))):
            yield dict(row._mapping)


def _blobs(connection: Connection, records: Iterable[str]) -> Iterator[dict[str, object]]:
    held = rows.load(connection, Kind.EVIDENCE, records).values()
    names = {str(row.values["sha256"]) for row in held if row.values.get("sha256")}
    for part in rows.chunks(bytes.fromhex(name) for name in names):
        for row in connection.execute(select(blob).where(blob.c.sha256.in_(part))):
            yield dict(row._mapping)
