"""Appending to the change log, and keeping the derived rows in step within the same transaction."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from danvan_desktop.domain.catalogue.doubts import fields_corrected, left_doubtful
from danvan_desktop.domain.changes.composing import Stamp, Write, compose
from danvan_desktop.domain.changes.rules import Change, Verb, canonical_json, checksum, session_id
from danvan_desktop.domain.ids import NO_ACTION
from danvan_desktop.domain.records import DELETED, SPECS, FieldType, Kind, Value
from danvan_desktop.storage.book import Book
from danvan_desktop.storage.connection import Prepared
from danvan_desktop.storage.deriving import computed, derive, rows
from danvan_desktop.storage.errors import ReadOnlyBook
from danvan_desktop.storage.tables import change, conflict, meta, session


@dataclass(frozen=True, slots=True)
class Changes:
    """What an action changed, so that every view knows what is stale: its id, the records by kind, and which `fields`
    of which kinds; no field where that is not known."""

    action: str
    records: frozenset[tuple[Kind, str]]
    fields: frozenset[tuple[Kind, str]] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.records)

    def with_more(self, other: Changes) -> Changes:
        """What both changed, as one action."""
        return Changes(other.action, self.records | other.records, self.fields | other.fields)

    def of(self, kind: Kind) -> frozenset[str]:
        """The changed records of one kind."""
        return frozenset(record for held, record in self.records if held is kind)


NOTHING = Changes("", frozenset())
_SETTING_BACK = frozenset({Verb.UNDO, Verb.REDO, Verb.RESTORE})
"""What makes an earlier state again, with all that was deleted in it."""


def write(book: Book, writes: Sequence[Write]) -> Changes:
    """One officer action: all of `writes` in one transaction, one undo step. Fields that hold the value already
    are left out; an action without any change leaves no trace. Raises BookError."""
    with book.transaction() as connection:
        return write_in(connection, book, writes, by_hand=True)


def write_in(
    connection: Connection, book: Book, writes: Sequence[Write], action: str = "", *, by_hand: bool = False
) -> Changes:
    """As `write`, within a transaction that is open already; `action` is given for what is no undo step, and for a part
    of a larger one.

    What is corrected `by_hand` is not doubtful any more.
    """
    if book.read_only:
        raise ReadOnlyBook(book.path.name)
    batch = _Batch(connection, book, action or book.author.entropy(16).hex())
    batch.look_up(writes)
    for item in writes:
        batch.add(item)
        if by_hand and item.verb is Verb.EDIT:
            batch.settle_doubts(item)
    return batch.store() if batch.changes else NOTHING


def leave_trace(connection: Connection, book: Book, about: Write) -> Changes:
    """A change that sets no field: it says only that `about` was done (an undo that found nothing to set back)."""
    action = book.author.entropy(16).hex()
    insert_changes(connection, [compose(next_stamp(connection, book, action), replace(about, fields={}), {})])
    return Changes(action, frozenset({(Kind(about.kind), about.record)}))


class _Batch:
    """The changes of one action as they are composed, over the rows that they touch."""

    def __init__(self, connection: Connection, book: Book, action: str) -> None:
        self.connection = connection
        self.book = book
        self.action = action
        self.changes: list[Change] = []
        self.touched: dict[tuple[Kind, str], rows.Row] = {}
        self.children: dict[str, list[rows.Row]] = {}
        self.new: set[str] = set()
        self.moved = False

    def look_up(self, writes: Sequence[Write]) -> None:
        """Load the rows of all writes at once."""
        by_kind: dict[Kind, list[str]] = {}
        for item in writes:
            by_kind.setdefault(Kind(item.kind), []).append(item.record)
        for kind, ids in by_kind.items():
            held = rows.load(self.connection, kind, ids)
            for record in ids:
                self.touched[kind, record] = held.get(record) or rows.Row(kind, record, known=False)

    def add(self, item: Write) -> None:
        """Compose the change that does `item`; none where the book says it already."""
        row = self._row(Kind(item.kind), item.record)
        wanted = {name: _fitting(row.kind, name, value) for name, value in item.fields.items()}
        fields = {name: value for name, value in wanted.items() if self._says_something(row, name, value)}
        if wanted.get(DELETED) is True:
            if fields and not any(above.deleted for above in self._above(row)):
                self._record(row, replace(item, fields=fields), self._heads_under(row))
                self._delete_again_above(row, item.verb)
            return
        shows = self._still_shows(row, item)
        if not shows and item.verb not in _SETTING_BACK:
            self._revive_above(row, item)
        if not fields and row.deleted:
            fields = {DELETED: False}
        if fields:
            self._record(row, replace(item, fields=fields), ())
            if not shows:
                self._delete_again_above(row, item.verb)

    def settle_doubts(self, item: Write) -> None:
        """Take what `item` has just corrected off what is doubtful about its task."""
        row = self._row(Kind(item.kind), item.record)
        made = self.changes[-1] if self.changes and self.changes[-1].record == item.record else None
        corrected = fields_corrected(row.kind, made.fields, row.values) if made else frozenset[str]()
        if corrected:
            task = row if row.kind is Kind.TASK else self._row(Kind.TASK, str(row.values.get("task")))
            doubt = task.values.get("doubt")
            left = left_doubtful(doubt, corrected)
            if doubt and left != doubt:
                self._record(task, Write(Kind.TASK, task.id, {"doubt": left}), ())

    def store(self) -> Changes:
        """Append what was composed, and bring the derived tables up to date."""
        touches = [
            computed.Touch(Kind(c.kind), c.record, frozenset(c.fields), c.record in self.new) for c in self.changes
        ]
        before = computed.concerned(self.connection, touches)
        saved = [self.touched[touch.kind, touch.record] for touch in touches]
        insert_changes(self.connection, self.changes)
        rows.save(self.connection, [row for row in saved if row.id in self.new])
        for row, touch in zip(saved, touches, strict=True):
            if row.id not in self.new:
                rows.save_fields(self.connection, row, touch.fields)
        _settle_conflicts(self.connection, self.changes)
        derive.settle(self.connection, saved, touches, before)
        return Changes(
            self.action,
            frozenset((touch.kind, touch.record) for touch in touches),
            frozenset((touch.kind, name) for touch in touches for name in touch.fields),
        )

    def _says_something(self, row: rows.Row, name: str, value: Value) -> bool:
        if name == DELETED:
            return row.known and (row.deleted is not value or self._is_contested(row))
        heads = row.heads.get(name, ())
        if not heads:
            return value not in (None, "")
        return len(heads) > 1 or row.values.get(name) != value

    def _still_shows(self, row: rows.Row, item: Write) -> bool:
        """Whether nothing above a row can be deleted: it showed before this action, and stays where it is."""
        return row.known and row.shown and not self.moved and rows.PLACING[row.kind].isdisjoint(item.fields)

    def _row(self, kind: Kind, record: str) -> rows.Row:
        key = (kind, record)
        if key not in self.touched:
            held = rows.load(self.connection, kind, [record])
            self.touched[key] = held.get(record) or rows.Row(kind, record, known=False)
        return self.touched[key]

    def _above(self, row: rows.Row) -> list[rows.Row]:
        """Every known record above a row as this action leaves it, topmost first; a circle is walked once."""
        found: list[rows.Row] = []
        self._climb(row, {row.id}, found)
        return found

    def _climb(self, row: rows.Row, seen: set[str], found: list[rows.Row]) -> None:
        for kind, record in rows.parents(row):
            held = self._row(kind, record)
            if held.known and record not in seen:
                seen.add(record)
                self._climb(held, seen, found)
                found.append(held)

    def _heads_under(self, row: rows.Row) -> list[str]:
        """Every head under the row, as stored and as this action itself has written."""
        written = self._written_under(row)
        heads = set(rows.heads_under(self.connection, [row.id, *written]))
        heads.update(head for below in written.values() for ids in below.heads.values() for head in ids)
        return sorted(heads)

    def _written_under(self, row: rows.Row) -> dict[str, rows.Row]:
        """The rows under a row that this action has written, maybe there for the first time."""
        found: dict[str, rows.Row] = {}
        level = [row.id, *rows.below(self.connection, [row.id])]
        while level:
            children = [child for record in level for child in self.children.get(record, ())]
            new = {child.id: child for child in children if child.id not in found and child.id != row.id}
            found.update(new)
            level = [*new, *rows.below(self.connection, list(new))]
        return found

    def _revive_above(self, row: rows.Row, item: Write) -> None:
        """Writing under something deleted brings it back, so that editing in turn never makes a conflict (P7).

        From the top down, so that an undo, which goes back from the end, deletes from the bottom up.
        """
        target = rows.Row(row.kind, row.id, {**row.values, **item.fields})
        for held in self._above(target):
            if held.deleted:
                self._record(held, Write(held.kind, held.id, {DELETED: False}, item.verb), ())

    def _delete_again_above(self, row: rows.Row, verb: Verb) -> None:
        """What goes back under something deleted was under it before: the deletions see it too, the nearest first."""
        for held in reversed(self._above(row)):
            if held.deleted:
                self._record(held, Write(held.kind, held.id, {DELETED: True}, verb), self._heads_under(held))

    def _record(self, row: rows.Row, item: Write, under: Iterable[str]) -> None:
        stamp = next_stamp(self.connection, self.book, self.action)
        deleted = row.deleted or self._is_contested(row)
        made = compose(stamp, item, row.heads, under, somebody_deleted=deleted)
        self.changes.append(made)
        for name, value in made.fields.items():
            row.heads[name] = (made.id,)
            if name != DELETED:
                row.values[name] = value
        row.deleted = bool(made.fields.get(DELETED, row.deleted))
        if not row.known:
            self.new.add(row.id)
        row.known = True
        self.moved = self.moved or not rows.PLACING[row.kind].isdisjoint(made.fields)
        for _, above in rows.parents(row):
            self.children.setdefault(above, []).append(row)

    def _is_contested(self, row: rows.Row) -> bool:
        """One side deleted it, the other edited it; it shows, and an edit settles that it stays."""
        if DELETED not in row.heads:
            return False
        noted = select(conflict.c.record).where(conflict.c.record == row.id, conflict.c.field == DELETED)
        return self.connection.execute(noted).first() is not None


def _fitting(kind: Kind, name: str, value: Value) -> Value:
    """The value as it is stored. Raises ValueError for one that the field cannot hold: a fault of ours."""
    held = FieldType.FLAG if name == DELETED else SPECS[kind].fields.get(name)
    if held is None or (value is not None and rows.typed(value, held) is None):
        raise ValueError(f"{kind}.{name} cannot hold {value!r}")
    return unicodedata.normalize("NFC", value) if isinstance(value, str) else value


def next_stamp(connection: Connection, book: Book, action: str) -> Stamp:
    """The next place in the log; names the session at the first write after opening (R4)."""
    writer, author = book.writer, book.author
    now = author.now_ms()
    if not writer.session:
        writer.session = _open_session(connection, book, now)
        highest = connection.execute(select(func.max(change.c.lamport))).scalar()
        writer.lamport = int(highest or 0)
    writer.seq += 1
    writer.lamport += 1
    return Stamp(writer.session, writer.seq, writer.lamport, now, action)


def _open_session(connection: Connection, book: Book, now_ms: int) -> str:
    author = book.author
    opened = datetime.fromtimestamp(now_ms / 1000, UTC).isoformat(timespec="seconds")
    columns = (author.person, author.device, author.program, opened)
    nonce = author.entropy(16)
    name = session_id(nonce, columns)
    stored = dict(zip(("person", "device", "program", "opened_at"), columns, strict=True))
    connection.execute(insert(session), {"id": bytes.fromhex(name), "nonce": nonce, **stored})
    return name


def insert_changes(connection: Connection, changes: Sequence[Change]) -> None:
    """Store changes that are not in the book yet, and count them in."""
    _appending().run(connection, [stored(item) for item in changes])
    counted = dict(_counted().all(connection))
    total = int(counted["checksum"]) + checksum(item.id for item in changes)
    count = int(counted["change_count"]) + len(changes)
    values = {"checksum": str(total % (1 << 128)), "change_count": str(count)}
    _counting().run(connection, [{"b_key": key, "value": value} for key, value in values.items()])


@cache
def _appending() -> Prepared:
    return Prepared(insert(change), [column.name for column in change.c if column is not change.c.local])


@cache
def _counted() -> Prepared:
    return Prepared(select(meta.c.key, meta.c.value))


@cache
def _counting() -> Prepared:
    return Prepared(update(meta).where(meta.c.key == bindparam("b_key")), ["value"])


def stored(item: Change) -> dict[str, object]:
    """A change as the columns of its table."""
    return {
        "id": bytes.fromhex(item.id),
        "session": bytes.fromhex(item.session),
        "seq": item.seq,
        "lamport": item.lamport,
        "wall_ms": item.wall_ms,
        "action": bytes.fromhex(item.action),
        "verb": str(item.verb),
        "kind": str(item.kind),
        "record": bytes.fromhex(item.record),
        "fields": canonical_json(dict(item.fields)),
        "parents": canonical_json({name: sorted(ids) for name, ids in item.parents.items()}),
        "replaces": canonical_json(sorted(item.replaces)),
    }


def _settle_conflicts(connection: Connection, changes: Sequence[Change]) -> None:
    """An ordinary write answers the conflict of its field (R7)."""
    if not _any_conflict().all(connection):
        return
    for item in changes:
        answered = set(item.fields)
        statement = delete(conflict).where(conflict.c.record == item.record, conflict.c.field.in_(answered))
        connection.execute(statement)


@cache
def _any_conflict() -> Prepared:
    return Prepared(select(conflict.c.record).limit(1))


def add_deterministic(connection: Connection, source: str, writes: Sequence[Write]) -> list[Change]:
    """Changes that are the same on every PC: what the program ships, and what the recogniser read (R10, R15).

    `source` is the session's id, computed from the content. They stand at counter 0, name no parents, no person
    and no time. Those the book holds already are left alone. Returns all of them.
    """
    made = [
        compose(Stamp(source, seq, 0, 0, NO_ACTION), item, {})
        for seq, item in enumerate(sorted(writes, key=lambda item: (item.kind, item.record)), start=1)
    ]
    connection.execute(upsert(session).on_conflict_do_nothing(), {"id": bytes.fromhex(source)})
    held: set[str] = set()
    for part in rows.chunks(made):
        wanted = [bytes.fromhex(item.id) for item in part]
        held.update(row.id.hex() for row in connection.execute(select(change.c.id).where(change.c.id.in_(wanted))))
    missing = [item for item in made if item.id not in held]
    if missing:
        insert_changes(connection, missing)
        derive.rederive(connection, {(item.kind, item.record) for item in missing})
    return made


def has_session(connection: Connection, name: str) -> bool:
    """Whether the book holds changes of this session."""
    wanted = select(change.c.id).where(change.c.session == bytes.fromhex(name)).limit(1)
    return connection.execute(wanted).first() is not None
