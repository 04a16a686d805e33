"""Backups by SQLite's own backup interface, re-opened and verified before they count; restoring from them (R13)."""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, select

from danvan_desktop.domain.changes.composing import Write
from danvan_desktop.domain.changes.rules import Verb
from danvan_desktop.domain.merging.watching import UNWATCHED, Watch
from danvan_desktop.domain.records import DELETED, SPECS, Kind, Value
from danvan_desktop.domain.retention import to_delete
from danvan_desktop.storage import errors
from danvan_desktop.storage.book import Author, Book, explained, open_book
from danvan_desktop.storage.connection import journal_of
from danvan_desktop.storage.deriving import rows
from danvan_desktop.storage.log import Changes, write
from danvan_desktop.storage.migrations.newer import require_known
from danvan_desktop.storage.tables import conflict, derived
from danvan_desktop.storage.verify import log_is_sound, verify

_SUFFIX = ".danvan"
_STAMP = "%Y%m%d-%H%M%S"
_STAMPED = re.compile(r".-\d{8}-\d{6}$")
_PARTIAL = ".partial"
_PAGES_A_STEP = 2000
_STEPS = 20_000
_LONGEST_BACKUP = 3600
"""Seconds after which a temporary file belongs to no backup that is still going on."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A verified copy of a book: where it is and when it was made (local time)."""

    path: Path
    made: datetime


@dataclass(frozen=True, slots=True)
class Begun:
    """A dated backup of `book` that is copied, under a temporary name, and still to be verified; needs no open book."""

    book: Path
    author: Author
    target: Path
    now: datetime


def backup_to(book: Book, target: Path) -> None:
    """Copy the open book to `target`. Raises BookError; nothing half-written is left behind."""
    with _verified_copy(book, target) as copy:
        _take_its_name(copy, target)


def replace_unreadable(target: Path, backup: Book, now: datetime) -> Path:
    """Put a backup where a book lies that cannot be read; that one is renamed, never overwritten.

    Its journal goes with it. Returns its new name. Raises BookError; it has its old name still then.
    """
    kept = target.with_name(f"{target.stem} (hỏng {now.strftime(_STAMP)}){target.suffix}")
    with _verified_copy(backup, target) as copy:
        target.rename(kept)
        if journal_of(target).exists():
            journal_of(target).rename(journal_of(kept))
        copy.replace(target)
    return kept


@contextmanager
def _verified_copy(book: Book, target: Path) -> Iterator[Path]:
    """A copy of the book beside `target` under a temporary name, flushed, re-opened and verified, to be renamed."""
    with _temporary(target) as partial:
        _copy(book, partial, target)
        _require_truth(partial, book.path, book.author)
        yield partial


@contextmanager
def _temporary(target: Path) -> Iterator[Path]:
    """The name of a copy that is not finished; nothing is left of it in the end. Raises BookError."""
    partial = _partial(target)
    try:
        yield partial
    except OSError as error:
        raise errors.known_os_error(error, target.name) from error
    finally:
        with suppress(OSError):
            _remove(partial)


def _partial(target: Path) -> Path:
    return target.with_name(target.name + _PARTIAL)


def _copy(book: Book, partial: Path, target: Path, watch: Watch = UNWATCHED) -> None:
    require_known(book)

    def told(_status: int, remaining: int, whole: int) -> None:
        watch.tell("Đang sao lưu", whole - remaining, whole)

    _remove(partial)
    with explained(target):
        copy = sqlite3.connect(partial)
        try:
            book.raw.backup(copy, pages=_PAGES_A_STEP, progress=told)
        finally:
            copy.close()
    _flush(partial)


def copy_verified(book: Book, path: Path, watch: Watch = UNWATCHED) -> None:
    """A verified copy of the open book on the PC's own disk, to be worked on. Raises BookError, MergeCancelled."""
    _copy(book, path, path, watch)
    _require_truth(path, book.path, book.author, watch)


def require_truth(book: Book, copy: Path) -> None:
    """The copy of a book, or of a part of it, holds nothing but what it should. Raises UnsoundCopy."""
    _require_truth(copy, book.path, book.author)


def _require_truth(partial: Path, book: Path, author: Author, watch: Watch = UNWATCHED) -> None:
    watch.tell("Đang kiểm tra bản sao lưu", 0, 0)
    if not _holds_the_truth(partial, author, watch):
        watch.tell("Đang kiểm tra bản sao lưu", 0, 0)  # what was broken off is not unsound
        raise errors.UnsoundCopy(book.name)


def _take_its_name(partial: Path, target: Path) -> None:
    journal_of(target).unlink(missing_ok=True)  # of a file that is gone: SQLite would write its pages into this one
    partial.replace(target)


def _remove(partial: Path) -> None:
    for path in (partial, journal_of(partial)):
        path.unlink(missing_ok=True)


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _holds_the_truth(path: Path, author: Author, watch: Watch) -> bool:
    try:
        with open_book(path, author, read_only=True) as copy:
            copy.raw.set_progress_handler(lambda: int(watch.cancelled()), _STEPS)
            return log_is_sound(copy)
    except errors.BookError:
        return False


def automatic_backup(book: Book, folder: Path, now: datetime, watch: Watch = UNWATCHED) -> Path:
    """A dated backup in `folder`, after which old ones are thinned. Raises BookError, MergeCancelled."""
    return finish_backup(begin_backup(book, folder, now, watch), watch)


def begin_backup(book: Book, folder: Path, now: datetime, watch: Watch = UNWATCHED) -> Begun:
    """The part of a dated backup that needs the open book: a copy of it in `folder`. Raises as `automatic_backup`."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        blocking = next((place for place in (folder, *folder.parents) if place.is_file()), folder)
        raise errors.NotAFolder(blocking.name) from error
    except OSError as error:
        raise errors.known_os_error(error, str(folder)) from error
    target = folder / f"{book.path.stem}-{now.strftime(_STAMP)}{_SUFFIX}"
    try:
        _copy(book, _partial(target), target, watch)
    except BaseException as error:
        with suppress(OSError):
            _remove(_partial(target))
        if isinstance(error, OSError):
            raise errors.known_os_error(error, target.name) from error
        raise
    return Begun(book.path, book.author, target, now)


def finish_backup(begun: Begun, watch: Watch = UNWATCHED) -> Path:
    """The rest of it, on any thread: the copy is verified and gets its name; old ones are thinned. Raises BookError,
    MergeCancelled."""
    with _temporary(begun.target) as partial:
        _require_truth(partial, begun.book, begun.author, watch)
        _take_its_name(partial, begun.target)
    thin(begun.target.parent, begun.book.stem, begun.now)
    return begun.target


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


def is_named_as_backup(path: Path) -> bool:
    """Whether a file is called as the program calls the backups that it makes by itself: with the moment at the end."""
    return _STAMPED.search(path.stem) is not None


def thin(folder: Path, stem: str, now: datetime) -> None:
    """Delete the backups that the retention rule lets go, and what a power cut left of others."""
    held = {backup.made: backup.path for backup in backups(folder, stem)}
    going = [held[made] for made in to_delete(list(held), now.replace(tzinfo=None))]
    cut_off = now.timestamp() - _LONGEST_BACKUP
    with suppress(OSError):  # what is open elsewhere goes the next time
        going.extend(path for path in folder.glob(f"{stem}-*{_PARTIAL}*") if path.stat().st_mtime < cut_off)
    for path in going:
        with suppress(OSError):
            path.unlink()


def restore_over(book: Book, backup: Book) -> Changes:
    """R13: over a readable book, new changes set back every value of the backup; what came since is deleted.

    One action, so that one undo takes the restore back. Values first, from the top down, because writing brings back
    what stands above; then deletions, from the bottom up, so that each has seen what is under it.
    """
    values: list[Write] = []
    deletions: list[Write] = []
    with book.transaction() as now, backup.transaction() as then:
        disputed = _disputed(now) - _disputed(then)
    for kind in Kind:
        mine, theirs = held_values(book, kind), held_values(backup, kind)
        for record, held in theirs.items():
            if held[DELETED]:
                deletions.append(Write(kind, record, {DELETED: True}, Verb.RESTORE))
            elif held != mine.get(record):
                blank = dict.fromkeys(mine.get(record, {}))
                values.append(Write(kind, record, {**blank, **held}, Verb.RESTORE))
            elif record in disputed:
                values.append(Write(kind, record, held, Verb.RESTORE))
        new = [record for record in mine if record not in theirs]
        deletions.extend(Write(kind, record, {DELETED: True}, Verb.RESTORE) for record in new)
    return write(book, [*values, *reversed(deletions)])


def _disputed(connection: Connection) -> set[str]:
    """The records about which two copies disagree. In the book alone, writing what they hold anyway settles it."""
    return set(connection.execute(select(conflict.c.record)).scalars())


def held_values(book: Book, kind: Kind) -> dict[str, dict[str, Value]]:
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
