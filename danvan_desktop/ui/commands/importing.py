"""Nhập danh mục: read a document, review what was recognised, write it as one action."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import takewhile
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from danvan_desktop.domain.agencies import AgencyDirectory, CommuneType
from danvan_desktop.domain.draft import Draft
from danvan_desktop.domain.review import TimeReader
from danvan_desktop.domain.text import clean
from danvan_desktop.services import backups, importing
from danvan_desktop.services.books import Book, read_shipped
from danvan_desktop.services.importing import Imported, ImportFact, ReadSource, Review, Standing
from danvan_desktop.ui.commands.books import BookCommands
from danvan_desktop.ui.commands.desk import Desk
from danvan_desktop.ui.dialogs.import_review import ImportReview, ReviewMatter
from danvan_desktop.ui.dialogs.new_book import NewBook, proposed_file
from danvan_desktop.ui.dialogs.pasted_text import PastedTextDialog
from danvan_desktop.ui.jobs import Job, Progress
from danvan_desktop.ui.menus import Command
from danvan_desktop.ui.surroundings import FileQuestion
from danvan_desktop.ui.wording import count_text

KINDS = (
    "Văn bản (*.docx *.doc *.pdf *.xlsx *.xls *.txt *.md *.rtf *.odt *.ods *.htm *.html *.mht *.mhtml);;"
    "Tất cả các tệp (*)"
)
"""What cannot be read is chosen too, and then refused in a sentence that says what to do."""
PASTED = "Văn bản dán"
"""What stands for a file's name where there is no file."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a document comes from: what it is called, how it is read, and its file if it has one."""

    name: str
    read: Callable[[AgencyDirectory, int, Callable[[], bool]], ReadSource]
    path: Path | None = None


@dataclass(frozen=True, slots=True)
class Intake:
    """A reviewed document to be written: what it says, who brings it in, what was decided, where the backup goes."""

    draft: Draft
    fact: ImportFact
    review: Review
    backups: Path
    now: datetime


class ImportCommands:
    """From a file, or from text without one, to tasks in the book.

    Without a book one is made on the way, proposed by what the document says of itself; then the document is read
    again, with the agencies and the year of that book.
    """

    def __init__(self, desk: Desk, books: BookCommands, receive: Callable[[Sequence[Path]], None]) -> None:
        """`receive` takes a file that turns out to be a form which a unit sent back."""
        self._desk = desk
        self._books = books
        self._receive = receive
        desk.window.action(Command.IMPORT).triggered.connect(self.ask)
        desk.window.action(Command.PASTE_TEXT).triggered.connect(self.ask_for_text)
        desk.window.dropped.connect(self.take_dropped)

    def ask(self) -> None:
        """Ask for a document and read it."""
        question = FileQuestion("Nhập danh mục từ tệp", self._desk.start_folder(), KINDS)
        self._desk.around.chooser.ask_open(self._desk.window, question, self.read)

    def ask_for_text(self) -> None:
        """Ask for text, the clipboard's offered, and read it."""
        dialog = PastedTextDialog(QGuiApplication.clipboard().mimeData(), self._desk.window)
        dialog.taken.connect(lambda text: self._read(Origin(PASTED, partial(importing.read_pasted, text, PASTED))))
        dialog.open()

    def take_dropped(self, path: Path) -> None:
        """A document dragged onto the window; books are no business of this."""
        if path.suffix.lower() == ".danvan":
            return
        if self._desk.window.action(Command.IMPORT).isEnabled():
            self.read(path)
        elif self._desk.book is not None and self._desk.book.read_only:
            self._desk.messages.tell(
                f"Chưa nhập «{path.name}»: sổ đang mở chỉ đọc được.",
                "Sổ và tài liệu được giữ nguyên. Hãy chép sổ về máy (nút ở dải báo phía trên) hoặc mở sổ khác, rồi kéo "
                "tệp vào lại.",
            )

    def read(self, path: Path) -> None:
        """Read a document beside the book; nothing is written."""
        self._desk.remember_folder(path)
        self._read(Origin(path.name, partial(importing.read_source, path), path))

    def _read(self, origin: Origin) -> None:
        facts = self._desk.book
        unit = facts.commune_type if facts else CommuneType.COMMUNE
        year = facts.year if facts else self._desk.around.today().year
        work = partial(_read, origin, self._desk.around.folders.resources, (unit, year))
        job = Job(work, partial(self._take_source, origin), f"Đang đọc {origin.name}", cancellable=True)
        self._desk.run_long(job, aside=True)

    def _take_source(self, origin: Origin, source: ReadSource | None) -> None:
        if source is None:
            self._receive([origin.path] if origin.path else [])
            return
        draft = source.draft
        if not draft.tasks:
            self._desk.messages.tell(
                f"Không nhận ra nhiệm vụ nào trong «{origin.name}».",
                "Sổ được giữ nguyên. Hãy kiểm tra xem tệp có bảng phân công hoặc các dòng «Cơ quan chủ trì», "
                "«Thời gian thực hiện» hay không.",
            )
        elif self._desk.book is None:
            why = f"Tạo một sổ để nhập {count_text(len(draft.tasks), 'nhiệm vụ')} của «{origin.name}»:"
            self._books.new(self._proposal(draft), why, partial(self._read, origin))
        else:
            self._look_up(origin, source)

    def _proposal(self, draft: Draft) -> NewBook:
        """A book for this document: its year, its commune."""
        around = self._desk.around
        year = draft.document.programme_year or around.today().year
        document = draft.document
        commune = commune_named(document.issuer, document.number_as_written, document.title)
        return NewBook(proposed_file(around.folders.documents, year), year, commune or around.habits.commune)

    def _look_up(self, origin: Origin, source: ReadSource) -> None:
        """Ask the book what it holds of the document, then open the review."""
        job = Job(
            partial(_standing, draft=source.draft), partial(self._review, origin, source), "Đang đối chiếu với sổ"
        )
        self._desk.run_long(job)

    def _review(self, origin: Origin, source: ReadSource, standing: Standing) -> None:
        matter = ReviewMatter(origin.name, source, standing, self._time_reader(source.draft))
        dialog = ImportReview(matter, self._desk.around.habits, self._desk.window)
        dialog.confirmed.connect(partial(self._write, origin, source.draft))
        dialog.loss_feared.connect(
            lambda: self._desk.messages.ask(
                "Đóng mà không nhập? Những chỗ vừa sửa ở đây sẽ mất; tài liệu và sổ được giữ nguyên.",
                "&Đóng, không nhập",
                dialog.give_up,
                no="&Xem tiếp",
            )
        )
        dialog.open()

    def _time_reader(self, draft: Draft) -> TimeReader:
        year = self._desk.book.year if self._desk.book else self._desk.around.today().year
        return importing.time_reader(draft, year)

    def _write(self, origin: Origin, draft: Draft, review: Review) -> None:
        around, facts = self._desk.around, self._desk.book
        if facts is None:
            return
        fact = ImportFact(origin.name, around.habits.author_name(), around.today())
        intake = Intake(draft, fact, review, around.folders.backups(facts.path), around.now())
        self._desk.run_long(Job(partial(_write, intake=intake), partial(self._say_done, origin), "Đang nhập"))

    def _say_done(self, origin: Origin, done: Imported) -> None:
        self._desk.written(done.changes)
        said = importing.told(done.count, origin.name, updated=done.updated)
        if not done.changes:
            same = f"«{origin.name}» không có gì mới: {count_text(done.count.kept, 'nhiệm vụ')} đã có trong sổ"
            self._desk.window.notice.say(f"{same}. Sổ không thay đổi.", kind="done")
            return
        self._desk.tell_done(f"{said} Nhập nhầm thì bấm Hoàn tác (Ctrl+Z).")


def _read(origin: Origin, resources: Path, book: tuple[CommuneType, int], progress: Progress) -> ReadSource | None:
    """`book` is the kind of its commune and its year. None for a form that a unit sent back."""
    unit, year = book
    try:
        return origin.read(read_shipped(resources, unit).directory, year, progress.cancelled)
    except importing.IsUnitForm:
        return None


def _standing(book: Book, _progress: Progress, draft: Draft) -> Standing:
    return importing.standing_of(book, draft)


def _write(book: Book, _progress: Progress, intake: Intake) -> Imported:
    """A backup first, so that the book of before is there whatever comes."""
    backups.backup(book, intake.backups, intake.now)
    return importing.import_draft(book, intake.draft, intake.fact, intake.review)


def commune_named(*texts: str | None) -> str:
    """«xã Tân Phú», from the first text that names a commune («ỦY BAN NHÂN DÂN XÃ TÂN PHÚ», «… tại xã Tân Phú»)."""
    for text in texts:
        words = clean(text or "").replace(")", " ").split()
        for place, word in enumerate(words):
            name = list(takewhile(lambda part: part[0].isupper(), words[place + 1 :]))
            if word.casefold() in ("xã", "phường") and name:
                return " ".join([word.casefold(), *(part.capitalize() if part.isupper() else part for part in name)])
    return ""
