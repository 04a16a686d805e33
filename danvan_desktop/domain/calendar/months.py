"""Weeks, months and quarters as a calendar on the wall shows them: Monday first, whole weeks."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Final

FIRST_DAY: Final = date(1901, 1, 1)
LAST_DAY: Final = date(2099, 12, 31)
"""The days that can be shown: those whose lunar day is known for sure, with the weeks around them."""
WEEK_DAYS: Final = 7


def within(day: date) -> date:
    """The day itself, or the nearest one that can be shown."""
    return min(max(day, FIRST_DAY), LAST_DAY)


def days_later(day: date, count: int) -> date:
    """The day `count` days on (back when negative), among those that can be shown."""
    return within(day + timedelta(days=count))


def months_later(day: date, count: int) -> date:
    """The same day `count` months on; the last of a month that is too short for it."""
    month = day.year * 12 + day.month - 1 + count
    year, ordinal = divmod(month, 12)
    if not FIRST_DAY.year <= year <= LAST_DAY.year:
        return FIRST_DAY if count < 0 else LAST_DAY
    return date(year, ordinal + 1, min(day.day, monthrange(year, ordinal + 1)[1]))


def week_of(day: date) -> tuple[date, date]:
    """Monday and Sunday of the day's week."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=WEEK_DAYS - 1)


def month_span(year: int, month: int) -> tuple[date, date]:
    """First and last day of a month."""
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def grid_span(year: int, month: int) -> tuple[date, date]:
    """The whole weeks that hold a month."""
    first, last = month_span(year, month)
    return week_of(first)[0], week_of(last)[1]


def quarter_months(day: date) -> tuple[int, int, int]:
    """The months of the day's quarter."""
    first = (day.month - 1) // 3 * 3 + 1
    return first, first + 1, first + 2
