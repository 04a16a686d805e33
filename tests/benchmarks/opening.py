"""Opening small and large books by the services alone: until the first rows of the list can be shown.

The budget of an opening is that of the window (`working`), where it ends with the painted list; this says what the book
itself has a part in."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from danvan_desktop.domain.views import TaskFilter
from danvan_desktop.services import books, tasks
from tests.benchmarks.books import author, book_of
from tests.benchmarks.plan import Plan
from tests.benchmarks.table import Line, line_of
from tests.benchmarks.timing import interleaved

FIRST_ROWS = 50


def measure(plan: Plan, folder: Path) -> Iterator[Line]:
    """Each larger book against the small one."""
    small = book_of(plan.floor_tasks, folder)
    for count in plan.list_tasks:
        pair = interleaved(partial(_open, small), partial(_open, book_of(count, folder)), plan.short_runs)
        what = f"open {count:,} tasks, services alone"
        against = f"the same with {plan.floor_tasks:,} tasks: open the file, list all ids, load {FIRST_ROWS} rows"
        yield line_of(what, against, pair, None)


def _open(path: Path) -> None:
    with books.open_book(path, author()) as book:
        tasks.load_tasks(book, tasks.list_task_ids(book, TaskFilter())[:FIRST_ROWS])
