"""Bringing an older book to this program's version: a copy takes the steps and replaces the book once it is verified.

The book as it was stays beside it under another name, compared byte for byte before anything is done. A program that
is killed on the way leaves the old book under its name, or the new one.
"""

from __future__ import annotations

import filecmp
import os
import shutil
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from sqlalchemy import update

from danvan_desktop.storage import errors
from danvan_desktop.storage.book import Author, Book, check_file, explained, journal_of, open_book, refuse_held, seal
from danvan_desktop.storage.connection import Access, connect
from danvan_desktop.storage.deriving.renewing import renew
from danvan_desktop.storage.migrations.steps import CURRENT, Schema, carry_out, version_of
from danvan_desktop.storage.tables import DERIVED_VERSION, meta
from danvan_desktop.storage.verify import verify

_STAMP = "%Y%m%d-%H%M%S"
_PARTIAL = ".partial"
_WORKED_ON = ".upgrade"


def open_current(path: Path, author: Author, *, read_only: bool = False, schema: Schema = CURRENT) -> Book:
    """Open a book; one of an older version is upgraded first, or, to be read only, in memory. Raises BookError."""
    if not read_only and check_file(path, schema) < schema.version:
        upgrade(path, author, schema)
    return open_book(path, author, read_only=read_only, schema=schema)


def upgrade(path: Path, author: Author, schema: Schema = CURRENT) -> Path:
    """Upgrade the closed book at `path`; the name under which it is kept as it was. Raises BookError, and then the
    book is as it was."""
    refuse_held(path)
    moment = datetime.fromtimestamp(author.now_ms() / 1000)  # noqa: DTZ006 - the PC's own time, as names of backups say it
    kept = path.with_name(f"{path.stem} (trước khi nâng cấp {moment.strftime(_STAMP)}){path.suffix}")
    worked_on = path.with_name(path.name + _WORKED_ON)
    try:
        with explained(path):
            connect(path, Access.WRITE).close()  # puts back what a power cut left half written
        _copy(path, kept)
        _copy(kept, worked_on)
        _take_steps(worked_on, author, schema)
        if not filecmp.cmp(path, kept, shallow=False):
            raise errors.BookBusy(path.name)
        worked_on.replace(path)
    except OSError as error:
        raise errors.known_os_error(error, path.name) from error
    finally:
        for left in (worked_on, journal_of(worked_on)):
            with suppress(OSError):
                left.unlink(missing_ok=True)
    return kept


def _copy(source: Path, target: Path) -> None:
    """Under a temporary name, flushed and compared."""
    partial = target.with_name(target.name + _PARTIAL)
    try:
        shutil.copyfile(source, partial)
        with partial.open("rb+") as file:
            os.fsync(file.fileno())
        if not filecmp.cmp(source, partial, shallow=False):
            raise errors.DiskTrouble(target.name)
        journal_of(target).unlink(missing_ok=True)
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)


def _take_steps(copy: Path, author: Author, schema: Schema) -> None:
    with explained(copy):
        raw = connect(copy, Access.WRITE)
    book = Book(copy, Access.WRITE, author, raw)
    try:
        with explained(copy):
            way = schema.way_from(version_of(raw))
            if way is None:
                raise errors.DamagedBook(copy.name)
            carry_out(raw, way)
        with book.transaction() as connection:
            renew(connection)
            connection.execute(update(meta).where(meta.c.key == "derived_version").values(value=DERIVED_VERSION))
            seal(connection)
        if not verify(book, newest=schema.version).sound:
            raise errors.DamagedBook(copy.name)
    finally:
        book.disconnect()
