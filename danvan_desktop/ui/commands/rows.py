"""Tasks made ready to show: what stands in each cell and in the detail panel. Runs on the keeper's thread."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from danvan_desktop.domain.labels import STATUS_LABELS, state_label
from danvan_desktop.domain.lifecycle import State
from danvan_desktop.domain.merging.marking import Spot, marked, names_of, provisional
from danvan_desktop.domain.records import Role
from danvan_desktop.domain.timing import explain
from danvan_desktop.domain.views import AssignedView, TaskView
from danvan_desktop.services.books import Book
from danvan_desktop.services.tasks import Standing, load_tasks, standing, work_calendar
from danvan_desktop.ui.models.task_table import Column, TaskRow
from danvan_desktop.ui.wording import count_text, day_text

_FORM: Final = "Hình thức"
_SPOTS: Final = {
    Column.NUMBER: Spot.NUMBER,
    Column.TEXT: Spot.TEXT,
    Column.TIME: Spot.TIME,
    Column.DUE: Spot.DUE,
    Column.STATE: Spot.STATE,
    Column.RESULT: Spot.RESULT,
    Column.PERCENT: Spot.PERCENT,
    Column.PRODUCT: Spot.PRODUCT,
    Column.NOTE: Spot.NOTE,
}
"""What two books may disagree on in each column; agencies are marked one by one."""


def ready_rows(book: Book, tasks: Sequence[str], today: date) -> dict[str, TaskRow]:
    """The rows of the tasks that the book still holds, by id."""
    calendar = work_calendar(book)
    return {view.id: ready_row(standing(view, calendar, today)) for view in load_tasks(book, tasks)}


def ready_row(now: Standing) -> TaskRow:
    """One task as the list and the panel show it."""
    task, unsure = now.task, provisional(now.task)
    plain = (
        task.path or task.number,
        task.text,
        names_of(task, Role.LEAD, Role.IMPLEMENTING),
        names_of(task, Role.COORDINATING),
        task.time_text,
        day_text(task.due.due),
        state_label(now.state),
        task.result,
        "" if task.percent is None else f"{task.percent} %",
        task.product,
        task.note,
    )
    cells = tuple(marked(text, disputed=_SPOTS.get(column) in unsure) for column, text in enumerate(plain))
    edited = {
        **{Column(place): text for place, text in enumerate(plain) if cells[place] != text},
        Column.NUMBER: task.number,
        Column.LEAD: _names(task, Role.LEAD),
        Column.COORD: _names(task, Role.COORDINATING),
        Column.STATE: STATUS_LABELS[task.status],
        Column.PERCENT: "" if task.percent is None else str(task.percent),
    }
    facts = tuple((title, value) for title, value in _facts(now) if value)
    return TaskRow(
        id=task.id,
        cells=cells,
        state=now.state.value,
        programme=task.programme,
        text=task.text,
        time_text=task.time_text,
        status=task.status,
        facts=facts,
        edited=edited,
        aside=((_FORM, task.form),) if task.form else (),
        meaning=explain(task.timing),
        doubts=task.doubts,
    )


def _names(task: TaskView, *roles: Role) -> str:
    return "; ".join(name for role in roles for name in task.names(role))


def _facts(now: Standing) -> Iterator[tuple[str, str]]:
    task = now.task
    yield "Trạng thái", _state(now)
    yield "Hạn", _due(now)
    yield "Chủ trì", _parts(task, Role.LEAD)
    yield "Thực hiện", _parts(task, Role.IMPLEMENTING)
    yield "Phối hợp", _parts(task, Role.COORDINATING)
    yield "Hoàn thành", day_text(task.done_on)
    yield "Tiến độ", "" if task.percent is None else f"{task.percent} %"
    yield "Kết quả", task.result
    yield "Sản phẩm", task.product
    yield _FORM, task.form
    yield "Ghi chú", task.note
    yield "Nhóm", task.group_title


def _state(now: Standing) -> str:
    label = marked(state_label(now.state), disputed=Spot.STATE in provisional(now.task))
    if now.late_days and now.state in (State.OVERDUE, State.DONE_LATE):
        return f"{label}, chậm {count_text(now.late_days, 'ngày')}"
    return label


def _due(now: Standing) -> str:
    due = now.task.due
    lines = [marked(day_text(due.due), disputed=Spot.DUE in provisional(now.task))]
    if due.extended and due.original_due:
        lines.append(f"hạn ban đầu {day_text(due.original_due)}")
    if now.last_working_day and now.last_working_day != due.due:
        lines.append(f"ngày nghỉ; ngày làm việc cuối là {day_text(now.last_working_day)}")
    return "\n".join(line for line in lines if line)


def _parts(task: TaskView, role: Role) -> str:
    return "\n".join(_named(part) for part in task.assigned if part.role is role)


def _named(part: AssignedView) -> str:
    return f"{part.name} ({part.note})" if part.note else part.name
