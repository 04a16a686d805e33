"""Drawing laid pages: on any painter, into a PDF, on a printer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

if TYPE_CHECKING:
    from PySide6.QtGui import QPagedPaintDevice

_DPI = 1200


class Sheet(Protocol):
    """A page that can be shown and printed, whoever set it."""

    @property
    def size(self) -> QSizeF:
        """Width and height in points."""
        ...

    def draw(self, painter: QPainter) -> None:
        """Draw it; the unit of the painter is a point, the corner of the sheet its origin."""
        ...


def write_pdf(pages: Sequence[Sheet], title: str, path: Path, poll: Callable[[], None] = lambda: None) -> None:
    """All pages as a PDF. Raises OSError where it cannot be written."""
    writer = QPdfWriter(str(path))
    writer.setResolution(_DPI)
    writer.setTitle(title)
    writer.setCreator("Sổ Dân vận")
    if not print_on(writer, pages, _DPI, poll):
        raise OSError(f"cannot write {path}")


def print_on(
    device: QPagedPaintDevice, pages: Sequence[Sheet], resolution: int, poll: Callable[[], None] = lambda: None
) -> bool:
    """Print pages on a device of `resolution` dots an inch; False when it did not take them all. `poll` may raise to
    stop."""
    printed = 0
    for done in print_steps(device, pages, resolution):
        poll()
        printed = done
    return printed == len(pages)


def print_steps(device: QPagedPaintDevice, pages: Sequence[Sheet], resolution: int) -> Iterator[int]:
    """Print pages one by one, and say how many the device has taken so far; it ends early when one is not taken."""
    painter = QPainter()
    try:
        for place, page in enumerate(pages):
            device.setPageLayout(layout_of(page))
            if place == 0:
                if not painter.begin(device):
                    return
            elif not device.newPage():
                return
            painter.save()
            painter.scale(resolution / 72, resolution / 72)
            page.draw(painter)
            painter.restore()
            yield place + 1
    finally:
        if painter.isActive():
            painter.end()


def layout_of(page: Sheet) -> QPageLayout:
    """The sheet of a page, without margins: those are in what is drawn."""
    across = page.size.width() > page.size.height()
    way = QPageLayout.Orientation.Landscape if across else QPageLayout.Orientation.Portrait
    layout = QPageLayout(QPageSize(QPageSize.PageSizeId.A4), way, QMarginsF())
    layout.setMode(QPageLayout.Mode.FullPageMode)
    return layout
