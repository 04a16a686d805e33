"""Books to measure with. Making a large one takes minutes, so they are kept under build/bench."""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
import time
from contextlib import suppress
from datetime import date
from pathlib import Path

from danvan_desktop import paths
from danvan_desktop.services import books, demo
from danvan_desktop.storage.book import Author, expected_schema

_MADE_ON = date(2026, 3, 5)


def author() -> Author:
    """Whoever runs the benchmark."""
    return Author("Người đo", "may-do", "đo", lambda: time.time_ns() // 1_000_000, os.urandom)


def book_of(tasks: int, folder: Path) -> Path:
    """A book of so many tasks in `folder`, made now unless it is there; it must not be written to."""
    path = folder / f"{_version()}-{tasks}.danvan"
    if not path.exists():
        print(f"Making a book of {tasks:,} tasks", file=sys.stderr, flush=True)
        unfinished = path.with_suffix(".unfinished")
        unfinished.unlink(missing_ok=True)
        order = demo.DemoOrder(demo.sample_file(paths.resources_dir()), _MADE_ON, tasks)
        demo.make_demo(unfinished, author(), books.read_shipped(paths.resources_dir()), order).close()
        unfinished.rename(path)
    return path


def copy_of(book: Path, name: str) -> Path:
    """A copy to write to, beside the book."""
    copy = book.with_name(f"{name}.danvan")
    with suppress(FileNotFoundError):
        copy.unlink()
    shutil.copyfile(book, copy)
    return copy


def _version() -> str:
    """Changes with the tables of a book and with what a demo book holds: books of another version are of no use."""
    parts = [f"{name}{sql}" for name, sql in sorted(expected_schema().items())]
    parts.append(Path(demo.__file__).read_text(encoding="utf-8"))
    parts.append(demo.sample_file(paths.resources_dir()).read_text(encoding="utf-8"))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:8]
