"""Cells typed or pasted into the catalogue: all are read first, then written as one action, or none is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from danvan_desktop.domain.catalogue.cells import (
    COLUMN_NAMES,
    CellEdit,
    EditColumn,
    NotACellValue,
    read_day,
    read_percent,
    read_status,
)
from danvan_desktop.domain.changes.composing import Write
from danvan_desktop.domain.labels import STATUS_LABELS
from danvan_desktop.domain.records import Kind, Role, Status, Value
from danvan_desktop.domain.text import clean, nfc
from danvan_desktop.domain.views import TaskView
from danvan_desktop.services.catalogue.parts import AgencyNames, part_writes, stored_parts
from danvan_desktop.services.editing import BadValue
from danvan_desktop.services.tasks import load_tasks
from danvan_desktop.storage import log
from danvan_desktop.storage.book import Book
from danvan_desktop.storage.log import Changes
from danvan_desktop.storage.query import PartRow

_ROLES: Mapping[EditColumn, Role] = {EditColumn.LEAD: Role.LEAD, EditColumn.COORD: Role.COORDINATING}
_SHOWN = 40
"""So many letters of a wrong text stand in the sentence about it."""


def set_cells(book: Book, edits: Sequence[CellEdit], today: date) -> Changes:
    """Write texts into cells as one action; of two for one cell the last counts.

    Agencies are divided by «;» and must be known; a cell of leads without a name leaves the task without lead, and who
    implements a task stays. A task that becomes done is done on `today` unless its day is given; a day of completion
    makes a task done. Raises BadValue, which names the cell, and writes nothing when one text cannot stand.
    """
    rows: dict[str, dict[EditColumn, str]] = {}
    for edit in edits:
        rows.setdefault(edit.task, {})[edit.column] = edit.text
    held = {task.id: task for task in load_tasks(book, list(rows))}
    return log.write(book, list(_Reader(book, held, today).writes(rows)))


def set_times(book: Book, tasks: Sequence[str], text: str) -> Changes:
    """Correct the time of several tasks as one action."""
    return log.write(book, [Write(Kind.TASK, task, {"time_text": nfc(text).strip()}) for task in tasks])


def clear_doubts(book: Book, tasks: Sequence[str]) -> Changes:
    """Say of several tasks that what their import left doubtful has been looked at, as one action."""
    return log.write(book, [Write(Kind.TASK, task, {"doubt": None}) for task in tasks])


class _Reader:
    """Reads the cells of some tasks into writes."""

    def __init__(self, book: Book, tasks: Mapping[str, TaskView], today: date) -> None:
        self._tasks = tasks
        self._today = today
        self._names = AgencyNames(book)
        self._parts = stored_parts(book, list(tasks))

    def writes(self, rows: Mapping[str, Mapping[EditColumn, str]]) -> Iterator[Write]:
        for record, cells in rows.items():
            task = self._tasks.get(record)
            if task is None:
                raise BadValue("Một nhiệm vụ được sửa không còn trong sổ; chưa ghi gì. Hãy xem lại danh sách.")
            fields = self._fields(task, cells)
            if fields:
                yield Write(Kind.TASK, record, fields)
            for column in (column for column in _ROLES if column in cells):
                yield from self._agencies(task, column, cells[column], self._parts.get(record, []))

    def _agencies(self, task: TaskView, column: EditColumn, text: str, held: Sequence[PartRow]) -> Iterator[Write]:
        try:
            agencies = self._names.named_in(text)
        except NotACellValue as error:
            raise _refused(task, column, text, error) from error
        return part_writes(task.id, agencies, _ROLES[column], held)

    def _fields(self, task: TaskView, cells: Mapping[EditColumn, str]) -> dict[str, Value]:
        fields: dict[str, Value] = {}
        for column, text in sorted(cells.items(), key=lambda cell: cell[0] is EditColumn.DONE_ON):
            try:
                fields.update(self._value(task, column, text, fields))
            except NotACellValue as error:
                raise _refused(task, column, text, error) from error
        return fields

    def _value(self, task: TaskView, column: EditColumn, text: str, before: Mapping[str, Value]) -> dict[str, Value]:
        """The fields that a cell sets; `before` are those that the cells of its task have set already."""
        match column:
            case EditColumn.LEAD | EditColumn.COORD:
                return {}
            case EditColumn.PERCENT:
                return {"percent": read_percent(text)}
            case EditColumn.STATUS:
                return self._status(task, read_status(text))
            case EditColumn.DONE_ON:
                return _completion(task, read_day(text), before)
            case EditColumn.NUMBER:
                return {column.value: clean(text)}
            case EditColumn.TEXT if not clean(text):
                raise NotACellValue("nội dung không được để trống")
            case _:
                return {column.value: nfc(text).strip()}

    def _status(self, task: TaskView, status: Status) -> dict[str, Value]:
        done_on = (task.done_on or self._today).isoformat() if status is Status.DONE else None
        return {"status": status.value, "done_on": done_on}


def _completion(task: TaskView, day: date | None, before: Mapping[str, Value]) -> dict[str, Value]:
    """What is done needs no day; a day needs what is done."""
    if day is None:
        return {"done_on": None} if before.get("status", task.status) == Status.DONE.value else {}
    if before.get("status", Status.DONE.value) != Status.DONE.value:
        raise NotACellValue(f"nhiệm vụ có ngày hoàn thành thì trạng thái phải là «{STATUS_LABELS[Status.DONE]}»")
    return {"status": Status.DONE.value, "done_on": day.isoformat()}


def _refused(task: TaskView, column: EditColumn, text: str, error: NotACellValue) -> BadValue:
    shown = clean(text)
    shown = shown if len(shown) <= _SHOWN else shown[: _SHOWN - 1] + "…"
    number = task.path or task.number
    where = f"Nhiệm vụ {number}, ô «{COLUMN_NAMES[column]}»" if number else f"Ô «{COLUMN_NAMES[column]}»"
    said = f"{where}: «{shown}» không ghi được" if shown else f"{where} không ghi được"
    return BadValue(f"{said}; {error}. Chưa ghi ô nào.")
