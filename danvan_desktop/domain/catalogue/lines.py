"""The lines of the catalogue, the orders in which they can stand, and how many tasks call for attention."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from danvan_desktop.domain.lifecycle import State
from danvan_desktop.domain.views import ProgrammeView, TaskFilter


class LineKind(StrEnum):
    """What a line of the catalogue is."""

    PROGRAMME = "programme"
    GROUP = "group"
    TASK = "task"


class CatalogueLine(NamedTuple):
    """A programme, group or task in printed order; `parent` is the line that it stands under, None for a programme.

    `depth` counts from 0 for programmes; `number` is as printed. A task says only where it stands. A tuple, because
    thousands are made while the officer waits for a book.
    """

    id: str
    kind: LineKind
    parent: str | None
    depth: int
    number: str = ""
    title: str = ""


def programme_title(view: ProgrammeView) -> str:
    """«Kế hoạch 12/KH-UBND: Công tác dân vận (2026)», as far as it is known; the years tell two programmes apart."""
    head = " ".join(part for part in (view.type, view.number, view.symbol) if part)
    head = "" if view.title.casefold().startswith(head.casefold()) else head
    title = ": ".join(part for part in (head, view.title) if part)
    years = programme_years(view)
    return title if not years or years in title else f"{title} ({years})"


def programme_years(view: ProgrammeView) -> str:
    """«2026», «2026-2030»; nothing for a programme without a period."""
    if view.period is None:
        return ""
    first, last = view.period[0].year, view.period[1].year
    return str(first) if first == last else f"{first}-{last}"


class SortColumn(StrEnum):
    """By what the list can be put in order."""

    PRINTED = "printed"
    TEXT = "text"
    LEAD = "lead"
    COORD = "coord"
    TIME = "time"
    DUE = "due"
    STATE = "state"
    RESULT = "result"
    PERCENT = "percent"


@dataclass(frozen=True, slots=True)
class TaskOrder:
    """An order of the list; states are as on the day `on`. What is empty stands last in either direction."""

    column: SortColumn
    descending: bool
    on: date


STATES_BY_URGENCY: tuple[State, ...] = (
    State.OVERDUE,
    State.NOT_STARTED,
    State.IN_PROGRESS,
    State.NOT_DUE_YET,
    State.SUSPENDED,
    State.DONE_LATE,
    State.DONE,
    State.CANCELLED,
)
"""What asks for the officer's hand first."""


@dataclass(frozen=True, slots=True)
class TaskCounts:
    """How many tasks there are, and how many of them call for attention on a day.

    `due_in_7` counts open tasks due from that day to seven days later, as `due_within` finds them.
    """

    all: int
    overdue: int
    due_in_7: int
    due_in_15: int
    due_in_30: int
    without_lead: int
    time_unclear: int
    disputed: int
    doubtful: int
    by_state: Mapping[State, int]


def due_within(on: date, days: int) -> TaskFilter:
    """The open tasks due from the day `on` to so many days later, both included."""
    return TaskFilter(due_from=on, due_before=on + timedelta(days + 1))
