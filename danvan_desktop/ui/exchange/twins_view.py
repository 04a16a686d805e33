"""Two tasks or agencies that may be the same thing, side by side."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from danvan_desktop.domain.labels import KIND_LABELS
from danvan_desktop.domain.merging.wordwise import compared
from danvan_desktop.domain.records import Kind
from danvan_desktop.services.merging import Twins
from danvan_desktop.ui.exchange.version_box import marked_html

_ONE = {
    Kind.TASK: "Nhập hai nhiệm vụ thành một: nhiệm vụ bên trái ở lại; phân công, gia hạn, nhật ký và những ô nó còn "
    "trống lấy từ bên phải. Hoàn tác được (Ctrl+Z).",
    Kind.AGENCY: "Nhập hai cơ quan thành một: mọi nhiệm vụ của cơ quan bên phải tính cho cơ quan bên trái. "
    "Hoàn tác được (Ctrl+Z).",
}
_TWO = "Để nguyên cả hai; máy này không hỏi lại về cặp này."


class TwinsView(QScrollArea):
    """`joined` says that they are one, `told_apart` that they are not."""

    joined = Signal()
    told_apart = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setAccessibleName("Cặp nghi trùng")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inside = QWidget(self)
        self._head = _words(self._inside, bold=True)
        self._sides = QWidget(self._inside)
        self._grid = QGridLayout(self._sides)
        self.one = QPushButton("Là &một", self._inside)
        self.two = QPushButton("&Không phải một", self._inside)
        self._one_meaning, self._two_meaning = _words(self._inside), _words(self._inside)
        self._lay_out()
        self.one.clicked.connect(lambda _=False: self.joined.emit())
        self.two.clicked.connect(lambda _=False: self.told_apart.emit())

    def show_twins(self, twins: Twins | None, editable: bool) -> None:
        """Show a pair."""
        self._inside.setVisible(twins is not None)
        if twins is None:
            return
        kind = Kind(twins.suspicion.kind)
        self._head.setText(f"Hai {KIND_LABELS[kind]} này có phải là một không?")
        self._one_meaning.setText(_ONE[kind])
        self.one.setToolTip(_ONE[kind])
        self.one.setEnabled(editable)
        self.two.setEnabled(editable)
        self._fill(twins)
        self.verticalScrollBar().setValue(0)

    def begin(self) -> None:
        """Put the keyboard on the first answer."""
        self.one.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self, twins: Twins) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            item.widget().deleteLater()
        for column, title in ((1, "Ở lại"), (2, "Nhập vào bên trái")):
            self._grid.addWidget(_words(self._sides, title, bold=True), 0, column)
        for row, (label, here, there) in enumerate(twins.lines, start=1):
            caption = _words(self._sides, f"{label[:1].upper()}{label[1:]}", caption=True)
            caption.setWordWrap(False)
            self._grid.addWidget(caption, row, 0, Qt.AlignmentFlag.AlignTop)
            for column, pieces, plain in zip((1, 2), compared(here, there), (here, there), strict=True):
                cell = _words(self._sides, marked_html(pieces, self.palette()))
                cell.setTextFormat(Qt.TextFormat.RichText)
                cell.setAlignment(Qt.AlignmentFlag.AlignTop)
                cell.setAccessibleName(f"{label}: {plain}")
                self._grid.addWidget(cell, row, column)

    def _lay_out(self) -> None:
        self._grid.setContentsMargins(0, 4, 0, 4)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(5)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(2, 1)
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(12, 10, 12, 10)
        column.addWidget(self._head)
        column.addWidget(self._sides)
        for button, meaning in ((self.one, self._one_meaning), (self.two, self._two_meaning)):
            button.setAccessibleName(button.text().replace("&", ""))
            meaning.setProperty("role", "caption")
            row = QHBoxLayout()
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(meaning, 1)
            column.addLayout(row)
        self._two_meaning.setText(_TWO)
        self.two.setToolTip(_TWO)
        column.addStretch(1)
        self.setWidget(self._inside)
        self._inside.hide()


def _words(parent: QWidget, text: str = "", *, bold: bool = False, caption: bool = False) -> QLabel:
    label = QLabel(text, parent)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    if caption:
        label.setProperty("role", "caption")
    if bold:
        font = label.font()
        font.setBold(True)
        label.setFont(font)
    return label
