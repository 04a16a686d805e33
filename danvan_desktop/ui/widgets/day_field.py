"""A day typed freely, with its weekday under it. The text is never changed while it is typed."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from danvan_desktop.domain.calendar.wording import long_day
from danvan_desktop.domain.calendar.workdays import DayKind, WorkCalendar
from danvan_desktop.domain.timing import NOT_UNDERSTOOD, Timing, TimingKind, parse
from danvan_desktop.ui.wording import day_text

_DATED = frozenset({TimingKind.DEADLINE, TimingKind.DEADLINE_PERIOD, TimingKind.PERIOD})
_NOT_A_DAY = "không hiểu ngày này"
_HOW = "hãy ghi dạng 30/06/2026"


class DayField(QWidget):
    """Reads «30/6», «05-02-26», «hết tháng 8»; `changed` tells that another day, or none, stands there."""

    changed = Signal()

    def __init__(self, name: str, calendar: WorkCalendar, year: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._calendar = calendar
        self._year = year
        self.edit = QLineEdit(self)
        self.edit.setAccessibleName(name)
        self.edit.setPlaceholderText("ngày/tháng/năm")
        self._meaning = QLabel(self)
        self._meaning.setWordWrap(True)
        self._meaning.setAccessibleName("Ngày vừa gõ là")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.edit)
        column.addWidget(self._meaning)
        self.setFocusProxy(self.edit)
        self.edit.textChanged.connect(self._say)
        self._say()

    def show_day(self, day: date | None) -> None:
        """Put a day there."""
        self.edit.setText(day_text(day))

    def day(self) -> date | None:
        """The day that was typed; None for none, and for what is not understood."""
        timing = self._timing()
        return timing.end if timing.kind in _DATED else None

    def is_empty(self) -> bool:
        """Whether nothing was typed."""
        return not self.edit.text().strip()

    def meaning(self) -> str:
        """What is said under the field."""
        return self._meaning.text()

    def _timing(self) -> Timing:
        return parse(self.edit.text(), self._year, None)

    def _why_none(self) -> str:
        """Why no day can be told: «tháng 11 chỉ có 30 ngày» says more than that it is not understood."""
        timing = self._timing()
        known = timing.kind is TimingKind.NONE and timing.warnings and timing.warnings != (NOT_UNDERSTOOD,)
        return "; ".join(timing.warnings) if known else f"{_NOT_A_DAY}; {_HOW}"

    def _say(self) -> None:
        day = self.day()
        if day is not None:
            self._meaning.setText(f"→ {_described(day, self._calendar)}")
        else:
            self._meaning.setText("" if self.is_empty() else self._why_none())
        self.changed.emit()


def _described(day: date, calendar: WorkCalendar) -> str:
    """«Thứ Ba 30/06/2026», with what is marked on the day and the last day of work before a day off."""
    marks = [mark.name for mark in calendar.marks(day) if mark.kind is not DayKind.OBSERVANCE]
    parts = [long_day(day), *marks]
    if not calendar.is_working(day):
        parts.append(f"ngày nghỉ; ngày làm việc cuối là {day_text(calendar.last_working_day(day))}")
    return ", ".join(parts)
