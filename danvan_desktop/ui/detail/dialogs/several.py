"""One change to several tasks: who has a part in them, or their time."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QHBoxLayout, QLabel, QRadioButton, QVBoxLayout, QWidget

from danvan_desktop.domain.records import Role
from danvan_desktop.ui.detail.parts.agencies import ROLE_WORDS
from danvan_desktop.ui.detail.parts.fold import words
from danvan_desktop.ui.dialogs.frame import Dialog
from danvan_desktop.ui.widgets.agency_picker import AgencyChoice, AgencyPicker
from danvan_desktop.ui.widgets.time_field import TimeField
from danvan_desktop.ui.wording import count_text

_WIDTH = 62


class AssignDialog(Dialog):
    """`decided` carries the agency's id, the role, and whether it is given (else taken off)."""

    decided = Signal(str, object, bool)

    def __init__(self, count: int, choices: Sequence[AgencyChoice], parent: QWidget | None) -> None:
        super().__init__("Giao cho cơ quan", parent)
        self.give = QRadioButton("&Thêm cơ quan", self)
        self.give.setChecked(True)
        self.take = QRadioButton("&Bỏ cơ quan", self)
        self.role = QComboBox(self)
        self.role.setAccessibleName("Vai trò")
        for role, title in ROLE_WORDS.items():
            self.role.addItem(title, role)
        self.picker = AgencyPicker(self)
        self.picker.set_choices(choices)
        self.picker.chosen.connect(lambda _: self.accept())
        self.picker.left.connect(self.reject)
        self._go = self.add_buttons("Đồ&ng ý")
        self.picker.found.itemSelectionChanged.connect(self._check)
        self._lay_out(count)
        self._check()
        self.picker.setFocus()

    def accept(self) -> None:
        """Hand over the choice."""
        agency = self.picker.current()
        if agency:
            super().accept()
            self.decided.emit(agency, Role(self.role.currentData()), self.give.isChecked())

    def _check(self) -> None:
        self._go.setEnabled(bool(self.picker.current()))

    def _lay_out(self, count: int) -> None:
        ways = QHBoxLayout()
        for way in (self.give, self.take):
            way.setAccessibleName(way.text().replace("&", ""))
            ways.addWidget(way)
        ways.addStretch(1)
        form = QFormLayout()
        form.addRow("&Vai trò", self.role)
        name = QLabel("&Cơ quan", self)
        name.setBuddy(self.picker.edit)
        form.addRow(name, self.picker)
        column = QVBoxLayout(self)
        column.addWidget(words(f"Cho {count_text(count, 'nhiệm vụ')} đang chọn:", self))
        column.addLayout(ways)
        column.addLayout(form)
        column.addStretch(1)
        column.addWidget(self.buttons)
        self.fit(_WIDTH)


class TimeDialog(Dialog):
    """`decided` carries the time as it was typed; it may be none."""

    decided = Signal(str)

    def __init__(self, count: int, held: str, explain: Callable[[str], str], parent: QWidget | None) -> None:
        super().__init__("Đặt thời gian chung", parent)
        self.time = TimeField("Thời gian thực hiện", self, alone=False)
        self.time.show_time(held, explain)
        name = QLabel("&Thời gian thực hiện", self)
        name.setBuddy(self.time.edit)
        self.add_buttons("Áp &dụng")
        column = QVBoxLayout(self)
        column.addWidget(words(f"Ghi một thời gian cho {count_text(count, 'nhiệm vụ')} đang chọn:", self))
        column.addWidget(name)
        column.addWidget(self.time)
        column.addStretch(1)
        column.addWidget(self.buttons)
        self.fit(_WIDTH)
        self.time.edit.selectAll()
        self.time.setFocus()

    def accept(self) -> None:
        """Hand over the time."""
        super().accept()
        self.decided.emit(self.time.edit.text())
