"""The sample book: looked at, or copied for every test that writes in it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from danvan_desktop.storage.book import Book, open_book
from tests.making import author


@pytest.fixture
def sample(sample_file: Path) -> Iterator[Book]:
    """The sample book, to look at."""
    with open_book(sample_file, author(), read_only=True) as held:
        yield held


@pytest.fixture
def book(sample_file: Path, book_dir: Path) -> Iterator[Book]:
    """A copy of the sample book, open for writing by «Tuấn»."""
    path = book_dir / "sổ.danvan"
    shutil.copyfile(sample_file, path)
    with open_book(path, author("Tuấn")) as held:
        yield held
