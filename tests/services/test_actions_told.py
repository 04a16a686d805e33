"""What was done lately, one sentence of the officer's language for each action."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from danvan_desktop.domain.catalogue.cells import CellEdit, EditColumn
from danvan_desktop.domain.records import Role, Status
from danvan_desktop.domain.views import TaskFilter, TaskView
from danvan_desktop.services import catalogue, editing, history, safety
from danvan_desktop.services.agencies import directory
from danvan_desktop.services.catalogue.diary import DiaryOrder
from danvan_desktop.services.editing import ExtensionOrder
from danvan_desktop.services.tasks import list_tasks
from danvan_desktop.storage import log
from danvan_desktop.storage.book import Book
from danvan_desktop.storage.log import Changes
from tests.making import TODAY, new_ids


def tasks_of(book: Book) -> dict[str, TaskView]:
    return {task.path: task for task in list_tasks(book, TaskFilter())}


def done(book: Book, tasks: dict[str, TaskView]) -> Changes:
    return editing.set_status(book, [tasks["1.3"]], Status.DONE, TODAY)


def time(book: Book, tasks: dict[str, TaskView]) -> Changes:
    return editing.set_time(book, tasks["2.2"].id, "Quý II/2026")


def extension(book: Book, tasks: dict[str, TaskView]) -> Changes:
    return editing.extend(book, tasks["2.2"].id, ExtensionOrder(date(2026, 12, 1), "chờ"), new_ids(), TODAY)


def several_deleted(book: Book, tasks: dict[str, TaskView]) -> Changes:
    return editing.delete_tasks(book, [tasks["1.1"].id, tasks["1.2"].id])


def added(book: Book, tasks: dict[str, TaskView]) -> Changes:
    return editing.add_task(book, tasks["1.1"].programme, {"text": "Việc mới", "number": "9"}, new_ids())[1]


def unassigned(book: Book, tasks: dict[str, TaskView]) -> Changes:
    part = tasks["2.2"].assigned[0]
    return log.write(book, [editing.unassign_write(tasks["2.2"], part.agency, part.role)])


def assigned(book: Book, tasks: dict[str, TaskView]) -> Changes:
    agency = tasks["2.2"].assigned[0].agency
    return log.write(book, [editing.assign_write(tasks["1.1"], agency, Role.COORDINATING)])


def several_cells(book: Book, tasks: dict[str, TaskView]) -> Changes:
    edits = [CellEdit(tasks[path].id, EditColumn.RESULT, "Xong") for path in ("1.1", "1.2", "1.3")]
    return catalogue.set_cells(book, edits, TODAY)


def pasted(book: Book, tasks: dict[str, TaskView]) -> Changes:
    columns = (EditColumn.TIME, EditColumn.RESULT, EditColumn.NOTE)
    edits = [CellEdit(tasks[path].id, column, "Quý IV/2026") for path in ("1.1", "1.2") for column in columns]
    return catalogue.set_cells(book, edits, TODAY)


def pasted_with_agencies(book: Book, tasks: dict[str, TaskView]) -> Changes:
    edits = [CellEdit(tasks["2.2"].id, EditColumn.LEAD, "Công an xã"), CellEdit(tasks["1.1"].id, EditColumn.NOTE, "x")]
    return catalogue.set_cells(book, edits, TODAY)


def given_to_several(book: Book, tasks: dict[str, TaskView]) -> Changes:
    agency = tasks["2.2"].assigned[0].agency
    return log.write(book, [editing.assign_write(tasks[path], agency, Role.COORDINATING) for path in ("1.1", "1.2")])


def noted(book: Book, tasks: dict[str, TaskView]) -> Changes:
    order = DiaryOrder(TODAY, "Đã họp", percent=40)
    return catalogue.add_progress(book, tasks["2.2"].id, order, new_ids())[1]


def joined(book: Book, _tasks: dict[str, TaskView]) -> Changes:
    held = {agency.facts.name: agency.id for agency in directory.list_registered(book)}
    return directory.join_agencies(book, held["Trạm Y tế xã"], held["Công an xã"])


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (done, "Sửa ngày hoàn thành, trạng thái của nhiệm vụ 1.3"),
        (time, "Sửa thời gian của nhiệm vụ 2.2"),
        (extension, "Gia hạn nhiệm vụ 2.2"),
        (several_deleted, "Xóa 2 nhiệm vụ"),
        (added, "Thêm nhiệm vụ 9"),
        (unassigned, "Bỏ phân công Phòng Kinh tế ở nhiệm vụ 2.2"),
        (assigned, "Phân công Phòng Kinh tế ở nhiệm vụ 1.1"),
        (several_cells, "Sửa kết quả của 3 nhiệm vụ"),
        (pasted, "Sửa 6 ô của 2 nhiệm vụ: ghi chú, kết quả, thời gian"),
        (pasted_with_agencies, "Sửa 2 ô của 2 nhiệm vụ: ghi chú, cơ quan"),
        (given_to_several, "Phân công Phòng Kinh tế ở 2 nhiệm vụ"),
        (noted, "Ghi tiến độ của nhiệm vụ 2.2"),
        (joined, "Gộp «Trạm Y tế xã» vào «Công an xã»"),
    ],
)
def test_an_action_is_one_sentence(book: Book, act: Callable[[Book, dict[str, TaskView]], Changes], said: str) -> None:
    act(book, tasks_of(book))
    newest = safety.list_actions(book, 10)[0]
    assert safety.next_undone(book) == said
    assert (newest.sentence, newest.person, newest.own, newest.undone) == (said, "Tuấn", True, False)
    assert newest.when is not None


def test_an_action_taken_back_says_so_and_comes_again(book: Book) -> None:
    tasks = tasks_of(book)
    done(book, tasks)
    time(book, tasks)
    history.undo(book)
    lines = safety.list_actions(book, 10)
    assert [line.undone for line in lines[:2]] == [True, False]
    assert lines[0].handle == ""
    history.redo(book)
    again = safety.list_actions(book, 10)
    assert [line.undone for line in again[:2]] == [False, False]
    undone = safety.undo_to(book, again[1].handle)
    assert (len(undone.steps), undone.trouble) == (2, "")
    assert tasks_of(book) == tasks


def test_the_history_of_one_task_holds_what_hangs_under_it(book: Book) -> None:
    tasks = tasks_of(book)
    held = tasks["2.2"].time_text
    time(book, tasks)
    extension(book, tasks)
    several_deleted(book, tasks)
    told = safety.tell_history(book, tasks["2.2"].id)
    said = [(line.person, line.field, line.old, line.new) for line in told]
    assert ("Tuấn", "thời gian", held, "Quý II/2026") in said
    assert ("Tuấn", "hạn mới", "", "01/12/2026") in said
    assert ("Tuấn", "lý do", "", "chờ") in said
    whole = safety.tell_history(book)
    assert sum(line.new == "đã xóa" for line in whole) == 2
    assert all(line.person for line in whole)
