"""Những lựa chọn đã nhớ: what was decided over earlier documents, and is proposed for the next one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialogButtonBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from danvan_desktop.services.importing import Remembered
from danvan_desktop.ui.dialogs.frame import Dialog
from danvan_desktop.ui.safety.lines import Line, LinesModel, LinesView
from danvan_desktop.ui.wording import count_text

_TITLES = ("Về", "Chữ trong văn bản", "Đã chọn")
_LETTERS, _LINES = 104, 26
_NONE = (
    "Sổ chưa nhớ lựa chọn nào. Khi xem lại trước khi nhập, dòng đã bỏ hoặc đưa thành mục khác, cơ quan đã trả lời, cột "
    "đã đặt sẽ được nhớ ở đây và đề nghị lại cho văn bản cùng dạng của năm sau."
)
_HOW = "Quên thì lần nhập sau không đề nghị nữa; những gì đã nhập không đổi."
_FORGOTTEN = "Đã quên {count}. Lấy lại: đóng hộp này rồi hoàn tác (Ctrl+Z)."


class RememberedDialog(Dialog):
    """`forget_asked` carries the choices to be forgotten, each (about, key)."""

    forget_asked = Signal(object)

    def __init__(self, choices: Sequence[Remembered], writable: bool, parent: QWidget | None) -> None:
        super().__init__("Những lựa chọn đã nhớ", parent)
        self._choices: Sequence[Remembered] = ()
        self._writable = writable
        self.model = LinesModel(_TITLES, self)
        self.view = LinesView(self.model, (17, 44, 26), self)
        self.view.setAccessibleName("Những lựa chọn đã nhớ khi xem lại")
        self.forget = QPushButton("&Quên", self)
        self.forget.setToolTip("Quên các lựa chọn đang chọn trong bảng (phím Del)")
        self.forget.setAccessibleName("Quên")
        self.forget.setAutoDefault(False)
        self._told = QLabel(self)
        self._told.setWordWrap(True)
        self._told.setProperty("role", "caption")
        self._lay_out()
        self.forget.clicked.connect(self._ask)
        keys = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.view)
        keys.setContext(Qt.ShortcutContext.WidgetShortcut)
        keys.activated.connect(self._ask)
        self.view.selectionModel().selectionChanged.connect(self._look)
        self.show_choices(choices)
        self.view.setFocus()

    def show_choices(self, choices: Sequence[Remembered]) -> None:
        """Show what is remembered now; the line in hand stays, or the one after it."""
        place = max(self.view.currentIndex().row(), 0)
        gone = len(self._choices) - len(choices)
        self._choices = choices
        self.model.show_rows([Line((one.kind, one.words, one.chosen)) for one in choices])
        if choices:
            self.view.selectRow(min(place, len(choices) - 1))
        forgotten = _FORGOTTEN.format(count=count_text(gone, "lựa chọn")) if gone > 0 else ""
        self._say(forgotten or (_HOW if choices else _NONE))
        self._look()

    def told(self) -> str:
        """What is said under the list."""
        return self._told.text()

    def _say(self, text: str) -> None:
        self._told.setText(text)
        self._told.setAccessibleName(text)

    def _look(self) -> None:
        self.forget.setEnabled(self._writable and bool(self.view.places()))

    def _ask(self) -> None:
        if self.forget.isEnabled():
            chosen = [self._choices[place] for place in self.view.places()]
            self.forget_asked.emit([(one.about, one.key) for one in chosen])

    def _lay_out(self) -> None:
        close = self.buttons.addButton("Đó&ng", QDialogButtonBox.ButtonRole.RejectRole)
        close.setAccessibleName("Đóng")
        close.setIcon(QIcon())
        close.setDefault(True)
        orders = QHBoxLayout()
        orders.addWidget(self.forget)
        orders.addStretch(1)
        orders.addWidget(self.buttons)
        column = QVBoxLayout(self)
        column.addWidget(self.view, 1)
        column.addWidget(self._told)
        column.addLayout(orders)
        self.tab_through([self.view, self.forget])
        self.spread(_LETTERS, _LINES)
