"""The year and the period of a programme, from its title."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Final

from danvan_desktop.domain.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

_YEARS: Final = re.compile(r"\b(20\d\d)\s*(?:-|den(?: nam)?)\s*(20\d\d)\b")
_YEAR: Final = re.compile(r"\b(?:nam|/)\s*(20\d\d)\b|\b(?:i|ii|iii|iv|\d)/(20\d\d)\b")
_LONE_YEAR: Final = re.compile(r"(?<![\d/])(20\d\d)(?![\d/])")
_QUARTER: Final = re.compile(r"\bquy (iv|iii|ii|i|[1-4])\b")
_MONTH: Final = re.compile(r"\bthang (\d{1,2})\b")
_QUARTERS: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_MONTHS: Final = (
    (re.compile(r"\b(?:6|06|sau) thang cuoi nam\b"), 7, 12),
    (re.compile(r"\b(?:6|06|sau) thang dau nam\b"), 1, 6),
    (re.compile(r"\b(?:9|09|chin) thang dau nam\b"), 1, 9),
    (re.compile(r"\b(?:3|03|ba) thang cuoi nam\b"), 10, 12),
)


def year_in(text: str) -> int | None:
    """The year that a title names: the first of a range of years, else the last one after «năm» (a theme may name
    others before it)."""
    words = fold(text)
    several = _YEARS.search(words)
    if several:
        return int(several[1])
    named = [int(first or second) for first, second in _YEAR.findall(words)]
    return named[0] if named else None


def most_named_year(texts: Iterable[str]) -> int | None:
    """The year that a text without a dated title speaks of most."""
    years = Counter(int(year) for text in texts for year in _LONE_YEAR.findall(fold(text)))
    return min(years, key=lambda year: (-years[year], -year)) if years else None


def period_of(title: str, year: int | None) -> tuple[date, date] | None:
    """The days that a programme with this title covers: «6 tháng cuối năm 2025», «giai đoạn 2026 - 2030», the year."""
    words = fold(title)
    several = _YEARS.search(words)
    if several and int(several[1]) < int(several[2]):
        return date(int(several[1]), 1, 1), date(int(several[2]), 12, 31)
    if year is None:
        return None
    for pattern, first, last in _MONTHS:
        if pattern.search(words):
            return date(year, first, 1), _month_end(year, last)
    quarter = _QUARTER.search(words)
    if quarter:
        number = _QUARTERS.get(quarter[1]) or int(quarter[1])
        return date(year, 3 * number - 2, 1), _month_end(year, 3 * number)
    month = _MONTH.search(words)
    if month and 1 <= int(month[1]) <= 12:
        return date(year, int(month[1]), 1), _month_end(year, int(month[1]))
    return date(year, 1, 1), date(year, 12, 31)


def _month_end(year: int, month: int) -> date:
    following = date(year + month // 12, month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)
