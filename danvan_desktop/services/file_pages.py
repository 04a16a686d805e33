"""The pages of a file as Word, Excel or LibreOffice sets them, where one of them is on this PC."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from danvan_desktop.domain.errors import KnownError
from danvan_desktop.reading.converting import Converter, installed_converters, make_pages
from danvan_desktop.services import papers
from danvan_desktop.services.papers import PAPERS, ExportOrder, PaperKind
from danvan_desktop.storage.book import Book
from danvan_desktop.writing.pages import PdfPages

Cancelled = Callable[[], bool]
__all__ = ["Converter", "NoPages", "PdfPages", "has_pages", "open_pages", "page_makers", "pages_of", "write_files"]

_FOR_WORD = "Máy này không có Word hay LibreOffice nên không xem được trang của tệp Word"
_FOR_EXCEL = "Máy này không có Excel hay LibreOffice nên không xem trước được bảng tính; hãy xuất ra tệp rồi mở tệp"


class NoPages(KnownError):
    """No program of this PC makes pages of such a file, or none came of it."""


def has_pages(kind: PaperKind) -> bool:
    """Whether a kind of paper is a file that has pages of its own."""
    return PAPERS[kind].suffix in (".docx", ".xlsx")


def page_makers(kind: PaperKind) -> tuple[Converter, ...]:
    """The programs of this PC that make pages of such a paper. Raises NoPages where there is none."""
    suffix = PAPERS[kind].suffix
    found = tuple(held for held in installed_converters() if held.prints(suffix))
    if not found:
        raise NoPages(f"{_FOR_EXCEL if suffix == '.xlsx' else _FOR_WORD}.")
    return found


def write_files(book: Book, order: ExportOrder, cancelled: Cancelled) -> tuple[tuple[bytes, ...], str]:
    """The paper as the files that would be put out, as bytes, and what is to be said of its words."""
    with tempfile.TemporaryDirectory(prefix="danvan-", ignore_cleanup_errors=True) as folder:
        done = papers.export(book, _into(order, Path(folder)), cancelled)
        return tuple(path.read_bytes() for path in done.files), " ".join(done.notes)


def _into(order: ExportOrder, folder: Path) -> ExportOrder:
    return replace(order, target=folder / f"x{PAPERS[order.kind].suffix}")


def pages_of(
    files: Sequence[bytes], kind: PaperKind, makers: Sequence[Converter], cancelled: Cancelled
) -> tuple[tuple[bytes, ...], str]:
    """A PDF of each file, and the name of the program that made them: the first that can. Raises NoPages, or
    ReadingCancelled."""
    for maker in makers:
        made = list(_made(files, PAPERS[kind].suffix, maker, cancelled))
        if len(made) == len(files):
            return tuple(made), maker.name
    names = " và ".join(maker.name for maker in makers)
    raise NoPages(f"{names} không dựng được trang của tệp này (hoặc quá lâu).")


def _made(files: Sequence[bytes], suffix: str, maker: Converter, cancelled: Cancelled) -> Iterator[bytes]:
    """The pages of one file after the other, as far as they come."""
    with tempfile.TemporaryDirectory(prefix="danvan-", ignore_cleanup_errors=True) as folder:
        for place, data in enumerate(files):
            path = Path(folder) / f"paper{place}{suffix}"
            path.write_bytes(data)
            pdf = make_pages(path, maker, cancelled)
            if pdf is None:
                return
            yield pdf.read_bytes()


def open_pages(files: Sequence[bytes]) -> PdfPages:
    """The pages to look at, one PDF after the other."""
    return PdfPages(files)
