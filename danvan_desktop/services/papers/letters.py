"""Công văn: what every agency has to do, and what an agency is late with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from danvan_desktop.domain.agencies.registered import RegisteredAgency
from danvan_desktop.domain.official import OfficialPaper, PaperColumn, PaperRow, PaperTable, short_date
from danvan_desktop.domain.records import Role
from danvan_desktop.domain.views import TaskView
from danvan_desktop.services.assignments import SheetLine
from danvan_desktop.services.papers.facts import Facts, Placed, Source, agencies, cut, task_facts
from danvan_desktop.services.papers.orders import CannotExport
from danvan_desktop.services.papers.wordings import read_wording
from danvan_desktop.services.tasks import work_calendar

_DAYS_GIVEN = {1: 5, 2: 3}
"""Working days that a letter gives where the officer names no day."""
_LATE_COLUMNS = (
    PaperColumn("TT", 1.2, centred=True),
    PaperColumn("Nhiệm vụ", 6.4),
    PaperColumn("Thời hạn", 3, centred=True),
    PaperColumn("Số ngày quá hạn", 2.2, centred=True),
    PaperColumn("Cơ quan phối hợp", 3.4),
)
_DUTY_COLUMNS = (
    PaperColumn("TT", 1.2, centred=True),
    PaperColumn("Nhiệm vụ", 5.4),
    PaperColumn("Cơ quan chủ trì", 3),
    PaperColumn("Cơ quan phối hợp", 3.2),
    PaperColumn("Thời gian thực hiện", 2.8),
)


def urging_papers(source: Source) -> Iterator[tuple[RegisteredAgency, OfficialPaper]]:
    """A letter for every agency of the order that is late with something. Raises CannotExport if none is."""
    wanted, day = source.order.agency, source.order.today
    chosen = [source.registered[wanted]] if wanted else source.addressable(leading=True)
    written = False
    for agency, sheet in zip(chosen, source.sheets(chosen), strict=True):
        late = [line for line in sheet.leading if line.is_late]
        if late:
            written = True
            yield agency, _urging(source, agency, late)
    if not written:
        about = f"«{chosen[0].facts.name}»" if wanted else "Không cơ quan nào"
        verb = "không có" if wanted else "có"
        raise CannotExport(f"{about} {verb} nhiệm vụ quá hạn đến ngày {day:%d/%m/%Y}; chưa xuất gì.")


def _urging(source: Source, agency: RegisteredAgency, late: Sequence[SheetLine]) -> OfficialPaper:
    choices, today = source.order.choices, source.order.today
    due = choices.deadline or _days_on(source, today, _DAYS_GIVEN.get(choices.letter_round, 3))
    tasks = [task_facts(Placed(line.task, line.state, line.late_days)) for line in late]
    facts: Facts = source.common() | {
        "co_quan": agency.facts.name,
        "dong_tu": source.addressed(agency),
        "lan": choices.letter_round,
        "van_ban_truoc": cut(choices.earlier),
        "han_moi": short_date(due),
        "viec": tasks,
    }
    rows = tuple(
        PaperRow(
            (
                f"{place}",
                cut(line.task.text),
                cut(line.task.time_text) or (short_date(line.task.due.due) if line.task.due.due else ""),
                f"{line.late_days}",
                agencies(line.task, Role.COORDINATING),
            )
        )
        for place, line in enumerate(late, start=1)
    )
    tables = {"nhiệm vụ quá hạn": PaperTable(_LATE_COLUMNS, rows)}
    return OfficialPaper(source.issuing, read_wording(source.order.kind, source.order.wording), facts, today, tables)


def _days_on(source: Source, day: date, working: int) -> date:
    """So many working days later."""
    calendar = work_calendar(source.book)
    while working:
        day += timedelta(1)
        working -= calendar.is_working(day)
    return day


def deployment_paper(source: Source) -> OfficialPaper:
    """What every agency, or one, has to do in the programme. Raises CannotExport when nobody has anything to do."""
    agency = source.registered[source.order.agency] if source.order.agency else None
    bands = _parts_of(source, agency) if agency else _leaders(source)
    rows = tuple(_banded(bands))
    if not rows:
        raise CannotExport("Chưa có nhiệm vụ nào được giao cho cơ quan; chưa xuất gì. Hãy phân công trước.")
    facts: Facts = source.common() | {
        "kinh_gui": [held.facts.name for held in ([agency] if agency else _addressees(source))],
        "so_viec": len({task.id for _, tasks in bands for task in tasks}),
        "co_quan": agency.facts.name if agency else "",
        "dong_tu": source.addressed(agency) if agency else "giao",
    }
    tables = {"nhiệm vụ từng cơ quan": PaperTable(_DUTY_COLUMNS, rows)}
    wording = read_wording(source.order.kind, source.order.wording)
    return OfficialPaper(source.issuing, wording, facts, source.order.today, tables)


_Band = tuple[str, list[TaskView]]


def _addressees(source: Source) -> list[RegisteredAgency]:
    """Everybody who has something to do; a collective without members is written to only when it leads."""
    return [held for held in source.addressable(leading=False) if held.leading or not held.facts.collective]


def _leaders(source: Source) -> list[_Band]:
    """Every agency that leads something, with what it leads, in the order of the directory."""
    by_agency: dict[str, list[TaskView]] = {}
    for task in source.tasks:
        for leader in dict.fromkeys(part.agency for part in task.assigned if part.role is not Role.COORDINATING):
            by_agency.setdefault(leader, []).append(task)
    return [(held.facts.name, by_agency[held.id]) for held in source.registered.values() if held.id in by_agency]


def _parts_of(source: Source, agency: RegisteredAgency) -> list[_Band]:
    """What one agency leads and what it takes part in, by its own name or in a collective."""
    (sheet,) = source.sheets([agency])
    parts = (("Nhiệm vụ chủ trì thực hiện", sheet.leading), ("Nhiệm vụ phối hợp thực hiện", sheet.coordinating))
    return [(title, [line.task for line in lines]) for title, lines in parts if lines]


def _banded(bands: Sequence[_Band]) -> Iterator[PaperRow]:
    for place, (title, tasks) in enumerate(bands, start=1):
        yield PaperRow((f"{place}", title), band=True)
        for inner, task in enumerate(tasks, start=1):
            lead, coord = agencies(task, Role.LEAD, Role.IMPLEMENTING), agencies(task, Role.COORDINATING)
            yield PaperRow((f"{place}.{inner}", cut(task.text), lead, coord, cut(task.time_text)))
