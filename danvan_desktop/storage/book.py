"""A book as an open file: create, open, lock, refuse what is not ours, close.

Opening for writing takes the file alone at once and keeps it until it is closed; everybody else is told who has it
(exchange.md «Tables»). A session is named at the first write after every opening (R4).
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import IO

from sqlalchemy import Connection, Engine, insert, select, update
from sqlalchemy.exc import DBAPIError

from danvan_desktop.domain.changes.rules import canonical_json
from danvan_desktop.domain.errors import KnownError
from danvan_desktop.storage import errors
from danvan_desktop.storage.connection import Access, connect, copy_in_memory, engine_over
from danvan_desktop.storage.deriving.renewing import renew
from danvan_desktop.storage.migrations.steps import CURRENT, Schema, carry_out, version_of
from danvan_desktop.storage.tables import (
    APPLICATION_ID,
    DERIVED_VERSION,
    LOG_TABLES,
    LOG_VERSION,
    merge_log,
    meta,
    metadata,
)
from danvan_desktop.storage.travel.cipher import MAGIC

_HEADER = b"SQLite format 3\x00"
_HEADER_BYTES = 100


@dataclass(frozen=True, slots=True)
class Author:
    """Who writes, on which PC, with which program, and where new names and times come from.

    `now_ms` gives Unix milliseconds; `entropy(n)` gives n random bytes.
    """

    person: str
    device: str
    program: str
    now_ms: Callable[[], int]
    entropy: Callable[[int], bytes]


@dataclass(slots=True)
class WriterState:
    """Where this opening stands in the log: its session's name, its last number, the book's highest counter."""

    session: str = ""
    seq: int = 0
    lamport: int = 0


class Book:
    """An open book. Only one thread uses it at a time."""

    def __init__(self, path: Path, access: Access, author: Author, raw: sqlite3.Connection) -> None:
        self.path = path
        self.access = access
        self.author = author
        self.raw = raw
        self.writer = WriterState()
        self.held: IO[bytes] | None = None
        self._engine: Engine = engine_over(raw, access)
        self._connection = self._engine.connect()

    @property
    def read_only(self) -> bool:
        """Whether this opening may only look."""
        return self.access is Access.READ

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """One transaction: committed when the block ends well, else undone, the session's name with it.

        Raises BookError for what lies in the file, the disk or the rights.
        """
        before = replace(self.writer)
        try:
            with explained(self.path), self._connection.begin():
                yield self._connection
        except BaseException:
            self.writer = before
            if self.raw.in_transaction:  # a COMMIT that failed leaves it open
                self.raw.rollback()
            raise

    def sign_as(self, author: Author) -> None:
        """What is written from now on is this author's; what was written stays as it is."""
        self.author = author
        self.writer = WriterState()
        if not self.read_only:
            _write_lock_note(self)

    def close(self) -> None:
        """Let go of the file. Everything is committed already."""
        self.disconnect()
        if not self.read_only:
            discard(lock_note(self.path))
        if self.held is not None:
            self.held.close()

    def disconnect(self) -> None:
        """End the connection alone; the note beside the book stays as it is."""
        self._connection.close()
        self._engine.dispose()
        self.raw.close()

    def __enter__(self) -> Book:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn SQLite's known failures into a sentence about the file at `path`."""
    try:
        yield
    except KnownError:
        raise
    except Exception as error:
        known = errors.known_sqlite_error(error, path.name)
        if known is None:
            raise
        if isinstance(known, errors.BookBusy):
            known = errors.BookBusy(path.name, _holder(path))
        raise known from error


def create_book(path: Path, author: Author, year: int) -> Book:
    """A new, empty book, open for writing.

    `year` fills in years that a text leaves out. Raises BookError when the place cannot be used; a file that is
    already there is never touched.
    """
    if path.exists():
        raise errors.BookExists(path.name)
    if not path.parent.is_dir():
        raise errors.FolderMissing(str(path.parent))
    held = _hold(path)
    try:
        with explained(path):
            book = Book(path, Access.CREATE, author, connect(path, Access.CREATE))
            try:
                _lay_out(book, year)
            except BaseException:
                book.close()
                raise
    except BaseException:
        discard(path, journal_of(path))
        _let_go(path, held)
        raise
    book.held = held
    _write_lock_note(book)
    return book


def _lay_out(book: Book, year: int) -> None:
    with book.transaction() as connection:
        metadata.create_all(connection)
        values = {
            "book_id": book.author.entropy(16).hex(),
            "year": str(year),
            "checksum": "0",
            "change_count": "0",
            "derived_version": DERIVED_VERSION,
            "guard": "",
        }
        connection.execute(insert(meta), [{"key": key, "value": value} for key, value in values.items()])
        seal(connection)
        connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version={LOG_VERSION}")


def open_book(path: Path, author: Author, *, read_only: bool = False, schema: Schema = CURRENT) -> Book:
    """Open a book that exists; raises a BookError that says why it cannot be opened, and changes nothing then.

    Derived tables of another version are made anew, in the file when it is opened for writing, else in memory. Log
    tables of an older version are brought up to date in memory; to be written they are upgraded first (migrations/).
    """
    if check_file(path, schema) < schema.version and not read_only:
        raise errors.OlderBook(path.name)
    if not read_only and not _writable(path):
        raise errors.ReadOnlyBook(path.name)
    if read_only and _is_unfinished(path):
        _finish(path)
    if read_only:
        refuse_held(path)
        return _opened(path, author, Access.READ, schema)
    held = _hold(path)
    try:
        book = _opened(path, author, Access.WRITE, schema)
    except BaseException:
        _let_go(path, held)
        raise
    book.held = held
    _write_lock_note(book)
    return book


def _opened(path: Path, author: Author, access: Access, schema: Schema) -> Book:
    with _whatever_is_in_it(path):
        book = _current(Book(path, access, author, _up_to_date(connect(path, access), schema)))
        try:
            check_schema(book)
        except BaseException:
            book.disconnect()
            raise
    return book


def _up_to_date(raw: sqlite3.Connection, schema: Schema) -> sqlite3.Connection:
    """The connection, or one to a copy in memory that has taken the steps to this program's version."""
    way = schema.way_from(version_of(raw))
    if not way:
        return raw
    try:
        copy = copy_in_memory(raw)
    finally:
        raw.close()
    carry_out(copy, way)
    return copy


def _current(book: Book) -> Book:
    """The book with the derived tables of this version, made anew where it comes from another one."""
    try:
        if not _is_of_another_version(book):
            return book
        if book.read_only:
            copy = copy_in_memory(book.raw)
            book.close()
            book = Book(book.path, book.access, book.author, copy)
        with book.transaction() as connection:
            renew(connection)
            connection.execute(update(meta).where(meta.c.key == "derived_version").values(value=DERIVED_VERSION))
            seal(connection)
    except BaseException:
        book.disconnect()
        raise
    return book


def _is_of_another_version(book: Book) -> bool:
    """Whether the book says so itself, under its own seal; what is damaged is left for the checks to find."""
    with book.transaction() as connection:
        kinds = {name: kind for kind, name, _, _ in connection.exec_driver_sql(SCHEMA)}
        if any(kinds.get(name) != "table" for name in LOG_TABLES) or _ACTING.intersection(kinds.values()):
            return False
        values = read_all_meta(connection)
        return (
            values.keys() - {LOST} == META_KEYS
            and values["derived_version"] != DERIVED_VERSION
            and values["guard"] == guard_of(connection)
        )


@contextmanager
def _whatever_is_in_it(path: Path) -> Iterator[None]:
    """As `explained`, for the fixed statements of an opening, which nothing but the content of the file can break."""
    try:
        with explained(path):
            yield
    except (sqlite3.Error, DBAPIError) as error:
        raise errors.DamagedBook(path.name) from error


def journal_of(path: Path) -> Path:
    """The file in which SQLite keeps the old pages while it writes; there afterwards when the writing was cut off."""
    return path.with_name(path.name + "-journal")


def discard(*paths: Path) -> None:
    """Take files away (with a book its journal, or it goes into the next of that name); a pulled stick keeps them."""
    for path in paths:
        with suppress(OSError):
            path.unlink(missing_ok=True)


def _is_unfinished(path: Path) -> bool:
    """Whether the journal holds old pages; SQLite blanks its first bytes when the writing ended well."""
    try:
        with journal_of(path).open("rb") as journal:
            return journal.read(1) > b"\0"
    except OSError:
        return False


def _finish(path: Path) -> None:
    """Let SQLite put the old pages back after a power cut, which it does for a writer alone."""
    try:
        if not _writable(path):
            raise errors.ReadOnlyBook(path.name)
        with _whatever_is_in_it(path):
            connect(path, Access.WRITE).close()
    except (errors.ReadOnlyBook, errors.NoAccess) as error:
        raise errors.UnfinishedBook(path.name, journal_of(path).name) from error


def is_book(path: Path) -> bool:
    """Whether a file is a book by its first bytes, whatever its name and its state."""
    try:
        with path.open("rb") as file:
            return _is_ours(file.read(_HEADER_BYTES))
    except OSError:
        return False


def _is_ours(header: bytes) -> bool:
    return (
        len(header) == _HEADER_BYTES
        and header.startswith(_HEADER)
        and int.from_bytes(header[68:72], "big") == APPLICATION_ID
    )


def check_file(path: Path, schema: Schema = CURRENT) -> int:
    """Look at the first hundred bytes before SQLite does: is it a database, ours, and not newer than we are? The
    version of its log's tables."""
    if not path.is_file():
        raise errors.NotABook(path.name) if path.exists() else errors.BookMissing(path.name)
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER_BYTES)
    except PermissionError as error:
        raise errors.NoAccess(path.name) from error
    except OSError as error:
        raise errors.DiskTrouble(path.name) from error
    if header.startswith(MAGIC):
        raise errors.EncipheredBook(path.name)
    if not _is_ours(header):
        raise errors.NotABook(path.name)
    version = int.from_bytes(header[60:64], "big")
    if version > schema.version:
        raise errors.NewerBook(path.name)
    if schema.way_from(version) is None:
        raise errors.DamagedBook(path.name)
    return version


def _writable(path: Path) -> bool:
    """False for a file marked read-only, also where the user may write anything (an administrator)."""
    return bool(path.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH))


SCHEMA = "SELECT type, name, tbl_name, sql FROM sqlite_schema"
_ACTING = frozenset({"trigger", "view"})
"""What could act behind our back; no book of ours has any."""


@cache
def expected_schema() -> frozenset[tuple[object, ...]]:
    """What SCHEMA finds in a book as it should be, the indexes that SQLite makes by itself too."""
    blank = sqlite3.connect(":memory:")
    engine = engine_over(blank, Access.WRITE)
    with engine.begin() as connection:
        metadata.create_all(connection)
        rows = connection.exec_driver_sql(SCHEMA).all()
    engine.dispose()
    blank.close()
    return frozenset(tuple(row) for row in rows)


def check_schema(book: Book) -> None:
    """The file holds our tables as tables with our columns, so that every statement of ours can be carried out, and
    neither a trigger nor a view that could act behind our back."""
    with book.transaction() as connection:
        kinds = {name: kind for kind, name, _, _ in connection.exec_driver_sql(SCHEMA)}
        complete = all(
            kinds.get(name) == "table" and _columns(connection, name).issuperset(table.c.keys())
            for name, table in metadata.tables.items()
        )
    if not complete or _ACTING.intersection(kinds.values()):
        raise errors.DamagedBook(book.path.name)


def _columns(connection: Connection, table: str) -> set[str]:
    return set(connection.exec_driver_sql("SELECT name FROM pragma_table_info(?)", (table,)).scalars())


LOST = "lost"
"""The one key that only a salvaged book has (storage/mending/lost.py)."""
META_KEYS = frozenset(("book_id", "year", "checksum", "change_count", "derived_version", "guard"))
"""What belongs to this file alone; it is never merged."""


def read_meta(connection: Connection, key: str) -> str:
    """A value that belongs to this file alone (its id, its default year, its counts)."""
    return str(connection.execute(select(meta.c.value).where(meta.c.key == key)).scalar_one())


def read_all_meta(connection: Connection) -> dict[str, str]:
    """Every such value, as it is stored."""
    return {row.key: row.value for row in connection.execute(select(meta))}


def guard_of(connection: Connection) -> str:
    """A hash over what no other check can compute again from the log: the file's own id, default year and version, and
    what merges brought in. Raises KeyError where a value is missing."""
    values = read_all_meta(connection)
    held: dict[str, object] = {key: values[key] for key in ("book_id", "year", "derived_version")}
    if LOST in values:
        held[LOST] = values[LOST]
    merges = connection.execute(select(merge_log).order_by(merge_log.c.id)).all()
    if merges:
        held["merges"] = [list(row) for row in merges]
    return hashlib.sha256(canonical_json(held).encode()).hexdigest()


def seal(connection: Connection) -> None:
    """Store that hash anew, in every transaction that changes what it covers."""
    connection.execute(update(meta).where(meta.c.key == "guard").values(value=guard_of(connection)))


def lock_note(path: Path) -> Path:
    """The small file beside an open book that says who has it; for information only."""
    return path.with_name(path.name + ".lock")


def _hold(path: Path) -> IO[bytes] | None:
    """Lock the note beside the book, for as long as the answer is open. Raises BookBusy when somebody else has it.

    On Linux and macOS SQLite's own lock is lost when anything in this process opens the book's file and closes it again
    (a file dialog looks so at what lies in a folder): that is how POSIX locks are. This lock stays. Windows has no need
    of it, and a disk that knows no such locks does without (None).
    """
    if sys.platform == "win32":
        return None
    import fcntl

    try:
        note = lock_note(path).open("ab")
    except OSError:
        return None
    try:
        fcntl.flock(note, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        note.close()
        raise errors.BookBusy(path.name, _holder(path)) from error
    except OSError:
        note.close()
        return None
    return note


def refuse_held(path: Path) -> None:
    """Raise BookBusy when somebody has the book open for writing."""
    if sys.platform == "win32":
        return
    import fcntl

    try:
        with lock_note(path).open("rb") as note:
            fcntl.flock(note, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise errors.BookBusy(path.name, _holder(path)) from error
    except OSError:
        return


def _let_go(path: Path, held: IO[bytes] | None) -> None:
    if held is not None:
        discard(lock_note(path))
        held.close()


def _write_lock_note(book: Book) -> None:
    opened = datetime.fromtimestamp(book.author.now_ms() / 1000, UTC).astimezone()
    note = {"person": book.author.person, "device": book.author.device, "since": opened.isoformat(timespec="minutes")}
    try:
        lock_note(book.path).write_text(json.dumps(note, ensure_ascii=False), encoding="utf-8")
    except OSError:
        return  # SQLite's own lock is what counts; the note is a courtesy


def _holder(path: Path) -> str:
    """«Hà, máy VHXH-01, từ 08:02 ngày 05/03/2026», or nothing when the note cannot be read."""
    try:
        note = json.loads(lock_note(path).read_text(encoding="utf-8"))
        since = datetime.fromisoformat(note["since"])
        return f"{note['person']}, máy {note['device']}, từ {since:%H:%M} ngày {since:%d/%m/%Y}"
    except (OSError, ValueError, KeyError, TypeError):
        return ""
