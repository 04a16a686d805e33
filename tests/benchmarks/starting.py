"""From the start of the process to the first picture, to a list of 500 tasks, and to rest; what is loaded till then."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.benchmarks.books import book_of, copy_of
from tests.benchmarks.plan import Plan
from tests.benchmarks.processes import answer_of
from tests.benchmarks.table import Budget, Judged, Line, line_of, times
from tests.benchmarks.timing import Pair, median

_FLOOR = "the first picture of a bare PySide6 window with a QTableView of as many rows, whole processes in turn"


def measure(plan: Plan, folder: Path) -> Iterator[Line]:
    """The start with a book that was changed since its last backup, as it is every morning."""
    bare, ours = _in_turn(plan.floor_tasks, plan.runs, folder)
    painted = Pair(_moments(bare, "painted"), _moments(ours, "painted"))
    usable = Pair(_moments(bare, "painted"), _moments(ours, "usable"))
    yield line_of("start to first picture", _FLOOR, painted, times(1.3))
    yield line_of(f"start to a usable list of {plan.floor_tasks:,} tasks", _FLOOR, usable, times(4))
    yield from _modules(bare[-1], ours[-1])
    yield _memory(plan, folder)


def _in_turn(tasks: int, runs: int, folder: Path) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    book = copy_of(book_of(tasks, folder), f"start-{tasks}")
    bare, ours = [], []
    for run in range(-1, runs):
        os.utime(book)
        pair = answer_of("bare_window.py", [str(tasks)], folder), answer_of("our_window.py", [str(book)], folder)
        if run >= 0:
            bare.append(pair[0])
            ours.append(pair[1])
    return bare, ours


def _moments(answers: list[dict[str, Any]], name: str) -> tuple[float, ...]:
    return tuple(answer[name] - answer["started"] for answer in answers)


def _modules(bare: dict[str, Any], ours: dict[str, Any]) -> Iterator[Line]:
    none = Budget(Judged.VALUE, 0)
    for what, count, forbidden, against in (
        ("modules at the first picture", "modules_painted", None, "the bare window"),
        ("  of them SQLAlchemy, SQLite or for documents", "", "early", ""),
        ("modules at rest", "modules", None, "the bare window"),
        ("  of them for documents", "", "heavy", ""),
    ):
        if forbidden is None:
            yield Line(what, against, bare[count], ours[count], unit="modules")
        else:
            yield Line(what, against, None, len(ours[forbidden]), none, unit="modules", note=", ".join(ours[forbidden]))


def _memory(plan: Plan, folder: Path) -> Line:
    bare, ours = _in_turn(plan.memory_tasks, plan.long_runs, folder)
    what = f"memory at rest with {plan.memory_tasks:,} tasks"
    if ours[0]["memory_mb"] is None:
        return Line(what, "the bare window", unit="MB", note="this system does not say simply what a process holds")
    floor, held = (median([answer["memory_mb"] for answer in answers]) for answers in (bare, ours))
    budget = Budget(Judged.EXCESS, 60)
    return Line(what, "the bare window", floor, held, budget, plan.long_runs, unit="MB", note=f"+{held - floor:.0f} MB")
