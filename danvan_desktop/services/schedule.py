"""What is due when: every day of a range with its tasks, ready to draw."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from danvan_desktop.domain.calendar.lunar import LunarDay, lunar_day
from danvan_desktop.domain.calendar.months import WEEK_DAYS, grid_span
from danvan_desktop.domain.calendar.workdays import MarkedDay, WorkCalendar
from danvan_desktop.domain.lifecycle import State
from danvan_desktop.domain.merging.marking import Spot, marked, provisional
from danvan_desktop.domain.records import Role
from danvan_desktop.domain.timing import occurrences
from danvan_desktop.domain.views import TaskFilter, TaskView
from danvan_desktop.services.tasks import standing
from danvan_desktop.storage import query
from danvan_desktop.storage.book import Book
from danvan_desktop.storage.query.schedule import due_between, with_instances

OPEN_STATES = frozenset({State.NOT_DUE_YET, State.NOT_STARTED, State.IN_PROGRESS, State.OVERDUE})
"""The states of tasks on which work is still to be done."""
_ORDER = (State.OVERDUE, State.IN_PROGRESS, State.NOT_STARTED, State.NOT_DUE_YET)

Period = tuple[date, date]


@dataclass(frozen=True, slots=True)
class DueTask:
    """A task, or one dated instance of it, on the day when it is due.

    `label` names the instance («Tháng 2/2026», «Lần 1»); it is empty where the day is the due date of the whole task.
    `original_due` is set when that was put off. An instance stands as its task does. What two books disagree on has a
    sign before it; of the state `unsure` says so.
    """

    task: str
    path: str
    text: str
    label: str
    due: date
    original_due: date | None
    last_working_day: date
    state: State
    late_days: int
    lead: tuple[str, ...]
    coordinating: tuple[str, ...]
    time_text: str
    unsure: bool = False

    @property
    def is_open(self) -> bool:
        """Whether there is still work to be done."""
        return self.state in OPEN_STATES


@dataclass(frozen=True, slots=True)
class DayPlan:
    """A day with its marks and what is due: late tasks first, those that are closed last."""

    day: date
    lunar: LunarDay
    marks: tuple[MarkedDay, ...]
    working: bool
    last_working_day: date
    tasks: tuple[DueTask, ...]

    @property
    def late(self) -> int:
        """How many of its tasks are late."""
        return sum(due.state is State.OVERDUE for due in self.tasks)


@dataclass(frozen=True, slots=True)
class Schedule:
    """The days from `first` to `last`, none left out, as they stand on `today`; `held` counts all tasks of the book.

    `late` are days before them on which something was due that is late now, with that alone.
    """

    first: date
    last: date
    today: date
    held: int
    days: tuple[DayPlan, ...]
    late: tuple[DayPlan, ...] = ()

    def day(self, day: date) -> DayPlan | None:
        """One of its days."""
        return self.days[(day - self.first).days] if self.first <= day <= self.last else None


@dataclass(frozen=True, slots=True)
class MonthView:
    """A month in whole weeks, Monday first, with the days of its neighbours that fill them."""

    year: int
    month: int
    today: date
    weeks: tuple[tuple[DayPlan, ...], ...]

    def holds(self, day: date) -> bool:
        """Whether the day is one of the month itself."""
        return (day.year, day.month) == (self.year, self.month)


def schedule(book: Book, first: date, last: date, wanted: TaskFilter, today: date) -> Schedule:
    """What is due on each day of `first` … `last`: tasks by their due date as it is now, and the dated instances of
    work that comes again or has several parts, as far as the programme's period goes."""
    with book.transaction() as connection:
        calendar = WorkCalendar(query.marked_days(connection))
        programmes = query.programmes(connection)
        ids = due_between(connection, first, last, wanted)
        several = with_instances(connection, first, last, wanted)
        held = {task.id: task for task in query.tasks(connection, tuple(dict.fromkeys((*ids, *several))))}
    periods = {view.id: view.period for view in programmes if view.period is not None}
    found: defaultdict[date, list[DueTask]] = defaultdict(list)
    for task in held.values():
        for due in _due_days(task, periods.get(task.programme), calendar, today):
            if first <= due.due <= last:
                found[due.due].append(due)
    days = tuple(_day_plan(first + timedelta(days=place), calendar, found) for place in range((last - first).days + 1))
    return Schedule(first, last, today, sum(view.tasks for view in programmes), days)


def with_late(book: Book, held: Schedule, wanted: TaskFilter) -> Schedule:
    """A schedule with what is late from before its first day."""
    with book.transaction() as connection:
        calendar = WorkCalendar(query.marked_days(connection))
        late = query.tasks(connection, query.task_ids(connection, replace(wanted, due_before=held.first)))
    found: defaultdict[date, list[DueTask]] = defaultdict(list)
    for task in late:
        if task.due.due is not None:
            found[task.due.due].append(_due_task(task, calendar, held.today, (task.due.due, "")))
    return replace(held, late=tuple(_day_plan(day, calendar, found) for day in sorted(found)))


def month_view(held: Schedule, year: int, month: int) -> MonthView:
    """One month out of a schedule that holds all of its weeks."""
    first, last = grid_span(year, month)
    days = held.days[(first - held.first).days : (last - held.first).days + 1]
    weeks = tuple(days[place : place + WEEK_DAYS] for place in range(0, len(days), WEEK_DAYS))
    return MonthView(year, month, held.today, weeks)


def _due_days(task: TaskView, period: Period | None, calendar: WorkCalendar, today: date) -> Iterator[DueTask]:
    """The task on its due date, and its instances on theirs, two on one day said once."""
    for instance in _labelled(task, period).items():
        yield _due_task(task, calendar, today, instance)


def _due_task(task: TaskView, calendar: WorkCalendar, today: date, instance: tuple[date, str]) -> DueTask:
    """A task on the day of an instance, which comes with its label."""
    now, unsure = standing(task, calendar, today), provisional(task)
    due, label = instance
    whole = due == task.due.due
    return DueTask(
        task=task.id,
        path=task.path,
        text=marked(task.text, disputed=bool(unsure & {Spot.TEXT, Spot.DUE})),
        label=label,
        due=due,
        original_due=task.due.original_due if whole and task.due.extended else None,
        last_working_day=calendar.last_working_day(due),
        state=now.state,
        late_days=now.late_days,
        lead=_names(task, Role.LEAD, Role.IMPLEMENTING),
        coordinating=_names(task, Role.COORDINATING),
        time_text=marked(task.time_text, disputed=Spot.TIME in unsure),
        unsure=Spot.STATE in unsure,
    )


def _names(task: TaskView, *roles: Role) -> tuple[str, ...]:
    found = [part for role in roles for part in task.assigned if part.role is role]
    return tuple(marked(part.name, disputed=part.disputed) for part in found)


def _labelled(task: TaskView, period: Period | None) -> dict[date, str]:
    """Every day on which something of the task is due, with the name of the instance.

    The last part of work in parts is due when the task is: put off with it, it does not stay on its first day.
    """
    timing = task.timing
    found: dict[date, str] = {}
    if period is not None and (timing.rule is not None or timing.parts):
        for held in occurrences(timing, *period):
            if held.due is not None:
                due = task.due.due if held.due == timing.end and task.due.due else held.due
                found[due] = f"{found[due]}, {held.label}" if due in found else held.label
    if task.due.due is not None:
        found.setdefault(task.due.due, "")
    return found


def _day_plan(day: date, calendar: WorkCalendar, found: Mapping[date, list[DueTask]]) -> DayPlan:
    return DayPlan(
        day=day,
        lunar=lunar_day(day),
        marks=calendar.marks(day),
        working=calendar.is_working(day),
        last_working_day=calendar.last_working_day(day),
        tasks=tuple(sorted(found.get(day, ()), key=_rank)),
    )


def _rank(due: DueTask) -> int:
    return _ORDER.index(due.state) if due.state in _ORDER else len(_ORDER)
