"""Everything due from a day on, as a list: what is late above all, then a heading for each week and its days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from itertools import groupby
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from danvan_desktop.domain.calendar.months import week_of
from danvan_desktop.domain.calendar.wording import long_day, lunar_long
from danvan_desktop.services.schedule import DayPlan, DueTask, Schedule
from danvan_desktop.ui.calendar.look import CalendarLook
from danvan_desktop.ui.calendar.telling import day_told, late_told, state_told, task_told, week_told
from danvan_desktop.ui.wording import day_text

_SHORT = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")


class Column(IntEnum):
    """The columns in their order."""

    DAY = 0
    NUMBER = 1
    TEXT = 2
    LEAD = 3
    STATE = 4


TITLES = ("Ngày", "Số", "Nhiệm vụ", "Chủ trì", "Trạng thái")


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """A line of the list: the heading of a week (`heading`), a day without tasks that is marked, or a task."""

    day: DayPlan
    heading: str = ""
    due: DueTask | None = None


class AgendaModel(QAbstractTableModel):
    """Nothing until a schedule is given; `look` gives the colours."""

    def __init__(self, look: CalendarLook, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[AgendaRow, ...] = ()
        self._look = look
        self._today: date | None = None

    def show(self, held: Schedule | None) -> None:
        """Show a schedule; None shows nothing."""
        self.beginResetModel()
        self._rows = () if held is None else tuple(_rows(held))
        self._today = None if held is None else held.today
        self.endResetModel()

    def set_look(self, look: CalendarLook) -> None:
        """Other colours or letters."""
        self._look = look

    def row(self, place: int) -> AgendaRow | None:
        """One line."""
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def headings(self) -> list[int]:
        """The places of the headings of weeks."""
        return [place for place, row in enumerate(self._rows) if row.heading]

    def place(self, day: date, task: str = "") -> int:
        """The line of a task due on that day, or the first line of the day or after it; -1 when there is none."""
        held = self.place_of(day, task) if task else -1
        later = (n for n, row in enumerate(self._rows) if row.day.day >= day and not row.heading)
        return held if held >= 0 else next(later, -1)

    def place_of(self, day: date, task: str) -> int:
        """The line of a task due on that day; -1 when there is none."""
        found = (n for n, row in enumerate(self._rows) if row.day.day == day and row.due and row.due.task == task)
        return next(found, -1)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own
        return 0 if parent.isValid() else len(TITLES)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return TITLES[section] if 0 <= section < len(TITLES) else None
        return None

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index.row()) if index.isValid() else None
        if row is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _cell(row, Column(index.column()))
            case Qt.ItemDataRole.ToolTipRole:
                return self._tip(row)
            case Qt.ItemDataRole.AccessibleTextRole:
                return _cell(row, Column(index.column())) or (row.heading or long_day(row.day.day))
            case Qt.ItemDataRole.DecorationRole:
                wanted = row.due is not None and index.column() == Column.STATE
                return self._look.shapes[row.due.state] if wanted and row.due else None
            case Qt.ItemDataRole.ForegroundRole:
                return self._ink(row, Column(index.column()))
            case Qt.ItemDataRole.BackgroundRole:
                return self._look.colours.ground(row.day) if not row.heading else None
            case Qt.ItemDataRole.FontRole:
                return self._font(row, Column(index.column()))
        return None

    def _tip(self, row: AgendaRow) -> str | None:
        if row.heading or self._today is None:
            return None
        return task_told(row.due) if row.due else day_told(row.day, self._today)

    def _ink(self, row: AgendaRow, column: Column) -> Any:
        if row.heading:
            return self._look.colours.ink
        if column is Column.DAY:
            return self._look.colours.ink if row.day.working else self._look.colours.off
        if row.due is not None:
            return self._look.colours.chip_ink(row.due.state)
        return self._look.colours.mark_ink(row.day.marks[0].kind) if row.day.marks else self._look.colours.quiet

    def _font(self, row: AgendaRow, column: Column) -> QFont | None:
        bold = bool(row.heading) or (column is Column.DAY and row.day.day == self._today)
        if not bold:
            return None
        font = QFont(self._look.font)
        font.setBold(True)
        return font


def _rows(held: Schedule) -> Iterator[AgendaRow]:
    if held.late:
        yield AgendaRow(held.late[0], late_told(held.late))
        yield from (AgendaRow(plan, due=due) for plan in held.late for due in plan.tasks)
    for _, week in groupby(held.days, lambda plan: week_of(plan.day)[0]):
        days = tuple(week)
        lines = [line for plan in days for line in _day_rows(plan)]
        if lines:
            yield AgendaRow(days[0], week_told(days, held.today))
            yield from lines


def _day_rows(plan: DayPlan) -> Iterator[AgendaRow]:
    for due in plan.tasks:
        yield AgendaRow(plan, due=due)
    if plan.marks and not plan.tasks:
        yield AgendaRow(plan)


def _cell(row: AgendaRow, column: Column) -> str:
    if row.heading:
        return row.heading if column is Column.DAY else ""
    due = row.due
    match column:
        case Column.DAY:
            return _day_cell(row)
        case Column.NUMBER:
            return due.path if due else ""
        case Column.TEXT:
            return _text_cell(due) if due else " · ".join(mark.name for mark in row.day.marks)
        case Column.LEAD:
            return "; ".join(due.lead) if due else ""
        case Column.STATE:
            return state_told(due) if due else ""


def _day_cell(row: AgendaRow) -> str:
    plan = row.day
    said = f"{_SHORT[plan.day.weekday()]} {day_text(plan.day)}"
    if row.due is not None and row.due.is_open and row.due.last_working_day != plan.day and not row.due.late_days:
        return f"{said}\nlàm đến {row.due.last_working_day:%d/%m}"
    return f"{said}\n{lunar_long(plan.lunar)}"


def _text_cell(due: DueTask) -> str:
    return f"{due.text} ({due.label})" if due.label else due.text
