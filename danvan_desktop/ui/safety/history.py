"""Lịch sử: who changed what from which value to which, of one task, of an agency, or of the book."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QIcon, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from danvan_desktop.domain.text import fold
from danvan_desktop.services.safety import HistoryLine
from danvan_desktop.ui.dialogs.frame import Dialog
from danvan_desktop.ui.safety.lines import Line, LinesModel, LinesView
from danvan_desktop.ui.safety.span import DaySpan
from danvan_desktop.ui.wording import count_text, day_text, hour_text, number_text

_TITLES = ("Ngày", "Giờ", "Người", "Của", "Thông tin", "Trước", "Sau")
_LETTERS = (12, 7, 16, 30, 15, 24, 28)
_PAUSE_MS = 200


class HistoryDialog(Dialog):
    """Newest first; filtered by words, person, kind and days. `back_asked` carries a line whose value is to stand
    again (HistoryView), and whether the one before it is meant."""

    back_asked = Signal(object, bool)

    def __init__(self, title: str, lines: Sequence[HistoryLine], today: date, parent: QWidget | None) -> None:
        super().__init__(title, parent)
        self._all: Sequence[HistoryLine] = ()
        self._found: Sequence[HistoryLine] = ()
        self._writable = False
        self.model = LinesModel(_TITLES, self)
        self.view = LinesView(self.model, _LETTERS, self)
        self.view.setAccessibleName("Các thay đổi, mới nhất ở trên")
        self.search = QLineEdit(self)
        self.person = QComboBox(self)
        self.kind = QComboBox(self)
        self.span = DaySpan(today.year, self)
        self.copy = QPushButton("&Chép", self)
        self.to_old = QPushButton("Đặt lại như t&rước", self)
        self.to_new = QPushButton("Đặt lại như &sau", self)
        self._count = QLabel(self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._lay_out()
        self._connect()
        self.show_lines(lines)

    def set_writable(self, writable: bool) -> None:
        """Whether a value may be put back."""
        self._writable = writable
        self._offer()

    def show_lines(self, lines: Sequence[HistoryLine]) -> None:
        """Show the history as it stands now; what it is filtered by stays."""
        self._all = lines
        _refill(self.person, "Mọi người", {line.person: line.person or "Chương trình" for line in lines})
        _refill(self.kind, "Mọi loại", {line.kind: line.kind for line in lines})
        self._find()

    def say(self, text: str) -> None:
        """What came of an order."""
        self._count.setText(text)
        self._count.setAccessibleName(text)

    def counted(self) -> str:
        """How many lines are shown, or what was said last."""
        return self._count.text()

    def _find(self) -> None:
        self._found = found = [line for line in self._all if self._is_wanted(line)]
        self.model.show_rows([Line(_cells(line)) for line in found])
        every = count_text(len(self._all), "dòng")
        if not self._all:
            self.say("Chưa có thay đổi nào do người dùng làm.")
        elif self.span.trouble():
            self.say(self.span.trouble())
        elif len(found) == len(self._all):
            self.say(every)
        else:
            self.say(f"Hiện {number_text(len(found))} trong {every}")
        self.copy.setEnabled(bool(found))
        self._offer()

    def _is_wanted(self, line: HistoryLine) -> bool:
        first, last = self.span.days()
        bounded = (first, last) != (date.min, date.max)
        person, kind = self.person.currentData(), self.kind.currentData()
        return (
            fold(self.search.text()) in line.folded
            and person in (None, line.person)
            and kind in (None, line.kind)
            and (not bounded or (line.when is not None and first <= line.when.date() <= last))
        )

    def _copy(self) -> None:
        places = self.view.places() or list(range(self.model.rowCount()))
        QGuiApplication.clipboard().setText(self.model.text(places))
        self.say(f"Đã chép {count_text(len(places), 'dòng')}; dán được vào Excel hoặc Word.")

    def _offer(self) -> None:
        for button in (self.to_old, self.to_new):
            button.setEnabled(self._writable and len(self.view.places()) == 1)

    def _ask_back(self, to_old: bool) -> None:
        places = self.view.places()
        if len(places) == 1:
            self.back_asked.emit(self._found[places[0]].view, to_old)

    def _connect(self) -> None:
        self._pause.timeout.connect(self._find)
        self.search.textChanged.connect(lambda _: self._pause.start())
        self.span.changed.connect(self._pause.start)
        self.person.currentIndexChanged.connect(self._find)
        self.kind.currentIndexChanged.connect(self._find)
        self.copy.clicked.connect(self._copy)
        self.to_old.clicked.connect(lambda: self._ask_back(True))
        self.to_new.clicked.connect(lambda: self._ask_back(False))
        self.view.selectionModel().selectionChanged.connect(lambda *_: self._offer())
        keys = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self.view)
        keys.setContext(Qt.ShortcutContext.WidgetShortcut)
        keys.activated.connect(self._copy)

    def _lay_out(self) -> None:
        self.search.setPlaceholderText("Tìm trong lịch sử, không cần gõ dấu")
        self.search.setAccessibleName("Tìm trong lịch sử")
        self.search.setClearButtonEnabled(True)
        self.person.setAccessibleName("Người làm")
        self.kind.setAccessibleName("Loại thông tin")
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        top, under, bottom = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        top.addWidget(self.search, 1)
        top.addWidget(self.person)
        under.addWidget(self.span)
        under.addStretch(1)
        under.addWidget(self.kind)
        close = self.buttons.addButton("Đó&ng", QDialogButtonBox.ButtonRole.RejectRole)
        close.setIcon(QIcon())
        close.setAccessibleName("Đóng")
        self.copy.setToolTip("Chép các dòng đã chọn, hoặc tất cả khi chưa chọn dòng nào (Ctrl+C)")
        self.to_old.setToolTip("Đưa giá trị ở cột «Trước» của dòng đang chọn trở lại sổ; hoàn tác được")
        self.to_new.setToolTip("Đưa giá trị ở cột «Sau» của dòng đang chọn trở lại sổ; hoàn tác được")
        for button in (self.to_old, self.to_new, self.copy):
            button.setAccessibleName(button.text().replace("&", ""))
            button.setAutoDefault(False)
            bottom.addWidget(button)
        bottom.addStretch(1)
        bottom.addWidget(self.buttons)
        self._count.setWordWrap(True)
        column = QVBoxLayout(self)
        column.addLayout(top)
        column.addLayout(under)
        column.addWidget(self.view, 1)
        column.addWidget(self._count)
        column.addLayout(bottom)
        over = (self.search, self.person, self.span.first, self.span.last, self.kind)
        self.tab_through([*over, self.view, self.to_old, self.to_new, self.copy])
        self.spread(146, 30)


def _refill(box: QComboBox, every: str, choices: dict[str, str]) -> None:
    """Offer these, and all; what is chosen stays chosen."""
    held: Any = box.currentData()
    box.blockSignals(True)
    box.clear()
    box.addItem(every, None)
    for data, words in sorted(choices.items(), key=lambda pair: fold(pair[1])):
        box.addItem(words, data)
    box.setCurrentIndex(max(0, box.findData(held)) if held is not None else 0)
    box.blockSignals(False)


def _cells(line: HistoryLine) -> tuple[str, ...]:
    when = (day_text(line.when.date()), hour_text(line.when)) if line.when else ("", "")
    return (*when, line.person or "Chương trình", line.what, line.field, line.old, line.new)
