"""Dán văn bản: a programme that came as a mail, a message or a page, without a file."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from danvan_desktop.ui.dialogs.frame import Dialog

_WORDS = (
    "Chép cả bảng hoặc cả văn bản ở Word, Excel, thư, trang web rồi dán vào đây (Ctrl+V). Chưa có gì được ghi vào sổ: "
    "nhiệm vụ nhận ra sẽ được xem lại trước."
)
_AS_COPIED = "Đã nhận nguyên bảng như bản gốc; sửa chữ ở đây thì chỉ còn là văn bản thường."
_TABLE = "<table"


class PastedTextDialog(Dialog):
    """`taken` carries what was pasted: as the other program formatted it while nobody changed it here, else as text."""

    taken = Signal(str)

    def __init__(self, offered: QMimeData | None, parent: QWidget | None) -> None:
        super().__init__("Dán văn bản", parent)
        words = QLabel(_WORDS, self)
        words.setWordWrap(True)
        words.setProperty("role", "caption")
        self.field = PasteField(self)
        self.told = QLabel("", self)
        self.told.setProperty("role", "caption")
        self.told.setWordWrap(True)
        self._go_on = self.add_buttons("Đọ&c văn bản")
        self.field.textChanged.connect(self._look)
        column = QVBoxLayout(self)
        column.addWidget(words)
        column.addWidget(self.field, 1)
        column.addWidget(self.told)
        column.addWidget(self.buttons)
        self.spread(100, 28)
        self.tab_through([self.field])
        if offered is not None and offered.hasText() and "\n" in offered.text().strip():
            self.field.insertFromMimeData(offered)
        self._look()
        self.field.setFocus()

    def accept(self) -> None:
        """Hand over what was pasted."""
        content = self.field.content()
        super().accept()
        self.taken.emit(content)

    def _look(self) -> None:
        self._go_on.setEnabled(bool(self.field.toPlainText().strip()))
        self.told.setText(_AS_COPIED if _TABLE in self.field.content().casefold() else "")


class PasteField(QPlainTextEdit):
    """Shows plain text and remembers how the program it was copied from formats it: tables are lost in plain text."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Văn bản")
        self.setPlaceholderText("Dán văn bản vào đây")
        self.setTabChangesFocus(True)
        self._formatted = ""
        self._shown = ""

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste; into an empty field, or over all of it, with the format."""
        whole = not self.toPlainText().strip() or self.textCursor().selectedText() == self.document().toRawText()
        super().insertFromMimeData(source)
        self._formatted = source.html() if whole and source.hasHtml() else ""
        self._shown = self.toPlainText()
        self.textChanged.emit()

    def content(self) -> str:
        """What is to be read."""
        text = self.toPlainText()
        return self._formatted if self._formatted and text == self._shown else text
