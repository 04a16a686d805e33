"""Looking at a paper, printing it, keeping it as a PDF."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from danvan_desktop.domain.errors import KnownError
from danvan_desktop.services import papers
from danvan_desktop.services.books import Book
from danvan_desktop.services.papers import ExportOrder
from danvan_desktop.ui.commands.desk import Desk
from danvan_desktop.ui.jobs import Job, Progress
from danvan_desktop.ui.printing.dialog import PreviewDialog
from danvan_desktop.ui.printing.flow import LaidPage, lay_out
from danvan_desktop.ui.printing.paint import print_on, write_pdf
from danvan_desktop.ui.surroundings import FileQuestion
from danvan_desktop.ui.wording import count_text

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_PDF = "Tệp PDF (*.pdf)"


class CannotPrint(KnownError):
    """The printer or the file does not take the pages."""


class Stopped(Exception):
    """The officer pressed «Hủy»."""


@dataclass(frozen=True, slots=True)
class Preview:
    """The pages of a paper and what is to be said of its words."""

    pages: tuple[LaidPage, ...]
    notes: tuple[str, ...]


class PrintCommands:
    """Shows papers as pages."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def preview(self, order: ExportOrder, name: str) -> None:
        """Lay a paper out and show its pages."""
        work = partial(_lay_out, order=order)
        then = partial(self._show, order, name)
        self._desk.run_long(Job(work, then, f"Đang xếp trang {name}", cancellable=True))

    def _show(self, order: ExportOrder, name: str, found: Preview) -> None:
        dialog = PreviewDialog(name, found.pages, self._desk.window)
        dialog.print_asked.connect(partial(self._print, dialog, name))
        dialog.pdf_asked.connect(partial(self._ask_pdf, dialog, order, name))
        available = self._desk.window.screen().availableGeometry().size()
        dialog.resize(available.boundedTo(self._desk.window.size()))
        dialog.say(" ".join(found.notes))
        dialog.open()

    def _print(self, dialog: PreviewDialog, name: str) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter
        from PySide6.QtWidgets import QDialog

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(name)
        printer.setFullPage(True)
        printer.setFromTo(1, len(dialog.pages))
        asking = QPrintDialog(printer, dialog)
        asking.setMinMax(1, len(dialog.pages))
        asking.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        asking.accepted.connect(lambda *_: self._put_on_paper(dialog, printer))
        QDialog.open(asking)

    def _put_on_paper(self, dialog: PreviewDialog, printer: QPrinter) -> None:
        pages = chosen_pages(dialog.pages, printer.fromPage(), printer.toPage())
        if not print_on(printer, pages, printer.resolution()):
            self._desk.messages.refuse(CannotPrint("Máy in không nhận bản in. Hãy xem lại máy in rồi in lại."))
            return
        dialog.say(f"Đã gửi {count_text(len(pages), 'trang')} tới máy in.")

    def _ask_pdf(self, dialog: PreviewDialog, order: ExportOrder, name: str) -> None:
        question = FileQuestion("Lưu thành PDF", order.target.with_suffix(".pdf"), _PDF)
        self._desk.around.chooser.ask_save(dialog, question, partial(self._write_pdf, dialog, name))

    def _write_pdf(self, dialog: PreviewDialog, name: str, target: Path) -> None:
        self._desk.remember_folder(target)
        work = partial(_save_pdf, pages=dialog.pages, name=name, target=target)
        then = partial(_say_saved, dialog, self._desk.around.show_file)
        self._desk.run_long(Job(work, then, f"Đang ghi {target.name}", cancellable=True), aside=True)


def chosen_pages(pages: Sequence[LaidPage], first: int, last: int) -> Sequence[LaidPage]:
    """From the first to the last page that were asked for, counted from 1; all of them where none were."""
    return pages[max(first, 1) - 1 : last or len(pages)]


def _lay_out(book: Book, progress: Progress, order: ExportOrder) -> Preview:
    composed = papers.compose(book, order, progress.cancelled)
    return Preview(lay_out(composed.document, partial(_poll, progress)), composed.notes)


def _save_pdf(progress: Progress, pages: Sequence[LaidPage], name: str, target: Path) -> Path:
    """Whole or not at all: beside the target first, then in its place."""
    half = target.with_name(f"~{target.name}")
    try:
        half.touch()
        write_pdf(pages, name, half, partial(_poll, progress))
        os.replace(half, target)  # noqa: PTH105 - the one atomic replace on every system
    except OSError as error:
        raise CannotPrint(
            f"Không ghi được «{target.name}»; tệp cũ (nếu có) còn nguyên. Hãy đóng tệp ấy hoặc chọn thư mục khác."
        ) from error
    finally:
        half.unlink(missing_ok=True)
    return target


def _poll(progress: Progress) -> None:
    if progress.cancelled():
        raise Stopped


def _say_saved(dialog: PreviewDialog, show: Callable[[Path], None], written: Path) -> None:
    dialog.say(f"Đã lưu «{written.name}» vào {written.parent}.", partial(show, written))
