"""What a time expression of a programme means: the data, without the reading of it (see `parser`).

The rule grammar (`Timing.rule`), for recurring and yearly work, is `frequency` then `;key=value` or `;flag` pieces:

    weekly;weekday=fri;at=16:00           every week, before 16:00 on Friday
    monthly;before=15                     every month, the 14th is the last day still on time
    monthly;by=15 | monthly;by=last       every month, the named day (or the last one) is still on time
    quarterly;before=5;of=first           every quarter, named day of the quarter's first month (or of=last)
    months=6,9,12;before=5;ambiguous      reports for 6 months, 9 months, the year: named day of the month after
    yearly;before=15/11                   every year, before 15 November
    weekly, monthly, quarterly, half_yearly, months=6,12, yearly       no day is given: due when the period ends

`half_yearly` is short for January-June and July-December; `months=` lists the last months of the reporting
periods. `ambiguous` says that another reading is possible, and then there is a warning too; `unspecified`
alone is «định kỳ» without any rhythm: there are no occurrences.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


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


NEVER_OVERDUE = frozenset(
    {
        TimingKind.CONTINUOUS,
        TimingKind.OPEN_ENDED,
        TimingKind.CONDITIONAL,
        TimingKind.ON_REQUEST,
        TimingKind.NONE,
    }
)
"""Kinds without a due date of their own: reviewed at every report, never late unless the officer sets a due date."""


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
