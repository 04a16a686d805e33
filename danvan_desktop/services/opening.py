"""What is asked of a book right after it is opened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Final

from danvan_desktop.domain.agencies.names import CommuneType, commune_type_of, unit_name
from danvan_desktop.domain.errors import KnownError
from danvan_desktop.services.books import open_book
from danvan_desktop.storage import book as storage
from danvan_desktop.storage import query
from danvan_desktop.storage.book import Author, Book
from danvan_desktop.storage.connection import wait_for_the_folder_too
from danvan_desktop.storage.errors import BookBusy, DiskTrouble, NewerBook, NoAccess, NoRoom, ReadOnlyBook
from danvan_desktop.storage.history import newest_moment, package_of
from danvan_desktop.storage.migrations.newer import open_newer

_WHY: Final[Mapping[type[KnownError], str]] = MappingProxyType(
    {
        ReadOnlyBook: "tệp sổ được đánh dấu chỉ đọc, hoặc nằm trên đĩa, USB đã khóa ghi",
        NoAccess: "máy không cho ghi vào tệp sổ hoặc thư mục của nó",
        BookBusy: "sổ đang được mở ở nơi khác",
        NoRoom: "ổ đĩa đã đầy",
        DiskTrouble: "ổ đĩa hoặc USB không ghi được",
    }
)


NEWER = "sổ do phiên bản mới hơn của phần mềm ghi"
"""Why a book of a newer program can only be looked at."""
_CLOCK_PLAY = timedelta(days=1)
_FIRST_DAY = date(2025, 1, 1)
"""No program like this one ran before."""


@dataclass(frozen=True, slots=True)
class BookFacts:
    """An open book in short. `year` fills in years that a text leaves out and its programme does not give; `commune` is
    blank while the book does not know it. `as_of` is the day at whose end the book looked so, None for the book as it
    is now. `package`: whose part of which book it is, «Công an xã («Sổ 2026.danvan»)».
    """

    path: Path
    read_only: bool
    year: int
    commune_type: CommuneType
    commune: str = ""
    as_of: date | None = None
    package: str = ""

    @property
    def title(self) -> str:
        """«Xã Tân Phú, năm 2026»; the file's own name while the commune is not known."""
        if not self.commune:
            return self.path.stem
        return f"{self.commune[:1].upper()}{self.commune[1:]}, năm {self.year}"


def book_facts(book: Book) -> BookFacts:
    """The facts of an open book. Raises BookError."""
    with book.transaction() as connection:
        year = int(storage.read_meta(connection, "year"))
        held = query.profile(connection)
        package = package_of(connection)
    unit, commune = commune_type_of(str(held.get("type") or "")), str(held.get("commune") or "").strip()
    return BookFacts(book.path, book.read_only, year, unit, unit_name(unit, commune), package=package)


def open_for_work(path: Path, author: Author) -> tuple[Book, str]:
    """A book, open for writing if it can be; else for reading, with the reason.

    Raises BookError, with the reason why it cannot be written, when it cannot be read either.
    """
    try:
        return open_book(path, author), ""
    except NewerBook:
        return open_newer(path, author), NEWER
    except KnownError as reason:
        try:
            return storage.open_book(path, author, read_only=True), _WHY.get(type(reason), "không ghi được vào tệp sổ")
        except KnownError:
            raise reason from None


def clock_doubt(book: Book, now: datetime) -> date | None:
    """A day that this PC has written into the book and that is still to come by its clock now, or the clock's own day
    where the program is older than that: the clock seems wrong. It decides nothing, and is only told."""
    newest = _as_pc_time(book)
    if newest is not None and newest > now + _CLOCK_PLAY:
        return newest.date()
    return now.date() if now.date() < _FIRST_DAY else None


def save_carefully(book: Book) -> None:
    """The book lies on a stick: every save waits until all of it is there."""
    wait_for_the_folder_too(book.raw)


def _as_pc_time(book: Book) -> datetime | None:
    with book.transaction() as connection:
        newest = newest_moment(connection, book.author.device)
    try:
        return datetime.fromtimestamp(newest / 1000) if newest else None  # noqa: DTZ006 - as `now` says it
    except (OverflowError, OSError, ValueError):
        return None


def changed_since_backup(book: Book, folder: Path) -> bool:
    """Whether the file was written after the newest dated backup in `folder`, or has none there."""
    from danvan_desktop.services.backups import list_backups

    held = list_backups(folder, book.path)
    written = datetime.fromtimestamp(book.path.stat().st_mtime)  # noqa: DTZ006 - as the names of backups say it
    return not held or held[0].made < written
