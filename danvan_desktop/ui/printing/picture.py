"""One page as a picture that follows what is chosen beside it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from danvan_desktop.ui.printing.flow import LaidPage, lay_out
from danvan_desktop.ui.printing.setting import MM
from danvan_desktop.writing.blocks import Document

_EDGE = QColor("#9aa4b2")
_AROUND = 4 * MM
"""How much of the margins is seen."""
_SMALLEST, _USUAL = QSize(200, 200), QSize(430, 420)


class PagePicture(QWidget):
    """The text of the first page of a paper, as wide as there is room; thin broken lines show its margins."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setMinimumSize(_SMALLEST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._page: LaidPage | None = None

    def show_document(self, document: Document) -> None:
        """Show this one."""
        self._page = lay_out(document)[0]
        self.setAccessibleDescription(" · ".join(text.replace("\n", " ") for text in self._page.texts))
        self.update()

    def texts(self) -> tuple[str, ...]:
        """What the page says."""
        return self._page.texts if self._page else ()

    def sizeHint(self) -> QSize:
        return _USUAL

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        if self._page is not None:
            self._draw(self._page, painter)
        painter.setPen(_EDGE)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _draw(self, page: LaidPage, painter: QPainter) -> None:
        painter.save()
        margins = page.page.margins
        left, top = margins.left * MM, margins.top * MM
        width, height = page.page.text_width * MM, page.page.text_height * MM
        scale = self.width() / (width + 2 * _AROUND)
        painter.scale(scale, scale)
        painter.translate(_AROUND - left, _AROUND - top)
        painter.setPen(QPen(_EDGE, 0.8, Qt.PenStyle.DashLine))
        painter.drawRect(QRectF(left, top, width, height))
        page.draw(painter)
        painter.restore()
