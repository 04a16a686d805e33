"""A PDF opened, or the fault that forbids it; pages one at a time, within limits of number and time."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Final

from danvan_desktop.reading.errors import Fault, FileFault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdfium2 import PdfDocument, PdfPage

MAX_PAGES: Final = 500
"""The longest programme with all its annexes has 60."""
SECONDS: Final = 8.0
"""For all pages; a 300-row table takes less than one."""
_END: Final = b"%%EOF"
_TAIL: Final = 2048


@contextmanager
def opened(stream: IO[bytes]) -> Iterator[PdfDocument]:
    """The document in a stream; raises FileFault for a password, damage or too many pages."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(stream.read())
    except pypdfium2.PdfiumError as error:
        raise FileFault(_fault(error)) from error
    try:
        if len(document) == 0:
            raise FileFault(Fault.DAMAGED)
        if len(document) > MAX_PAGES:
            raise FileFault(Fault.TOO_MANY_PAGES)
        yield document
    finally:
        document.close()


def has_end(stream: IO[bytes]) -> bool:
    """Whether the file has the mark that every whole PDF ends with; leaves the stream at its start."""
    size = stream.seek(0, 2)
    stream.seek(max(size - _TAIL, 0))
    found = _END in stream.read()
    stream.seek(0)
    return found


def pages_of(document: PdfDocument) -> Iterator[PdfPage | None]:
    """The pages in order, None for one that is damaged; raises FileFault when time runs out."""
    import pypdfium2

    until = time.monotonic() + SECONDS
    for index in range(len(document)):
        if time.monotonic() > until:
            raise FileFault(Fault.TIMEOUT)
        try:
            page = document[index]
        except pypdfium2.PdfiumError:
            yield None
            continue
        try:
            yield page
        finally:
            page.close()


def _fault(error: Exception) -> Fault:
    import pypdfium2.raw as pdfium

    encrypted = getattr(error, "err_code", None) in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
    return Fault.ENCRYPTED if encrypted else Fault.DAMAGED
