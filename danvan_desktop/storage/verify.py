"""Is the book sound? Every stored hash recomputed, and the derived tables rebuilt elsewhere and compared."""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest
from types import MappingProxyType

from sqlalchemy import Connection, Row, Table, func, insert, select
from sqlalchemy.exc import DatabaseError

from danvan_desktop.domain.changes.rules import Change, canonical_json, change_id, checksum, session_id
from danvan_desktop.domain.labels import KIND_LABELS
from danvan_desktop.storage import errors
from danvan_desktop.storage.book import (
    LOST,
    META_KEYS,
    SCHEMA,
    Book,
    expected_schema,
    explained,
    guard_of,
    read_all_meta,
)
from danvan_desktop.storage.connection import Access, Prepared, engine_over
from danvan_desktop.storage.deriving import derive
from danvan_desktop.storage.mending.lost import lost_changes
from danvan_desktop.storage.migrations.newer import require_known
from danvan_desktop.storage.tables import LOG_VERSION, blob, change, conflict, derived, meta, metadata, session


@dataclass(frozen=True, slots=True)
class Soundness:
    """What a check found: how many changes the book holds, and each fault as a Vietnamese sentence."""

    changes: int
    faults: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults


Cancel = Callable[[], bool]
_Check = Callable[[Connection], Iterator[str]]
_UNREADABLE = "Có phần của sổ không đọc được."
_SHAPELESS = (ValueError, TypeError, AttributeError, LookupError, ArithmeticError, MemoryError, RecursionError)
"""What Python raises over content that no program has written: a number in place of text, text that is no JSON."""

_TABLE_LABELS: Mapping[str, str] = MappingProxyType(
    {
        **KIND_LABELS,
        "session": "phiên làm việc",
        "change": "thay đổi",
        "blob": "tệp minh chứng",
        "meta": "thông tin riêng của sổ",
        "merge_log": "các lần gộp",
        "conflict": "chỗ hai bên cùng sửa",
    }
)


def verify(book: Book, cancelled: Cancel = lambda: False, newest: int = LOG_VERSION) -> Soundness:
    """Check everything. Faults are reported, never raised; nothing is written. `cancelled` is polled,
    `newest` the newest version of the log that is known.

    Raises BookError only for what says nothing of the content: a book that is busy, a stick that was pulled out, a
    newer program.
    """
    require_known(book, newest)
    faults: list[str] = []
    with book.transaction() as connection:
        for check in _TRUTH:
            if not cancelled():
                faults.extend(_found(book, connection, check, _SHAPELESS))
        if not faults and not cancelled():
            faults.extend(_found(book, connection, _derived, ()))
        counted = select(func.count()).select_from(change)
        count = 0 if faults else int(connection.execute(counted).scalar_one())
    return Soundness(count, tuple(dict.fromkeys(faults)))


def log_is_sound(book: Book) -> bool:
    """Whether everything is as it should be but the derived tables, which can be made again. Raises as `verify`.

    For copies of a book of ours: the log is hashed as it is spelled there, which finds every byte that is another.
    """
    with book.transaction() as connection:
        return not any(_found(book, connection, check, _SHAPELESS) for check in _TRUTH_OF_A_COPY)


def quick_check(book: Book) -> bool:
    """The structure of the file and its own sums, in a moment; the whole check is `verify`. Raises as that does."""
    with book.transaction() as connection:
        return not any(_found(book, connection, check, _SHAPELESS) for check in (_structure, _counts, _guard))


def _found(book: Book, connection: Connection, check: _Check, shapeless: tuple[type[Exception], ...]) -> list[str]:
    """What a check says; content that cannot be read is a fault too, by SQLite or as `shapeless` of our own code."""
    found: list[str] = []
    broken: tuple[type[Exception], ...] = (errors.BookError, DatabaseError, sqlite3.DatabaseError, *shapeless)
    try:
        with explained(book.path):
            found.extend(check(connection))
    except (errors.BookBusy, errors.NoAccess, errors.DiskTrouble):
        raise
    except broken:
        found.append(_UNREADABLE)
    return found


def _pages(connection: Connection) -> Iterator[str]:
    """SQLite's own check; its wording is for those who mend files, so only the count is told."""
    lines = [line for (line,) in connection.exec_driver_sql("PRAGMA integrity_check(20)") if line != "ok"]
    if lines:
        yield f"Cấu trúc tệp hỏng ở ít nhất {len(lines)} chỗ."


def _structure(connection: Connection) -> Iterator[str]:
    if connection.exec_driver_sql("PRAGMA quick_check(1)").scalar() != "ok":
        yield "Cấu trúc tệp hỏng."


def _schema(connection: Connection) -> Iterator[str]:
    found = {tuple(row) for row in connection.exec_driver_sql(SCHEMA)}
    wrong = {str(about) for _, _, about, _ in found ^ expected_schema()}
    for label in sorted(_TABLE_LABELS[about] for about in wrong if about in _TABLE_LABELS):
        yield f"Bảng «{label}» hoặc chỉ mục của bảng không đúng khuôn."
    if not wrong <= _TABLE_LABELS.keys():
        yield "Sổ có bảng không do phần mềm này tạo ra."


def _counts(connection: Connection) -> Iterator[str]:
    ids = [id_.hex() for (id_,) in _every_id().all(connection)]
    held = read_all_meta(connection)
    if (str(checksum(ids)), str(len(ids))) != (held.get("checksum"), held.get("change_count")):
        yield "Số thay đổi trong sổ không khớp với tổng kiểm."


@cache
def _every_id() -> Prepared:
    return Prepared(select(change.c.id))


def _guard(connection: Connection) -> Iterator[str]:
    held = read_all_meta(connection)
    if held.keys() - {LOST} != META_KEYS or held["guard"] != guard_of(connection):
        yield "Thông tin riêng của sổ (mã sổ, năm, các lần gộp) không khớp mã kiểm."


def _log(connection: Connection) -> Iterator[str]:
    """Each change's id is the hash of its content, in its one spelling; what it names is there."""
    known = lost_changes(connection).union(row.id.hex() for row in connection.execute(select(change.c.id)))
    sessions = {row.id for row in connection.execute(select(session.c.id))}
    for row in connection.execute(select(change)):
        item = derive.read_change(row)
        if change_id(item) != item.id or not _is_spelled(row, item):
            yield f"Thay đổi {item.id[:8]} không khớp mã kiểm của nó."
        named = [*item.replaces, *(id_ for ids in item.parents.values() for id_ in ids)]
        if not known.issuperset(named) or row.session not in sessions:
            yield f"Thay đổi {item.id[:8]} nhắc tới nội dung không có trong sổ."


def _log_as_spelled(connection: Connection) -> Iterator[str]:
    """As `_log`, without taking the stored texts apart: they are put into the text that was hashed as they stand."""
    known = lost_changes(connection).union(id_.hex() for (id_,) in _every_id().all(connection))
    sessions = set(connection.exec_driver_sql("SELECT lower(hex(id)) FROM session").scalars())
    spelled = cache(canonical_json)  # of few words
    reading = connection.connection.cursor()
    reading.execute(_SPELLED)
    for row in iter(reading.fetchone, None):
        id_, session_, action, record, verb, kind, seq, lamport, wall_ms, fields, parents, replaces = row
        content = (
            f'{{"action":"{action}","fields":{fields},"kind":{spelled(kind)},"lamport":{lamport},'
            f'"parents":{parents},"record":"{record}","replaces":{replaces},"seq":{seq},"session":"{session_}",'
            f'"verb":{spelled(verb)},"wall_ms":{wall_ms}}}'
        )
        if hashlib.sha256(content.encode()).hexdigest()[:_ID_DIGITS] != id_:
            yield f"Thay đổi {id_[:8]} không khớp mã kiểm của nó."
        if session_ not in sessions or not known.issuperset(_IDS.findall(f"{parents}{replaces}")):
            yield f"Thay đổi {id_[:8]} nhắc tới nội dung không có trong sổ."


_ID_DIGITS = 32
_IDS = re.compile('"([0-9a-f]{32})"')
_SPELLED = (
    "SELECT lower(hex(id)), lower(hex(session)), lower(hex(action)), lower(hex(record)), verb, kind, seq, lamport, "
    "wall_ms, fields, parents, replaces FROM change"
)


def _is_spelled(row: Row[tuple[object, ...]], item: Change) -> bool:
    """Whether the stored texts are spelled as the program spells them, which the hash of their meaning cannot say."""
    meant = (dict(item.fields), {name: sorted(ids) for name, ids in item.parents.items()}, sorted(item.replaces))
    return (row.fields, row.parents, row.replaces) == tuple(canonical_json(part) for part in meant)


def _sessions(connection: Connection) -> Iterator[str]:
    for row in connection.execute(select(session)):
        columns = (row.person, row.device, row.program, row.opened_at)
        computed = row.nonce is None and columns == (None,) * len(columns)
        name = row.id.hex()
        if not computed and (row.nonce is None or session_id(row.nonce, columns) != name):
            yield f"Phiên làm việc {name[:8]} không khớp mã kiểm của nó."


def _blobs(connection: Connection) -> Iterator[str]:
    """What was erased has no row; a row holds what its hash says."""
    for row in connection.execute(select(blob)):
        if row.data is None or hashlib.sha256(row.data).digest() != row.sha256:
            yield f"Tệp minh chứng {row.sha256.hex()[:8]} không khớp mã kiểm của nó."


_TRUTH: tuple[_Check, ...] = (_pages, _schema, _counts, _guard, _log, _sessions, _blobs)
"""What proves the log; the derived tables are compared with it afterwards."""
_TRUTH_OF_A_COPY: tuple[_Check, ...] = tuple(_log_as_spelled if check is _log else check for check in _TRUTH)


def _derived(connection: Connection) -> Iterator[str]:
    """Rebuild in memory from the log, which is sound, then compare table by table."""
    blank = sqlite3.connect(":memory:")
    engine = engine_over(blank, Access.WRITE)
    try:
        with engine.begin() as rebuilt:
            metadata.create_all(rebuilt)
            for table in (session, change, meta):
                held = [dict(row._mapping) for row in connection.execute(select(table))]
                if held:
                    rebuilt.execute(insert(table), held)
            derive.rebuild(rebuilt)
            for table in (*derived.values(), conflict):
                if any(
                    mine != theirs
                    for mine, theirs in zip_longest(_as_stored(connection, table), _as_stored(rebuilt, table))
                ):
                    yield f"Bảng «{_TABLE_LABELS[table.name]}» không khớp với nhật ký thay đổi."
    finally:
        engine.dispose()
        blank.close()


def _as_stored(connection: Connection, table: Table) -> Iterator[list[tuple[type, object]]]:
    """The rows of a table as SQLite holds them, with their types: 1 is neither true nor 1.0 nor «1»."""
    statement = select(table).order_by(*table.primary_key).compile(dialect=connection.dialect)
    for row in connection.exec_driver_sql(str(statement)):
        yield [(type(value), value) for value in row]
