"""«Phân công»: the matrix of tasks and agencies, and the page of one agency."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtWidgets import QStackedWidget, QWidget

from danvan_desktop.domain.records import Role
from danvan_desktop.services import assignments
from danvan_desktop.services.assignments import AgencySheet, Matrix
from danvan_desktop.services.books import Book
from danvan_desktop.services.history import Changes
from danvan_desktop.ui.assignment.matrix_page import MatrixPage
from danvan_desktop.ui.assignment.sheet_page import SheetPage
from danvan_desktop.ui.commands.desk import Desk
from danvan_desktop.ui.jobs import Job, Progress
from danvan_desktop.ui.menus import Command
from danvan_desktop.ui.places.place import Guide
from danvan_desktop.ui.wording import count_text

_READ_ONLY = "Sổ đang mở chỉ để đọc nên không đổi được phân công. Sổ không thay đổi."


class AssignmentScreen:
    """The place as the window works with it."""

    def __init__(self, desk: Desk, guide: Guide) -> None:
        self._desk = desk
        self._agency = ""
        self.matrix = MatrixPage(desk.window.icons)
        self.sheet = SheetPage(desk.window.icons)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.matrix)
        self._pages.addWidget(self.sheet)
        self._pages.setFocusProxy(self.matrix)
        self._pages.currentChanged.connect(lambda _: self._pages.setFocusProxy(self._pages.currentWidget()))
        self.matrix.view.part_chosen.connect(self._set_parts)
        self.matrix.view.task_asked.connect(guide.open_task)
        self.matrix.agency_asked.connect(self.open_agency)
        self.matrix.import_asked.connect(desk.window.action(Command.IMPORT).trigger)
        self.sheet.task_asked.connect(guide.open_task)
        self.sheet.back_asked.connect(self._go_back)

    @property
    def widget(self) -> QWidget:
        """What is shown."""
        return self._pages

    def load(self) -> None:
        """Read the matrix anew, and the agency that is open."""
        work = partial(_read_matrix, day=self._desk.around.today())
        self._desk.jobs.run(Job(work, self.matrix.show_matrix, "Đang đọc phân công"))
        if self._agency:
            self._read_sheet()

    def forget(self) -> None:
        """Show nothing of the old book."""
        self._agency = ""
        self.matrix.forget()
        self._pages.setCurrentWidget(self.matrix)

    def open_agency(self, agency: str) -> None:
        """Show the page of one agency."""
        self._agency = agency
        self._read_sheet()

    def _read_sheet(self) -> None:
        work = partial(_read_sheet, agency=self._agency, day=self._desk.around.today())
        self._desk.jobs.run(Job(work, self._show_sheet, "Đang đọc phân công", failed=self._go_back))

    def _show_sheet(self, sheet: AgencySheet) -> None:
        if sheet.agency.id != self._agency:
            return
        self.sheet.show_sheet(sheet)
        if self._pages.currentWidget() is not self.sheet:
            self._pages.setCurrentWidget(self.sheet)
            self.sheet.setFocus()

    def _go_back(self) -> None:
        self._agency = ""
        self._pages.setCurrentWidget(self.matrix)
        self.matrix.view.setFocus()

    def _set_parts(self, cells: Sequence[tuple[str, str]], role: Role | None) -> None:
        """Shown at once, so that the next key goes on from here; read anew when it could not be saved."""
        if not self._desk.window.situation.writable:
            self._desk.window.say(_READ_ONLY)
            return
        self.matrix.model.set_parts(cells, role)
        work = partial(_set_parts, cells=tuple(cells), role=role)
        self._desk.jobs.run(Job(work, partial(self._take_written, len(cells)), "Đang lưu", failed=self.load))

    def _take_written(self, cells: int, changes: Changes) -> None:
        self._desk.written(changes)
        if cells > 1:
            self._desk.window.say(f"Đã đổi {count_text(cells, 'ô')}. Hoàn tác một lần là có lại như cũ.")


def _read_matrix(book: Book, _progress: Progress, day: date) -> Matrix:
    return assignments.read_matrix(book, day)


def _read_sheet(book: Book, _progress: Progress, agency: str, day: date) -> AgencySheet:
    return assignments.read_sheet(book, agency, day)


def _set_parts(book: Book, _progress: Progress, cells: Sequence[tuple[str, str]], role: Role | None) -> Changes:
    return assignments.set_parts(book, cells, role)
