"""An agency that the directory does not know: another name of one of ours, or a new one."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget

from danvan_desktop.domain.text import similarity
from danvan_desktop.ui.widgets.quiet import QuietComboBox
from danvan_desktop.ui.wording import count_text


class UnknownAgency(QWidget):
    """`resolved` carries the agency and the one that it is, `accepted` the agency that is a new one."""

    resolved = Signal(str, str)
    accepted = Signal(str)

    def __init__(self, names: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = names
        self._agency = ""
        self._words = QLabel(self)
        self._words.setWordWrap(True)
        self.choice = QuietComboBox(self)
        self.choice.setAccessibleName("Là cơ quan nào trong danh mục")
        self.choice.setSizeAdjustPolicy(QuietComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.choice.setMinimumContentsLength(16)
        self.new = QPushButton("&Là cơ quan mới", self)
        self.new.setAccessibleName("Là cơ quan mới")
        self.new.setAutoDefault(False)
        self.choice.activated.connect(self._resolve)
        self.new.clicked.connect(lambda: self.accepted.emit(self._agency))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(0, 1)
        grid.addWidget(self._words, 0, 0, 1, 2)
        grid.addWidget(self.choice, 1, 0)
        grid.addWidget(self.new, 1, 1)

    def ask(self, agency: str, name: str, rows: int) -> None:
        """Ask about an agency that so many rows name; those with a name much alike are offered first."""
        if agency == self._agency:
            return
        self._agency = agency
        self._words.setText(f"Trả lời một lần cho cả {count_text(rows, 'nhiệm vụ')} có tên này.")
        self._words.setVisible(rows > 1)
        nearest = sorted(self._names, key=lambda one: -similarity(name, self._names[one]))
        self.choice.clear()
        self.choice.addItem(f"«{name}» là: chọn trong danh mục…")
        for one in nearest:
            self.choice.addItem(f"Là: {self._names[one]}", one)

    def forget(self) -> None:
        """There is nothing to ask."""
        self._agency = ""

    def _resolve(self, place: int) -> None:
        other = self.choice.itemData(place)
        if other:
            self.resolved.emit(self._agency, other)
