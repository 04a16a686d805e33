"""The task list as a table: rows of two lines, columns that share the width."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from danvan_desktop.ui.models.task_table import Column, TaskTableModel

_LETTERS = {
    Column.NUMBER: 8,
    Column.TEXT: 29,
    Column.LEAD: 16,
    Column.COORD: 16,
    Column.TIME: 14,
    Column.DUE: 12,
    Column.STATE: 16,
    Column.RESULT: 14,
}
"""How many letters wide a column is at least, at first."""
_SHARES = {Column.TEXT: 0.42, Column.LEAD: 0.17, Column.COORD: 0.17, Column.TIME: 0.12, Column.RESULT: 0.12}
"""Who gets what of a wider window, until the officer has dragged a column."""
_ALONE = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows


class TaskView(QTableView):
    """`edit_asked`: Enter or a double click on a task."""

    edit_asked = Signal()

    def __init__(self, model: TaskTableModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fitting = False
        self._dragged = False
        self.setModel(model)
        self.setAccessibleName("Danh mục nhiệm vụ")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setAlternatingRowColors(False)
        self.setWordWrap(True)
        self.setCornerButtonEnabled(False)
        rows = self.verticalHeader()
        rows.setVisible(False)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(2 * self.fontMetrics().lineSpacing() + 6)
        self._lay_out_columns()
        self.doubleClicked.connect(lambda _: self.edit_asked.emit())

    def selected_places(self) -> list[int]:
        """The rows that are selected, from the top down; by ranges, so that all of 100,000 are no matter."""
        ranges = self.selectionModel().selection()
        return sorted({place for item in ranges for place in range(item.top(), item.bottom() + 1)})

    def go_to(self, place: int) -> None:
        """Select one row alone, whatever keys are held down, and bring it into view."""
        column = self.currentIndex().column() if self.currentIndex().isValid() else Column.TEXT
        index = self.model().index(place, column)
        self.selectionModel().setCurrentIndex(index, _ALONE)
        self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.edit_asked.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Nothing: typing letters would look through every row; the search field is there for that."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
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
        spare = max(0, self.viewport().width() - sum(least.values()))
        self._fitting = True
        for column in Column:
            header.resizeSection(column, least[column] + int(spare * shares.get(column, 0.0)))
        self._fitting = False

    def _lay_out_columns(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        # With the table's own selection the header would ask every row of every column whether it is selected.
        header.setSelectionModel(QItemSelectionModel(self.model(), header))
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setMinimumSectionSize(self._width(Column.NUMBER) // 2)
        header.sectionResized.connect(self._take_drag)
        self._fit()

    def _take_drag(self, column: int) -> None:
        if not self._fitting:
            self._dragged = True
            if column != Column.TEXT:
                self._fit()

    def _width(self, column: Column) -> int:
        return _LETTERS[column] * self.fontMetrics().averageCharWidth() + 8
