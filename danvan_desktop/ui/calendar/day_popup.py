"""All of one day, over the calendar: what is marked, and every task that is due."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QLabel, QListView, QVBoxLayout, QWidget

from danvan_desktop.domain.calendar.wording import long_day
from danvan_desktop.services.schedule import DayPlan, DueTask
from danvan_desktop.ui.calendar.look import CalendarLook
from danvan_desktop.ui.calendar.month_grid import OPENING_KEYS
from danvan_desktop.ui.calendar.telling import day_facts, state_told, task_told

_LETTERS_WIDE = 74
_MOST_ROWS = 8


class DayModel(QAbstractListModel):
    """The tasks of a day in two lines each."""

    def __init__(self, look: CalendarLook, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._tasks: tuple[DueTask, ...] = ()

    def show(self, tasks: tuple[DueTask, ...]) -> None:
        """Show these tasks."""
        self.beginResetModel()
        self._tasks = tasks
        self.endResetModel()

    def task(self, place: int) -> DueTask | None:
        """One of the tasks."""
        return self._tasks[place] if 0 <= place < len(self._tasks) else None

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own
        return 0 if parent.isValid() else len(self._tasks)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        due = self.task(index.row()) if index.isValid() else None
        if due is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _lines(due)
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return task_told(due)
            case Qt.ItemDataRole.DecorationRole:
                return self._look.shapes[due.state]
            case Qt.ItemDataRole.ForegroundRole:
                return self._look.colours.chip_ink(due.state)
        return None


class DayPopup(QFrame):
    """`task_opened` carries the id of a task. Esc and a click elsewhere close it; the click does what it would do
    without it, which no window of the kind that closes by itself allows on every system."""

    task_opened = Signal(str)

    def __init__(self, look: CalendarLook, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAutoFillBackground(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QFrame.Shape.Box)
        self.tasks = DayModel(look, self)
        self.list = _TaskList(self)
        self.list.setPalette(look.colours.list_palette())
        self.list.setModel(self.tasks)
        self._heading = QLabel(self)
        font = self._heading.font()
        font.setBold(True)
        self._heading.setFont(font)
        self._facts = QLabel(self)
        for label in (self._heading, self._facts):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 10)
        column.setSpacing(4)
        for widget in (self._heading, self._facts, self.list):
            column.addWidget(widget)
        self.list.opened.connect(self._open)

    def show_day(self, plan: DayPlan, at: QPoint) -> None:
        """Show a day near a place of the screen."""
        self._heading.setText(long_day(plan.day))
        facts = list(day_facts(plan))
        if not plan.tasks:
            facts.append("Không có việc đến hạn trong ngày này.")
        self._facts.setText("\n".join(facts))
        self.setAccessibleName(f"{long_day(plan.day)}, {', '.join(facts)}")
        self.list.setVisible(bool(plan.tasks))
        self.tasks.show(plan.tasks)
        self._place(at, len(plan.tasks))
        self.show()
        self.raise_()
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr] - there is one while widgets live
        if plan.tasks:
            self.list.setCurrentIndex(self.tasks.index(0))
        (self.list if plan.tasks else self).setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A press anywhere else closes it, and goes where it was meant to go."""
        pressed = event.type() == QEvent.Type.MouseButtonPress and isinstance(watched, QWidget)
        if pressed and isinstance(watched, QWidget) and watched is not self and not self.isAncestorOf(watched):
            self.close()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Another place was chosen, or it was closed: the keyboard is in the calendar again."""
        super().hideEvent(event)
        QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr] - there is one while widgets live
        if not event.spontaneous():
            self.close()

    def _place(self, at: QPoint, count: int) -> None:
        """As large as it needs to be, beside its day, and wholly over the calendar."""
        metrics = self.fontMetrics()
        around = self.parentWidget()
        available, at = around.rect().adjusted(4, 4, -4, -4), around.mapFromGlobal(at)
        wide = min(_LETTERS_WIDE * metrics.averageCharWidth(), available.width() - 20)
        self.list.setFixedHeight(min(count, _MOST_ROWS) * self.list.row_height() + 2 * self.list.frameWidth())
        self.setFixedWidth(wide)
        self.adjustSize()
        size = self.sizeHint()
        left = min(at.x(), available.right() - wide)
        top = min(at.y(), available.bottom() - size.height())
        self.move(max(left, available.left()), max(top, available.top()))

    def _open(self, place: int) -> None:
        due = self.tasks.task(place)
        if due is not None:
            self.close()
            self.task_opened.emit(due.task)


class _TaskList(QListView):
    """`opened` carries the place of a task: Enter, or a click."""

    opened = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName("Việc đến hạn trong ngày")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setIconSize(QSize(self.fontMetrics().height(), self.fontMetrics().height()))
        self.setSpacing(1)
        self.clicked.connect(lambda index: self.opened.emit(index.row()))

    def row_height(self) -> int:
        """What a task of two lines takes."""
        return 2 * self.fontMetrics().lineSpacing() + 8

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in OPENING_KEYS and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Nothing: letters lead nowhere."""


def _lines(due: DueTask) -> str:
    label = f" ({due.label})" if due.label else ""
    said = [state_told(due)]
    if due.lead:
        said.insert(0, "; ".join(due.lead))
    return f"{due.path}  {due.text}{label}\n{' · '.join(said)}"
