"""A full disk at any write: the old state stays, nothing half-written is left, the officer is told (case 2)."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from danvan_desktop.domain.changes.composing import Write
from danvan_desktop.domain.changes.rules import Verb
from danvan_desktop.domain.records import Kind
from danvan_desktop.domain.views import TaskFilter
from danvan_desktop.services import books, editing, history
from danvan_desktop.services.backups import backup, restore
from danvan_desktop.services.importing import import_draft
from danvan_desktop.services.tasks import find_task, list_tasks
from danvan_desktop.storage import log
from danvan_desktop.storage.backup import backup_to
from danvan_desktop.storage.book import open_book
from danvan_desktop.storage.errors import NoRoom
from danvan_desktop.storage.verify import verify
from tests.making import author, sample_book, shipped
from tests.services.drafts import FACT, draft
from tests.services.test_backups import NOON
from tests.storage.test_undo import seen

SIZE_KB = 1024


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte of its own."""
    folder = tmp_path / "ổ nhỏ"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={SIZE_KB}k", "tmpfs", str(folder)]
    if shutil.which("mount") is None or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("making a small disk needs root on Linux")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def fill(disk: Path, spare_kb: int = 0) -> Path:
    """Leave only `spare_kb` of room."""
    filler = disk / "đầy"
    room = shutil.disk_usage(disk).free - spare_kb * 1024
    filler.write_bytes(b"x" * room)
    return filler


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("spare_kb", [0, 4, 16, 64])
def test_a_save_that_does_not_fit_leaves_the_book_as_it_was(disk: Path, spare_kb: int) -> None:
    """With some room for the journal, the save fails at its end rather than at its beginning."""
    with sample_book(disk, tasks=5) as book:
        before = seen(book)
        filler = fill(disk, spare_kb)
        big = "Nội dung rất dài. " * 10_000
        with pytest.raises(NoRoom, match="Ổ đĩa đã đầy"):
            editing.set_fields(book, find_task(book, "1.1").id, {"note": big})
        assert seen(book) == before
        filler.unlink()
        editing.set_fields(book, find_task(book, "1.1").id, {"note": "còn chỗ"})
        assert find_task(book, "1.1").note == "còn chỗ"
        assert verify(book).faults == ()


@pytest.mark.parametrize("spare_kb", range(0, 64, 8))
def test_an_import_that_does_not_fit_writes_nothing(disk: Path, spare_kb: int) -> None:
    with sample_book(disk, tasks=5) as book:
        before = seen(book)
        fill(disk, spare_kb)
        try:
            import_draft(book, draft(), FACT)
        except NoRoom:
            assert seen(book) == before
            assert not history.undo(book)
        else:
            assert len(list_tasks(book, TaskFilter())) == 9
        (disk / "đầy").unlink()
        assert verify(book).faults == ()


def test_after_the_program_ended_on_a_full_disk_the_book_opens(disk: Path) -> None:
    with sample_book(disk, tasks=5) as book:
        before = seen(book)
        fill(disk, 16)
        with pytest.raises(NoRoom):
            log.write(book, [Write(Kind.PROGRAMME, "1" * 32, {"title": "x" * 200_000}, Verb.ADD)])
    with open_book(book.path, author(seed=2)) as again:
        assert seen(again) == before
        assert verify(again).faults == ()
    assert names(disk) == [book.path.name, "đầy"]


def test_a_backup_that_does_not_fit_leaves_nothing_half_written(disk: Path, book_dir: Path) -> None:
    with sample_book(book_dir, tasks=5) as book:
        for spare_kb in (0, 4, 100, 300):
            filler = fill(disk, spare_kb)
            with pytest.raises(NoRoom, match="còn nguyên"):
                backup_to(book, disk / "lưu.danvan")
            assert names(disk) == ["đầy"]
            filler.unlink()
        with pytest.raises(NoRoom):
            backup(book, disk / "sao lưu", NOON) if fill(disk) else None
        assert list((disk / "sao lưu").iterdir()) == []


def test_an_older_backup_stays_when_a_newer_does_not_fit(disk: Path, book_dir: Path) -> None:
    with sample_book(book_dir, tasks=5) as book:
        kept = backup(book, disk, NOON)
        fill(disk, 100)
        with pytest.raises(NoRoom):
            backup(book, disk, NOON.replace(hour=13))
        assert names(disk) == [kept.name, "đầy"]
        with open_book(kept, author(), read_only=True) as held:
            assert verify(held).faults == ()


def test_a_new_book_that_does_not_fit_is_not_left_behind(disk: Path) -> None:
    for spare_kb in (0, 8, 100, 250):
        filler = fill(disk, spare_kb)
        with pytest.raises(NoRoom):
            books.new_book(disk / "mới.danvan", author(), 2026, shipped())
        assert names(disk) == ["đầy"]
        filler.unlink()


def test_a_restore_that_does_not_fit_changes_nothing(disk: Path, book_dir: Path) -> None:
    with sample_book(disk, tasks=5) as book:
        kept = backup(book, book_dir, NOON)
        editing.set_fields(book, find_task(book, "1.1").id, {"note": "sau"})
        before = seen(book)
    fill(disk, 100)
    with pytest.raises(NoRoom):
        restore(kept, book.path, author("Lan"), NOON.replace(hour=14), disk / "sao lưu")
    with open_book(book.path, author(), read_only=True) as held:
        assert seen(held) == before
    with pytest.raises(NoRoom):
        restore(kept, disk / "khác.danvan", author("Lan"), NOON.replace(hour=15), disk / "sao lưu")
    assert "khác.danvan" not in names(disk)
