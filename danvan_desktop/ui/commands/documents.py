"""What the documents in the book say besides their tasks, as the menu shows it."""

from __future__ import annotations

from danvan_desktop.domain.views import DocumentView
from danvan_desktop.services import catalogue
from danvan_desktop.services.books import Book
from danvan_desktop.ui.commands.desk import Desk
from danvan_desktop.ui.dialogs.documents import DocumentsDialog
from danvan_desktop.ui.jobs import Job, Progress
from danvan_desktop.ui.menus import Command


class DocumentsCommand:
    """«Văn bản trong sổ»."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        desk.window.commands.on(Command.DOCUMENTS, self.show)

    def show(self) -> None:
        """Open the document of the task in hand, or the first."""
        self._desk.jobs.run(Job(_read, self._show, "Đang đọc các văn bản"))

    def _show(self, documents: tuple[DocumentView, ...]) -> None:
        row = self._desk.window.task_page.current_row()
        DocumentsDialog(documents, row.programme if row is not None else "", self._desk.window).open()


def _read(book: Book, _progress: Progress) -> tuple[DocumentView, ...]:
    return catalogue.read_documents(book)
