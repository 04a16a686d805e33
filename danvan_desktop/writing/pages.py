"""The pages of a PDF as pictures. PDFium is not made for threads: whoever uses this stays on one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as pixels, four bytes each (blue, green, red, unused), line after line of `stride` bytes."""

    width: int
    height: int
    stride: int
    pixels: bytes


class PdfPages:
    """The pages of one or more PDFs, one after the other. `data` is them all as one PDF."""

    def __init__(self, files: Sequence[bytes]) -> None:
        self.data = files[0] if len(files) == 1 else _joined(files)
        self._document: PdfDocument = _open(self.data)
        self.sizes = tuple(_size(self._document, number) for number in range(len(self._document)))

    def close(self) -> None:
        """Let the PDF go; there are no pages any more."""
        self._document.close()

    def picture(self, number: int, scale: float) -> Picture:
        """One page, counted from 0, at so many pixels a point."""
        from pypdfium2.raw import FPDFBitmap_BGRx

        page = self._document[number]
        try:
            bitmap = page.render(scale=scale, force_bitmap_format=FPDFBitmap_BGRx)
            return Picture(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
        finally:
            page.close()

    def text(self, number: int) -> str:
        """What one page says."""
        page = self._document[number]
        try:
            held = page.get_textpage()
            try:
                return str(held.get_text_bounded())
            finally:
                held.close()
        finally:
            page.close()


def _open(data: bytes) -> PdfDocument:
    from pypdfium2 import PdfDocument

    return PdfDocument(data)


def _size(document: PdfDocument, number: int) -> tuple[float, float]:
    width, height = document.get_page_size(number)
    return float(width), float(height)


def _joined(files: Sequence[bytes]) -> bytes:
    from pypdfium2 import PdfDocument

    whole = PdfDocument.new()
    for held in files:
        part = PdfDocument(held)
        whole.import_pages(part)
        part.close()
    stream = BytesIO()
    whole.save(stream)
    whole.close()
    return stream.getvalue()
