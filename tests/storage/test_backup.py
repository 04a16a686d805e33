"""Backups as files: of a book that stays open, complete or not there at all, thinned, and never mixed with what a
damaged book leaves beside it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from danvan_desktop.services import editing, history
from danvan_desktop.services.backups import restore
from danvan_desktop.services.tasks import find_task
from danvan_desktop.storage import errors
from danvan_desktop.storage.backup import automatic_backup, backup_to, backups, thin
from danvan_desktop.storage.book import Book, open_book
from danvan_desktop.storage.connection import journal_of
from danvan_desktop.storage.verify import verify
from tests.making import author, sample_book
from tests.storage.cutting import cut_off
from tests.storage.merging import changes_in
from tests.storage.test_undo import seen

NOON = datetime(2026, 3, 5, 12)


@pytest.fixture
def book(book_dir: Path) -> Iterator[Book]:
    with sample_book(book_dir, tasks=5) as held:
        yield held


def set_note(book: Book, note: str) -> None:
    editing.set_fields(book, find_task(book, "1.1").id, {"note": note})


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_book_is_copied_while_it_stays_open(book: Book, book_dir: Path) -> None:
    set_note(book, "trước")
    before, changes = seen(book), changes_in(book)
    backup_to(book, book_dir / "lưu.danvan")
    set_note(book, "sau")
    with pytest.raises(errors.BookBusy):
        open_book(book.path, author("Tuấn"))
    with open_book(book_dir / "lưu.danvan", author(), read_only=True) as copy:
        assert (seen(copy), changes_in(copy)) == (before, changes)
        assert verify(copy).faults == ()
    assert verify(book).faults == ()
    book.close()
    assert names(book_dir) == ["lưu.danvan", book.path.name]


def test_a_newer_copy_takes_the_place_of_an_older(book: Book, book_dir: Path) -> None:
    for note in ("một", "hai"):
        set_note(book, note)
        backup_to(book, book_dir / "lưu.danvan")
    with open_book(book_dir / "lưu.danvan", author(), read_only=True) as copy:
        assert find_task(copy, "1.1").note == "hai"


def test_what_cannot_be_put_in_place_leaves_nothing_behind(book: Book, book_dir: Path) -> None:
    taken = book_dir / "lưu.danvan"
    taken.mkdir()
    before = names(book_dir)
    with pytest.raises(errors.NoAccess):
        backup_to(book, taken)
    with pytest.raises(errors.NoAccess):
        backup_to(book, book_dir / "không có" / "lưu.danvan")
    assert names(book_dir) == before


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE change SET fields = replace(fields, 'Quý', 'quý')",
        "UPDATE meta SET value = '2025' WHERE key = 'year'",
        "DELETE FROM change WHERE local = 7",
        "UPDATE session SET person = 'Ai đó' WHERE person IS NOT NULL",
    ],
)
def test_a_copy_with_a_fault_is_no_backup_and_pushes_none_out(book: Book, book_dir: Path, harm: str) -> None:
    set_note(book, "có người ghi")
    folder = book_dir / "sao lưu"
    old = automatic_backup(book, folder, NOON - timedelta(days=400))
    kept = automatic_backup(book, folder, NOON)
    book.raw.execute(harm)
    with pytest.raises(errors.UnsoundCopy, match="đã bỏ; sổ và các bản sao lưu trước còn nguyên"):
        automatic_backup(book, folder, NOON + timedelta(days=400))
    assert names(folder) == sorted([old.name, kept.name])


def test_derived_rows_that_went_wrong_are_no_reason_to_have_no_backup(book: Book, book_dir: Path) -> None:
    """The log is the truth, and a backup saves it."""
    book.raw.execute("UPDATE task SET text = 'sai'")
    assert not verify(book).sound
    backup_to(book, book_dir / "lưu.danvan")


def test_what_a_power_cut_left_of_a_backup_is_in_nobodys_way(book: Book, book_dir: Path) -> None:
    folder = book_dir / "sao lưu"
    folder.mkdir()
    half = folder / f"{book.path.stem}-20260305-120000.danvan.partial"
    old = folder / f"{book.path.stem}-20260304-120000.danvan.partial"
    fresh = folder / f"{book.path.stem}-20260305-120001.danvan.partial"
    for path in (half, journal_of(half), old, journal_of(old), fresh):
        path.write_bytes(b"do dang" * 1000)
        os.utime(path, (NOON.timestamp() - 7200,) * 2)
    os.utime(fresh, (NOON.timestamp() - 60,) * 2)
    made = automatic_backup(book, folder, NOON)
    assert names(folder) == sorted([made.name, fresh.name])
    with open_book(made, author(), read_only=True) as copy:
        assert verify(copy).faults == ()


def test_a_journal_of_a_file_that_is_gone_is_not_played_into_a_backup_of_the_same_name(
    book: Book, book_dir: Path
) -> None:
    target = book_dir / "lưu.danvan"
    backup_to(book, target)
    cut_off(target)
    target.unlink()
    backup_to(book, target)
    with open_book(target, author()) as copy:
        assert verify(copy).faults == ()
        assert seen(copy) == seen(book)


def test_two_years_of_daily_backups_are_thinned_on_the_disk(book_dir: Path) -> None:
    """All of two days, then 7 days, 8 weeks, 12 months, 5 years, of which the newest of each stands."""
    made = [NOON - timedelta(days=day, hours=hour) for day in range(730) for hour in (0, 3)]
    for moment in made:
        (book_dir / f"sổ-{moment:%Y%m%d-%H%M%S}.danvan").touch()
    thin(book_dir, "sổ", NOON)
    left = [held.made for held in backups(book_dir, "sổ")]
    assert left[:9] == [made[0], made[1], made[2], made[3], *(made[2 * day] for day in range(2, 7))]
    assert [moment.date().isoformat() for moment in left if moment.month == 12] == ["2025-12-31", "2024-12-31"]
    assert len(left) == len(names(book_dir)) == 9 + 6 + 10 + 1
    thin(book_dir, "sổ", NOON)
    assert len(names(book_dir)) == len(left)


def test_the_newest_backup_stays_however_old_it_is(book: Book, book_dir: Path) -> None:
    """A PC whose clock was set years ahead for a day."""
    folder = book_dir / "sao lưu"
    made = automatic_backup(book, folder, NOON)
    thin(folder, book.path.stem, NOON.replace(year=2057))
    assert names(folder) == [made.name]


@pytest.fixture
def backup(book: Book, book_dir: Path) -> Path:
    """A backup beside the book; the book went on, and is closed."""
    path = book_dir / "lưu.danvan"
    set_note(book, "trước")
    backup_to(book, path)
    set_note(book, "sau")
    book.close()
    return path


def test_an_unreadable_book_keeps_its_journal_and_its_successor_is_untouched_by_it(
    backup: Path, book: Book, book_dir: Path
) -> None:
    journal = cut_off(book.path)
    content = bytearray(book.path.read_bytes())
    content[0] ^= 0xFF
    book.path.write_bytes(content)
    old_pages = journal.read_bytes()
    kept = restore(backup, book.path, author("Lan"), NOON, book_dir / "sao lưu").kept
    assert kept is not None
    assert (kept.read_bytes(), journal_of(kept).read_bytes()) == (bytes(content), old_pages)
    assert not journal.exists()
    with open_book(book.path, author("Lan")) as held:
        assert verify(held).faults == ()
        assert find_task(held, "1.1").note == "trước"


@pytest.mark.parametrize("readable", [True, False])
def test_after_a_restore_no_name_of_the_abandoned_future_is_used_again(
    backup: Path, book: Book, book_dir: Path, readable: bool
) -> None:
    with open_book(book.path, author(), read_only=True) as held:
        abandoned = {item.id: item.session for item in changes_in(held)}
    with open_book(backup, author(), read_only=True) as held:
        common = {item.id for item in changes_in(held)}
    if not readable:
        book.path.write_bytes(book.path.read_bytes()[:4096])
    restore(backup, book.path, author("Hà", seed=9), NOON, book_dir / "sao lưu")
    with open_book(book.path, author("Hà", seed=10)) as held:
        set_note(held, "tiếp")
        written = {item.id: item.session for item in changes_in(held) if item.id not in common | set(abandoned)}
        assert verify(held).faults == ()
    assert written
    assert set(written.values()).isdisjoint(abandoned.values())


def test_a_folder_is_no_book_to_restore_over(backup: Path, book_dir: Path) -> None:
    folder = book_dir / "Tài liệu"
    folder.mkdir()
    (folder / "báo cáo.docx").write_bytes(b"x")
    with pytest.raises(errors.NotABook):
        restore(backup, folder, author(), NOON, book_dir / "sao lưu")
    assert names(folder) == ["báo cáo.docx"]


def test_a_restore_is_undone_in_one_step_across_sessions(backup: Path, book: Book, book_dir: Path) -> None:
    restore(backup, book.path, author("Lan"), NOON, book_dir / "sao lưu")
    with open_book(book.path, author("Lan", seed=2)) as held:
        assert find_task(held, "1.1").note == "trước"
        history.undo(held)
        assert find_task(held, "1.1").note == "sau"
        assert verify(held).faults == ()
