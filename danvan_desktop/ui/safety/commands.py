"""What keeps a book safe, as the menus order it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from danvan_desktop.services import safety
from danvan_desktop.services.books import Book
from danvan_desktop.services.safety import BookSummary, HistoryLine
from danvan_desktop.ui.commands.desk import Desk
from danvan_desktop.ui.jobs import Job, Progress
from danvan_desktop.ui.menus import Command
from danvan_desktop.ui.safety.backups import RestoreCommand
from danvan_desktop.ui.safety.going_back import GoingBack
from danvan_desktop.ui.safety.history import HistoryDialog
from danvan_desktop.ui.safety.summary import SummaryDialog
from danvan_desktop.ui.surroundings import FileQuestion

_KINDS = "Sổ dân vận (*.danvan)"


class SafetyCommands:
    """The dialogs of the book's safety."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._restoring = RestoreCommand(desk)
        self._going_back = GoingBack(desk)
        desk.window.commands.on(Command.ACTIONS, self.show_actions)
        desk.window.commands.on(Command.BOOK_HISTORY, self.show_history)
        desk.window.commands.on(Command.RESTORE, self.restore)
        desk.window.commands.on(Command.BOOK_INFO, self.show_book)

    def show_actions(self) -> None:
        """What was done lately, to be taken back."""
        self._going_back.show()

    def show_history(self, task: str | None = None) -> None:
        """Who changed what in one task, or in the whole book."""
        if self._desk.book is not None:
            work = partial(_history, task=task)
            then = partial(self._show_history, "Lịch sử nhiệm vụ" if task else "Lịch sử của sổ")
            self._desk.jobs.run(Job(work, then, "Đang đọc lịch sử"))

    def restore(self) -> None:
        """Go back to a backup of the open book; without one, ask of which book."""
        if self._desk.book is not None:
            self._restoring.ask(self._desk.book.path)
        else:
            question = FileQuestion("Khôi phục sổ nào?", self._desk.start_folder(), _KINDS)
            self._desk.around.chooser.ask_open(self._desk.window, question, self._restoring.ask)

    def show_book(self) -> None:
        """Where the open book stands."""
        if self._desk.book is not None:
            work = partial(_summary, folder=self._desk.around.folders.backups(self._desk.book.path))
            self._desk.jobs.run(Job(work, self._show_summary, "Đang đọc thông tin sổ"))

    def _show_history(self, title: str, lines: Sequence[HistoryLine]) -> None:
        HistoryDialog(title, lines, self._desk.window).open()

    def _show_summary(self, summary: BookSummary) -> None:
        dialog = SummaryDialog(summary, self._desk.window)
        dialog.folder_asked.connect(partial(self._desk.around.show_file, summary.path.parent))
        dialog.open()


def _history(book: Book, _progress: Progress, task: str | None) -> Sequence[HistoryLine]:
    return safety.tell_history(book, task)


def _summary(book: Book, _progress: Progress, folder: Path) -> BookSummary:
    return safety.summary(book, folder)
