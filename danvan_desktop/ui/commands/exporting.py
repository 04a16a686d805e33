"""Putting papers out: which one, where to, then what to do with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from danvan_desktop.services import papers, tasks
from danvan_desktop.services.agencies import list_registered
from danvan_desktop.services.books import Book
from danvan_desktop.services.papers import PAPERS, Exported, ExportOrder, PaperKind, WordingPlaces
from danvan_desktop.ui.commands.desk import Desk
from danvan_desktop.ui.dialogs.choose_programme import ChooseProgramme
from danvan_desktop.ui.each_agency.commands import EachAgency
from danvan_desktop.ui.each_agency.dialog import EachAgencyDialog
from danvan_desktop.ui.jobs import Job, Progress
from danvan_desktop.ui.menus import Command
from danvan_desktop.ui.papers.dialog import PaperDialog
from danvan_desktop.ui.papers.material import Material, PaperWish
from danvan_desktop.ui.printing.commands import PrintCommands
from danvan_desktop.ui.surroundings import FileQuestion
from danvan_desktop.ui.wording import count_text

_SORTS = {".docx": "Văn bản Word (*.docx)", ".xlsx": "Bảng tính Excel (*.xlsx)", ".ics": "Lịch (*.ics)"}
_SHIPPED, _OWN = "wording", "Cau chu"


class ExportCommands:
    """Asks what and where to, writes, offers to open."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        folders = desk.around.folders
        self._places = WordingPlaces(folders.resources / _SHIPPED, folders.documents / _OWN)
        window = desk.window
        self._printing = PrintCommands(desk)
        self._each = EachAgency(desk)
        window.action(Command.PREVIEW).triggered.connect(self.preview_catalogue)
        window.action(Command.EXPORT_PAPER).triggered.connect(self.ask_paper)
        window.action(Command.PRINT_EACH).triggered.connect(self.ask_agencies)
        window.action(Command.EXPORT_CATALOGUE).triggered.connect(self.ask_catalogue)
        window.action(Command.EXPORT_REGISTER).triggered.connect(
            lambda: self.ask(PaperWish(PaperKind.REGISTER, None, None))
        )

    def ask_paper(self) -> None:
        """Which paper, for whom, of what time."""
        self._read_material(self._show)

    def ask_agencies(self) -> None:
        """Which sheet, for which agencies."""
        self._read_material(self._show_agencies)

    def _read_material(self, then: Callable[[Material], None]) -> None:
        row, today = self._desk.window.task_page.panel.row(), self._desk.around.today()
        work = partial(_read_material, today=today, programme=row.programme if row else "")
        self._desk.jobs.run(Job(work, then, "Đang mở danh sách văn bản"))

    def ask_catalogue(self) -> None:
        """Put out a catalogue."""
        self._choose_programme(self.ask)

    def preview_catalogue(self) -> None:
        """Look at the pages of a catalogue."""
        self._choose_programme(self.preview)

    def _choose_programme(self, then: Callable[[PaperWish], None]) -> None:
        """A catalogue is of one programme; with several the officer says which."""
        programmes = self._desk.programmes
        if len(programmes) < 2:
            then(PaperWish(PaperKind.CATALOGUE, programmes[0].id if programmes else None, None))
            return
        row = self._desk.window.task_page.panel.row()
        dialog = ChooseProgramme(programmes, row.programme if row else "", self._desk.window)
        dialog.chosen.connect(lambda programme: then(PaperWish(PaperKind.CATALOGUE, programme, None)))
        dialog.open()

    def preview(self, wish: PaperWish) -> None:
        """Show the pages of a paper as they would be printed."""
        self._printing.preview(self._order_of(wish), PAPERS[wish.kind].name)

    def ask(self, wish: PaperWish, agency: str = "") -> None:
        """Ask for the file, then write it; `agency` is the name of the agency that the paper is for."""
        spec = PAPERS[wish.kind]
        start = self._desk.start_folder() / self._file_name(wish, agency)
        question = FileQuestion(f"Xuất {spec.name}", start, _SORTS[spec.suffix])
        self._desk.around.chooser.ask_save(self._desk.window, question, partial(self._write, wish))

    def _show(self, material: Material) -> None:
        dialog = PaperDialog(material, partial(papers.has_own_wording, places=self._places), self._desk.window)
        names = dict(material.agencies)
        self._desk.jobs.slow.connect(dialog.show_job)
        dialog.preview_asked.connect(self.preview)
        dialog.decided.connect(lambda wish: self.ask(wish, names.get(wish.agency or "", "")))
        dialog.wording_asked.connect(lambda kind: self._edit_wording(dialog, kind))
        dialog.wording_dropped.connect(lambda kind: self._drop_wording(dialog, kind))
        dialog.open()

    def _show_agencies(self, material: Material) -> None:
        dialog = EachAgencyDialog(material, self._desk.window)
        dialog.look_asked.connect(lambda wish: self._each.look(self._order_of(wish)))
        dialog.files_asked.connect(lambda wish: self._each.keep(self._order_of(wish)))
        dialog.open()

    def _order_of(self, wish: PaperWish) -> ExportOrder:
        """The order for a wish whose file is not asked for yet."""
        return self._order(wish, self._desk.start_folder() / self._file_name(wish, ""))

    def _edit_wording(self, dialog: PaperDialog, kind: PaperKind) -> None:
        try:
            self._desk.around.show_file(papers.own_wording(kind, self._places))
        except papers.NoWording as trouble:
            self._desk.messages.refuse(trouble)
        dialog.tell_wording()

    def _drop_wording(self, dialog: PaperDialog, kind: PaperKind) -> None:
        try:
            papers.drop_own_wording(kind, self._places)
        except papers.NoWording as trouble:
            self._desk.messages.refuse(trouble)
        dialog.tell_wording()

    def _file_name(self, wish: PaperWish, agency: str) -> str:
        """Short and ASCII: «DanVan_2026_DonDoc_PhongKinhTe_20260305.docx»."""
        facts, today, period = self._desk.book, self._desk.around.today(), wish.choices.period
        periods = [view.period for view in self._desk.programmes if view.id == wish.programme]
        held = period.first.year if period else periods[0][0].year if periods and periods[0] else None
        year = held or (facts.year if facts else today.year)
        again = f"Lan{wish.choices.letter_round}" if wish.choices.letter_round > 1 else ""
        return papers.file_name(wish.kind, year, today, agency, again, period.file_word if period else "")

    def _write(self, wish: PaperWish, target: Path) -> None:
        self._desk.remember_folder(target)
        order = self._order(wish, target)
        work, then = partial(_export, order=order), partial(self._say_done, target)
        self._desk.run_long(Job(work, then, f"Đang xuất {target.name}", cancellable=True))

    def _order(self, wish: PaperWish, target: Path) -> ExportOrder:
        return ExportOrder(
            kind=wish.kind,
            target=target,
            today=self._desk.around.today(),
            wording=self._places,
            programme=wish.programme,
            agency=wish.agency,
            choices=wish.choices,
        )

    def _say_done(self, target: Path, done: Exported) -> None:
        show, written = self._desk.around.show_file, done.files[0]
        if len(done.files) > 1:
            said = f"Đã xuất {count_text(len(done.files), 'tệp')} vào {written.parent}."
        else:
            said = f"Đã xuất «{written.name}» vào {written.parent}."
            if written.stem.startswith(f"{target.stem} ("):
                said = f"«{target.name}» đang mở ở chương trình khác nên được giữ nguyên. {said}"
        self._desk.window.notice.say(
            " ".join((said, *done.notes)),
            [("&Mở tệp", partial(show, written)), ("Mở thư mụ&c", partial(show, written.parent))],
            kind="warning" if done.notes else "done",
        )


def _read_material(book: Book, _progress: Progress, today: date, programme: str) -> Material:
    """The agencies that tasks name, and the members of collectives."""
    held = list_registered(book)
    inside = {member for agency in held for member in agency.facts.members}
    named = [agency for agency in held if agency.leading or agency.coordinating or agency.id in inside]
    agencies = tuple((agency.id, agency.facts.name) for agency in named)
    return Material(tasks.list_programmes(book), agencies, tasks.work_calendar(book), today, programme)


def _export(book: Book, progress: Progress, order: ExportOrder) -> Exported:
    return papers.export(book, order, progress.cancelled)
