"""Papers out of a book: what to print is gathered here, how it is printed is the business of `writing`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from danvan_desktop.domain.agencies.registered import RegisteredAgency
from danvan_desktop.domain.official import OfficialPaper
from danvan_desktop.domain.official.workbooks import FiguresTable, MatrixTable, UnitForm, YearTable
from danvan_desktop.domain.text import fold
from danvan_desktop.services.merging.conflicts import count_conflicts
from danvan_desktop.services.papers.facts import Source
from danvan_desktop.services.papers.inspection import inspection_paper
from danvan_desktop.services.papers.letters import deployment_paper, urging_papers
from danvan_desktop.services.papers.orders import (
    PAPERS,
    CannotExport,
    Exported,
    ExportOrder,
    PaperKind,
)
from danvan_desktop.services.papers.plans import decision_paper, plan_paper
from danvan_desktop.services.papers.printed import catalogue_paper, register_paper
from danvan_desktop.services.papers.registers import follow_up_paper, scores_paper
from danvan_desktop.services.papers.report import report_paper, with_period
from danvan_desktop.services.papers.sheets import assignment_papers
from danvan_desktop.services.papers.tables import deadlines, figures_table, matrix_table, unit_forms, year_table
from danvan_desktop.services.papers.timetable import timetable_paper, timetable_papers
from danvan_desktop.storage.book import Book, is_book
from danvan_desktop.writing import (
    compose_catalogue,
    compose_official,
    plain_text,
    write_catalogue,
    write_deadlines,
    write_official,
    write_register,
    write_table,
)
from danvan_desktop.writing.blocks import Document
from danvan_desktop.writing.errors import Cancelled as Stopped
from danvan_desktop.writing.files import poll_of

Cancelled = Callable[[], bool]
_Addressed = Iterable[tuple[RegisteredAgency, OfficialPaper]]
_Held = TypeVar("_Held")

_ONE: Mapping[PaperKind, Callable[[Source], OfficialPaper]] = MappingProxyType(
    {
        PaperKind.DECISION: decision_paper,
        PaperKind.PLAN: plan_paper,
        PaperKind.PROGRAMME: plan_paper,
        PaperKind.DEPLOYMENT: deployment_paper,
        PaperKind.REPORT: report_paper,
        PaperKind.TIMETABLE: timetable_paper,
        PaperKind.INSPECTION: inspection_paper,
        PaperKind.SCORES: scores_paper,
        PaperKind.FOLLOW_UP: follow_up_paper,
    }
)
_FOR_EACH: Mapping[PaperKind, Callable[[Source], _Addressed]] = MappingProxyType(
    {PaperKind.URGING: urging_papers, PaperKind.ASSIGNMENT: assignment_papers}
)
_TABLES: Mapping[PaperKind, Callable[[Source], MatrixTable | YearTable | FiguresTable]] = MappingProxyType(
    {PaperKind.MATRIX: matrix_table, PaperKind.YEAR: year_table, PaperKind.FIGURES: figures_table}
)
_LONGEST_NAME = 40
_UNSURE = "Sổ còn chỗ hai bên cùng sửa chưa chọn; những giá trị tạm mang dấu ⚠."


@dataclass(frozen=True, slots=True)
class Composed:
    """A paper as blocks, and what is to be said of its words."""

    document: Document
    notes: tuple[str, ...]

    @property
    def text(self) -> str:
        """Its words without form, to be pasted into a letter or a message."""
        return plain_text(self.document)


def compose(book: Book, order: ExportOrder, cancelled: Cancelled | None = None) -> Composed:
    """A paper of pages as it would be written, to be looked at and printed. Raises CannotExport or Cancelled."""
    if order.kind is PaperKind.CATALOGUE:
        return Composed(compose_catalogue(catalogue_paper(book, order)), ())
    if PAPERS[order.kind].suffix != ".docx":
        raise CannotExport(f"{PAPERS[order.kind].name} không có trang để in từ đây. Hãy xuất ra tệp rồi mở tệp.")
    document, note = compose_official(_official(book, order, cancelled), poll_of(cancelled))
    return Composed(document, (note,) if note else ())


def compose_each(book: Book, order: ExportOrder, cancelled: Cancelled | None = None) -> Iterator[tuple[str, Composed]]:
    """The same for every agency of the order that it concerns, with the name of each. Raises CannotExport if that is
    none, or Cancelled."""
    papers = _FOR_EACH.get(order.kind, timetable_papers)
    poll = poll_of(cancelled)
    for agency, paper in papers(Source(book, order)):
        poll()
        document, note = compose_official([paper], poll)
        yield agency.facts.name, Composed(document, (note,) if note else ())


def export(book: Book, order: ExportOrder, cancelled: Cancelled | None = None) -> Exported:
    """Write a paper and say where it really went (beside the target when that is open elsewhere).

    A file of the paper's own kind is replaced; anything else, and any book, is refused. Raises CannotExport,
    CannotWrite or Cancelled; no half-written file is left.
    """
    _refuse_other_files(order)
    done = _exported(book, order, cancelled)
    return replace(done, notes=(*done.notes, _UNSURE)) if count_conflicts(book) else done


def _exported(book: Book, order: ExportOrder, cancelled: Cancelled | None) -> Exported:
    if order.kind is PaperKind.CATALOGUE:
        return Exported((write_catalogue(catalogue_paper(book, order), order.target, cancelled),))
    if order.kind is PaperKind.REGISTER:
        return Exported((write_register(register_paper(book, order), order.target, cancelled),))
    if order.kind in _TABLES:
        return Exported((write_table(_TABLES[order.kind](Source(book, order)), order.target, cancelled),))
    if order.kind is PaperKind.DEADLINES:
        return Exported((write_deadlines(deadlines(Source(book, order)), order.target, cancelled),))
    if order.kind is PaperKind.FORMS:
        return _write_forms(book, order, cancelled)
    if order.kind in _FOR_EACH and order.choices.each:
        papers = _FOR_EACH[order.kind](Source(book, order))
        return _write_each(papers, order.target, lambda paper, target: _write([paper], target, cancelled))
    return _write(_official(book, order, cancelled), order.target, cancelled)


def _write_forms(book: Book, order: ExportOrder, cancelled: Cancelled | None) -> Exported:
    """The form of one agency under the name that was chosen, those of several under names of their own."""

    def write(form: UnitForm, target: Path) -> Exported:
        return Exported((write_table(form, target, cancelled),))

    forms = unit_forms(Source(book, order))
    if order.agency is not None:
        return write(next(forms)[1], order.target)
    return _write_each(forms, order.target, write)


def _official(book: Book, order: ExportOrder, cancelled: Cancelled | None) -> list[OfficialPaper]:
    """What goes into one file."""
    if order.kind is PaperKind.REPORT:
        order = with_period(order)
    if order.kind in _ONE:
        return [_ONE[order.kind](Source(book, order))]
    return list(_polled(_FOR_EACH[order.kind](Source(book, order)), cancelled))


def _polled(addressed: _Addressed, cancelled: Cancelled | None) -> Iterator[OfficialPaper]:
    poll = poll_of(cancelled)
    for _, paper in addressed:
        poll()
        yield paper


def _write(papers: list[OfficialPaper], target: Path, cancelled: Cancelled | None) -> Exported:
    written, note = write_official(papers, target, cancelled)
    return Exported((written,), (note,) if note else ())


def _write_each(
    addressed: Iterable[tuple[RegisteredAgency, _Held]], target: Path, write: Callable[[_Held, Path], Exported]
) -> Exported:
    """A file for each agency, named after it. Stopped on the way, it takes the files that it made away again."""
    files: list[Path] = []
    fresh: list[Path] = []
    notes: dict[str, None] = {}
    try:
        for path, _, held in named_each(((agency.facts.name, held) for agency, held in addressed), target):
            was_there = path.exists()
            done = write(held, path)
            files.extend(done.files)
            fresh.extend(written for written in done.files if not was_there or written != path)
            notes.update(dict.fromkeys(done.notes))
    except Stopped:
        for path in fresh:
            path.unlink(missing_ok=True)
        raise
    return Exported(tuple(files), tuple(notes))


def named_each(addressed: Iterable[tuple[str, _Held]], target: Path) -> Iterator[tuple[Path, str, _Held]]:
    """A file beside the target for each agency by its name; of two names that shorten alike the second is numbered."""
    taken: set[str] = set()
    for agency, held in addressed:
        name = _named_after(target, agency)
        while name in taken:
            name = f"{Path(name).stem}-{len(taken)}{target.suffix}"
        taken.add(name)
        yield target.with_name(name), agency, held


def _named_after(target: Path, agency: str) -> str:
    """«DanVan_2026_DonDoc_20260305.docx» for one agency: its name before the day."""
    head, _, day = target.stem.rpartition("_")
    word = ascii_word(agency)
    stem = f"{head}_{word}_{day}" if head and day.isdecimal() else f"{target.stem}_{word}"
    return f"{stem}{target.suffix}"


def ascii_word(text: str) -> str:
    """A name for a file: «Phòng Văn hóa - Xã hội» → «PhongVanHoaXaHoi»."""
    words = "".join(char if char.isascii() and char.isalnum() else " " for char in fold(text)).split()
    return "".join(word.capitalize() for word in words)[:_LONGEST_NAME]


def file_name(kind: PaperKind, year: int, today: date, *words: str) -> str:
    """Short and ASCII: «DanVan_2026_BaoCao_6Thang_20260305.docx»."""
    spec = PAPERS[kind]
    parts = ("DanVan", f"{year}", spec.file_word, *(ascii_word(word) for word in words if word), f"{today:%Y%m%d}")
    return "_".join(parts) + spec.suffix


def _refuse_other_files(order: ExportOrder) -> None:
    name, spec = order.target.name, PAPERS[order.kind]
    if is_book(order.target):
        raise CannotExport(
            f"Không xuất đè lên sổ «{name}»; sổ được giữ nguyên. Hãy đặt tên khác, có đuôi {spec.suffix}."
        )
    if order.target.suffix.lower() != spec.suffix:
        sort = "" if "(" in spec.name else " (Word)"
        raise CannotExport(
            f"{spec.name}{sort} phải là tệp có đuôi {spec.suffix}, không phải «{name}»; chưa ghi gì. "
            "Hãy đặt lại tên tệp."
        )
