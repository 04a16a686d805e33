"""Papers out of a book: what to print is gathered here, how it is printed is the business of `writing`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

from danvan_desktop.domain.agencies.registered import RegisteredAgency
from danvan_desktop.domain.official import OfficialPaper
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
from danvan_desktop.services.papers.timetable import timetable_paper
from danvan_desktop.storage.book import Book, is_book
from danvan_desktop.writing import (
    compose_catalogue,
    compose_official,
    plain_text,
    write_catalogue,
    write_official,
    write_register,
)
from danvan_desktop.writing.blocks import Document
from danvan_desktop.writing.files import poll_of

Cancelled = Callable[[], bool]
_Addressed = Iterable[tuple[RegisteredAgency, OfficialPaper]]

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
    if order.kind is PaperKind.REGISTER:
        raise CannotExport("Sổ theo dõi là bảng Excel, xem và in từ Excel. Hãy xuất ra tệp rồi mở tệp.")
    document, note = compose_official(_official(book, order, cancelled), poll_of(cancelled))
    return Composed(document, (note,) if note else ())


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
    if order.kind in _FOR_EACH and order.choices.each:
        return _write_each(_FOR_EACH[order.kind](Source(book, order)), order.target, cancelled)
    return _write(_official(book, order, cancelled), order.target, cancelled)


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


def _write_each(addressed: _Addressed, target: Path, cancelled: Cancelled | None) -> Exported:
    """A file for each agency, named after it; of two names that shorten alike the second one is numbered."""
    files: list[Path] = []
    notes: dict[str, None] = {}
    taken: set[str] = set()
    for agency, paper in addressed:
        name = _named(target, agency.facts.name)
        while name in taken:
            name = f"{Path(name).stem}-{len(taken)}{target.suffix}"
        taken.add(name)
        done = _write([paper], target.with_name(name), cancelled)
        files.extend(done.files)
        notes.update(dict.fromkeys(done.notes))
    return Exported(tuple(files), tuple(notes))


def _named(target: Path, agency: str) -> str:
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
