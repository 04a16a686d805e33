"""Writing a reviewed draft: what is the same on every PC, what is this officer's own, and importing once more (R10)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from danvan_desktop.domain.changes.composing import Write
from danvan_desktop.domain.changes.rules import Verb
from danvan_desktop.domain.draft import Draft, DraftDocument, DraftGroup
from danvan_desktop.domain.ids import NO_ACTION
from danvan_desktop.domain.records import DELETED, Kind, Role, Status
from danvan_desktop.domain.views import TaskFilter
from danvan_desktop.services import editing, history
from danvan_desktop.services.catalogue import read_documents
from danvan_desktop.services.importing import (
    Comparison,
    NothingToImport,
    Review,
    TaskCount,
    compared,
    import_draft,
    told,
)
from danvan_desktop.services.tasks import (
    find_agency,
    find_task,
    list_agencies,
    list_groups,
    list_programmes,
    list_tasks,
)
from danvan_desktop.storage import log
from danvan_desktop.storage.book import Book
from danvan_desktop.storage.verify import verify
from tests.making import TODAY, author, empty_book
from tests.services.drafts import DOCUMENT, FACT, LINES, Line, amended, draft, line
from tests.storage.merging import changes_in, unite


@pytest.fixture
def book(book_dir: Path) -> Iterator[Book]:
    """A book with nothing in it."""
    with empty_book(book_dir) as held:
        yield held


def texts(book: Book) -> list[str]:
    return [task.text for task in list_tasks(book, TaskFilter())]


def test_an_import_makes_what_the_document_says(book: Book) -> None:
    done = import_draft(book, draft(), FACT)
    assert (done.tasks, done.updated) == (4, False)
    (programme,) = list_programmes(book)
    assert (programme.id, programme.tasks, programme.number) == (done.programme, 4, "12")
    assert [(group.path, group.title) for group in list_groups(book, done.programme)] == [
        ("1", "NHÓM 1"),
        ("2", "NHÓM 2"),
    ]
    first, second, third, last = list_tasks(book, TaskFilter())
    assert [task.path for task in (first, second, third, last)] == ["1.1", "1.2", "2.1", "2.2"]
    assert first.names(Role.COORDINATING) == ("Phòng Kinh tế",)
    assert third.names(Role.LEAD) == ("Phòng Kinh tế", "Tổ hòa giải số 7")
    assert second.due.due is not None
    assert second.due.due.isoformat() == "2026-02-14"
    assert "Tổ hòa giải số 7" in {agency.name for agency in list_agencies(book)}
    assert (history.open_conflicts(book), verify(book).faults) == ((), ())


def test_two_officers_hold_the_same_reading_and_their_own_fact(book_dir: Path) -> None:
    with empty_book(book_dir, "a.danvan") as mine, empty_book(book_dir, "b.danvan", lambda: author("Tuấn")) as theirs:
        import_draft(mine, draft(), FACT, Review(frozenset({0})))
        import_draft(theirs, draft(), replace(FACT, person="Tuấn"))
        readings = [[item for item in changes_in(book) if item.action == NO_ACTION] for book in (mine, theirs)]
        assert readings[0] == readings[1]
        assert {item.verb for item in readings[0]} == {Verb.IMPORT}
        unite(mine, theirs)
        assert history.open_conflicts(mine) == ()
        assert texts(mine) == [held.text for held in LINES[1:]]
        assert verify(mine).faults == ()


def test_what_the_review_dropped_and_corrected_is_this_officers_own(book: Book) -> None:
    done = import_draft(book, draft(), FACT, Review(frozenset({1}), {0: {"text": "Tuyên truyền"}, 1: {"text": "Bỏ"}}))
    assert done.tasks == 3
    assert texts(book) == ["Tuyên truyền", LINES[2].text, LINES[3].text]
    own = {item.verb: dict(item.fields) for item in changes_in(book) if item.action == done.changes.action}
    assert own[Verb.EDIT] == {"text": "Tuyên truyền"}
    assert own[Verb.DELETE] == {DELETED: True}
    assert own[Verb.IMPORT]["imported_by"] == "Hà"


def test_dropping_every_row_imports_nothing(book: Book) -> None:
    before = book.path.read_bytes()
    for read, review in ((draft(), Review(frozenset(range(4)))), (draft([]), Review())):
        with pytest.raises(NothingToImport):
            import_draft(book, read, FACT, review)
    assert book.path.read_bytes() == before


def test_importing_the_same_again_changes_nothing(book: Book) -> None:
    import_draft(book, draft(), FACT)
    before = book.path.read_bytes()
    done = import_draft(book, draft(), FACT)
    assert (bool(done.changes), done.updated, done.tasks) == (False, True, 4)
    assert book.path.read_bytes() == before


DROPPED = [
    frozenset({0}),
    frozenset({1, 2}),
    frozenset({2, 3}),
]


@pytest.mark.parametrize("dropped", DROPPED)
def test_a_row_left_out_of_a_known_document_leaves_its_task_and_its_agencies_alone(
    book: Book, dropped: frozenset[int]
) -> None:
    import_draft(book, draft(), FACT)
    editing.set_status(book, [find_task(book, path) for path in ("1.1", "2.1")], Status.DONE, TODAY)
    before = list_tasks(book, TaskFilter())
    other = {held.path: line(held.path, time="Quý IV/2026", coord=("Đội dân phòng",)) for held in LINES}
    done = import_draft(
        book, amended(other), FACT, Review(dropped, {0: {"text": "Tuyên truyền"}} if 0 in dropped else {})
    )
    now = list_tasks(book, TaskFilter())
    assert len(now) == 4
    for place, (task, was) in enumerate(zip(now, before, strict=True)):
        assert (task == was) is (place in dropped), place
    assert done.count == TaskCount(added=0, changed=4 - len(dropped), kept=len(dropped), removed=0)
    assert (history.open_conflicts(book), verify(book).faults) == ((), ())


def test_rows_left_out_keep_their_group_and_bring_no_agency(book: Book) -> None:
    import_draft(book, draft(), FACT)
    before = list_tasks(book, TaskFilter())
    moved = {path: line(path, group="3", lead=("Đội dân phòng",)) for path in ("2.1", "2.2")}
    import_draft(book, amended(moved), FACT, Review(frozenset({2, 3})))
    assert [(task.path, task.group_title) for task in list_tasks(book, TaskFilter())] == [
        (task.path, task.group_title) for task in before
    ]
    assert "Đội dân phòng" not in {agency.name for agency in list_agencies(book)}
    assert verify(book).faults == ()


def test_a_row_left_out_that_the_book_lacks_is_not_added(book: Book) -> None:
    import_draft(book, draft(), FACT)
    editing.delete_tasks(book, [find_task(book, "1.2").id])
    new = [Line("2.3", "Trồng cây xanh đầu xuân", group="2"), Line("2.4", "Chấm điểm thi đua", group="2")]
    done = import_draft(book, amended({}, new=new), FACT, Review(frozenset({1, 4})))
    assert texts(book) == [LINES[0].text, LINES[2].text, LINES[3].text, "Chấm điểm thi đua"]
    assert done.count == TaskCount(added=1, changed=0, kept=3, removed=0)


def test_rows_left_out_when_an_undone_import_comes_back_stay_away(book: Book) -> None:
    import_draft(book, draft(), FACT)
    history.undo(book)
    done = import_draft(book, draft(), FACT, Review(frozenset({0})))
    assert texts(book) == [held.text for held in LINES[1:]]
    assert done.count == TaskCount(added=3, changed=0, kept=0, removed=0)


def test_what_the_book_holds_of_a_document_is_known_before_the_import(book: Book) -> None:
    assert compared(book, draft()) == Comparison()
    import_draft(book, draft(), FACT)
    editing.delete_tasks(book, [find_task(book, "1.2").id])
    new = [Line("2.3", "Trồng cây xanh đầu xuân", group="2")]
    before = book.path.read_bytes()
    told_before = compared(book, amended({"2.1": line("2.1", time="Quý IV/2026")}, new=new))
    assert told_before == Comparison(frozenset({0, 2, 3}), frozenset({2}))
    assert book.path.read_bytes() == before
    history.undo(book)
    history.undo(book)
    assert compared(book, draft()) == Comparison()


def test_two_changed_rows_a_new_and_a_gone_one_are_told_before_and_after(book: Book) -> None:
    import_draft(book, draft(), FACT)
    new = Line("1.0", "Trồng cây xanh đầu xuân", group="1")
    read = draft([new, line("1.1"), line("1.2", time="Quý IV/2026"), line("2.1", lead=("Công an xã",))])
    assert compared(book, read) == Comparison(
        frozenset({1, 2, 3}), frozenset({2, 3}), ("2.2. Kiểm tra việc tiếp công dân",)
    )
    assert import_draft(book, read, FACT).count == TaskCount(added=1, changed=2, kept=1, removed=1)
    assert compared(book, read) == Comparison(frozenset(range(4)))


def test_an_import_counts_what_it_did(book: Book) -> None:
    first = import_draft(book, draft(), FACT)
    assert told(first.count, "a.docx", updated=first.updated) == "Đã nhập 4 nhiệm vụ từ «a.docx»."
    new = Line("1.0", "Trồng cây xanh đầu xuân", group="1")
    read = draft([new, line("1.1"), line("1.2", time="Quý IV/2026"), line("2.1", lead=("Công an xã",))])
    done = import_draft(book, read, FACT)
    assert done.count == TaskCount(added=1, changed=2, kept=1, removed=1)
    assert told(done.count, "b.docx", updated=done.updated) == (
        "Đã cập nhật từ «b.docx»: thêm 1, sửa 2, xóa 1, giữ nguyên 1 nhiệm vụ."
    )
    again = import_draft(book, read, FACT)
    assert told(again.count, "b.docx", updated=again.updated) == "Đã cập nhật từ «b.docx»: giữ nguyên 4 nhiệm vụ."
    assert told(TaskCount(1250, 0, 0, 0), "c.docx", updated=False) == "Đã nhập 1.250 nhiệm vụ từ «c.docx»."


def test_importing_the_same_again_brings_back_what_was_deleted_and_leaves_what_was_corrected(book: Book) -> None:
    import_draft(book, draft(), FACT)
    editing.set_time(book, find_task(book, "1.1").id, "Quý III/2026")
    task = find_task(book, "1.1")
    log.write(book, [editing.unassign_write(task, find_agency(book, "Phòng Kinh tế").id, Role.COORDINATING)])
    editing.delete_tasks(book, [find_task(book, "1.2").id])
    log.write(book, [Write(Kind.GROUP, find_task(book, "2.1").group, {DELETED: True}, Verb.DELETE)])
    import_draft(book, draft(), FACT)
    assert texts(book) == [held.text for held in LINES]
    assert find_task(book, "1.1").time_text == "Quý III/2026"
    assert find_task(book, "1.1").names(Role.COORDINATING) == ()
    assert (history.open_conflicts(book), verify(book).faults) == ((), ())


def test_equal_paths_in_the_document_stay_apart(book: Book) -> None:
    rows = [line("1.1"), line("1.1", text="Một việc khác cùng số")]
    import_draft(book, draft(rows), FACT)
    assert texts(book) == [rows[0].text, rows[1].text]
    assert find_task(book, "1.1~2").text == "Một việc khác cùng số"
    before = book.path.read_bytes()
    import_draft(book, draft(rows), FACT)
    assert book.path.read_bytes() == before


def test_headings_with_equal_paths_stay_apart(book: Book) -> None:
    read: Draft = replace(draft([line("1.1")]), groups=(DraftGroup("1", "1", "MỘT"), DraftGroup("1", "1", "MỘT NỮA")))
    done = import_draft(book, read, FACT)
    assert history.open_conflicts(book) == ()
    assert [group.title for group in list_groups(book, done.programme)] == ["MỘT", "MỘT NỮA"]
    assert find_task(book, "1.1").group_title == "MỘT NỮA"


PLAN = replace(DOCUMENT, type="KẾ HOẠCH", title="Công tác dân vận năm 2026")
OTHER_PLAN = replace(PLAN, title="Thực hiện dân chủ ở cơ sở năm 2026", number="77")
OTHER_LINES = (Line("1.1", "Trồng cây xanh đầu xuân"), Line("1.2", "Chấm điểm cải cách hành chính"))


@pytest.mark.parametrize("documents", [(PLAN, OTHER_PLAN), (replace(PLAN, title=None), replace(PLAN, title=None))])
def test_two_plans_of_one_office_and_year_are_two_programmes(
    book: Book, documents: tuple[DraftDocument, DraftDocument]
) -> None:
    one, other = documents
    first = import_draft(book, draft(document=one), FACT)
    editing.set_status(book, [find_task(book, "1.1")], Status.DONE, TODAY)
    second = import_draft(book, draft(OTHER_LINES, other), FACT)
    assert second.programme != first.programme
    assert not second.updated
    assert sorted(texts(book)) == sorted([held.text for held in (*LINES, *OTHER_LINES)])
    assert [task.status for task in list_tasks(book, TaskFilter(programme=second.programme))] == [Status.TODO] * 2
    before = book.path.read_bytes()
    assert import_draft(book, draft(document=one), FACT).programme == first.programme
    assert import_draft(book, draft(OTHER_LINES, other), FACT).programme == second.programme
    assert book.path.read_bytes() == before
    again = import_draft(book, draft([OTHER_LINES[0], Line("1.2", "Chấm điểm thi đua")], other), FACT)
    assert (again.programme, again.updated) == (second.programme, True)
    assert texts(book).count("Chấm điểm thi đua") == 1
    assert (history.open_conflicts(book), verify(book).faults) == ((), ())


def test_a_document_with_the_same_title_is_the_same_however_much_was_rewritten(book: Book) -> None:
    import_draft(book, draft(), FACT)
    assert import_draft(book, draft(OTHER_LINES), FACT).updated
    assert texts(book) == [held.text for held in OTHER_LINES]


def test_a_document_with_another_title_is_the_same_while_its_tasks_are(book: Book) -> None:
    import_draft(book, draft(), FACT)
    done = import_draft(book, draft(document=replace(DOCUMENT, title="Danh mục (sửa đổi)")), FACT)
    assert done.updated
    assert [view.title for view in list_programmes(book)] == ["Danh mục (sửa đổi)"]


def test_an_agency_that_was_renamed_or_deleted_is_the_same_one_in_the_next_document(book: Book) -> None:
    import_draft(book, draft(), FACT)
    agency = find_agency(book, "Tổ hòa giải số 7").id
    log.write(book, [Write(Kind.AGENCY, agency, {"addressed_as": "request", "short": "THG7"})])
    other = draft([Line("1", "Việc của tổ hòa giải", lead=("Tổ hòa giải số 7",))], replace(DOCUMENT, type="KẾ HOẠCH"))
    import_draft(book, other, FACT)
    assert history.open_conflicts(book) == ()
    assert find_agency(book, "THG7").addressed_as == "request"
    history.undo(book)
    assert find_agency(book, "THG7").addressed_as == "request"
    assert verify(book).faults == ()


def test_what_a_document_says_besides_its_tasks_can_be_read_again(book_dir: Path) -> None:
    with empty_book(book_dir) as book:
        import_draft(book, draft(), FACT)
        (held,) = read_documents(book)
    assert (held.programme.title, held.issued_on) == (DOCUMENT.title, date(2026, 1, 10))
    assert (held.file_name, held.imported_on) == (FACT.file_name, date(2026, 3, 5))
    assert held.directions == (("1", "Bám sát nhiệm vụ chính trị của xã"),)
    assert held.duties == (("1", "Công an xã", "Giữ gìn trật tự"),)
