"""Esc in a field of the review: what was typed there is given up, before anything is closed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget


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
