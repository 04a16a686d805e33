"""Putting papers out: the catalogue as Word, the register as Excel."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from danvan_desktop.services import exporting
from danvan_desktop.services.books import Book
from danvan_desktop.services.exporting import ExportOrder, PaperKind
from danvan_desktop.ui.commands.desk import Desk
from danvan_desktop.ui.dialogs.choose_programme import ChooseProgramme
from danvan_desktop.ui.jobs import Job, Progress
from danvan_desktop.ui.menus import Command
from danvan_desktop.ui.surroundings import FileQuestion

_FILE_WORDS = {PaperKind.CATALOGUE: "DanhMuc", PaperKind.REGISTER: "SoTheoDoi"}
_KINDS = {PaperKind.CATALOGUE: "Văn bản Word (*.docx)", PaperKind.REGISTER: "Bảng tính Excel (*.xlsx)"}


class ExportCommands:
    """Asks where to, writes, offers to open."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        desk.window.action(Command.EXPORT_CATALOGUE).triggered.connect(self.ask_catalogue)
        desk.window.action(Command.EXPORT_REGISTER).triggered.connect(lambda: self.ask(PaperKind.REGISTER, None))

    def ask_catalogue(self) -> None:
        """A catalogue is of one programme; with several the officer says which."""
        programmes = self._desk.programmes
        if len(programmes) < 2:
            self.ask(PaperKind.CATALOGUE, programmes[0].id if programmes else None)
            return
        row = self._desk.window.task_page.panel.row()
        dialog = ChooseProgramme(programmes, row.programme if row else "", self._desk.window)
        dialog.chosen.connect(lambda programme: self.ask(PaperKind.CATALOGUE, programme))
        dialog.open()

    def ask(self, kind: PaperKind, programme: str | None) -> None:
        """Ask for the file, then write it."""
        title = f"Xuất {exporting.PAPER_NAMES[kind]}"
        question = FileQuestion(title, self._desk.start_folder() / self._file_name(kind, programme), _KINDS[kind])
        then = partial(self._write, kind, programme)
        self._desk.around.chooser.ask_save(self._desk.window, question, then)

    def _file_name(self, kind: PaperKind, programme: str | None) -> str:
        """Short and ASCII: «DanVan_2026_DanhMuc_20260305.docx»."""
        facts, today = self._desk.book, self._desk.around.today()
        periods = [view.period for view in self._desk.programmes if view.id == programme]
        year = periods[0][0].year if periods and periods[0] else facts.year if facts else today.year
        return f"DanVan_{year}_{_FILE_WORDS[kind]}_{today:%Y%m%d}{exporting.PAPER_SUFFIXES[kind]}"

    def _write(self, kind: PaperKind, programme: str | None, target: Path) -> None:
        self._desk.remember_folder(target)
        order = ExportOrder(kind, target, self._desk.around.today(), programme)
        work, then = partial(_export, order=order), partial(self._say_done, target)
        job = Job(work, then, f"Đang xuất {target.name}", cancellable=True)
        self._desk.run_long(job)

    def _say_done(self, target: Path, written: Path) -> None:
        show = self._desk.around.show_file
        said = f"Đã xuất «{written.name}» vào {written.parent}."
        if written != target:
            said = f"«{target.name}» đang mở ở chương trình khác nên được giữ nguyên. {said}"
        self._desk.window.notice.say(
            said,
            [("&Mở tệp", partial(show, written)), ("Mở thư mụ&c", partial(show, written.parent))],
            kind="done",
        )


def _export(book: Book, progress: Progress, order: ExportOrder) -> Path:
    return exporting.export(book, order, progress.cancelled)
