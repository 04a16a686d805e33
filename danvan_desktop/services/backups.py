"""Backups of a book, by hand and by themselves, and restoring from one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from danvan_desktop.domain.errors import KnownError
from danvan_desktop.storage import backup as storage
from danvan_desktop.storage import errors
from danvan_desktop.storage.backup import Begun
from danvan_desktop.storage.book import Author, Book, open_book
from danvan_desktop.storage.log import Changes
from danvan_desktop.storage.migrations.upgrading import open_current
from danvan_desktop.storage.verify import verify


class BackupMissing(KnownError):
    """There is no file where the backup should be."""


class SameFile(KnownError):
    """The backup is the very book that should take what is in it."""


class BackupUnsound(KnownError):
    """The backup itself does not pass the check."""


class SecondPlaceMissing(KnownError):
    """The second folder for backups is not there now; the first backup is not concerned."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did: changes over a readable book, or the whole file where there was no readable one.

    `kept` is where the unreadable book went.
    """

    changes: Changes | None
    kept: Path | None


def backup(book: Book, folder: Path, now: datetime) -> Path:
    """A dated, verified copy in `folder`; older ones are thinned. Raises BookError."""
    return storage.automatic_backup(book, folder, now)


def begin_backup(book: Book, folder: Path, now: datetime) -> Begun:
    """The part of a backup that needs the open book, which is soon free again. Raises BookError."""
    return storage.begin_backup(book, folder, now)


def finish_backup(begun: Begun) -> Path:
    """The longer part: check the copy, beside whatever the book is used for meanwhile. Raises BookError."""
    return storage.finish_backup(begun)


def require_place(folder: Path) -> bool:
    """Whether a folder that was named for backups is still to be made; of its path no more than its own name may be
    missing. Raises BookError."""
    if folder.exists() and not folder.is_dir():
        raise errors.NotAFolder(folder.name)
    if not folder.absolute().parent.is_dir():
        raise errors.FolderMissing(str(folder.parent))
    return not folder.exists()


def list_backups(folder: Path, book_path: Path) -> tuple[storage.Backup, ...]:
    """The dated backups of a book, newest first."""
    return storage.backups(folder, book_path.stem)


def second_folder(place: Path, book: Path) -> Path:
    """Where the backups of a book lie in the second place, apart from those of another book of the same name."""
    return place / f"{book.stem} - {book.absolute().parent.name}"


def bring_to_second(folder: Path, place: Path, book: Path, author: Author, now: datetime) -> Path | None:
    """Copy the newest backup of a book to the second place, verified there, and thin what lies there; None where it
    lies there already, or there is none yet.

    Raises SecondPlaceMissing, BookError; what lies in `folder` stays as it is in any case.
    """
    held = list_backups(folder, book)
    if not place.is_dir():
        raise SecondPlaceMissing(
            f"Không thấy thư mục sao lưu thứ hai «{place}»; bản sao lưu thứ nhất vẫn có đủ. Hãy cắm lại ổ đĩa, USB, "
            "hoặc chọn thư mục khác (thực đơn Công cụ)."
        )
    target = second_folder(place, book) / held[0].path.name if held else None
    if target is None or target.exists():
        return None
    try:
        target.parent.mkdir(exist_ok=True)
    except OSError as error:
        raise errors.known_os_error(error, str(target.parent)) from error
    with open_book(held[0].path, author, read_only=True) as newest:
        storage.backup_to(newest, target)
    storage.thin(target.parent, book.stem, now)
    return target


def restore(source: Path, target: Path, author: Author, now: datetime, folder: Path) -> Restored:
    """Bring a backup back (R13).

    Over a sound book it is one action of ordinary changes, after a backup of what stands there; one with any fault is
    renamed and replaced, because changes would leave the fault in it; where there is none the backup is copied. Raises
    BackupMissing, SameFile, BackupUnsound, BookError.
    """
    _require_two_files(source, target)
    if not storage.verified(source, author):
        raise BackupUnsound(
            f"Bản sao lưu «{source.name}» không mở được hoặc đã hỏng; sổ hiện tại được giữ nguyên. "
            "Hãy chọn bản sao lưu khác."
        )
    if target.is_dir():
        raise errors.NotABook(target.name)
    with open_book(source, author, read_only=True) as held:
        if not target.exists():
            storage.backup_to(held, target)
            return Restored(None, None)
        try:
            book = _open_sound(target, author)
        except (errors.DamagedBook, errors.NotABook):
            return Restored(None, storage.replace_unreadable(target, held, now))
        with book:
            storage.automatic_backup(book, folder, now)
            return Restored(storage.restore_over(book, held), None)


def _require_two_files(source: Path, target: Path) -> None:
    if not source.exists():
        raise BackupMissing(
            f"Không tìm thấy bản sao lưu «{source.name}»; sổ hiện tại được giữ nguyên. "
            "Hãy kiểm tra lại tên tệp và thư mục, hoặc cắm lại USB."
        )
    if target.exists() and source.samefile(target):
        raise SameFile(
            f"Bản sao lưu và sổ nhận nội dung khôi phục là cùng một tệp «{target.name}»; tệp được giữ nguyên. "
            "Hãy chọn bản sao lưu khác hoặc sổ khác."
        )


def _open_sound(target: Path, author: Author) -> Book:
    book = open_current(target, author)
    try:
        if not verify(book).sound:
            raise errors.DamagedBook(target.name)
    except BaseException:
        book.close()
        raise
    return book
