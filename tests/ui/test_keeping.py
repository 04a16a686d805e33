"""Backups, the check of the book, what the program says of itself."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMessageBox

from danvan_desktop.ui.dialogs.about import AboutDialog
from tests.ui.officer import NOW, Officer, World


@pytest.fixture
def backups(sample: Path, world: World) -> Path:
    """The folder of the sample book's backups."""
    return world.home / "sao lưu" / sample.stem


def test_opening_a_book_that_was_changed_makes_a_backup_quietly(officer: Officer, backups: Path, sample: Path) -> None:
    (older,) = backups.iterdir()
    older.unlink()
    officer.open(sample)
    made = list(backups.iterdir())
    assert len(made) == 1
    assert len(officer.in_file(made[0])) == 25
    assert "sao lưu" not in officer.window.notice.text()


def test_a_book_with_a_backup_newer_than_itself_gets_none(officer: Officer, backups: Path, sample: Path) -> None:
    held = list(backups.iterdir())
    officer.open(sample)
    assert list(backups.iterdir()) == held


def test_a_book_written_after_its_backup_gets_another(officer: Officer, backups: Path, sample: Path) -> None:
    officer.world.now = NOW.replace(hour=15)
    sample.touch()
    officer.open(sample)
    assert len(list(backups.iterdir())) == 2


def test_trouble_with_the_quiet_backup_is_said_in_the_status_bar(officer: Officer, sample: Path) -> None:
    shutil.rmtree(officer.world.home / "sao lưu")
    (officer.world.home / "sao lưu").write_bytes(b"a file where the folder should be")
    officer.open(sample)
    assert officer.window.statusBar().currentMessage().startswith("Chưa sao lưu được: ")
    assert officer.listed() == 25


def test_a_backup_by_hand_says_where_it_is(at_work: Officer, backups: Path) -> None:
    at_work.world.now = NOW.replace(hour=15)
    at_work.press(Qt.Key.Key_B, control=True)
    at_work.settle()
    made = max(backups.iterdir())
    assert made.name.endswith("-20260305-153000.danvan")
    assert made.name in at_work.window.notice.text()
    at_work.click(at_work.window.notice, "Mở thư mục")
    assert at_work.world.shown == [backups]


def test_a_sound_book_is_said_to_be_sound(at_work: Officer) -> None:
    at_work.choose("Công cụ", "Kiểm tra sổ")
    box = at_work.dialog(QMessageBox)
    assert box.text() == "Sổ nguyên vẹn."
    at_work.click(box, "Đóng")


def test_a_book_that_was_tampered_with_is_said_to_be_so(at_work: Officer) -> None:
    at_work.stored(lambda book: book.raw.execute("UPDATE change SET record = zeroblob(16) WHERE local = 100"))
    at_work.choose("Công cụ", "Kiểm tra sổ")
    box = at_work.dialog(QMessageBox)
    assert box.text().startswith("Sổ có chỗ hỏng.")
    assert box.informativeText()
    at_work.click(box, "Đóng")


def test_about_says_what_a_helper_asks_for(at_work: Officer, sample: Path) -> None:
    at_work.choose("Trợ giúp", "Giới thiệu")
    dialog = at_work.dialog(AboutDialog)
    said = " ".join(label.text() for label in dialog.findChildren(QLabel))
    for words in (str(sample), "Hà", "0", str(at_work.world.home / "log")):
        assert words in said
    at_work.click(dialog, "Đóng")
