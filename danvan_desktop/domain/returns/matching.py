"""Which task of the book a row of a returned form is about: by its hidden id, else by number and text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from danvan_desktop.domain.records import Status
from danvan_desktop.domain.returns.cells import read_row, shown_row
from danvan_desktop.domain.returns.form import FormRow, ReturnedForm
from danvan_desktop.domain.returns.layout import FormField, base_of
from danvan_desktop.domain.returns.review import HeldTask, StrangeRow
from danvan_desktop.domain.text import match_key, similarity

_ALIKE = 0.9
_HARDLY_ALIKE = 0.5
_NO_ID = "dòng mất mã ẩn, khớp theo số và chữ"
_OTHER_WORDS = "chữ trong biểu khác nhiệm vụ trong sổ"
_NOT_ASSIGNED = "sổ không giao nhiệm vụ này cho đơn vị"
_GONE = "nhiệm vụ không còn trong sổ"
_UNKNOWN = "dòng không khớp nhiệm vụ nào của đơn vị"
_TWICE = "trùng nhiệm vụ với một dòng ở trên"


@dataclass(frozen=True, slots=True)
class Match:
    """A row with the task that it is about, and why that is doubtful."""

    row: FormRow
    task: HeldTask
    doubt: str


def matched(form: ReturnedForm, tasks: Sequence[HeldTask]) -> Iterator[Match | StrangeRow]:
    """Every row with its task; one without is told of unless nothing was filled in."""
    held = {task.id: task for task in tasks}
    named = {row.id for row in form.rows}
    free = [task for task in tasks if task.assigned and task.id not in named]
    seen: set[str] = set()
    for row in form.rows:
        task = held.get(row.id) if row.id else _alike(row, free)
        if task is None:
            if not _untouched(form, row):
                yield _strange(row, _GONE if row.id else _UNKNOWN)
        elif task.id in seen:
            yield _strange(row, _TWICE)
        else:
            seen.add(task.id)
            yield Match(row, task, _doubt(row, task))


def _strange(row: FormRow, why: str) -> StrangeRow:
    return StrangeRow(row.row, row.number, row.text, shown_row(row), why)


def _untouched(form: ReturnedForm, row: FormRow) -> bool:
    """Whether the unit left a row as it was written, or empty."""
    said = read_row(row, "")
    if said.problems or said.text(FormField.PRODUCT) or said.text(FormField.TROUBLE):
        return False
    base = form.bases.get(row.id)
    if base is None:
        return not shown_row(row)
    return base == base_of(said.status or Status.TODO, said.done_on, said.percent, said.text(FormField.RESULT))


def _alike(row: FormRow, tasks: Sequence[HeldTask]) -> HeldTask | None:
    """The one task with this number and these words."""
    found = [
        task
        for task in tasks
        if match_key(task.path) == match_key(row.number) and similarity(task.text, row.text) >= _ALIKE
    ]
    return found[0] if len(found) == 1 else None


def _doubt(row: FormRow, task: HeldTask) -> str:
    if not row.id:
        return _NO_ID
    if row.text and similarity(row.text, task.text) < _HARDLY_ALIKE:
        return _OTHER_WORDS
    return "" if task.assigned else _NOT_ASSIGNED
