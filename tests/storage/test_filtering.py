"""A filter asks the database for just what the rules of the domain say of each task."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from danvan_desktop.domain.changes.composing import Write
from danvan_desktop.domain.lifecycle import State, state_of
from danvan_desktop.domain.records import Kind, Role, Status
from danvan_desktop.domain.timing import TimingKind
from danvan_desktop.domain.views import Gap, TaskFilter, TaskView
from danvan_desktop.storage import log, query
from danvan_desktop.storage.book import Book
from tests.making import TODAY, sample_book

MOMENTS = [TODAY + timedelta(days) for days in (-400, -60, 0, 45, 120, 300)]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    """120 tasks in every state, some without a day, an agency or a time that is understood."""
    folder: Path = tmp_path_factory.mktemp("lọc")
    with sample_book(folder, tasks=120) as held:
        tasks = everything(held)
        statuses = list(Status)
        writes = [
            Write(Kind.TASK, task.id, {"status": statuses[place % 5], "done_on": None if place % 2 else "2026-06-30"})
            for place, task in enumerate(tasks[:60])
        ]
        writes += [
            Write(Kind.ASSIGNMENT, part.assignment, {"present": False}) for task in tasks[:9] for part in task.assigned
        ]
        writes += [Write(Kind.TASK, task.id, {"time_text": "bao giờ cũng được cả"}) for task in tasks[10:13]]
        log.write(held, writes)
        yield held


def everything(book: Book) -> tuple[TaskView, ...]:
    with book.transaction() as connection:
        return query.tasks(connection, query.task_ids(connection))


def found(book: Book, wanted: TaskFilter) -> set[str]:
    with book.transaction() as connection:
        return set(query.task_ids(connection, wanted))


def passing(book: Book, holds: Callable[[TaskView], bool]) -> set[str]:
    return {task.id for task in everything(book) if holds(task)}


@pytest.mark.parametrize("day", MOMENTS, ids=str)
def test_every_state_is_found_as_the_domain_says(book: Book, day: date) -> None:
    states = {task.id: state_of(task.status, task.timing, task.due, task.done_on, day) for task in everything(book)}
    for state in State:
        expected = {task for task, held in states.items() if held is state}
        assert found(book, TaskFilter(states=frozenset({state}), on=day)) == expected, state


def test_every_state_occurs(book: Book) -> None:
    assert all(any(found(book, TaskFilter(states=frozenset({state}), on=day)) for day in MOMENTS) for state in State)


def test_several_states_are_all_found(book: Book) -> None:
    each = [found(book, TaskFilter(states=frozenset({state}), on=TODAY)) for state in (State.DONE, State.SUSPENDED)]
    both = TaskFilter(states=frozenset({State.DONE, State.SUSPENDED}), on=TODAY)
    assert found(book, both) == each[0] | each[1]


def test_what_is_due_between_two_days(book: Book) -> None:
    until = TODAY + timedelta(120)
    expected = passing(
        book,
        lambda task: (
            task.status in (Status.TODO, Status.DOING) and task.due.due is not None and TODAY <= task.due.due < until
        ),
    )
    assert expected
    assert found(book, TaskFilter(due_from=TODAY, due_before=until)) == expected


def test_what_nobody_leads(book: Book) -> None:
    expected = passing(book, lambda task: not task.names(Role.LEAD) and not task.names(Role.IMPLEMENTING))
    assert len(expected) >= 9
    assert found(book, TaskFilter(lacking=Gap.LEAD)) == expected


def test_whose_time_is_not_understood(book: Book) -> None:
    expected = passing(book, lambda task: task.timing.kind is TimingKind.NONE)
    assert len(expected) >= 3
    assert found(book, TaskFilter(lacking=Gap.TIME)) == expected


def test_the_role_of_an_agency_counts(book: Book) -> None:
    agency = next(part.agency for task in everything(book)[20:] for part in task.assigned if part.role is Role.LEAD)
    leads, all_roles = (found(book, TaskFilter(agency=agency, role=role)) for role in (Role.LEAD, None))
    assert leads
    assert leads <= all_roles
    assert leads != found(book, TaskFilter(agency=agency, role=Role.COORDINATING))


def test_a_group_holds_the_groups_under_it(book: Book) -> None:
    with book.transaction() as connection:
        (programme, *_) = query.programmes(connection)
        groups = query.groups(connection, programme.id)
    for group in groups:
        below = {other.id for other in groups if other.sort_key.startswith(group.sort_key)}
        assert found(book, TaskFilter(group=group.id)) == passing(book, lambda task: task.group in below)  # noqa: B023
