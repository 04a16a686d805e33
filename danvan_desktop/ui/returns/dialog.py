"""Nhận biểu của đơn vị: what units sent back, beside the book, before any of it is taken in."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from danvan_desktop.services.returns import LookedForms
from danvan_desktop.ui.dialogs.frame import Dialog
from danvan_desktop.ui.returns.form_tree import FormTree
from danvan_desktop.ui.returns.telling import summary
from danvan_desktop.ui.wording import number_text

_LETTERS, _LINES = 132, 34
_FULL_LINES = 4
_SAFE = "Hoàn tác được cả lần nhận (Ctrl+Z). Đơn vị và tên tệp được ghi vào nhật ký nhiệm vụ."


class ReturnedFormsDialog(Dialog):
    """`decided` carries the lines that were chosen (frozenset of Pick)."""

    decided = Signal(object)

    def __init__(self, found: LookedForms, parent: QWidget | None) -> None:
        super().__init__("Nhận biểu của đơn vị", parent)
        self._news = found.brings_news
        self.summary = _words(summary(found), self)
        self.tree = FormTree(found.reviews, self)
        self.full = QPlainTextEdit(self)
        self.full.setReadOnly(True)
        self.full.setTabChangesFocus(True)
        self.full.setAccessibleName("Dòng đang chọn, đầy đủ")
        self.full.setFixedHeight(_FULL_LINES * self.fontMetrics().lineSpacing() + 12)
        self._go_on: QPushButton | None = None
        column = QVBoxLayout(self)
        column.addWidget(self.summary)
        for text in found.refused:
            column.addWidget(_words(f"⚠ {text}", self, "doubt"))
        column.addWidget(self.tree, 1)
        column.addWidget(self.full)
        if self._news:
            column.addWidget(_words(_SAFE, self, "caption"))
        self._add_orders()
        column.addWidget(self.buttons)
        self.tab_through([self.tree, self.full])
        self.tree.looked_at.connect(self.full.setPlainText)
        self.tree.picked_changed.connect(self._count)
        self._tell_first()
        self._count()
        self.spread(_LETTERS, _LINES)
        self.tree.setFocus()

    def accept(self) -> None:
        """Hand over what was chosen."""
        super().accept()
        self.decided.emit(self.tree.picked())

    def _add_orders(self) -> None:
        if self._news:
            self._go_on = self.add_buttons("&Nhận vào sổ")
            return
        close = self.buttons.addButton("Đó&ng", QDialogButtonBox.ButtonRole.RejectRole)
        close.setAccessibleName("Đóng")
        close.setIcon(QIcon())

    def _tell_first(self) -> None:
        item = self.tree.currentItem()
        if item is not None:
            self.tree.looked_at.emit(self.tree.in_full(item))

    def _count(self) -> None:
        if self._go_on is not None:
            number = len(self.tree.picked())
            self._go_on.setText(f"&Nhận {number_text(number)} chỗ vào sổ" if number else "&Chỉ ghi là đã nhận")
            self._go_on.setAccessibleName(self._go_on.text().replace("&", ""))


def _words(text: str, parent: QWidget, role: str = "") -> QLabel:
    label = QLabel(text, parent)
    label.setWordWrap(True)
    if role:
        label.setProperty("role", role)
    return label
