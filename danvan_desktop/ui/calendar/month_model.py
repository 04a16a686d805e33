"""The days of a month as a table: a row for each week, Monday first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from danvan_desktop.domain.calendar.months import WEEK_DAYS
from danvan_desktop.domain.calendar.wording import WEEKDAYS
from danvan_desktop.services.schedule import DayPlan, MonthView
from danvan_desktop.ui.calendar.telling import day_told

SMALL_ROWS = 6
_SHORT = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")


class MonthModel(QAbstractTableModel):
    """Nothing until a month is given. A small one has six rows, whatever the month, so that it looks like others."""

    def __init__(self, small: bool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.month: MonthView | None = None
        self._small = small
        self._names: Sequence[str] = _SHORT if small else WEEKDAYS

    def show(self, month: MonthView | None) -> None:
        """Show a month; None shows nothing."""
        self.beginResetModel()
        self.month = month
        self.endResetModel()

    def shorten(self, short: bool) -> None:
        """Say the weekdays in two letters, or whole."""
        names = _SHORT if short else WEEKDAYS
        if names != self._names:
            self._names = names
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, WEEK_DAYS - 1)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own
        if parent.isValid() or self.month is None:
            return 0
        return SMALL_ROWS if self._small else len(self.month.weeks)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own
        return 0 if parent.isValid() else WEEK_DAYS

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and 0 <= section < WEEK_DAYS:
            if role == Qt.ItemDataRole.DisplayRole:
                return self._names[section]
            if role == Qt.ItemDataRole.AccessibleTextRole:
                return WEEKDAYS[section]
        return None

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        plan = self.plan(index)
        if plan is None or self.month is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return str(plan.day.day)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return day_told(plan, self.month.today)
        return None

    def plan(self, index: QModelIndex | QPersistentModelIndex) -> DayPlan | None:
        """The day at a place."""
        if self.month is None or not index.isValid() or index.row() >= len(self.month.weeks):
            return None
        return self.month.weeks[index.row()][index.column()]

    def place(self, day: date) -> QModelIndex:
        """Where a day stands; nowhere when it is not shown."""
        if self.month is not None:
            ordinal = (day - self.month.weeks[0][0].day).days
            if 0 <= ordinal < len(self.month.weeks) * WEEK_DAYS:
                return self.index(*divmod(ordinal, WEEK_DAYS))
        return QModelIndex()
