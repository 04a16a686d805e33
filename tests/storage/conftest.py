"""An empty book, open for writing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from danvan_desktop.storage.book import Book
from tests.making import empty_book


@pytest.fixture
def book(book_dir: Path) -> Iterator[Book]:
    held = empty_book(book_dir)
    yield held
    held.close()
