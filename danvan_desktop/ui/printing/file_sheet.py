"""Pages that another program has set, shown and printed as pictures of them."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QImage, QPainter

from danvan_desktop.services.file_pages import PdfPages

_FINEST = 300 / 72
"""Pixels a point at most: what a laser printer shows."""
_KEPT = 6
"""Pages whose pictures are kept while they are looked at."""
_KEPT_UP_TO = 3.0
"""Larger pictures are for the printer, which asks once."""


class FilePages:
    """The pages of a file, and the pictures of those that were looked at last. On the GUI thread alone."""

    def __init__(self, pages: PdfPages) -> None:
        self._pages = pages
        self._pictures: OrderedDict[tuple[int, float], QImage] = OrderedDict()
        self.sheets = tuple(FileSheet(self, number, QSizeF(*size)) for number, size in enumerate(pages.sizes))

    @property
    def data(self) -> bytes:
        """All of it as a PDF."""
        return self._pages.data

    def close(self) -> None:
        """Let the file go."""
        self._pictures.clear()
        self._pages.close()

    def image(self, number: int, scale: float) -> QImage:
        """The picture of a page at so many pixels a point."""
        wanted = (number, round(min(scale, _FINEST), 3))
        found = self._pictures.pop(wanted, None) or self._picture(*wanted)
        if wanted[1] <= _KEPT_UP_TO:
            self._pictures[wanted] = found
            while len(self._pictures) > _KEPT:
                self._pictures.popitem(last=False)
        return found

    def _picture(self, number: int, scale: float) -> QImage:
        held = self._pages.picture(number, scale)
        return QImage(held.pixels, held.width, held.height, held.stride, QImage.Format.Format_RGB32).copy()


class FileSheet:
    """One page of a file."""

    def __init__(self, pages: FilePages, number: int, size: QSizeF) -> None:
        self._pages, self._number = pages, number
        self.size = size

    def draw(self, painter: QPainter) -> None:
        """As fine as the painter's device shows it."""
        across = painter.deviceTransform().m11() or 1.0
        image = self._pages.image(self._number, across)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRectF(0, 0, self.size.width(), self.size.height()), image)
