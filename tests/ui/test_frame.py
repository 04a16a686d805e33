"""The frame: what is going on, «Hủy», closing in the middle of work, trouble while saving."""

from __future__ import annotations

import threading
import time
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMessageBox, QProgressBar, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from danvan_desktop.app import book_left_open
from danvan_desktop.domain.records import Status
from danvan_desktop.services.books import Book
from danvan_desktop.settings import Settings, load_settings
from danvan_desktop.ui.frame.legend import Legend
from danvan_desktop.ui.frame.wrapping_row import WrappingRow
from danvan_desktop.ui.jobs import Job, Progress
from danvan_desktop.ui.menus import Command
from danvan_desktop.ui.places.place import Place, Shortcut
from danvan_desktop.ui.places.places import COMMANDS
from danvan_desktop.ui.style import is_dark, state_colour
from tests.ui.officer import Officer


def until_stopped(_book: Book, progress: Progress) -> None:
    """Work that only ends by «Hủy»."""
    while not progress.cancelled():
        time.sleep(0.001)
    raise InterruptedError


def test_long_work_is_shown_with_a_button_that_stops_it(at_work: Officer) -> None:
    strip = at_work.window.progress
    assert not strip.isVisible()
    job = at_work.program.jobs.run(Job(until_stopped, title="Đang xuất", cancellable=True))
    at_work.wait(strip.isVisible)
    assert "Đang xuất" in strip.title()
    job.progress.tell("Đang ghi trang 3", 3, 4)
    at_work.wait(lambda: strip.title().startswith("Đang ghi trang 3"))
    bar = strip.findChild(QProgressBar)
    assert 4 * bar.value() == 3 * bar.maximum() > 0
    at_work.click(strip, "Hủy")
    at_work.wait(lambda: not strip.isVisible())
    assert at_work.window.statusBar().currentMessage().startswith("Đã dừng: Đang xuất")


def test_work_that_cannot_be_stopped_offers_no_button(at_work: Officer) -> None:
    go = threading.Event()
    strip = at_work.window.progress
    at_work.program.jobs.run(Job(lambda *_: go.wait(10), title="Đang lưu"))
    at_work.wait(strip.isVisible)
    assert not strip.can_be_stopped()
    go.set()
    at_work.settle()


def test_while_one_long_work_runs_no_other_can_be_ordered(at_work: Officer, book_dir: Path) -> None:
    at_work.world.answers.ready.append(book_dir / "danh mục.docx")
    at_work.choose("Tệp", "Xuất danh mục")
    for command in (Command.OPEN, Command.IMPORT, Command.EXPORT_REGISTER, Command.BACKUP, Command.VERIFY):
        assert not at_work.window.action(command).isEnabled()
    assert at_work.window.action(Command.DONE).isEnabled()
    at_work.settle()
    assert at_work.window.action(Command.OPEN).isEnabled()


def test_closing_waits_for_what_is_being_saved_and_stops_what_can_be_stopped(at_work: Officer, sample: Path) -> None:
    at_work.row("1.1")
    at_work.program.jobs.run(Job(until_stopped, cancellable=True))
    at_work.choose("Nhiệm vụ", "Trạng thái", "Hoàn thành")
    at_work.window.close()
    assert at_work.window.isVisible()
    at_work.wait(lambda: not at_work.window.isVisible())
    assert at_work.in_file(sample)["1.1"].status is Status.DONE
    assert not at_work.program.jobs.is_running()


def test_a_change_that_cannot_be_saved_is_told_and_not_shown_as_if_it_were(at_work: Officer) -> None:
    held = at_work.row("1.2").time_text
    at_work.stored(lambda book: book.raw.execute("PRAGMA query_only=ON").fetchall())
    at_work.page.panel.start_editing()
    at_work.type(at_work.page.panel.time.edit, "Quý III/2026")
    at_work.press(Qt.Key.Key_Return)
    box = at_work.dialog(QMessageBox)
    assert "chưa ghi gì" in box.text()
    at_work.click(box, "Đóng")
    at_work.settle()
    assert at_work.page.panel.time.edit.text() == held
    at_work.stored(lambda book: book.raw.execute("PRAGMA query_only=OFF").fetchall())
    assert at_work.stored_tasks()["1.2"].time_text == held


def test_a_notice_goes_away_when_it_is_closed(at_work: Officer) -> None:
    notice = at_work.window.notice
    notice.say("Đã xong.", [("&Mở tệp", lambda: None)], kind="done")
    assert notice.text() == "Đã xong."
    at_work.click(notice, "✕")
    assert notice.text() == ""
    notice.say("Khác.")
    assert [button for button in notice.children() if getattr(button, "text", str)() == "&Mở tệp"] == []


def test_a_click_in_the_navigation_leads_to_every_place_and_list(at_work: Officer) -> None:
    navigation = at_work.window.places.navigation
    for place in Place:
        click_line(at_work, place)
        assert at_work.window.places.place() is place
        assert at_work.window.action(COMMANDS[place]).isChecked()
    assert navigation.count_of(Shortcut.OVERDUE) == 2
    narrow = navigation.width()
    navigation.set_counts({Place.TASKS: 125_000, Shortcut.OVERDUE: 2})
    assert navigation.width() > narrow, "no number lies over its words"
    click_line(at_work, Shortcut.OVERDUE)
    assert at_work.window.places.place() is Place.TASKS
    assert at_work.listed() == 2


def click_line(officer: Officer, key: Place | Shortcut) -> None:
    navigation = officer.window.places.navigation
    navigation.show_place(key)
    at = navigation.visualItemRect(navigation.currentItem()).center()
    officer.bot.mouseClick(navigation.viewport(), Qt.MouseButton.LeftButton, pos=at)
    officer.settle()


def test_a_book_opened_elsewhere_than_in_the_overview_says_what_today_asks(officer: Officer, sample: Path) -> None:
    officer.open(sample)
    assert officer.window.places.place() is Place.TASKS
    assert officer.window.notice.text().startswith("Hôm nay 05/03/2026: 2 nhiệm vụ quá hạn")
    officer.click(officer.window.notice, "Xem Tổng quan")
    officer.settle()
    assert officer.window.places.place() is Place.OVERVIEW
    assert officer.window.notice.text() == ""


def test_larger_letters_and_another_look_are_followed_at_once_by_every_place(at_work: Officer) -> None:
    for place in Place:
        at_work.program.commands.places.go(place)
        at_work.settle()
    at_work.row("2.1")
    before = QApplication.font().pointSize()
    try:
        for _ in range(3):
            at_work.choose("Xem", "Cỡ chữ", "To hơn")
        at_work.settle()
        seen = [
            widget for widget in at_work.window.findChildren(QWidget) if isinstance(widget, QAbstractButton | QLabel)
        ]
        small = [widget.text() for widget in seen if widget.text() and widget.font().pointSize() < before + 2]
        assert small == []
        assert at_work.window.places.navigation.font().pointSize() == before + 3
        assert at_work.page.view.font().pointSize() == before + 3
        at_work.choose("Xem", "Giao diện", "Tối")
        at_work.settle()
        assert is_dark(at_work.window.palette())
        said = next(label for label in at_work.page.panel.head.findChildren(QLabel) if label.property("state"))
        assert said.palette().windowText().color() == state_colour("overdue", at_work.window.palette())
    finally:
        at_work.choose("Xem", "Cỡ chữ", "Bình thường")
        at_work.choose("Xem", "Giao diện", "Theo máy")


def test_the_book_left_open_is_remembered_and_one_that_was_closed_is_not(at_work: Officer, sample: Path) -> None:
    habits = at_work.program.around.habits
    at_work.window.close()
    at_work.wait(lambda: not at_work.window.isVisible())
    kept = load_settings(habits.folder)
    assert book_left_open(kept) == sample
    sample.unlink()
    assert book_left_open(kept) is None
    assert book_left_open(Settings(habits.folder)) is None


def test_keys_in_the_menus_are_named_in_vietnamese(at_work: Officer) -> None:
    assert at_work.window.action(Command.MOVE_UP).text() == "Chuyển &lên\tCtrl+Shift+mũi tên lên"
    assert at_work.window.action(Command.MOVE_UP).shortcut().toString() == "Ctrl+Shift+Up"
    assert "\t" not in at_work.window.action(Command.OPEN).text()


def test_what_finds_no_room_goes_on_in_the_next_line(qtbot: QtBot) -> None:
    legend = Legend([(words, None) for words in ("chủ trì", "thực hiện", "phối hợp")], 1)
    page, words, button = QWidget(), QLabel("Hiện 1 trong 25"), QPushButton("Bỏ lọc")
    for widget in (legend, page):
        qtbot.addWidget(widget)
    whole = sum(legend.fontMetrics().horizontalAdvance(said) for said in ("chủ trì", "thực hiện", "phối hợp"))
    assert legend.heightForWidth(3 * whole) < legend.heightForWidth(whole) < legend.heightForWidth(1)
    page.setLayout(WrappingRow(button, words))
    button.setFixedHeight(60)
    page.resize(600, 80)
    page.show()
    assert words.geometry().center().y() == button.geometry().center().y()
    page.resize(words.width(), 200)
    page.layout().activate()
    assert words.y() > button.geometry().bottom()
