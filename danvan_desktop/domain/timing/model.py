"""What a time expression of a programme means: the data, without the reading of it (see `parser`).

The rule grammar (`Timing.rule`) is a frequency, then `;key=value` pieces and the flag `ambiguous`:

    weekly;by=fri;at=16:00           every week, Friday (before 16:00) is the last day still on time
    weekly;before=fri                every week, Thursday is
    monthly;before=15                every month, the 14th is
    monthly;by=last                  every month, its last day is
    quarterly;before=5               every quarter, the 4th of the month after it is
    months=6,9,12;before=5           for 6 months, 9 months and the year: the 4th of the month after each
    yearly;before=15/11              every year, 14 November is
    weekly | monthly | quarterly | months=6,12 | yearly        the text names no day: the end of each period

`months=` lists the months in which the reporting periods end. `of=` moves the month of the day: `last` is the
period's own last month, `next` and `first` the month after the period; `first` («tháng đầu quý») does not say of
which quarter. `ambiguous`: another reading is possible, and a warning says so. The reading: `rules`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final


class TimingKind(StrEnum):
    """The kinds of time expression (design.md §4; meanings: domain.md 1.4)."""

    CONTINUOUS = "continuous"
    PERIOD = "period"
    DEADLINE = "deadline"
    DEADLINE_PERIOD = "deadline_period"
    OPEN_ENDED = "open_ended"
    MULTI_YEAR = "multi_year"
    YEARLY = "yearly"
    RECURRING = "recurring"
    COMPOUND = "compound"
    RANGE = "range"
    PHASES = "phases"
    CONDITIONAL = "conditional"
    CONDITIONAL_RANGE = "conditional_range"
    ON_REQUEST = "on_request"
    NONE = "none"


NOT_UNDERSTOOD: Final = "không hiểu thời gian này"
"""The warning beside a text that says no time the program knows."""
NEVER_OVERDUE = frozenset(
    {
        TimingKind.CONTINUOUS,
        TimingKind.RECURRING,
        TimingKind.OPEN_ENDED,
        TimingKind.CONDITIONAL,
        TimingKind.ON_REQUEST,
        TimingKind.NONE,
    }
)
"""Kinds without a due date of their own, never late unless the officer sets one: reviewed at every report.

Of recurring work the occurrences are due, not the task.
"""


@dataclass(frozen=True, slots=True)
class Timing:
    """A time expression as written and as understood.

    `raw` is the officer's text, never changed. `start` and `end` are inclusive; `end` is the last day still on
    time. `named_date` is the date that the text names («trước ngày 15/02/2026» names 15/02, its end is 14/02),
    `inclusive` whether that date itself is on time. `milestone` is the yearly review of open-ended work.
    `rule` follows the grammar above, `condition` is what the work waits for, in the text's words, `modifier`
    a remark such as «lồng ghép», `parts` the pieces of compound and phased work. `warnings` are Vietnamese.
    """

    raw: str
    kind: TimingKind
    start: date | None = None
    end: date | None = None
    named_date: date | None = None
    inclusive: bool | None = None
    milestone: date | None = None
    rule: str | None = None
    condition: str | None = None
    modifier: str | None = None
    parts: tuple[Timing, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One dated instance of a task, computed from its time.

    `anchor` names it for good, whatever else changes: «2026-Q2», «2026-06», «2026-W07» (ISO week), «2026»,
    «part-1», «phase-1», «once». `due` is the last day still on time, None when the text gives none.
    """

    anchor: str
    start: date | None
    due: date | None
    label: str


def timing_json(timing: Timing) -> dict[str, object]:
    """The object that `danvan when --json` prints (design.md §7): every key present, dates as ISO text."""
    return {
        "raw": timing.raw,
        "kind": timing.kind.value,
        "start": _iso(timing.start),
        "end": _iso(timing.end),
        "named_date": _iso(timing.named_date),
        "inclusive": timing.inclusive,
        "milestone": _iso(timing.milestone),
        "rule": timing.rule,
        "condition": timing.condition,
        "modifier": timing.modifier,
        "parts": [timing_json(part) for part in timing.parts],
        "warnings": list(timing.warnings),
    }


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def timing_from_json(stored: Mapping[str, Any]) -> Timing:
    """The inverse of `timing_json`."""
    return Timing(
        raw=stored["raw"],
        kind=TimingKind(stored["kind"]),
        start=_day(stored["start"]),
        end=_day(stored["end"]),
        named_date=_day(stored["named_date"]),
        inclusive=stored["inclusive"],
        milestone=_day(stored["milestone"]),
        rule=stored["rule"],
        condition=stored["condition"],
        modifier=stored["modifier"],
        parts=tuple(timing_from_json(part) for part in stored["parts"]),
        warnings=tuple(stored["warnings"]),
    )


def _day(stored: str | None) -> date | None:
    return None if stored is None else date.fromisoformat(stored)
