"""Working days: the rules on made-up days, and the shipped days of 2025 to 2027 against the law and a library."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from holidays import country_holidays

from danvan_desktop.domain.calendar.lunar import lunar_day
from danvan_desktop.domain.calendar.workdays import DayKind, MarkedDay, WorkCalendar, days_from_json

DAYS_FILE = Path(__file__).parents[3] / "resources" / "calendar" / "days.json"
OFF = {DayKind.HOLIDAY, DayKind.MAKE_UP}


@pytest.fixture(scope="module")
def shipped() -> tuple[MarkedDay, ...]:
    return days_from_json(DAYS_FILE.read_text("utf-8"))


@pytest.fixture(scope="module")
def calendar(shipped: tuple[MarkedDay, ...]) -> WorkCalendar:
    return WorkCalendar(shipped)


def dates(shipped: tuple[MarkedDay, ...], kinds: set[DayKind], year: int) -> set[date]:
    return {day.date for day in shipped if day.kind in kinds and day.date.year == year}


class TestWorkCalendar:
    def test_without_marks_only_weekends_are_off(self) -> None:
        bare = WorkCalendar([])
        week = [date(2026, 3, 2) + timedelta(days=n) for n in range(7)]
        assert [bare.is_working(day) for day in week] == [True] * 5 + [False] * 2

    @pytest.mark.parametrize(
        ("day", "kind", "working"),
        [
            (date(2026, 3, 4), DayKind.HOLIDAY, False),
            (date(2026, 3, 4), DayKind.MAKE_UP, False),
            (date(2026, 3, 4), DayKind.OBSERVANCE, True),
            (date(2026, 3, 7), DayKind.WORKDAY, True),
            (date(2026, 3, 7), DayKind.OBSERVANCE, False),
            (date(2026, 3, 7), DayKind.HOLIDAY, False),
        ],
    )
    def test_each_kind(self, day: date, kind: DayKind, working: bool) -> None:
        assert WorkCalendar([MarkedDay(day, kind, "Ngày thử")]).is_working(day) is working

    def test_a_day_off_wins_over_a_worked_day(self) -> None:
        day = date(2026, 3, 7)
        marks = (MarkedDay(day, DayKind.WORKDAY, "Làm bù"), MarkedDay(day, DayKind.HOLIDAY, "Ngày lễ"))
        calendar = WorkCalendar(iter(marks))
        assert not calendar.is_working(day)
        assert calendar.marks(day) == marks
        assert calendar.marks(date(2026, 3, 8)) == ()


class TestShippedDays:
    @pytest.mark.parametrize(
        ("deadline", "last"),
        [
            (date(2026, 2, 14), date(2026, 2, 13)),
            (date(2026, 2, 15), date(2026, 2, 13)),
            (date(2026, 2, 22), date(2026, 2, 13)),
            (date(2026, 2, 27), date(2026, 2, 27)),
            (date(2026, 2, 28), date(2026, 2, 27)),
            (date(2025, 7, 5), date(2025, 7, 4)),
            (date(2025, 10, 5), date(2025, 10, 3)),
            (date(2025, 5, 4), date(2025, 4, 29)),
            (date(2025, 4, 27), date(2025, 4, 26)),
            (date(2026, 9, 2), date(2026, 8, 28)),
            (date(2026, 8, 23), date(2026, 8, 22)),
            (date(2026, 1, 11), date(2026, 1, 10)),
            (date(2027, 5, 3), date(2027, 4, 29)),
        ],
    )
    def test_last_working_day(self, calendar: WorkCalendar, deadline: date, last: date) -> None:
        assert calendar.last_working_day(deadline) == last

    def test_exchanged_days(self, calendar: WorkCalendar) -> None:
        for saturday, off in (
            (date(2025, 4, 26), date(2025, 5, 2)),
            (date(2026, 1, 10), date(2026, 1, 2)),
            (date(2026, 8, 22), date(2026, 8, 31)),
        ):
            assert saturday.weekday() == 5
            assert calendar.is_working(saturday)
            assert off.weekday() < 5
            assert not calendar.is_working(off)

    def test_days_off_are_those_of_the_library(self, shipped: tuple[MarkedDay, ...]) -> None:
        saturday_outside_the_notice = {date(2025, 2, 1)}
        exchanged_for_10_january = {date(2026, 1, 2)}
        assert dates(shipped, OFF, 2025) == set(country_holidays("VN", years=2025)) - saturday_outside_the_notice
        assert dates(shipped, OFF, 2026) == set(country_holidays("VN", years=2026)) | exchanged_for_10_january

    def test_worked_saturdays_are_those_of_the_library(self, shipped: tuple[MarkedDay, ...]) -> None:
        library = country_holidays("VN", years=[2025, 2026]).weekend_workdays
        known = {day for day in library if day.year in (2025, 2026)}
        ours = dates(shipped, {DayKind.WORKDAY}, 2025) | dates(shipped, {DayKind.WORKDAY}, 2026)
        assert ours == known | {date(2026, 1, 10)}

    def test_2027_has_only_what_the_law_and_the_moon_give(self, shipped: tuple[MarkedDay, ...]) -> None:
        off = dates(shipped, OFF, 2027)
        assert off < set(country_holidays("VN", years=2027))
        assert {date(2027, 9, 1), date(2027, 9, 3)}.isdisjoint(off)
        assert not dates(shipped, {DayKind.WORKDAY}, 2027)

    def test_what_is_not_decided_says_so(self) -> None:
        entries = json.loads(DAYS_FILE.read_text("utf-8"))["days"]
        open_entries = {entry["date"] for entry in entries if entry.get("provisional")}
        assert open_entries == {entry["date"] for entry in entries if entry["name"].endswith(" (dự kiến)")}
        assert open_entries == {entry["date"] for entry in entries if "chưa có thông báo" in entry["source"]}
        assert open_entries == {f"2027-02-{day:02}" for day in range(5, 11)} | {"2027-05-03"}
        assert all(entry["source"] for entry in entries)

    def test_moon_of_tet_and_of_the_hung_kings(self, shipped: tuple[MarkedDay, ...]) -> None:
        names = {"mùng một": (1, 1), "mùng hai": (2, 1), "mùng ba": (3, 1), "mùng bốn": (4, 1)}
        names |= {"28 tháng Chạp": (28, 12), "29 tháng Chạp": (29, 12), "Giỗ Tổ": (10, 3)}
        checked = 0
        for day in shipped:
            for name, moon in names.items():
                if name in day.name and day.kind is DayKind.HOLIDAY:
                    lunar = lunar_day(day.date)
                    assert (lunar.day, lunar.month) == moon, day
                    checked += 1
        assert checked == 18

    def test_observances_come_every_year_and_are_no_days_off(
        self, shipped: tuple[MarkedDay, ...], calendar: WorkCalendar
    ) -> None:
        by_year = {
            year: {f"{day:%d/%m}" for day in dates(shipped, {DayKind.OBSERVANCE}, year)} for year in (2025, 2026, 2027)
        }
        assert by_year[2025] == by_year[2027] == by_year[2026] - {"15/03"}
        assert len(by_year[2025]) == 17
        assert "15/10" in by_year[2025]
        assert calendar.is_working(date(2025, 10, 15))

    def test_days_are_in_order(self, shipped: tuple[MarkedDay, ...]) -> None:
        assert [day.date for day in shipped] == sorted({day.date for day in shipped})


class TestDaysFromJson:
    def test_reads_the_three_fields(self) -> None:
        text = '{"days": [{"date": "2028-01-01", "kind": "holiday", "name": "Tê\u0301t  Dương lịch", "source": "x"}]}'
        assert days_from_json(text) == (MarkedDay(date(2028, 1, 1), DayKind.HOLIDAY, "Tết Dương lịch"),)

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "[]",
            "{}",
            '{"days": 5}',
            '{"days": [{"date": "2028-02-30", "kind": "holiday", "name": "x"}]}',
            '{"days": [{"date": "2028-02-01", "kind": "nghỉ", "name": "x"}]}',
            '{"days": [{"date": "2028-02-01", "kind": "holiday"}]}',
            '{"days": [{"date": "2028-02-01", "kind": "holiday", "name": null}]}',
        ],
    )
    def test_another_form_is_refused(self, text: str) -> None:
        with pytest.raises(ValueError, match="không đúng mẫu"):
            days_from_json(text)

    def test_a_date_twice_is_refused_by_name(self) -> None:
        entry = '{"date": "2028-01-01", "kind": "holiday", "name": "x"}'
        with pytest.raises(ValueError, match="01/01/2028"):
            days_from_json(f'{{"days": [{entry}, {entry}]}}')
