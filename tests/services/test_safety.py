"""What backups hold, going back to one or over several actions, where a book stands."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from danvan_desktop.domain.records import Status
from danvan_desktop.domain.views import TaskFilter
from danvan_desktop.services import editing, history, letterhead, safety
from danvan_desktop.services.backups import BackupUnsound, backup, list_backups
from danvan_desktop.services.editing import ExtensionOrder
from danvan_desktop.services.tasks import find_task, list_tasks
from danvan_desktop.storage import log
from danvan_desktop.storage.book import Book, open_book
from danvan_desktop.storage.comparing import Difference
from tests.making import TODAY, author, new_ids
from tests.storage.merging import unite

NOON = datetime(2026, 3, 5, 12)


@pytest.fixture
def folder(book_dir: Path) -> Path:
    return book_dir / "sao lưu"


def work_on(book: Book) -> None:
    """One task goes, one comes, three change: itself, its agency, its due date."""
    tasks = {task.path: task for task in list_tasks(book, TaskFilter())}
    editing.delete_tasks(book, [tasks["1.1"].id])
    editing.add_task(book, tasks["1.2"].programme, {"text": "Việc mới"}, new_ids())
    editing.set_status(book, [tasks["1.3"]], Status.SUSPENDED, TODAY)
    part = tasks["2.1"].assigned[0]
    log.write(book, [editing.unassign_write(tasks["2.1"], part.agency, part.role)])
    editing.extend(book, tasks["2.2"].id, ExtensionOrder(date(2026, 12, 1), "chờ"), new_ids(2), TODAY)


def test_a_backup_is_compared_with_the_open_book(book: Book, folder: Path) -> None:
    path = backup(book, folder, NOON)
    assert safety.look_at_backup(path, author(), book).difference == Difference(0, 0, 0, 0)
    work_on(book)
    state = safety.look_at_backup(path, author(), book)
    assert (state.sound, state.tasks) == (True, 25)
    assert state.difference == Difference(going=1, returning=1, changing=3, since=5)
    assert safety.look_at_backup(path, author()).difference is None


def test_what_is_no_sound_book_is_told(book: Book, folder: Path) -> None:
    broken = folder / "sổ-20260305-120000.danvan"
    folder.mkdir()
    broken.write_bytes(b"nothing")
    assert not safety.look_at_backup(broken, author(), book).sound
    assert not safety.look_at_backup(folder / "không có.danvan", author()).sound
    with pytest.raises(BackupUnsound, match="giữ nguyên"):
        safety.restore_open(book, broken, folder, NOON)


def test_the_open_book_goes_back_to_a_backup_and_one_undo_takes_it_back(book: Book, folder: Path) -> None:
    then = list_tasks(book, TaskFilter())
    path = backup(book, folder, NOON)
    work_on(book)
    now = list_tasks(book, TaskFilter())
    assert safety.restore_open(book, path, folder, NOON + timedelta(hours=1))
    assert list_tasks(book, TaskFilter()) == then
    assert len(list_backups(folder, book.path)) == 2
    history.undo(book)
    assert list_tasks(book, TaskFilter()) == now
    assert history.verify(book).faults == ()


def test_a_damaged_book_is_not_written_over(book: Book, folder: Path) -> None:
    path = backup(book, folder, NOON)
    book.raw.execute("UPDATE task SET text = 'khác' WHERE id = (SELECT min(id) FROM task)")
    assert safety.restore_open(book, path, folder, NOON) is None
    assert len(list_backups(folder, book.path)) == 1


def test_going_back_takes_back_the_action_and_all_after_it(book: Book) -> None:
    before = list_tasks(book, TaskFilter())
    editing.set_time(book, find_task(book, "1.1").id, "Quý I/2026")
    kept = list_tasks(book, TaskFilter())
    work_on(book)
    actions = history.stacks(book).undoable
    found = safety.undo_to(book, actions[1].id)
    assert (len(found.steps), found.trouble) == (5, "")
    assert list_tasks(book, TaskFilter()) == kept
    assert len(safety.undo_to(book, actions[0].id).steps) == 1
    assert list_tasks(book, TaskFilter()) == before
    assert safety.undo_to(book, actions[0].id).steps == ()


def test_going_back_stops_when_asked(book: Book) -> None:
    work_on(book)
    answers = iter([False, False, True])
    first = history.stacks(book).undoable[0].id
    assert len(safety.undo_to(book, first, lambda: next(answers)).steps) == 2
    assert len(history.stacks(book).undoable) == 3


def test_going_back_stops_at_what_somebody_else_changed_since(book: Book, book_dir: Path) -> None:
    task = find_task(book, "1.1").id
    editing.set_time(book, task, "Quý I/2026")
    other_file = book_dir / "bên kia.danvan"
    book.close()
    other_file.write_bytes(book.path.read_bytes())
    with open_book(book.path, author("Tuấn", 8)) as mine, open_book(other_file, author("Lan", 9)) as theirs:
        editing.set_time(theirs, task, "Quý II/2026")
        unite(mine, theirs)
        editing.set_fields(mine, find_task(mine, "1.2").id, {"note": "ghi thêm"})
        found = safety.undo_to(mine, history.stacks(mine).undoable[0].id)
        assert len(found.steps) == 1
        assert "đã được sửa thêm" in found.trouble
        assert find_task(mine, "1.2").note == ""
        assert find_task(mine, "1.1").time_text == "Quý II/2026"


def test_the_summary_says_where_a_book_stands(book: Book, folder: Path) -> None:
    held = safety.summary(book, folder)
    assert (held.path, held.size, held.year, held.tasks) == (book.path, book.path.stat().st_size, 2026, 25)
    assert (held.backups, held.last_backup) == (0, None)
    assert [(writer.person, writer.actions) for writer in held.writers] == [("Hà", 0)]
    actions = held.actions
    editing.set_fields(book, find_task(book, "1.2").id, {"note": "ghi thêm"})
    backup(book, folder, NOON)
    held = safety.summary(book, folder)
    assert (held.actions, held.backups, held.last_backup) == (actions + 1, 1, NOON)
    assert [(writer.person, writer.device) for writer in held.writers] == [("Tuấn", "may-Tuấn"), ("Hà", "may-Hà")]
    assert held.writers[0].last == TODAY
    assert held.commune in ("", letterhead.read_letterhead(book).unit_name)
