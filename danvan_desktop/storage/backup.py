"""Backups by SQLite's own backup interface, re-opened and verified before they count; restoring from them (R13)."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from danvan_desktop.domain.changes.composing import Write
from danvan_desktop.domain.changes.rules import Verb
from danvan_desktop.domain.records import DELETED, SPECS, Kind, Value
from danvan_desktop.domain.retention import to_delete
from danvan_desktop.storage import errors
from danvan_desktop.storage.book import Author, Book, explained, open_book
from danvan_desktop.storage.deriving import rows
from danvan_desktop.storage.log import Changes, write
from danvan_desktop.storage.tables import derived
from danvan_desktop.storage.verify import quick_check, verify

_SUFFIX = ".danvan"
_STAMP = "%Y%m%d-%H%M%S"
_PAGES_A_STEP = 2000


@dataclass(frozen=True, slots=True)
class Backup:
    """A verified copy of a book: where it is and when it was made (local time)."""

    path: Path
    made: datetime


def backup_to(book: Book, target: Path) -> None:
    """Copy the open book to `target`: a temporary name, flushed, re-opened and verified, then renamed.

    Raises BookError; nothing half-written is left behind.
    """
    partial = target.with_name(target.name + ".partial")
    try:
        with explained(target):
            copy = sqlite3.connect(partial)
            try:
                book.raw.backup(copy, pages=_PAGES_A_STEP)
            finally:
                copy.close()
            _flush(partial)
            _require_sound(partial, book.author)
            partial.replace(target)
    except OSError as error:
        raise errors.NoAccess(target.name) from error
    finally:
        partial.unlink(missing_ok=True)
        partial.with_name(partial.name + "-journal").unlink(missing_ok=True)


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _require_sound(path: Path, author: Author) -> None:
    with open_book(path, author, read_only=True) as copy:
        if not quick_check(copy):
            raise errors.DamagedBook(path.name)


def automatic_backup(book: Book, folder: Path, now: datetime) -> Path:
    """A dated backup in `folder`, after which old ones are thinned. Raises BookError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise errors.NoAccess(str(folder)) from error
    target = folder / f"{book.path.stem}-{now.strftime(_STAMP)}{_SUFFIX}"
    backup_to(book, target)
    thin(folder, book.path.stem, now)
    return target


def backups(folder: Path, stem: str) -> tuple[Backup, ...]:
    """The dated backups of a book, newest first."""
    found = []
    for path in folder.glob(f"{stem}-*{_SUFFIX}") if folder.is_dir() else ():
        try:
            made = datetime.strptime(path.stem[len(stem) + 1 :], _STAMP)  # noqa: DTZ007 - the PC's own time, as in the name
        except ValueError:
            continue
        found.append(Backup(path, made))
    return tuple(sorted(found, key=lambda held: held.made, reverse=True))


def thin(folder: Path, stem: str, now: datetime) -> None:
    """Delete the backups that the retention rule lets go."""
    held = {backup.made: backup.path for backup in backups(folder, stem)}
    for made in to_delete(list(held), now.replace(tzinfo=None)):
        held[made].unlink(missing_ok=True)


def restore_over(book: Book, backup: Book) -> Changes:
    """R13: over a readable book, new changes set back every value of the backup; what came since is deleted.

    One action, so that one undo takes the restore back. Values first, from the top down, because writing brings back
    what stands above; then deletions, from the bottom up, so that each has seen what is under it.
    """
    values: list[Write] = []
    deletions: list[Write] = []
    for kind in Kind:
        mine, theirs = _values(book, kind), _values(backup, kind)
        for record, held in theirs.items():
            if held[DELETED]:
                deletions.append(Write(kind, record, {DELETED: True}, Verb.RESTORE))
            elif held != mine.get(record):
                blank = dict.fromkeys(mine.get(record, {}))
                values.append(Write(kind, record, {**blank, **held}, Verb.RESTORE))
        new = [record for record in mine if record not in theirs]
        deletions.extend(Write(kind, record, {DELETED: True}, Verb.RESTORE) for record in new)
    return write(book, [*values, *reversed(deletions)])


def _values(book: Book, kind: Kind) -> dict[str, dict[str, Value]]:
    """What every record of a kind holds, fields that were never set left out."""
    with book.transaction() as connection:
        ids: Sequence[str] = connection.execute(select(derived[kind].c.id)).scalars().all()
        held = rows.load(connection, kind, ids)
    return {
        id_: {
            **{name: row.values.get(name) for name in SPECS[kind].fields if row.heads.get(name)},
            DELETED: row.deleted,
        }
        for id_, row in held.items()
    }


def verified(path: Path, author: Author) -> bool:
    """Whether a backup file opens and passes the whole check."""
    try:
        with open_book(path, author, read_only=True) as held:
            return verify(held).sound
    except errors.BookError:
        return False
