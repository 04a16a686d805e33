"""What every verb needs: who calls, the day, the book, the shipped data."""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from danvan_desktop import __version__, paths
from danvan_desktop.domain.agencies import CommuneType
from danvan_desktop.domain.errors import KnownError
from danvan_desktop.domain.ids import NewId, uuid7
from danvan_desktop.services.books import Shipped, open_book, read_shipped, require_healthy
from danvan_desktop.settings import load_settings
from danvan_desktop.storage.book import Author, Book

_SUFFIX = ".danvan"


def author(call: argparse.Namespace) -> Author:
    """The person of this call, else the one who works in the window; on this PC, as it is called there."""
    habits = load_settings(paths.config_dir())
    return Author(
        person=call.person or habits.author_name(),
        device=habits.device_name(),
        program=f"danvan {__version__}",
        now_ms=clock(call),
        entropy=os.urandom,
    )


def clock(call: argparse.Namespace) -> Callable[[], int]:
    """Milliseconds on this PC's clock; with --today the same hour of that day."""
    if call.today is None:
        return lambda: time.time_ns() // 1_000_000
    shift = (call.today - date.today()).days * 86_400_000  # noqa: DTZ011 - the PC's own day
    return lambda: time.time_ns() // 1_000_000 + shift


def today(call: argparse.Namespace) -> date:
    """The day of this call."""
    return call.today or date.today()  # noqa: DTZ011 - the PC's own day


def now(call: argparse.Namespace) -> datetime:
    """The PC's local time, on the day of this call."""
    return datetime.fromtimestamp(clock(call)() / 1000)  # noqa: DTZ006 - the PC's own time


def new_id(call: argparse.Namespace) -> NewId:
    """Makes fresh record ids."""
    ticks = clock(call)
    return lambda: uuid7(ticks(), os.urandom(10))


def require_book_name(path: Path) -> None:
    """Refuse a new file that the program would not offer to open afterwards. Raises KnownError."""
    if not path.exists() and path.suffix.lower() != _SUFFIX:
        raise KnownError(
            f"Tên sổ phải có đuôi {_SUFFIX}, «{path.name}» thì không; chưa tạo gì. "
            f"Hãy ghi tên sổ là «{path.with_suffix(_SUFFIX).name}»."
        )


def reading(call: argparse.Namespace, path: Path) -> Book:
    """The book, to look at."""
    return open_book(path, author(call), read_only=True)


def writing(call: argparse.Namespace, path: Path) -> Book:
    """The book, to change, after a look at its health. Raises BookError."""
    book = open_book(path, author(call))
    try:
        require_healthy(book)
    except BaseException:
        book.close()
        raise
    return book


def shipped(commune_type: CommuneType = CommuneType.COMMUNE) -> Shipped:
    """What the program brings along, for a commune, ward or special zone."""
    return read_shipped(paths.resources_dir(), commune_type)
