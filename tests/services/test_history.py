"""Who changed what, from which value to which."""

from __future__ import annotations

import shutil
from datetime import date, datetime
from pathlib import Path

import pytest

from danvan_desktop.domain.records import Role, Status
from danvan_desktop.domain.views import HistoryView, TaskFilter
from danvan_desktop.services import editing, history
from danvan_desktop.services.editing import ExtensionOrder
from danvan_desktop.services.entries import set_entries
from danvan_desktop.services.tasks import find_agency, find_task, list_tasks
from danvan_desktop.storage.book import Book, open_book
from danvan_desktop.storage.errors import ReadOnlyBook
from danvan_desktop.storage.undo import Stacks
from tests.making import NOON_MS, TODAY, author, new_ids

DAY = datetime.fromtimestamp(NOON_MS / 1000).date().isoformat()  # noqa: DTZ006 - the day on this PC's clock


def told(views: tuple[HistoryView, ...]) -> list[tuple[str, str, str, object, object]]:
    """What a person reads; the sample itself, which nobody wrote, left out."""
    return [(view.verb, view.kind, view.field, view.old, view.new) for view in views if view.person]


def test_the_history_of_a_task_says_who_when_what_and_from_which_value_to_which(book: Book) -> None:
    task = find_task(book, "1.3")
    editing.set_time(book, task.id, "Quý III/2026")
    editing.set_time(book, task.id, "Quý IV/2026")
    editing.set_status(book, [find_task(book, "1.3")], Status.DONE, TODAY)
    found = history.task_history(book, task.id)
    assert told(found) == [
        ("edit", "task", "time_text", "Quý II/2026", "Quý III/2026"),
        ("edit", "task", "time_text", "Quý III/2026", "Quý IV/2026"),
        ("edit", "task", "done_on", None, "2026-03-05"),
        ("edit", "task", "status", "doing", "done"),
    ]
    own = [view for view in found if view.person]
    assert {(view.person, view.day, view.path, view.record) for view in own} == {("Tuấn", DAY, "1.3", task.id)}
    assert [own.index(next(held for held in own if held.action == view.action)) for view in own] == [0, 1, 2, 2]


def test_the_history_of_a_task_holds_what_hangs_under_it_and_nothing_else(book: Book) -> None:
    task = find_task(book, "3.4")
    police = find_agency(book, "Công an xã").id
    editing.extend(book, task.id, ExtensionOrder(date(2026, 7, 31), "Chờ đo đạc"), new_ids(), TODAY)
    set_entries(book, find_task(book, "3.4"), ["coord-=Công an xã"], new_ids(), TODAY)
    editing.set_fields(book, find_task(book, "3.5").id, {"note": "việc khác"})
    found = history.task_history(book, task.id)
    assert told(found) == [
        ("add", "extension", "decided_on", None, "2026-03-05"),
        ("add", "extension", "new_due", None, "2026-07-31"),
        ("add", "extension", "reason", None, "Chờ đo đạc"),
        ("add", "extension", "task", None, task.id),
        ("edit", "assignment", "present", True, False),
    ]
    assert {view.path for view in found} == {"3.4"}
    roles = {view.new for view in found if view.kind == "assignment" and view.field == "role"}
    assert roles == {Role.LEAD.value, Role.COORDINATING.value}
    assert police in {view.new for view in found if view.field == "agency"}


def test_what_nobody_wrote_has_neither_person_nor_day(sample: Book) -> None:
    made = history.task_history(sample, find_task(sample, "1.1").id)
    assert {(view.person, view.day, view.verb, view.old) for view in made} == {("", "", "add", None)}


def test_undo_and_redo_are_told_as_such(book: Book) -> None:
    task = find_task(book, "1.3").id
    editing.set_time(book, task, "Quý IV/2026")
    history.undo(book)
    history.redo(book)
    assert told(history.task_history(book, task)) == [
        ("edit", "task", "time_text", "Quý II/2026", "Quý IV/2026"),
        ("undo", "task", "time_text", "Quý IV/2026", "Quý II/2026"),
        ("redo", "task", "time_text", "Quý II/2026", "Quý IV/2026"),
    ]


def test_a_deleted_task_keeps_its_history(book: Book) -> None:
    task = find_task(book, "1.3").id
    editing.delete_tasks(book, [task])
    assert told(history.task_history(book, task)) == [("delete", "task", "deleted", None, True)]


def test_the_history_of_the_book_is_that_of_everything_oldest_first(book: Book) -> None:
    one, other = find_task(book, "1.3"), find_task(book, "5.3")
    editing.set_fields(book, one.id, {"note": "một"})
    editing.set_fields(book, other.id, {"note": "hai"})
    assert [(view.path, view.new) for view in history.book_history(book) if view.verb == "edit"][-2:] == [
        ("1.3", "một"),
        ("5.3", "hai"),
    ]


def test_each_opening_writes_under_the_name_of_its_person(book: Book, book_dir: Path) -> None:
    task = find_task(book, "1.3").id
    editing.set_fields(book, task, {"note": "của Tuấn"})
    book.close()
    shutil.copyfile(book.path, book_dir / "bản khác.danvan")
    with open_book(book_dir / "bản khác.danvan", author("Lan", 5)) as copy:
        editing.set_fields(copy, task, {"note": "của Lan"})
        found = [(view.person, view.old, view.new) for view in history.task_history(copy, task) if view.field == "note"]
    assert found == [("Tuấn", None, "của Tuấn"), ("Lan", "của Tuấn", "của Lan")]


def test_nothing_can_be_taken_back_where_nothing_was_done(book: Book) -> None:
    before = list_tasks(book, TaskFilter())
    assert not history.undo(book)
    assert not history.redo(book)
    assert (list_tasks(book, TaskFilter()), history.stacks(book)) == (before, Stacks((), ()))


def test_a_book_to_look_at_takes_nothing_back(book: Book) -> None:
    editing.set_fields(book, find_task(book, "1.3").id, {"note": "một"})
    book.close()
    with open_book(book.path, author(), read_only=True) as held, pytest.raises(ReadOnlyBook):
        history.undo(held)
