"""The recogniser as a whole: parts, facts, bodies, doubts (domain.md R1-R15, 1.7, 1.8)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from danvan_desktop.domain.agencies import agency_key
from danvan_desktop.domain.draft import Draft
from danvan_desktop.domain.text import fold
from danvan_desktop.reading.recogniser.accounting import left_out
from danvan_desktop.reading.recogniser.body.sections import BodyResult, read_body
from danvan_desktop.reading.recogniser.context import Context
from danvan_desktop.reading.recogniser.doubts import with_doubts
from danvan_desktop.reading.recogniser.facts.document import read_facts
from danvan_desktop.reading.recogniser.facts.parts import parts_of
from danvan_desktop.reading.recogniser.items import items_of
from danvan_desktop.reading.recogniser.work import drafted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from danvan_desktop.domain.agencies import AgencyDirectory
    from danvan_desktop.domain.draft import DraftAgency, DraftTask, SourcePlace
    from danvan_desktop.reading.blocks import Document
    from danvan_desktop.reading.recogniser.facts.parts import Part
    from danvan_desktop.reading.recogniser.text.lines import Line

_NO_TASKS: Final = "Không nhận ra nhiệm vụ nào trong văn bản; hãy kiểm tra lại tài liệu hoặc thêm nhiệm vụ bằng tay."
_NO_YEAR: Final = "Văn bản không ghi năm; hãy ghi năm của chương trình để tính được thời hạn."
_MISSING_ANNEX: Final = "Văn bản nhắc đến phụ lục «{words}» nhưng trong tệp không có; hãy nhập thêm tệp phụ lục."


def recognise(document: Document, directory: AgencyDirectory, year: int | None = None) -> Draft:
    """The draft of a document; `year` fills in only where the document names none."""
    read = items_of(document)
    parts = parts_of(read.items, Context(directory, year))
    facts = read_facts(parts, directory, year)
    context = Context(directory, facts.document.programme_year, facts.period)
    bodies = _bodies(parts, context)
    groups = tuple(group for body in bodies for group in body.groups)
    drafts = [drafted(found, context) for body in bodies for found in body.tasks]
    tasks = with_doubts(_one_spelling(drafts), groups, directory)
    references = [line for body in bodies for line in body.references]
    draft = Draft(
        document=facts.document,
        groups=groups,
        tasks=tasks,
        directions=tuple(direction for body in bodies for direction in body.directions),
        responsibilities=tuple(duty for body in bodies for duty in body.duties),
        reporting=tuple(report for body in bodies for report in body.reports),
        footnotes=read.footnotes,
        unrecognised=_in_order((*facts.unplaced, *(place for body in bodies for place in body.unplaced))),
        warnings=(*document.notices, *_warnings(tasks, facts.document.programme_year, parts, references)),
    )
    return replace(draft, unrecognised=_in_order((*draft.unrecognised, *left_out(document, read.items, draft))))


def _bodies(parts: Sequence[Part], context: Context) -> list[BodyResult]:
    """What each part holds; annexes get a prefix of their own when tasks stand in several parts."""
    catalogues = [part.has_catalogue for part in parts]
    with_body = [part for part in parts if part.body]
    bodies = []
    for index, part in enumerate(parts):
        base = f"PL{_annex_name(part, index)}" if index and len(with_body) > 1 else ""
        elsewhere = any(catalogues) and not catalogues[index]
        bodies.append(read_body(part.body, context, base, elsewhere))
    return bodies


def _annex_name(part: Part, index: int) -> str:
    name = fold(part.annex.text).removeprefix("phu luc").removeprefix(" so").strip(" :.") if part.annex else ""
    return name.upper() or str(index)


def _one_spelling(tasks: Sequence[DraftTask]) -> list[DraftTask]:
    """Agencies that the directory does not know, called by the first spelling met of each."""
    spellings: dict[str, str] = {}

    def unified(agencies: Iterable[DraftAgency]) -> tuple[DraftAgency, ...]:
        return tuple(
            agency
            if agency.code
            else replace(agency, canonical=spellings.setdefault(agency_key(agency.canonical), agency.canonical))
            for agency in agencies
        )

    return [
        replace(task, lead=unified(task.lead), implementing=unified(task.implementing), coord=unified(task.coord))
        for task in tasks
    ]


def _in_order(places: Iterable[SourcePlace]) -> tuple[SourcePlace, ...]:
    return tuple(sorted(places, key=lambda place: (place.block, -1 if place.row is None else place.row)))


def _warnings(
    tasks: Sequence[DraftTask], year: int | None, parts: Sequence[Part], references: Sequence[Line]
) -> list[str]:
    warnings = [] if tasks else [_NO_TASKS]
    if year is None:
        warnings.append(_NO_YEAR)
    if len(parts) == 1:
        warnings.extend(_MISSING_ANNEX.format(words=line.text.strip("()")) for line in references)
    return warnings
