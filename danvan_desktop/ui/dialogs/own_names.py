"""Cài đặt: what this PC signs changes with."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from danvan_desktop.ui.dialogs.frame import Dialog

_WORDS = (
    "Hai tên này được ghi cạnh mỗi thay đổi trong sổ, để sau này biết ai sửa, sửa trên máy nào. Đổi tên chỉ áp dụng từ "
    "lần ghi sau; những gì đã ghi giữ nguyên."
)


@dataclass(frozen=True, slots=True)
class OwnNames:
    """A person and a PC."""

    person: str
    device: str


class OwnNamesDialog(Dialog):
    """`decided` carries the names as the officer gives them (`OwnNames`); a blank one is what the PC says itself."""

    decided = Signal(object)

    def __init__(self, given: OwnNames, own: OwnNames, parent: QWidget | None) -> None:
        super().__init__("Cài đặt của máy này", parent)
        words = QLabel(_WORDS, self)
        words.setWordWrap(True)
        words.setProperty("role", "caption")
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.person = QLineEdit(given.person, self)
        self.device = QLineEdit(given.device, self)
        rows = (("Họ và &tên", self.person, own.person), ("Tên &máy", self.device, own.device))
        for title, field, otherwise in rows:
            field.setPlaceholderText(f"để trống thì ghi «{otherwise}»")
            field.setAccessibleName(title.replace("&", ""))
            form.addRow(title, field)
        self.add_buttons("&Ghi lại")
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addWidget(words)
        column.addStretch(1)
        column.addWidget(self.buttons)
        self.fit(68)

    def accept(self) -> None:
        """Hand over the names."""
        names = OwnNames(self.person.text().strip(), self.device.text().strip())
        super().accept()
        self.decided.emit(names)
