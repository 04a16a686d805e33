"""An amended document becomes exactly the changes that it makes, on the records of the first import (R10)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from danvan_desktop.domain.changes.composing import Write
from danvan_desktop.domain.changes.rules import Verb
from danvan_desktop.domain.draft import Draft, PartialDate
from danvan_desktop.domain.records import DELETED, Kind, Role, Status, Value
from danvan_desktop.domain.views import TaskFilter
from danvan_desktop.services import editing, history
from danvan_desktop.services.importing import Imported, Review, import_draft
from danvan_desktop.services.tasks import find_agency, find_task, list_programmes, list_tasks
from danvan_desktop.storage import log
from danvan_desktop.storage.book import Book
from danvan_desktop.storage.verify import verify
from tests.making import TODAY, empty_book, new_ids
from tests.services.drafts import DOCUMENT, FACT, LINES, Line, amended, draft, line
from tests.storage.merging import changes_in

NEW = Line("2.3", "Lấy ý kiến nhân dân về quy hoạch thôn", group="2")


@pytest.fixture
def book(book_dir: Path) -> Iterator[Book]:
    """A book with the catalogue in it, as it was first issued."""
    with empty_book(book_dir) as held:
        import_draft(held, draft(), FACT)
        yield held
        assert history.open_conflicts(held) == ()
        assert verify(held).faults == ()


def written(book: Book, done: Imported) -> dict[str, dict[str, dict[str, Value]]]:
    """By kind and record, the fields that an import wrote."""
    found: dict[str, dict[str, dict[str, Value]]] = {}
    for item in changes_in(book):
        if item.action == done.changes.action:
            found.setdefault(item.kind, {}).setdefault(item.record, {}).update(item.fields)
    return found


def ids(book: Book) -> dict[str, str]:
    return {task.text: task.id for task in list_tasks(book, TaskFilter())}


def paths(book: Book) -> Mapping[str, str]:
    return {task.path: task.text for task in list_tasks(book, TaskFilter())}


def test_only_what_the_document_changes_is_written(book: Book) -> None:
    before = ids(book)
    changed = {"1.1": line("1.1", time="Quý III/2026"), "2.1": line("2.1", coord=("Công an xã",))}
    done = import_draft(book, amended(changed, gone=["2.2"], new=[NEW]), FACT)
    fields = written(book, done)
    new = find_task(book, "2.3").id
    gone = before[LINES[3].text]
    assert fields["task"].pop(new).keys() >= {"text", "time_text", "programme", "group", "number"}
    assert fields["task"] == {before[LINES[0].text]: {"time_text": "Quý III/2026"}, gone: {DELETED: True}}
    assert set(fields) == {"task", "assignment"}
    assert sorted((held["task"], held["role"]) for held in fields["assignment"].values()) == sorted(
        [(find_task(book, "2.1").id, "coordinating"), (new, "lead")]
    )
    assert (done.updated, done.tasks) == (True, 4)


def test_what_the_officer_recorded_stays(book: Book) -> None:
    task = find_task(book, "1.1")
    editing.set_status(book, [task], Status.DONE, TODAY)
    editing.set_fields(book, task.id, {"result": "Đã làm", "percent": 100, "note": "tốt"})
    editing.extend(book, task.id, editing.ExtensionOrder(date(2026, 9, 30), "mưa bão"), new_ids(), TODAY)
    log.write(book, [editing.assign_write(task, find_agency(book, "Công an xã").id, Role.COORDINATING)])
    own, _ = editing.add_task(book, task.programme, {"text": "Việc tự thêm", "group": task.group}, new_ids(7))
    import_draft(book, amended({"1.1": line("1.1", time="Quý III/2026")}), FACT)
    kept = find_task(book, "1.1")
    assert (kept.status, kept.done_on, kept.result, kept.percent, kept.note) == (
        Status.DONE,
        TODAY,
        "Đã làm",
        100,
        "tốt",
    )
    assert (kept.time_text, kept.due.due) == ("Quý III/2026", date(2026, 9, 30))
    assert set(kept.names(Role.COORDINATING)) == {"Phòng Kinh tế", "Công an xã"}
    assert own in ids(book).values()


def test_what_the_officer_corrected_stays_where_the_document_says_what_it_said(book: Book) -> None:
    task, agency = find_task(book, "1.1"), find_agency(book, "Phòng Kinh tế").id
    editing.set_time(book, task.id, "Quý IV/2026")
    editing.set_fields(book, task.id, {"text": "Tuyên truyền quy chế dân chủ"})
    log.write(book, [editing.unassign_write(task, agency, Role.COORDINATING)])
    import_draft(book, amended({"1.2": line("1.2", time="Quý I/2026")}), FACT)
    kept = find_task(book, "1.1")
    assert (kept.id, kept.time_text, kept.text) == (task.id, "Quý IV/2026", "Tuyên truyền quy chế dân chủ")
    assert kept.names(Role.COORDINATING) == ()
    import_draft(book, amended({"1.1": line("1.1", time="Quý I/2026")}), FACT)
    assert find_task(book, "1.1").time_text == "Quý I/2026"


def test_what_the_review_corrected_stays_too(book_dir: Path) -> None:
    with empty_book(book_dir, "khác.danvan") as book:
        import_draft(book, draft(), FACT, Review(corrected={0: {"time_text": "Quý IV/2026"}}))
        import_draft(book, amended({"1.2": line("1.2", time="Quý I/2026")}), FACT)
        assert find_task(book, "1.1").time_text == "Quý IV/2026"


def test_an_amended_draft_is_reviewed_too(book: Book) -> None:
    changed = amended({"1.1": line("1.1", time="Quý III/2026")}, new=[NEW])
    import_draft(book, changed, FACT, Review(frozenset({4}), {0: {"product": "Báo cáo"}}))
    assert NEW.text not in ids(book)
    assert (find_task(book, "1.1").time_text, find_task(book, "1.1").product) == ("Quý III/2026", "Báo cáo")


def test_a_task_whose_number_shifted_keeps_its_record(book: Book) -> None:
    before = ids(book)
    editing.set_status(book, [find_task(book, "1.1")], Status.DONE, TODAY)
    rows = [
        Line("1.1", "Kiện toàn ban chỉ đạo thực hiện quy chế dân chủ", group="1"),
        line("1.1", path="1.2"),
        line("1.2", path="1.3"),
        line("2.1"),
        line("2.2"),
    ]
    import_draft(book, draft(rows), FACT)
    after = ids(book)
    assert {text: after[text] for text in before} == before
    assert [find_task(book, path).status for path in ("1.1", "1.2", "1.3")] == [Status.TODO, Status.DONE, Status.TODO]
    assert paths(book)["1.3"] == LINES[1].text
    again = ids(book)
    import_draft(book, draft(), FACT)
    assert paths(book) == {held.path: held.text for held in LINES}
    assert {text: found for text, found in ids(book).items() if text in again} == before


def test_a_reworded_task_is_still_the_same(book: Book) -> None:
    before = ids(book)
    slight = line("1.1", text=LINES[0].text + " năm 2026")
    import_draft(book, amended({"1.1": slight}), FACT)
    assert ids(book)[slight.text] == before[LINES[0].text]
    other = line("2.2", text="Khảo sát sự hài lòng của người dân")
    import_draft(book, amended({"1.1": slight, "2.2": other}), FACT)
    assert ids(book)[other.text] == before[LINES[3].text]


def test_of_rows_with_the_same_words_each_keeps_its_record(book: Book) -> None:
    rows = [line("1.1"), line("1.2", text="Báo cáo kết quả"), Line("2.1", "Báo cáo kết quả", group="2")]
    import_draft(book, draft(rows), FACT)
    editing.set_status(book, [find_task(book, "1.2")], Status.DONE, TODAY)
    first = find_task(book, "1.2").id, find_task(book, "2.1").id
    shifted = [NEW, *(replace(held, path=f"{held.path}.9") for held in rows)]
    import_draft(book, draft(shifted), FACT)
    assert (find_task(book, "1.2.9").id, find_task(book, "2.1.9").id) == first
    assert [find_task(book, path).status for path in ("1.2.9", "2.1.9")] == [Status.DONE, Status.TODO]


def test_what_the_document_leaves_blank_now_is_blank_unless_the_officer_wrote_it(book: Book) -> None:
    full, bare = draft(), draft()
    noted = replace(full.tasks[0].coord[0], note="theo dõi chung")
    tasks = [replace(task, product="Báo cáo", note="Gửi Sở", form="Hội nghị") for task in full.tasks]
    tasks[0] = replace(tasks[0], coord=(noted,))
    import_draft(book, replace(full, tasks=tuple(tasks)), FACT)
    assert [part.note for part in find_task(book, "1.1").assigned] == ["", "theo dõi chung"]
    editing.set_fields(book, find_task(book, "1.2").id, {"product": "02 báo cáo"})
    import_draft(book, replace(bare, tasks=(*bare.tasks[:3], replace(bare.tasks[3], group=None))), FACT)
    found = [(task.product, task.note, task.form) for task in list_tasks(book, TaskFilter())]
    assert found == [("", "", ""), ("02 báo cáo", "", ""), ("", "", ""), ("", "", "")]
    assert [part.note for part in find_task(book, "1.1").assigned] == ["", ""]
    assert find_task(book, "2.2").group == ""


def test_an_agency_that_the_document_no_longer_names_leaves_and_comes_back(book: Book) -> None:
    without = amended({"2.1": line("2.1", lead=("Phòng Kinh tế",))})
    import_draft(book, without, FACT)
    assert find_task(book, "2.1").names(Role.LEAD) == ("Phòng Kinh tế",)
    import_draft(book, draft(), FACT)
    assert find_task(book, "2.1").names(Role.LEAD) == ("Phòng Kinh tế", "Tổ hòa giải số 7")


def test_an_agency_keeps_what_the_officer_said_of_it(book: Book) -> None:
    agency = find_agency(book, "Tổ hòa giải số 7").id
    log.write(book, [Write(Kind.AGENCY, agency, {"addressed_as": "request", "name": "Tổ hoà giải số bảy"})])
    import_draft(book, amended({"1.1": line("1.1", time="Quý III/2026")}), FACT)
    kept = find_agency(book, "Tổ hoà giải số bảy")
    assert (kept.id, kept.addressed_as) == (agency, "request")


def test_the_facts_of_the_amending_document_follow(book: Book) -> None:
    facts = replace(DOCUMENT, number="45", date=PartialDate(20, 6, 2026))
    done = import_draft(book, draft(document=facts), FACT)
    assert written(book, done) == {"programme": {done.programme: {"number": "45", "issued_on": "2026-06-20"}}}
    (programme,) = list_programmes(book)
    assert programme.number == "45"


@pytest.mark.parametrize("deleted_by", ["undo", "hand"])
def test_after_the_programme_was_deleted_an_amended_document_leaves_no_ghosts(book: Book, deleted_by: str) -> None:
    first = ids(book)
    if deleted_by == "undo":
        history.undo(book)
    else:
        log.write(book, [Write(Kind.PROGRAMME, list_programmes(book)[0].id, {DELETED: True}, Verb.DELETE)])
    assert ids(book) == {}
    changed = line("1.1", time="Quý III/2026", text=LINES[0].text + " năm 2026")
    import_draft(book, amended({"1.1": changed}, gone=["2.2"], new=[NEW]), FACT)
    assert list(paths(book).values()) == [changed.text, LINES[1].text, LINES[2].text, NEW.text]
    assert find_task(book, "1.1").id == first[LINES[0].text]
    assert find_task(book, "2.1").names(Role.LEAD) == ("Phòng Kinh tế", "Tổ hòa giải số 7")


def test_amending_twice_and_going_back(book: Book) -> None:
    reads: list[Draft] = [
        amended({"1.1": line("1.1", time="Quý III/2026")}, gone=["1.2"]),
        amended({"2.1": line("2.1", time="Quý IV/2026")}, new=[NEW]),
        draft(),
    ]
    before = ids(book)
    for read in reads:
        import_draft(book, read, FACT)
        assert list(paths(book).values()) == [task.text for task in read.tasks]
        assert [task.time_text for task in list_tasks(book, TaskFilter())] == [task.time.raw for task in read.tasks]
    assert ids(book) == before
