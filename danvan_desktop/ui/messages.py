"""What the program has to say in a dialog of its own: a known error, a fault of ours, a question."""

from __future__ import annotations

import traceback
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QGridLayout, QMessageBox, QPushButton, QSpacerItem, QWidget

from danvan_desktop.ui.widgets.notice import Offer

_FAULT = "Chương trình gặp lỗi ngoài dự kiến."
_FAULT_ADVICE = (
    "Những gì đã lưu vẫn còn nguyên trong sổ và cửa sổ vẫn dùng được. Hãy thử lại; nếu lỗi lặp lại, bấm "
    "«Chép chi tiết» rồi dán vào thư gửi người hỗ trợ."
)
_LETTERS = 60


class Messages(QObject):
    """Shows dialogs over the window, never waiting for them. One fault is shown at a time; the log has them all."""

    _faulted = Signal(object)

    def __init__(self, window: QWidget, about_pc: Callable[[], str]) -> None:
        super().__init__(window)
        self._window = window
        self._about_pc = about_pc
        self._fault: QMessageBox | None = None
        self._faulted.connect(self._show_fault, Qt.ConnectionType.QueuedConnection)

    def refuse(self, error: Exception) -> None:
        """A known error: its sentence says what happened, what is safe and what to do."""
        self._box(QMessageBox.Icon.Warning, str(error)).open()

    def tell(self, text: str, more: str = "") -> None:
        """Something the officer asked to know."""
        self._box(QMessageBox.Icon.Information, text, more=more).open()

    def ask(self, text: str, yes: str, then: Callable[[], None], no: str = "Hủy", other: Offer | None = None) -> None:
        """A question; `yes` is the text of the button that goes on, `no` of the one that leaves things as they are,
        `other` a second way to go on."""
        box = self._box(QMessageBox.Icon.Question, text, close=no)
        for words, act in ((yes, then), *([other] if other else [])):
            go_on = box.addButton(words, QMessageBox.ButtonRole.AcceptRole)
            go_on.setAccessibleName(words.replace("&", ""))
            go_on.clicked.connect(act)
        box.open()

    def report_fault(self, error: BaseException) -> None:
        """A fault of ours, from any thread."""
        self._faulted.emit(error)

    def _show_fault(self, error: BaseException) -> None:
        if self._fault is not None:
            return
        details = f"{self._about_pc()}\n\n{''.join(traceback.format_exception(error))}"
        box = self._box(QMessageBox.Icon.Critical, _FAULT, more=_FAULT_ADVICE)
        copy = QPushButton("&Chép chi tiết", box)
        copy.setAccessibleName("Chép chi tiết")
        box.addButton(copy, QMessageBox.ButtonRole.ActionRole)
        copy.clicked.disconnect()
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(details))
        self._fault = box
        box.finished.connect(self._forget_fault)
        box.open()

    def _forget_fault(self) -> None:
        self._fault = None

    def _box(self, icon: QMessageBox.Icon, text: str, close: str = "Đóng", more: str = "") -> QMessageBox:
        box = QMessageBox(QApplication.activeModalWidget() or self._window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setWindowTitle("Sổ Dân vận")
        box.setIcon(icon)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(text)
        box.setInformativeText(more)  # before it is widened: Qt lays the box out anew for it
        button = box.addButton(close, QMessageBox.ButtonRole.RejectRole)
        button.setAccessibleName(close.replace("&", ""))
        box.setEscapeButton(button)
        box.setDefaultButton(button)
        _widen(box)
        return box


def _widen(box: QMessageBox) -> None:
    """So wide that a sentence does not break after every third word: Qt makes a box as narrow as its title."""
    grid = box.layout()
    if isinstance(grid, QGridLayout):
        width = min(_LETTERS * box.fontMetrics().averageCharWidth(), box.screen().availableGeometry().width() - 80)
        grid.addItem(QSpacerItem(width, 0), grid.rowCount(), 0, 1, grid.columnCount())
