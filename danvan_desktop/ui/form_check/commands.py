"""Công cụ → «Kiểm tra thể thức văn bản…»: checking and mending beside the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from danvan_desktop.services import form_check
from danvan_desktop.services.form_check import Report
from danvan_desktop.ui.commands.desk import Desk
from danvan_desktop.ui.form_check.dialog import FormDialog
from danvan_desktop.ui.jobs import Job, Progress
from danvan_desktop.ui.menus import Command
from danvan_desktop.ui.surroundings import FileQuestion

_KINDS = "Văn bản Word (*.docx);;Tất cả các tệp (*)"


class FormCommands:
    """One dialog at a time; closing it stops what is running for it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._dialog: FormDialog | None = None
        self._job: Job | None = None
        self._path = Path()
        self._report: Report | None = None
        desk.window.commands.on(Command.CHECK_FORM, self.show)

    def show(self) -> None:
        """Open the screen; a file is chosen or dropped there."""
        dialog = self._dialog = FormDialog(self._desk.window)
        dialog.file_asked.connect(self._ask)
        dialog.dropped.connect(self.check)
        dialog.mend_asked.connect(self._mend)
        dialog.stopped.connect(self._stop)
        dialog.copy_shown.connect(lambda: self._desk.around.show_file(self._path))
        dialog.folder_shown.connect(lambda: self._desk.around.show_file(self._path.parent))
        dialog.finished.connect(self._leave)
        dialog.open()

    def check(self, path: Path) -> None:
        """Look at a file."""
        self._desk.remember_folder(path)
        self._run(f"Đang kiểm tra «{path.name}»", partial(_check, path), partial(self._show, path, mended=False))

    def _ask(self) -> None:
        if self._dialog is not None:
            question = FileQuestion("Kiểm tra thể thức tệp Word", self._desk.start_folder(), _KINDS)
            self._desk.around.chooser.ask_open(self._dialog, question, self.check)

    def _mend(self, chosen: Sequence[int]) -> None:
        if self._report is not None:
            work = partial(_mend, self._path, self._report, chosen)
            self._run("Đang sửa vào bản sao", work, lambda done: self._show(done[0], done[1], mended=True))

    def _run(self, title: str, work: Callable[..., Any], then: Callable[[Any], None]) -> None:
        dialog = self._dialog
        if dialog is None or self._job is not None:
            return

        def go_on(result: Any) -> None:
            self._job = None
            if self._dialog is dialog:
                then(result)

        def give_up() -> None:
            self._job = None
            if self._dialog is dialog:
                dialog.give_up()

        dialog.wait_for(f"{title}…")
        self._job = self._desk.jobs.run_aside(Job(work, go_on, title, cancellable=True, failed=give_up))

    def _show(self, path: Path, report: Report, *, mended: bool) -> None:
        self._path, self._report = path, report
        if self._dialog is not None:
            self._dialog.show_report(path.name, report, mended=mended)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.progress.cancel()

    def _leave(self) -> None:
        self._stop()
        self._dialog = None


def _check(path: Path, progress: Progress) -> Report:
    return form_check.check(path, progress.cancelled)


def _mend(path: Path, report: Report, chosen: Sequence[int], progress: Progress) -> tuple[Path, Report]:
    return form_check.mend(path, report, chosen, progress.cancelled)
