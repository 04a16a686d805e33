"""Where an open book stands: its file, its backups, who has written in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from danvan_desktop.services.backups import list_backups
from danvan_desktop.services.letterhead import BLANK_COMMUNE, read_letterhead
from danvan_desktop.storage import book as storage
from danvan_desktop.storage import query
from danvan_desktop.storage.actions import count_actions
from danvan_desktop.storage.book import Book
from danvan_desktop.storage.comparing import Writer, writers


@dataclass(frozen=True, slots=True)
class BookSummary:
    """`commune` is «xã Tân Phú», nothing where the book does not know it; `last_backup` is None without any. `actions`
    counts what people did, as the list of actions shows it."""

    path: Path
    size: int
    year: int
    commune: str
    tasks: int
    actions: int
    backups: int
    last_backup: datetime | None
    writers: tuple[Writer, ...]


def summary(book: Book, folder: Path) -> BookSummary:
    """The summary of an open book; `folder` is where its backups lie. Raises BookError."""
    with book.transaction() as connection:
        year, actions = int(storage.read_meta(connection, "year")), count_actions(connection)
        tasks = len(query.task_ids(connection))
        people = writers(connection)
    profile = read_letterhead(book)
    held = list_backups(folder, book.path)
    return BookSummary(
        path=book.path,
        size=book.path.stat().st_size,
        year=year,
        commune="" if profile.commune == BLANK_COMMUNE else profile.unit_name,
        tasks=tasks,
        actions=actions,
        backups=len(held),
        last_backup=held[0].made if held else None,
        writers=people,
    )
