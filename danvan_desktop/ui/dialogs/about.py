"""Giới thiệu: what the program is, its version, where its files are."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QFormLayout, QLabel, QVBoxLayout, QWidget

from danvan_desktop.ui.dialogs.frame import Dialog
from danvan_desktop.ui.surroundings import Surroundings


class AboutDialog(Dialog):
    """Everything that a helper asks for on the telephone."""

    def __init__(self, around: Surroundings, book: Path | None, parent: QWidget | None) -> None:
        super().__init__("Giới thiệu Sổ Dân vận", parent)
        words = QLabel("Sổ theo dõi chương trình công tác dân vận chính quyền của xã, phường.", self)
        words.setWordWrap(True)
        form = QFormLayout()
        rows = (
            ("Phiên bản", around.version),
            ("Người dùng", around.habits.author_name()),
            ("Sổ đang mở", str(book) if book else "chưa mở sổ nào"),
            ("Bản sao lưu", str(around.folders.backups(book)) if book else ""),
            ("Nhật ký lỗi", str(around.folders.logs)),
        )
        for title, value in rows:
            if value:
                form.addRow(f"{title}:", self._value(title, value))
        close = self.buttons.addButton("Đó&ng", QDialogButtonBox.ButtonRole.RejectRole)
        close.setAccessibleName("Đóng")
        column = QVBoxLayout(self)
        column.addWidget(words)
        column.addLayout(form)
        column.addStretch(1)
        column.addWidget(self.buttons)
        self.fit(76)

    def _value(self, title: str, value: str) -> QLabel:
        label = QLabel(value, self)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        label.setAccessibleName(f"{title}: {value}")
        return label
