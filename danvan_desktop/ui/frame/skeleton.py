"""The first picture: the menus by their titles and the ground that the frame of the window will stand on.

It is painted before anything of the frame is loaded, and gives way to it a moment later.
"""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

TITLES = ("&Tệp", "Chỉnh &sửa", "&Xem", "&Nhiệm vụ", "&Công cụ", "Trợ &giúp")
"""Of the menus of `ui.menus`."""
_LETTERS_OF_A_PLACE = 31


class Skeleton(QWidget):
    """`painted`: it is on the screen. With `book` it shows where the places and the list will be."""

    painted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.book = False
        self._painted = False

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, palette, line = QPainter(self), self.palette(), 2 * self.fontMetrics().height()
        painter.fillRect(self.rect(), palette.color(QPalette.ColorRole.Window))
        painter.setPen(palette.color(QPalette.ColorRole.Mid))
        if self.book:
            places = _LETTERS_OF_A_PLACE * self.fontMetrics().averageCharWidth()
            painter.fillRect(self.rect().adjusted(0, line, 0, -line), palette.color(QPalette.ColorRole.Base))
            painter.drawLine(places, line, places, self.height() - line)
        painter.drawLine(0, line, self.width(), line)
        painter.drawLine(0, self.height() - line, self.width(), self.height() - line)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.painted.emit)


def bare_menus(bar: QMenuBar) -> list[QMenu]:
    """The menus by their titles, with nothing in them yet."""
    return [bar.addMenu(title) for title in TITLES]
