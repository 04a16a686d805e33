"""Weeks, months and quarters, and what is said of days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan_desktop.domain.calendar.lunar import LunarDay, lunar_day
from danvan_desktop.domain.calendar.months import (
    FIRST_DAY,
    LAST_DAY,
    days_later,
    grid_span,
    month_span,
    months_later,
    quarter_months,
    week_of,
)
from danvan_desktop.domain.calendar.wording import long_day, lunar_long, lunar_short, off_day_note

DAYS = st.dates(FIRST_DAY, LAST_DAY)


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 12, 5), 1, date(2027, 1, 5)),
        (date(2026, 1, 5), -1, date(2025, 12, 5)),
        (date(2026, 5, 31), 12, date(2027, 5, 31)),
        (LAST_DAY, 1, LAST_DAY),
        (FIRST_DAY, -1, FIRST_DAY),
    ],
)
def test_months_later_stays_within_the_month_and_the_calendar(day: date, count: int, expected: date) -> None:
    assert months_later(day, count) == expected


def test_days_later_stops_at_the_ends_of_the_calendar() -> None:
    assert days_later(date(2026, 2, 28), 1) == date(2026, 3, 1)
    assert days_later(LAST_DAY, 7) == LAST_DAY
    assert days_later(FIRST_DAY, -7) == FIRST_DAY


@given(DAYS)
def test_the_weeks_of_a_month_begin_on_monday_and_hold_all_of_it(day: date) -> None:
    first, last = grid_span(day.year, day.month)
    own_first, own_last = month_span(day.year, day.month)
    assert (first.weekday(), last.weekday()) == (0, 6)
    assert first <= own_first <= day <= own_last <= last
    assert own_first - first < timedelta(days=7)
    assert last - own_last < timedelta(days=7)
    assert (own_last + timedelta(days=1)).day == 1


@given(DAYS)
def test_a_week_holds_its_day_and_a_quarter_its_month(day: date) -> None:
    monday, sunday = week_of(day)
    assert monday <= day <= sunday
    assert (sunday - monday).days == 6
    assert day.month in quarter_months(day)
    assert quarter_months(day)[0] in (1, 4, 7, 10)


def test_the_lunar_day_is_said_with_its_month_on_the_first_day() -> None:
    assert lunar_short(lunar_day(date(2026, 2, 17))) == "1/1"
    assert lunar_short(lunar_day(date(2026, 2, 18))) == "2"
    assert lunar_long(lunar_day(date(2026, 4, 26))) == "10/3 âm lịch"
    assert lunar_short(LunarDay(1, 6, 2025, leap=True)) == "1/6 nhuận"
    assert lunar_long(LunarDay(15, 6, 2025, leap=True)) == "15/6 nhuận âm lịch"


def test_a_deadline_on_a_day_off_names_the_last_working_day() -> None:
    sunday, friday = date(2027, 7, 25), date(2027, 7, 23)
    assert off_day_note(sunday, friday) == "hạn 25/07 là Chủ nhật; ngày làm việc cuối 23/07"
    assert off_day_note(date(2026, 2, 28), date(2026, 2, 27)).startswith("hạn 28/02 là thứ Bảy;")
    assert off_day_note(date(2026, 2, 19), date(2026, 2, 13)).startswith("hạn 19/02 là thứ Năm, ngày nghỉ;")
    assert off_day_note(friday, friday) == ""
    assert long_day(sunday) == "Chủ nhật 25/07/2027"
