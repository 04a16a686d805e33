"""Tables for Excel and dates for a calendar program, as plain data: services fill them, `writing` writes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from danvan_desktop.domain.lifecycle import State
from danvan_desktop.domain.papers import LetterheadProfile
from danvan_desktop.domain.records import Role, Status


@dataclass(frozen=True, slots=True)
class TableHead:
    """Whose table it is, what it covers («Chương trình … năm 2026»), and as on which day."""

    profile: LetterheadProfile
    subject: str
    as_of: date


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One task and the part of each agency in it, by the place of the agency."""

    number: str
    text: str
    time: str
    due: date | None
    parts: Mapping[int, Role]


@dataclass(frozen=True, slots=True)
class MatrixTable:
    """Ma trận phân công: tasks down, agencies (their short names) across."""

    head: TableHead
    agencies: tuple[str, ...]
    rows: tuple[MatrixRow, ...]


@dataclass(frozen=True, slots=True)
class YearDay:
    """A day of a year: the numbers of the tasks that are due, what is marked on it, whether offices work."""

    day: date
    due: tuple[str, ...]
    marks: tuple[str, ...]
    working: bool


@dataclass(frozen=True, slots=True)
class DueLine:
    """What is due on a day: a task or one instance of it (`label`), and the last working day on which it is on time."""

    day: date
    number: str
    text: str
    label: str
    lead: str
    coord: str
    last_working_day: date
    state: State


@dataclass(frozen=True, slots=True)
class YearTable:
    """Lịch năm: every day of the year, and all that is due in it, by day."""

    head: TableHead
    year: int
    days: tuple[YearDay, ...]
    lines: tuple[DueLine, ...]


@dataclass(frozen=True, slots=True)
class FigureLine:
    """How many tasks of a group, an agency or a month are in each state."""

    title: str
    counts: Mapping[State, int]

    @property
    def total(self) -> int:
        """All of its tasks."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class FiguresTable:
    """Số liệu: all tasks by state, then by group, by agency that leads, by month in which they are due."""

    head: TableHead
    whole: FigureLine
    groups: tuple[FigureLine, ...]
    agencies: tuple[FigureLine, ...]
    months: tuple[FigureLine, ...]


@dataclass(frozen=True, slots=True)
class FormTask:
    """A task as a unit reports on it: what the book knows already stands in the fields to be filled in."""

    id: str
    number: str
    text: str
    leads: bool
    time: str
    due: date | None
    status: Status
    done_on: date | None
    percent: int | None
    result: str


@dataclass(frozen=True, slots=True)
class UnitForm:
    """Biểu báo cáo of one agency, to be filled in and sent back.

    The ids are the book's: they lie hidden in the workbook, and lead every row back to its task.
    """

    head: TableHead
    book: str
    agency: str
    agency_name: str
    programme: str
    tasks: tuple[FormTask, ...]


@dataclass(frozen=True, slots=True)
class Deadline:
    """What is due on a day, for a calendar program. `uid` names it for ever: sent again, it takes the place of the
    earlier one, also when the day has changed."""

    uid: str
    day: date
    title: str
    told: str


@dataclass(frozen=True, slots=True)
class Deadlines:
    """The deadlines of a book as on a day, under one name."""

    name: str
    as_of: date
    held: tuple[Deadline, ...]
