"""The dialogs of the book's safety: backups, going back, what was done, where the book stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QPushButton

from danvan_desktop.domain.records import Status
from danvan_desktop.domain.text import size_text
from danvan_desktop.services import history
from danvan_desktop.services.backups import list_backups
from danvan_desktop.ui.safety.actions import ActionsDialog
from danvan_desktop.ui.safety.history import HistoryDialog
from danvan_desktop.ui.safety.restoring import RestoreDialog
from danvan_desktop.ui.safety.summary import SummaryDialog
from tests.ui.officer import NOW, Officer
from tests.ui.test_words import foreign_words, nameless


class AtSafety:
    """An officer with the commands of the book's safety."""

    def __init__(self, officer: Officer) -> None:
        self.officer = officer
        self.commands = officer.program.commands._safety

    def set_status(self, number: str, status: Status) -> None:
        task = self.officer.stored_tasks()[number].id
        self.officer.program.commands._editing.set_status([task], status)
        self.officer.settle()

    def restoring(self) -> RestoreDialog:
        self.commands.restore()
        dialog = self.officer.dialog(RestoreDialog)
        self.officer.wait(lambda: "Đang kiểm tra" not in dialog.about())
        return dialog

    def answer(self, text: str) -> str:
        box = self.officer.dialog(QMessageBox)
        said = f"{box.text()} {box.informativeText()}"
        self.officer.click(box, text)
        self.officer.settle()
        return said


@pytest.fixture
def safe(at_work: Officer) -> AtSafety:
    at_work.settle()
    return AtSafety(at_work)


@pytest.mark.parametrize(
    ("size", "words"), [(820, "820 byte"), (98_304, "96 KB"), (1_468_006, "1,4 MB"), (52_428_800, "50 MB")]
)
def test_sizes_are_said_in_vietnamese(size: int, words: str) -> None:
    assert size_text(size) == words


def test_a_backup_is_looked_at_restored_and_taken_back(safe: AtSafety) -> None:
    officer = safe.officer
    before = officer.stored_tasks()
    safe.set_status("1.1", Status.SUSPENDED)
    changed = officer.stored_tasks()
    dialog = safe.restoring()
    assert "nguyên vẹn, có 25 nhiệm vụ" in dialog.about()
    assert "1 nhiệm vụ thay đổi" in dialog.about()
    assert (foreign_words(dialog), nameless(dialog)) == ([], [])
    officer.click(dialog, "Khôi phục")
    assert "sao lưu trước" in safe.answer("Khôi phục")
    assert officer.stored_tasks() == before
    assert "Đã khôi phục" in officer.window.notice.text()
    officer.click(officer.window.notice, "Hoàn tác")
    officer.settle()
    assert officer.stored_tasks() == changed
    assert officer.stored(history.verify).faults == ()


def test_the_question_can_be_turned_down(safe: AtSafety) -> None:
    safe.set_status("1.1", Status.SUSPENDED)
    changed = safe.officer.stored_tasks()
    dialog = safe.restoring()
    safe.officer.click(dialog, "Khôi phục")
    safe.answer("Hủy")
    assert safe.officer.stored_tasks() == changed
    assert dialog.isVisible()


def test_a_backup_that_is_the_book_changes_nothing(safe: AtSafety) -> None:
    dialog = safe.restoring()
    assert "không có gì phải khôi phục" in dialog.about()
    restore = next(button for button in dialog.findChildren(QPushButton) if "phục" in button.text())
    assert not restore.isEnabled()


def test_a_broken_backup_cannot_be_chosen(safe: AtSafety, sample: Path) -> None:
    safe.set_status("1.1", Status.SUSPENDED)
    folder = safe.officer.world.home / "sao lưu" / sample.stem
    (folder / f"{sample.stem}-20990101-000000.danvan").write_bytes(b"x")
    dialog = safe.restoring()
    assert "đã hỏng" in dialog.about()
    assert not dialog._restore.isEnabled()
    dialog.list.setCurrentRow(1)
    safe.officer.wait(lambda: "nguyên vẹn" in dialog.about())
    assert dialog._restore.isEnabled()


def test_a_file_that_lies_elsewhere_can_be_restored(safe: AtSafety, made_once: Path) -> None:
    safe.set_status("1.1", Status.SUSPENDED)
    dialog = safe.restoring()
    safe.officer.world.answers.ready.append(made_once)
    safe.officer.click(dialog, "Chọn tệp khác")
    safe.officer.wait(lambda: "Đang kiểm tra" not in dialog.about())
    assert made_once.name in dialog.list.currentItem().text()
    assert "1 nhiệm vụ thay đổi" in dialog.about()


def test_without_backups_it_says_what_to_do(safe: AtSafety, sample: Path) -> None:
    for held in list_backups(safe.officer.world.home / "sao lưu" / sample.stem, sample):
        held.path.unlink()
    dialog = safe.restoring()
    assert "Chưa có bản sao lưu nào" in dialog.about()
    assert not dialog._restore.isEnabled()


def test_a_book_found_damaged_while_open_is_replaced_and_kept(safe: AtSafety, sample: Path) -> None:
    before = safe.officer.stored_tasks()
    safe.officer.stored(lambda book: book.raw.execute("UPDATE task SET text = 'khác'"))
    dialog = safe.restoring()
    safe.officer.click(dialog, "Khôi phục")
    safe.answer("Khôi phục")
    assert "được giữ lại dưới tên" in safe.answer("Đóng")
    assert safe.officer.stored_tasks() == before
    assert [path for path in sample.parent.iterdir() if "(hỏng 20260305" in path.name]


def test_a_book_that_cannot_be_opened_leads_to_its_backups(safe: AtSafety, sample: Path) -> None:
    officer = safe.officer
    before = officer.stored_tasks()
    officer.choose("Tệp", "Đóng sổ")
    officer.settle()
    content = bytearray(sample.read_bytes())
    content[100:6000] = bytes(5900)
    sample.write_bytes(content)
    officer.open(sample)
    assert "bị hỏng" in safe.answer("Đóng")
    assert "không mở được" in officer.window.notice.text()
    officer.click(officer.window.notice, "Khôi phục từ bản sao lưu")
    dialog = officer.dialog(RestoreDialog)
    officer.wait(lambda: "nguyên vẹn" in dialog.about())
    officer.click(dialog, "Khôi phục")
    assert "không bị xóa" in safe.answer("Khôi phục")
    safe.answer("Đóng")
    assert officer.stored_tasks() == before


def test_without_a_book_it_is_asked_which(safe: AtSafety, sample: Path) -> None:
    safe.officer.choose("Tệp", "Đóng sổ")
    safe.officer.settle()
    safe.officer.world.answers.ready.append(sample)
    dialog = safe.restoring()
    assert "nguyên vẹn, có 25 nhiệm vụ" in dialog.about()


def test_the_book_says_where_it_stands(safe: AtSafety, sample: Path) -> None:
    safe.commands.show_book()
    dialog = safe.officer.dialog(SummaryDialog)
    said = [label.text() for label in dialog.findChildren(QLabel)]
    assert sample.name in said
    assert str(sample.parent) in said
    assert f"09:30 ngày {NOW:%d/%m/%Y}, có 1 bản" in said
    assert any(words.startswith("Hà, máy may-Hà: ") for words in said)
    assert (foreign_words(dialog), nameless(dialog)) == ([], [])
    safe.officer.click(dialog, "Mở thư mục")
    assert safe.officer.world.shown == [sample.parent]
    safe.officer.click(dialog, "Đóng")
    assert QApplication.activeModalWidget() is None


def test_what_was_done_is_listed_and_gone_back_to(safe: AtSafety) -> None:
    officer = safe.officer
    before = officer.stored_tasks()
    for number, status in (("1.1", Status.SUSPENDED), ("1.3", Status.DONE), ("2.2", Status.DOING)):
        safe.set_status(number, status)
    changed = officer.stored_tasks()
    officer.choose("Công cụ", "Các việc đã làm")
    dialog = officer.dialog(ActionsDialog)
    QAbstractItemModelTester(dialog.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    officer.wait(lambda: dialog.model.rowCount() >= 3)
    said = [str(dialog.model.index(place, 0).data()) for place in range(3)]
    assert [text.rsplit(" ", 1)[1] for text in said] == ["2.2", "1.3", "1.1"]
    assert (foreign_words(dialog), nameless(dialog)) == ([], [])
    dialog.view.selectRow(1)
    assert "hoàn tác 2 việc" in dialog.about()
    officer.click(dialog, "Quay lại đến đây")
    officer.settle()
    assert "Đã hoàn tác 2 việc" in dialog.about()
    held = officer.stored_tasks()
    assert (held["2.2"], held["1.3"]) == (before["2.2"], before["1.3"])
    assert held["1.1"].status is Status.SUSPENDED
    for _ in range(2):
        officer.click(dialog, "Làm lại")
        officer.settle()
    assert officer.stored_tasks() == changed
    officer.click(dialog, "Đóng")


def test_the_history_of_the_book_is_searched_without_marks_and_copied(safe: AtSafety) -> None:
    officer = safe.officer
    safe.set_status("1.1", Status.SUSPENDED)
    safe.set_status("1.3", Status.DONE)
    officer.choose("Công cụ", "Lịch sử của sổ")
    dialog = officer.dialog(HistoryDialog)
    QAbstractItemModelTester(dialog.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    rows = dialog.model.rowCount()
    assert rows >= 3
    officer.type(dialog.search, "tam dung")
    officer.wait(lambda: dialog.model.rowCount() == 1)
    assert dialog.counted().startswith("Hiện 1 trong")
    officer.click(dialog, "Chép")
    copied = QApplication.clipboard().text().splitlines()
    assert copied[0].startswith("Ngày\tGiờ\tNgười")
    assert "nhiệm vụ 1.1" in copied[1]
    assert copied[1].endswith("Đang làm\tTạm dừng")
    officer.click(dialog, "Đóng")
