"""The task list as a table: rows of two lines under headings of one, cells that can be typed in as in a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, QEvent, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QKeySequence, QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QHeaderView, QTableView, QWidget

from danvan_desktop.ui.catalogue.table.cells import CellDelegate
from danvan_desktop.ui.catalogue.table.columns import Columns
from danvan_desktop.ui.catalogue.table.dragging import RowDragging
from danvan_desktop.ui.catalogue.table.grid import draw_grid
from danvan_desktop.ui.models.task_table import Column, TaskTableModel

_ALONE = QItemSelectionModel.SelectionFlag.ClearAndSelect
_TRIGGERS = QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.AnyKeyPressed
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ERASING = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_Hint = QAbstractItemDelegate.EndEditHint


class TaskView(QTableView):
    """What the officer asks of the list: `copy_asked`, `paste_asked`, `fill_asked` (down over the selected cells),
    `clear_asked` (the selected cells), `fold_asked` and `rename_asked` with a heading's id, `extend_asked` (a due date
    was to be typed over), `order_asked` with a column, `menu_asked` with a point of the screen, `dropped` with the
    place where the selected tasks go. `painted`: lines are on the screen. `typing_dropped`: Esc left a cell as it was.
    `typing_ended`: no cell is being typed in any more.
    """

    copy_asked = Signal()
    paste_asked = Signal()
    fill_asked = Signal()
    clear_asked = Signal()
    fold_asked = Signal(str)
    rename_asked = Signal(str)
    extend_asked = Signal()
    order_asked = Signal(object)
    menu_asked = Signal(object)
    dropped = Signal(object)
    painted = Signal()
    typing_dropped = Signal()
    typing_ended = Signal()

    def __init__(self, model: TaskTableModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self._tasks = model
        self._low: set[int] = set()
        self.cells = CellDelegate(self, model.heading)
        self.setItemDelegate(self.cells)
        self.setAccessibleName("Danh mục nhiệm vụ")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(_TRIGGERS)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.columns = Columns(self)
        self.dragging = RowDragging(
            self, lambda row: model.ids()[row], self.selected_places, lambda: model.editable, model.headings
        )
        self.dragging.dropped.connect(self.dropped)
        self.dragging.pressed.connect(self.fold_asked)
        self._fit_rows()
        model.modelReset.connect(self._fit_headings)
        self.horizontalHeader().sectionClicked.connect(lambda column: self.order_asked.emit(Column(column)))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(lambda at: self.menu_asked.emit(self.viewport().mapToGlobal(at)))

    def selected_places(self) -> list[int]:
        """The rows that are selected, from the top down; by ranges, so that all of 100,000 are no matter."""
        ranges = self.selectionModel().selection()
        return sorted({place for item in ranges for place in range(item.top(), item.bottom() + 1)})

    def is_over_several_rows(self) -> bool:
        """Whether more than one row has a selected cell."""
        ranges = list(self.selectionModel().selection())
        return any(item.height() > 1 or item.top() != ranges[0].top() for item in ranges)

    def go_to(self, place: int, column: Column | None = None) -> None:
        """Select one row alone, whatever keys are held down, and bring it into view."""
        held = Column(self.currentIndex().column()) if self.currentIndex().isValid() else Column.TEXT
        wanted = held if column is None else column
        index = self.model().index(place, Column.TEXT if self.isColumnHidden(wanted) else wanted)
        self.selectionModel().setCurrentIndex(index, _ALONE)
        self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)

    def is_typing(self) -> bool:
        """Whether a cell is being typed in."""
        return self.state() == QAbstractItemView.State.EditingState

    def edit_current(self) -> None:
        """Type in the current cell; a heading gets another name, a due date is extended."""
        self.setFocus()
        self._open_cell(self.currentIndex())

    def edit_cell(self, place: int, column: Column, text: str | None = None) -> bool:
        """Type in a cell, beginning with a text; whether it could be opened."""
        index = self.model().index(place, column)
        self.selectionModel().setCurrentIndex(index, _ALONE)
        opened = self._may_type(index) and not self.isColumnHidden(column)
        if opened:
            self.edit(index)
            if text is not None:
                self.cells.put(text)
        return opened

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        draw_grid(self, lambda row: self._tasks.heading(row) is not None)
        if self._tasks.rowCount():
            self.painted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        heading = self._tasks.heading(self.currentIndex().row())
        key = event.key()
        bare = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if heading is not None and key in (*_ENTER, Qt.Key.Key_Space):
            self.fold_asked.emit(heading.id)
        elif heading is not None and bare and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            if heading.folded == (key == Qt.Key.Key_Right):
                self.fold_asked.emit(heading.id)
        elif key in _ENTER or key == Qt.Key.Key_F2:
            self._open_cell(self.currentIndex())
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_asked.emit()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste_asked.emit()
        elif key == Qt.Key.Key_D and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.fill_asked.emit()
        elif key in _ERASING and bare:
            self.clear_asked.emit()
        elif key == Qt.Key.Key_Escape or (bare and key == Qt.Key.Key_Space):  # a blank alone would empty the cell
            event.ignore()
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """What an input method has ready begins a new text in the cell, as a key does."""
        if event.commitString() and self._may_type(self.currentIndex()):
            self.edit(self.currentIndex())
            QCoreApplication.sendEvent(self.cells.editor() or self, event)
        else:
            super().inputMethodEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            heading = self._tasks.heading(index.row())
            if heading is None:
                self._open_cell(index)
            elif index.column() != Column.NUMBER:
                self.fold_asked.emit(heading.id)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Enter goes down, Tab on to the next cell that can be typed in, back with Shift."""
        current = self.currentIndex()
        super().closeEditor(editor, _Hint.NoHint)
        if hint in (_Hint.EditNextItem, _Hint.EditPreviousItem):
            following = next(self._cells_after(current, forward=hint == _Hint.EditNextItem), None)
            if following is not None:
                self.setCurrentIndex(following)
                self.edit(following)
        elif hint == _Hint.SubmitModelCache:
            self._go_down(current)
        elif hint == _Hint.RevertModelCache:
            self.typing_dropped.emit()
        if not self.is_typing():
            self.typing_ended.emit()

    def keyboardSearch(self, search: str) -> None:
        """Nothing: typing letters would look through every row; the search field is there for that."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.columns.fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.model() is not None:
            self._fit_rows()
            self.columns.fit()

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        super().currentChanged(current, previous)
        if current.row() != previous.row():
            self.viewport().update()

    def _open_cell(self, index: QModelIndex) -> None:
        if self.isColumnHidden(index.column()):  # its column gave way to a narrower window
            index = index.siblingAtColumn(Column.TEXT)
        heading = self._tasks.heading(index.row())
        if heading is not None:
            self.rename_asked.emit(heading.id)
        elif index.column() == Column.DUE and self._tasks.editable:
            self.extend_asked.emit()
        elif self._may_type(index):
            self.edit(index)

    def _may_type(self, index: QModelIndex) -> bool:
        return index.isValid() and bool(index.flags() & Qt.ItemFlag.ItemIsEditable) and not self.is_typing()

    def _go_down(self, index: QModelIndex) -> None:
        """As in a spreadsheet: to the same cell of the next task."""
        for place in range(index.row() + 1, self.model().rowCount()):
            if self._tasks.heading(place) is None:
                self.go_to(place, Column(index.column()))
                return

    def _cells_after(self, index: QModelIndex, *, forward: bool) -> Iterator[QModelIndex]:
        """The cells that can be typed in, from one on through its row and the rows after (or before) it."""
        columns = self.columns.shown()
        step = 1 if forward else -1
        at = index.row() * len(columns) + columns.index(Column(index.column())) + step
        near = 3  # rows: a heading or two may stand between
        while 0 <= at < self.model().rowCount() * len(columns) and abs(at // len(columns) - index.row()) <= near:
            found = self.model().index(at // len(columns), columns[at % len(columns)])
            if found.flags() & Qt.ItemFlag.ItemIsEditable:
                yield found
            at += step

    def _fit_rows(self) -> None:
        self.verticalHeader().setDefaultSectionSize(2 * self.fontMetrics().lineSpacing() + 6)
        self._fit_headings()

    def _fit_headings(self) -> None:
        """A heading has one line; the sizes of rows outlast a reset of the model."""
        rows, height = self.verticalHeader(), self.fontMetrics().lineSpacing() + 10
        before, self._low = self._low, {place for place, _ in self._tasks.headings()}
        rows.blockSignals(True)
        for place in before - self._low:
            if place < rows.count():
                rows.resizeSection(place, rows.defaultSectionSize())
        for place in self._low:
            rows.resizeSection(place, height)
        rows.blockSignals(False)
