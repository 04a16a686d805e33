"""A time typed freely, with what it means under it at once. The text is never changed while it is typed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from danvan_desktop.ui.widgets.read_only import show_editable

NOT_SAVED = "chưa lưu; bấm «Áp dụng» để vẫn ghi"
"""Said of a time that is not understood while it is only typed."""


class TimeField(QWidget):
    """`applied` carries the new text: on Enter, on «Áp dụng», and when the officer goes on to something else.

    A time that is not understood waits in the field for Enter or «Áp dụng»: nobody writes one by walking past. Esc
    puts the old text back. `left` says that the keyboard is done here, by Enter or Esc. One that does not stand
    `alone` is part of a dialog, whose buttons decide.
    """

    applied = Signal(str)
    left = Signal()

    def __init__(self, name: str, parent: QWidget | None = None, *, alone: bool = True) -> None:
        super().__init__(parent)
        self._alone = alone
        self._held = ""
        self._editable = True
        self._explain: Callable[[str], str] = lambda _: ""
        self._understands: Callable[[str], bool] = lambda _: True
        self.edit = QLineEdit(self)
        self.edit.setAccessibleName(name)
        self.edit.setPlaceholderText("ví dụ: Quý II/2026")
        self.edit.setToolTip("Gõ tự do: Quý II/2026, trước 20/11/2026, thường xuyên…")
        self.button = QPushButton("Á&p dụng", self)
        self.button.setAccessibleName("Áp dụng thời gian vừa gõ")
        self._meaning = QLabel(self)
        self._meaning.setWordWrap(True)
        self._meaning.setAccessibleName("Chương trình hiểu là")
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._meaning.setSizePolicy(policy)
        self.edit.textChanged.connect(self._say_meaning)
        if alone:
            self.edit.editingFinished.connect(self.commit)
            self.edit.installEventFilter(self)
        self.button.clicked.connect(self.apply)
        row = QHBoxLayout()
        row.addWidget(self._meaning, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(self.edit)
        column.addLayout(row)
        self.setFocusProxy(self.edit)
        self._say_meaning()

    def show_time(
        self, text: str, explain: Callable[[str], str], understands: Callable[[str], bool] = lambda _: True
    ) -> None:
        """Show a time as written; `explain` says what a text means, `understands` whether it means anything."""
        self._explain = explain
        self._understands = understands
        self._held = text
        self.edit.setText(text)
        self.edit.setCursorPosition(0)
        self._say_meaning()

    def set_editable(self, editable: bool) -> None:
        """Whether the time may be changed; it can be read and copied in any case."""
        self._editable = editable
        show_editable(self.edit, editable)
        self._say_meaning()

    def typing(self) -> bool:
        """Whether there is typed text that is not applied yet."""
        return self.edit.text() != self._held

    def commit(self) -> None:
        """Apply what was typed, if anything was and it is understood."""
        if self._understood():
            self.apply()

    def apply(self) -> None:
        """Apply what was typed, whatever it means."""
        if self.typing():
            self._held = self.edit.text()
            self._say_meaning()
            self.applied.emit(self._held)

    def take_back(self) -> str:
        """Put the old text back; returns what was typed and not applied, if anything was."""
        typed = self.edit.text() if self.typing() else ""
        self.edit.setText(self._held)
        return typed

    def meaning(self) -> str:
        """What is said under the field."""
        return self._meaning.text()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and Esc; everything else is the field's own."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.apply()
                self.left.emit()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.take_back()
                self.left.emit()
                return True
        return super().eventFilter(watched, event)

    def _understood(self) -> bool:
        return not self.edit.text().strip() or self._understands(self.edit.text())

    def _say_meaning(self) -> None:
        said = self._explain(self.edit.text())
        if self._alone and self.typing() and not self._understood():
            said = f"{said} – {NOT_SAVED}" if said else NOT_SAVED
        self._meaning.setText(said)
        self.button.setVisible(self._alone and self._editable and self.typing())
