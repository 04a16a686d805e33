"""A month on the screen: large, with what is due in every day, or small, with how much."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from danvan_desktop.domain.calendar.months import WEEK_DAYS, days_later, months_later
from danvan_desktop.domain.calendar.wording import WEEKDAYS
from danvan_desktop.services.schedule import DueTask, MonthView
from danvan_desktop.ui.calendar.day_painting import Stress, lay_out_day, paint_day, paint_small_day
from danvan_desktop.ui.calendar.look import CalendarLook, Letters, window_look
from danvan_desktop.ui.calendar.month_model import MonthModel
from danvan_desktop.ui.calendar.telling import day_told, task_told
from danvan_desktop.ui.style import Icons

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
OPENING_KEYS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})
_LEAST_LINES = 3
_HEADING_EDGES = 14


class MonthGrid(QTableView):
    """`day_asked` carries the day that the keyboard or the mouse goes to; it becomes current by `set_day`. Home goes to
    today, End to the end of the month, where most work is due.

    `day_opened` carries a day, `task_opened` the id of a task.
    """

    day_asked = Signal(object)
    day_opened = Signal(object)
    task_opened = Signal(str)

    def __init__(self, icons: Icons, *, small: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.small = small
        self.days = MonthModel(small, self)
        self._icons = icons
        self._look: CalendarLook | None = None
        self._day: date | None = None
        self.setModel(self.days)
        self.setItemDelegate(_DayDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName("Lịch")
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        if small:
            self.setObjectName("month")
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._fit()

    def show_month(self, month: MonthView | None, name: str = "") -> None:
        """Show a month under this name, keeping the current day."""
        self.days.show(month)
        self.setAccessibleName(f"Lịch {name}".strip())
        self._go_to_day()

    def set_day(self, day: date) -> None:
        """Make a day current, if it is shown."""
        self._day = day
        self._go_to_day()
        self.viewport().update()

    def is_current(self, day: date) -> bool:
        """Whether the day is the current one, and shown as one of this month."""
        month = self.days.month
        return day == self._day and (not self.small or (month is not None and month.holds(day)))

    def look(self) -> CalendarLook:
        """Colours and letters as the window has them now."""
        if self._look is None:
            self._look = window_look(self.font(), self._icons)
        return self._look

    def cell(self, day: date) -> QRect:
        """Where a day is drawn."""
        return self.visualRect(self.days.place(day))

    def task_at(self, point: QPointF) -> DueTask | None:
        """The task drawn there."""
        index = self.indexAt(point.toPoint())
        plan = self.days.plan(index)
        if plan is None or self.small:
            return None
        return lay_out_day(QRectF(self.visualRect(index)), plan, self.look()).task_at(point)

    def foot_at(self, point: QPointF) -> bool:
        """Whether «+3» is drawn there."""
        index = self.indexAt(point.toPoint())
        plan = self.days.plan(index)
        if plan is None or self.small:
            return False
        return lay_out_day(QRectF(self.visualRect(index)), plan, self.look()).foot_at(point)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        day = self._day
        if day is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
        elif key in OPENING_KEYS:
            self.day_opened.emit(day)
        elif key == Qt.Key.Key_Home and self.days.month is not None:
            self.day_asked.emit(self.days.month.today)
        elif (target := _target(day, key)) is not None:
            self.day_asked.emit(target)
        else:
            event.ignore()

    def keyboardSearch(self, search: str) -> None:
        """Nothing: letters lead nowhere."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        plan = self.days.plan(self.indexAt(event.position().toPoint()))
        if plan is not None:
            self.day_asked.emit(plan.day)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        due = self.task_at(event.position())
        plan = self.days.plan(self.indexAt(event.position().toPoint()))
        if due is not None:
            self.task_opened.emit(due.task)
        elif plan is not None and self.foot_at(event.position()):
            self.day_opened.emit(plan.day)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        plan = self.days.plan(self.indexAt(event.position().toPoint()))
        if plan is not None and self.task_at(event.position()) is None:
            self.day_opened.emit(plan.day)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Nothing: dragging selects no days."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._name_weekdays()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange) and hasattr(self, "days"):
            self._look = None
            self._fit()

    def _fit(self) -> None:
        """Rows are never too low for a heading, a task and the foot; a small month shows one line a day."""
        line = self.look().metrics(Letters.SMALL if self.small else Letters.BOLD).height()
        least = round(line + 1 if self.small else _LEAST_LINES * (line + 3))
        self.verticalHeader().setMinimumSectionSize(least)
        self._name_weekdays()

    def _name_weekdays(self) -> None:
        """Whole names where there is room for them; a small month never has it."""
        metrics = self.horizontalHeader().fontMetrics()
        widest = max(map(metrics.horizontalAdvance, WEEKDAYS)) + _HEADING_EDGES
        self.days.shorten(self.small or widest * WEEK_DAYS > self.viewport().width())

    def _go_to_day(self) -> None:
        if self._day is not None:
            self.setCurrentIndex(self.days.place(self._day))


def _target(day: date, key: Qt.Key) -> date | None:
    if key in _STEPS:
        return days_later(day, _STEPS[key])
    match key:
        case Qt.Key.Key_PageUp:
            return months_later(day, -1)
        case Qt.Key.Key_PageDown:
            return months_later(day, 1)
        case Qt.Key.Key_End:
            return days_later(months_later(day.replace(day=1), 1), -1)
    return None


class _DayDelegate(QStyledItemDelegate):
    """Draws the days of its grid, and tells what the mouse rests on."""

    def __init__(self, grid: MonthGrid) -> None:
        super().__init__(grid)
        self._grid = grid

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        plan, month = self._grid.days.plan(index), self._grid.days.month
        if plan is None or month is None or (self._grid.small and not month.holds(plan.day)):
            painter.fillRect(option.rect, self._grid.look().colours.outside)
            return
        rect, look = QRectF(option.rect), self._grid.look()
        stress = Stress(plan.day == month.today, self._grid.is_current(plan.day), month.holds(plan.day))
        if not self._grid.small:
            paint_day(painter, rect, plan, look, stress)
        else:
            paint_small_day(painter, rect, plan, look, stress)

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        plan, month = self._grid.days.plan(index), self._grid.days.month
        if event.type() != QEvent.Type.ToolTip or plan is None or month is None:
            return super().helpEvent(event, view, option, index)
        due = self._grid.task_at(QPointF(event.pos()))
        QToolTip.showText(event.globalPos(), task_told(due) if due else day_told(plan, month.today), view)
        return True
