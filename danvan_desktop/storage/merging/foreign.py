"""A stranger's book, opened as hostile: a local copy, read only, its schema ours to the letter, time and size bounded.

It is never attached and never written to (exchange.md «Merging, step by step», 1 and 2). SQLite is not given its
journal either: one made by hand could have it delete another file.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from danvan_desktop.domain.merging.watching import MergeCancelled, Watch
from danvan_desktop.storage import errors
from danvan_desktop.storage.book import LOST, SCHEMA, check_file, expected_schema
from danvan_desktop.storage.connection import journal_of
from danvan_desktop.storage.deriving import rows
from danvan_desktop.storage.merging.errors import (
    ForeignDamaged,
    ForeignEmpty,
    ForeignInUse,
    ForeignNoBook,
    ForeignTooLarge,
)
from danvan_desktop.storage.tables import LOG_TABLES
from danvan_desktop.storage.travel.cipher import decipher, is_enciphered

LARGEST_FILE = 4 << 30
LARGEST_EVIDENCE = 20 << 20
"""Of one attached file (R12)."""
_LARGEST_CELL = 24 << 20
LARGEST_CHANGE = 16 << 20
"""Bytes of the texts of one change: taking one apart needs ten times as much, and the longest that is honest, which
deletes a hundred thousand tasks, has 13 MB."""
_PIECE = 1 << 20
_MOST_OBJECTS = 500
"""In the schema; a book has about a hundred."""
_SMALLEST_ROW = 60
"""Bytes that a change takes at least: what claims to hold more rows than fit goes round in circles."""
_ROWS_AT_ONCE = 500
_BYTES_AT_ONCE = 16 << 20
_STEPS = 20_000
_SECONDS, _SECONDS_A_MEGABYTE = 60.0, 1.0

_CHECKS = ("integrity_check(session)", "quick_check(change)", "integrity_check(blob)")
"""Of changes the pages alone: they are read without their indexes, every one is hashed, and holding the indexes against
them takes as long as all the rest of a merge."""

CHANGE_COLUMNS = (
    "id, session, seq, lamport, wall_ms, action, CAST(verb AS BLOB), CAST(kind AS BLOB), record, "
    "CAST(fields AS BLOB), CAST(parents AS BLOB), CAST(replaces AS BLOB)"
)
"""Of a change, texts as bytes: a stranger's text may be none."""

TEXTS = slice(9, 12)
"""The long ones among them; they are bytes or nothing."""

Raw = tuple[Any, ...]
Opener = Callable[[Path], BinaryIO]


def open_for_reading(path: Path) -> BinaryIO:
    """As a stick is read."""
    return path.open("rb")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A local copy of a stranger's file, opened with its password if it has one, and the hash by which it is known
    whether the file changed since."""

    source: Path
    path: Path
    digest: str
    password: str = field(default="", repr=False)


def take_snapshot(
    source: Path, path: Path, watch: Watch, opened: Opener = open_for_reading, password: str = ""
) -> Snapshot:
    """Copy the file, so that a stick that is pulled out later does no harm.

    Raises BookError, CannotMerge; of a file with a password WrongPassword, CipherDamaged.
    """
    if password and is_enciphered(source):
        return _deciphered_snapshot(source, path, watch, opened, password)
    _require_book(source)
    refuse_unfinished(source)
    try:
        size = source.stat().st_size
        if size > LARGEST_FILE:
            raise ForeignTooLarge(source.name)
        if shutil.disk_usage(path.parent).free < size:
            raise errors.NoRoom(str(path.parent))
        digest = _copied(source, path, watch, opened)
    except OSError as error:
        with suppress(OSError):
            path.unlink(missing_ok=True)
        raise errors.known_os_error(error, source.name) from error
    refuse_unfinished(source)
    return Snapshot(source, path, digest)


def _require_book(source: Path) -> None:
    """What is wrong with a colleague's file is mended where it came from."""
    try:
        check_file(source)
    except errors.NotABook as error:
        with suppress(OSError):
            if source.is_file() and source.stat().st_size == 0:
                raise ForeignEmpty(source.name) from error
        raise ForeignNoBook(source.name) from error
    except errors.DamagedBook as error:
        raise ForeignDamaged(source.name) from error


def _deciphered_snapshot(source: Path, path: Path, watch: Watch, opened: Opener, password: str) -> Snapshot:
    closed = path.with_name(f"{path.name}.khoa")
    try:
        digest = _copied(source, closed, watch, opened)
        with closed.open("rb") as reading, path.open("wb") as writing:
            for piece in decipher(reading, source.name, password):
                writing.write(piece)
        closed.unlink()
        check_file(path)
    except OSError as error:
        raise errors.known_os_error(error, source.name) from error
    except errors.BookError as error:
        raise ForeignDamaged(source.name) from error
    return Snapshot(source, path, digest, password)


def digest_of(path: Path, watch: Watch) -> str:
    """The hash of a file as it is now. Raises OSError."""
    return _copied(path, Path(os.devnull), watch, open_for_reading)


def _copied(source: Path, target: Path, watch: Watch, opened: Opener) -> str:
    whole, done, digest = source.stat().st_size, 0, hashlib.sha256()
    with opened(source) as reading, target.open("wb") as writing:
        while piece := reading.read(_PIECE):
            writing.write(piece)
            digest.update(piece)
            done += len(piece)
            if done > LARGEST_FILE:
                raise ForeignTooLarge(source.name)
            watch.tell(f"Đang đọc «{source.name}»", done, whole)
    return digest.hexdigest()


def refuse_unfinished(source: Path) -> None:
    """A journal with content stands for a writing that goes on or was cut off; a log of the other sort likewise.

    Raises ForeignInUse.
    """
    for beside in (journal_of(source), source.with_name(source.name + "-wal")):
        try:
            with beside.open("rb") as file:
                if file.read(1) > b"\0":
                    raise ForeignInUse(source.name)
        except OSError:
            continue


class ForeignBook:
    """A snapshot that passed the checks of its form. Its rows may still say anything."""

    def __init__(self, snapshot: Snapshot, watch: Watch) -> None:
        self.snapshot = snapshot
        self.name = snapshot.source.name
        self._watch = watch
        self._deadline = 0.0
        self._size = snapshot.path.stat().st_size
        self._raw = self._opened()

    def watched_by(self, watch: Watch) -> None:
        """Whom to tell from now on."""
        self._watch = watch

    def close(self) -> None:
        """Let go of the file."""
        self._raw.close()

    def book_id(self) -> str:
        """Which book it says that it is a copy of."""
        with self._bounded():
            found = self._raw.execute("SELECT CAST(value AS BLOB) FROM meta WHERE key = 'book_id'").fetchone()
        return bytes(found[0]).decode("utf-8", "replace") if found and found[0] is not None else ""

    def lost(self) -> frozenset[str]:
        """The changes that it says were lost when it was damaged, and that others name all the same."""
        with self._bounded():
            found = self._raw.execute("SELECT CAST(value AS BLOB) FROM meta WHERE key = ?", (LOST,)).fetchone()
        text = bytes(found[0]).decode("ascii", "replace") if found and found[0] is not None else ""
        return frozenset(re.findall('"([0-9a-f]{32})"', text))

    def changes(self) -> Iterator[list[tuple[int, Raw]]]:
        """Every change with its place, in pieces that fit into memory."""
        with self._bounded():
            statement = f"SELECT local, {CHANGE_COLUMNS} FROM change NOT INDEXED ORDER BY local"
            yield from self._pieces(self._raw.execute(statement))

    def changes_at(self, places: Sequence[int]) -> Iterator[list[tuple[int, Raw]]]:
        """The changes at these places, in their order."""
        for part in rows.chunks(places, _ROWS_AT_ONCE):
            marks = ",".join("?" * len(part))
            statement = f"SELECT local, {CHANGE_COLUMNS} FROM change WHERE local IN ({marks}) ORDER BY local"
            with self._bounded():
                yield from self._pieces(self._raw.execute(statement, part))

    def sessions(self, ids: Sequence[bytes]) -> Iterator[Raw]:
        """(id, nonce, person, device, program, opened_at) of these sessions, texts as bytes."""
        columns = "id, nonce, CAST(person AS BLOB), CAST(device AS BLOB), CAST(program AS BLOB), "
        columns += "CAST(opened_at AS BLOB)"
        for part in rows.chunks(ids, _ROWS_AT_ONCE):
            marks = ",".join("?" * len(part))
            with self._bounded():
                yield from self._raw.execute(f"SELECT {columns} FROM session WHERE id IN ({marks})", part)

    def blob_names(self) -> Iterator[tuple[object, object]]:
        """(hash, length) of every attached file."""
        with self._bounded():
            yield from self._raw.execute("SELECT sha256, length(data) FROM blob")

    def blob(self, name: bytes) -> bytes | None:
        """An attached file, if it is one."""
        with self._bounded():
            found = self._raw.execute("SELECT data FROM blob WHERE sha256 = ?", (name,)).fetchone()
        return found[0] if found and isinstance(found[0], bytes) else None

    def knows(self, records: Sequence[str]) -> set[str]:
        """Those of these records that the file has changes of."""
        found: set[str] = set()
        for part in rows.chunks(bytes.fromhex(record) for record in records):
            marks = ",".join("?" * len(part))
            with self._bounded():
                held = self._raw.execute(f"SELECT DISTINCT record FROM change WHERE record IN ({marks})", part)
                found.update(record.hex() for (record,) in held if isinstance(record, bytes))
        return found

    def _opened(self) -> sqlite3.Connection:
        uri = f"{self.snapshot.path.absolute().as_uri()}?mode=ro&immutable=1"
        try:
            raw = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
        except sqlite3.Error as error:
            raise ForeignDamaged(self.name) from error
        self._raw = raw
        try:
            raw.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LARGEST_CELL)
            raw.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
            raw.setlimit(sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH, 0)
            raw.set_progress_handler(self._is_to_stop, _STEPS)
            with self._bounded():
                self._check()
        except BaseException:
            raw.close()
            raise
        return raw

    def _check(self) -> None:
        for pragma in ("trusted_schema=OFF", "cell_size_check=ON", "mmap_size=0", "query_only=ON", "cache_size=-16000"):
            self._raw.execute(f"PRAGMA {pragma}")
        found = self._raw.execute(f"{SCHEMA} LIMIT {_MOST_OBJECTS + 1}").fetchall()
        plain = all(kind in ("table", "index") and not _is_virtual(sql) for kind, _, _, sql in found)
        own = {tuple(row) for row in found if row[2] in LOG_TABLES}
        wanted = {row for row in expected_schema() if row[2] in LOG_TABLES}
        if len(found) > _MOST_OBJECTS or not plain or own != wanted:
            raise ForeignDamaged(self.name)
        for check in _CHECKS:
            self._watch.tell(f"Đang kiểm tra «{self.name}»", 0, 0)
            if [line for (line,) in self._raw.execute(f"PRAGMA {check}")] != ["ok"]:
                raise ForeignDamaged(self.name)

    def _pieces(self, cursor: sqlite3.Cursor) -> Iterator[list[tuple[int, Raw]]]:
        piece: list[tuple[int, Raw]] = []
        size = 0
        for count, (local, *columns) in enumerate(cursor, start=1):
            piece.append((local, tuple(columns)))
            size += sum(map(len, filter(None, columns[TEXTS])))
            if count * _SMALLEST_ROW > self._size:
                raise ForeignDamaged(self.name)
            if len(piece) >= _ROWS_AT_ONCE or size > _BYTES_AT_ONCE:
                yield piece
                piece, size = [], 0
        if piece:
            yield piece

    def _is_to_stop(self) -> int:
        return int(self._watch.cancelled() or time.monotonic() > self._deadline)

    @contextmanager
    def _bounded(self) -> Iterator[None]:
        """Statements on the file: whatever its content breaks is the file's fault, and none of them runs for ever."""
        self._deadline = time.monotonic() + _SECONDS + _SECONDS_A_MEGABYTE * self._size / (1 << 20)
        try:
            yield
        except (sqlite3.Error, OverflowError, UnicodeError) as error:
            if self._watch.cancelled():
                raise MergeCancelled from None
            raise ForeignDamaged(self.name) from error


def _is_virtual(sql: object) -> bool:
    return isinstance(sql, str) and "virtual" in sql[:40].lower()
