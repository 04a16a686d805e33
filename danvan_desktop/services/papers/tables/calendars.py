"""What is due when: the year on paper, and deadlines for a calendar program."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from danvan_desktop.domain.calendar.workdays import DayKind, MarkedDay
from danvan_desktop.domain.official import Period, PeriodKind, period_of, short_date
from danvan_desktop.domain.official.workbooks import Deadline, Deadlines, DueLine, YearDay, YearTable
from danvan_desktop.domain.views import TaskFilter
from danvan_desktop.services.papers.facts import Source, cut
from danvan_desktop.services.papers.tables.head import head_of
from danvan_desktop.services.schedule import DayPlan, DueTask, schedule

_LONGEST_TITLE = 120
_DAYS_OFF = frozenset({DayKind.HOLIDAY, DayKind.MAKE_UP})


def year_table(source: Source) -> YearTable:
    """Every day of the year that the order is about; what is done stands there too."""
    period = source.order.choices.period or period_of(PeriodKind.YEAR, date(source.year, 1, 1))
    days = _days(source, period)
    lines = tuple(_line(plan, due) for plan in days for due in plan.tasks)
    return YearTable(head_of(source), period.first.year, tuple(map(_year_day, days)), lines)


def deadlines(source: Source) -> Deadlines:
    """What is still to be done in the period of the order, this year where none is chosen."""
    period = source.order.choices.period or period_of(PeriodKind.YEAR, date(source.year, 1, 1))
    head = head_of(source)
    name = f"Thời hạn: {head.subject or period.label}"
    return Deadlines(name, head.as_of, tuple(_deadlines(_days(source, period))))


def _days(source: Source, period: Period) -> tuple[DayPlan, ...]:
    wanted = TaskFilter(programme=source.scope, agency=source.order.agency)
    return schedule(source.book, period.first, period.last, wanted, source.order.today).days


def _year_day(plan: DayPlan) -> YearDay:
    numbers = tuple(dict.fromkeys(due.path for due in plan.tasks))
    marks = tuple(dict.fromkeys(_mark(mark) for mark in plan.marks if mark.kind in _DAYS_OFF))
    return YearDay(plan.day, numbers, marks, plan.working)


def _mark(mark: MarkedDay) -> str:
    """A day off in few words: «Tết Nguyên đán (mồng hai)» → «Tết Nguyên đán»."""
    return "Nghỉ bù" if mark.kind is DayKind.MAKE_UP else mark.name.partition(" (")[0]


def _line(plan: DayPlan, due: DueTask) -> DueLine:
    return DueLine(
        day=plan.day,
        number=due.path,
        text=due.text,
        label=due.label,
        lead="; ".join(due.lead),
        coord="; ".join(due.coordinating),
        last_working_day=due.last_working_day,
        state=due.state,
    )


def _deadlines(days: tuple[DayPlan, ...]) -> Iterator[Deadline]:
    for plan in days:
        for due in plan.tasks:
            if due.is_open:
                label = f" ({due.label})" if due.label else ""
                text = cut(due.text)
                title = text if len(text) <= _LONGEST_TITLE else f"{text[:_LONGEST_TITLE].rsplit(' ', 1)[0]}…"
                yield Deadline(_uid(due), plan.day, f"{due.path}. {title}{label}".strip(". "), _told(due))


def _uid(due: DueTask) -> str:
    """The task and the instance; not the day, which may be put off."""
    instance = "".join(char for char in due.label.casefold() if char.isalnum())
    named = instance.encode().hex()
    return f"{due.task}{f'-{named}' if named else ''}@so-dan-van"


def _told(due: DueTask) -> str:
    lines = [
        cut(due.text),
        f"Thời gian: {cut(due.time_text)}" if due.time_text else "",
        f"Chủ trì: {'; '.join(due.lead)}" if due.lead else "",
        f"Phối hợp: {'; '.join(due.coordinating)}" if due.coordinating else "",
        f"Ngày làm việc cuối cùng: {short_date(due.last_working_day)}" if due.last_working_day != due.due else "",
        f"Hạn ban đầu: {short_date(due.original_due)}" if due.original_due else "",
    ]
    return "\n".join(line for line in lines if line)
