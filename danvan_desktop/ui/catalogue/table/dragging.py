"""Tasks and groups dragged by their numbers to another place of the list, with a line where they would go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QApplication, QTableView, QWidget

from danvan_desktop.ui.models.task_table import HEADING, Column

if TYPE_CHECKING:
    from danvan_desktop.ui.catalogue.outline import Heading

_EDGE = 20
"""So near the upper or lower end the list scrolls."""
_SCROLL_MS = 70
_LINE = 3


class Side(StrEnum):
    """Where rows go: before or after a task, or to the end of what stands under a heading."""

    BEFORE = "before"
    AFTER = "after"
    INTO = "into"


@dataclass(frozen=True, slots=True)
class Drop:
    """A place in the list: beside the task, or under the heading, of the line `line`.

    A `group` that is dragged goes beside another one of its level; without it the selected tasks are meant.
    """

    side: Side
    line: str
    group: str = ""


class RowDragging(QObject):
    """`dropped` carries a Drop. A press on the number of a selected task takes all selected ones along. `pressed` tells
    of a click on the number of a heading, with its id.

    `line_at` answers with the id of the line in a row, `chosen` with the selected rows, `movable` whether anything may
    be moved now, `headings` with the rows of headings from the top down.
    """

    dropped = Signal(object)
    pressed = Signal(str)

    def __init__(
        self,
        view: QTableView,
        line_at: Callable[[int], str],
        chosen: Callable[[], list[int]],
        movable: Callable[[], bool],
        headings: Callable[[], list[tuple[int, Heading]]],
    ) -> None:
        super().__init__(view)
        self._view = view
        self._line_at = line_at
        self._chosen = chosen
        self._movable = movable
        self._headings = headings
        self._pressed: QPoint | None = None
        self._on: Heading | None = None
        self._held_back = False
        self._moving = False
        self._last = QPoint()
        self._mark = _Mark(view.viewport())
        self._scroll = QTimer(self)
        self._scroll.setInterval(_SCROLL_MS)
        self._scroll.timeout.connect(self._scroll_on)
        view.viewport().setMouseTracking(True)
        view.viewport().installEventFilter(self)
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The mouse on the table, and Esc while rows are dragged."""
        if watched is self._view:
            return self._moving and isinstance(event, QKeyEvent) and self._press_key(event)
        if not isinstance(event, QMouseEvent):
            return False
        match event.type():
            case QEvent.Type.MouseButtonPress:
                return self._press(event)
            case QEvent.Type.MouseMove:
                return self._move(event)
            case QEvent.Type.MouseButtonRelease:
                return self._release()
        return False

    def _press(self, event: QMouseEvent) -> bool:
        """A press among several selected rows waits: only a click selects its row alone."""
        at = event.position().toPoint()
        plain = event.button() == Qt.MouseButton.LeftButton and not event.modifiers()
        self._pressed = at if plain and self._is_handle(at) and self._movable() else None
        self._on = self._heading_at(at) if event.button() == Qt.MouseButton.LeftButton else None
        chosen = self._chosen() if self._pressed is not None else []
        self._held_back = len(chosen) > 1 and self._view.rowAt(at.y()) in chosen
        if self._held_back:
            self._view.setFocus(Qt.FocusReason.MouseFocusReason)
        return self._held_back

    def _move(self, event: QMouseEvent) -> bool:
        at = event.position().toPoint()
        if self._pressed is None:
            hand = not event.buttons() and self._is_handle(at) and self._movable()
            self._show_cursor(Qt.CursorShape.OpenHandCursor if hand else None)
            return False
        if not self._moving and (at - self._pressed).manhattanLength() >= QApplication.startDragDistance():
            self._moving = True
            self._show_cursor(Qt.CursorShape.ClosedHandCursor)
            self._scroll.start()
        if self._moving:
            self._last = at
            self._show_mark()
        return True

    def _release(self) -> bool:
        pressed, moved, held_back, heading = self._pressed, self._moving, self._held_back, self._on
        drop = self._target(self._last) if moved else None
        self._end()
        if heading is not None and not moved:
            self.pressed.emit(heading.id)
        if drop is not None:
            self.dropped.emit(drop)
        elif pressed is not None and held_back:
            index = self._view.model().index(self._view.rowAt(pressed.y()), Column.NUMBER)
            self._view.setCurrentIndex(index)
        return held_back

    def _press_key(self, event: QKeyEvent) -> bool:
        if event.type() in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride) and event.key() == Qt.Key.Key_Escape:
            self._end()
            event.accept()
            return True
        return False

    def _end(self) -> None:
        self._pressed, self._moving, self._held_back, self._on = None, False, False, None
        self._scroll.stop()
        self._mark.hide()
        self._show_cursor(None)

    def _is_handle(self, at: QPoint) -> bool:
        index, heading = self._view.indexAt(at), self._heading_at(at)
        on_number = index.isValid() and index.column() == Column.NUMBER
        return on_number and (heading is None or not heading.is_programme)

    def _heading_at(self, at: QPoint) -> Heading | None:
        index = self._view.indexAt(at)
        found: Heading | None = index.data(HEADING) if index.isValid() and index.column() == Column.NUMBER else None
        return found

    def _target(self, at: QPoint) -> Drop | None:
        """The place under the mouse; under the last line that is after it."""
        if self._on is not None:
            found = self._group_under(at, self._on)
            return found[0] if found is not None else None
        model = self._view.model()
        row = self._view.rowAt(at.y())
        below = row < 0
        row = model.rowCount() - 1 if below else row
        if row < 0:
            return None
        if model.index(row, Column.NUMBER).data(HEADING) is not None:
            return Drop(Side.INTO, self._line_at(row))
        box = self._row_box(row)
        after = below or at.y() > box.center().y()
        return Drop(Side.AFTER if after else Side.BEFORE, self._line_at(row))

    def _group_under(self, at: QPoint, dragged: Heading) -> tuple[Drop, QRect] | None:
        """Where a group goes that is held over a line of another one of its level: into its place; and the lines that
        the other one takes."""
        headings = self._headings()
        row = self._view.rowAt(at.y())
        row = row if row >= 0 else self._view.model().rowCount() - 1
        own = next((place for place, heading in headings if heading.id == dragged.id), None)
        over = next((pair for pair in reversed(headings) if pair[0] <= row and pair[1].depth <= dragged.depth), None)
        if own is None or over is None or over[1].depth != dragged.depth or over[1].id == dragged.id:
            return None
        between = range(min(own, over[0]) + 1, max(own, over[0]))
        if any(place in between and heading.depth < dragged.depth for place, heading in headings):
            return None
        ends = (place for place, heading in headings if place > over[0] and heading.depth <= dragged.depth)
        last = next(ends, self._view.model().rowCount()) - 1
        side = Side.BEFORE if over[0] < own else Side.AFTER
        return Drop(side, over[1].id, dragged.id), self._row_box(over[0]).united(self._row_box(last))

    def _show_mark(self) -> None:
        if self._on is not None:
            self._show_group_mark(self._group_under(self._last, self._on))
            return
        drop = self._target(self._last)
        row = self._view.rowAt(self._last.y())
        if drop is None:
            self._mark.hide()
            return
        box = self._row_box(row if row >= 0 else self._view.model().rowCount() - 1)
        if drop.side is not Side.INTO:
            edge = box.top() if drop.side is Side.BEFORE else box.bottom()
            box = QRect(box.left(), max(0, edge - 1), box.width(), _LINE)
        self._mark.show_at(box, line=drop.side is not Side.INTO)

    def _show_group_mark(self, found: tuple[Drop, QRect] | None) -> None:
        if found is None:
            self._mark.hide()
            return
        drop, box = found
        edge = box.top() if drop.side is Side.BEFORE else box.bottom()
        self._mark.show_at(QRect(box.left(), max(0, edge - 1), box.width(), _LINE), line=True)

    def _row_box(self, row: int) -> QRect:
        top = self._view.rowViewportPosition(row)
        return QRect(0, top, self._view.viewport().width(), self._view.rowHeight(row))

    def _scroll_on(self) -> None:
        bar, height = self._view.verticalScrollBar(), self._view.viewport().height()
        step = -1 if self._last.y() < _EDGE else 1 if self._last.y() > height - _EDGE else 0
        if step:
            bar.setValue(bar.value() + step)
            self._show_mark()

    def _show_cursor(self, shape: Qt.CursorShape | None) -> None:
        if shape is None:
            self._view.viewport().unsetCursor()
        else:
            self._view.viewport().setCursor(shape)


class _Mark(QWidget):
    """A line between two rows, or a frame around a heading."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._line = True
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_at(self, box: QRect, *, line: bool) -> None:
        """Show it there."""
        self._line = line
        self.setGeometry(box)
        self.show()
        self.raise_()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        colour = self.palette().color(QPalette.ColorRole.Highlight)
        if self._line:
            painter.fillRect(self.rect(), colour)
        else:
            painter.setPen(QPen(colour, _LINE))
            painter.drawRect(self.rect().adjusted(1, 1, -2, -2))
