"""The second half of a double click that led to another place: it was meant for what stood there before."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer
from PySide6.QtGui import QCursor, QMouseEvent
from PySide6.QtWidgets import QApplication

_PRESSES = frozenset({QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick})


class SecondClick(QObject):
    """Lets a click at the same spot fall to nobody, as long as it can belong to a double click."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._spot = QPoint()
        self._over = QTimer(self)
        self._over.setSingleShot(True)
        self._over.timeout.connect(self._stop)

    def expect(self) -> None:
        """A first click, if it was one, has just led to another place."""
        self._spot = QCursor.pos()
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr] - there is one while widgets live
        self._over.start(QApplication.doubleClickInterval())

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() not in _PRESSES or not isinstance(event, QMouseEvent):
            return False
        away = event.globalPosition().toPoint() - self._spot
        return away.manhattanLength() <= QApplication.startDragDistance()

    def _stop(self) -> None:
        QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr] - there is one while widgets live
