"""One task in full."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from danvan_desktop.domain.catalogue.details import (
    DiaryEntry,
    ExtensionLine,
    MemberLine,
    OccurrenceLine,
    Outcome,
    TaskDetails,
    extension_lines,
    occurrence_lines,
)
from danvan_desktop.domain.catalogue.doubts import read_doubts
from danvan_desktop.domain.lifecycle import State
from danvan_desktop.domain.records import Kind, Role, Status, Value
from danvan_desktop.domain.views import GroupView, TaskView
from danvan_desktop.services.catalogue.places import values
from danvan_desktop.services.tasks import (
    NotFound,
    list_agencies,
    list_groups,
    list_programmes,
    load_tasks,
    standing,
    work_calendar,
)
from danvan_desktop.storage import query
from danvan_desktop.storage.book import Book

_SAID = ("text", "time_text", "product", "form", "note")
_Held = Mapping[str, Mapping[str, Value]]


def task_details(book: Book, task: str, today: date) -> TaskDetails:
    """Everything that the book holds of a task, as on `today`. Raises NotFound."""
    found = load_tasks(book, [task])
    if not found:
        raise NotFound("Nhiệm vụ này không còn trong sổ. Hãy xem lại danh mục.")
    (view,) = found
    now = standing(view, work_calendar(book), today)
    programme = next((held for held in list_programmes(book) if held.id == view.programme), None)
    own = values(book, Kind.TASK, task)
    period = programme.period if programme else None
    touched = {str(held["anchor"] or ""): _outcome(held) for held in _under(book, Kind.OCCURRENCE, task).values()}
    return TaskDetails(
        task=view,
        state=now.state,
        late_days=now.late_days,
        last_working_day=now.last_working_day,
        programme=programme,
        groups=_groups(book, view),
        priority=str(own.get("priority") or ""),
        due_by_hand=_day(own.get("due_by_hand")),
        extensions=extension_lines(list(_extensions(_under(book, Kind.EXTENSION, task)))),
        occurrences=_occurrences(view, period, touched, today),
        diary=_diary(book, task),
        members=_members(book, view),
        said=_said(book, task),
        doubts=read_doubts(own.get("doubt")),
    )


def _under(book: Book, kind: Kind, task: str) -> _Held:
    with book.transaction() as connection:
        return query.records_under(connection, kind, task)


def _groups(book: Book, task: TaskView) -> tuple[GroupView, ...]:
    """The headings above a task, topmost first; a circle is walked once."""
    held = {group.id: group for group in list_groups(book, task.programme)}
    chain: list[GroupView] = []
    at: str | None = task.group
    while at in held and held[at] not in chain:
        chain.insert(0, held[at])
        at = chain[0].parent
    return tuple(chain)


def _occurrences(
    task: TaskView, period: tuple[date, date] | None, touched: Mapping[str, Outcome], today: date
) -> tuple[OccurrenceLine, ...]:
    """Nothing of a task on which no work is to be done is late, though nobody has ticked it."""
    lines = occurrence_lines(task.timing, period, touched, today)
    if task.status in (Status.TODO, Status.DOING):
        return lines
    return tuple(replace(line, state=State.NOT_STARTED) if line.state is State.OVERDUE else line for line in lines)


def _extensions(held: _Held) -> Iterator[ExtensionLine]:
    for record, fields in held.items():
        reason, decided_by = str(fields["reason"] or ""), str(fields["decided_by"] or "")
        yield ExtensionLine(record, None, _day(fields["new_due"]), reason, decided_by, _day(fields["decided_on"]))


def _diary(book: Book, task: str) -> tuple[DiaryEntry, ...]:
    """Newest first; of one day the one written last."""
    entries = []
    for record, fields in _under(book, Kind.PROGRESS, task).items():
        agency, percent = str(fields["agency"] or ""), fields["percent"]
        entry = DiaryEntry(
            id=record,
            day=_day(fields["day"]),
            text=str(fields["text"] or ""),
            percent=percent if isinstance(percent, int) else None,
            agency=agency,
            agency_name=_name(book, agency) if agency else "",
        )
        entries.append(entry)
    return tuple(sorted(entries, key=lambda entry: (entry.day or date.min, entry.id), reverse=True))


def _name(book: Book, agency: str) -> str:
    with book.transaction() as connection:
        return query.agency_name(connection, agency)


def _members(book: Book, task: TaskView) -> tuple[MemberLine, ...]:
    outcomes: dict[str, dict[str, Outcome]] = {}
    for fields in _under(book, Kind.MEMBER_RESULT, task.id).values():
        outcomes.setdefault(str(fields["agency"]), {})[str(fields["anchor"] or "")] = _outcome(fields)
    leading = {part.agency: part.name for part in task.assigned if part.role is not Role.COORDINATING}
    with book.transaction() as connection:
        held = query.members(connection, leading.keys())
    names = {view.id: view.name for view in list_agencies(book)}
    lines = [
        MemberLine(agency, names.get(agency, ""), leading[collective], outcomes.pop(agency, {}))
        for collective, agency in held
    ]
    gone = [MemberLine(agency, _name(book, agency), "", done, current=False) for agency, done in outcomes.items()]
    return (*lines, *gone)


def _said(book: Book, task: str) -> dict[str, str]:
    with book.transaction() as connection:
        said = query.said_by_imports(connection, [task]).get(task, {})
    return {name: str(said[name]) for name in _SAID if said.get(name)}


def _outcome(fields: Mapping[str, Value]) -> Outcome:
    status = fields["status"]
    return Outcome(
        Status(status) if status in list(Status) else Status.TODO,
        _day(fields["done_on"]),
        str(fields["result"] or ""),
        str(fields["note"] or ""),
    )


def _day(value: Value) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
