"""A heading of the catalogue: its number and title, and for a new one where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from danvan_desktop.ui.dialogs.frame import Dialog

_WIDTH = 64


@dataclass(frozen=True, slots=True)
class GroupFacts:
    """What the dialog begins with. `places` are where a new group can stand: an id and a name, the chosen one `at`."""

    number: str = ""
    title: str = ""
    places: Sequence[tuple[str, str]] = ()
    at: str = ""


class GroupDialog(Dialog):
    """`decided` carries the number, the title and the id of the place."""

    decided = Signal(str, str, str)

    def __init__(self, facts: GroupFacts, parent: QWidget | None) -> None:
        super().__init__("Thêm nhóm" if facts.places else "Đổi tên nhóm", parent)
        self.title = QLineEdit(facts.title, self)
        self.number = QLineEdit(facts.number, self)
        self.place = QComboBox(self)
        self.place.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        for id_, name in facts.places:
            self.place.addItem(name, id_)
        self.place.setCurrentIndex(max(0, self.place.findData(facts.at)))
        if facts.places:
            self.number.setPlaceholderText("để trống: số tiếp theo")
        self.go = self.add_buttons("Đồ&ng ý")
        self.title.textChanged.connect(self._check)
        self._lay_out(bool(facts.places))
        self._check()
        self.title.selectAll()
        self.title.setFocus()

    def accept(self) -> None:
        """Hand over what was typed."""
        super().accept()
        self.decided.emit(self.number.text(), self.title.text(), str(self.place.currentData() or ""))

    def _check(self) -> None:
        self.go.setEnabled(bool(self.title.text().strip()))

    def _lay_out(self, is_new: bool) -> None:
        form = QFormLayout()
        rows: list[tuple[str, QWidget]] = [("&Tên nhóm", self.title), ("&Số", self.number)]
        if is_new:
            rows.append(("Nằm t&rong", self.place))
        self.place.setVisible(is_new)
        for title, field in rows:
            field.setAccessibleName(title.replace("&", ""))
            form.addRow(title, field)
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addStretch(1)
        column.addWidget(self.buttons)
        self.fit(_WIDTH)
