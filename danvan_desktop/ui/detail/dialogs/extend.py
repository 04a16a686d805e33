"""Gia hạn: a new due date with its reason. The original due date stays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from danvan_desktop.domain.calendar.workdays import WorkCalendar
from danvan_desktop.services.editing import ExtensionOrder
from danvan_desktop.ui.detail.parts.fold import words
from danvan_desktop.ui.dialogs.frame import Dialog
from danvan_desktop.ui.widgets.day_field import DayField
from danvan_desktop.ui.wording import day_text

_REASON_LINES = 3


@dataclass(frozen=True, slots=True)
class ExtensionFacts:
    """What the officer has to see before a due date is moved."""

    task: str
    due: date | None
    original: date | None
    year: int
    calendar: WorkCalendar


class ExtendDialog(Dialog):
    """`decided` carries an ExtensionOrder; without a reason there is none."""

    decided = Signal(object)

    def __init__(self, facts: ExtensionFacts, parent: QWidget | None) -> None:
        super().__init__("Gia hạn", parent)
        self.due = DayField("Hạn mới", facts.calendar, facts.year, self)
        self.reason = QPlainTextEdit(self)
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedHeight(self.fontMetrics().lineSpacing() * _REASON_LINES + 14)
        self.reason.setPlaceholderText("bắt buộc; nêu cả văn bản cho phép, nếu có")
        self.decided_by = QLineEdit(self)
        self.decided_by.setPlaceholderText("ví dụ: Chủ tịch UBND xã")
        self.go = self.add_buttons("&Gia hạn")
        self._lay_out(facts)
        self.due.changed.connect(self._check)
        self.reason.textChanged.connect(self._check)
        self._check()

    def accept(self) -> None:
        """Hand over the order."""
        day = self.due.day()
        if day is not None:
            super().accept()
            self.decided.emit(ExtensionOrder(day, self.reason.toPlainText(), self.decided_by.text()))

    def _check(self) -> None:
        self.go.setEnabled(self.due.day() is not None and bool(self.reason.toPlainText().strip()))

    def _lay_out(self, facts: ExtensionFacts) -> None:
        held = [f"Hạn đang tính: {day_text(facts.due) or 'không có'}."]
        if facts.original is not None:
            held.append(f"Hạn ban đầu {day_text(facts.original)} vẫn giữ nguyên trong sổ.")
        form = QFormLayout()
        rows = (("&Hạn mới", self.due, self.due.edit), ("&Lý do", self.reason, self.reason))
        for title, field, edit in (*rows, ("&Người quyết định", self.decided_by, self.decided_by)):
            edit.setAccessibleName(title.replace("&", ""))
            form.addRow(title, field)
        self.tab_through([self.due.edit, self.reason, self.decided_by])
        column = QVBoxLayout(self)
        column.addWidget(words(facts.task, self))
        column.addWidget(words(" ".join(held), self, quiet=True))
        column.addLayout(form)
        column.addStretch(1)
        column.addWidget(self.keys_told())
        column.addWidget(self.buttons)
        self.fit(68)
