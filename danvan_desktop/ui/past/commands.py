"""Going to a day of the past and back, as the menus order it."""

from __future__ import annotations

from datetime import date
from functools import partial

from danvan_desktop.services import safety
from danvan_desktop.services.books import Book
from danvan_desktop.services.safety import PastDays
from danvan_desktop.ui.commands.books import BookCommands
from danvan_desktop.ui.commands.desk import Desk
from danvan_desktop.ui.jobs import Job, Progress
from danvan_desktop.ui.menus import Command
from danvan_desktop.ui.past.dialog import PastDialog


class PastCommands:
    """«Xem sổ như ngày…», «Trở lại sổ hiện tại»."""

    def __init__(self, desk: Desk, books: BookCommands) -> None:
        self._desk = desk
        self._books = books
        desk.window.commands.on(Command.LOOK_BACK, self.ask)
        desk.window.commands.on(Command.BACK_TO_NOW, books.back_to_now)

    def ask(self) -> None:
        """Ask for the day."""
        if self._desk.book is not None:
            work = partial(_days, today=self._desk.around.today())
            self._desk.jobs.run(Job(work, self._show, "Đang đọc lịch sử"))

    def _show(self, found: PastDays) -> None:
        dialog = PastDialog(found, self._desk.around.today(), self._desk.window)
        dialog.chosen.connect(self._books.open_past)
        dialog.open()


def _days(book: Book, _progress: Progress, today: date) -> PastDays:
    return safety.past_days(book, today)
