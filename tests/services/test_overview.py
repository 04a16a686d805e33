"""The figures of the overview are what one would count by hand with the rules of the domain."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from danvan_desktop.domain.changes.composing import Write
from danvan_desktop.domain.lifecycle import State, state_of
from danvan_desktop.domain.records import LEADING, Kind, Role, Status
from danvan_desktop.domain.views import ProgressView, TaskFilter, TaskView
from danvan_desktop.services.agencies import join_agencies, list_registered
from danvan_desktop.services.assignments import read_sheet
from danvan_desktop.services.overview import read_overview
from danvan_desktop.services.tasks import list_agencies, list_groups, list_programmes, list_task_ids, list_tasks
from danvan_desktop.storage import log
from danvan_desktop.storage.book import Book
from tests.making import TODAY, empty_book, sample_book

DAYS = [TODAY, TODAY + timedelta(120), date(2026, 12, 31)]


@pytest.fixture(scope="module")
def varied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    """120 tasks, some without a lead, without a time, in no group, or led by a collective."""
    with sample_book(tmp_path_factory.mktemp("tổng quan"), tasks=120) as held:
        tasks = list_tasks(held, TaskFilter())
        collective = next(view for view in list_agencies(held) if view.name == "Các cơ quan, đơn vị")
        writes = [Write(Kind.TASK, task.id, {"status": list(Status)[n % 5]}) for n, task in enumerate(tasks[:40])]
        writes += [
            Write(Kind.ASSIGNMENT, part.assignment, {"present": False}) for t in tasks[5:12] for part in t.assigned
        ]
        writes += [Write(Kind.TASK, task.id, {"time_text": "bao giờ cũng được cả"}) for task in tasks[10:13]]
        writes += [Write(Kind.TASK, task.id, {"group": ""}) for task in tasks[20:24]]
        for n, task in enumerate(tasks[60:70]):
            part = {"task": task.id, "agency": collective.id, "role": Role.LEAD, "present": True}
            writes.append(Write(Kind.ASSIGNMENT, f"{n:032x}", part))
        log.write(held, writes)
        yield held


def state(task: TaskView, day: date) -> State:
    return state_of(task.status, task.timing, task.due, task.done_on, day)


def found(book: Book, wanted: TaskFilter) -> int:
    return len(list_task_ids(book, wanted))


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_what_is_done_counts_as_the_domain_says(varied: Book, day: date) -> None:
    tasks = list_tasks(varied, TaskFilter())
    read = read_overview(varied, day)
    states = Counter(state(task, day) for task in tasks)
    assert {held: count for held, count in read.counts.by_state.items() if count} == states
    assert read.done == states[State.DONE] + states[State.DONE_LATE] > 0
    assert read.counts.all == 120


def test_each_top_group_counts_all_below_it_and_what_has_none_comes_last(varied: Book) -> None:
    tasks = {task.id: task for task in list_tasks(varied, TaskFilter())}
    shown = read_overview(varied, TODAY).groups
    (programme,) = list_programmes(varied)
    tops = [view.id for view in list_groups(varied, programme.id) if view.parent is None]
    assert [view.id for view in shown] == [*tops, ""]
    for view in shown:
        expected = Counter(state(tasks[id_], TODAY) for id_ in list_task_ids(varied, TaskFilter(group=view.id)))
        assert view.counts == expected, view.title
    assert shown[-1].total == 4
    assert sum(view.total for view in shown) == 120


def test_each_leading_agency_counts_what_its_list_its_sheet_and_the_directory_show(varied: Book) -> None:
    shown = read_overview(varied, TODAY).agencies
    for view in shown:
        lead = TaskFilter(agency=view.id, leading=True)
        assert view.total == found(varied, lead), view.title
        late = TaskFilter(agency=view.id, leading=True, late_on=TODAY)
        assert view.counts.get(State.OVERDUE, 0) == found(varied, late), view.title
        sheet = read_sheet(varied, view.id, TODAY)
        assert len(sheet.leading) == view.total, view.title
        (registered,) = [one for one in list_registered(varied) if one.id == view.id]
        assert (registered.leading, registered.through) == (view.total - view.through, view.through), view.title
    assert any(view.through for view in shown)
    tasks = list_tasks(varied, TaskFilter())
    named = {name for task in tasks for role in LEADING for name in task.names(role)}
    assert {view.title for view in shown} == named
    assert "Các cơ quan, đơn vị" in named


def test_the_most_overdue_agency_comes_first(varied: Book) -> None:
    def urgency(view: ProgressView) -> tuple[int, int]:
        return view.counts.get(State.OVERDUE, 0), view.total

    shown = [urgency(view) for view in read_overview(varied, DAYS[1]).agencies]
    assert shown == sorted(shown, reverse=True)
    assert shown[0][0] > 0


def test_what_to_see_to_first_is_late_longest_then_due_next(varied: Book) -> None:
    read = read_overview(varied, DAYS[1])
    first = read.first
    late = [now.late_days for now in first if now.state is State.OVERDUE]
    coming = [now.task.due.due for now in first if now.state is not State.OVERDUE]
    assert len(late) == min(read.counts.overdue, 30) > 8
    assert len(coming) == (3 if read.counts.overdue <= 30 else 0)
    assert late == sorted(late, reverse=True)
    assert [now.state for now in first[: len(late)]] == [State.OVERDUE] * len(late)
    assert coming == sorted(coming)
    assert all(due and due >= DAYS[1] for due in coming)


def test_a_book_without_tasks_has_nothing_to_show(book_dir: Path) -> None:
    with empty_book(book_dir) as book:
        read = read_overview(book, TODAY)
    assert (read.counts.all, read.done, read.first, read.groups, read.agencies) == (0, 0, (), (), ())


def test_a_joined_agency_counts_as_the_one_that_stands_for_it(book: Book) -> None:
    one, other = read_overview(book, TODAY).agencies[:2]
    join_agencies(book, other.id, one.id)
    shown = read_overview(book, TODAY).agencies
    assert other.id not in {view.id for view in shown}
    (joined,) = [view for view in shown if view.id == one.id]
    assert joined.total == found(book, TaskFilter(agency=one.id, leading=True))
