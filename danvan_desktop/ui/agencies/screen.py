"""The place «Cơ quan»: the directory of agencies, and what the officer does with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from danvan_desktop.domain.agencies.registered import AgencyFacts, RegisteredAgency
from danvan_desktop.domain.ids import uuid7
from danvan_desktop.services import agencies
from danvan_desktop.services.books import Book
from danvan_desktop.services.history import Changes
from danvan_desktop.ui.agencies.joining import JoinDialog
from danvan_desktop.ui.agencies.page import AgenciesPage
from danvan_desktop.ui.agencies.table import AgencyLine, agency_line
from danvan_desktop.ui.commands.desk import Desk
from danvan_desktop.ui.jobs import Job, Progress
from danvan_desktop.ui.places.place import Guide
from danvan_desktop.ui.wording import count_text, day_text

_SAVING = "Đang lưu"
Saved = tuple[str, Changes]
"""The agency to show afterwards, and what was changed."""


class AgenciesScreen:
    """A `Screen` (ui.places.place)."""

    def __init__(self, desk: Desk, guide: Guide) -> None:
        self._desk = desk
        self._guide = guide
        self._wanted = ""
        self.page = AgenciesPage(desk.window)
        self.page.form.saved.connect(self._save)
        desk.hub.leaving.connect(self._leave)
        self.page.see_tasks.clicked.connect(self._see_tasks)
        self.page.history.clicked.connect(self._ask_history)
        self.page.join.clicked.connect(self._ask_join)
        self.page.delete.clicked.connect(self._ask_delete)
        self.page.up.clicked.connect(partial(self._move, -1))
        self.page.down.clicked.connect(partial(self._move, 1))

    @property
    def widget(self) -> QWidget:
        """What is shown."""
        return self.page

    def load(self) -> None:
        """Read the directory anew; what is chosen and what is being typed stays."""
        self.page.set_editable(self._desk.window.situation.writable)
        work = partial(_read, today=self._desk.around.today())
        self._desk.jobs.run(Job(work, self._show, "Đang đọc danh sách cơ quan"))

    def forget(self) -> None:
        """Another book, or none, is open."""
        self._wanted = ""
        self.page.clear()

    def _leave(self) -> None:
        if not self.page.form.leave():
            QGuiApplication.clipboard().setText(self.page.form.typed())
            self._desk.window.say(
                f"Phần đang sửa ở «Cơ quan» chưa lưu được; chữ đã gõ được chép sẵn, dán bằng Ctrl+V để lấy lại. "
                f"{self.page.form.trouble()}".strip()
            )

    def _show(self, lines: list[AgencyLine]) -> None:
        wanted, self._wanted = self._wanted, ""
        self.page.show_lines(lines, wanted)

    def _save(self, facts: AgencyFacts) -> None:
        agency = self.page.agency()
        if agency is None:
            self._write(partial(_add, facts=facts), f"Đã thêm cơ quan «{facts.name}».")
        else:
            self._write(partial(_set, agency=agency.id, facts=facts), f"Đã lưu cơ quan «{facts.name}».")

    def _move(self, step: int, _checked: bool = False) -> None:
        agency = self.page.agency()
        if agency is not None:
            self._write(partial(_move, agency=agency.id, step=step), f"Đã đổi thứ tự cơ quan «{agency.facts.name}».")

    def _see_tasks(self) -> None:
        agency = self.page.agency()
        if agency is not None:
            self._guide.open_agency(agency.id)

    def _ask_history(self) -> None:
        agency = self.page.agency()
        if agency is not None:
            self._desk.hub.history_asked.emit(agency.id, f"Lịch sử của {agency.facts.name}")

    def _ask_join(self) -> None:
        agency = self.page.agency()
        if agency is None:
            return
        others = [
            other
            for other in self.page.agencies()
            if other.id != agency.id and other.facts.collective is agency.facts.collective
        ]
        dialog = JoinDialog(agency, others, self._desk.window)
        dialog.chosen.connect(partial(self._join, agency, {other.id: other.facts.name for other in others}))
        dialog.open()

    def _join(self, agency: RegisteredAgency, names: Mapping[str, str], into: str) -> None:
        said = f"Đã gộp «{agency.facts.name}» vào «{names[into]}»."
        self._write(partial(_join, agency=agency.id, into=into), said)

    def _ask_delete(self) -> None:
        agency = self.page.agency()
        if agency is None:
            return
        if agency.leading or agency.coordinating:
            self._offer_end(agency)
            return
        question = f"Xóa cơ quan «{agency.facts.name}» khỏi sổ? Hoàn tác một lần là có lại."
        self._desk.messages.ask(question, "&Xóa", lambda: self._delete(agency))

    def _offer_end(self, agency: RegisteredAgency) -> None:
        today = self._desk.around.today()
        parts = ((agency.leading, "chủ trì"), (agency.coordinating, "phối hợp"))
        named = ", ".join(f"{words} {count_text(number, 'nhiệm vụ')}" for number, words in parts if number)
        question = (
            f"«{agency.facts.name}» còn được nêu tên ({named}) nên không xóa; sổ không thay đổi. "
            f"Nếu cơ quan không còn hoạt động, có thể ghi ngày kết thúc là hôm nay, {day_text(today)}."
        )
        work = partial(_end, agency=agency.id, day=today)
        said = f"Đã ghi ngày kết thúc hoạt động của «{agency.facts.name}»."
        self._desk.messages.ask(question, "&Ghi ngày kết thúc", lambda: self._write(work, said))

    def _delete(self, agency: RegisteredAgency) -> None:
        self._write(partial(_delete, agency=agency.id), f"Đã xóa cơ quan «{agency.facts.name}».")

    def _write(self, work: Callable[[Book, Progress], Saved], said: str) -> None:
        self._desk.jobs.run(Job(work, partial(self._take_written, said), _SAVING))

    def _take_written(self, said: str, saved: Saved) -> None:
        self._wanted, changes = saved
        self._desk.written(changes)
        if changes:
            self._desk.window.say(said)
        else:
            self.load()


def _read(book: Book, _progress: Progress, today: date) -> list[AgencyLine]:
    return [agency_line(agency, today) for agency in agencies.list_registered(book)]


def _add(book: Book, _progress: Progress, facts: AgencyFacts) -> Saved:
    return agencies.add_agency(book, facts, lambda: uuid7(book.author.now_ms(), book.author.entropy(10)))


def _set(book: Book, _progress: Progress, agency: str, facts: AgencyFacts) -> Saved:
    return agency, agencies.set_agency(book, agency, facts)


def _move(book: Book, _progress: Progress, agency: str, step: int) -> Saved:
    return agency, agencies.move_agency(book, agency, step)


def _join(book: Book, _progress: Progress, agency: str, into: str) -> Saved:
    return into, agencies.join_agencies(book, agency, into)


def _end(book: Book, _progress: Progress, agency: str, day: date) -> Saved:
    return agency, agencies.end_activity(book, agency, day)


def _delete(book: Book, _progress: Progress, agency: str) -> Saved:
    return "", agencies.delete_agency(book, agency)
