"""Looking at a paper before it is printed or put out: our pages, or those of its file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtGui import QGuiApplication

from danvan_desktop.services import file_pages, papers
from danvan_desktop.services.books import Book
from danvan_desktop.services.file_pages import Converter
from danvan_desktop.services.papers import PAPERS, Composed, ExportOrder
from danvan_desktop.ui.commands.desk import Desk
from danvan_desktop.ui.jobs import Job, Progress
from danvan_desktop.ui.printing.file_sheet import FilePages
from danvan_desktop.ui.printing.flow import LaidPage, lay_out
from danvan_desktop.ui.printing.showing import PaperView, Shown, poll_of


@dataclass(frozen=True, slots=True)
class Preview:
    """The pages of a paper, and what they were laid out from."""

    pages: tuple[LaidPage, ...]
    composed: Composed


@dataclass(frozen=True, slots=True)
class Files:
    """The files of a paper, what is to be said of its words, and who is to make pages of them."""

    order: ExportOrder
    data: tuple[bytes, ...]
    note: str
    makers: tuple[Converter, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """A PDF of each file and the program that made them."""

    pdfs: tuple[bytes, ...]
    program: str


class PrintCommands:
    """Shows papers as pages."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def preview(self, order: ExportOrder, name: str) -> None:
        """Lay a paper out and show its pages; of a workbook those that Excel or LibreOffice makes."""
        if PAPERS[order.kind].suffix != ".docx":
            self._preview_workbook(order, name)
            return
        work, then = partial(_lay_out, order=order), partial(self._show, order, name)
        self._desk.run_long(Job(work, then, f"Đang xếp trang {name}", cancellable=True))

    def _show(self, order: ExportOrder, name: str, found: Preview) -> None:
        said = " ".join(found.composed.notes)
        view = PaperView(self._desk, Shown(name, order.target, said), found.pages, both=True)
        view.dialog.file_asked.connect(partial(self._change_pages, view, order))
        view.dialog.copy_asked.connect(partial(_copy, view, found.composed))
        view.dialog.offer_text()
        view.dialog.open()

    def _change_pages(self, view: PaperView, order: ExportOrder, of_file: bool) -> None:
        """Show the pages of the Word file, made when they are first asked for, or ours."""
        if not of_file:
            view.show_ours()
        elif view.has_file():
            view.show_file()
        else:
            self._make_for(view, order)

    def _make_for(self, view: PaperView, order: ExportOrder) -> None:
        try:
            makers = file_pages.page_makers(order.kind)
        except file_pages.NoPages as trouble:
            view.fall_back(str(trouble))
            return

        def make(files: Files) -> None:
            job = Job(
                partial(_make_pages, files=files), take, "Đang dựng trang", cancellable=True, failed=view.show_ours
            )
            view.wait_for(f"Đang nhờ {makers[0].name} dựng trang của tệp Word…", job.progress)
            self._desk.run_long(job, aside=True)

        def take(made: Made | file_pages.NoPages) -> None:
            if isinstance(made, Made):
                view.take_file(FilePages(file_pages.open_pages(made.pdfs)), made.program)
            else:
                view.fall_back(str(made))

        job = Job(_files_of(order, makers), make, "Đang lập tệp Word", cancellable=True, failed=view.show_ours)
        view.wait_for("Đang lập tệp Word…", job.progress)
        self._desk.run_long(job)

    def _preview_workbook(self, order: ExportOrder, name: str) -> None:
        try:
            makers = file_pages.page_makers(order.kind)
        except file_pages.NoPages as trouble:
            self._desk.messages.refuse(trouble)
            return

        def make(files: Files) -> None:
            title = f"Đang nhờ {makers[0].name} dựng trang {name}"
            work = partial(_make_pages, files=files)
            self._desk.run_long(Job(work, partial(show, files), title, cancellable=True), aside=True)

        def show(files: Files, made: Made | file_pages.NoPages) -> None:
            if not isinstance(made, Made):
                self._desk.messages.refuse(made)
                return
            view = PaperView(self._desk, Shown(name, order.target, files.note), ())
            view.take_file(FilePages(file_pages.open_pages(made.pdfs)), made.program)
            view.dialog.open()

        self._desk.run_long(Job(_files_of(order, makers), make, f"Đang lập {name}", cancellable=True))


def _files_of(order: ExportOrder, makers: tuple[Converter, ...]) -> Callable[[Book, Progress], Files]:
    def work(book: Book, progress: Progress) -> Files:
        return Files(order, *file_pages.write_files(book, order, progress.cancelled), makers)

    return work


def _make_pages(progress: Progress, files: Files) -> Made | file_pages.NoPages:
    try:
        return Made(*file_pages.pages_of(files.data, files.order.kind, files.makers, progress.cancelled))
    except file_pages.NoPages as trouble:
        return trouble


def _lay_out(book: Book, progress: Progress, order: ExportOrder) -> Preview:
    composed = papers.compose(book, order, progress.cancelled)
    return Preview(lay_out(composed.document, poll_of(progress)), composed)


def _copy(view: PaperView, composed: Composed) -> None:
    QGuiApplication.clipboard().setText(composed.text)
    view.dialog.say("Đã chép văn bản, không kèm định dạng; dán được vào thư, tin nhắn.")
