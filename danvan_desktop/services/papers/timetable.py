"""Lịch công tác of a month or a quarter: what is due on which day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from danvan_desktop.domain.agencies.registered import RegisteredAgency
from danvan_desktop.domain.calendar.months import WEEK_DAYS
from danvan_desktop.domain.official import (
    OfficialPaper,
    PaperColumn,
    PaperRow,
    PaperTable,
    Period,
    PeriodKind,
    period_of,
    short_date,
    written_month,
)
from danvan_desktop.domain.views import TaskFilter
from danvan_desktop.services.papers.facts import Facts, Source, chosen_of, cut
from danvan_desktop.services.papers.orders import CannotExport
from danvan_desktop.services.papers.wordings import read_wording
from danvan_desktop.services.schedule import DayPlan, DueTask, schedule

_COLUMNS = (
    PaperColumn("Ngày", 2.4, centred=True),
    PaperColumn("Nội dung công việc", 6.4),
    PaperColumn("Cơ quan chủ trì", 3.2),
    PaperColumn("Cơ quan phối hợp", 3.2),
)
_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


def timetable_paper(source: Source) -> OfficialPaper:
    """What is due in a month or a quarter and is still open; by months in a quarter."""
    order = source.order
    period = order.choices.period or period_of(PeriodKind.MONTH, order.today)
    wanted = TaskFilter(programme=order.programme, agency=order.agency)
    held = schedule(source.book, period.first, period.last, wanted, order.today)
    rows = tuple(_rows(held.days, period))
    agency = source.registered[order.agency].facts.name if order.agency else ""
    facts: Facts = source.common() | {
        "ky": period.label,
        "co_quan": agency,
        "so_viec": sum(not row.band for row in rows),
        "tu_ngay": short_date(period.first),
        "den_ngay": short_date(period.last),
    }
    tables = {"lịch": PaperTable(_COLUMNS, rows)} if rows else {}
    return OfficialPaper(source.issuing, read_wording(order.kind, order.wording), facts, order.today, tables)


def timetable_papers(source: Source) -> Iterator[tuple[RegisteredAgency, OfficialPaper]]:
    """One for each agency of the order that has something due. Raises CannotExport if none has."""
    written = False
    for agency in chosen_of(source, leading=False):
        paper = timetable_paper(Source(source.book, replace(source.order, agency=agency.id)))
        if paper.tables:
            written = True
            yield agency, paper
    if not written:
        raise CannotExport("Không cơ quan nào được chọn có việc đến hạn trong kỳ này; chưa xuất gì.")


def _rows(days: tuple[DayPlan, ...], period: Period) -> Iterator[PaperRow]:
    month = 0
    for plan in days:
        due = [task for task in plan.tasks if task.is_open]
        if due and period.kind is PeriodKind.QUARTER and plan.day.month != month:
            month = plan.day.month
            yield PaperRow(("", f"Tháng {written_month(month)}/{plan.day.year}"), band=True)
        for place, task in enumerate(due):
            yield PaperRow(_cells(plan, task, first=place == 0))


def _cells(plan: DayPlan, task: DueTask, *, first: bool) -> tuple[str, ...]:
    day = f"{_WEEKDAYS[plan.day.weekday() % WEEK_DAYS]}, {short_date(plan.day)}" if first else ""
    label = f" ({task.label})" if task.label else ""
    early = "" if plan.last_working_day == plan.day else f"; xong trong ngày {short_date(plan.last_working_day)}"
    return (
        f"{day[:1].upper()}{day[1:]}",
        f"{cut(task.text)}{label}{early}",
        "; ".join(task.lead),
        "; ".join(task.coordinating),
    )
