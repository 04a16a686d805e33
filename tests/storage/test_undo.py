"""Undo and redo of whole actions, across sessions, without taking away what another copy has written since (R16)."""

from __future__ import annotations

import itertools
import random
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from danvan_desktop.domain.changes.composing import Stamp, Write, compose
from danvan_desktop.domain.changes.rules import Verb
from danvan_desktop.domain.records import DELETED, Kind, Role, Status
from danvan_desktop.domain.views import TaskFilter
from danvan_desktop.services import editing, history
from danvan_desktop.services.editing import ExtensionOrder
from danvan_desktop.services.importing import Review, import_draft
from danvan_desktop.services.tasks import find_agency, find_task, list_agencies, list_programmes, list_tasks
from danvan_desktop.storage import log
from danvan_desktop.storage import undo as undoing
from danvan_desktop.storage.backup import backup_to
from danvan_desktop.storage.book import Book, open_book
from danvan_desktop.storage.errors import CannotUndo
from danvan_desktop.storage.tables import change, derived
from danvan_desktop.storage.verify import verify
from tests.making import TODAY, author, new_ids, sample_book, seeds
from tests.services.drafts import DOCUMENT, FACT, LINES, amended, draft, line
from tests.storage.merging import assert_means_what_its_log_means, unite
from tests.storage.random_edits import NEW_ACTIONS, Editor

Seen = dict[tuple[str, str], dict[str, object]]


def seen(book: Book) -> Seen:
    """Every record that shows, with all that its row says but the change ids."""
    found: Seen = {}
    with book.transaction() as connection:
        for kind, table in derived.items():
            for row in connection.execute(select(table).where(table.c.shown)):
                fields = {name: value for name, value in row._mapping.items() if name != "heads"}
                found[kind, row.id] = {name: value for name, value in fields.items() if value not in (None, "")}
    return found


def depth(book: Book) -> tuple[int, int]:
    """How much can be undone and redone; what comes next is at the ends of the stacks."""
    held = history.stacks(book)
    with book.transaction() as connection:
        assert undoing.next_to_undo(connection) == (held.undoable[-1] if held.undoable else None)
        assert undoing.next_to_redo(connection) == (held.redoable[-1] if held.redoable else None)
    assert history.can_go(book) == (bool(held.undoable), bool(held.redoable))
    return len(held.undoable), len(held.redoable)


@pytest.fixture
def sample(sample_file: Path, book_dir: Path) -> Iterator[Book]:
    with open_book(Path(shutil.copy(sample_file, book_dir)), author(seed=9)) as held:
        yield held


@pytest.mark.parametrize("seed", seeds(1, 8))
def test_undo_goes_back_through_everything_and_redo_forth_again(book_dir: Path, seed: int) -> None:
    """After every undo the book shows what it showed before the action, after every redo what it showed after."""
    openings = itertools.count(2)
    acting = Editor(
        sample_book(book_dir, tasks=6), random.Random(seed), new_ids(), lambda: author("Hà", next(openings))
    )
    acting.careful = True
    states = [seen(acting.book)]
    for _ in range(40):
        acting.do(acting.chance.choice(NEW_ACTIONS))
        if depth(acting.book)[0] == len(states):
            states.append(seen(acting.book))
    for _ in range(2):
        for before in reversed(states[:-1]):
            assert history.undo(acting.book)
            assert seen(acting.book) == before
        assert not history.undo(acting.book)
        for after in states[1:]:
            assert history.redo(acting.book)
            assert seen(acting.book) == after
        assert not history.redo(acting.book)
    assert verify(acting.book).faults == ()
    assert history.open_conflicts(acting.book) == ()
    acting.tear_down()


def test_nothing_to_undo_in_a_new_book(sample: Book) -> None:
    assert not history.undo(sample)
    assert not history.redo(sample)


def test_undo_crosses_sessions(sample: Book) -> None:
    book = sample
    task = find_task(book, "1.1")
    openings = itertools.count(10)

    def opened_again() -> Book:
        book.close()
        return open_book(book.path, author("Hà", next(openings)))

    states = [seen(book)]
    for text in ("một", "hai", "ba"):
        book = opened_again()
        editing.set_fields(book, task.id, {"note": text})
        states.append(seen(book))
    for before in reversed(states[:-1]):
        book = opened_again()
        history.undo(book)
        assert seen(book) == before
    for after in states[1:]:
        book = opened_again()
        history.redo(book)
        assert seen(book) == after
    book.close()


def test_a_new_action_clears_what_could_be_redone(sample: Book) -> None:
    task = find_task(sample, "1.1")
    editing.set_fields(sample, task.id, {"note": "một"})
    history.undo(sample)
    assert depth(sample) == (0, 1)
    editing.set_fields(sample, task.id, {"note": "hai"})
    assert depth(sample) == (1, 0)
    assert not history.redo(sample)
    assert find_task(sample, "1.1").note == "hai"


@pytest.mark.parametrize(
    "act",
    [
        lambda book, task: editing.set_time(book, task.id, "Quý IV/2026"),
        lambda book, task: editing.set_status(book, [task], Status.CANCELLED, TODAY),
        lambda book, _: editing.set_status(book, list_tasks(book, TaskFilter()), Status.DONE, TODAY),
        lambda book, task: editing.extend(
            book, task.id, ExtensionOrder(date(2026, 12, 31), "chờ kinh phí"), new_ids(), TODAY
        ),
        lambda book, task: log.write(
            book, [editing.assign_write(task, find_agency(book, "Công an xã").id, Role.IMPLEMENTING)]
        ),
        lambda book, task: log.write(
            book, [editing.unassign_write(task, task.assigned[0].agency, task.assigned[0].role)]
        ),
        lambda book, task: editing.delete_tasks(book, [task.id]),
        lambda book, _: editing.delete_tasks(book, [task.id for task in list_tasks(book, TaskFilter())]),
        lambda book, task: editing.add_task(book, task.programme, {"text": "Việc mới"}, new_ids())[1],
        lambda book, task: log.write(book, [Write(Kind.PROGRAMME, task.programme, {DELETED: True}, Verb.DELETE)]),
    ],
    ids=["time", "status", "all-status", "extend", "assign", "unassign", "delete", "delete-all", "add", "programme"],
)
def test_every_verb_is_undone_and_done_again(sample: Book, act: object) -> None:
    before = seen(sample)
    assert callable(act)
    assert act(sample, find_task(sample, "1.2"))
    after = seen(sample)
    assert after != before
    for _ in range(2):
        assert history.undo(sample)
        assert seen(sample) == before
        assert history.redo(sample)
        assert seen(sample) == after
    assert verify(sample).faults == ()


def test_an_agency_that_was_assigned_and_taken_back_can_be_assigned_again(sample: Book) -> None:
    task, agency = find_task(sample, "1.2"), find_agency(sample, "Công an xã").id
    log.write(sample, [editing.assign_write(task, agency, Role.LEAD)])
    history.undo(sample)
    assert "công an" not in find_task(sample, "1.2").names(Role.LEAD)
    assert all(held.id != task.id for held in list_tasks(sample, TaskFilter(words="Công an xã", ids=(task.id,))))
    log.write(sample, [editing.assign_write(find_task(sample, "1.2"), agency, Role.LEAD)])
    assert "Công an xã" in find_task(sample, "1.2").names(Role.LEAD)
    assert verify(sample).faults == ()


class Copies:
    """A book and a copy of it on another PC."""

    def __init__(self, mine: Book, theirs: Book) -> None:
        self.mine, self.theirs = mine, theirs

    def merge(self) -> None:
        unite(self.mine, self.theirs)


@pytest.fixture
def copies(sample: Book, book_dir: Path) -> Iterator[Copies]:
    path = book_dir / "tuan.danvan"
    backup_to(sample, path)
    with open_book(path, author("Tuấn")) as theirs:
        yield Copies(sample, theirs)


def refused(book: Book, by_name: str) -> None:
    """Undo is refused with the field's name, and nothing is written."""
    before = book.path.read_bytes()
    with pytest.raises(CannotUndo, match=by_name):
        history.undo(book)
    assert book.path.read_bytes() == before


def test_a_field_changed_since_by_another_copy_refuses_by_name(copies: Copies) -> None:
    task = find_task(copies.mine, "1.1")
    editing.set_time(copies.mine, task.id, "Quý III/2026")
    unite(copies.theirs, copies.mine)
    editing.set_time(copies.theirs, task.id, "Quý IV/2026")
    copies.merge()
    refused(copies.mine, "thời gian của nhiệm vụ đã được sửa thêm")


def test_another_field_changed_since_does_not_stand_in_the_way(copies: Copies) -> None:
    task = find_task(copies.mine, "1.1")
    editing.set_time(copies.mine, task.id, "Quý III/2026")
    editing.set_fields(copies.theirs, task.id, {"note": "của Tuấn"})
    copies.merge()
    history.undo(copies.mine)
    assert find_task(copies.mine, "1.1").note == "của Tuấn"
    assert find_task(copies.mine, "1.1").time_text == task.time_text


def test_what_a_merge_brought_in_is_not_ours_to_undo(copies: Copies) -> None:
    editing.set_fields(copies.theirs, find_task(copies.mine, "1.1").id, {"note": "của Tuấn"})
    copies.merge()
    assert not history.undo(copies.mine)
    assert find_task(copies.mine, "1.1").note == "của Tuấn"


def test_a_record_of_ours_that_another_copy_wrote_to_is_not_taken_away(copies: Copies) -> None:
    programme = find_task(copies.mine, "1.1").programme
    record, _ = editing.add_task(copies.mine, programme, {"text": "Việc mới"}, new_ids())
    unite(copies.theirs, copies.mine)
    order = ExtensionOrder(TODAY, "chờ kinh phí")
    editing.extend(copies.theirs, record, order, new_ids(9), TODAY)
    copies.merge()
    refused(copies.mine, "gia hạn đã được sửa thêm")


def test_an_edit_of_what_another_copy_deleted_since_is_not_undone(copies: Copies) -> None:
    task = find_task(copies.mine, "1.1")
    editing.set_fields(copies.mine, task.id, {"note": "một"})
    unite(copies.theirs, copies.mine)
    log.write(copies.theirs, [Write(Kind.GROUP, task.group, {DELETED: True}, Verb.DELETE)])
    copies.merge()
    refused(copies.mine, "việc xóa của nhóm nhiệm vụ đã được sửa thêm")


@pytest.mark.parametrize("deleted_itself", [True, False])
def test_what_goes_back_under_something_deleted_is_hidden_again(sample: Book, *, deleted_itself: bool) -> None:
    task, other = find_task(sample, "1.1"), find_task(sample, "3.1")
    part = task.assigned[0].assignment
    if deleted_itself:
        log.write(sample, [Write(Kind.ASSIGNMENT, part, {DELETED: True}, Verb.DELETE)])
    log.write(sample, [Write(Kind.GROUP, task.group, {DELETED: True}, Verb.DELETE)])
    before = seen(sample)
    log.write(sample, [Write(Kind.ASSIGNMENT, part, {"task": other.id})])
    after = seen(sample)
    for turn, expected in ((history.undo, before), (history.redo, after), (history.undo, before)):
        turn(sample)
        assert (seen(sample), history.open_conflicts(sample)) == (expected, ())
    for _ in range(depth(sample)[0]):
        history.undo(sample)
    assert find_task(sample, "1.1").assigned == task.assigned
    assert_means_what_its_log_means(sample)


def test_nothing_goes_back_under_what_another_copy_deleted_since(copies: Copies) -> None:
    task, other = find_task(copies.mine, "1.1"), find_task(copies.mine, "3.1")
    log.write(copies.mine, [Write(Kind.TASK, task.id, {"group": other.group})])
    unite(copies.theirs, copies.mine)
    log.write(copies.theirs, [Write(Kind.GROUP, task.group, {DELETED: True}, Verb.DELETE)])
    copies.merge()
    refused(copies.mine, "việc xóa của nhóm nhiệm vụ đã được sửa thêm")


def test_answering_a_conflict_can_be_undone_even_when_nothing_is_left_to_set_back(copies: Copies) -> None:
    """The provisional value was kept: undo leaves it, and the action before it is next."""
    task = find_task(copies.mine, "1.1")
    for book, note in ((copies.mine, "của Hà"), (copies.theirs, "của Tuấn")):
        editing.set_fields(book, task.id, {"note": note})
    copies.merge()
    (conflict,) = history.open_conflicts(copies.mine)
    editing.set_fields(copies.mine, task.id, {"note": conflict.provisional, "priority": None})
    assert depth(copies.mine) == (2, 0)
    assert history.undo(copies.mine)
    assert depth(copies.mine) == (1, 1)
    assert history.redo(copies.mine)
    assert depth(copies.mine) == (2, 0)
    assert verify(copies.mine).faults == ()


def test_undoing_an_edit_that_settled_a_deletion_keeps_what_the_other_had_written(copies: Copies) -> None:
    task = find_task(copies.mine, "1.1")
    editing.delete_tasks(copies.mine, [task.id])
    editing.set_fields(copies.theirs, task.id, {"note": "của Tuấn"})
    copies.merge()
    editing.set_fields(copies.mine, task.id, {"product": "Báo cáo"})
    assert history.open_conflicts(copies.mine) == ()
    history.undo(copies.mine)
    assert find_task(copies.mine, "1.1").note == "của Tuấn"
    assert_means_what_its_log_means(copies.mine)


def test_what_a_newer_program_wrote_is_not_undone(sample: Book) -> None:
    editing.set_fields(sample, find_task(sample, "1.1").id, {"note": "a"})
    with sample.transaction() as connection:
        name = connection.execute(select(change.c.session).order_by(change.c.local.desc())).scalars().first()
        assert name is not None
        stamp = Stamp(name.hex(), 900, 900, 0, "9" * 32)
        log.insert_changes(connection, [compose(stamp, Write("survey", "8" * 32, {"question": "?"}), {})])
    refused(sample, "phiên bản mới hơn")


@pytest.fixture
def imported(book_dir: Path) -> Iterator[Book]:
    with sample_book(book_dir, tasks=0) as book:
        import_draft(book, draft(), FACT)
        yield book


def texts(book: Book) -> list[str]:
    return [task.text for task in list_tasks(book, TaskFilter())]


def names(book: Book) -> set[str]:
    return {agency.name for agency in list_agencies(book)}


def test_undoing_an_import_takes_the_programme_and_its_new_agencies(imported: Book) -> None:
    assert "Tổ hòa giải số 7" in names(imported)
    assert history.undo(imported)
    assert (texts(imported), list_programmes(imported)) == ([], ())
    assert "Tổ hòa giải số 7" not in names(imported)
    assert {"Phòng Kinh tế", "Công an xã"} <= names(imported)
    assert verify(imported).faults == ()
    assert history.redo(imported)
    assert texts(imported) == [held.text for held in LINES]
    assert "Tổ hòa giải số 7" in names(imported)
    assert verify(imported).faults == ()


def test_importing_again_brings_everything_back_and_undo_takes_it_away_again(imported: Book) -> None:
    before = seen(imported)
    history.undo(imported)
    gone = seen(imported)
    import_draft(imported, draft(), FACT)
    assert seen(imported) == before
    assert history.undo(imported)
    assert seen(imported) == gone
    assert not history.undo(imported)
    assert verify(imported).faults == ()


def test_importing_what_is_there_already_is_undone_alone(imported: Book) -> None:
    before = seen(imported)
    editing.delete_tasks(imported, [find_task(imported, "1.2").id])
    without = seen(imported)
    import_draft(imported, draft(), FACT)
    assert seen(imported) == before
    history.undo(imported)
    assert seen(imported) == without


def test_an_agency_that_another_import_names_too_stays(imported: Book) -> None:
    other = draft([line("2.1", path="1")], document=replace(DOCUMENT, type="KẾ HOẠCH"))
    import_draft(imported, other, FACT)
    history.undo(imported)
    assert "Tổ hòa giải số 7" in names(imported)
    import_draft(imported, other, FACT)
    history.undo(imported)
    history.undo(imported)
    assert "Tổ hòa giải số 7" not in names(imported)
    assert verify(imported).faults == ()


def test_undoing_an_import_with_rows_dropped_and_corrected(book_dir: Path) -> None:
    with sample_book(book_dir, tasks=0) as book:
        empty = seen(book)
        import_draft(book, draft(), FACT, Review(frozenset({1}), {0: {"text": "Tuyên truyền"}}))
        assert texts(book) == ["Tuyên truyền", LINES[2].text, LINES[3].text]
        after = seen(book)
        history.undo(book)
        assert seen(book) == empty
        history.redo(book)
        assert seen(book) == after
        assert verify(book).faults == ()


def test_undoing_an_import_that_another_copy_works_on_is_refused(imported: Book, book_dir: Path) -> None:
    backup_to(imported, book_dir / "tuan.danvan")
    with open_book(book_dir / "tuan.danvan", author("Tuấn")) as theirs:
        editing.set_status(theirs, [find_task(theirs, "1.2")], Status.DOING, TODAY)
        unite(imported, theirs)
    refused(imported, "trạng thái của nhiệm vụ đã được sửa thêm")


def test_undoing_an_amendment_sets_everything_back(imported: Book) -> None:
    editing.set_status(imported, [find_task(imported, "1.2")], Status.DONE, TODAY)
    before = seen(imported)
    changed = {"1.1": line("1.1", time="Quý III/2026"), "2.1": line("2.1", lead=("Công an xã",))}
    new = line("1.2", path="3", text="Việc hoàn toàn khác")
    import_draft(imported, amended(changed, gone=["2.2"], new=[new]), FACT)
    after = seen(imported)
    assert after != before
    history.undo(imported)
    assert seen(imported) == before
    history.redo(imported)
    assert seen(imported) == after
    assert verify(imported).faults == ()
