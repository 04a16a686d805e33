"""A time typed in its cell, with what it means beside it at once. The text is never changed while it is typed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QHideEvent, QMoveEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QWidget

_ROOM = 2


class TimeCell(QLineEdit):
    """The meaning stands under the cell, over it where there is no room."""

    def __init__(self, explain: Callable[[str], str], parent: QWidget) -> None:
        super().__init__(parent)
        self._explain = explain
        self._meaning = QLabel(parent)
        self._meaning.setAccessibleName("Chương trình hiểu là")
        self._meaning.setFrameShape(QFrame.Shape.Box)
        self._meaning.setMargin(3)
        self._meaning.setAutoFillBackground(True)
        self._meaning.setForegroundRole(QPalette.ColorRole.ToolTipText)
        self._meaning.setBackgroundRole(QPalette.ColorRole.ToolTipBase)
        self._meaning.setTextFormat(Qt.TextFormat.PlainText)
        self._meaning.hide()
        self.textChanged.connect(self._say)

    def meaning(self) -> str:
        """What is said beside the cell."""
        return "" if self._meaning.isHidden() else self._meaning.text()

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._meaning.hide()
        self._meaning.deleteLater()

    def _say(self, text: str) -> None:
        said = self._explain(text)
        self._meaning.setText(said)
        self._meaning.setVisible(bool(said))
        self._place()

    def _place(self) -> None:
        self._meaning.adjustSize()
        around, box = self.parentWidget().rect(), self.geometry()
        under = box.bottom() + _ROOM
        over = box.top() - _ROOM - self._meaning.height()
        left = max(0, min(box.left(), around.right() - self._meaning.width()))
        self._meaning.move(QPoint(left, under if under + self._meaning.height() <= around.bottom() else over))
        self._meaning.raise_()
