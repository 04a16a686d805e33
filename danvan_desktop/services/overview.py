"""The whole book in one look: what calls for attention, what comes first, how far groups and agencies are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from danvan_desktop.domain.catalogue.lines import TaskCounts, due_within
from danvan_desktop.domain.lifecycle import State
from danvan_desktop.domain.views import ProgressView
from danvan_desktop.services.tasks import Standing, list_task_ids, load_tasks, standing, work_calendar
from danvan_desktop.storage import query
from danvan_desktop.storage.book import Book
from danvan_desktop.storage.query import figures

_FIRST = 8
_LATE_AT_MOST = 30
_NEXT_AT_LEAST = 3
"""What is due next is shown only under everything that is late already."""


@dataclass(frozen=True, slots=True)
class Overview:
    """The figures of a book on one day. `first` is what has to be seen to before all else: what is late, and what is
    due next once all of that is there. `due_today` counts the open tasks whose last day it is."""

    day: date
    counts: TaskCounts
    due_today: int
    first: tuple[Standing, ...]
    groups: tuple[ProgressView, ...]
    agencies: tuple[ProgressView, ...]

    @property
    def done(self) -> int:
        """The tasks that are done, late or not."""
        return self.counts.by_state[State.DONE] + self.counts.by_state[State.DONE_LATE]


def read_overview(book: Book, day: date) -> Overview:
    """Everything that the overview shows on a day."""
    with book.transaction() as connection:
        counts = query.task_counts(connection, day)
        late, coming = figures.first_due(connection, day, (_LATE_AT_MOST, _FIRST))
        groups = figures.group_progress(connection, day)
        agencies = figures.agency_progress(connection, day)
    told_all = counts.overdue <= len(late)
    first = late + coming[: max(_NEXT_AT_LEAST, _FIRST - len(late))] if told_all else late
    calendar = work_calendar(book)
    standings = tuple(standing(task, calendar, day) for task in load_tasks(book, first))
    due_today = len(list_task_ids(book, due_within(day, 0)))
    return Overview(day, counts, due_today, standings, groups, tuple(sorted(agencies, key=_by_urgency)))


def _by_urgency(agency: ProgressView) -> tuple[int, int]:
    """The most overdue first, then the most tasks; those alike stay in the order of the directory."""
    return -agency.counts.get(State.OVERDUE, 0), -agency.total
