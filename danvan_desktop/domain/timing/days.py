"""First and last days of months, quarters and years; None or an error when there is no such day."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Final

YEARS: Final = range(1900, 2200)
"""The years that a time expression may name."""
_LEAP_YEAR: Final = 2024
_FEBRUARY: Final = 2


class UnreadableTimeError(ValueError):
    """A text names a time that does not exist or cannot be told; the message is Vietnamese."""


def day(year: int, month: int, number: int) -> date:
    """That day.

    Raises:
        UnreadableTimeError: the calendar has no such day.
    """
    if year in YEARS and 1 <= month <= 12 and 1 <= number <= monthrange(year, month)[1]:
        return date(year, month, number)
    raise UnreadableTimeError(why_no_day(month, number, year))


def check_yearly(month: int, number: int) -> None:
    """Refuse a day that no year has.

    Raises:
        UnreadableTimeError: as the name says.
    """
    if not (1 <= month <= 12 and 1 <= number <= monthrange(_LEAP_YEAR, month)[1]):
        raise UnreadableTimeError(why_no_day(month, number))


def why_no_day(month: int, number: int, year: int | None = None) -> str:
    """Why the calendar has no such day, so that the slip is seen: «tháng 11 chỉ có 30 ngày»."""
    if not 1 <= month <= 12:
        return f"không có tháng {month}"
    last = monthrange(year if year is not None and year in YEARS else _LEAP_YEAR, month)[1]
    if number > last:
        of_year = f"/{year}" if month == _FEBRUARY and year is not None else ""
        return f"tháng {month}{of_year} chỉ có {last} ngày"
    return f"không có ngày {number:02}/{month:02}" + ("" if year is None else f"/{year}")


def months(year: int, first: int, last: int) -> tuple[date, date]:
    """First day of month `first` and last day of month `last` of a year."""
    return date(year, first, 1), month_end(year, last)


def month_end(year: int, month: int) -> date:
    """Last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def next_month(year: int, month: int) -> tuple[int, int]:
    """The month after, as year and month."""
    return (year + 1, 1) if month == 12 else (year, month + 1)


def eve(of: date) -> date:
    """The day before."""
    return of - timedelta(days=1)


def shown(value: date) -> str:
    """dd/MM/yyyy, as officers write dates."""
    return f"{value:%d/%m/%Y}"
