"""Lịch sử: everything that was written of one task, newest first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from danvan_desktop.ui.detail.parts.fold import words
from danvan_desktop.ui.detail.shown import Entry
from danvan_desktop.ui.dialogs.frame import Dialog

_LETTERS, _LINES = 78, 20


class HistoryDialog(Dialog):
    """Only to be read; what stands there can be copied."""

    def __init__(self, task: str, entries: Sequence[Entry], parent: QWidget | None) -> None:
        super().__init__("Lịch sử nhiệm vụ", parent)
        self.text = QPlainTextEdit("\n\n".join(f"{entry.head}\n{entry.text}" for entry in entries), self)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName("Các thay đổi, mới nhất trước")
        close = self.buttons.addButton("Đón&g", QDialogButtonBox.ButtonRole.RejectRole)
        close.setAccessibleName("Đóng")
        column = QVBoxLayout(self)
        column.addWidget(words(task, self))
        column.addWidget(self.text, 1)
        column.addWidget(self.buttons)
        self.spread(_LETTERS, _LINES)
