"""Time expressions: «Quý I/2026» → Timing → explanation and occurrences."""

from __future__ import annotations

from datetime import date

from danvan_desktop.domain.timing.days import why_no_day
from danvan_desktop.domain.timing.model import (
    NEVER_OVERDUE,
    NOT_UNDERSTOOD,
    Occurrence,
    Timing,
    TimingKind,
    timing_from_json,
    timing_json,
)
from danvan_desktop.domain.timing.occurrences import occurrences
from danvan_desktop.domain.timing.wording import explain

__all__ = [
    "NEVER_OVERDUE",
    "NOT_UNDERSTOOD",
    "Occurrence",
    "Timing",
    "TimingKind",
    "explain",
    "occurrences",
    "parse",
    "timing_from_json",
    "timing_json",
    "why_no_day",
]


def parse(text: str, year: int, period: tuple[date, date] | None = None) -> Timing:
    """What `text` means in a programme of `year`; `raw` is `text` unchanged, and nothing is ever raised.

    Args:
        text: the words of the time cell or field, with or without Vietnamese marks.
        year: the programme's year, for what names none.
        period: the programme's first and last day; the whole year when None.

    Rules: design.md §4, domain.md 1.4. A text that is not understood, or names a day that does not exist, is
    `TimingKind.NONE` with a warning, never a guess.
    """
    from danvan_desktop.domain.timing.grammar.parser import read_time  # costs too much for a list that is only shown

    return read_time(text, year, period)
