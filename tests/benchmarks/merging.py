"""Merging two large books that were edited apart, against reading the logs of both once."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from functools import partial
from pathlib import Path

from danvan_desktop.domain.changes.composing import Write
from danvan_desktop.domain.records import Kind
from danvan_desktop.domain.views import TaskFilter
from danvan_desktop.services import books, merging, tasks
from danvan_desktop.storage import log
from tests.benchmarks.books import author, book_of, copy_of
from tests.benchmarks.plan import Plan
from tests.benchmarks.processes import answer_of
from tests.benchmarks.table import STOOD, Budget, Judged, Line, line_of, times
from tests.benchmarks.timing import interleaved

EDITS = 1_000
"""On each side; a tenth of them on the same fields."""
PROMISED = 100_000
"""Tasks of the books for which a budget stands; in smaller ones the edits themselves are most of the work."""
_AT_ONCE = 20
_NOON = datetime(2026, 3, 5, 12, 0, 0)


def measure(plan: Plan, folder: Path) -> Iterator[Line]:
    """In every size of large book: looking and merging, with the backup and all checks."""
    for count in plan.list_tasks:
        book = book_of(count, folder)
        edits = min(EDITS, count // 2)
        mine = _edited(copy_of(book, "mine"), "Hà", 0, edits)
        theirs = _edited(copy_of(book, "theirs"), "Tuấn", edits - edits // 10, edits)
        fresh = _fresh(mine, folder, plan.long_runs + 2)
        pair = interleaved(partial(_read_logs, mine, theirs), lambda: _merge(next(fresh), theirs), plan.long_runs)  # noqa: B023
        against = "every change of both logs read once, its JSON parsed"
        what = f"merge two books of {count:,} tasks, {edits:,} edits each"
        yield line_of(what, against, pair, times(3) if count >= PROMISED else None)
        yield _in_the_window(count, next(fresh), theirs, folder)
        mine.unlink()
        theirs.unlink()


def _in_the_window(count: int, mine: Path, theirs: Path, folder: Path) -> Line:
    """How long the window stands still at the longest, from the order to the preview and from there to the end."""
    found = answer_of("merges.py", [json.dumps({"pairs": [[str(mine), str(theirs)]]})], folder)
    looked, merged = (seconds * 1000 for seconds in found["taken"])
    return Line(
        f"the window stands still, merging into {count:,} tasks",
        "",
        None,
        max(found["stood"]) * 1000,
        Budget(Judged.VALUE, STOOD),
        len(found["stood"]),
        None,
        note=f"the preview stood after {looked:,.0f} ms, merged after {merged:,.0f} ms more",
    )


def _edited(path: Path, person: str, first: int, edits: int) -> Path:
    with books.open_book(path, author()) as book:
        ids = tasks.list_task_ids(book, TaskFilter())[first : first + edits]
        for start in range(0, len(ids), _AT_ONCE):
            part = ids[start : start + _AT_ONCE]
            log.write(book, [Write(Kind.TASK, task, {"result": f"{person} đã làm {task[:4]}"}) for task in part])
    return path


def _fresh(mine: Path, folder: Path, count: int) -> Iterator[Path]:
    """Copies to merge into, made before anything is timed."""
    copies = [folder / f"merge{number}" / "so.danvan" for number in range(count)]
    for copy in copies:
        shutil.rmtree(copy.parent, ignore_errors=True)
        copy.parent.mkdir()
        shutil.copyfile(mine, copy)
    return iter(copies)


def _read_logs(*paths: Path) -> None:
    for path in paths:
        with closing(sqlite3.connect(path)) as connection:
            for row in connection.execute("SELECT * FROM change"):
                for text in row[-3:]:
                    json.loads(text)


def _merge(mine: Path, theirs: Path) -> None:
    with books.open_book(mine, author()) as book, merging.prepare(book, [theirs]) as prepared:
        merging.merge(book, prepared, mine.parent / "Sao luu", _NOON)
    shutil.rmtree(mine.parent)
