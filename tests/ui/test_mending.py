"""A damaged book on the screen: made again from its log, saved as far as it goes; and the second place of backups."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox

from danvan_desktop.domain.records import Status
from danvan_desktop.domain.text import fold
from danvan_desktop.services.backups import list_backups, second_folder
from danvan_desktop.services.books import DamagedBook
from danvan_desktop.ui.mending.dialog import SalvagedDialog
from danvan_desktop.ui.safety.restoring import RestoreDialog
from danvan_desktop.ui.safety.second_place import SecondPlaceDialog
from tests.storage.test_salvage import PAGE, blanked, with_every_third_page_blank
from tests.ui.officer import Officer
from tests.ui.test_past import set_status
from tests.ui.test_words import foreign_words, nameless


def answer(officer: Officer, text: str) -> str:
    box = officer.dialog(QMessageBox)
    said = f"{box.text()} {box.informativeText()}"
    officer.click(box, text)
    officer.settle()
    return said


def test_a_book_with_torn_tables_is_made_again_from_its_log(at_work: Officer, sample: Path) -> None:
    before = at_work.stored_tasks()
    at_work.stored(lambda book: book.raw.execute("UPDATE task SET text = 'khác'"))
    at_work.choose("Công cụ", "Kiểm tra sổ")
    assert "Sổ có chỗ hỏng" in answer(at_work, "Đóng")
    notice = at_work.window.notice
    at_work.wait(lambda: "Nhật ký thay đổi còn nguyên" in notice.text())
    at_work.click(notice, "Dựng lại từ nhật ký")
    assert "được giữ lại dưới tên khác" in answer(at_work, "Dựng lại")
    assert "không mất thay đổi nào" in answer(at_work, "Đóng")
    assert at_work.stored_tasks() == before
    assert at_work.window.situation.writable
    assert [path for path in sample.parent.iterdir() if "(hỏng 20260305" in path.name]


def test_a_book_that_cannot_be_opened_is_salvaged(at_work: Officer, sample: Path) -> None:
    at_work.choose("Tệp", "Đóng sổ")
    at_work.settle()
    with_every_third_page_blank(sample)
    at_work.open(sample)
    assert "bị hỏng" in answer(at_work, "Đóng")
    notice = at_work.window.notice
    at_work.settle()
    assert "Nhật ký thay đổi còn nguyên" not in notice.text()
    at_work.click(notice, "Cứu dữ liệu còn đọc được")
    assert "Tệp này được giữ nguyên" in answer(at_work, "Cứu dữ liệu")
    dialog = at_work.dialog(SalvagedDialog)
    assert (foreign_words(dialog), nameless(dialog)) == ([], [])
    at_work.click(dialog, "Chép báo cáo")
    assert QApplication.clipboard().text().startswith("Đã cứu được ")
    at_work.click(dialog, "Mở sổ cứu được")
    at_work.settle()
    opened = at_work.program.commands.open_book()
    assert opened is not None
    assert "(cứu được 20260305-093000)" in opened.name
    assert at_work.window.situation.writable


def without_page_of(path: Path, words: str) -> None:
    """A page on which these words stand is lost."""
    page = path.read_bytes().index(words.encode()) // PAGE + 1
    blanked(path, range(page, page + 1))


def test_a_book_whose_list_cannot_be_read_is_no_empty_one(at_work: Officer, sample: Path) -> None:
    before = at_work.stored_tasks()
    at_work.choose("Tệp", "Đóng sổ")
    at_work.settle()
    without_page_of(sample, fold(next(iter(before.values())).text))
    at_work.open(sample)
    assert len(at_work.window.findChildren(QMessageBox)) == 1
    assert "bị hỏng, không đọc được hết" in answer(at_work, "Đóng")
    assert "[Chỉ đọc]" in at_work.window.windowTitle()
    assert not at_work.window.situation.writable
    notice = at_work.window.read_only_notice
    at_work.wait(lambda: "Nhật ký thay đổi còn nguyên" in notice.text())
    at_work.click(notice, "Dựng lại từ nhật ký")
    answer(at_work, "Dựng lại")
    assert "không mất thay đổi nào" in answer(at_work, "Đóng")
    assert at_work.stored_tasks() == before
    assert at_work.window.situation.writable


def test_a_damaged_file_of_the_same_name_leaves_the_open_book_alone(at_work: Officer, sample: Path) -> None:
    at_work.program.jobs.refused.emit(DamagedBook(sample.name))
    at_work.settle()
    assert "bị hỏng" in answer(at_work, "Đóng")
    assert at_work.window.situation.writable
    assert at_work.window.read_only_notice.isHidden()


def test_what_is_readable_of_the_open_book_is_saved(at_work: Officer, sample: Path) -> None:
    at_work.choose("Tệp", "Đóng sổ")
    at_work.settle()
    without_page_of(sample, '"time_text":"')
    at_work.open(sample)
    answer(at_work, "Đóng")
    notice = at_work.window.read_only_notice
    assert notice.text() == "Chỉ đọc: sổ có chỗ hỏng."
    at_work.click(notice, "Cứu dữ liệu còn đọc được")
    answer(at_work, "Cứu dữ liệu")
    at_work.settle()
    dialog = at_work.dialog(SalvagedDialog)
    at_work.click(dialog, "Mở sổ cứu được")
    at_work.settle()
    assert at_work.window.situation.writable
    assert at_work.stored_tasks()


def test_a_file_is_salvaged_from_the_menu_or_refused(at_work: Officer, sample: Path) -> None:
    foreign = sample.parent / "không phải sổ.danvan"
    foreign.write_bytes(b"x" * 5000)
    at_work.world.answers.ready.append(foreign)
    at_work.choose("Công cụ", "Cứu dữ liệu từ sổ hỏng")
    answer(at_work, "Cứu dữ liệu")
    assert "không còn thay đổi nào đọc được" in answer(at_work, "Đóng")
    at_work.choose("Công cụ", "Dựng lại sổ từ nhật ký")
    answer(at_work, "Dựng lại")
    answer(at_work, "Đóng")
    assert at_work.program.commands.open_book() == sample


@pytest.fixture
def place(at_work: Officer) -> Path:
    folder = at_work.world.home / "ổ thứ hai"
    folder.mkdir()
    return folder


def test_every_backup_is_copied_to_a_second_place(at_work: Officer, sample: Path, place: Path) -> None:
    at_work.choose("Công cụ", "Thư mục sao lưu thứ hai")
    dialog = at_work.dialog(SecondPlaceDialog)
    assert (foreign_words(dialog), nameless(dialog)) == ([], [])
    assert not dialog.copy.isEnabled()
    at_work.world.answers.ready.append(place)
    at_work.click(dialog, "Chọn thư mục")
    at_work.wait(lambda: "đã kiểm tra" in dialog.about())
    at_work.click(dialog, "Đóng")
    there = second_folder(place, sample)
    assert len(list_backups(there, sample)) == 1
    set_status(at_work, "1.1", Status.SUSPENDED)
    at_work.world.now = at_work.world.now.replace(hour=10)
    at_work.choose("Công cụ", "Sao lưu ngay")
    at_work.wait(lambda: "cả ở thư mục thứ hai" in at_work.window.notice.text())
    first = at_work.world.home / "sao lưu" / sample.stem
    newest = list_backups(there, sample)[0].path
    (first / newest.name).unlink()
    at_work.choose("Công cụ", "Khôi phục")
    restoring = at_work.dialog(RestoreDialog)
    assert "thư mục thứ hai" in restoring.list.item(0).text()
    at_work.click(restoring, "Đóng")
    place.rename(place.with_name("rút ra rồi"))
    at_work.world.now = at_work.world.now.replace(hour=11)
    at_work.choose("Công cụ", "Sao lưu ngay")
    at_work.wait(lambda: "Không thấy thư mục sao lưu thứ hai" in at_work.window.notice.text())
    assert "Đã sao lưu và kiểm tra xong" in at_work.window.notice.text()
    at_work.choose("Công cụ", "Thư mục sao lưu thứ hai")
    dialog = at_work.dialog(SecondPlaceDialog)
    at_work.click(dialog, "Chép sang ngay")
    at_work.wait(lambda: "Không thấy thư mục" in dialog.about())
    at_work.click(dialog, "Thôi dùng")
    assert at_work.world.answers.asked[-1].title == "Chọn thư mục sao lưu thứ hai"
    assert at_work.program.around.habits.second_backups == ""
    at_work.click(dialog, "Đóng")
