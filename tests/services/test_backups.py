"""Backups by hand and restoring: over a book, to where there is none, over what cannot be read."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from danvan_desktop.domain.records import Status
from danvan_desktop.domain.views import TaskFilter, TaskView
from danvan_desktop.services import editing, history
from danvan_desktop.services.backups import (
    BackupMissing,
    BackupUnsound,
    Restored,
    SecondPlaceMissing,
    backup,
    bring_to_second,
    list_backups,
    restore,
    second_folder,
)
from danvan_desktop.services.tasks import find_task, list_tasks
from danvan_desktop.storage.book import Book, lock_note, open_book
from danvan_desktop.storage.errors import BookBusy, BookError, NoAccess, NotAFolder
from tests.making import TODAY, author, new_ids

NOON = datetime(2026, 3, 5, 12)
LATER = NOON + timedelta(hours=2)


def tasks_of(path: Path) -> tuple[TaskView, ...]:
    with open_book(path, author(), read_only=True) as held:
        return list_tasks(held, TaskFilter())


def assert_sound(path: Path) -> None:
    with open_book(path, author(), read_only=True) as held:
        assert history.verify(held).faults == ()


def bring_back(kept: Path, target: Path, folder: Path) -> Restored:
    return restore(kept, target, author("Lan", 9), LATER, folder)


@pytest.fixture
def folder(book_dir: Path) -> Path:
    return book_dir / "sao lưu"


@pytest.fixture
def kept(book: Book, folder: Path) -> Path:
    """A backup of the sample book, at noon; the book is closed."""
    written = backup(book, folder, NOON)
    book.close()
    return written


def test_a_backup_is_the_book_and_says_when_it_was_made(book: Book, folder: Path) -> None:
    written = backup(book, folder, NOON)
    assert written == folder / "sổ-20260305-120000.danvan"
    assert tasks_of(written) == list_tasks(book, TaskFilter())
    assert_sound(written)
    assert [path.name for path in folder.iterdir()] == [written.name]


def test_backups_are_listed_newest_first_each_book_its_own(book: Book, folder: Path) -> None:
    moments = [NOON + timedelta(minutes=minutes) for minutes in (3, 1, 2)]
    for moment in moments:
        backup(book, folder, moment)
    for name in (
        "sổ-2-20260305-120000.danvan",
        "sổ-cũ.danvan",
        "sổ-20260305-120000.txt",
        "khác-20260305-120000.danvan",
    ):
        (folder / name).write_bytes(b"x")
    assert [held.made for held in list_backups(folder, book.path)] == sorted(moments, reverse=True)
    assert list_backups(folder / "không có", book.path) == ()


def test_old_backups_are_thinned_and_those_of_others_left(book: Book, folder: Path) -> None:
    """Retention itself is the domain's; here: it is applied, to this book's backups alone."""
    backup(book, folder, NOON)
    stranger = folder / "khác-20200101-120000.danvan"
    stranger.write_bytes(b"x")
    mornings = [NOON - timedelta(days=days, minutes=minutes) for days in (3, 4) for minutes in (0, 1)]
    for moment in mornings:
        (folder / f"sổ-{moment:%Y%m%d-%H%M%S}.danvan").write_bytes(b"x")
    backup(book, folder, LATER)
    assert [held.made for held in list_backups(folder, book.path)] == [LATER, NOON, mornings[0], mornings[2]]
    assert stranger.exists()


def test_the_newest_backup_is_copied_to_a_second_place_and_thinned_there(book: Book, folder: Path) -> None:
    place = folder.parent / "ổ đĩa khác"
    with pytest.raises(SecondPlaceMissing, match="bản sao lưu thứ nhất vẫn có đủ"):
        bring_to_second(folder, place, book.path, author("Lan"), NOON)
    place.mkdir()
    assert bring_to_second(folder, place, book.path, author("Lan"), NOON) is None
    made = backup(book, folder, NOON)
    there = second_folder(place, book.path)
    old = [there / f"sổ-{NOON - timedelta(days=4, minutes=minutes):%Y%m%d-%H%M%S}.danvan" for minutes in (0, 1)]
    there.mkdir()
    for path in old:
        path.write_bytes(b"x")
    copied = bring_to_second(folder, place, book.path, author("Lan"), NOON)
    assert copied == there / made.name
    assert_sound(copied)
    assert sorted(there.iterdir()) == sorted([copied, old[0]])
    assert bring_to_second(folder, place, book.path, author("Lan"), NOON) is None
    assert second_folder(place, book.path.parent / "nơi khác" / book.path.name) != there
    blocked = folder.parent / "bị chặn"
    blocked.mkdir()
    second_folder(blocked, book.path).write_bytes(b"x")
    with pytest.raises(BookError):
        bring_to_second(folder, blocked, book.path, author("Lan"), NOON)
    assert [held.path for held in list_backups(folder, book.path)] == [made]


def test_a_backup_where_nothing_can_be_written_is_refused(book: Book, book_dir: Path) -> None:
    (book_dir / "tệp").write_text("x", encoding="utf-8")
    for folder in (book_dir / "tệp", book_dir / "tệp" / "sao lưu"):
        with pytest.raises(NotAFolder, match="«tệp» là tệp"):
            backup(book, folder, NOON)


def test_restoring_over_a_book_sets_every_value_back_as_one_action(kept: Path, book: Book, folder: Path) -> None:
    before = tasks_of(kept)
    with open_book(book.path, author("Tuấn", 2)) as held:
        editing.set_status(held, [find_task(held, "1.3")], Status.DONE, TODAY)
        editing.set_time(held, find_task(held, "2.1").id, "Quý IV/2026")
        editing.delete_tasks(held, [find_task(held, "5.3").id])
        editing.add_task(held, before[0].programme, {"number": "6", "text": "Việc mới"}, new_ids())
        changed = list_tasks(held, TaskFilter())
    done = bring_back(kept, book.path, folder)
    assert (bool(done.changes), done.kept) == (True, None)
    assert tasks_of(book.path) == before
    assert_sound(book.path)
    assert [held.made for held in list_backups(folder, book.path)] == [LATER, NOON]
    assert tasks_of(list_backups(folder, book.path)[0].path) == changed
    with open_book(book.path, author("Lan", 10)) as held:
        history.undo(held)
        assert list_tasks(held, TaskFilter()) == changed


def test_restoring_what_the_book_says_already_changes_nothing(kept: Path, book: Book, folder: Path) -> None:
    done = bring_back(kept, book.path, folder)
    assert done.changes is not None
    assert not done.changes


def test_restoring_to_where_there_is_no_book_makes_one(kept: Path, book_dir: Path, folder: Path) -> None:
    target = book_dir / "sổ mới.danvan"
    assert bring_back(kept, target, folder) == Restored(None, None)
    assert tasks_of(target) == tasks_of(kept)
    assert_sound(target)
    assert list_backups(folder, target) == ()


Damage = Callable[[Path], object]


def torn(path: Path) -> object:
    return path.write_bytes(path.read_bytes()[:50])


def foreign(path: Path) -> object:
    return path.write_bytes(b"khong phai so " * 500)


def without_a_table(path: Path) -> object:
    return _run(path, "DROP TABLE assignment")


def miscounted(path: Path) -> object:
    return _run(path, "UPDATE meta SET value = '1' WHERE key = 'change_count'")


def falsified(path: Path) -> object:
    return _run(path, """UPDATE change SET fields = replace(fields, 'Quý', 'quý') WHERE fields LIKE '%Quý II/2026%'""")


def with_other_rows(path: Path) -> object:
    return _run(path, "UPDATE task SET text = 'sửa ngoài chương trình'")


def with_a_blank_page(path: Path) -> object:
    content = bytearray(path.read_bytes())
    content[3 * 4096 : 5 * 4096] = bytes(2 * 4096)
    return path.write_bytes(content)


def _run(path: Path, statement: str) -> object:
    connection = sqlite3.connect(path)
    try:
        with connection:
            return connection.execute(statement).rowcount
    finally:
        connection.close()


DAMAGES = [torn, foreign, without_a_table, miscounted, falsified, with_other_rows, with_a_blank_page]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_book_is_renamed_and_replaced(kept: Path, book: Book, folder: Path, damage: Damage) -> None:
    damage(book.path)
    broken = book.path.read_bytes()
    done = bring_back(kept, book.path, folder)
    assert done.changes is None
    assert done.kept == book.path.with_name("sổ (hỏng 20260305-140000).danvan")
    assert done.kept.read_bytes() == broken
    assert tasks_of(book.path) == tasks_of(kept)
    assert_sound(book.path)
    assert not lock_note(book.path).exists()


def test_a_damaged_book_keeps_its_name_when_the_backup_cannot_be_copied(kept: Path, book: Book, folder: Path) -> None:
    torn(book.path)
    book.path.with_name("sổ.danvan.partial").mkdir()
    with pytest.raises((NoAccess, OSError)):
        bring_back(kept, book.path, folder)
    assert len(book.path.read_bytes()) == 50


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_backup_is_refused_and_the_book_left_alone(
    kept: Path, book: Book, folder: Path, damage: Damage
) -> None:
    damage(kept)
    before = book.path.read_bytes()
    with pytest.raises(BackupUnsound, match="sổ hiện tại được giữ nguyên"):
        bring_back(kept, book.path, folder)
    assert book.path.read_bytes() == before
    assert [path.name for path in folder.iterdir()] == [kept.name]


def test_a_backup_that_is_not_there_is_refused(kept: Path, book: Book, folder: Path) -> None:
    with pytest.raises(BackupMissing, match=r"Không tìm thấy bản sao lưu «khác\.danvan»"):
        bring_back(kept.with_name("khác.danvan"), book.path, folder)


def test_a_book_that_is_open_elsewhere_is_not_restored_over(kept: Path, book: Book, folder: Path) -> None:
    with open_book(book.path, author("Tuấn", 3)):
        before = book.path.read_bytes()
        with pytest.raises(BookBusy, match="Tuấn"):
            bring_back(kept, book.path, folder)
        assert book.path.read_bytes() == before
