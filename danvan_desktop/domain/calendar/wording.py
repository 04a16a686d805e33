"""Days as the officer says them: weekdays, the lunar day, a deadline on a day off."""

from __future__ import annotations

from datetime import date
from typing import Final

from danvan_desktop.domain.calendar.lunar import LunarDay

WEEKDAYS: Final = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")


def weekday_name(day: date) -> str:
    """«Thứ Sáu», «Chủ nhật»."""
    return WEEKDAYS[day.weekday()]


def long_day(day: date) -> str:
    """«Thứ Sáu 13/02/2026»."""
    return f"{weekday_name(day)} {day:%d/%m/%Y}"


def lunar_short(day: LunarDay) -> str:
    """«15»; with the month on its first day, «1/2», «1/6 nhuận»."""
    if day.day > 1:
        return str(day.day)
    return f"{day.day}/{day.month}{' nhuận' if day.leap else ''}"


def lunar_long(day: LunarDay) -> str:
    """«15/2 âm lịch»."""
    return f"{day.day}/{day.month}{' nhuận' if day.leap else ''} âm lịch"


def off_day_note(due: date, last_working_day: date) -> str:
    """«hạn 25/07 là Chủ nhật; ngày làm việc cuối 24/07»; nothing for a deadline on a worked day."""
    if last_working_day == due:
        return ""
    return f"hạn {due:%d/%m} là {_off_day_name(due)}; ngày làm việc cuối {last_working_day:%d/%m}"


def _off_day_name(day: date) -> str:
    name = weekday_name(day)
    weekend = day.weekday() >= WEEKDAYS.index("Thứ Bảy")
    return name.replace("Thứ", "thứ") if weekend else f"{name.replace('Thứ', 'thứ')}, ngày nghỉ"
