"""Is the book sound? Every stored hash recomputed, and the derived tables rebuilt elsewhere and compared."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select
from sqlalchemy.exc import DatabaseError

from danvan_desktop.domain.changes.rules import canonical_json, change_id, checksum, session_id
from danvan_desktop.storage.book import Book, expected_schema, meta_guard, read_meta
from danvan_desktop.storage.connection import Access, engine_over
from danvan_desktop.storage.deriving import derive
from danvan_desktop.storage.errors import BookError
from danvan_desktop.storage.tables import blob, change, conflict, derived, meta, metadata, session


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


def verify(book: Book, cancelled: Cancel = lambda: False) -> Soundness:
    """Check everything. Faults are reported, never raised; nothing is written. `cancelled` is polled."""
    faults: list[str] = []
    count = 0
    try:
        with book.transaction() as connection:
            count = read_count(connection)
            for check in (_pages, _schema, _log, _sessions, _blobs, _counts):
                if cancelled():
                    break
                faults.extend(check(connection))
            if not faults and not cancelled():
                faults.extend(_derived(connection))
    except (BookError, DatabaseError, UnicodeDecodeError, derive.UnreadableChange):
        faults.append("Có phần của sổ không đọc được.")
    return Soundness(count, tuple(faults))


def quick_check(book: Book) -> bool:
    """The structure of the file and its own count of changes, in a moment; the whole check is `verify`."""
    with book.transaction() as connection:
        return connection.exec_driver_sql("PRAGMA quick_check(1)").scalar() == "ok" and not list(_counts(connection))


def read_count(connection: Connection) -> int:
    """How many changes the book says it holds."""
    return int(read_meta(connection, "change_count"))


def _pages(connection: Connection) -> Iterator[str]:
    """SQLite's own check; its wording is for those who mend files, so only the count is told."""
    lines = [line for (line,) in connection.exec_driver_sql("PRAGMA integrity_check(20)") if line != "ok"]
    if lines:
        yield f"Cấu trúc tệp hỏng ở ít nhất {len(lines)} chỗ."


def _schema(connection: Connection) -> Iterator[str]:
    expected = expected_schema()
    statement = "SELECT name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'"
    found = {str(name): str(sql) for name, sql in connection.exec_driver_sql(statement)}
    for name in sorted(set(expected) | set(found)):
        if expected.get(name) != found.get(name):
            yield f"Bảng hoặc chỉ mục «{name}» không đúng khuôn."


def _log(connection: Connection) -> Iterator[str]:
    """Each change's id is the hash of its content, in its one spelling; what it names is there."""
    known = {row.id for row in connection.execute(select(change.c.id))}
    sessions = {row.id for row in connection.execute(select(session.c.id))}
    for row in connection.execute(select(change)):
        item = derive.read_change(row)
        spelled = (canonical_json(dict(item.fields)), canonical_json({n: list(p) for n, p in item.parents.items()}))
        if change_id(item) != item.id or spelled != (row.fields, row.parents):
            yield f"Thay đổi {item.id[:8]} không khớp mã kiểm của nó."
        named = [*item.replaces, *(id_ for ids in item.parents.values() for id_ in ids)]
        if not known.issuperset(bytes.fromhex(id_) for id_ in named) or row.session not in sessions:
            yield f"Thay đổi {item.id[:8]} nhắc tới nội dung không có trong sổ."


def _sessions(connection: Connection) -> Iterator[str]:
    for row in connection.execute(select(session)):
        columns = (row.person, row.device, row.program, row.opened_at)
        computed = row.nonce is None and columns == (None,) * len(columns)
        if not computed and (row.nonce is None or session_id(row.nonce, columns) != row.id.hex()):
            yield f"Phiên làm việc {row.id.hex()[:8]} không khớp mã kiểm của nó."


def _blobs(connection: Connection) -> Iterator[str]:
    for row in connection.execute(select(blob)):
        if row.data is not None and hashlib.sha256(row.data).digest() != row.sha256:
            yield f"Tệp minh chứng {row.sha256.hex()[:8]} không khớp mã kiểm của nó."


def _counts(connection: Connection) -> Iterator[str]:
    ids = [row.id.hex() for row in connection.execute(select(change.c.id))]
    counted = (str(checksum(ids)), str(len(ids)))
    if counted != (read_meta(connection, "checksum"), read_meta(connection, "change_count")):
        yield "Số thay đổi trong sổ không khớp với tổng kiểm."
    values = {row.key: row.value for row in connection.execute(select(meta))}
    if meta_guard(values) != values["guard"]:
        yield "Thông tin riêng của sổ (mã sổ, năm) không khớp mã kiểm."


def _derived(connection: Connection) -> Iterator[str]:
    """Rebuild in memory from the log, then compare table by table."""
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
                order = list(table.primary_key)
                mine = connection.execute(select(table).order_by(*order)).all()
                if mine != rebuilt.execute(select(table).order_by(*order)).all():
                    yield f"Bảng «{table.name}» không khớp với nhật ký thay đổi."
    finally:
        engine.dispose()
        blank.close()
