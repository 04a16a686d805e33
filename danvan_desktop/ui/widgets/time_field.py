"""A time typed freely, with what it means beside it at once. The text is never changed while it is typed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget


class TimeField(QWidget):
    """`applied` carries the new text: on Enter, on «Áp dụng», and when the officer goes on to something else.

    Esc puts the old text back. `left` says that the keyboard is done here, by Enter or Esc.
    """

    applied = Signal(str)
    left = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._held = ""
        self._explain: Callable[[str], str] = lambda _: ""
        self.edit = QLineEdit(self)
        self.edit.setAccessibleName(name)
        self.edit.setPlaceholderText("ví dụ: Quý II/2026, trước 20/11/2026, thường xuyên")
        self._apply = QPushButton("Á&p dụng", self)
        self._apply.setAccessibleName("Áp dụng thời gian vừa gõ")
        self._apply.setEnabled(False)
        self._meaning = QLabel(self)
        self._meaning.setWordWrap(True)
        self._meaning.setAccessibleName("Chương trình hiểu là")
        self.edit.textChanged.connect(self._say_meaning)
        self.edit.editingFinished.connect(self.commit)
        self.edit.installEventFilter(self)
        self._apply.clicked.connect(self.commit)
        row = QHBoxLayout()
        row.addWidget(self.edit, 1)
        row.addWidget(self._apply)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addLayout(row)
        column.addWidget(self._meaning)
        self.setFocusProxy(self.edit)

    def show_time(self, text: str, explain: Callable[[str], str]) -> None:
        """Show a time as written; `explain` says what a text means."""
        self._explain = explain
        self._held = text
        self.edit.setText(text)
        self.edit.setCursorPosition(0)
        self._say_meaning()

    def set_editable(self, editable: bool) -> None:
        """Whether the time may be changed; it can be read and copied in any case."""
        self.edit.setReadOnly(not editable)
        self._apply.setVisible(editable)

    def typing(self) -> bool:
        """Whether there is typed text that is not applied yet."""
        return self.edit.text() != self._held

    def commit(self) -> None:
        """Apply what was typed, if anything was."""
        if self.typing():
            self._held = self.edit.text()
            self._say_meaning()
            self.applied.emit(self._held)

    def meaning(self) -> str:
        """What is said beside the field."""
        return self._meaning.text()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and Esc; everything else is the field's own."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.commit()
                self.left.emit()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.edit.setText(self._held)
                self.left.emit()
                return True
        return super().eventFilter(watched, event)

    def _say_meaning(self) -> None:
        self._meaning.setText(self._explain(self.edit.text()))
        self._apply.setEnabled(self.typing())
