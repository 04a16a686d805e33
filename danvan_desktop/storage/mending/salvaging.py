"""What can be read of a damaged book, held against its hashes, and a new book made of it.

A change, a session or a file counts only when its name is the hash of its content, so nothing false is taken in,
however it was found. The damaged file and its journal are copied first and never written to.
"""

from __future__ import annotations

import hashlib
import io
import mmap
import re
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from itertools import product
from pathlib import Path
from typing import BinaryIO

from danvan_desktop.domain.changes.rules import Change, checksum, session_id
from danvan_desktop.domain.changes.strangers import fault_of, named_by
from danvan_desktop.storage import errors
from danvan_desktop.storage.book import LOST, journal_of
from danvan_desktop.storage.connection import Access, connect
from danvan_desktop.storage.mending import carving
from danvan_desktop.storage.mending.carving import Found, Shape, row_at, rows_of
from danvan_desktop.storage.merging.admission import SessionRow, bytes_id, read_raw

Watch = Callable[[int, int], None]
"""Told how many steps of how many are done; may raise to stop."""

_PIECE = 1 << 20
_SMALLEST_ROW = 60
_HIGHEST_COUNTER = 1 << 53
_UNREADABLE = (ValueError, TypeError, AttributeError, LookupError, ArithmeticError, RecursionError, MemoryError)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sound change stands: its number in the log, the counter it was written under, the source, the offset."""

    local: int
    lamport: int
    source: int
    at: int


@dataclass(slots=True)
class Catch:
    """All that was found sound: changes by id, with the kind and id of their records, sessions, places of files, the
    lines about merges, and what the file says of itself (every copy of it, since old ones may lie about)."""

    sources: Sequence[mmap.mmap] = ()
    changes: dict[str, Place] = field(default_factory=dict)
    records: dict[str, tuple[str, str]] = field(default_factory=dict)
    session_of: dict[str, str] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)
    naming: dict[str, set[tuple[str, str]]] = field(default_factory=dict)
    sessions: dict[bytes, SessionRow] = field(default_factory=dict)
    blobs: dict[bytes, Place] = field(default_factory=dict)
    merges: dict[int, tuple[int, int, str, str]] = field(default_factory=dict)
    said: dict[str, set[str]] = field(default_factory=dict)
    indexed: dict[int, set[str]] = field(default_factory=dict)

    def change_at(self, place: Place) -> Change:
        """A change that was found, read again."""
        found = row_at(self.sources[place.source], place.at, carving.CHANGE.columns, self.sources[0])
        if found is None:
            raise errors.DiskTrouble("")
        return read_raw(found.values[1:])

    def blob_at(self, place: Place) -> bytes:
        """A file that was found, read again."""
        found = row_at(self.sources[place.source], place.at, carving.BLOB.columns, self.sources[0])
        return found.values[1] if found is not None and isinstance(found.values[1], bytes) else b""

    @property
    def lost(self) -> frozenset[str]:
        """The ids that sound changes name and that were not found."""
        return frozenset(self.named - self.changes.keys())

    @property
    def is_whole(self) -> bool:
        """Whether this is every change that the file says it has, with every session."""
        counts = [int(text) for text in self.said.get("change_count", ()) if text.isdecimal()]
        if not counts or max(counts) != len(self.changes) or not self.lost <= self._noted_lost():
            return False
        whole = str(checksum(self.changes)) in self.said.get("checksum", ())
        return whole and {bytes.fromhex(name) for name in self.session_of.values()} <= self.sessions.keys()

    def _noted_lost(self) -> frozenset[str]:
        """What a salvage before this one did without."""
        return frozenset(name for text in self.said.get(LOST, ()) for name in re.findall("[0-9a-f]{32}", text))

    def missing_count(self) -> int:
        """How many changes there were that were not found, as far as the file still says."""
        counts = [int(text) for text in self.said.get("change_count", ()) if text.isdecimal()]
        return max(max(counts, default=0) - len(self.changes), len(self.lost - self._noted_lost()))

    def doubtful_records(self) -> frozenset[tuple[str, str]]:
        """The records (kind, id) that a change is missing of: what stands names one that was not found, or an index
        still holds its number together with the record's name."""
        held = {place.local for place in self.changes.values()}
        names = {name for local, found in self.indexed.items() if local not in held for name in found}
        listed = {held for held in self.records.values() if held[1] in names}
        return frozenset(listed.union(*(self.naming.get(id_, ()) for id_ in self.lost)))


@contextmanager
def caught(path: Path, watch: Watch) -> Iterator[Catch]:
    """Look through a damaged book. Raises BookError where nothing of the file can be read."""
    with tempfile.TemporaryDirectory(prefix="danvan-", ignore_cleanup_errors=True) as folder, ExitStack() as held:
        copies = [copy for copy in _copies(path, Path(folder)) if copy.stat().st_size]
        catch = Catch([held.enter_context(_mapped(copy)) for copy in copies])
        takers = _takers(catch)
        for step, (taker, number) in enumerate(product(takers, range(len(copies)))):
            watch(step, len(takers) * len(copies))
            taker(number, catch.sources[number])
        yield catch


def _copies(path: Path, folder: Path) -> list[Path]:
    """The file as a power cut left it, with the old pages put back where SQLite still can; else the journal beside
    it, which holds them."""
    copy = folder / "book"
    try:
        _read_through(path, copy)
        journal = journal_of(path)
        if not journal.exists() or not journal.stat().st_size:
            return [copy]
        _read_through(journal, journal_of(copy))
    except OSError as error:
        raise errors.known_os_error(error, path.name) from error
    torn = folder / "torn"
    shutil.copyfile(copy, torn)
    kept = folder / "pages"
    shutil.copyfile(journal_of(copy), kept)
    try:
        connect(copy, Access.WRITE).close()
    except sqlite3.Error:
        return [torn, kept]
    return [copy]


def _read_through(source: Path, target: Path) -> None:
    """Copy what can be read; where the disk gives nothing up, zeros stand."""
    size = source.stat().st_size
    with source.open("rb", buffering=0) as reading, target.open("wb") as writing:
        for start in range(0, size, carving.PAGE * 16):
            writing.write(_piece(reading, start, min(carving.PAGE * 16, size - start)))


def _piece(reading: BinaryIO | io.FileIO, start: int, length: int) -> bytes:
    try:
        reading.seek(start)
        return (reading.read(length) or b"").ljust(length, b"\0")
    except OSError:
        if length <= carving.PAGE:
            return bytes(length)
        pages = range(start, start + length, carving.PAGE)
        return b"".join(_piece(reading, page, min(carving.PAGE, start + length - page)) for page in pages)


@contextmanager
def _mapped(path: Path) -> Iterator[mmap.mmap]:
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as held:
        yield held


def _takers(catch: Catch) -> Sequence[Callable[[int, mmap.mmap], None]]:
    """What looks for the rows of one table each."""
    return (
        partial(_each, catch, carving.CHANGE, _take_change),
        partial(_each, catch, carving.SESSION, _take_session),
        partial(_each, catch, carving.BLOB, _take_blob),
        partial(_each, catch, carving.MERGE, _take_merge),
        partial(_each, catch, carving.META, _take_said),
        partial(_each, catch, carving.INDEXED, _take_indexed),
    )


def _each(
    catch: Catch, shape: Shape, take: Callable[[Catch, int, Found], None], number: int, source: mmap.mmap
) -> None:
    for row in rows_of(source, shape, catch.sources[0]):
        take(catch, number, row)


def _take_change(catch: Catch, number: int, row: Found) -> None:
    try:
        item = read_raw(row.values[1:])
        sound = fault_of(item, _HIGHEST_COUNTER) is None
    except _UNREADABLE:
        return
    if not sound or item.id in catch.changes:
        return
    catch.changes[item.id] = Place(row.number, item.lamport, number, row.at)
    catch.records[item.id] = item.kind, item.record
    catch.session_of[item.id] = item.session
    for name in named_by(item):
        catch.named.add(name)
        catch.naming.setdefault(name, set()).add((item.kind, item.record))


def _take_session(catch: Catch, _number: int, row: Found) -> None:
    id_, nonce, *texts = row.values
    try:
        columns = [None if text is None else text.decode() for text in texts]  # type: ignore[union-attr]
        name = bytes_id(id_)
    except _UNREADABLE:
        return
    blank = nonce is None and columns == [None] * len(columns)
    if blank or (isinstance(nonce, bytes) and session_id(nonce, columns) == name):
        held = SessionRow(bytes.fromhex(name), nonce if isinstance(nonce, bytes) else None, *columns)
        if held.nonce is not None or held.id not in catch.sessions:
            catch.sessions[held.id] = held


def _take_merge(catch: Catch, _number: int, row: Found) -> None:
    _, first, last, merged_at, source = row.values
    if not (isinstance(first, int) and isinstance(last, int) and isinstance(merged_at, bytes)):
        return
    try:
        moment, name = merged_at.decode(), bytes(source).decode() if isinstance(source, bytes) else ""
        datetime.fromisoformat(moment)
    except ValueError:
        return
    if 0 < first <= last and row.number > 0:
        catch.merges[row.number] = (first, last, moment, name)


def _take_blob(catch: Catch, number: int, row: Found) -> None:
    name, data = row.values
    if isinstance(name, bytes) and isinstance(data, bytes) and hashlib.sha256(data).digest() == name:
        catch.blobs.setdefault(name, Place(row.number, 0, number, row.at))


def _take_indexed(catch: Catch, _number: int, row: Found) -> None:
    """Indexes over changes name the number of each with what they are ordered by: its id, action or record."""
    named, local = row.values
    if isinstance(named, bytes) and isinstance(local, int):
        catch.indexed.setdefault(local, set()).add(named.hex())


def _take_said(catch: Catch, _number: int, row: Found) -> None:
    try:
        key, value = (bytes(column).decode() for column in row.values if isinstance(column, bytes))
    except ValueError:
        return
    catch.said.setdefault(key, set()).add(value)


def ordered(catch: Catch) -> list[tuple[int, str]]:
    """The changes with their numbers in the log, which a damaged page may have given twice or out of all bounds: those
    come behind the others, in the order of their counters."""
    bound = sum(map(len, catch.sources)) // _SMALLEST_ROW + 1
    taken: dict[int, str] = {}
    behind: list[str] = []
    for id_, place in catch.changes.items():
        if 0 < place.local <= bound and place.local not in taken:
            taken[place.local] = id_
        else:
            behind.append(id_)
    last = max(taken, default=0)
    behind.sort(key=lambda id_: (catch.changes[id_].lamport, id_))
    return [*sorted(taken.items()), *((last + step, id_) for step, id_ in enumerate(behind, start=1))]
