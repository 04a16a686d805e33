"""The stretch of time that a report, a calendar or a plan is about."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from danvan_desktop.domain.errors import KnownError
from danvan_desktop.domain.numbering import roman
from danvan_desktop.domain.text import fold, short_date, written_month
from danvan_desktop.domain.timing.days import month_end

_QUARTER_MONTHS: Final = 3
_ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_FORMS: Final = (
    ("half", re.compile(r"6[ -]?t(?:hang)?(?: dau nam)?")),
    ("nine", re.compile(r"9[ -]?t(?:hang)?(?: dau nam)?")),
    ("quarter", re.compile(r"quy[ -]?(iv|i{1,3}|[1-4])")),
    ("month", re.compile(r"thang[ -]?(1[0-2]|0?[1-9])")),
    ("year", re.compile(r"(?:ca )?nam")),
)
_SPAN: Final = re.compile(r"(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)")
_YEAR: Final = re.compile(r"[ /-](\d{4})$")


class UnknownPeriod(KnownError):
    """A text that names no period."""


class PeriodKind(StrEnum):
    """How a period is called."""

    HALF = "half"
    NINE = "nine"
    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"
    SPECIAL = "special"


@dataclass(frozen=True, slots=True)
class Period:
    """From `first` to `last`, both counted."""

    kind: PeriodKind
    first: date
    last: date

    @property
    def label(self) -> str:
        """«6 tháng đầu năm 2026», «quý II năm 2026», «từ ngày 01/01/2026 đến ngày 15/5/2026»."""
        year = self.first.year
        match self.kind:
            case PeriodKind.HALF:
                return f"6 tháng đầu năm {year}"
            case PeriodKind.NINE:
                return f"9 tháng năm {year}"
            case PeriodKind.YEAR:
                return f"năm {year}"
            case PeriodKind.QUARTER:
                return f"quý {roman(self.first.month // _QUARTER_MONTHS + 1)} năm {year}"
            case PeriodKind.MONTH:
                return f"tháng {written_month(self.first.month)} năm {year}"
        return f"từ ngày {short_date(self.first)} đến ngày {short_date(self.last)}"

    @property
    def file_word(self) -> str:
        """The period in the name of a file: «6Thang», «QuyII», «Thang03», «DotXuat»."""
        match self.kind:
            case PeriodKind.HALF:
                return "6Thang"
            case PeriodKind.NINE:
                return "9Thang"
            case PeriodKind.YEAR:
                return "Nam"
            case PeriodKind.QUARTER:
                return f"Quy{roman(self.first.month // _QUARTER_MONTHS + 1)}"
            case PeriodKind.MONTH:
                return f"Thang{self.first.month:02d}"
        return "DotXuat"

    def holds(self, day: date | None) -> bool:
        """Whether a day is one of it."""
        return day is not None and self.first <= day <= self.last


def period_of(kind: PeriodKind, day: date) -> Period:
    """The period of that kind around a day; half a year and nine months always begin with the year."""
    year, month = day.year, day.month
    if kind is PeriodKind.MONTH:
        return Period(kind, date(year, month, 1), month_end(year, month))
    if kind is PeriodKind.QUARTER:
        last = (month + 2) // _QUARTER_MONTHS * _QUARTER_MONTHS
        return Period(kind, date(year, last - 2, 1), month_end(year, last))
    last = {PeriodKind.HALF: 6, PeriodKind.NINE: 9}.get(kind, 12)
    return Period(kind, date(year, 1, 1), month_end(year, last))


def read_period(text: str, year: int) -> Period:
    """«6 tháng», «quý II», «tháng 3/2026», «năm», «2026-01-01..2026-05-15»; `year` where none is said.

    Raises UnknownPeriod.
    """
    said = fold(text).strip()
    if span := _SPAN.fullmatch(text.strip()):
        return _span(text, *span.groups())
    if named := _YEAR.search(said):
        said, year = said[: named.start()].removesuffix(" nam"), int(named[1])
    for name, form in _FORMS:
        if found := form.fullmatch(said):
            number = _ROMAN.get(found[1], 0) if name == "quarter" else int(found[1]) if found.groups() else 1
            month = number * _QUARTER_MONTHS if name == "quarter" else number
            return period_of(PeriodKind(name), date(year, month, 1))
    raise _unknown(text)


def _span(text: str, first: str, last: str) -> Period:
    try:
        found = Period(PeriodKind.SPECIAL, date.fromisoformat(first), date.fromisoformat(last))
    except ValueError:
        raise _unknown(text) from None
    if found.first > found.last:
        raise _unknown(text)
    return found


def _unknown(text: str) -> UnknownPeriod:
    return UnknownPeriod(
        f"Không hiểu kỳ «{text}». Hãy ghi «6 tháng», «9 tháng», «năm», «quý II», «tháng 3», thêm «/2026» nếu cần, "
        "hoặc 2026-01-01..2026-05-15."
    )
