"""A copy of the book on which a merge is tried."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from danvan_desktop.domain.merging.watching import Watch
from danvan_desktop.storage.book import Book, explained, open_book

_PAGES_AT_ONCE = 2000


@contextmanager
def trial_copy(book: Book, path: Path, watch: Watch) -> Iterator[Book]:
    """The copy at `path`, open for writing and gone afterwards; it may be lost, so the disk is never waited for.

    Raises BookError, MergeCancelled.
    """

    def told(_status: int, remaining: int, whole: int) -> None:
        watch.tell("Đang chuẩn bị xem trước", whole - remaining, whole)

    with explained(path):
        blank = sqlite3.connect(path)
        try:
            blank.execute("PRAGMA synchronous=OFF")
            book.raw.backup(blank, pages=_PAGES_AT_ONCE, progress=told)
        finally:
            blank.close()
    with open_book(path, book.author) as copy:
        for pragma in ("synchronous=OFF", "journal_mode=MEMORY"):
            copy.raw.execute(f"PRAGMA {pragma}")
        yield copy
    with suppress(OSError):  # the folder of the merge goes too in the end
        path.unlink()
