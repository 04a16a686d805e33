"""Xem lại trước khi nhập: what was recognised in a document, what is doubtful, what is left out, what is corrected.

Nothing is written before the officer has pressed «Nhập N nhiệm vụ».
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from danvan_desktop.ui.dialogs.frame import Dialog
from danvan_desktop.ui.models.draft_table import DraftColumn, DraftTableModel, Reader
from danvan_desktop.ui.widgets.time_field import TimeField
from danvan_desktop.ui.wording import count_text

if TYPE_CHECKING:
    from danvan_desktop.domain.draft import Draft

_LETTERS = {
    DraftColumn.NUMBER: 10,
    DraftColumn.TEXT: 36,
    DraftColumn.LEAD: 20,
    DraftColumn.COORD: 20,
    DraftColumn.TIME: 18,
    DraftColumn.MEANING: 22,
    DraftColumn.DOUBTS: 26,
}


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What the officer decided: rows left out and fields corrected, by the row's place in the draft."""

    dropped: frozenset[int]
    corrected: dict[int, dict[str, str]]


class ImportReview(Dialog):
    """`confirmed` carries the decisions. `loss_feared`: closing would lose them; `give_up` closes all the same."""

    confirmed = Signal(object)
    loss_feared = Signal()

    def __init__(self, draft: Draft, file_name: str, read_time: Reader, parent: QWidget | None) -> None:
        super().__init__(f"Xem lại trước khi nhập: {file_name}", parent)
        self._draft = draft
        self.model = DraftTableModel(draft.tasks, read_time, self)
        self._read_time = read_time
        self._shown = 0
        self._summary = QLabel(self)
        self._summary.setWordWrap(True)
        self.table = self._new_table()
        self.text = QPlainTextEdit(self)
        self.text.setAccessibleName("Nội dung nhiệm vụ")
        self.text.setTabChangesFocus(True)
        self.time = TimeField("Thời gian thực hiện", self)
        self._doubts = QLabel(self)
        self._source = QLabel(self)
        for label in (self._doubts, self._source):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._doubts.setProperty("role", "doubt")
        self._source.setProperty("role", "caption")
        self.next_doubt = QPushButton("Chỗ cần &xem tiếp theo (F8)", self)
        self.all_rows = QPushButton("Chọn tất &cả", self)
        self.no_row = QPushButton("&Bỏ chọn tất cả", self)
        self.go_on = self.add_buttons("&Nhập")
        self._lay_out()
        self._connect()
        self._count()
        self.table.selectRow(0)

    def accept(self) -> None:
        """Confirm what is chosen."""
        self.time.commit()
        reviewed = Reviewed(self.model.dropped(), self.model.corrected())
        super().accept()
        self.confirmed.emit(reviewed)

    def summary(self) -> str:
        """What is said over the table."""
        return self._summary.text()

    def doubts(self) -> str:
        """What is doubtful about the current task."""
        return self._doubts.text()

    def reject(self) -> None:
        """Close without importing, unless corrections would be lost."""
        self.time.commit()
        if self.model.dropped() or self.model.corrected():
            self.loss_feared.emit()
        else:
            self.give_up()

    def give_up(self) -> None:
        """Close without importing."""
        super().reject()

    def _new_table(self) -> QTableView:
        table = QTableView(self)
        table.setModel(self.model)
        table.setAccessibleName("Các nhiệm vụ nhận ra được")
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        letter = table.fontMetrics().averageCharWidth()
        for column, letters in _LETTERS.items():
            table.setColumnWidth(column, letters * letter + 8)
        table.horizontalHeader().setHighlightSections(False)
        table.horizontalHeader().setStretchLastSection(True)
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        rows = table.verticalHeader()
        rows.setVisible(False)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(2 * table.fontMetrics().lineSpacing() + 6)
        return table

    def _lay_out(self) -> None:
        above = QHBoxLayout()
        above.addWidget(self._summary, 1)
        for button in (self.next_doubt, self.all_rows, self.no_row):
            button.setAccessibleName(button.text().replace("&", ""))
            button.setAutoDefault(False)
            above.addWidget(button)
        fields = QGridLayout()
        fields.setColumnStretch(0, 3)
        fields.setColumnStretch(1, 2)
        for place, (title, widget) in enumerate((("Nộ&i dung", self.text), ("&Thời gian thực hiện", self.time))):
            caption = QLabel(title, self)
            caption.setBuddy(widget)
            fields.addWidget(caption, 0, place)
        fields.addWidget(self.text, 1, 0, 2, 1)
        fields.addWidget(self.time, 1, 1, Qt.AlignmentFlag.AlignTop)
        fields.addWidget(self._doubts, 2, 1, Qt.AlignmentFlag.AlignTop)
        fields.addWidget(self._source, 3, 0, 1, 2)
        self.text.setFixedHeight(4 * self.fontMetrics().lineSpacing() + 14)
        column = QVBoxLayout(self)
        column.addLayout(above)
        column.addWidget(self.table, 1)
        column.addLayout(fields)
        column.addWidget(self.buttons)
        available = self.screen().availableGeometry().size()
        self.resize(min(1180, available.width() - 40), min(680, available.height() - 60))

    def _connect(self) -> None:
        self.table.selectionModel().currentRowChanged.connect(self._show_row)
        self.model.decided.connect(self._count)
        self.text.textChanged.connect(self._take_text)
        self.time.applied.connect(self._take_time)
        self.time.left.connect(self.table.setFocus)
        self.next_doubt.clicked.connect(self._go_to_next_doubt)
        self.all_rows.clicked.connect(lambda: self._take_rows(range(self.model.rowCount()), taken=True))
        self.no_row.clicked.connect(lambda: self._take_rows(range(self.model.rowCount()), taken=False))
        QShortcut(QKeySequence("F8"), self, self._go_to_next_doubt)
        on_table = Qt.ShortcutContext.WidgetShortcut
        for keys in ("F2", "Return", "Enter"):
            QShortcut(QKeySequence(keys), self.table, self._edit_time, context=on_table)
        QShortcut(QKeySequence("Space"), self.table, self._toggle, context=on_table)
        self.table.doubleClicked.connect(lambda _: self._edit_time())

    def _show_row(self, current: QModelIndex) -> None:
        self.time.commit()
        if not current.isValid():
            return
        self._shown = current.row()
        with QSignalBlocker(self.text):
            self.text.setPlainText(self.model.text(self._shown))
        self.time.show_time(self.model.time(self._shown), lambda text: self._read_time(text)[1])
        self._source.setText(f"Nguyên văn: {self._draft.tasks[self._shown].source.text}")
        self._say_doubts()

    def _take_text(self) -> None:
        self.model.set_text(self._shown, " ".join(self.text.toPlainText().split()))
        self._say_doubts()

    def _take_time(self, text: str) -> None:
        self.model.set_time(self._shown, text)
        self._say_doubts()

    def _say_doubts(self) -> None:
        self._doubts.setText("\n".join(f"• {reason}" for reason in self.model.doubts(self._shown)))

    def _edit_time(self) -> None:
        self.time.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.time.edit.selectAll()

    def _toggle(self) -> None:
        places = [index.row() for index in self.table.selectionModel().selectedRows()]
        self._take_rows(places, taken=not self.model.taken(self._shown))

    def _take_rows(self, places: Sequence[int], *, taken: bool) -> None:
        self.model.take(places, taken=taken)

    def _go_to_next_doubt(self) -> None:
        """The next row after this one that is taken and doubtful; from the end back to the start."""
        rows = self.model.rowCount()
        after = [(self._shown + step) % rows for step in range(1, rows + 1)]
        found = next((place for place in after if self.model.taken(place) and self.model.doubts(place)), None)
        if found is not None:
            self.table.selectRow(found)
            self.table.scrollTo(self.model.index(found, 0))

    def _count(self) -> None:
        rows = range(self.model.rowCount())
        taken = [place for place in rows if self.model.taken(place)]
        doubtful = sum(bool(self.model.doubts(place)) for place in taken)
        left_over = len(self._draft.unrecognised)
        parts = [
            f"Nhận ra {count_text(len(rows), 'nhiệm vụ')}",
            f"{count_text(doubtful, 'nhiệm vụ')} cần xem lại" if doubtful else "không có chỗ nào cần xem lại",
            *([f"{count_text(left_over, 'đoạn')} không thành nhiệm vụ"] if left_over else []),
        ]
        self._summary.setText(" · ".join(parts) + "".join(f"\n{warning}" for warning in self._draft.warnings))
        self._summary.setToolTip("\n".join(place.text for place in self._draft.unrecognised))
        self.next_doubt.setEnabled(bool(doubtful))
        self.go_on.setText(f"&Nhập {count_text(len(taken), 'nhiệm vụ')}")
        self.go_on.setAccessibleName(self.go_on.text().replace("&", ""))
        self.go_on.setEnabled(bool(taken))
