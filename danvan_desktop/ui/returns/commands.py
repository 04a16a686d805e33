"""Taking in what units sent back, as the menus order it: nothing is written before the officer has seen it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path

from danvan_desktop.services import returns
from danvan_desktop.services.books import Book
from danvan_desktop.services.history import Changes
from danvan_desktop.services.returns import LookedForms, ReadForms
from danvan_desktop.ui.commands.desk import Desk
from danvan_desktop.ui.jobs import Job, Progress
from danvan_desktop.ui.menus import Command
from danvan_desktop.ui.returns.dialog import ReturnedFormsDialog
from danvan_desktop.ui.returns.telling import told_done
from danvan_desktop.ui.surroundings import FileQuestion
from danvan_desktop.ui.wording import count_text

KINDS = "Biểu báo cáo (*.xlsx *.xls *.ods);;Tất cả các tệp (*)"


class ReceiveCommands:
    """«Nhận biểu của đơn vị»: chosen, dropped on the window, or met by «Nhập danh mục»."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        desk.window.commands.on(Command.RECEIVE_FORMS, self.ask)
        desk.window.forms_dropped.connect(self.take)

    def ask(self) -> None:
        """Ask for one or several files and look at them."""
        question = FileQuestion("Nhận biểu của đơn vị", self._desk.start_folder(), KINDS)
        self._desk.around.chooser.ask_several(self._desk.window, question, self.look_at)

    def take(self, paths: Sequence[Path]) -> None:
        """Look at files that came otherwise, if there is a book that can take them in."""
        if self._desk.window.action(Command.RECEIVE_FORMS).isEnabled():
            self.look_at(paths)
            return
        names = ", ".join(f"«{path.name}»" for path in paths)
        self._desk.messages.tell(
            f"{names} là biểu báo cáo của đơn vị; chưa nhận.",
            "Hãy mở sổ đã xuất biểu (sổ ghi được), rồi nhận biểu.",
        )

    def look_at(self, paths: Sequence[Path]) -> None:
        """Read the files beside the book, find out what taking them in would do, and show that."""
        self._desk.remember_folder(paths[0])
        name = paths[0].name if len(paths) == 1 else count_text(len(paths), "biểu")
        job = Job(partial(_read, tuple(paths)), self._compare, f"Đang đọc {name}", cancellable=True)
        self._desk.run_long(job, aside=True)

    def _compare(self, read: ReadForms) -> None:
        if not read.forms:
            self._refuse(read.refused)
            return
        work = partial(_look, read=read, today=self._desk.around.today())
        self._desk.run_long(Job(work, self._show, "Đang đối chiếu với sổ"))

    def _refuse(self, refused: Sequence[str]) -> None:
        self._desk.messages.tell("Không nhận được biểu nào; sổ không thay đổi.", "\n".join(refused))

    def _show(self, found: LookedForms) -> None:
        if not found.reviews:
            self._refuse(found.refused)
            return
        dialog = ReturnedFormsDialog(found, self._desk.window)
        dialog.decided.connect(partial(self._take_in, found))
        dialog.open()

    def _take_in(self, found: LookedForms, picked: frozenset[tuple[int, int]]) -> None:
        today = self._desk.around.today()
        work = partial(_take_in, found=found, picked=picked, today=today)
        self._desk.run_long(Job(work, partial(self._say_done, found, len(picked)), "Đang nhận biểu"))

    def _say_done(self, found: LookedForms, lines: int, changes: Changes) -> None:
        self._desk.written(changes)
        said = told_done(found.reviews, lines)
        if changes:
            self._desk.tell_done(said)
        else:
            self._desk.window.notice.say(said, kind="done")


def _read(paths: Sequence[Path], progress: Progress) -> ReadForms:
    return returns.read_forms(paths, progress.cancelled)


def _look(book: Book, _progress: Progress, read: ReadForms, today: date) -> LookedForms:
    return returns.look_at_forms(book, read, today)


def _take_in(
    book: Book, _progress: Progress, found: LookedForms, picked: frozenset[tuple[int, int]], today: date
) -> Changes:
    return returns.take_in(book, found.reviews, picked, today)
