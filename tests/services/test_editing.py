"""What the officer changes in tasks: each call one action, one undo step."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from danvan_desktop.domain.changes.composing import Write
from danvan_desktop.domain.records import Role, Status
from danvan_desktop.domain.timing import TimingKind
from danvan_desktop.domain.views import TaskFilter, TaskView
from danvan_desktop.services import editing, history
from danvan_desktop.services.editing import BadValue, ExtensionOrder
from danvan_desktop.services.tasks import find_agency, find_task, list_tasks
from danvan_desktop.storage import log
from danvan_desktop.storage.book import Book
from tests.making import TODAY, new_ids

EARLIER = date(2026, 2, 20)
Change = Callable[[Book, TaskView], object]


def set_status(book: Book, path: str, status: Status, today: date = TODAY) -> TaskView:
    editing.set_status(book, [find_task(book, path)], status, today)
    return find_task(book, path)


def test_what_becomes_done_is_done_today_and_stays_done_on_that_day(book: Book) -> None:
    assert set_status(book, "1.3", Status.DONE, EARLIER).done_on == EARLIER
    assert set_status(book, "1.3", Status.DONE, TODAY).done_on == EARLIER


@pytest.mark.parametrize("status", [status for status in Status if status is not Status.DONE])
def test_what_is_not_done_has_no_day_of_completion(book: Book, status: Status) -> None:
    assert find_task(book, "1.2").done_on is not None
    now = set_status(book, "1.2", status)
    assert (now.status, now.done_on) == (status, None)


def test_done_again_is_done_on_the_new_day(book: Book) -> None:
    set_status(book, "1.2", Status.DOING)
    assert set_status(book, "1.2", Status.DONE).done_on == TODAY


def test_several_tasks_get_a_status_as_one_undo_step(book: Book) -> None:
    before = {task.path: task for task in list_tasks(book, TaskFilter())}
    chosen = [before[path] for path in ("1.1", "1.2", "2.4.d", "5.3")]
    changes = editing.set_status(book, chosen, Status.SUSPENDED, TODAY)
    assert {record for _, record in changes.records} == {task.id for task in chosen}
    changed = [task.path for task in list_tasks(book, TaskFilter()) if task != before[task.path]]
    assert changed == [task.path for task in chosen]
    assert len(history.stacks(book).undoable) == 1
    history.undo(book)
    assert {task.path: task for task in list_tasks(book, TaskFilter())} == before


def test_saying_what_the_book_says_already_leaves_no_trace(book: Book) -> None:
    task = find_task(book, "1.2")
    assert not editing.set_status(book, [task], Status.DONE, TODAY)
    assert not editing.set_time(book, task.id, f" {task.time_text} ")
    assert history.stacks(book).undoable == ()


def test_a_corrected_time_moves_both_due_dates(book: Book) -> None:
    task = find_task(book, "1.3")
    editing.set_time(book, task.id, " Quý IV/2026 ")
    now = find_task(book, "1.3")
    assert (now.time_text, now.due.due, now.due.original_due) == (
        "Quý IV/2026",
        date(2026, 12, 31),
        date(2026, 12, 31),
    )


def test_a_time_that_is_not_understood_is_kept_as_written(book: Book) -> None:
    editing.set_time(book, find_task(book, "1.3").id, "lúc rảnh rỗi")
    now = find_task(book, "1.3")
    assert (now.time_text, now.timing.kind, now.due.due) == ("lúc rảnh rỗi", TimingKind.NONE, None)


def test_an_extension_keeps_the_original_due_date(book: Book) -> None:
    task = find_task(book, "2.1")
    order = ExtensionOrder(date(2026, 3, 31), "  Chờ   kinh phí ", "Chủ tịch UBND xã")
    editing.extend(book, task.id, order, new_ids(), TODAY)
    now = find_task(book, "2.1")
    assert (now.due.due, now.due.original_due, now.due.extended) == (date(2026, 3, 31), date(2026, 2, 27), True)
    assert now.time_text == task.time_text
    told = {view.field: view.new for view in history.task_history(book, task.id) if view.kind == "extension"}
    assert told == {
        "task": task.id,
        "new_due": "2026-03-31",
        "reason": "Chờ kinh phí",
        "decided_by": "Chủ tịch UBND xã",
        "decided_on": TODAY.isoformat(),
    }
    history.undo(book)
    assert find_task(book, "2.1") == task


def test_the_extension_decided_last_counts_also_when_it_is_earlier(book: Book) -> None:
    task, ids = find_task(book, "2.1").id, new_ids()
    editing.extend(book, task, ExtensionOrder(date(2026, 6, 30), "Chờ kinh phí"), ids, EARLIER)
    editing.extend(book, task, ExtensionOrder(date(2026, 4, 30), "Có kinh phí sớm"), ids, TODAY)
    assert find_task(book, "2.1").due.due == date(2026, 4, 30)
    editing.extend(book, task, ExtensionOrder(date(2026, 5, 15), "Trùng ngày nghỉ"), ids, TODAY)
    assert find_task(book, "2.1").due.due == date(2026, 5, 15)


def test_a_corrected_time_does_not_end_an_extension(book: Book) -> None:
    task = find_task(book, "2.1").id
    editing.extend(book, task, ExtensionOrder(date(2026, 6, 30), "Chờ kinh phí"), new_ids(), TODAY)
    editing.set_time(book, task, "Quý I/2026")
    due = find_task(book, "2.1").due
    assert (due.due, due.original_due) == (date(2026, 6, 30), date(2026, 3, 31))


@pytest.mark.parametrize("reason", ["", "   ", "\u00a0"])
def test_an_extension_without_a_reason_is_refused(book: Book, reason: str) -> None:
    task = find_task(book, "2.1")
    with pytest.raises(BadValue, match="phải có lý do; chưa ghi gì"):
        editing.extend(book, task.id, ExtensionOrder(date(2026, 6, 30), reason), new_ids(), TODAY)
    assert find_task(book, "2.1") == task
    assert history.stacks(book).undoable == ()


def assign(book: Book, path: str, name: str, role: Role) -> None:
    log.write(book, [editing.assign_write(find_task(book, path), find_agency(book, name).id, role)])


def unassign(book: Book, path: str, name: str, role: Role) -> None:
    log.write(book, [editing.unassign_write(find_task(book, path), find_agency(book, name).id, role)])


def test_an_agency_gets_a_role_behind_those_that_have_it(book: Book) -> None:
    before = find_task(book, "1.5").names(Role.LEAD)
    assign(book, "1.5", "Công an xã", Role.LEAD)
    assign(book, "1.5", "Ban Xây dựng Đảng", Role.LEAD)
    now = find_task(book, "1.5")
    assert now.names(Role.LEAD) == (*before, "Công an xã", "Ban Xây dựng Đảng")
    assert now.names(Role.COORDINATING) == ("Các cơ quan, đơn vị, tổ chức",)


def test_one_agency_may_have_two_roles_and_lose_one(book: Book) -> None:
    task = find_task(book, "3.4")
    assign(book, "3.4", "Công an xã", Role.IMPLEMENTING)
    assert find_task(book, "3.4").names(Role.IMPLEMENTING) == ("Công an xã",)
    unassign(book, "3.4", "Công an xã", Role.COORDINATING)
    now = find_task(book, "3.4")
    assert "Công an xã" not in now.names(Role.COORDINATING)
    assert now.names(Role.IMPLEMENTING) == ("Công an xã",)
    history.undo(book)
    history.undo(book)
    assert find_task(book, "3.4") == task


def test_a_role_that_was_taken_away_can_be_given_again(book: Book) -> None:
    task = find_task(book, "5.1")
    first, *others = task.names(Role.COORDINATING)
    unassign(book, "5.1", first, Role.COORDINATING)
    assert find_task(book, "5.1").names(Role.COORDINATING) == tuple(others)
    assign(book, "5.1", first, Role.COORDINATING)
    now = find_task(book, "5.1")
    assert {part.assignment for part in now.assigned} == {part.assignment for part in task.assigned}


@pytest.mark.parametrize("role", [Role.COORDINATING, Role.IMPLEMENTING])
def test_a_role_that_an_agency_does_not_have_cannot_be_taken_away(book: Book, role: Role) -> None:
    task = find_task(book, "2.2")
    with pytest.raises(BadValue, match=r"Nhiệm vụ 2\.2 không giao cho cơ quan này ở vai trò đó; chưa ghi gì"):
        editing.unassign_write(task, find_agency(book, "Phòng Kinh tế").id, role)


def test_a_new_task_stands_at_the_end_of_its_group(book: Book) -> None:
    beside = find_task(book, "2.4.đ")
    fields = {"group": beside.group, "number": "e", "text": "Rà soát nội quy nhà văn hóa", "time_text": "Quý II/2026"}
    record, changes = editing.add_task(book, beside.programme, fields, new_ids())
    made = find_task(book, "2.4.e")
    assert (made.id, made.status, made.due.due) == (record, Status.TODO, date(2026, 6, 30))
    assert changes
    listed = [task.path for task in list_tasks(book, TaskFilter())]
    assert listed[listed.index("2.4.đ") : listed.index("3.1") + 1] == ["2.4.đ", "2.4.e", "3.1"]


def test_a_new_task_stands_behind_the_groups_within_its_group(book: Book) -> None:
    beside = find_task(book, "2.3")
    editing.add_task(book, beside.programme, {"group": beside.group, "number": "2.5", "text": "Họp thôn"}, new_ids())
    listed = [task.path for task in list_tasks(book, TaskFilter())]
    assert listed[listed.index("2.4.đ") + 1] == "2.5"


def test_a_new_task_in_no_group_stands_at_the_end_of_the_programme(book: Book) -> None:
    ids = new_ids()
    programme = find_task(book, "1.1").programme
    editing.add_task(book, programme, {"number": "6", "text": "Tổng kết"}, ids)
    editing.add_task(book, programme, {"number": "7", "text": "Khen thưởng"}, ids)
    assert [task.path for task in list_tasks(book, TaskFilter())][-3:] == ["5.3", "6", "7"]


def test_deleted_tasks_are_gone_and_one_undo_brings_them_back(book: Book) -> None:
    before = list_tasks(book, TaskFilter())
    changes = editing.delete_tasks(book, [find_task(book, path).id for path in ("2.4.a", "2.4.b", "5.1")])
    assert changes
    left = [task.text for task in list_tasks(book, TaskFilter())]
    assert left == [task.text for task in before if task.path not in ("2.4.a", "2.4.b", "5.1")]
    history.undo(book)
    assert list_tasks(book, TaskFilter()) == before


def by_status(book: Book, task: TaskView) -> object:
    return editing.set_status(book, [task], Status.DONE, TODAY)


def by_time(book: Book, task: TaskView) -> object:
    return editing.set_time(book, task.id, "Quý IV/2026")


def by_fields(book: Book, task: TaskView) -> object:
    return editing.set_fields(book, task.id, {"result": "Đã mở 02 lớp", "percent": 50})


def by_extension(book: Book, task: TaskView) -> object:
    return editing.extend(book, task.id, ExtensionOrder(date(2026, 9, 30), "Chờ hướng dẫn"), new_ids(), TODAY)


def by_assignment(book: Book, task: TaskView) -> object:
    return log.write(book, [editing.assign_write(task, find_agency(book, "Công an xã").id, Role.LEAD)])


def by_deleting(book: Book, task: TaskView) -> object:
    return editing.delete_tasks(book, [task.id])


@pytest.mark.parametrize("change", [by_status, by_time, by_fields, by_extension, by_assignment, by_deleting])
def test_one_undo_takes_each_of_them_back_and_one_redo_does_it_again(book: Book, change: Change) -> None:
    before = list_tasks(book, TaskFilter())
    assert change(book, find_task(book, "1.3"))
    changed = list_tasks(book, TaskFilter())
    assert changed != before
    history.undo(book)
    assert list_tasks(book, TaskFilter()) == before
    history.redo(book)
    assert list_tasks(book, TaskFilter()) == changed


def test_a_field_that_no_task_has_is_a_fault_of_ours(book: Book) -> None:
    with pytest.raises(ValueError, match="cannot hold"):
        log.write(book, [Write("task", find_task(book, "1.1").id, {"colour": "đỏ"})])
    assert history.stacks(book).undoable == ()
