"""From which day to which: two fields that read what an officer writes, «5/2», «tháng 3», «05-02-26»."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from danvan_desktop.domain.timing import TimingKind, parse

_DATED = frozenset({TimingKind.DEADLINE, TimingKind.DEADLINE_PERIOD, TimingKind.PERIOD, TimingKind.RANGE})
_LETTERS = 14


class DaySpan(QWidget):
    """`changed`: another text stands there. A field that is empty, or not understood, bounds nothing."""

    changed = Signal()

    def __init__(self, year: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._year = year
        self.first = QLineEdit(self)
        self.last = QLineEdit(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for words, name, field in (("&Từ ngày", "Từ ngày", self.first), ("đế&n ngày", "Đến ngày", self.last)):
            label = QLabel(words, self)
            label.setBuddy(field)
            field.setAccessibleName(name)
            field.setPlaceholderText("5/2, tháng 3")
            field.setClearButtonEnabled(True)
            field.setFixedWidth(_LETTERS * field.fontMetrics().averageCharWidth() + 24)
            field.textChanged.connect(self.changed)
            row.addWidget(label)
            row.addWidget(field)

    def days(self) -> tuple[date, date]:
        """The first and the last day."""
        first, last = _read(self.first.text(), self._year), _read(self.last.text(), self._year)
        return (first[0] if first else date.min, last[1] if last else date.max)

    def trouble(self) -> str:
        """What is not understood, nothing when all is."""
        odd = [f.text() for f in (self.first, self.last) if f.text().strip() and _read(f.text(), self._year) is None]
        return f"Không hiểu ngày «{odd[0].strip()}»; hãy ghi dạng 30/06/2026." if odd else ""


def _read(text: str, year: int) -> tuple[date, date] | None:
    timing = parse(text, year, None)
    if timing.kind not in _DATED or timing.end is None:
        return None
    return timing.start or timing.end, timing.end
