"""Saving one change, against the least that SQLite can do as safely; and how often the disk is waited for."""

from __future__ import annotations

import itertools
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path

from danvan_desktop.domain.views import TaskFilter
from danvan_desktop.services import books, editing, tasks
from danvan_desktop.storage.book import Book
from tests.benchmarks.books import author, book_of, copy_of
from tests.benchmarks.plan import Plan
from tests.benchmarks.processes import command, environment
from tests.benchmarks.table import Budget, Judged, Line, line_of, times
from tests.benchmarks.timing import interleaved

_PRAGMAS = ("locking_mode=EXCLUSIVE", "journal_mode=DELETE", "synchronous=FULL")
_BYTES = 400
"""About what one change takes in the log."""
_SAVES_TRACED = 20


def measure(plan: Plan, folder: Path) -> Iterator[Line]:
    """In every size of book; books are copies on the disk of the clone."""
    against = f"a bare BEGIN IMMEDIATE, INSERT of {_BYTES} bytes, COMMIT with {', '.join(_PRAGMAS)}, in turn"
    for count in (plan.floor_tasks, *plan.list_tasks):
        copy = copy_of(book_of(count, folder), "save")
        with books.open_book(copy, author()) as book, closing(bare_database(folder)) as bare:
            places = itertools.count()
            ids = tasks.list_task_ids(book, TaskFilter())[:200]
            pair = interleaved(partial(commit, bare), partial(_save, book, ids, places), plan.saves)
        yield line_of(f"save one change in {count:,} tasks", against, pair, times(2))
        copy.unlink()
    yield _flushes(plan, folder)


def _save(book: Book, ids: Sequence[str], places: Iterator[int]) -> None:
    place = next(places)
    editing.set_fields(book, ids[place % len(ids)], {"result": f"Đã làm được {place} việc"})


def bare_database(folder: Path) -> sqlite3.Connection:
    """A new database with one table."""
    path = folder / "bare.sqlite"
    path.unlink(missing_ok=True)
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("CREATE TABLE line (id INTEGER PRIMARY KEY, content TEXT NOT NULL)")
    return connection


def commit(connection: sqlite3.Connection) -> None:
    """One row more."""
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("INSERT INTO line (content) VALUES (?)", ("x" * _BYTES,))
    connection.execute("COMMIT")


def _flushes(plan: Plan, folder: Path) -> Line:
    """Counted by strace over a process that saves and one that only opens the book."""
    what, against = "fsyncs for one saved change", "the same bare commit"
    if shutil.which("strace") is None:
        return Line(what, against, unit="calls", note="strace is not installed: apt-get install strace")
    copy = copy_of(book_of(plan.floor_tasks, folder), "save")
    counts = {}
    for way in ("ours", "bare"):
        without, with_saves = (_traced(way, copy, saves, folder) for saves in (1, 1 + _SAVES_TRACED))
        if without is None or with_saves is None:
            return Line(what, against, unit="calls", note="strace may not look at processes here")
        counts[way] = (with_saves - without) / _SAVES_TRACED
    copy.unlink()
    return Line(what, against, counts["bare"], counts["ours"], Budget(Judged.VALUE, 5, 4), _SAVES_TRACED, unit="calls")


def _traced(way: str, book: Path, saves: int, folder: Path) -> int | None:
    """How often a process asked the disk to have written, None when it cannot be traced."""
    trace = folder / "trace.txt"
    script = command("saves.py", [way, str(book), str(saves)])
    strace = ["strace", "-f", "-qq", "-e", "trace=fsync,fdatasync", "-o", str(trace)]
    done = subprocess.run([*strace, *script], env=environment(folder), capture_output=True, check=False)
    if done.returncode != 0:
        return None
    lines = trace.read_text(encoding="utf-8").splitlines()
    trace.unlink()
    return sum("sync(" in line for line in lines)
