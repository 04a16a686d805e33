"""Working days of officials: weekends, holidays, days off in lieu, worked Saturdays, observances.

The days are data: each autumn brings new ones (holidays by Bộ luật Lao động 2019, Điều 112, and the year's notice).
Nothing here moves a legal date; a careful officer is done on the last working day before one that falls on a day off.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from danvan_desktop.domain.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable

_SATURDAY: Final = 5


class DayKind(StrEnum):
    """What a marked day is to officials."""

    HOLIDAY = "holiday"
    MAKE_UP = "make_up"
    WORKDAY = "workday"
    OBSERVANCE = "observance"


@dataclass(frozen=True, slots=True)
class MarkedDay:
    """One day that the calendar knows something about.

    Kinds: a holiday by law, a day off in lieu (nghỉ bù, nghỉ hoán đổi), a worked Saturday or Sunday (làm bù), an
    observance, which is no day off. `name` is Vietnamese and says «(dự kiến)» while the year's notice is not out.
    """

    date: date
    kind: DayKind
    name: str


class WorkCalendar:
    """Answers which days are worked, from the days marked in a book. Immutable."""

    __slots__ = ("_marks",)

    def __init__(self, days: Iterable[MarkedDay]) -> None:
        marks: defaultdict[date, list[MarkedDay]] = defaultdict(list)
        for day in days:
            marks[day.date].append(day)
        self._marks = {day: tuple(on_it) for day, on_it in marks.items()}

    def marks(self, day: date) -> tuple[MarkedDay, ...]:
        """What is marked on the day, in the order given."""
        return self._marks.get(day, ())

    def is_working(self, day: date) -> bool:
        """Whether offices work: Monday to Friday but for days off, and the days worked in exchange. Off wins."""
        kinds = {mark.kind for mark in self.marks(day)}
        if kinds & {DayKind.HOLIDAY, DayKind.MAKE_UP}:
            return False
        return DayKind.WORKDAY in kinds or day.weekday() < _SATURDAY

    def last_working_day(self, day: date) -> date:
        """The day itself if it is worked, else the latest worked day before it."""
        while not self.is_working(day):
            day -= timedelta(days=1)
        return day


def days_from_json(text: str) -> tuple[MarkedDay, ...]:
    """The days of a file such as `resources/calendar/days.json`, in its order.

    Raises ValueError with a Vietnamese sentence when the file is not of that form or marks a date twice.
    """
    try:
        entries = json.loads(text)["days"]
        days = tuple(
            MarkedDay(date.fromisoformat(entry["date"]), DayKind(entry["kind"]), clean(entry["name"]))
            for entry in entries
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ValueError("Tệp lịch không đúng mẫu nên chưa đọc ngày nào.") from error
    seen: set[date] = set()
    for day in days:
        if day.date in seen:
            raise ValueError(f"Tệp lịch ghi ngày {day.date:%d/%m/%Y} hai lần nên chưa đọc ngày nào.")
        seen.add(day.date)
    return days
