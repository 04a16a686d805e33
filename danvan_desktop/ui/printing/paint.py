"""Drawing laid pages: on any painter, into a PDF, on a printer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QSizeF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from danvan_desktop.ui.printing.flow import LaidPage
from danvan_desktop.ui.printing.setting import MM

if TYPE_CHECKING:
    from PySide6.QtGui import QPagedPaintDevice

_DPI = 1200


def draw_page(page: LaidPage, painter: QPainter) -> None:
    """Draw one page; the painter is scaled so that its unit is a point, with the corner of the sheet at its origin."""
    painter.setPen(Qt.GlobalColor.black)
    if page.number is not None:
        page.number.draw(painter, 0, 0)
    left, top = page.page.margins.left * MM, page.page.margins.top * MM
    for laid in page.pieces:
        for mark in laid.piece.marks:
            mark.draw(painter, left, top + laid.y)


def write_pdf(pages: Sequence[LaidPage], title: str, path: Path, poll: Callable[[], None] = lambda: None) -> None:
    """All pages as a PDF. Raises OSError where it cannot be written."""
    writer = QPdfWriter(str(path))
    writer.setResolution(_DPI)
    writer.setTitle(title)
    writer.setCreator("Sổ Dân vận")
    if not print_on(writer, pages, _DPI, poll):
        raise OSError(f"cannot write {path}")


def print_on(
    device: QPagedPaintDevice, pages: Sequence[LaidPage], resolution: int, poll: Callable[[], None] = lambda: None
) -> bool:
    """Print pages on a device of `resolution` dots an inch; False when it would not begin. `poll` may raise to stop."""
    painter = QPainter()
    try:
        for place, page in enumerate(pages):
            poll()
            device.setPageLayout(layout_of(page))
            if place == 0:
                if not painter.begin(device):
                    return False
            elif not device.newPage():
                return False
            painter.save()
            painter.scale(resolution / 72, resolution / 72)
            draw_page(page, painter)
            painter.restore()
    finally:
        if painter.isActive():
            painter.end()
    return True


def layout_of(page: LaidPage) -> QPageLayout:
    """The sheet of a page, without margins: those are in what is drawn."""
    way = QPageLayout.Orientation.Landscape if page.landscape else QPageLayout.Orientation.Portrait
    layout = QPageLayout(QPageSize(QPageSize.PageSizeId.A4), way, QMarginsF())
    layout.setMode(QPageLayout.Mode.FullPageMode)
    return layout


def size_of(page: LaidPage) -> QSizeF:
    """Width and height of the sheet in points."""
    width, height = page.page.size
    return QSizeF(width * MM, height * MM)
