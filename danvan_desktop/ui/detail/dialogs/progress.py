"""Ghi tiến độ: what was done on a day, by whom, how far it is; and «Hoàn thành», which says when and with what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFormLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from danvan_desktop.domain.calendar.workdays import WorkCalendar
from danvan_desktop.domain.catalogue.cells import read_percent
from danvan_desktop.domain.labels import STATUS_LABELS
from danvan_desktop.domain.records import Status
from danvan_desktop.ui.detail.parts.fields import NOT_SAVED, percent_complaint
from danvan_desktop.ui.detail.parts.fold import words
from danvan_desktop.ui.dialogs.frame import Dialog
from danvan_desktop.ui.widgets.agency_picker import AgencyChoice
from danvan_desktop.ui.widgets.day_field import DayField
from danvan_desktop.ui.widgets.quiet import QuietComboBox

_TEXT_LINES = 4
_WIDTH = 62
_AGENCY_LETTERS = 24
_STATUSES = (
    ("Giữ nguyên trạng thái", None),
    *((STATUS_LABELS[status], status) for status in (Status.DOING, Status.DONE)),
)


@dataclass(frozen=True, slots=True)
class ProgressNote:
    """What was noted; `status` is None when the task's own stays."""

    day: date
    agency: str
    percent: int | None
    text: str
    status: Status | None = None


@dataclass(frozen=True, slots=True)
class ProgressFacts:
    """Of which task, who may have done it, and what the dialog begins with."""

    task: str
    agencies: Sequence[AgencyChoice]
    calendar: WorkCalendar
    begin: ProgressNote
    is_new: bool = True


class ProgressDialog(Dialog):
    """`decided` carries a ProgressNote."""

    decided = Signal(object)

    def __init__(self, facts: ProgressFacts, parent: QWidget | None) -> None:
        super().__init__("Ghi tiến độ" if facts.is_new else "Sửa tiến độ", parent)
        begin = facts.begin
        self.day = DayField("Ngày", facts.calendar, begin.day.year, self)
        self.day.show_day(begin.day)
        self.agency = QuietComboBox(self)
        self.agency.setSizeAdjustPolicy(QuietComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.agency.setMinimumContentsLength(_AGENCY_LETTERS)
        self.agency.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.agency.addItem("Không ghi cơ quan", "")
        for choice in facts.agencies:
            self.agency.addItem(choice.name, choice.id)
        self.agency.setCurrentIndex(max(0, self.agency.findData(begin.agency)))
        self.percent = QLineEdit("" if begin.percent is None else str(begin.percent), self)
        self.percent.setPlaceholderText("0 đến 100, có thể để trống")
        self._wrong = QLabel(self)
        self._wrong.setWordWrap(True)
        self._wrong.setProperty("role", "doubt")
        self._wrong.setAccessibleName("Phần trăm vừa gõ")
        self.text = _text_edit(begin.text, self)
        self.status = QuietComboBox(self)
        for title, status in _STATUSES:
            self.status.addItem(title, status)
        self.status.setCurrentIndex(self.status.findData(begin.status))
        self._go = self.add_buttons("&Ghi lại")
        self._lay_out(facts)
        self.day.changed.connect(self._check)
        self.percent.textChanged.connect(self._check)
        self.text.textChanged.connect(self._check)
        self._check()
        self.text.setFocus()

    def accept(self) -> None:
        """Hand over what was noted."""
        day = self.day.day()
        if day is not None:
            super().accept()
            percent = read_percent(self.percent.text())
            text = self.text.toPlainText().strip()
            status = self.status.currentData()  # Qt gives a text back for an enumeration of texts
            note = ProgressNote(day, self.agency.currentData(), percent, text, Status(status) if status else None)
            self.decided.emit(note)

    def _check(self) -> None:
        says = bool(self.text.toPlainText().strip() or self.percent.text().strip())
        wrong = percent_complaint(self.percent.text())
        self._wrong.setText(wrong.removeprefix(NOT_SAVED).capitalize())
        self._wrong.setVisible(bool(wrong))
        self._go.setEnabled(self.day.day() is not None and says and not wrong)

    def complaint(self) -> str:
        """What is wrong with the percentage as typed."""
        return self._wrong.text()

    def _lay_out(self, facts: ProgressFacts) -> None:
        share = QWidget(self)
        column = QVBoxLayout(share)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.percent)
        column.addWidget(self._wrong)
        share.setFocusProxy(self.percent)
        rows: list[tuple[str, QWidget, QWidget]] = [
            ("&Ngày", self.day, self.day.edit),
            ("&Cơ quan", self.agency, self.agency),
            ("Nội &dung", self.text, self.text),
            ("&Phần trăm", share, self.percent),
        ]
        if facts.is_new:
            rows.append(("&Trạng thái", self.status, self.status))
        self.status.setVisible(facts.is_new)
        _fill(self, facts.task, rows)


class FinishDialog(Dialog):
    """`decided` carries the day and the result, None where the results of the tasks stay as they are."""

    decided = Signal(object, object)

    def __init__(self, what: str, calendar: WorkCalendar, today: date, parent: QWidget | None) -> None:
        super().__init__("Ghi hoàn thành", parent)
        self.day = DayField("Ngày hoàn thành", calendar, today.year, self)
        self.day.show_day(today)
        self.result = _text_edit("", self)
        self.result.setPlaceholderText("để trống: giữ kết quả đã ghi")
        self._go = self.add_buttons("&Hoàn thành")
        self.day.changed.connect(lambda: self._go.setEnabled(self.day.day() is not None))
        _fill(self, what, [("N&gày hoàn thành", self.day, self.day.edit), ("&Kết quả", self.result, self.result)])
        self.result.setFocus()

    def accept(self) -> None:
        """Hand over day and result."""
        day = self.day.day()
        if day is not None:
            super().accept()
            self.decided.emit(day, self.result.toPlainText().strip() or None)


def _text_edit(text: str, parent: QWidget) -> QPlainTextEdit:
    edit = QPlainTextEdit(text, parent)
    edit.setTabChangesFocus(True)
    edit.setFixedHeight(edit.fontMetrics().lineSpacing() * _TEXT_LINES + 12)
    return edit


def _fill(dialog: Dialog, what: str, rows: Sequence[tuple[str, QWidget, QWidget]]) -> None:
    """What it is about, the fields, the buttons."""
    form = QFormLayout()
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
    for title, field, edit in rows:
        edit.setAccessibleName(title.replace("&", ""))
        form.addRow(title, field)
    dialog.tab_through([edit for *_, edit in rows])
    column = QVBoxLayout(dialog)
    column.addWidget(words(what, dialog))
    column.addLayout(form)
    column.addStretch(1)
    column.addWidget(dialog.keys_told())
    column.addWidget(dialog.buttons)
    dialog.fit(_WIDTH)
