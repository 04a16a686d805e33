"""Asking for the passwords of files, and trying them away from the window."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from danvan_desktop.services import travel
from danvan_desktop.ui.commands.desk import Desk
from danvan_desktop.ui.jobs import Job, Progress
from danvan_desktop.ui.travel.password_dialog import PasswordDialog

Then = Callable[[Mapping[Path, str]], None]


class Passwords:
    """One password may open several files; those that it does not open are asked for again."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._dialog: PasswordDialog | None = None

    def ask(self, paths: Sequence[Path], then: Then) -> None:
        """Go on with the passwords of those files that have one; not at all when the officer gives up."""
        book = self._desk.book
        others = tuple(path for path in paths if book is None or path.absolute() != book.path)
        work = partial(_with_password, paths=others)
        self._desk.jobs.run_aside(Job(work, partial(self._ask_for, {}, then), "Đang xem tệp"))

    def _ask_for(self, known: Mapping[Path, str], then: Then, paths: Sequence[Path]) -> None:
        if not paths:
            then(known)
            return
        dialog = self._dialog = PasswordDialog(paths, self._desk.window)
        dialog.finished.connect(self._forget)
        dialog.typed.connect(partial(self._try, dialog, known, then, paths))
        dialog.open()

    def _forget(self) -> None:
        self._dialog = None

    def _try(
        self, dialog: PasswordDialog, known: Mapping[Path, str], then: Then, paths: Sequence[Path], password: str
    ) -> None:
        def take(opened: Sequence[Path]) -> None:
            if dialog is not self._dialog:
                return
            if not opened:
                dialog.say_wrong(str(travel.WrongPassword(paths[0].name)))
                return
            dialog.done(PasswordDialog.DialogCode.Accepted)
            left = [path for path in paths if path not in opened]
            self._ask_for({**known, **dict.fromkeys(opened, password)}, then, left)

        def give_up() -> None:
            if dialog is self._dialog:
                dialog.take_back()

        work = partial(_opened_by, paths=tuple(paths), password=password)
        self._desk.jobs.run_aside(Job(work, take, "Đang thử mật khẩu", failed=give_up))


def _with_password(_progress: Progress, paths: Sequence[Path]) -> tuple[Path, ...]:
    return travel.with_password(paths)


def _opened_by(_progress: Progress, paths: Sequence[Path], password: str) -> tuple[Path, ...]:
    return travel.opened_by(paths, password)
