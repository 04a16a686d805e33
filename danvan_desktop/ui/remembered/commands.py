"""«Những lựa chọn đã nhớ», as the menu shows it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from danvan_desktop.services import importing
from danvan_desktop.services.books import Book
from danvan_desktop.services.history import Changes
from danvan_desktop.services.importing import Remembered
from danvan_desktop.ui.commands.desk import Desk
from danvan_desktop.ui.jobs import Job, Progress
from danvan_desktop.ui.menus import Command
from danvan_desktop.ui.remembered.dialog import RememberedDialog

_READING = "Đang đọc các lựa chọn đã nhớ"
Forgotten = tuple[Changes, Sequence[Remembered]]


class RememberedCommand:
    """Each forgetting is one action, which can be taken back."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        desk.window.commands.on(Command.REMEMBERED, self.show)

    def show(self) -> None:
        """Open the list."""
        self._desk.jobs.run(Job(_read, self._show, _READING))

    def _show(self, choices: Sequence[Remembered]) -> None:
        dialog = RememberedDialog(choices, self._desk.window.situation.writable, self._desk.window)
        dialog.forget_asked.connect(partial(self._forget, dialog))
        dialog.open()

    def _forget(self, dialog: RememberedDialog, chosen: Sequence[tuple[str, str]]) -> None:
        self._desk.jobs.run(Job(partial(_forget, chosen=chosen), partial(self._take, dialog), "Đang lưu"))

    def _take(self, dialog: RememberedDialog, done: Forgotten) -> None:
        changes, left = done
        self._desk.written(changes)
        dialog.show_choices(left)


def _read(book: Book, _progress: Progress) -> Sequence[Remembered]:
    return importing.list_remembered(book)


def _forget(book: Book, _progress: Progress, chosen: Sequence[tuple[str, str]]) -> Forgotten:
    return importing.forget_choices(book, chosen), importing.list_remembered(book)
