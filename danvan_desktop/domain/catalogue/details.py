"""One task in full: its place, extensions, dated instances, diary, and what each member of a collective did."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from danvan_desktop.domain.catalogue.doubts import Doubt
from danvan_desktop.domain.lifecycle import DueDate, State, state_of
from danvan_desktop.domain.records import Status
from danvan_desktop.domain.timing import Occurrence, Timing, TimingKind, occurrences
from danvan_desktop.domain.views import GroupView, ProgrammeView, TaskView

ONCE = "once"
"""The anchor of work that has one instance, or none that can be dated."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a dated instance, or of one member's part in it."""

    status: Status = Status.TODO
    done_on: date | None = None
    result: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ExtensionLine:
    """Gia hạn: to which day, from which one of an earlier extension, why, by whom and when."""

    id: str
    old_due: date | None
    new_due: date | None
    reason: str
    decided_by: str
    decided_on: date | None


@dataclass(frozen=True, slots=True)
class OccurrenceLine:
    """A dated instance and where it stands; `computed` is False for one that the time does not give any more."""

    anchor: str
    label: str
    start: date | None
    due: date | None
    outcome: Outcome
    state: State
    computed: bool = True


@dataclass(frozen=True, slots=True)
class DiaryEntry:
    """An entry of the diary; `agency` is an id, empty for the officer's own."""

    id: str
    day: date | None
    text: str
    percent: int | None
    agency: str
    agency_name: str


@dataclass(frozen=True, slots=True)
class MemberLine:
    """A member of a collective that leads the task, with what it did by anchor; `current` is False for an agency that
    is no member any more but has done something."""

    agency: str
    name: str
    collective: str
    outcomes: Mapping[str, Outcome]
    current: bool = True

    def outcome(self, anchor: str = ONCE) -> Outcome:
        """What it did in one instance; not begun where nothing was said."""
        return self.outcomes.get(anchor, Outcome())


@dataclass(frozen=True, slots=True)
class TaskDetails:
    """Everything that the book holds of a task, apart from its history.

    `groups` lead from the programme down to the task; `said` are the texts as the document had them, by field,
    `doubts` what its import left doubtful.
    """

    task: TaskView
    state: State
    late_days: int
    last_working_day: date | None
    programme: ProgrammeView | None
    groups: tuple[GroupView, ...]
    priority: str
    due_by_hand: date | None
    extensions: tuple[ExtensionLine, ...]
    occurrences: tuple[OccurrenceLine, ...]
    diary: tuple[DiaryEntry, ...]
    members: tuple[MemberLine, ...]
    said: Mapping[str, str]
    doubts: tuple[Doubt, ...] = ()


def occurrence_lines(
    timing: Timing, period: tuple[date, date] | None, touched: Mapping[str, Outcome], today: date
) -> tuple[OccurrenceLine, ...]:
    """The dated instances that belong to a period (of the programme, else the year), and those that were touched."""
    found = occurrences(timing, *_span(timing, period or (date(today.year, 1, 1), date(today.year, 12, 31))))
    lines = [_line(held, touched.get(held.anchor, Outcome()), today) for held in found]
    anchors = {held.anchor for held in found}
    for anchor, outcome in sorted(touched.items()):
        if anchor not in anchors:
            lines.append(_line(Occurrence(anchor, None, None, anchor), outcome, today, computed=False))
    return tuple(lines)


def _span(timing: Timing, period: tuple[date, date]) -> tuple[date, date]:
    """Recurring work is cut at the period; what has its own first and last day is shown whole."""
    if timing.rule is not None:
        return period
    days = [*period, *(day for day in (timing.start, timing.end) if day is not None)]
    return min(days), max(days)


def _line(held: Occurrence, outcome: Outcome, today: date, *, computed: bool = True) -> OccurrenceLine:
    span = Timing(held.label, TimingKind.PERIOD, held.start, held.due)
    due = DueDate(held.due, held.due, extended=False)
    state = state_of(outcome.status, span, due, outcome.done_on, today)
    return OccurrenceLine(held.anchor, held.label, held.start, held.due, outcome, state, computed)


def extension_lines(extensions: Sequence[ExtensionLine]) -> tuple[ExtensionLine, ...]:
    """`extensions` in the order in which they were decided, each with the one before it.

    The first says nothing of what it moved: the original date follows the time of the task, which may be corrected
    afterwards, and was then another one.
    """
    lines = []
    due: date | None = None
    for held in sorted(extensions, key=lambda held: (held.decided_on or date.min, held.id)):
        lines.append(ExtensionLine(held.id, due, held.new_due, held.reason, held.decided_by, held.decided_on))
        due = held.new_due or due
    return tuple(lines)
