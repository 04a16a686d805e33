"""Copies of one book on several PCs: edited there, merged through the services, compared."""

from __future__ import annotations

import itertools
import random
import shutil
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path

from danvan_desktop.domain.merging.views import MergePreview
from danvan_desktop.services import merging
from danvan_desktop.services.merging import Merged
from danvan_desktop.storage.book import Author, Book, open_book
from danvan_desktop.storage.tables import derived
from tests.making import NOON_MS, author

NOON = datetime(2026, 3, 5, 12, 0, 0)
YEARS_31_MS = 31 * 365 * 86_400_000


def somebody(person: str, seed: int, skew_ms: int = 0) -> Author:
    """Somebody at a PC whose clock is wrong by `skew_ms`."""
    chance = random.Random(f"{person}/{seed}")
    ticks = itertools.count(NOON_MS + skew_ms, 1000)
    return Author(person, f"may-{person}", "danvan thử", lambda: next(ticks), chance.randbytes)


def copy_to(path: Path, name: str) -> Path:
    """A copy of a closed book in a folder of its own."""
    target = path.parent / name / path.name
    target.parent.mkdir(exist_ok=True)
    shutil.copyfile(path, target)
    return target


def merge_files(book: Book, *others: Path) -> Merged:
    """Merge files into an open book as the window does it."""
    with merging.prepare(book, others) as prepared:
        return merging.merge(book, prepared, book.path.parent / "Sao luu", NOON)


def look(book: Book, *others: Path) -> MergePreview:
    """What merging would do."""
    with merging.prepare(book, others) as prepared:
        return prepared.preview


def edited(path: Path, person: str, edit: Callable[[Book], object], seed: int = 2) -> Path:
    """Let somebody open a book, do something and close it."""
    with open_book(path, author(person, seed)) as book:
        edit(book)
    return path


def _reading(path: Path) -> sqlite3.Connection:
    """A look past the lock of whoever has the book open and writes nothing just now."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)


def meaning(path: Path) -> list[list[tuple[object, ...]]]:
    """All that is derived, as it is stored: equal in books that mean the same."""
    with closing(_reading(path)) as connection:
        tables: Sequence[str] = [*(table.name for table in derived.values()), "conflict"]
        return [connection.execute(f'SELECT * FROM "{table}" ORDER BY 1, 2').fetchall() for table in tables]


def log_of(path: Path) -> set[bytes]:
    """The ids of all changes in a file."""
    with closing(_reading(path)) as connection:
        return {id_ for (id_,) in connection.execute("SELECT id FROM change")}
