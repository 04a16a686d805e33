"""Lịch sử: who changed what from which value to which, of one task or of the book."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QIcon, QKeySequence, QShortcut
from PySide6.QtWidgets import (
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
from danvan_desktop.ui.wording import count_text, day_text, hour_text, number_text

_TITLES = ("Ngày", "Giờ", "Người", "Của", "Thông tin", "Trước", "Sau")
_LETTERS = (12, 7, 13, 24, 17, 20, 25)
_PAUSE_MS = 200


class HistoryDialog(Dialog):
    """Newest first; filtered by person and words."""

    def __init__(self, title: str, lines: Sequence[HistoryLine], parent: QWidget | None) -> None:
        super().__init__(title, parent)
        self._all = lines
        self.model = LinesModel(_TITLES, self)
        self.view = LinesView(self.model, _LETTERS, self)
        self.view.setAccessibleName("Các thay đổi, mới nhất ở trên")
        self.search = QLineEdit(self)
        self.person = QComboBox(self)
        self.copy = QPushButton("&Chép", self)
        self._count = QLabel(self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._lay_out()
        self._pause.timeout.connect(self._find)
        self.search.textChanged.connect(lambda _: self._pause.start())
        self.person.currentIndexChanged.connect(self._find)
        self.copy.clicked.connect(self._copy)
        keys = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self.view)
        keys.setContext(Qt.ShortcutContext.WidgetShortcut)
        keys.activated.connect(self._copy)
        self._find()

    def counted(self) -> str:
        """How many lines are shown."""
        return self._count.text()

    def _find(self) -> None:
        words, person = fold(self.search.text()), self.person.currentData()
        found = [line for line in self._all if words in line.folded and person in (None, line.person)]
        self.model.show_rows([Line(_cells(line)) for line in found])
        every = count_text(len(self._all), "dòng")
        if not self._all:
            self._count.setText("Chưa có thay đổi nào do người dùng làm.")
        elif len(found) == len(self._all):
            self._count.setText(every)
        else:
            self._count.setText(f"Hiện {number_text(len(found))} trong {every}")
        self.copy.setEnabled(bool(found))

    def _copy(self) -> None:
        places = self.view.places() or list(range(self.model.rowCount()))
        QGuiApplication.clipboard().setText(self.model.text(places))
        self._count.setText(f"Đã chép {count_text(len(places), 'dòng')}; dán được vào Excel hoặc Word.")

    def _lay_out(self) -> None:
        self.search.setPlaceholderText("Tìm trong lịch sử, không cần gõ dấu")
        self.search.setAccessibleName("Tìm trong lịch sử")
        self.search.setClearButtonEnabled(True)
        self.person.setAccessibleName("Người làm")
        self.person.addItem("Mọi người", None)
        for name in sorted({line.person for line in self._all}, key=fold):
            self.person.addItem(name or "Chương trình", name)
        top = QHBoxLayout()
        top.addWidget(self.search, 1)
        top.addWidget(self.person)
        close = self.buttons.addButton("Đó&ng", QDialogButtonBox.ButtonRole.RejectRole)
        close.setAccessibleName("Đóng")
        close.setIcon(QIcon())
        self.copy.setAccessibleName("Chép")
        self.copy.setToolTip("Chép các dòng đã chọn, hoặc tất cả khi chưa chọn dòng nào (Ctrl+C)")
        self.copy.setAutoDefault(False)
        bottom = QHBoxLayout()
        bottom.addWidget(self._count, 1)
        bottom.addWidget(self.copy)
        bottom.addWidget(self.buttons)
        column = QVBoxLayout(self)
        column.addLayout(top)
        column.addWidget(self.view, 1)
        column.addLayout(bottom)
        self.spread(132, 30)


def _cells(line: HistoryLine) -> tuple[str, ...]:
    when = (day_text(line.when.date()), hour_text(line.when)) if line.when else ("", "")
    return (*when, line.person or "Chương trình", line.what, line.field, line.old, line.new)
