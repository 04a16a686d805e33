"""Where a task stands on a given day: its due date, original and extended, its state and its lateness.

Nothing here is stored: it follows from the task's status, its time, its extensions and the day given (exchange.md).
Work that is continuous, open-ended, conditional, on request or without a time has no due date and is never late,
unless the officer gives it a due date by hand or by an extension. Compound and phased work is due when its last
part is (`Timing.end`); the parts show as occurrences.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from danvan_desktop.domain.records import Status
from danvan_desktop.domain.timing import NEVER_OVERDUE, Timing

if TYPE_CHECKING:
    from collections.abc import Sequence


class State(StrEnum):
    """What the officer sees of a task."""

    NOT_DUE_YET = "not_due_yet"
    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    OVERDUE = "overdue"
    DONE = "done"
    DONE_LATE = "done_late"
    SUSPENDED = "suspended"
    CANCELLED = "cancelled"


_CLOSED: Final = frozenset({Status.SUSPENDED, Status.CANCELLED})


@dataclass(frozen=True, slots=True)
class Extension:
    """Gia hạn: a new due date. The original due date stays known beside it."""

    new_due: date
    decided_on: date | None
    reason: str


@dataclass(frozen=True, slots=True)
class DueDate:
    """The due date that counts, and the one before any extension. None: the task is never late."""

    due: date | None
    original_due: date | None
    extended: bool


def due_date(timing: Timing, due_by_hand: date | None, extensions: Sequence[Extension]) -> DueDate:
    """When the task is due: the last extension, else the date set by hand, else the end of its time.

    The last extension is the one decided last; of several decided on one day (or on no stated day, which counts as
    the earliest) the one given last.
    """
    computed = None if timing.kind in NEVER_OVERDUE else timing.end
    original = computed if due_by_hand is None else due_by_hand
    if not extensions:
        return DueDate(original, original, extended=False)
    ordered = sorted(extensions, key=lambda extension: extension.decided_on or date.min)
    return DueDate(ordered[-1].new_due, original, extended=True)


def state_of(status: Status, timing: Timing, due: DueDate, done_on: date | None, today: date) -> State:
    """The task's state on `today`.

    A task that nobody has begun is «chưa đến kỳ» until its time starts and «chưa làm» from then on. Late means
    that today is after the due date; done late, that the day of completion is. Done without a day is done.
    """
    match status:
        case Status.DONE:
            return State.DONE_LATE if late_days(due, done_on, status, today) else State.DONE
        case Status.SUSPENDED:
            return State.SUSPENDED
        case Status.CANCELLED:
            return State.CANCELLED
    if late_days(due, done_on, status, today):
        return State.OVERDUE
    if status is Status.DOING:
        return State.IN_PROGRESS
    begun = timing.start is None or timing.start <= today
    return State.NOT_STARTED if begun else State.NOT_DUE_YET


def late_days(due: DueDate, done_on: date | None, status: Status, today: date) -> int:
    """By how many days the task is late, or was when it was done; 0 when it is not, was not or cannot be."""
    if due.due is None or status in _CLOSED:
        return 0
    until = done_on if status is Status.DONE else today
    return 0 if until is None else max(0, (until - due.due).days)
