"""A list of things with two lines each: what it is, and what it says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from danvan_desktop.ui.models.ready_rows import ReadyRows
from danvan_desktop.ui.style import muted, selected_ground

TwoLines = tuple[str, str]


class TwoLinesModel(ReadyRows[TwoLines]):
    """Rows of two lines."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__((title,), parent)

    def say(self, row: TwoLines, _column: int, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return row[0]
        if role == Qt.ItemDataRole.UserRole:
            return row[1]
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return "\n".join(row)
        return None


class TwoLinesList(QListView):
    """`moved` tells of another current row, `entered` that the officer wants to go on with it."""

    moved = Signal()
    entered = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = TwoLinesModel(name, self)
        self.setModel(self.rows)
        self.setAccessibleName(name)
        self.setItemDelegate(_TwoLinesDelegate(self))
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QListView.Shape.NoFrame)

    def show_lines(self, lines: Sequence[TwoLines], current: int) -> None:
        """Show these, with one of them current; it is not told as a move."""
        selection = self.selectionModel()
        selection.blockSignals(True)
        self.rows.show_rows(lines)
        if lines:
            self.setCurrentIndex(self.rows.index(min(max(current, 0), len(lines) - 1), 0))
        selection.blockSignals(False)
        self.viewport().update()

    def place(self) -> int:
        """The current row, -1 for none."""
        return self.currentIndex().row()

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        super().currentChanged(current, previous)
        if not self.selectionModel().signalsBlocked():
            self.moved.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.place() >= 0:
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Nothing: letters lead nowhere."""


class _TwoLinesDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(10 * option.fontMetrics.height(), 2 * option.fontMetrics.lineSpacing() + 10)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, selected_ground(option.palette))
        room = option.rect.adjusted(8, 4, -8, -4)
        height = option.fontMetrics.lineSpacing()
        bold = QFont(option.font)
        bold.setBold(True)
        for place, (font, colour, role) in enumerate(
            (
                (bold, option.palette.text().color(), Qt.ItemDataRole.DisplayRole),
                (option.font, muted(option.palette), Qt.ItemDataRole.UserRole),
            )
        ):
            painter.setFont(font)
            painter.setPen(colour)
            line = QRect(room.left(), room.top() + place * height, room.width(), height)
            text = painter.fontMetrics().elidedText(str(index.data(role)), Qt.TextElideMode.ElideRight, line.width())
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(option.palette.highlight().color())
            painter.drawRect(option.rect.adjusted(0, 0, -1, -1))
        painter.restore()
