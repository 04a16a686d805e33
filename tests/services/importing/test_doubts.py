"""What an import leaves doubtful: kept in the book until somebody looks at it or corrects it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from danvan_desktop.domain.catalogue.cells import CellEdit, EditColumn
from danvan_desktop.domain.catalogue.doubts import Doubt
from danvan_desktop.domain.changes.composing import Write
from danvan_desktop.domain.draft import Draft
from danvan_desktop.domain.ids import agency_id
from danvan_desktop.domain.records import Kind, Role
from danvan_desktop.domain.review import AS_READ, Answer, Review
from danvan_desktop.domain.views import Gap, TaskFilter
from danvan_desktop.services import catalogue, editing, history
from danvan_desktop.services.importing import import_draft
from danvan_desktop.services.safety import list_actions, tell_history
from danvan_desktop.services.tasks import find_task, list_tasks
from danvan_desktop.storage import log
from danvan_desktop.storage.book import Book
from danvan_desktop.storage.undo import redo, undo
from danvan_desktop.storage.verify import verify
from tests.making import TODAY, author, empty_book, new_ids
from tests.services.drafts import FACT, draft
from tests.storage.merging import unite

PROPOSED = Doubt("lead", "Cơ quan mới, chưa có trong danh mục: «Tổ hòa giải số 7».")
UNCLEAR = Doubt("time", "Không hiểu thời gian «sau Tết»; đã giữ nguyên văn.")
TWICE = Doubt("number", "Số «2.1» được ghi 2 lần.")


def doubtful(*found: Doubt) -> Draft:
    """The catalogue with these doubts about 2.1."""
    bare = draft()
    return replace(bare, tasks=(*bare.tasks[:2], replace(bare.tasks[2], doubts=found), *bare.tasks[3:]))


@pytest.fixture
def book(book_dir: Path) -> Iterator[Book]:
    with empty_book(book_dir) as held:
        import_draft(held, doubtful(PROPOSED, UNCLEAR), FACT)
        yield held


def open_doubts(book: Book) -> dict[str, tuple[Doubt, ...]]:
    """By path, of the tasks that the filter finds."""
    found = list_tasks(book, TaskFilter(lacking=Gap.DOUBT))
    assert catalogue.task_counts(book, TODAY).doubtful == len(found)
    return {task.path: catalogue.task_details(book, task.id, TODAY).doubts for task in found}


def seen(*settled: Doubt, raised: tuple[Doubt, ...] = ()) -> Review:
    return Review(answers={2: Answer(settled, raised)})


def test_what_is_seen_is_cleared_in_one_step_that_is_taken_back_in_one(book: Book) -> None:
    assert open_doubts(book) == {"2.1": (PROPOSED, UNCLEAR)}
    every = [task.id for task in list_tasks(book, TaskFilter())]
    changes = catalogue.clear_doubts(book, every)
    assert [record for _, record in changes.records] == [find_task(book, "2.1").id]
    assert open_doubts(book) == {}
    assert list_actions(book, 1)[0].sentence == "Đánh dấu đã xem lại nhiệm vụ 2.1"
    first, other = find_task(book, "2.1"), find_task(book, "1.1")
    taken = [Write(Kind.ASSIGNMENT, task.assigned[0].assignment, {"present": False}) for task in (first, other)]
    history.undo(book)
    log.write(book, [Write(Kind.TASK, first.id, {"doubt": None}), *taken])
    assert list_actions(book, 1)[0].sentence.startswith("Bỏ phân công")
    history.undo(book)
    catalogue.clear_doubts(book, every)
    line = tell_history(book, find_task(book, "2.1").id)[0]
    assert (line.field, line.old, line.new) == ("chỗ cần xem lại", f"{PROPOSED.reason} {UNCLEAR.reason}", "")
    assert not catalogue.clear_doubts(book, every)
    undo(book)
    assert open_doubts(book) == {"2.1": (PROPOSED, UNCLEAR)}
    redo(book)
    assert open_doubts(book) == {}
    assert verify(book).faults == ()


def test_correcting_the_doubted_field_by_hand_clears_its_doubt_alone(book: Book) -> None:
    task = find_task(book, "2.1").id
    catalogue.set_cells(book, [CellEdit(task, EditColumn.NOTE, "Gấp")], TODAY)
    editing.set_time(book, task, find_task(book, "2.1").time_text)
    assert open_doubts(book) == {"2.1": (PROPOSED, UNCLEAR)}
    editing.set_time(book, task, "Quý I/2026")
    assert open_doubts(book) == {"2.1": (PROPOSED,)}
    assert list_actions(book, 1)[0].sentence == "Sửa thời gian của nhiệm vụ 2.1"
    undo(book)
    assert open_doubts(book) == {"2.1": (PROPOSED, UNCLEAR)}
    catalogue.bulk_assign(book, [task], agency_id("Công an xã"), Role.COORDINATING)
    assert open_doubts(book) == {"2.1": (PROPOSED, UNCLEAR)}
    catalogue.bulk_unassign(book, [task], agency_id("Tổ hòa giải số 7"), Role.LEAD)
    assert open_doubts(book) == {"2.1": (UNCLEAR,)}
    catalogue.duplicate_tasks(book, [task], new_ids())
    assert set(open_doubts(book)) == {"2.1"}, "a copy was not imported"
    assert verify(book).faults == ()


def test_what_was_settled_in_the_review_does_not_reach_the_book(book_dir: Path) -> None:
    raised = Doubt("time", "Không hiểu thời gian «mai»; đã giữ nguyên văn.")
    with empty_book(book_dir) as book:
        import_draft(book, doubtful(PROPOSED, UNCLEAR), FACT, seen(UNCLEAR, raised=(raised,)))
        assert open_doubts(book) == {"2.1": (PROPOSED, raised)}
        undo(book)
        assert open_doubts(book) == {}


def test_the_same_document_again_asks_nothing_twice_and_an_amended_one_what_is_new(book: Book) -> None:
    catalogue.clear_doubts(book, [find_task(book, "2.1").id])
    assert not import_draft(book, doubtful(PROPOSED, UNCLEAR), FACT, AS_READ).changes
    assert not import_draft(book, doubtful(PROPOSED, UNCLEAR), FACT, seen(PROPOSED)).changes
    assert open_doubts(book) == {}
    import_draft(book, doubtful(TWICE), FACT)
    assert open_doubts(book) == {"2.1": (TWICE,)}
    import_draft(book, doubtful(TWICE), FACT, seen(TWICE))
    assert open_doubts(book) == {}
    import_draft(book, doubtful(TWICE, UNCLEAR), FACT, seen(TWICE))
    assert open_doubts(book) == {"2.1": (UNCLEAR,)}
    known = Review(answers={2: Answer(needless=(PROPOSED,))})
    import_draft(book, doubtful(PROPOSED, TWICE), FACT, known)
    assert open_doubts(book) == {"2.1": (TWICE,)}
    import_draft(book, doubtful(), FACT)
    assert open_doubts(book) == {}, "the document is clear now"


def test_two_who_look_at_the_same_document_have_nothing_to_choose(book_dir: Path) -> None:
    with empty_book(book_dir, "a.danvan") as mine, empty_book(book_dir, "b.danvan", lambda: author("Tuấn")) as theirs:
        for held in (mine, theirs):
            import_draft(held, doubtful(PROPOSED, UNCLEAR), FACT)
        catalogue.clear_doubts(mine, [find_task(mine, "2.1").id])
        editing.set_time(theirs, find_task(theirs, "2.1").id, "Quý I/2026")
        unite(mine, theirs)
        assert history.open_conflicts(mine) == ()
        assert verify(mine).faults == ()
