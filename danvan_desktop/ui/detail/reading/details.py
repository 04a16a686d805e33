"""Everything of one task that its row in the list does not say, in the officer's words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from danvan_desktop.domain.catalogue.details import (
    ONCE,
    DiaryEntry,
    ExtensionLine,
    MemberLine,
    OccurrenceLine,
    Outcome,
    TaskDetails,
)
from danvan_desktop.domain.labels import FIELD_LABELS, state_label
from danvan_desktop.domain.lifecycle import State
from danvan_desktop.domain.merging.marking import Spot, marked, provisional, told_conflicts
from danvan_desktop.domain.records import Status
from danvan_desktop.domain.text import fold
from danvan_desktop.services import catalogue, history, tasks
from danvan_desktop.services.books import Book
from danvan_desktop.services.tasks import NotFound
from danvan_desktop.ui.detail.reading.story import told
from danvan_desktop.ui.detail.shown import Details, Entry, Part, Tick
from danvan_desktop.ui.widgets.agency_picker import AgencyChoice
from danvan_desktop.ui.wording import count_text, day_text

_LAST_CHANGES = 5
_MOST_TICKS = 12
_BEFORE = 2
"""Of many instances those around today are shown."""
_MEMBER_STATES = {Status.DOING: State.IN_PROGRESS, Status.SUSPENDED: State.SUSPENDED, Status.CANCELLED: State.CANCELLED}


def read_details(book: Book, task: str, today: date) -> Details | None:
    """What the panel shows of a task; None when the book does not hold it any more."""
    try:
        found = catalogue.task_details(book, task, today)
    except NotFound:
        return None
    choices = agency_choices(book)
    story = read_story(book, task, choices)
    return ready_details(found, choices, story, today)


def ready_details(
    found: TaskDetails, choices: tuple[AgencyChoice, ...], story: tuple[Entry, ...], today: date
) -> Details:
    """A task made ready to show."""
    view = found.task
    dated = [line for line in found.occurrences if line.anchor != ONCE]
    now = _in_hand(dated, today)
    return Details(
        task=view.id,
        situation=situation(found),
        due=due_lines(found),
        fields=(
            ("result", view.result),
            ("percent", "" if view.percent is None else str(view.percent)),
            ("product", view.product),
            ("form", view.form),
            ("note", view.note),
        ),
        parts=tuple(
            Part(part.agency, marked(part.name, disputed=part.disputed), part.role, part.note) for part in view.assigned
        ),
        choices=choices,
        occurrences=tuple(map(_occurrence, _around(dated, now))),
        occurrences_done=(sum(line.outcome.status is Status.DONE for line in dated), len(dated)),
        members=tuple(_member(line, now.anchor if now else ONCE) for line in found.members),
        members_of=now.label if now and found.members else "",
        progress=tuple(map(_diary, found.diary)),
        original_due=day_text(view.due.original_due),
        extensions=tuple(map(_extension, reversed(found.extensions))),
        place="; ".join(_place(found)),
        source=tuple(Entry("", FIELD_LABELS[name], text) for name, text in found.said.items()),
        history=story[:_LAST_CHANGES],
        changes=len(story),
        doubts=tuple(doubt.reason for doubt in found.doubts),
        unsure=told_conflicts(view),
        unsure_fields=frozenset(spot.value for spot in provisional(view)),
    )


def agency_choices(book: Book) -> tuple[AgencyChoice, ...]:
    """The agencies that can be chosen, found by every name they have."""
    return tuple(
        AgencyChoice(view.id, view.name, fold(" ".join((view.name, view.short, *view.variants))))
        for view in tasks.list_agencies(book)
    )


def read_story(book: Book, task: str, choices: tuple[AgencyChoice, ...]) -> tuple[Entry, ...]:
    """All changes of a task, newest first."""
    return told(history.task_history(book, task), {choice.id: choice.name for choice in choices})


def situation(found: TaskDetails) -> str:
    """«Quá hạn, chậm 12 ngày», «Hoàn thành ngày 05/03/2026»."""
    late = found.late_days and found.state in (State.OVERDUE, State.DONE_LATE)
    done = f" ngày {day_text(found.task.done_on)}" if found.task.done_on else ""
    label = marked(state_label(found.state), disputed=Spot.STATE in provisional(found.task))
    behind = f", chậm {count_text(found.late_days, 'ngày')}" if late else ""
    return f"{label}{done}{behind}"


def due_lines(found: TaskDetails) -> tuple[str, ...]:
    """«Hạn 30/06/2026», «hạn ban đầu 31/03/2026», «ngày nghỉ; ngày làm việc cuối 29/06/2026»."""
    due, last = found.task.due, found.last_working_day
    first = f"Hạn {day_text(due.due)}" if due.due else "Không có hạn"
    lines = [marked(first, disputed=Spot.DUE in provisional(found.task))]
    if due.extended and due.original_due:
        lines.append(f"hạn ban đầu {day_text(due.original_due)}")
    if last and last != due.due:
        lines.append(f"ngày nghỉ; ngày làm việc cuối {day_text(last)}")
    return tuple(lines)


def _in_hand(dated: Sequence[OccurrenceLine], today: date) -> OccurrenceLine | None:
    """The instance that is due next, else the last one."""
    coming = [line for line in dated if line.due is not None and line.due >= today]
    return coming[0] if coming else dated[-1] if dated else None


def _around(dated: Sequence[OccurrenceLine], now: OccurrenceLine | None) -> Sequence[OccurrenceLine]:
    if len(dated) <= _MOST_TICKS or now is None:
        return dated
    first = max(0, min(dated.index(now) - _BEFORE, len(dated) - _MOST_TICKS))
    return dated[first : first + _MOST_TICKS]


def _occurrence(line: OccurrenceLine) -> Tick:
    due = f"hạn {day_text(line.due)}" if line.due else ""
    stale = "" if line.computed else "không còn trong thời gian hiện nay"
    remark = " · ".join(part for part in (due, *_outcome(line.outcome), stale) if part)
    return Tick(line.anchor, "", line.label, remark, line.state.value, line.outcome.status is Status.DONE)


def _member(line: MemberLine, anchor: str) -> Tick:
    outcome = line.outcome(anchor)
    done = outcome.status is Status.DONE
    state = State.DONE if done else _MEMBER_STATES.get(outcome.status, State.NOT_STARTED)
    gone = "" if line.current else "không còn là thành viên"
    remark = " · ".join(part for part in (*_outcome(outcome), gone) if part)
    return Tick(anchor, line.agency, line.name, remark, state.value, done)


def _outcome(outcome: Outcome) -> Iterator[str]:
    if outcome.done_on:
        yield f"xong {day_text(outcome.done_on)}"
    yield outcome.result
    yield outcome.note


def _diary(entry: DiaryEntry) -> Entry:
    percent = "" if entry.percent is None else f"{entry.percent} %"
    head = " · ".join(part for part in (day_text(entry.day), percent, entry.agency_name) if part)
    return Entry(entry.id, head, entry.text)


def _extension(line: ExtensionLine) -> Entry:
    moved = " → ".join(day_text(day) for day in (line.old_due, line.new_due) if day)
    moved = moved if line.old_due else f"đến {moved}"
    decided = f"ghi ngày {day_text(line.decided_on)}" if line.decided_on else ""
    return Entry("", " · ".join(part for part in (moved, line.decided_by, decided) if part), line.reason)


def _place(found: TaskDetails) -> Iterator[str]:
    if found.programme:
        yield " ".join(part for part in (found.programme.type, found.programme.number, found.programme.title) if part)
    for group in found.groups:
        yield " ".join(part for part in (group.number, group.title) if part)
