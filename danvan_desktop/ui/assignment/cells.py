"""The tables of the matrix: what both sides have in common, and the cells, which the officer fills by key or mouse."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionFocusRect,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from danvan_desktop.domain.merging.marking import MARK
from danvan_desktop.domain.records import Role
from danvan_desktop.ui.assignment.headers import AgencyHeader
from danvan_desktop.ui.assignment.marks import NEXT_ROLE, paint_mark
from danvan_desktop.ui.assignment.model import UNSURE, MatrixModel, part_at
from danvan_desktop.ui.style import doubt_colour, tint

_KEYS: Mapping[int, Role | None] = MappingProxyType(
    {
        Qt.Key.Key_1: Role.LEAD,
        Qt.Key.Key_2: Role.IMPLEMENTING,
        Qt.Key.Key_3: Role.COORDINATING,
        Qt.Key.Key_0: None,
        Qt.Key.Key_Delete: None,
        Qt.Key.Key_Backspace: None,
    }
)
"""Digits, which no input method for Vietnamese turns into letters where nothing is being typed."""
_MENU = (
    ("&Chủ trì", "1", Role.LEAD),
    ("&Thực hiện", "2", Role.IMPLEMENTING),
    ("&Phối hợp", "3", Role.COORDINATING),
    ("&Bỏ phần việc", "0", None),
)
_TIP_SHIFT = QPoint(-2, 16)
"""From the corner of a cell to what Qt takes for the mouse: it puts a tip that far below and right of it."""
_CHOSEN, _CROSSING, _HERE = 0.22, 0.09, 0.42


class MatrixTable(QTableView):
    """What both sides have in common."""

    def __init__(self, model: MatrixModel, header: QHeaderView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setHorizontalHeader(header)
        self.setModel(model)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def keyboardSearch(self, search: str) -> None:
        """Nothing: letters are for the search field."""

    def viewportEvent(self, event: QEvent) -> bool:
        """A tip stands beside its cell: under the mouse it would cover the rows that are looked at next."""
        if not isinstance(event, QHelpEvent) or event.type() != QEvent.Type.ToolTip:
            return super().viewportEvent(event)
        index = self.indexAt(event.pos())
        words = str(index.data(Qt.ItemDataRole.ToolTipRole) or "") if index.isValid() else ""
        QToolTip.showText(self.tip_place(index), words, self.viewport(), self.visualRect(index))
        return True

    def tip_place(self, index: QModelIndex) -> QPoint:
        """Where on the screen the tip of a cell begins, right of it."""
        return self.viewport().mapToGlobal(self.visualRect(index).topRight()) - _TIP_SHIFT


class MatrixCells(MatrixTable):
    """The cells of the agencies; a block of them is chosen by dragging, or with Shift and the arrows.

    `role_asked` carries the part wanted in all that is chosen; `moved` tells of another current cell.
    """

    role_asked = Signal(object)
    task_asked = Signal()
    agency_asked = Signal(int)
    moved = Signal()

    def __init__(self, model: MatrixModel, parent: QWidget | None = None) -> None:
        super().__init__(model, AgencyHeader(), parent)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setItemDelegate(_MarkDelegate(self))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._offer)

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        super().currentChanged(current, previous)
        self.moved.emit()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_part(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.SelectAll):
            event.accept()
        elif not self.currentIndex().isValid():
            super().keyPressEvent(event)
        elif _is_part(event):
            self.role_asked.emit(_KEYS[event.key()])
        elif event.key() == Qt.Key.Key_Space:
            self.role_asked.emit(NEXT_ROLE[part_at(self.currentIndex())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.task_asked.emit()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.indexAt(event.position().toPoint()).isValid():
            self.role_asked.emit(NEXT_ROLE[part_at(self.currentIndex())])

    def menu(self) -> QMenu:
        """What can be done with what is chosen."""
        menu = QMenu(self)
        here = part_at(self.currentIndex())
        for text, keys, role in _MENU:
            action = menu.addAction(text)
            action.setShortcut(QKeySequence(keys))
            action.setShortcutVisibleInContextMenu(True)
            action.setCheckable(True)
            action.setChecked(here is role)
            action.triggered.connect(lambda _=False, role=role: self.role_asked.emit(role))
        menu.addSeparator()
        column = self.currentIndex().column()
        menu.addAction("&Mở nhiệm vụ").triggered.connect(self.task_asked)
        menu.addAction("&Xem cơ quan này").triggered.connect(lambda: self.agency_asked.emit(column))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _offer(self, place: QPoint) -> None:
        if self.currentIndex().isValid():
            self.menu().popup(self.viewport().mapToGlobal(place))


class _MarkDelegate(QStyledItemDelegate):
    """The mark in the middle of its cell; what is chosen, and row and column of the current cell, are tinted."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        view = option.widget
        if not isinstance(view, MatrixCells):
            return
        current, palette = view.currentIndex(), option.palette
        here = (current.row(), current.column()) == (index.row(), index.column())
        share = _HERE if here else _CHOSEN * bool(option.state & QStyle.StateFlag.State_Selected)
        if current.row() == index.row() or current.column() == index.column():
            share = max(share, _CROSSING)
        if share:
            painter.fillRect(option.rect, tint(palette, palette.color(QPalette.ColorRole.Highlight), share))
        role = part_at(index)
        if role is not None:
            centre = QRect(option.rect).toRectF().center()
            paint_mark(painter, role, QPointF(centre), option.fontMetrics.height() * 0.86, _ink(palette))
        if index.data(UNSURE):
            painter.setPen(doubt_colour(palette))
            painter.drawText(
                option.rect.adjusted(2, 1, -2, 0), Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight, MARK
            )
        if here and view.hasFocus():
            frame = QStyleOptionFocusRect()
            frame.initFrom(view)
            frame.rect = option.rect.adjusted(1, 1, -1, -1)
            view.style().drawPrimitive(QStyle.PrimitiveElement.PE_FrameFocusRect, frame, painter, view)


class TaskDelegate(QStyledItemDelegate):
    """The task of the current cell is tinted, as its row is."""

    def __init__(self, cells: MatrixCells, parent: QWidget) -> None:
        super().__init__(parent)
        self._cells = cells

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        if self._cells.currentIndex().isValid() and self._cells.currentIndex().row() == index.row():
            option.backgroundBrush = tint(option.palette, option.palette.color(QPalette.ColorRole.Highlight), _CHOSEN)


def _ink(palette: QPalette) -> QColor:
    return palette.color(QPalette.ColorRole.Text)


def _is_part(event: QKeyEvent) -> bool:
    """Whether a key asks for a part."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return not held and event.key() in _KEYS
