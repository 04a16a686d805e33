"""Books to measure with. Making a large one takes minutes, so they are kept under build/bench."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import sys
import time
from contextlib import closing, suppress
from datetime import date
from pathlib import Path

from danvan_desktop import paths
from danvan_desktop.services import books, demo
from danvan_desktop.storage.book import Author

_MADE_ON = date(2026, 3, 5)
_FEW_TASKS = 60
"""More than the sample holds once."""


def author() -> Author:
    """Whoever runs the benchmark."""
    return Author("Người đo", "may-do", "đo", lambda: time.time_ns() // 1_000_000, os.urandom)


def book_of(tasks: int, folder: Path) -> Path:
    """A book of so many tasks in `folder`, made now unless it is there; it must not be written to."""
    path = folder / f"{_version(folder)}-{tasks}.danvan"
    if not path.exists():
        print(f"Making a book of {tasks:,} tasks", file=sys.stderr, flush=True)
        _made(folder, tasks).rename(path)
    return path


def _made(folder: Path, tasks: int) -> Path:
    for left_over in folder.glob(f"unfinished-{tasks}-*"):
        left_over.unlink()
    path = folder / f"unfinished-{tasks}-tasks"
    order = demo.DemoOrder(demo.sample_file(paths.resources_dir()), _MADE_ON, tasks)
    demo.make_demo(path, author(), books.read_shipped(paths.resources_dir()), order).close()
    return path


def copy_of(book: Path, name: str) -> Path:
    """A copy to write to, beside the book."""
    copy = book.with_name(f"{name}.danvan")
    with suppress(FileNotFoundError):
        copy.unlink()
    shutil.copyfile(book, copy)
    return copy


def _version(folder: Path) -> str:
    """Changes with the tables of a book and with what stands in them: books of another version are of no use."""
    path = _made(folder, _FEW_TASKS)
    with closing(sqlite3.connect(path)) as connection:
        tables = connection.execute("SELECT name, sql FROM sqlite_schema ORDER BY name").fetchall()
        rows = connection.execute("SELECT * FROM task ORDER BY id").fetchall()
    path.unlink()
    return hashlib.sha256(repr((tables, rows)).encode()).hexdigest()[:8]
