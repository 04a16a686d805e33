"""A book of a newer program, to be looked at only (R14): what its log says is derived anew, in memory."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from danvan_desktop.storage import errors
from danvan_desktop.storage.book import SCHEMA, Author, Book, check_schema, explained, journal_of
from danvan_desktop.storage.connection import Access, connect, copy_in_memory
from danvan_desktop.storage.deriving.renewing import renew
from danvan_desktop.storage.tables import LOG_TABLES, LOG_VERSION

_SHAPELESS = (ValueError, TypeError, AttributeError, LookupError, ArithmeticError, SQLAlchemyError)
"""What reading a log of another shape may raise."""


def open_newer(path: Path, author: Author) -> Book:
    """The book, for reading. Raises NewerBook where even its log is not as this program knows it; BookError."""
    if journal_of(path).exists():
        raise errors.NewerBook(path.name)
    with explained(path):
        held = connect(path, Access.READ)
        try:
            copy = copy_in_memory(held)
        finally:
            held.close()
    book = Book(path, Access.READ, author, copy)
    try:
        _derive(book)
        check_schema(book)
    except (errors.DamagedBook, *_SHAPELESS) as error:
        book.disconnect()
        raise errors.NewerBook(path.name) from error
    except BaseException:
        book.disconnect()
        raise
    return book


def require_known(book: Book, newest: int = LOG_VERSION) -> None:
    """What is only shown in our words, of a version over `newest`, cannot be checked or copied by us. Raises NewerBook,
    BookError."""
    with explained(book.path):
        (version,) = book.raw.execute("PRAGMA user_version").fetchone()
    if version > newest:
        raise errors.NewerBook(book.path.name)


def _derive(book: Book) -> None:
    with book.transaction() as connection:
        kinds = {name: kind for kind, name, _, _ in connection.exec_driver_sql(SCHEMA)}
        if any(kinds.get(name) != "table" for name in LOG_TABLES):
            raise errors.DamagedBook(book.path.name)
        renew(connection)
