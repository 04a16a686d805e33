"""The list of what was done, kept in step with the book while it is open."""

from __future__ import annotations

from functools import partial

from danvan_desktop.services import history, safety
from danvan_desktop.services.books import Book
from danvan_desktop.services.history import Changes
from danvan_desktop.services.safety import ActionLine, UndoneActions
from danvan_desktop.ui.commands.desk import Desk
from danvan_desktop.ui.jobs import Job, Progress
from danvan_desktop.ui.menus import Command
from danvan_desktop.ui.safety.actions import ActionsDialog
from danvan_desktop.ui.wording import count_text

_ACTIONS = 500
"""Actions shown; who looks further back reads the history."""
Standing = tuple[tuple[ActionLine, ...], bool]


class GoingBack:
    """«Các việc đã làm»."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._dialog: ActionsDialog | None = None
        self._said = ""
        desk.hub.changed.connect(self._take_changes)

    def show(self) -> None:
        """Open the list."""
        if self._desk.book is None or self._dialog is not None:
            return
        dialog = self._dialog = ActionsDialog(not self._desk.book.read_only, self._desk.window)
        dialog.finished.connect(self._forget)
        dialog.back_asked.connect(self._go_back)
        dialog.undo_asked.connect(self._desk.window.action(Command.UNDO).trigger)
        dialog.redo_asked.connect(self._desk.window.action(Command.REDO).trigger)
        self._read()
        dialog.open()

    def _forget(self) -> None:
        self._dialog = None

    def _read(self) -> None:
        self._desk.jobs.run(Job(_standing, self._show_lines, "Đang đọc các việc đã làm"))

    def _take_changes(self, _changes: Changes) -> None:
        if self._dialog is not None:
            self._read()

    def _show_lines(self, found: Standing) -> None:
        if self._dialog is None:
            return
        self._dialog.show_lines(*found)
        if self._said:
            self._dialog.say(self._said)
            self._said = ""

    def _go_back(self, handle: str) -> None:
        job = Job(partial(_undo_to, handle=handle), self._take_back, "Đang hoàn tác", cancellable=True)
        self._desk.run_long(job)

    def _take_back(self, done: UndoneActions) -> None:
        self._said = f"Đã hoàn tác {count_text(len(done.steps), 'việc')}."
        if done.trouble:
            self._said = f"{self._said} Dừng lại: {done.trouble}"
        changed = frozenset(record for changes in done.steps for record in changes.records)
        if changed:
            fields = frozenset(field for changes in done.steps for field in changes.fields)
            self._desk.written(Changes(done.steps[-1].action, changed, fields))
        else:
            self._read()


def _standing(book: Book, _progress: Progress) -> Standing:
    return safety.list_actions(book, _ACTIONS), history.can_go(book)[1]


def _undo_to(book: Book, progress: Progress, handle: str) -> UndoneActions:
    return safety.undo_to(book, handle, progress.cancelled)
