"""Looking at a paper before it is printed: the pages themselves, one under the other."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from danvan_desktop.ui.printing.paint import Sheet

FIT_WIDTH: Final = 0.0
FIT_PAGE: Final = -1.0
ZOOMS: Final = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0)
_GAP: Final = 12
_POINTS_AN_INCH: Final = 72


class PagesView(QAbstractScrollArea):
    """Pages to look at. `moved` carries the page in view from 0; `zoomed` what was chosen with the wheel."""

    moved = Signal(int)
    zoomed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Các trang sẽ in")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setBackgroundRole(self.viewport().backgroundRole().Mid)
        self.viewport().setAutoFillBackground(True)
        self._pages: Sequence[Sheet] = ()
        self._zoom = FIT_WIDTH
        self._tops: list[float] = []
        self._shown = -1
        self.verticalScrollBar().valueChanged.connect(self._tell)

    def show_pages(self, pages: Sequence[Sheet]) -> None:
        """Show these from the first."""
        self._pages = pages
        self._arrange()
        self.verticalScrollBar().setValue(0)
        self._tell()

    def set_zoom(self, zoom: float) -> None:
        """How large: 1 is the size of the paper, FIT_WIDTH and FIT_PAGE as large as fits."""
        page = max(self._shown, 0)
        self._zoom = zoom
        self._arrange()
        self.go_to(page)

    def page(self) -> int:
        """The page in view."""
        if not self._pages:
            return 0
        first = self._pages[0]
        into = min(self.viewport().height() / 3, first.size.height() * self._scale(first) / 2)
        return max(0, bisect_right(self._tops, self.verticalScrollBar().value() + into) - 1)

    def go_to(self, page: int) -> None:
        """Bring a page into view."""
        if self._tops:
            self.verticalScrollBar().setValue(round(self._tops[min(max(page, 0), len(self._tops) - 1)]) - _GAP)

    def sizeHint(self) -> QSize:
        return QSize(820, 520)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        offset, height = self.verticalScrollBar().value(), self.viewport().height()
        for page, top in zip(self._pages, self._tops, strict=True):
            sheet = QRectF(self._left(page), top - offset, page.size.width() * self._scale(page), 0)
            sheet.setHeight(page.size.height() * self._scale(page))
            if sheet.bottom() < 0 or sheet.top() > height:
                continue
            painter.fillRect(sheet, Qt.GlobalColor.white)
            painter.save()
            painter.setClipRect(sheet)
            painter.translate(sheet.topLeft())
            painter.scale(self._scale(page), self._scale(page))
            page.draw(painter)
            painter.restore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        page = max(self._shown, 0)
        self._arrange()
        self.go_to(page)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_PageDown:
            self.go_to(self.page() + 1)
        elif key == Qt.Key.Key_PageUp:
            self.go_to(self.page() - 1)
        elif key == Qt.Key.Key_Home:
            self.go_to(0)
        elif key == Qt.Key.Key_End:
            self.go_to(len(self._pages) - 1)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            now = self._scale(self._pages[0]) / self._inch() if self._pages else 1.0
            larger = event.angleDelta().y() > 0
            steps = [zoom for zoom in ZOOMS if (zoom > now * 1.01 if larger else zoom < now * 0.99)]
            if steps:
                self.zoomed.emit(steps[0] if larger else steps[-1])
            event.accept()
        else:
            super().wheelEvent(event)

    def _inch(self) -> float:
        return self.logicalDpiX() / _POINTS_AN_INCH

    def _scale(self, page: Sheet) -> float:
        """Pixels a point."""
        size, room = page.size, self.viewport().size()
        if self._zoom == FIT_WIDTH:
            return max(0.1, (room.width() - 2 * _GAP) / size.width())
        if self._zoom == FIT_PAGE:
            wide, high = (room.width() - 2 * _GAP) / size.width(), (room.height() - 2 * _GAP) / size.height()
            return max(0.1, min(wide, high))
        return self._zoom * self._inch()

    def _left(self, page: Sheet) -> float:
        width = page.size.width() * self._scale(page)
        bar = self.horizontalScrollBar()
        return _GAP - bar.value() if bar.maximum() else max(_GAP, (self.viewport().width() - width) / 2)

    def _arrange(self) -> None:
        self._tops, y, widest = [], float(_GAP), 0.0
        for page in self._pages:
            self._tops.append(y)
            scale = self._scale(page)
            y += page.size.height() * scale + _GAP
            widest = max(widest, page.size.width() * scale + 2 * _GAP)
        room = self.viewport().size()
        self.verticalScrollBar().setRange(0, max(0, round(y - room.height())))
        self.verticalScrollBar().setPageStep(room.height())
        self.verticalScrollBar().setSingleStep(40)
        self.horizontalScrollBar().setRange(0, max(0, round(widest - room.width()) - 1))
        self.horizontalScrollBar().setPageStep(room.width())
        self.viewport().update()

    def _tell(self) -> None:
        page = self.page()
        if page != self._shown:
            self._shown = page
            self.moved.emit(page)
        self.viewport().update()
