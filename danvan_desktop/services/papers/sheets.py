"""Phiếu giao nhiệm vụ: one sheet for every agency."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from danvan_desktop.domain.agencies.registered import RegisteredAgency
from danvan_desktop.domain.official import OfficialPaper, PaperColumn, PaperRow, PaperTable
from danvan_desktop.domain.records import Role, Status
from danvan_desktop.services.assignments import SheetLine
from danvan_desktop.services.papers.facts import Facts, Placed, Source, agencies, chosen_of, cut, task_facts
from danvan_desktop.services.papers.orders import CannotExport
from danvan_desktop.services.papers.wordings import read_wording

_COLUMNS = (PaperColumn("TT", 1.2, centred=True), PaperColumn("Nhiệm vụ", 7), PaperColumn("Thời gian thực hiện", 3.2))
_WITH = {"chủ trì": "Cơ quan phối hợp", "phối hợp": "Cơ quan chủ trì"}
_CLOSED = frozenset({Status.DONE, Status.CANCELLED})


def assignment_papers(source: Source) -> Iterator[tuple[RegisteredAgency, OfficialPaper]]:
    """A sheet for the agencies of the order that have something to do. Raises CannotExport if none has."""
    chosen = chosen_of(source, leading=False)
    written = False
    for agency, sheet in zip(chosen, source.sheets(chosen), strict=True):
        leading, coordinating = _open(sheet.leading), _open(sheet.coordinating)
        if leading or coordinating:
            written = True
            yield agency, _sheet(source, agency, leading, coordinating)
    if not written:
        about = f"«{chosen[0].facts.name}» không có" if len(chosen) == 1 else "Chưa cơ quan nào có"
        raise CannotExport(f"{about} nhiệm vụ nào còn phải làm; chưa xuất gì.")


def _open(lines: Sequence[SheetLine]) -> list[SheetLine]:
    return [line for line in lines if line.task.status not in _CLOSED]


def _sheet(
    source: Source, agency: RegisteredAgency, leading: Sequence[SheetLine], coordinating: Sequence[SheetLine]
) -> OfficialPaper:
    both = {"chủ trì": leading, "phối hợp": coordinating}
    facts: Facts = source.common() | {
        "co_quan": agency.facts.name,
        "dong_tu": source.addressed(agency),
        "viec_chu_tri": _facts(leading),
        "viec_phoi_hop": _facts(coordinating),
    }
    return OfficialPaper(
        issuing=source.issuing,
        wording=read_wording(source.order.kind, source.order.wording),
        facts=facts,
        day=source.order.today,
        tables={name: _table(name, lines) for name, lines in both.items()},
    )


def _facts(lines: Sequence[SheetLine]) -> list[Facts]:
    return [task_facts(Placed(line.task, line.state, line.late_days)) for line in lines]


def _table(name: str, lines: Sequence[SheetLine]) -> PaperTable:
    columns = (*_COLUMNS, PaperColumn(_WITH[name], 3.6))
    roles = (Role.COORDINATING,) if name == "chủ trì" else (Role.LEAD, Role.IMPLEMENTING)
    rows = (
        (f"{place}", cut(line.task.text), cut(line.task.time_text), agencies(line.task, *roles))
        for place, line in enumerate(lines, start=1)
    )
    return PaperTable(columns, tuple(PaperRow(cells) for cells in rows))
