"""The task list as a table: rows of two lines, columns that share the width, cells that can be typed in."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QByteArray, QEvent, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from danvan_desktop.ui.catalogue.table.cells import CellDelegate
from danvan_desktop.ui.models.task_table import TITLES, Column, TaskTableModel

_LETTERS = {
    Column.NUMBER: 8,
    Column.TEXT: 29,
    Column.LEAD: 16,
    Column.COORD: 16,
    Column.TIME: 14,
    Column.DUE: 12,
    Column.STATE: 16,
    Column.RESULT: 14,
    Column.PERCENT: 8,
    Column.PRODUCT: 16,
    Column.NOTE: 16,
}
"""How many letters wide a column is at least, at first."""
_SHARES = {Column.TEXT: 0.42, Column.LEAD: 0.17, Column.COORD: 0.17, Column.TIME: 0.12, Column.RESULT: 0.12}
"""Who gets what of a wider window, until the officer has dragged a column."""
_AWAY_AT_FIRST = (Column.PERCENT, Column.PRODUCT, Column.NOTE)
_ALONE = QItemSelectionModel.SelectionFlag.ClearAndSelect
_TRIGGERS = QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed


class TaskView(QTableView):
    """What the officer asks of the list: `copy_asked`, `paste_asked`, `fill_asked` (down over the selected cells),
    `fold_asked` with a heading's id, `order_asked` with a column, `menu_asked` with a point of the screen,
    `dropped` with the task before which, or the heading onto which, the selected tasks were dragged.
    """

    copy_asked = Signal()
    paste_asked = Signal()
    fill_asked = Signal()
    fold_asked = Signal(str)
    order_asked = Signal(object)
    menu_asked = Signal(object)
    dropped = Signal(str, str)

    def __init__(self, model: TaskTableModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fitting = False
        self._dragged = False
        self.setModel(model)
        self._tasks = model
        self.cells = CellDelegate(self)
        self.setItemDelegate(self.cells)
        self.setAccessibleName("Danh mục nhiệm vụ")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(_TRIGGERS)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setAlternatingRowColors(False)
        self.setWordWrap(True)
        self.setCornerButtonEnabled(False)
        rows = self.verticalHeader()
        rows.setVisible(False)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._fit_rows()
        self._lay_out_columns()
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(lambda at: self.menu_asked.emit(self.viewport().mapToGlobal(at)))

    def selected_places(self) -> list[int]:
        """The rows that are selected, from the top down; by ranges, so that all of 100,000 are no matter."""
        ranges = self.selectionModel().selection()
        return sorted({place for item in ranges for place in range(item.top(), item.bottom() + 1)})

    def selected_columns(self) -> list[Column]:
        """The columns with a selected cell, from left to right as they stand now."""
        held = {column for item in self.selectionModel().selection() for column in range(item.left(), item.right() + 1)}
        return [column for column in self.shown_columns() if column in held]

    def shown_columns(self) -> list[Column]:
        """The columns that are there, from left to right as the officer has put them."""
        header = self.horizontalHeader()
        ordered = sorted(Column, key=header.visualIndex)
        return [column for column in ordered if not header.isSectionHidden(column)]

    def go_to(self, place: int) -> None:
        """Select one row alone, whatever keys are held down, and bring it into view."""
        column = self.currentIndex().column() if self.currentIndex().isValid() else Column.TEXT
        index = self.model().index(place, column)
        self.selectionModel().setCurrentIndex(index, _ALONE)
        self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)

    def show_order(self, column: Column | None, *, descending: bool = False) -> None:
        """Mark the column that the list is sorted by; None for the printed order."""
        header = self.horizontalHeader()
        header.setSortIndicatorShown(column is not None)
        if column is not None:
            down = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
            header.setSortIndicator(column, down)

    def edit_current(self) -> None:
        """Type in the current cell."""
        if self.currentIndex().isValid():
            self.setFocus()
            self.edit(self.currentIndex())

    def edit_cell(self, place: int, column: Column, text: str | None = None) -> bool:
        """Type in a cell, beginning with a text; whether it could be opened."""
        index = self.model().index(place, column)
        self.selectionModel().setCurrentIndex(index, _ALONE)
        opened = bool(index.flags() & Qt.ItemFlag.ItemIsEditable)
        if opened:
            self.edit(index)
            if text is not None:
                self.cells.put(text)
        return opened

    def keyPressEvent(self, event: QKeyEvent) -> None:
        heading = self._tasks.heading(self.currentIndex().row())
        keys = event.key()
        if heading is not None and keys in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.fold_asked.emit(heading.id)
        elif keys in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.edit(self.currentIndex())
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_asked.emit()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste_asked.emit()
        elif keys == Qt.Key.Key_D and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.fill_asked.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        heading = self._tasks.heading(index.row()) if index.isValid() else None
        if heading is not None and event.button() == Qt.MouseButton.LeftButton and index.column() == Column.NUMBER:
            self.fold_asked.emit(heading.id)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Tab goes on to the next cell that can be typed in, back with Shift; Enter only stores."""
        current = self.currentIndex()
        super().closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        forward = hint == QAbstractItemDelegate.EndEditHint.EditNextItem
        if forward or hint == QAbstractItemDelegate.EndEditHint.EditPreviousItem:
            following = next(self._cells_after(current, forward=forward), None)
            if following is not None:
                self.setCurrentIndex(following)
                self.edit(following)

    def _cells_after(self, index: QModelIndex, *, forward: bool) -> Iterator[QModelIndex]:
        """The cells that can be typed in, from one to the end of its row and in the row after."""
        columns = self.shown_columns()
        step = 1 if forward else -1
        at = index.row() * len(columns) + columns.index(Column(index.column())) + step
        while 0 <= at < self.model().rowCount() * len(columns) and abs(at // len(columns) - index.row()) <= 1:
            found = self.model().index(at // len(columns), columns[at % len(columns)])
            if found.flags() & Qt.ItemFlag.ItemIsEditable:
                yield found
            at += step

    def keyboardSearch(self, search: str) -> None:
        """Nothing: typing letters would look through every row; the search field is there for that."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.model() is not None:
            self._fit_rows()
            self._fit()

    def save_columns(self) -> QByteArray:
        """The widths that the officer dragged; nothing while they are the program's own."""
        return self.horizontalHeader().saveState() if self._dragged else QByteArray()

    def restore_columns(self, state: QByteArray) -> None:
        """Bring back widths that were saved."""
        self._dragged = self.horizontalHeader().restoreState(state)
        self._fit()

    def _fit(self) -> None:
        """Share out the width; once the officer has dragged a column, only the text column gives and takes."""
        header = self.horizontalHeader()
        shares = {Column.TEXT: 1.0} if self._dragged else _SHARES
        least = {
            column: header.sectionSize(column) if self._dragged and column is not Column.TEXT else self._width(column)
            for column in Column
        }
        shown = [column for column in Column if not header.isSectionHidden(column)]
        spare = max(0, self.viewport().width() - sum(least[column] for column in shown))
        self._fitting = True
        for column in shown:
            header.resizeSection(column, least[column] + int(spare * shares.get(column, 0.0)))
        self._fitting = False

    def _fit_rows(self) -> None:
        self.verticalHeader().setDefaultSectionSize(2 * self.fontMetrics().lineSpacing() + 6)

    def _lay_out_columns(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        # With the table's own selection the header would ask every row of every column whether it is selected.
        header.setSelectionModel(QItemSelectionModel(self.model(), header))
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setMinimumSectionSize(self._width(Column.NUMBER) // 2)
        header.setSectionsMovable(True)
        header.setFirstSectionMovable(False)
        header.setSectionsClickable(True)
        for column in _AWAY_AT_FIRST:
            header.setSectionHidden(column, True)
        header.sectionResized.connect(self._take_drag)
        header.sectionMoved.connect(self._keep_order)
        header.sectionClicked.connect(lambda column: self.order_asked.emit(Column(column)))
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(lambda at: self.choose_columns(header.mapToGlobal(at)))
        self._fit()

    def choose_columns(self, at: QPoint) -> None:
        """Ask which columns stand in the list."""
        menu = QMenu("Các cột", self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for column in Column:
            if column not in (Column.NUMBER, Column.TEXT):
                action = menu.addAction(TITLES[column])
                action.setCheckable(True)
                action.setChecked(not self.isColumnHidden(column))
                action.toggled.connect(lambda shown, column=column: self._show_column(column, shown=shown))
        menu.popup(at)

    def _show_column(self, column: Column, *, shown: bool) -> None:
        self.setColumnHidden(column, not shown)
        self._dragged = True
        self._fit()

    def _keep_order(self, *_moved: int) -> None:
        self._dragged = True

    def _take_drag(self, column: int) -> None:
        if not self._fitting:
            self._dragged = True
            if column != Column.TEXT:
                self._fit()

    def _width(self, column: Column) -> int:
        return _LETTERS[column] * self.fontMetrics().averageCharWidth() + 8
