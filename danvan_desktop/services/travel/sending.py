"""«Gửi ra USB», «Gói cho một cơ quan»: a verified snapshot of the book, or of one agency's part, on a stick."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from danvan_desktop.domain.merging.watching import UNWATCHED, Watch
from danvan_desktop.domain.views import TaskFilter
from danvan_desktop.services.books import free_file
from danvan_desktop.storage import errors, query
from danvan_desktop.storage.book import Book
from danvan_desktop.storage.travel.cipher import Key
from danvan_desktop.storage.travel.delivering import Files, Manner, deliver
from danvan_desktop.storage.travel.snapshot import Packing, attached, packed

SHORTEST_PASSWORD = 8
_FORBIDDEN = re.compile(r'[\x00-\x1f<>:"/\\|?*]')
_SUFFIX = ".danvan"


@dataclass(frozen=True, slots=True)
class SendOrder:
    """What goes into which folder under which name; without a key the file is open to all."""

    folder: Path
    name: str
    packing: Packing = field(default_factory=Packing)
    key: Key | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """The file that lies there now."""

    path: Path
    size: int


@dataclass(frozen=True, slots=True)
class Sendable:
    """What there is to send: the agencies that have tasks (id, name, how many), and how many files are attached, with
    their bytes."""

    agencies: tuple[tuple[str, str, int], ...]
    files: int
    bytes: int


def sendable(book: Book) -> Sendable:
    """What the book has to be sent. Raises BookError."""
    files, size = attached(book)
    with book.transaction() as connection:
        counted = [
            (held.id, held.name, len(query.task_ids(connection, TaskFilter(agency=held.id))))
            for held in query.agencies(connection)
            if not held.collective
        ]
    return Sendable(tuple(line for line in counted if line[2]), files, size)


def send(book: Book, order: SendOrder, watch: Watch = UNWATCHED, files: Files | None = None) -> Sent:
    """Write it and read it back. A file that is there is never written over: the new one gets a number.

    Raises BookError, NothingToSend, WrittenOtherwise, MergeCancelled; nothing is left on the stick then.
    """
    if not order.folder.is_dir():
        raise errors.FolderMissing(str(order.folder))
    target = free_file(order.folder, fitting_name(order.name))
    with packed(book, order.packing, watch) as copy:
        deliver(copy, target, Manner(order.key, book.author.entropy, files or Files()), watch)
    try:
        return Sent(target, target.stat().st_size)
    except OSError as error:
        raise errors.known_os_error(error, target.name) from error


def proposed_name(stem: str, day: date, agency: str = "") -> str:
    """«Sổ dân vận 2026 - Phòng Kinh tế - 05-03-2026.danvan»: written as people write it, as the book itself is."""
    return fitting_name(" - ".join(filter(None, (stem, agency, f"{day:%d-%m-%Y}"))))


def fitting_name(name: str) -> str:
    """The name as a stick can hold it, with the ending of books."""
    bare = name.strip()
    bare = bare[: -len(_SUFFIX)] if bare.lower().endswith(_SUFFIX) else bare
    bare = " ".join(_FORBIDDEN.sub(" ", bare).split()).strip(" .")
    return f"{bare or 'So dan van'}{_SUFFIX}"
