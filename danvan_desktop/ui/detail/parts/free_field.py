"""A field of a task that is saved when the officer goes on; Esc puts back what was there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from danvan_desktop.ui.detail.parts.fold import text_button
from danvan_desktop.ui.widgets.read_only import show_editable

_MOST_LINES = 8
_FRAME = 10

Complaint = Callable[[str], str]
"""What is wrong with a text; nothing when it can be kept."""


class GrowingEdit(QPlainTextEdit):
    """As high as its text, up to a few lines. Enter is `entered`, Shift+Enter a new line, Esc `escaped`."""

    entered = Signal()
    escaped = Signal()
    gone = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(2)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(lambda _: self._grow())
        self._grow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not (
            event.modifiers() & (Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier)
        ):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.gone.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    def _grow(self) -> None:
        lines = max(1, min(_MOST_LINES, int(self.document().size().height())))
        height = lines * self.fontMetrics().lineSpacing() + _FRAME
        if height != self.height():
            self.setFixedHeight(height)


class FreeField(QWidget):
    """`saved` carries the new text: on Enter, on «Ghi lại», and when the officer goes on to something else.

    What `complain` finds wrong is said and kept in the field, but not saved. `left`: the keyboard is done here.
    """

    saved = Signal(str)
    left = Signal()

    def __init__(self, name: str, complain: Complaint = lambda _: "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._held = ""
        self._complain = complain
        self.edit = GrowingEdit(self)
        self.edit.setAccessibleName(name)
        self._save = text_button("Ghi lại", self)
        self._save.setAccessibleName(f"Lưu {name.lower()}")
        self._save.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._trouble = QLabel(self)
        self._trouble.setProperty("role", "doubt")
        self._trouble.setWordWrap(True)
        self._foot = QWidget(self)
        row = QHBoxLayout(self._foot)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._trouble, 1)
        row.addWidget(self._save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.edit)
        column.addWidget(self._foot)
        self.setFocusProxy(self.edit)
        self.edit.textChanged.connect(self._look)
        self.edit.gone.connect(self.commit)
        self.edit.entered.connect(self._enter)
        self.edit.escaped.connect(self._put_back)
        self._save.clicked.connect(self.commit)
        self._look()

    def show_text(self, text: str) -> None:
        """Show what is stored."""
        self._held = text
        self.edit.setPlainText(text)
        self._look()

    def text(self) -> str:
        """What stands in the field."""
        return self.edit.toPlainText()

    def set_editable(self, editable: bool) -> None:
        """Whether it may be changed; it can be read and copied in any case."""
        show_editable(self.edit, editable)

    def typing(self) -> bool:
        """Whether there is typed text that is not saved yet."""
        return self.text().strip() != self._held.strip()

    def commit(self) -> None:
        """Save what was typed, if anything was and it can be kept."""
        if self.typing() and not self._complain(self.text()):
            self._held = self.text().strip()
            self._look()
            self.saved.emit(self._held)

    def trouble(self) -> str:
        """What is wrong with the text, as it is said under the field."""
        return self._trouble.text()

    def drop(self) -> None:
        """Put back what is stored."""
        if self.typing():
            self.show_text(self._held)

    def _enter(self) -> None:
        self.commit()
        if not self.typing():
            self.left.emit()

    def _put_back(self) -> None:
        self.show_text(self._held)
        self.left.emit()

    def _look(self) -> None:
        trouble = self._complain(self.text()) if self.typing() else ""
        self._trouble.setText(trouble)
        self._save.setEnabled(not trouble)
        self._foot.setVisible(self.typing())
