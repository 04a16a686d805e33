"""The derived tables hold what the log says, whatever was done and in whatever order it arrived (R1, P12)."""

from __future__ import annotations

import itertools
import random
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from danvan_desktop.domain.changes.composing import Write
from danvan_desktop.domain.changes.rules import GROUP_ABOVE, Verb, circled
from danvan_desktop.domain.records import DELETED, Kind, Value
from danvan_desktop.domain.views import TaskFilter
from danvan_desktop.services import editing, history
from danvan_desktop.services.history import open_conflicts
from danvan_desktop.services.tasks import find_task, list_programmes, list_tasks
from danvan_desktop.storage import log
from danvan_desktop.storage.backup import backup_to
from danvan_desktop.storage.book import Book, open_book
from danvan_desktop.storage.deriving import computed
from danvan_desktop.storage.verify import verify
from tests.making import author, empty_book, new_ids, sample_book, seeds
from tests.storage.merging import assert_means_what_its_log_means, unite
from tests.storage.random_edits import Editor, move_group

PROGRAMME, SECOND, GROUP, OTHER, TASK, BESIDE, AGENCY, PART, LATER = (f"{number:032x}" for number in range(1, 10))


def editor(book: Book, seed: int, person: str = "Hà") -> Editor:
    openings = itertools.count(2)
    return Editor(book, random.Random(seed), new_ids(seed), lambda: author(person, next(openings)))


def write(book: Book, kind: Kind, record: str, fields: dict[str, Value], verb: Verb = Verb.EDIT) -> None:
    log.write(book, [Write(kind, record, fields, verb)])


@pytest.fixture
def small(book_dir: Path) -> Iterator[Book]:
    """Two programmes; in the first a group with a task in it, beside it an empty group and a task in no group."""
    with empty_book(book_dir) as book:
        records: list[tuple[Kind, str, dict[str, Value]]] = [
            (Kind.PROGRAMME, PROGRAMME, {"title": "Một", "period_start": "2026-01-01", "period_end": "2026-12-31"}),
            (Kind.PROGRAMME, SECOND, {"title": "Hai", "period_start": "2027-01-01", "period_end": "2027-12-31"}),
            (Kind.GROUP, GROUP, {"programme": PROGRAMME, "number": "1", "title": "Nhóm", "position": 1}),
            (Kind.GROUP, OTHER, {"programme": PROGRAMME, "number": "2", "title": "Nhóm khác", "position": 5}),
            (Kind.TASK, TASK, {"programme": PROGRAMME, "group": GROUP, "number": "-", "text": "Họp", "position": 2}),
            (Kind.TASK, BESIDE, {"programme": PROGRAMME, "number": "-", "text": "Kiểm tra", "position": 9}),
            (Kind.AGENCY, AGENCY, {"name": "Phòng Kinh tế", "short": "KT"}),
            (Kind.ASSIGNMENT, PART, {"task": TASK, "agency": AGENCY, "role": "lead", "present": True}),
        ]
        log.write(book, [Write(kind, record, fields, Verb.ADD) for kind, record, fields in records])
        yield book


def paths(book: Book) -> dict[str, str]:
    return {task.id: task.path for task in list_tasks(book, TaskFilter())}


def test_deleting_a_programme_takes_its_paths_away_and_bringing_it_back_returns_them(small: Book) -> None:
    write(small, Kind.PROGRAMME, PROGRAMME, {DELETED: True})
    assert paths(small) == {}
    assert verify(small).faults == ()
    write(small, Kind.TASK, TASK, {"note": "vẫn làm"})
    assert paths(small) == {TASK: "1/1", BESIDE: "/1"}
    assert verify(small).faults == ()


def test_what_leaves_a_programme_leaves_no_gap_behind(small: Book) -> None:
    write(small, Kind.TASK, LATER, {"programme": PROGRAMME, "number": "-", "position": 10}, Verb.ADD)
    assert paths(small)[LATER] == "/2"
    write(small, Kind.TASK, BESIDE, {"programme": SECOND})
    assert paths(small) == {TASK: "1/1", LATER: "/1", BESIDE: "/1"}
    write(small, Kind.TASK, LATER, {"programme": None})
    assert paths(small)[LATER] == ""
    assert verify(small).faults == ()


@pytest.mark.parametrize("field", ["name", "short", "variants"])
def test_a_renamed_agency_is_found_at_its_tasks(small: Book, field: str) -> None:
    write(small, Kind.AGENCY, AGENCY, {field: "Tổ Thống kê"})
    found = [task.id for task in list_tasks(small, TaskFilter(words="thong ke"))]
    assert found == ([TASK] if field != "variants" else [])
    assert verify(small).faults == ()


def test_an_assignment_that_moves_is_found_at_its_new_task_only(small: Book) -> None:
    write(small, Kind.ASSIGNMENT, PART, {"task": BESIDE})
    assert [task.id for task in list_tasks(small, TaskFilter(words="kinh te"))] == [BESIDE]
    assert verify(small).faults == ()


def test_deleting_parent_and_child_in_one_action_is_no_conflict(small: Book) -> None:
    records = [(Kind.PROGRAMME, PROGRAMME), (Kind.GROUP, GROUP), (Kind.TASK, TASK), (Kind.ASSIGNMENT, PART)]
    log.write(small, [Write(kind, record, {DELETED: True}, Verb.DELETE) for kind, record in records])
    assert open_conflicts(small) == ()
    assert [programme.title for programme in list_programmes(small)] == ["Hai"]
    assert verify(small).faults == ()


def test_a_deletion_sees_what_its_own_action_has_put_under_it(small: Book) -> None:
    """The task brings its assignment along into the group that is deleted next."""
    moves = [Write(Kind.TASK, TASK, {"group": OTHER}), Write(Kind.TASK, BESIDE, {"group": OTHER})]
    log.write(small, [*moves, Write(Kind.GROUP, OTHER, {DELETED: True}, Verb.DELETE)])
    assert open_conflicts(small) == ()
    assert paths(small) == {}
    assert verify(small).faults == ()


def test_editing_after_deleting_in_one_action_brings_back(small: Book) -> None:
    log.write(small, [Write(Kind.GROUP, GROUP, {DELETED: True}), Write(Kind.TASK, TASK, {"note": "còn"})])
    assert find_task(small, "1/1").note == "còn"
    assert verify(small).faults == ()


def test_a_contested_deletion_holds_once_the_unseen_edit_has_moved_away(small: Book, book_dir: Path) -> None:
    copy = book_dir / "tuan.danvan"
    backup_to(small, copy)
    with open_book(copy, author("Tuấn")) as theirs:
        write(theirs, Kind.TASK, TASK, {"note": "Tuấn đang làm"})
        write(small, Kind.GROUP, GROUP, {DELETED: True}, Verb.DELETE)
        unite(small, theirs)
    assert [(view.record, view.field, view.provisional) for view in open_conflicts(small)] == [(GROUP, DELETED, False)]
    assert paths(small)[TASK] == "1/1"
    write(small, Kind.TASK, TASK, {"group": OTHER})
    assert open_conflicts(small) == ()
    assert paths(small)[TASK] == "2/1"
    assert verify(small).faults == ()


@pytest.mark.parametrize("keep", [True, False])
def test_a_contested_deletion_is_answered_by_writing_it(small: Book, book_dir: Path, keep: bool) -> None:
    copy = book_dir / "tuan.danvan"
    backup_to(small, copy)
    with open_book(copy, author("Tuấn")) as theirs:
        write(theirs, Kind.TASK, TASK, {"note": "Tuấn đang làm"})
        write(small, Kind.GROUP, GROUP, {DELETED: True}, Verb.DELETE)
        unite(small, theirs)
    write(small, Kind.GROUP, GROUP, {DELETED: not keep})
    assert open_conflicts(small) == ()
    assert (TASK in paths(small)) is keep
    assert_means_what_its_log_means(small)
    assert verify(small).faults == ()


def test_a_merged_move_frees_the_contested_deletion_it_left(small: Book, book_dir: Path) -> None:
    copy = book_dir / "tuan.danvan"
    backup_to(small, copy)
    with open_book(copy, author("Tuấn")) as theirs:
        write(theirs, Kind.TASK, TASK, {"note": "Tuấn đang làm"})
        write(small, Kind.GROUP, GROUP, {DELETED: True}, Verb.DELETE)
        unite(small, theirs)
        write(theirs, Kind.TASK, TASK, {"group": OTHER})
        unite(small, theirs)
    assert_means_what_its_log_means(small)
    assert verify(small).faults == ()


def test_a_circle_of_groups_that_a_merge_makes_is_a_conflict_until_one_is_moved(small: Book, book_dir: Path) -> None:
    copy = book_dir / "tuan.danvan"
    backup_to(small, copy)
    with open_book(copy, author("Tuấn")) as theirs:
        write(theirs, Kind.GROUP, GROUP, {"parent": OTHER})
        write(small, Kind.GROUP, OTHER, {"parent": GROUP})
        unite(small, theirs)
    assert {(view.record, view.field) for view in open_conflicts(small)} == {(GROUP, GROUP_ABOVE), (OTHER, GROUP_ABOVE)}
    assert verify(small).faults == ()
    write(small, Kind.GROUP, OTHER, {"parent": None})
    assert open_conflicts(small) == ()
    assert_means_what_its_log_means(small)
    assert verify(small).faults == ()


def test_a_merge_computes_only_what_it_changes(small: Book, book_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A note leaves paths and deadlines alone; a circle stays a conflict though only a title in it is changed."""
    copy = book_dir / "tuan.danvan"
    backup_to(small, copy)

    def unwanted(*_: object) -> None:
        raise AssertionError("computed anew for nothing")

    with open_book(copy, author("Tuấn")) as theirs:
        write(theirs, Kind.TASK, TASK, {"note": "xong"})
        with monkeypatch.context() as patch:
            for name in ("_refresh_dues", "_refresh_places"):
                patch.setattr(computed, name, unwanted)
            unite(small, theirs)
        write(theirs, Kind.GROUP, GROUP, {"parent": OTHER})
        write(small, Kind.GROUP, OTHER, {"parent": GROUP})
        unite(small, theirs)
        write(theirs, Kind.GROUP, GROUP, {"title": "Nhóm một"})
        unite(small, theirs)
    assert {(view.record, view.field) for view in open_conflicts(small)} == {(GROUP, GROUP_ABOVE), (OTHER, GROUP_ABOVE)}
    assert_means_what_its_log_means(small)
    assert verify(small).faults == ()


def test_a_circle_that_is_broken_elsewhere_leaves_no_conflict_where_both_sides_agree(
    small: Book, book_dir: Path
) -> None:
    for name in ("tuan", "lan"):
        backup_to(small, book_dir / f"{name}.danvan")
    with (
        open_book(book_dir / "tuan.danvan", author("Tuấn")) as same,
        open_book(book_dir / "lan.danvan", author("Lan")) as other,
    ):
        for book in (small, same):
            write(book, Kind.GROUP, GROUP, {"parent": OTHER})
        write(other, Kind.GROUP, OTHER, {"parent": GROUP})
        unite(small, same)
        assert open_conflicts(small) == ()
        unite(small, other)
    assert len(open_conflicts(small)) == 2
    write(small, Kind.GROUP, OTHER, {"parent": None})
    assert_means_what_its_log_means(small)
    assert open_conflicts(small) == ()
    assert verify(small).faults == ()


def test_a_circle_with_something_deleted_in_it_is_hidden_whoever_looks_first(small: Book, book_dir: Path) -> None:
    third = LATER
    write(small, Kind.GROUP, third, {"programme": PROGRAMME, "number": "3", "parent": OTHER}, Verb.ADD)
    copy = book_dir / "tuan.danvan"
    backup_to(small, copy)
    with open_book(copy, author("Tuấn")) as theirs:
        write(theirs, Kind.GROUP, GROUP, {"parent": third})
        write(small, Kind.GROUP, OTHER, {"parent": GROUP})
        unite(small, theirs)
    for record in (GROUP, OTHER, third):
        write(small, Kind.GROUP, record, {DELETED: True}, Verb.DELETE)
        assert TASK not in paths(small)
        assert_means_what_its_log_means(small)
        assert verify(small).faults == ()
        write(small, Kind.TASK, TASK, {"note": f"trở lại từ {record}"})
        assert TASK in paths(small)


@pytest.mark.parametrize("seed", seeds(1, 8))
def test_after_any_edits_the_tables_are_what_a_rebuild_makes(book_dir: Path, seed: int) -> None:
    acting = editor(sample_book(book_dir, tasks=8), seed)
    trail = []
    for number in range(50):
        trail.append(acting.step())
        if number % 5 == 4:
            assert (verify(acting.book).faults, open_conflicts(acting.book)) == ((), ()), trail
    assert_means_what_its_log_means(acting.book)
    acting.tear_down()


def test_a_save_reads_no_more_where_something_was_deleted_and_brought_back(book_dir: Path) -> None:
    """An import that was undone and done again must not make every later save walk through its whole programme."""
    with sample_book(book_dir, tasks=200) as book:
        task = find_task(book, "1.1")
        statements_of(book, task.id, {"note": "một"})
        before = statements_of(book, task.id, {"note": "hai"})
        write(book, Kind.PROGRAMME, task.programme, {DELETED: True}, Verb.DELETE)
        history.undo(book)
        assert len(statements_of(book, task.id, {"note": "ba"})) == len(before)


def test_a_save_derives_only_what_depends_on_the_fields_it_writes(small: Book) -> None:
    statements_of(small, TASK, {"note": "một"})
    note = statements_of(small, TASK, {"note": "hai"})
    assert [statement.split()[:2] for statement in note if statement.startswith("UPDATE")] == [
        ["UPDATE", "meta"],
        ["UPDATE", "meta"],
        ["UPDATE", "task"],
        ["UPDATE", "task"],
    ]
    assert len(note) <= 14
    indexed = ("programme", "sort_key", "shown", '"group"')
    assert not [f"{name}=" for statement in note for name in indexed if f"{name}=" in statement]
    assert "folded" not in "".join(statements_of(small, TASK, {"status": "doing"}))
    assert "timing" in "".join(statements_of(small, TASK, {"due_by_hand": "2026-03-01"}))


def statements_of(book: Book, task: str, fields: dict[str, Value]) -> list[str]:
    """What one save asks of the database."""
    seen: list[str] = []
    book.raw.set_trace_callback(seen.append)
    editing.set_fields(book, task, fields)
    book.raw.set_trace_callback(None)
    return seen


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_a_book_is_sound_after_ten_thousand_edits(book_dir: Path) -> None:
    acting = editor(sample_book(book_dir), seed=10_000)
    for number in range(1, 10_001):
        acting.step()
        if number % 500 == 0:
            assert (verify(acting.book).faults, open_conflicts(acting.book)) == ((), ()), number
    assert_means_what_its_log_means(acting.book)
    begun = time.monotonic()
    changes, size = verify(acting.book).changes, acting.book.path.stat().st_size
    print(f"\n10,000 edits, {changes} changes, {size / 1e6:.1f} MB, checked in {time.monotonic() - begun:.1f} s, sound")
    print(dict(sorted(acting.counts.items())))
    acting.tear_down()


def united_after_edits(folder: Path, seed: int, rounds: int, edits: int) -> Counter[str]:
    """Two officers edit their copies and put them together again and again; both must mean the same every time."""
    mine = editor(sample_book(folder, tasks=6), seed, "Hà")
    copy = folder / "tuan.danvan"
    backup_to(mine.book, copy)
    theirs = editor(open_book(copy, author("Tuấn")), seed + 1000, "Tuấn")
    mine.alone = theirs.alone = False
    seen: Counter[str] = Counter()
    for _ in range(rounds):
        for officer in (mine, theirs):
            for _ in range(edits):
                officer.step()
            for _ in range(4):
                move_group(officer)
        unite(mine.book, theirs.book)
        unite(theirs.book, mine.book)
        states = [assert_means_what_its_log_means(officer.book) for officer in (mine, theirs)]
        assert states[0].conflicts() == states[1].conflicts()
        assert [verify(officer.book).faults for officer in (mine, theirs)] == [(), ()]
        circle = circled(states[0].records)
        for record, name in states[0].conflicts():
            seen["deletion" if name == DELETED else "circle" if record in circle else "field"] += 1
    mine.tear_down()
    theirs.tear_down()
    return seen


def test_united_books_mean_the_same_and_what_the_pure_rules_say(book_dir: Path) -> None:
    seen = united_after_edits(book_dir, seed=0, rounds=3, edits=12)
    assert set(seen) == {"deletion", "circle", "field"}


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_many_united_books_mean_what_the_pure_rules_say(book_dir: Path) -> None:
    seen: Counter[str] = Counter()
    for seed in range(100, 160):
        folder = book_dir / str(seed)
        folder.mkdir()
        seen += united_after_edits(folder, seed, rounds=6, edits=15)
    print(f"\n60 pairs of books, 6 merges each; conflicts seen: {dict(seen)}")
    assert set(seen) == {"deletion", "circle", "field"}
