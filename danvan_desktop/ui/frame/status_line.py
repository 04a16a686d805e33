"""The line at the foot of the window: what the book holds, beside it for a moment what was just done."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QStatusBar, QWidget

from danvan_desktop.ui.widgets.elided_label import ElidedLabel


class StatusLine(QStatusBar):
    """Counts and words stand side by side.

    Qt's own messages are painted where the counts stand, which it hides meanwhile; and it shows them again, under the
    message, as soon as the size of the letters changes.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts = QLabel(self)
        self._words = ElidedLabel(self)
        self._words.setContentsMargins(12, 0, 0, 0)
        self._moment = QTimer(self)
        self._moment.setSingleShot(True)
        self._moment.timeout.connect(self.clearMessage)
        self.addWidget(self._counts)
        self.addWidget(self._words, 1)
        self.setAccessibleName("Thanh trạng thái")

    def say_counts(self, text: str) -> None:
        """What stands there all the time."""
        self._counts.setText(text)
        self._counts.setAccessibleName(text)

    def counts(self) -> str:
        """What stands there all the time."""
        return self._counts.text()

    def showMessage(self, text: str, timeout: int = 0) -> None:
        """Say something; for so many milliseconds, or until something else is said."""
        self._words.setText(text)
        self._words.setAccessibleName(text)
        self._moment.stop()
        if timeout:
            self._moment.start(timeout)

    def clearMessage(self) -> None:
        """Say nothing any more."""
        self.showMessage("")

    def currentMessage(self) -> str:
        """What is being said."""
        return self._words.text()
