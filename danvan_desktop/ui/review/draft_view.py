"""The list of recognised tasks."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from danvan_desktop.ui.models.draft_table import DraftColumn, DraftTableModel

_LETTERS = {
    DraftColumn.NUMBER: 12,
    DraftColumn.HELD: 11,
    DraftColumn.TEXT: 22,
    DraftColumn.DOUBTS: 10,
    DraftColumn.LEAD: 18,
    DraftColumn.TIME: 26,
    DraftColumn.COORD: 16,
}
_ROWS_SEEN = 3
_WIDE_TIME = 36
"""Letters of the time where there is room for it."""
_WIDE_TEXT = 44
_BESIDE = 8
"""What stands beside the words of a cell: margins and the line of the grid."""


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
        self.setItemDelegateForColumn(DraftColumn.TIME, _TimeDelegate(self))
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
        """The text gets the room that the other columns leave; of much room the time takes what it needs first."""
        super().resizeEvent(event)
        letters = self.fontMetrics().averageCharWidth()
        shown = [column for column in DraftColumn if column not in (DraftColumn.TEXT, DraftColumn.TIME)]
        left = self.viewport().width() - sum(self.columnWidth(column) for column in shown)
        wide = min(max(left - _WIDE_TEXT * letters, _LETTERS[DraftColumn.TIME] * letters), _WIDE_TIME * letters)
        self.setColumnWidth(DraftColumn.TIME, wide + _BESIDE)
        shown = [column for column in DraftColumn if column is not DraftColumn.TEXT]
        left = self.viewport().width() - sum(self.columnWidth(column) for column in shown)
        self.setColumnWidth(DraftColumn.TEXT, max(left, _LETTERS[DraftColumn.TEXT] * letters))


class _TimeDelegate(QStyledItemDelegate):
    """A time as written over what it means, each on its own line, so that a long text never hides the date; the tip
    says all."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        room = option.rect.width() - _BESIDE
        lines = str(index.data() or "").split("\n")
        shown = [option.fontMetrics.elidedText(line, Qt.TextElideMode.ElideRight, room) for line in lines]
        option.text = "\u2028".join(shown)
        option.features &= ~QStyleOptionViewItem.ViewItemFeature.WrapText
