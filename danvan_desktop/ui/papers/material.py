"""What the dialog needs to know of a book, and what it hands over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from danvan_desktop.domain.calendar.workdays import WorkCalendar
from danvan_desktop.domain.official import Period, PeriodKind, period_of
from danvan_desktop.domain.views import ProgrammeView
from danvan_desktop.services.papers import PAPERS, PaperChoices, PaperKind, usual_period

_MONTHS = 12
_QUARTERS = 4


@dataclass(frozen=True, slots=True)
class Material:
    """The programmes and agencies to choose from, on a day; `programme` is the one looked at."""

    programmes: tuple[ProgrammeView, ...]
    agencies: tuple[tuple[str, str], ...]
    calendar: WorkCalendar
    today: date
    programme: str = ""


@dataclass(frozen=True, slots=True)
class PaperWish:
    """What the officer wants put out."""

    kind: PaperKind
    programme: str | None
    agency: str | None
    choices: PaperChoices = field(default_factory=PaperChoices)


def periods_for(kind: PaperKind, today: date) -> Iterator[tuple[str, Period | None]]:
    """What may be chosen for a paper, with its words; None stands for two days of the officer's own."""
    for sort in PAPERS[kind].periods:
        if sort is PeriodKind.SPECIAL:
            yield "Đột xuất (chọn ngày)", None
        for period in _periods(sort, today.year):
            yield period.label[:1].upper() + period.label[1:], period


def usual_choice(kind: PaperKind, today: date) -> Period:
    """The period that is offered first."""
    if kind is PaperKind.REPORT:
        return usual_period(today)
    return period_of(PAPERS[kind].periods[0], today)


def _periods(sort: PeriodKind, year: int) -> Iterator[Period]:
    if sort is PeriodKind.MONTH:
        yield from (period_of(sort, date(year, month, 1)) for month in range(1, _MONTHS + 1))
    elif sort is PeriodKind.QUARTER:
        yield from (period_of(sort, date(year, 3 * quarter, 1)) for quarter in range(1, _QUARTERS + 1))
    elif sort is PeriodKind.YEAR:
        yield from (period_of(sort, date(held, 1, 1)) for held in (year, year - 1))
    elif sort is not PeriodKind.SPECIAL:
        yield period_of(sort, date(year, 1, 1))
