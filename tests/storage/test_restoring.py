"""Restoring over a readable book: it shows what the backup showed, as one action, under new names (R4, R13)."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from danvan_desktop.domain.changes.composing import Write
from danvan_desktop.domain.changes.rules import Verb
from danvan_desktop.domain.records import DELETED, Kind
from danvan_desktop.services import editing, history
from danvan_desktop.services.tasks import find_task
from danvan_desktop.storage import log
from danvan_desktop.storage.backup import backup_to, restore_over
from danvan_desktop.storage.book import Book, open_book
from danvan_desktop.storage.verify import verify
from tests.making import author, new_ids, sample_book, seeds
from tests.storage.merging import changes_in
from tests.storage.random_edits import Editor, reopen
from tests.storage.test_undo import Seen, seen


@pytest.fixture
def book(book_dir: Path) -> Iterator[Book]:
    with sample_book(book_dir, tasks=8) as held:
        yield held


def restored(book: Book, backup: Path) -> Seen:
    """Restore `backup` over the book; what the backup shows."""
    with open_book(backup, author("Lan"), read_only=True) as kept:
        restore_over(book, kept)
        return seen(kept)


def shown(found: Seen) -> Seen:
    """Without the fields that were set to something and back to nothing."""
    return {record: {name: value for name, value in fields.items() if value} for record, fields in found.items()}


@pytest.mark.parametrize("seed", seeds(2, 8))
def test_after_any_edits_the_book_shows_what_the_backup_showed(book_dir: Path, seed: int) -> None:
    openings = itertools.count(2)
    acting = Editor(
        sample_book(book_dir, tasks=8), random.Random(seed), new_ids(), lambda: author("Hà", next(openings))
    )
    for _ in range(20):
        acting.step()
    backup = book_dir / "kept.danvan"
    backup_to(acting.book, backup)
    for _ in range(25):
        acting.step()
    reopen(acting)
    before, count = seen(acting.book), len(changes_in(acting.book))
    assert shown(restored(acting.book, backup)) == shown(seen(acting.book))
    assert verify(acting.book).faults == ()
    assert history.open_conflicts(acting.book) == ()
    assert len({item.action for item in changes_in(acting.book)[count:]}) == 1
    history.undo(acting.book)
    assert seen(acting.book) == before
    assert verify(acting.book).faults == ()
    acting.tear_down()


def test_restoring_what_is_there_already_writes_nothing(book: Book, book_dir: Path) -> None:
    backup_to(book, book_dir / "kept.danvan")
    before = book.path.read_bytes()
    restored(book, book_dir / "kept.danvan")
    assert book.path.read_bytes() == before


def test_a_field_that_was_first_set_after_the_backup_is_empty_again(book: Book, book_dir: Path) -> None:
    backup_to(book, book_dir / "kept.danvan")
    editing.set_fields(book, find_task(book, "1.1").id, {"note": "sau khi sao lưu"})
    restored(book, book_dir / "kept.danvan")
    assert find_task(book, "1.1").note == ""


def test_a_programme_that_the_backup_had_deleted_is_deleted_again_whatever_was_edited_in_it(
    book: Book, book_dir: Path
) -> None:
    programme = find_task(book, "1.1").programme
    log.write(book, [Write(Kind.PROGRAMME, programme, {DELETED: True}, Verb.DELETE)])
    backup_to(book, book_dir / "kept.danvan")
    history.undo(book)
    editing.set_fields(book, find_task(book, "1.1").id, {"note": "sửa"})
    editing.add_task(book, programme, {"text": "Việc mới"}, new_ids())
    assert shown(restored(book, book_dir / "kept.danvan")) == shown(seen(book))
    assert (history.open_conflicts(book), verify(book).faults) == ((), ())


@pytest.mark.parametrize("deleted_itself", [True, False])
def test_what_moved_out_of_a_deleted_group_is_hidden_in_it_again(
    book: Book, book_dir: Path, *, deleted_itself: bool
) -> None:
    task, other = find_task(book, "1.1"), find_task(book, "2.1")
    if deleted_itself:
        editing.delete_tasks(book, [task.id])
    log.write(book, [Write(Kind.GROUP, task.group, {DELETED: True}, Verb.DELETE)])
    backup_to(book, book_dir / "kept.danvan")
    log.write(book, [Write(Kind.TASK, task.id, {"group": other.group})])
    assert shown(restored(book, book_dir / "kept.danvan")) == shown(seen(book))
    assert (history.open_conflicts(book), verify(book).faults) == ((), ())


def test_what_was_written_since_the_backup_keeps_its_name_in_the_log(book: Book, book_dir: Path) -> None:
    backup_to(book, book_dir / "kept.danvan")
    editing.set_fields(book, find_task(book, "1.1").id, {"note": "sau"})
    before = changes_in(book)
    restored(book, book_dir / "kept.danvan")
    after = changes_in(book)
    assert after[: len(before)] == before
    assert {item.verb for item in after[len(before) :]} == {Verb.RESTORE}
