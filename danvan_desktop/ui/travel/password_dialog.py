"""Mật khẩu của tệp: asked for before a file is read that was sent under one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from danvan_desktop.ui.dialogs.frame import Dialog

_WIDTH_LETTERS = 64


class PasswordDialog(Dialog):
    """`typed` carries a password to be tried; the dialog stays until it was right or the officer gives up."""

    typed = Signal(str)

    def __init__(self, paths: Sequence[Path], parent: QWidget | None) -> None:
        super().__init__("Mật khẩu của tệp", parent)
        names = ", ".join(f"«{path.name}»" for path in paths)
        told = QLabel(f"{names} có mật khẩu. Hãy gõ mật khẩu mà người gửi đã đặt.", self)
        told.setWordWrap(True)
        self.password = QLineEdit(self)
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setAccessibleName("Mật khẩu")
        self.seen = QCheckBox("&Hiện mật khẩu", self)
        self.wrong = QLabel(self)
        self.wrong.setWordWrap(True)
        self.wrong.setProperty("role", "doubt")
        self.go_on = self.add_buttons("&Mở tệp")
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow("Mật &khẩu", self.password)
        column = QVBoxLayout(self)
        for part in (told, form, self.seen, self.wrong):
            column.addLayout(part) if isinstance(part, QFormLayout) else column.addWidget(part)
        column.addStretch(1)
        column.addWidget(self.buttons)
        self.seen.toggled.connect(self._show_secret)
        self.password.textChanged.connect(self._check)
        self.tab_through([self.password, self.seen])
        self.fit(_WIDTH_LETTERS)
        self._check()

    def accept(self) -> None:
        """Have it tried."""
        if self.password.text():
            self.go_on.setEnabled(False)
            self.typed.emit(self.password.text())

    def say_wrong(self, why: str) -> None:
        """It was not the one."""
        self.wrong.setText(why)
        self.fit(_WIDTH_LETTERS)
        self._check()
        self.password.setFocus()
        self.password.selectAll()

    def take_back(self) -> None:
        """It could not be tried."""
        self._check()

    def _check(self) -> None:
        self.go_on.setEnabled(bool(self.password.text()))

    def _show_secret(self, seen: bool) -> None:
        self.password.setEchoMode(QLineEdit.EchoMode.Normal if seen else QLineEdit.EchoMode.Password)
