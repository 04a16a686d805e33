"""Esc and Ctrl+Z in a field of the review: what was typed there is given up, before anything else is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget


class SecondThought(QObject):
    """Keeps what stood in a field when it got the keyboard; Esc puts it back. Without anything typed Esc is not its."""

    def __init__(self, field: QWidget, text: Callable[[], str], put: Callable[[str], None]) -> None:
        super().__init__(field)
        self._text = text
        self._put = put
        self._held = text()
        field.installEventFilter(self)

    def begin(self) -> None:
        """What stands there now is what Esc puts back."""
        self._held = self._text()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent) and event.gotFocus():
            if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
                self.begin()
        elif self._gives_up(event):
            self._put(self._held)
            return True
        return super().eventFilter(watched, event)

    def _gives_up(self, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        return event.key() == Qt.Key.Key_Escape and self._text() != self._held


class OwnUndo(QObject):
    """A field takes Ctrl+Z as long as it has typing of its own to take back; then it belongs to the review."""

    def __init__(self, field: QLineEdit | QPlainTextEdit) -> None:
        super().__init__(field)
        self._field = field
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Undo)
            and not self._has_own()
        ):
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _has_own(self) -> bool:
        if isinstance(self._field, QLineEdit):
            return self._field.isUndoAvailable()
        return self._field.document().isUndoAvailable()
