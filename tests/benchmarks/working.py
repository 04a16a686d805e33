"""Opening, searching, looking round and saving in one process, from the order to what stands on the screen."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.benchmarks.books import book_of, copy_of
from tests.benchmarks.plan import Plan
from tests.benchmarks.processes import answer_of
from tests.benchmarks.table import STOOD, Budget, Judged, Line, line_of, times
from tests.benchmarks.timing import Pair, median, nine_of_ten

_MOST = (1.5, 3.0)
"""Budgets of opening the two larger books, in their order."""
LETTERS = ("t", "tu", "tuy", "tuyê", "tuyên")
ACTS = ("sort", "filter", "scroll")


def measure(plan: Plan, folder: Path) -> Iterator[Line]:
    """One session with all books open one after the other, several times."""
    counts = (plan.floor_tasks, *plan.list_tasks)
    copies = {count: str(copy_of(book_of(count, folder), f"work-{count}")) for count in counts}
    order = {"books": list(copies.values()), "rounds": plan.runs, "letters": LETTERS, "saves": plan.short_runs}
    found = answer_of("at_work.py", [json.dumps(order)], folder)
    yield from _opened(plan, found, copies)
    for count in plan.list_tasks:
        yield _searched(count, found, copies[count])
        yield from (_looked_round(act, count, found, copies[count]) for act in ACTS)
    for count in counts:
        yield _saved(count, found, copies[count])


def _opened(plan: Plan, found: dict[str, Any], copies: dict[int, str]) -> Iterator[Line]:
    small = tuple(found["open"][copies[plan.floor_tasks]])
    for count, most in zip(plan.list_tasks, _MOST, strict=False):
        pair = Pair(small, tuple(found["open"][copies[count]]))
        idle, stood = (median(found[part][copies[count]]) * 1000 for part in ("idle", "stood"))
        note = f"checks over after {idle:,.0f} ms; the window stood still for {stood:.0f} ms at the longest"
        against = f"the same with {plan.floor_tasks:,} tasks: from the order to the painted rows"
        yield line_of(f"open {count:,} tasks, in the window", against, pair, times(most), note)


def _searched(count: int, found: dict[str, Any], book: str) -> Line:
    """A keystroke is the mean over one word typed letter by letter."""
    pair = Pair(*(tuple(sum(word) / len(word) for word in found[part][book]) for part in ("bare_search", "search")))
    against = "a bare scan of the folded texts, then a bare QTableView painted with what was found"
    return line_of(f"search keystroke in {count:,} tasks, to painted", against, pair, times(3))


def _looked_round(act: str, count: int, found: dict[str, Any], book: str) -> Line:
    taken, stood = zip(*found[act][book], strict=True)
    longest = median(stood) * 1000
    what = f"the window stands still, {act} in {count:,} tasks"
    note = f"painted after {median(taken) * 1000:,.0f} ms"
    return Line(what, "", None, longest, Budget(Judged.VALUE, STOOD), len(stood), None, note=note)


def _saved(count: int, found: dict[str, Any], book: str) -> Line:
    stood = [seconds * 1000 for seconds in found["save_stood"][book]]
    said = f"nine saves of ten; the longest {max(stood):.0f} ms, median {median(stood):.0f}"
    taken = median(found["save"][book]) * 1000
    return Line(
        f"the window stands still, one save in {count:,} tasks",
        "",
        None,
        nine_of_ten(stood),
        Budget(Judged.VALUE, STOOD),
        len(stood),
        None,
        note=f"{said}; saved after {taken:.0f} ms",
    )
