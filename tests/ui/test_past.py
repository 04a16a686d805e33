"""The past on the screen: the history filtered and put back, the book as at the end of a day."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from danvan_desktop.domain.records import Status
from danvan_desktop.services import agencies
from danvan_desktop.ui.menus import Command
from danvan_desktop.ui.past.dialog import PastDialog
from danvan_desktop.ui.safety.history import HistoryDialog
from tests.ui.officer import NOW, Officer
from tests.ui.test_words import foreign_words, nameless


def set_status(officer: Officer, number: str, status: Status) -> None:
    task = officer.stored_tasks()[number].id
    officer.program.commands._editing.set_status([task], status)
    officer.settle()


def test_the_history_is_filtered_and_a_value_put_back(at_work: Officer) -> None:
    before = at_work.stored_tasks()
    agency = before["1.1"].assigned[0].agency
    at_work.stored(lambda book: agencies.end_activity(book, agency, NOW.date()))
    set_status(at_work, "1.1", Status.SUSPENDED)
    at_work.choose("Công cụ", "Lịch sử của sổ")
    dialog = at_work.dialog(HistoryDialog)
    QAbstractItemModelTester(dialog.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert not dialog.to_old.isEnabled()
    every = dialog.model.rowCount()
    dialog.kind.setCurrentText("nhiệm vụ")
    assert 0 < dialog.model.rowCount() < every
    at_work.type(dialog.span.first, "hôm kia kìa")
    at_work.wait(lambda: dialog.counted().startswith("Không hiểu ngày"))
    dialog.span.first.clear()
    at_work.type(dialog.span.last, "4/3")
    at_work.wait(lambda: dialog.model.rowCount() == 0)
    dialog.span.last.clear()
    at_work.type(dialog.search, "tam dung")
    at_work.wait(lambda: dialog.model.rowCount() == 1)
    dialog.view.selectRow(0)
    at_work.click(dialog, "Đặt lại như sau")
    at_work.wait(lambda: "đang đúng là giá trị này" in dialog.counted())
    at_work.click(dialog, "Đặt lại như trước")
    at_work.wait(lambda: dialog.counted().startswith("Đã đặt lại giá trị"))
    assert dialog.model.rowCount() == 2
    assert at_work.stored_tasks() == before
    at_work.click(dialog, "Đóng")
    at_work.choose("Chỉnh sửa", "Hoàn tác")
    at_work.settle()
    assert at_work.stored_tasks()["1.1"].status is Status.SUSPENDED


def test_an_agency_has_a_history(at_work: Officer) -> None:
    at_work.choose("Xem", "Cơ quan")
    at_work.settle()
    at_work.click(at_work.window, "Lịch sử…")
    dialog = at_work.dialog(HistoryDialog)
    assert dialog.windowTitle().startswith("Lịch sử của ")
    assert any(line.cells[3].startswith("phân công") for line in dialog.model.rows())


def test_the_book_is_seen_as_on_a_day_and_left_again(at_work: Officer) -> None:
    before = at_work.stored_tasks()
    path = at_work.program.commands.open_book()
    at_work.world.now = datetime(2026, 7, 10, 9)
    set_status(at_work, "1.1", Status.SUSPENDED)
    changed = at_work.stored_tasks()
    at_work.choose("Công cụ", "Xem sổ như ngày")
    dialog = at_work.dialog(PastDialog)
    QAbstractItemModelTester(dialog.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert (foreign_words(dialog), nameless(dialog)) == ([], [])
    assert "05/03/2026" in dialog.about()
    dialog.day.clear()
    at_work.type(dialog.day, "1/1/2020")
    assert "sổ chưa có gì" in dialog.about()
    dialog.day.clear()
    at_work.type(dialog.day, "9/3/2026")
    assert "Sổ như cuối ngày 09/03/2026" in dialog.about()
    at_work.press(Qt.Key.Key_Return, control=True, widget=dialog)
    at_work.settle()
    window = at_work.window
    assert "như cuối ngày 09/03/2026" in window.read_only_notice.text()
    assert "[như ngày 09/03/2026]" in window.windowTitle()
    assert at_work.program.commands._desk.around.today() == date(2026, 3, 9)
    assert at_work.listed() == len(before)
    enabled = {command for command in Command if window.action(command).isEnabled()}
    assert enabled.isdisjoint({Command.BACKUP, Command.RESTORE, Command.NEW_TASK, Command.UNDO, Command.LOOK_BACK})
    assert enabled >= {Command.EXPORT_CATALOGUE, Command.BOOK_HISTORY, Command.BACK_TO_NOW}
    at_work.click(window.read_only_notice, "Trở lại sổ hiện tại")
    at_work.settle()
    assert not window.read_only_notice.isVisible()
    assert at_work.program.commands._desk.around.today() == at_work.world.now.date() != NOW.date()
    assert at_work.stored_tasks() == changed
    assert at_work.program.commands.open_book() == path
    assert QApplication.activeModalWidget() is None
