"""A keystroke in the search field without a window: what finding alone costs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from danvan_desktop.domain.text import fold
from danvan_desktop.services import books, tasks
from danvan_desktop.ui.models.search_index import SearchIndex
from tests.benchmarks.books import author, book_of
from tests.benchmarks.plan import Plan
from tests.benchmarks.table import Line, line_of, times
from tests.benchmarks.timing import interleaved
from tests.benchmarks.working import LETTERS


def measure(plan: Plan, folder: Path) -> Iterator[Line]:
    """One word typed letter by letter."""
    for count in plan.list_tasks:
        with books.open_book(book_of(count, folder), author(), read_only=True) as book:
            pairs = tasks.searchable_tasks(book)
        pair = interleaved(partial(_scan, pairs), partial(_find, SearchIndex(pairs)), plan.short_runs)
        against = f"a bare scan of the folded texts for each of {len(LETTERS)} keystrokes"
        yield line_of(f"search in {count:,} tasks, {len(LETTERS)} keystrokes, not painted", against, pair, times(3))


def _find(index: SearchIndex) -> None:
    for letters in LETTERS:
        index.find(letters)


def _scan(pairs: Sequence[tuple[str, str]]) -> None:
    for letters in LETTERS:
        _holding(pairs, fold(letters))


def _holding(pairs: Sequence[tuple[str, str]], word: str) -> list[str]:
    return [id_ for id_, text in pairs if word in text]
