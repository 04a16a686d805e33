"""How large the books and papers are, and how often each thing is measured."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Plan:
    """`floor_tasks` is the book that larger ones (`list_tasks`) are compared with; `runs` counts whole processes and
    long papers, `short_runs` what takes milliseconds."""

    floor_tasks: int = 500
    list_tasks: tuple[int, ...] = (5_000, 100_000)
    memory_tasks: int = 10_000
    word_rows: tuple[int, int] = (1_000, 10_000)
    excel_rows: tuple[int, ...] = (10_000, 100_000)
    matrix_rows: int = 5_000
    read_rows: int = 300
    saves: int = 100
    runs: int = 9
    short_runs: int = 15
    long_runs: int = 3


FULL = Plan()
QUICK = Plan(list_tasks=(5_000,), excel_rows=(10_000,))
TINY = Plan(20, (30,), 40, (5, 10), (5,), 5, 5, 3, 1, 1, 1)
"""Only to see that everything runs."""
