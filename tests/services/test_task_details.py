"""One task in full, and the writing of what hangs under it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pytest

from danvan_desktop.domain.catalogue.details import ONCE, Outcome, TaskDetails
from danvan_desktop.domain.changes.composing import Write
from danvan_desktop.domain.lifecycle import State
from danvan_desktop.domain.records import Kind, Role, Status
from danvan_desktop.domain.views import TaskFilter
from danvan_desktop.services import catalogue, editing, history
from danvan_desktop.services.catalogue import DiaryOrder, task_details
from danvan_desktop.services.editing import BadValue, ExtensionOrder
from danvan_desktop.services.importing import ImportFact, import_draft
from danvan_desktop.services.tasks import NotFound, find_agency, find_task, list_agencies, list_tasks
from danvan_desktop.storage import log
from danvan_desktop.storage.book import Book
from tests.making import TODAY, new_ids
from tests.services.drafts import draft

DONE = Outcome(Status.DONE, date(2026, 3, 2), "Đã họp")


@pytest.fixture
def book(book: Book) -> Iterator[Book]:
    """The sample book; whatever a test did, it is sound afterwards."""
    yield book
    assert history.verify(book).sound


def details(book: Book, path: str) -> TaskDetails:
    return task_details(book, find_task(book, path).id, TODAY)


def test_a_task_is_shown_with_all_that_is_above_it(sample: Book) -> None:
    found = details(sample, "2.4.a")
    assert found.task == find_task(sample, "2.4.a")
    assert found.programme is not None
    assert found.programme.period == (date(2026, 1, 1), date(2026, 12, 31))
    assert [group.path for group in found.groups] == ["2", "2.4"]
    assert (found.state, found.late_days > 0) == (State.OVERDUE, True)
    assert found.extensions == found.diary == ()
    assert found.said == {}


def test_a_task_that_is_gone_is_said_so(book: Book) -> None:
    with pytest.raises(NotFound, match="không còn trong sổ"):
        task_details(book, "0" * 32, TODAY)


def test_extensions_tell_from_which_day_to_which(book: Book) -> None:
    task, ids = find_task(book, "2.1").id, new_ids()
    for new_due, day in ((date(2026, 6, 30), date(2026, 3, 4)), (date(2026, 9, 30), date(2026, 3, 5))):
        editing.extend(book, task, ExtensionOrder(new_due, "Chờ kinh phí", "Chủ tịch"), ids, day)
    first, second = details(book, "2.1").extensions
    assert (first.old_due, first.new_due) == (None, date(2026, 6, 30))
    assert (second.old_due, second.new_due) == (date(2026, 6, 30), date(2026, 9, 30))
    assert (second.reason, second.decided_by, second.decided_on) == ("Chờ kinh phí", "Chủ tịch", date(2026, 3, 5))


def test_recurring_work_has_its_instances_of_the_programmes_year(book: Book) -> None:
    task = find_task(book, "1.3").id
    editing.set_time(book, task, "Hằng quý")
    lines = details(book, "1.3").occurrences
    assert [line.label for line in lines] == ["Quý I/2026", "Quý II/2026", "Quý III/2026", "Quý IV/2026"]
    assert [line.state for line in lines] == [State.NOT_STARTED, *[State.NOT_DUE_YET] * 3]
    catalogue.set_occurrence(book, task, "2026-Q1", DONE, TODAY)
    line = details(book, "1.3").occurrences[0]
    assert (line.outcome, line.state) == (DONE, State.DONE)
    late = Outcome(Status.DONE, date(2026, 4, 1))
    catalogue.set_occurrence(book, task, "2026-Q1", late, TODAY)
    assert details(book, "1.3").occurrences[0].state is State.DONE_LATE


def test_an_instance_of_a_task_that_is_done_is_not_late(book: Book) -> None:
    task = find_task(book, "1.3")
    editing.set_time(book, task.id, "Tháng 1/2026 và tháng 2/2026")
    assert {line.state for line in details(book, "1.3").occurrences} == {State.OVERDUE}
    editing.set_status(book, [find_task(book, "1.3")], Status.DONE, TODAY)
    assert {line.state for line in details(book, "1.3").occurrences} == {State.NOT_STARTED}


def test_what_was_said_of_an_instance_stays_when_the_time_changes(book: Book) -> None:
    task = find_task(book, "1.3").id
    editing.set_time(book, task, "Hằng quý")
    catalogue.set_occurrence(book, task, "2026-Q1", DONE, TODAY)
    editing.set_time(book, task, "Tháng 6/2026")
    lines = details(book, "1.3").occurrences
    assert [(line.anchor, line.computed) for line in lines] == [("once", True), ("2026-Q1", False)]
    assert lines[1].outcome == DONE


def test_an_instance_done_without_a_day_is_done_today_and_one_undone_has_none(book: Book) -> None:
    task = find_task(book, "2.3").id
    catalogue.set_occurrence(book, task, ONCE, Outcome(Status.DONE), TODAY)
    assert details(book, "2.3").occurrences[0].outcome.done_on == TODAY
    catalogue.set_occurrence(book, task, ONCE, Outcome(Status.DOING, date(2026, 3, 1)), TODAY)
    assert details(book, "2.3").occurrences[0].outcome == Outcome(Status.DOING)


def test_the_diary_stands_newest_first(book: Book) -> None:
    task, ids = find_task(book, "1.3").id, new_ids()
    police = find_agency(book, "Công an xã").id
    for day, text in ((3, "Lập kế hoạch"), (5, "Mở lớp"), (4, "Mời giảng viên"), (5, "Bế giảng")):
        catalogue.add_progress(book, task, DiaryOrder(date(2026, 3, day), f" {text} "), ids)
    made, _ = catalogue.add_progress(book, task, DiaryOrder(date(2026, 3, 9), "", 40, police), ids)
    diary = details(book, "1.3").diary
    assert [entry.text for entry in diary] == ["", "Bế giảng", "Mở lớp", "Mời giảng viên", "Lập kế hoạch"]
    assert (diary[0].percent, diary[0].agency, diary[0].agency_name) == (40, police, "Công an xã")
    catalogue.edit_progress(book, made, DiaryOrder(date(2026, 3, 1), "Họp"))
    entry = details(book, "1.3").diary[-1]
    assert (entry.id, entry.text, entry.percent, entry.agency_name) == (made, "Họp", None, "")
    catalogue.delete_progress(book, made)
    assert made not in [entry.id for entry in details(book, "1.3").diary]


@pytest.mark.parametrize(("text", "percent"), [(" ", None), ("Họp", 101), ("Họp", -1)])
def test_an_entry_that_says_nothing_or_nonsense_is_refused(book: Book, text: str, percent: int | None) -> None:
    task = find_task(book, "1.3").id
    with pytest.raises(BadValue, match="chưa ghi gì"):
        catalogue.add_progress(book, task, DiaryOrder(TODAY, text, percent), new_ids())
    assert history.stacks(book).undoable == ()


def led_by_a_collective(book: Book) -> str:
    """A task that a collective with members leads."""
    task = find_task(book, "1.3").id
    collective = next(view for view in list_agencies(book) if view.collective and len(view.members) > 1)
    catalogue.bulk_assign(book, [task], collective.id, Role.LEAD)
    return task


def test_each_member_of_a_leading_collective_has_its_own_outcome(book: Book) -> None:
    task = led_by_a_collective(book)
    first, second, *_ = details(book, "1.3").members
    catalogue.set_member_result(book, (task, ONCE, first.agency), DONE, TODAY)
    now = {line.agency: line for line in details(book, "1.3").members}
    assert now[first.agency].outcome() == DONE
    assert now[second.agency].outcome() == Outcome()
    names = next(view for view in list_agencies(book) if view.name == first.collective).members
    assert [line.name for line in now.values()] == list(names)


def test_what_a_member_did_stays_when_it_is_no_member_any_more(book: Book) -> None:
    task = led_by_a_collective(book)
    first = details(book, "1.3").members[0]
    catalogue.set_member_result(book, (task, ONCE, first.agency), DONE, TODAY)
    leads = [part for part in find_task(book, "1.3").assigned if part.name == first.collective]
    log.write(book, [Write(Kind.ASSIGNMENT, leads[0].assignment, {"present": False})])
    (left,) = details(book, "1.3").members
    assert (left.agency, left.name, left.outcome(), left.current) == (first.agency, first.name, DONE, False)


def test_the_texts_of_the_document_are_told_beside_corrected_ones(book: Book) -> None:
    imported = import_draft(book, draft(), ImportFact("kế hoạch.docx", "Hà", TODAY))
    task = list_tasks(book, TaskFilter(programme=imported.programme))[0]
    editing.set_fields(book, task.id, {"text": "Sửa lại", "time_text": "Quý IV/2026"})
    said = task_details(book, task.id, TODAY).said
    assert (said["text"], said["time_text"]) == (task.text, task.time_text)


def by_occurrence(book: Book, task: str) -> object:
    return catalogue.set_occurrence(book, task, ONCE, DONE, TODAY)


def by_member(book: Book, task: str) -> object:
    return catalogue.set_member_result(book, (task, ONCE, find_agency(book, "Công an xã").id), DONE, TODAY)


def by_diary(book: Book, task: str) -> object:
    return catalogue.add_progress(book, task, DiaryOrder(TODAY, "Họp", 20), new_ids())[1]


@pytest.mark.parametrize("act", [by_occurrence, by_member, by_diary])
def test_one_undo_takes_each_of_them_back(book: Book, act: Callable[[Book, str], object]) -> None:
    before = details(book, "2.3")
    assert act(book, before.task.id)
    assert details(book, "2.3") != before
    assert not act(book, before.task.id) or act is by_diary
    while history.undo(book):
        pass
    assert details(book, "2.3") == before


def test_two_officers_touch_one_record(book: Book) -> None:
    """The same instance has the same id on every PC (exchange.md), so that a merge makes one of both."""
    task = find_task(book, "2.3").id
    changes = [
        catalogue.set_occurrence(book, task, ONCE, DONE, TODAY),
        catalogue.set_occurrence(book, task, ONCE, replace(DONE, result="Xong"), TODAY),
    ]
    assert changes[0].of(Kind.OCCURRENCE) == changes[1].of(Kind.OCCURRENCE)
