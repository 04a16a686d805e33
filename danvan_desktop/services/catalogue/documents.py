"""What the documents behind a book say besides their tasks: facts, directions, duties."""

from __future__ import annotations

from danvan_desktop.domain.views import DocumentView, ProgrammeView, ReportRoundView
from danvan_desktop.storage import query
from danvan_desktop.storage.book import Book


def read_documents(book: Book) -> tuple[DocumentView, ...]:
    """The document of every programme of the book, by period and title."""
    with book.transaction() as connection:
        return query.documents(connection)


def read_rounds(book: Book) -> tuple[tuple[ProgrammeView, ReportRoundView], ...]:
    """Every report that a document of the book asks for, with its programme."""
    with book.transaction() as connection:
        return query.report_rounds(connection)
