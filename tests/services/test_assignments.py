"""The matrix and the sheets say of every agency what the tasks themselves say; one cell is one action."""

from __future__ import annotations

from datetime import timedelta

import pytest

from danvan_desktop.domain.agencies.registered import RegisteredAgency
from danvan_desktop.domain.changes.composing import Write
from danvan_desktop.domain.lifecycle import State, state_of
from danvan_desktop.domain.records import Kind, Role, Status
from danvan_desktop.domain.views import TaskFilter, TaskView
from danvan_desktop.services import history
from danvan_desktop.services.agencies import join_agencies, list_registered
from danvan_desktop.services.assignments import read_matrix, read_sheet, set_part, set_parts
from danvan_desktop.services.tasks import NotFound, find_task, list_task_ids, list_tasks
from danvan_desktop.storage import log
from danvan_desktop.storage.book import Book
from tests.making import TODAY


def agency(book: Book, name: str) -> RegisteredAgency:
    return next(held for held in list_registered(book) if held.facts.name == name)


def roles(task: TaskView) -> dict[str, Role]:
    """The strongest part of each agency."""
    return {part.agency: part.role for role in reversed(Role) for part in task.assigned if part.role is role}


def result(task: TaskView, member: str, status: Status, anchor: str = "") -> Write:
    fields = {"task": task.id, "agency": member, "anchor": anchor, "status": status}
    return Write(Kind.MEMBER_RESULT, f"{hash((task.id, member, anchor)) % 10**12:032d}", fields)


def test_the_matrix_holds_every_part_of_every_task(sample: Book) -> None:
    matrix = read_matrix(sample, TODAY)
    tasks = list_tasks(sample, TaskFilter())
    assert [(row.id, row.path, row.text) for row in matrix.tasks] == [(task.id, task.path, task.text) for task in tasks]
    assert {row.id: dict(matrix.parts.get(row.id, {})) for row in matrix.tasks} == {t.id: roles(t) for t in tasks}
    assert [column.id for column in matrix.agencies] == [held.id for held in list_registered(sample)]


def test_of_several_parts_in_one_task_the_strongest_shows(book: Book) -> None:
    task = find_task(book, "1.1")
    leading = next(part for part in task.assigned if part.role is Role.LEAD)
    both = {"task": task.id, "agency": leading.agency, "role": Role.COORDINATING, "present": True}
    log.write(book, [Write(Kind.ASSIGNMENT, "e" * 32, both)])
    assert read_matrix(book, TODAY).parts[task.id][leading.agency] is Role.LEAD


@pytest.mark.parametrize("role", [*Role, None])
def test_a_cell_is_changed_by_one_action_and_undone_by_one(book: Book, role: Role | None) -> None:
    task = find_task(book, "1.1")
    before = roles(task)
    held = next(part for part in before if before[part] is Role.LEAD)
    changes = set_part(book, task.id, held, role)
    assert roles(find_task(book, "1.1")).get(held) is role
    assert bool(changes) is (role is not Role.LEAD)
    if changes:
        history.undo(book)
        assert roles(find_task(book, "1.1")) == before


def test_an_agency_without_a_part_gets_one(book: Book) -> None:
    task = find_task(book, "1.1")
    other = agency(book, "Trạm Y tế xã").id
    set_part(book, task.id, other, Role.COORDINATING)
    set_part(book, task.id, other, Role.LEAD)
    assert [part.role for part in find_task(book, "1.1").assigned if part.agency == other] == [Role.LEAD]


def test_a_block_of_cells_is_one_action_and_keeps_its_order(book: Book) -> None:
    first, second = find_task(book, "1.1"), find_task(book, "1.2")
    new = [agency(book, name).id for name in ("Trạm Y tế xã", "Hội Nông dân xã")]
    cells = [(task.id, held) for task in (first, second) for held in (*new, first.assigned[0].agency)]
    before = read_matrix(book, TODAY).parts
    set_parts(book, [*cells, ("f" * 32, new[0])], Role.COORDINATING)
    now = read_matrix(book, TODAY).parts
    assert {now[task][held] for task, held in cells} == {Role.COORDINATING}
    behind = [part.agency for part in find_task(book, "1.2").assigned if part.agency in new]
    assert behind == new
    history.undo(book)
    assert read_matrix(book, TODAY).parts == before


def test_a_block_of_cells_is_emptied_by_one_action(book: Book) -> None:
    matrix = read_matrix(book, TODAY)
    cells = [(task, held) for task, parts in matrix.parts.items() for held in parts]
    set_parts(book, cells, None)
    assert not any(read_matrix(book, TODAY).parts.values())
    history.undo(book)
    assert read_matrix(book, TODAY).parts == matrix.parts


def test_a_task_that_is_gone_is_left_alone(book: Book) -> None:
    assert not set_part(book, "f" * 32, agency(book, "Phòng Kinh tế").id, Role.LEAD)


def test_joined_agencies_are_one_column_and_lose_their_part_together(book: Book) -> None:
    task = find_task(book, "1.1")
    kept, gone = task.assigned[0].agency, agency(book, "Trạm Y tế xã").id
    set_part(book, task.id, gone, Role.LEAD)
    join_agencies(book, gone, kept)
    matrix = read_matrix(book, TODAY)
    assert gone not in {column.id for column in matrix.agencies}
    assert gone not in matrix.parts[task.id]
    set_part(book, task.id, kept, None)
    assert kept not in read_matrix(book, TODAY).parts[task.id]


def test_every_sheet_lists_what_the_tasks_say(sample: Book) -> None:
    day = TODAY + timedelta(40)
    for held in list_registered(sample):
        sheet = read_sheet(sample, held.id, day)
        lines = (*sheet.leading, *sheet.coordinating)
        assert {line.task.id for line in lines} == set(list_task_ids(sample, TaskFilter(agency=held.id)))
        tasks = [line.task for line in sheet.leading]
        states = [state_of(task.status, task.timing, task.due, task.done_on, day) for task in tasks]
        assert sheet.overdue == states.count(State.OVERDUE)
        assert sheet.done == states.count(State.DONE) + states.count(State.DONE_LATE)
        due = [task.due.due for task in tasks if task.status in (Status.TODO, Status.DOING) and task.due.due]
        assert sheet.soon == sum(day <= last <= day + timedelta(30) for last in due)


def test_a_member_has_the_tasks_of_its_collective_and_they_say_so(sample: Book) -> None:
    collective, member = agency(sample, "Các cơ quan, đơn vị"), agency(sample, "Phòng Kinh tế")
    led = {line.task.id for line in read_sheet(sample, collective.id, TODAY).leading}
    lines = {line.task.id: line for line in read_sheet(sample, member.id, TODAY).leading}
    assert led
    assert led <= set(lines)
    for task, line in lines.items():
        own = any(part.agency == member.id and part.role is line.role for part in line.task.assigned)
        assert line.through == ("" if own else "Các cơ quan, đơn vị"), task


def test_a_collective_tells_which_members_have_done_their_part(book: Book) -> None:
    collective = agency(book, "Các cơ quan, đơn vị")
    task = read_sheet(book, collective.id, TODAY).leading[0].task
    done, dated, partly = sorted(collective.facts.members)[:3]
    log.write(
        book,
        [
            result(task, done, Status.DONE),
            result(task, done, Status.TODO, "2026-01-31"),
            result(task, dated, Status.DONE, "2026-01-31"),
            result(task, partly, Status.DONE, "2026-01-31"),
            result(task, partly, Status.DOING, "2026-02-28"),
        ],
    )
    line = next(line for line in read_sheet(book, collective.id, TODAY).leading if line.task.id == task.id)
    assert len(line.members) == len(collective.facts.members) == 9
    assert {member.agency for member in line.members if member.done} == {done, dated}
    assert read_matrix(book, TODAY).done == {(task.id, done), (task.id, dated)}
    own = read_sheet(book, done, TODAY).leading
    assert next(line for line in own if line.task.id == task.id).own_done


def test_an_agency_that_is_gone_has_no_sheet(sample: Book) -> None:
    with pytest.raises(NotFound):
        read_sheet(sample, "f" * 32, TODAY)
