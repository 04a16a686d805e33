"""Xem sổ như ngày …: which day, who worked on it, and whose clock cannot be right."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from danvan_desktop.domain.timing import TimingKind, parse
from danvan_desktop.services.safety import DoubtedClock, PastDay, PastDays
from danvan_desktop.ui.dialogs.frame import Dialog
from danvan_desktop.ui.safety.lines import Line, LinesModel, LinesView
from danvan_desktop.ui.wording import count_text, day_text

_TITLES = ("Ngày có việc làm", "Số việc", "Người làm")
_LETTERS = (18, 11, 24)
_CLOCKS_TOLD = 3
_DATED = frozenset({TimingKind.DEADLINE, TimingKind.DEADLINE_PERIOD, TimingKind.PERIOD})


class PastDialog(Dialog):
    """`chosen` carries the place of the log and the day as whose end the book is to be shown."""

    chosen = Signal(int, object)

    def __init__(self, found: PastDays, today: date, parent: QWidget | None) -> None:
        super().__init__("Xem sổ như ngày…", parent)
        self._found = found
        self._year = today.year
        self.day = QLineEdit(self)
        self.day.setAccessibleName("Xem như cuối ngày")
        self.day.setPlaceholderText("5/2, 05-02-26, hết tháng 3")
        self.day.setClearButtonEnabled(True)
        self.model = LinesModel(_TITLES, self)
        self.view = LinesView(self.model, _LETTERS, self)
        self.view.setAccessibleName("Các ngày có việc làm, mới nhất ở trên")
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._about = self._words()
        self._clocks = self._words()
        self._go = self.add_buttons("&Xem", "Đó&ng")
        self._lay_out()
        self.model.show_rows([Line(_cells(held)) for held in found.days])
        self.view.selectionModel().currentRowChanged.connect(lambda *_: self._take_row())
        self.view.doubleClicked.connect(lambda _: self.accept())
        self.day.textChanged.connect(self._say)
        self.view.selectRow(0)
        self._say()
        self.day.setFocus()
        self.day.selectAll()

    def accept(self) -> None:
        """Hand over the day."""
        day, held = self._day(), self._state()
        if day is not None and held is not None:
            super().accept()
            self.chosen.emit(held.place, day)

    def about(self) -> str:
        """What is said of the day that stands there."""
        return self._about.text()

    def clocks(self) -> str:
        """What is said of clocks, nothing where all agree."""
        return self._clocks.text()

    def _day(self) -> date | None:
        timing = parse(self.day.text(), self._year, None)
        return timing.end if timing.kind in _DATED else None

    def _state(self) -> PastDay | None:
        day = self._day()
        return self._found.at(day) if day is not None else None

    def _take_row(self) -> None:
        place = self.view.currentIndex().row()
        if 0 <= place < len(self._found.days):
            self.day.setText(day_text(self._found.days[place].day))

    def _say(self) -> None:
        held = self._state()
        self._go.setEnabled(held is not None)
        self._about.setText(self._told(held))
        self._about.setAccessibleName(self._about.text())

    def _told(self, held: PastDay | None) -> str:
        day = self._day()
        if not self._found.days:
            return "Trong sổ chưa có việc nào do người dùng làm, nên không có ngày nào để xem lại."
        if day is None:
            return "Chọn một ngày trong bảng, hoặc gõ ngày dạng 30/06/2026."
        if held is None:
            return f"Đến cuối ngày {day_text(day)} sổ chưa có gì. Ngày đầu tiên có việc làm ở dưới cùng của bảng."
        later = sum(other.actions for other in self._found.days if other.day > held.day)
        since = f"{count_text(later, 'việc')} làm sau đó chưa có trong ấy" if later else "không có việc nào làm sau đó"
        return f"Sổ như cuối ngày {day_text(day)}, sau việc cuối của ngày {day_text(held.day)}; {since}."

    def _words(self) -> QLabel:
        label = QLabel(self)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow("Xem như &cuối ngày", self.day)
        self._clocks.setText("\n".join(_clock_lines(self._found.doubted)))
        self._clocks.setAccessibleName(self._clocks.text() or "Đồng hồ")
        self._clocks.setProperty("role", "doubt")
        self._clocks.setVisible(bool(self._found.doubted))
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addWidget(self.view, 1)
        column.addWidget(self._about)
        column.addWidget(self._clocks)
        column.addWidget(self.buttons)
        self._about.setMinimumHeight(2 * self.fontMetrics().lineSpacing())
        self.tab_through([self.day, self.view])
        self.spread(84, 27)


def _cells(held: PastDay) -> tuple[str, ...]:
    return day_text(held.day), count_text(held.actions, "việc"), ", ".join(held.people)


def _clock_lines(doubted: tuple[DoubtedClock, ...]) -> list[str]:
    lines = [
        f"⚠ Đồng hồ máy «{clock.device or 'không rõ'}» có thể sai: {count_text(clock.actions, 'việc')} của "
        f"{clock.person or 'ai đó'} ghi ngày {day_text(clock.said)}, theo thứ tự trong sổ thì làm sau việc của ngày "
        f"{day_text(clock.shown)} nên tính vào ngày ấy."
        for clock in doubted[:_CLOCKS_TOLD]
    ]
    if len(doubted) > _CLOCKS_TOLD:
        lines.append(f"… và {count_text(len(doubted) - _CLOCKS_TOLD, 'chỗ')} khác.")
    return lines
