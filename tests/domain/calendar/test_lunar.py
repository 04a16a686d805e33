"""The lunar day against known days and against another implementation."""

from __future__ import annotations

from datetime import date, timedelta

import lunar_vn
import pytest

from danvan_desktop.domain.calendar.lunar import LunarDay, lunar_day

TET = {
    2024: date(2024, 2, 10),
    2025: date(2025, 1, 29),
    2026: date(2026, 2, 17),
    2027: date(2027, 2, 6),
    2028: date(2028, 1, 26),
    2029: date(2029, 2, 13),
    2030: date(2030, 2, 2),
    2031: date(2031, 1, 23),
    2032: date(2032, 2, 11),
    2033: date(2033, 1, 31),
    2034: date(2034, 2, 19),
    2035: date(2035, 2, 8),
}
LEAP_MONTHS = {2020: 4, 2023: 2, 2025: 6, 2028: 5, 2031: 3, 2033: 11}


def days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


@pytest.mark.parametrize(("year", "day"), TET.items())
def test_new_year(year: int, day: date) -> None:
    assert lunar_day(day) == LunarDay(day=1, month=1, year=year, leap=False)
    assert lunar_day(day - timedelta(days=1)).month == 12
    assert lunar_day(day - timedelta(days=1)).year == year - 1


@pytest.mark.parametrize("day", [date(2025, 4, 7), date(2026, 4, 26), date(2027, 4, 16)])
def test_death_day_of_the_hung_kings(day: date) -> None:
    lunar = lunar_day(day)
    assert (lunar.day, lunar.month, lunar.leap) == (10, 3, False)


def test_first_day_of_a_leap_month() -> None:
    assert lunar_day(date(2025, 7, 24)).leap is False
    assert lunar_day(date(2025, 7, 25)) == LunarDay(day=1, month=6, year=2025, leap=True)


def test_leap_months() -> None:
    found = {
        lunar.year: lunar.month
        for lunar in map(lunar_day, days(date(2020, 1, 25), date(2034, 2, 18)))
        if lunar.leap and lunar.day == 1
    }
    assert found == LEAP_MONTHS


@pytest.mark.parametrize(("day", "month"), [(date(2054, 5, 7), 3), (date(2062, 4, 9), 2)])
def test_last_day_of_a_month_whose_new_moon_is_later_than_the_mean(day: date, month: int) -> None:
    assert lunar_day(day) == LunarDay(day=30, month=month, year=day.year, leap=False)


def test_every_day_from_1990_to_2050_as_the_library_says() -> None:
    differing = []
    for day in days(date(1990, 1, 1), date(2050, 12, 31)):
        library = lunar_vn.solar_to_lunar(day)
        if lunar_day(day) != LunarDay(library.day, library.month, library.year, library.leap):
            differing.append(day)
    assert differing == []
