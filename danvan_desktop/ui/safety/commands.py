"""What keeps a book safe, as the menus order it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from danvan_desktop.domain.errors import KnownError
from danvan_desktop.domain.views import HistoryView
from danvan_desktop.services import safety
from danvan_desktop.services.books import Book
from danvan_desktop.services.history import Changes
from danvan_desktop.services.safety import BookSummary, HistoryLine
from danvan_desktop.ui.commands.desk import Desk
from danvan_desktop.ui.commands.keeping import KeepingCommands
from danvan_desktop.ui.jobs import Job, Progress
from danvan_desktop.ui.mending.commands import MendingCommands
from danvan_desktop.ui.menus import Command
from danvan_desktop.ui.safety.backups import RestoreCommand
from danvan_desktop.ui.safety.going_back import GoingBack
from danvan_desktop.ui.safety.history import HistoryDialog
from danvan_desktop.ui.safety.second_place import SecondPlaceCommand
from danvan_desktop.ui.safety.summary import SummaryDialog
from danvan_desktop.ui.surroundings import FileQuestion

_KINDS = "Sổ dân vận (*.danvan)"


class SafetyCommands:
    """The dialogs of the book's safety."""

    def __init__(self, desk: Desk, keeping: KeepingCommands) -> None:
        self._desk = desk
        self._second = SecondPlaceCommand(desk, keeping)
        self._restoring = RestoreCommand(desk, MendingCommands(desk))
        self._going_back = GoingBack(desk)
        desk.window.commands.on(Command.ACTIONS, self.show_actions)
        self._history: HistoryDialog | None = None
        self._about: str | None = None
        desk.window.commands.on(Command.BOOK_HISTORY, self.show_history)
        desk.hub.history_asked.connect(self.show_history)
        desk.window.commands.on(Command.RESTORE, self.restore)
        desk.window.commands.on(Command.BOOK_INFO, self.show_book)

    def show_actions(self) -> None:
        """What was done lately, to be taken back."""
        self._going_back.show()

    def show_history(self, about: str | None = None, title: str = "Lịch sử của sổ") -> None:
        """Who changed what in one task or agency, or in the whole book."""
        if self._desk.book is not None:
            self._about = about
            then = partial(self._show_history, title)
            self._desk.jobs.run(Job(partial(_history, about=about), then, "Đang đọc lịch sử"))

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
        dialog = self._history = HistoryDialog(title, lines, self._desk.around.today(), self._desk.window)
        dialog.set_writable(self._desk.book is not None and not self._desk.book.read_only)
        dialog.finished.connect(self._forget_history)
        dialog.back_asked.connect(self._set_back)
        dialog.open()

    def _forget_history(self) -> None:
        self._history = None

    def _set_back(self, line: HistoryView, to_old: bool) -> None:
        self._desk.jobs.run(Job(partial(_set_back, line=line, to_old=to_old), self._say_set_back, "Đang lưu"))

    def _say_set_back(self, done: Changes | str) -> None:
        """The list has one line more; a refusal is said under it, where the officer looks."""
        if isinstance(done, str):
            if self._history is not None:
                self._history.say(done)
            return
        self._desk.written(done)
        self._desk.jobs.run(Job(partial(_history, about=self._about), self._show_again, "Đang đọc lịch sử"))

    def _show_again(self, lines: Sequence[HistoryLine]) -> None:
        if self._history is not None:
            self._history.show_lines(lines)
            self._history.say("Đã đặt lại giá trị; dòng mới ở trên cùng. Muốn bỏ thì dùng Hoàn tác (Ctrl+Z).")

    def _show_summary(self, summary: BookSummary) -> None:
        dialog = SummaryDialog(summary, self._desk.window)
        dialog.folder_asked.connect(partial(self._desk.around.show_file, summary.path.parent))
        dialog.open()


def _history(book: Book, _progress: Progress, about: str | None) -> Sequence[HistoryLine]:
    return safety.tell_history(book, about)


def _set_back(book: Book, _progress: Progress, line: HistoryView, to_old: bool) -> Changes | str:
    """What was changed, or the sentence that says why nothing was."""
    try:
        return safety.set_back(book, line, to_old=to_old)
    except KnownError as reason:
        return str(reason)


def _summary(book: Book, _progress: Progress, folder: Path) -> BookSummary:
    return safety.summary(book, folder)
