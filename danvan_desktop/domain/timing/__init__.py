"""Time expressions: «Quý I/2026» → Timing → explanation and occurrences."""

from danvan_desktop.domain.timing.days import why_no_day
from danvan_desktop.domain.timing.grammar.parser import NOT_UNDERSTOOD, parse
from danvan_desktop.domain.timing.model import (
    NEVER_OVERDUE,
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
