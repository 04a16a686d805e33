"""The history in words: what a value is called, what was moved, never an id."""

from __future__ import annotations

import pytest

from danvan_desktop.domain.changes.composing import Write
from danvan_desktop.domain.labels import FIELD_LABELS
from danvan_desktop.domain.records import SPECS, Kind, Value
from danvan_desktop.services.safety import HistoryLine, tell_history
from danvan_desktop.services.tasks import find_agency, find_task
from danvan_desktop.storage import log
from danvan_desktop.storage.book import Book


def told(book: Book, kind: Kind, record: str, field: str, value: Value) -> HistoryLine:
    """What is told of this change."""
    log.write(book, [Write(kind, record, {field: value})])
    return tell_history(book)[0]


def test_every_field_has_a_name() -> None:
    assert {name for spec in SPECS.values() for name in spec.fields} <= FIELD_LABELS.keys()


def test_a_task_that_was_moved_is_told_by_the_names_of_the_groups(book: Book) -> None:
    task, other = find_task(book, "1.1"), find_task(book, "3.1")
    line = told(book, Kind.TASK, task.id, "group", other.group)
    assert (line.field, line.old, line.new) == ("nhóm", task.group_title, other.group_title)


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [("addressed_as", "assign", "giao"), ("kind", "party", "Cơ quan Đảng"), ("kind", "gì đó", "gì đó")],
)
def test_values_that_are_chosen_from_a_list_are_told_as_the_list_says(
    book: Book, field: str, value: str, words: str
) -> None:
    agency = find_agency(book, "Công an xã").id
    log.write(book, [Write(Kind.AGENCY, agency, {"addressed_as": "request", "kind": "force"})])
    assert told(book, Kind.AGENCY, agency, field, value).new == words


def test_what_is_taken_off_deleted_and_taken_back_is_told_in_words(book: Book) -> None:
    task = find_task(book, "1.1")
    line = told(book, Kind.ASSIGNMENT, task.assigned[0].assignment, "present", False)
    assert (line.field, line.old, line.new) == ("phân công", "đang có", "đã thôi")
    assert told(book, Kind.TASK, task.id, "deleted", True).new == "đã xóa"
    line = told(book, Kind.TASK, task.id, "deleted", False)
    assert (line.field, line.old, line.new) == ("xóa, lấy lại", "đã xóa", "lấy lại")


def test_the_state_of_a_programme_is_told_in_words(book: Book) -> None:
    programme = find_task(book, "1.1").programme
    line = told(book, Kind.PROGRAMME, programme, "state", "closed")
    assert (line.field, line.old, line.new) == ("tình trạng", "đã ban hành", "đã kết thúc")
