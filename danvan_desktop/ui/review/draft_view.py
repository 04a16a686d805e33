"""The list of recognised tasks."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from danvan_desktop.ui.models.draft_table import DraftColumn, DraftTableModel

_LETTERS = {
    DraftColumn.NUMBER: 12,
    DraftColumn.HELD: 11,
    DraftColumn.TEXT: 22,
    DraftColumn.DOUBTS: 9,
    DraftColumn.LEAD: 18,
    DraftColumn.TIME: 26,
    DraftColumn.COORD: 16,
}
_ROWS_SEEN = 3


class DraftView(QTableView):
    """`edit_asked`: a field of the current row is wanted; `toggle_asked`: take the selected rows, or leave them out;
    `selected`: other rows are selected."""

    edit_asked = Signal()
    toggle_asked = Signal()
    selected = Signal()

    def __init__(self, model: DraftTableModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setAccessibleName("Các nhiệm vụ nhận ra được")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        letter = self.fontMetrics().averageCharWidth()
        for column, letters in _LETTERS.items():
            self.setColumnWidth(column, letters * letter + 8)
        head, rows = self.horizontalHeader(), self.verticalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        rows.setVisible(False)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(2 * self.fontMetrics().lineSpacing() + 6)
        self.setMinimumHeight(_ROWS_SEEN * rows.defaultSectionSize() + head.sizeHint().height())
        for keys, signal in (
            ("F2", self.edit_asked),
            ("Return", self.edit_asked),
            ("Enter", self.edit_asked),
            ("Space", self.toggle_asked),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(signal)
        self.doubleClicked.connect(lambda _: self.edit_asked.emit())
        self.selectionModel().selectionChanged.connect(lambda *_: self.selected.emit())

    def selected_places(self) -> list[int]:
        """The selected rows."""
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    def go_to(self, place: int) -> None:
        """Make a row the current and only one, in the column that is current, whatever keys are held down."""
        column = max(self.currentIndex().column(), 0)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(self.model().index(place, column), flags)
        self.scrollTo(self.model().index(place, DraftColumn.NUMBER if column < DraftColumn.LEAD else column))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The text gets the room that the other columns leave."""
        super().resizeEvent(event)
        letters = self.fontMetrics().averageCharWidth()
        shown = [column for column in DraftColumn if column is not DraftColumn.TEXT]
        left = self.viewport().width() - sum(self.columnWidth(column) for column in shown)
        self.setColumnWidth(DraftColumn.TEXT, max(left, _LETTERS[DraftColumn.TEXT] * letters))
