"""Making and opening books."""

from __future__ import annotations

import hashlib
import itertools
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from danvan_desktop.domain.agencies import AgencyDirectory, CommuneType, directory_from_json
from danvan_desktop.domain.agencies.names import split_commune
from danvan_desktop.domain.calendar.workdays import MarkedDay, days_from_json
from danvan_desktop.domain.changes.composing import Write
from danvan_desktop.domain.changes.rules import Verb, canonical_json
from danvan_desktop.domain.ids import NO_ACTION, NewId, agency_id, computed_id, day_id, membership_id, profile_id, uuid7
from danvan_desktop.domain.records import Kind, Value
from danvan_desktop.storage import book as storage
from danvan_desktop.storage.book import Author, Book
from danvan_desktop.storage.book import is_book as is_book
from danvan_desktop.storage.connection import discard, journal_of
from danvan_desktop.storage.errors import DamagedBook, known_os_error
from danvan_desktop.storage.errors import NotABook as NotABook
from danvan_desktop.storage.migrations.steps import CURRENT


@dataclass(frozen=True, slots=True)
class Shipped:
    """What the program brings into every new book: the agencies of a commune and the marked days."""

    directory: AgencyDirectory
    days: tuple[MarkedDay, ...]


def read_shipped(resources: Path, unit: CommuneType = CommuneType.COMMUNE) -> Shipped:
    """Read the shipped data from the program's resources folder, with the names of agencies as `unit` has them."""
    directory = directory_from_json((resources / "agencies" / "commune.json").read_text(encoding="utf-8"), unit)
    days = days_from_json((resources / "calendar" / "days.json").read_text(encoding="utf-8"))
    return Shipped(directory, days)


def new_book(path: Path, author: Author, year: int, shipped: Shipped, commune: str = "") -> Book:
    """A new book, open for writing, with what the program ships; `commune` is «xã Tân Phú» or «phường 1».

    Raises BookError when the file cannot be made; nothing is left behind then.
    """
    from danvan_desktop.storage import log

    book = storage.create_book(path, author, year)
    try:
        with book.transaction() as connection:
            for writes in (_agency_writes(shipped.directory), _day_writes(shipped.days), [_profile_write()]):
                log.add_deterministic(connection, shipped_session(writes), writes)
            if commune:
                write = Write(Kind.PROFILE, profile_id(), commune_fields(commune))
                log.write_in(connection, book, [write], action=NO_ACTION)
    except BaseException:
        book.close()
        discard(path, journal_of(path))
        raise
    return book


def open_book(path: Path, author: Author, *, read_only: bool = False) -> Book:
    """Open a book that exists; to be written in, one of an older program is upgraded first. Raises BookError."""
    if not read_only and storage.check_file(path) < CURRENT.version:
        from danvan_desktop.storage.migrations.upgrading import upgrade

        upgrade(path, author)
    return storage.open_book(path, author, read_only=read_only)


def free_file(folder: Path, name: str) -> Path:
    """A file of that name in the folder that is not there yet, else «name (2)» and so on."""
    wanted = folder / name
    numbers = itertools.count(2)
    while wanted.exists():
        wanted = folder / f"{Path(name).stem} ({next(numbers)}){Path(name).suffix}"
    return wanted


def copy_book(source: Path, folder: Path) -> Path:
    """A copy that can be written to, of a book that cannot; under another name where its own is taken. What takes back
    a writing that was cut off goes with it.

    Raises BookError; no half a copy is left.
    """
    target = free_file(folder, source.name)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
        if journal_of(source).exists():
            shutil.copyfile(journal_of(source), journal_of(target))
    except OSError as error:
        discard_copy(target)
        raise known_os_error(error, target.name) from error
    return target


def discard_copy(copy: Path) -> None:
    """Take away a copy that is of no use."""
    discard(copy, journal_of(copy))


def require_healthy(book: Book) -> None:
    """The check for every opening: the structure of the file and its count of changes. Raises DamagedBook."""
    from danvan_desktop.storage.verify import quick_check

    if not quick_check(book):
        raise DamagedBook(book.path.name)


def shipped_session(writes: Sequence[Write]) -> str:
    """The session of shipped changes, from their content: equal on every PC with the same program (R15).

    A later program that corrects a shipped record does so by a change that names this one as its parent.
    """
    content = canonical_json([[write.kind, write.record, dict(write.fields)] for write in writes])
    return computed_id("shipped", hashlib.sha256(content.encode()).hexdigest())


def commune_fields(commune: str) -> dict[str, Value]:
    """The profile's fields for «xã Tân Phú»; a bare name is a commune's."""
    kind, name = split_commune(commune)
    return {"type": kind.value, "commune": name}


def _agency_writes(directory: AgencyDirectory) -> list[Write]:
    by_code = {entry.code: entry for entry in directory.entries}
    writes = []
    for entry in directory.entries:
        record = agency_id(entry.name)
        fields: dict[str, Value] = {
            "name": entry.name,
            "short": entry.short,
            "kind": entry.kind,
            "addressed_as": entry.addressed_as,
            "variants": "\n".join(entry.variants),
            "position": entry.position,
            "collective": entry.collective,
        }
        writes.append(Write(Kind.AGENCY, record, fields, Verb.ADD))
        for code in entry.members:
            member = agency_id(by_code[code].name)
            held: dict[str, Value] = {"collective": record, "agency": member, "present": True}
            writes.append(Write(Kind.MEMBERSHIP, membership_id(record, member), held, Verb.ADD))
    return writes


def _day_writes(days: Sequence[MarkedDay]) -> list[Write]:
    return [
        Write(
            Kind.DAY,
            day_id(day.date.isoformat(), day.kind.value, day.name),
            {"date": day.date.isoformat(), "kind": day.kind.value, "name": day.name},
            Verb.ADD,
        )
        for day in days
    ]


def _profile_write() -> Write:
    return Write(Kind.PROFILE, profile_id(), {"type": "xã", "font_size": "13", "margins": "20,20,30,15"}, Verb.ADD)


def fresh_ids(book: Book) -> NewId:
    """Ids for records that the officer makes, by the clock and the chance that the book was opened with."""
    return lambda: uuid7(book.author.now_ms(), book.author.entropy(10))
