"""Backups seen from the open book: what one holds, what restoring it would change, and restoring it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from danvan_desktop.services.backups import BackupUnsound
from danvan_desktop.storage import backup as storage
from danvan_desktop.storage.book import Author, Book, open_book
from danvan_desktop.storage.comparing import Difference, count_tasks, difference
from danvan_desktop.storage.log import Changes
from danvan_desktop.storage.verify import verify


@dataclass(frozen=True, slots=True)
class BackupState:
    """A backup as it was just checked. `tasks` and `difference` are of a sound one; `difference` needs an open book."""

    path: Path
    sound: bool
    tasks: int = 0
    difference: Difference | None = None


def look_at_backup(path: Path, author: Author, book: Book | None = None) -> BackupState:
    """Check a backup, and compare it with the open book. A file that is no sound book is told, never raised."""
    if not storage.verified(path, author):
        return BackupState(path, sound=False)
    with open_book(path, author, read_only=True) as held:
        return BackupState(path, True, count_tasks(held), difference(book, held) if book else None)


def restore_open(book: Book, source: Path, folder: Path, now: datetime) -> Changes | None:
    """Set the open book back to a backup, as one action that one undo takes back; what stands there is backed up first.

    None when the book itself is damaged: changes would leave the damage in it, so it must be closed and replaced
    (services.backups.restore). Raises BackupUnsound, BookError.
    """
    if not storage.verified(source, book.author):
        raise BackupUnsound(
            f"Bản sao lưu «{source.name}» không mở được hoặc đã hỏng; sổ hiện tại được giữ nguyên. "
            "Hãy chọn bản sao lưu khác."
        )
    if not verify(book).sound:
        return None
    with open_book(source, book.author, read_only=True) as held:
        storage.automatic_backup(book, folder, now)
        return storage.restore_over(book, held)
