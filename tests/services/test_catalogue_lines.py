"""The catalogue as lines, in the orders that the officer asks for, and counted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest

from danvan_desktop.domain.catalogue.lines import (
    STATES_BY_URGENCY,
    CatalogueLine,
    LineKind,
    SortColumn,
    TaskOrder,
    due_within,
    programme_title,
)
from danvan_desktop.domain.changes.composing import Write
from danvan_desktop.domain.lifecycle import State, state_of
from danvan_desktop.domain.records import Kind, Role, Status
from danvan_desktop.domain.text import collation_key
from danvan_desktop.domain.timing import TimingKind
from danvan_desktop.domain.views import Gap, TaskFilter, TaskView
from danvan_desktop.services import editing
from danvan_desktop.services.catalogue import catalogue_rows, count_tasks, sorted_task_ids, task_counts
from danvan_desktop.services.tasks import list_agencies, list_groups, list_programmes, list_task_ids, list_tasks
from danvan_desktop.storage import log
from danvan_desktop.storage.book import Book
from tests.making import TODAY, sample_book

ALL = TaskFilter()


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    """Two programmes with 220 tasks in many states, some without a lead, a time or a text."""
    with sample_book(tmp_path_factory.mktemp("danh mục"), tasks=220) as book:
        tasks = list_tasks(book, ALL)
        for place, status in enumerate(Status):
            editing.set_status(book, tasks[place * 3 : place * 3 + 3], status, TODAY + timedelta(90 * place))
        for task, time in zip(tasks[40:44], ("", "Thường xuyên", "bao giờ cũng được", "Quý IV/2031"), strict=True):
            editing.set_time(book, task.id, time)
        editing.set_fields(book, tasks[50].id, {"text": "", "result": "Đã xong 1.10"})
        editing.set_fields(book, tasks[51].id, {"result": "đã xong 1.9"})
        yield book


def of_kind(lines: tuple[CatalogueLine, ...], kind: LineKind) -> list[CatalogueLine]:
    return [line for line in lines if line.kind is kind]


def paths(book: Book, lines: tuple[CatalogueLine, ...]) -> list[str]:
    """The lines as they are spoken of; a programme has no path."""
    views = [*list_tasks(book, ALL), *(group for view in list_programmes(book) for group in list_groups(book, view.id))]
    held = {view.id: view.path for view in views}
    return [held.get(line.id, "") for line in lines]


def test_lines_stand_as_printed_under_what_they_belong_to(many: Book) -> None:
    lines = catalogue_rows(many, ALL)
    above: list[str] = []
    for line in lines:
        above = [*above[: line.depth], line.id]
        assert line.parent == (above[line.depth - 1] if line.depth else None)
    assert tuple(line.id for line in of_kind(lines, LineKind.TASK)) == list_task_ids(many, ALL)
    programmes = list_programmes(many)
    assert [line.id for line in of_kind(lines, LineKind.PROGRAMME)] == [view.id for view in programmes]
    groups = [group.id for view in programmes for group in list_groups(many, view.id)]
    assert [line.id for line in of_kind(lines, LineKind.GROUP)] == groups


def test_a_line_says_what_its_record_says(sample: Book) -> None:
    shown = catalogue_rows(sample, ALL)
    lines = dict(zip(paths(sample, shown), shown, strict=True))
    (programme,) = list_programmes(sample)
    task = next(task for task in list_tasks(sample, ALL) if task.path == "2.4.a")
    group = next(group for group in list_groups(sample, programme.id) if group.path == "2.4")
    assert lines["2.4.a"] == (task.id, LineKind.TASK, task.group, 3, "", "")
    assert lines["2.4"] == (group.id, LineKind.GROUP, lines["2"].id, 2, group.number, group.title)
    assert lines[""] == (programme.id, LineKind.PROGRAMME, None, 0, "", programme_title(programme))


def test_a_filter_leaves_only_what_leads_to_its_tasks(sample: Book) -> None:
    lines = catalogue_rows(sample, TaskFilter(words="hương ước"))
    assert paths(sample, lines) == ["", "2", "2.4", "2.4.đ"]
    assert catalogue_rows(sample, TaskFilter(words="không có việc này")) == ()


def test_an_empty_group_shows_in_its_programme_but_not_in_a_search(book: Book) -> None:
    (programme,) = list_programmes(book)
    fifth = [task.id for task in list_tasks(book, ALL) if task.path.startswith("5")]
    editing.delete_tasks(book, fifth)
    for wanted in (ALL, TaskFilter(programme=programme.id)):
        assert paths(book, catalogue_rows(book, wanted))[-1] == "5"
    searched = catalogue_rows(book, TaskFilter(programme=programme.id, words="a"))
    assert "5" not in paths(book, searched)


def test_only_the_programme_asked_for_shows(many: Book) -> None:
    first, second = list_programmes(many)
    lines = catalogue_rows(many, TaskFilter(programme=second.id))
    assert lines[0].id == second.id
    assert {line.id for line in lines}.isdisjoint({first.id, *list_task_ids(many, TaskFilter(programme=first.id))})


def state(task: TaskView) -> State:
    return state_of(task.status, task.timing, task.due, task.done_on, TODAY)


def agencies(*roles: Role) -> Callable[[TaskView], object]:
    return lambda task: [collation_key(name) for role in roles for name in task.names(role)] or None


KEYS: dict[SortColumn, Callable[[TaskView], object]] = {
    SortColumn.TEXT: lambda task: collation_key(task.text) if task.text else None,
    SortColumn.RESULT: lambda task: collation_key(task.result) if task.result else None,
    SortColumn.LEAD: agencies(Role.LEAD, Role.IMPLEMENTING),
    SortColumn.COORD: agencies(Role.COORDINATING),
    SortColumn.DUE: lambda task: task.due.due,
    SortColumn.STATE: lambda task: STATES_BY_URGENCY.index(state(task)),
    SortColumn.PERCENT: lambda task: task.percent,
    SortColumn.TIME: lambda task: (
        (
            task.due.original_due or date.max,
            task.timing.start or date.max,
            collation_key(task.time_text),
        )
        if task.time_text
        else None
    ),
}


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("column", KEYS)
def test_tasks_are_sorted_empty_ones_last_and_equal_ones_as_printed(
    many: Book, column: SortColumn, descending: bool
) -> None:
    tasks, key = list_tasks(many, ALL), KEYS[column]
    full = [task for task in tasks if key(task) is not None]
    expected = sorted(full, key=key, reverse=descending) + [task for task in tasks if key(task) is None]  # type: ignore[arg-type]
    found = sorted_task_ids(many, ALL, TaskOrder(column, descending, TODAY))
    assert found == tuple(task.id for task in expected)
    assert len(set(map(key, full if column not in (SortColumn.LEAD, SortColumn.COORD) else []))) != 1


def test_joined_agencies_stand_by_the_name_that_is_shown(book: Book) -> None:
    first = next(task for task in list_tasks(book, ALL) if task.names(Role.LEAD))
    lead = next(part for part in first.assigned if part.role is Role.LEAD)
    last = max(list_agencies(book), key=lambda view: collation_key(view.name))
    log.write(book, [Write(Kind.AGENCY, lead.agency, {"merged_into": last.id})])
    key = KEYS[SortColumn.LEAD]
    full = [task for task in list_tasks(book, ALL) if key(task)]
    assert last.name in {name for task in full for name in task.names(Role.LEAD)}
    found = sorted_task_ids(book, ALL, TaskOrder(SortColumn.LEAD, False, TODAY))
    assert found[: len(full)] == tuple(task.id for task in sorted(full, key=key))  # type: ignore[arg-type]


def test_the_printed_order_can_be_turned_round(many: Book) -> None:
    ids = list_task_ids(many, ALL)
    assert sorted_task_ids(many, ALL, TaskOrder(SortColumn.PRINTED, False, TODAY)) == ids
    assert sorted_task_ids(many, ALL, TaskOrder(SortColumn.PRINTED, True, TODAY)) == ids[::-1]


@pytest.mark.parametrize("column", SortColumn)
def test_only_what_passes_the_filter_is_sorted(many: Book, column: SortColumn) -> None:
    wanted = TaskFilter(words="dân chủ", late_on=TODAY + timedelta(400))
    ids = sorted_task_ids(many, wanted, TaskOrder(column, False, TODAY))
    assert 0 < len(ids) < 220
    assert set(ids) == set(list_task_ids(many, wanted))


@pytest.mark.parametrize("day", [TODAY + timedelta(days) for days in (-40, 0, 20, 300)], ids=str)
def test_counts_are_those_of_the_lists(many: Book, day: date) -> None:
    counts, tasks = task_counts(many, day), list_tasks(many, ALL)
    states = [state_of(task.status, task.timing, task.due, task.done_on, day) for task in tasks]
    assert counts.by_state == {held: states.count(held) for held in State}
    assert (counts.all, counts.overdue) == (len(tasks), states.count(State.OVERDUE))
    assert counts.time_unclear == sum(task.timing.kind is TimingKind.NONE for task in tasks)
    found = [counts.due_in_7, counts.due_in_15, counts.due_in_30, counts.without_lead, counts.disputed]
    wanted = [due_within(day, days) for days in (7, 15, 30)] + [TaskFilter(lacking=g) for g in (Gap.LEAD, Gap.ANSWER)]
    assert found == [len(list_task_ids(many, each)) for each in wanted]
    assert [count_tasks(many, each) for each in wanted] == found


def test_a_task_is_due_within_seven_days_on_the_seventh(many: Book) -> None:
    task = next(task for task in list_tasks(many, ALL) if state(task) is State.NOT_DUE_YET and task.due.due)
    day = task.due.due or TODAY
    assert task.id in list_task_ids(many, due_within(day, 7))
    assert task.id in list_task_ids(many, due_within(day - timedelta(7), 7))
    assert task.id not in list_task_ids(many, due_within(day - timedelta(8), 7))
    assert task.id not in list_task_ids(many, due_within(day + timedelta(1), 7))


def test_an_empty_book_has_no_lines_and_counts_nothing(book: Book) -> None:
    editing.delete_tasks(book, list_task_ids(book, ALL))
    assert of_kind(catalogue_rows(book, ALL), LineKind.TASK) == []
    assert task_counts(book, TODAY).all == 0
