"""The keyboard is in the grid or list of a place as soon as the officer goes there by Alt and a number."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication

from danvan_desktop.domain.records import Role
from danvan_desktop.services import agencies
from danvan_desktop.ui.agencies.page import AgenciesPage
from danvan_desktop.ui.assignment.matrix_page import MatrixPage
from danvan_desktop.ui.assignment.sheet_table import SheetView
from danvan_desktop.ui.assignment.view import MatrixView
from danvan_desktop.ui.calendar.agenda_view import AgendaView
from danvan_desktop.ui.calendar.day_popup import DayPopup
from danvan_desktop.ui.calendar.month_grid import MonthGrid
from danvan_desktop.ui.calendar.tools import CalendarTools
from danvan_desktop.ui.models.task_table import Column
from tests.making import empty_book
from tests.ui.officer import Officer

CULTURE = "Phòng Văn hóa - Xã hội"


@pytest.mark.parametrize("mode", ["Tháng", "Quý", "Năm", "Danh sách"])
def test_the_keyboard_is_in_the_calendar_when_the_officer_goes_there(at_work: Officer, mode: str) -> None:
    window = at_work.window
    at_work.bot.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    at_work.settle()
    tools = window.findChild(CalendarTools)
    at_work.click(tools, mode)
    at_work.settle()
    at_work.bot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    at_work.bot.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    before = tools.texts()[0]
    at_work.press(Qt.Key.Key_Home)
    assert isinstance(at_work.focused(), AgendaView if mode == "Danh sách" else MonthGrid)
    at_work.press(Qt.Key.Key_PageDown)
    at_work.press(Qt.Key.Key_PageDown)
    at_work.settle()
    assert (tools.texts()[0] == before) == (mode in ("Danh sách", "Năm"))


def test_a_double_click_in_the_list_of_a_day_opens_the_task_and_no_cell(at_work: Officer) -> None:
    view = at_work.page.view
    at_work.bot.keyClick(at_work.window, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    at_work.settle()
    at = view.visualRect(at_work.cell("1.2", Column.TEXT)).center()
    QCursor.setPos(view.viewport().mapToGlobal(at))
    at_work.bot.keyClick(at_work.window, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    at_work.settle()
    month = at_work.window.findChild(MonthGrid)
    month.day_opened.emit(date(2026, 3, 31))
    day = at_work.window.findChild(DayPopup)
    place = day.list.visualRect(day.tasks.index(0)).center()
    at_work.bot.mouseClick(day.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    at_work.bot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    at_work.settle()
    assert (at_work.page.current_row().cells[Column.NUMBER], view.is_typing()) == ("2.2", False)
    at_work.bot.wait(QApplication.doubleClickInterval())
    at_work.bot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert view.is_typing()


def test_page_down_goes_on_by_a_month_at_once(at_work: Officer) -> None:
    at_work.bot.keyClick(at_work.window, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    at_work.settle()
    at_work.press(Qt.Key.Key_PageDown)
    at_work.settle()
    assert at_work.window.findChild(CalendarTools).texts()[0] == "Tháng 4/2026"


def test_the_keyboard_is_in_the_matrix_when_the_officer_goes_there(at_work: Officer) -> None:
    window = at_work.window
    at_work.bot.keyClick(window, Qt.Key.Key_4, Qt.KeyboardModifier.AltModifier)
    at_work.settle()
    view = window.findChild(MatrixView)
    begun = view.current()
    assert begun is not None
    at_work.press(Qt.Key.Key_Down)
    at_work.press(Qt.Key.Key_Right)
    now = view.current()
    assert now is not None
    assert (now[0] != begun[0], now[1] != begun[1]) == (True, True)
    at_work.press(Qt.Key.Key_3)
    at_work.settle()
    held = {
        part.agency: part.role
        for task in at_work.stored_tasks().values()
        if task.id == now[0]
        for part in task.assigned
    }
    assert held[now[1]] is Role.COORDINATING


def test_the_keyboard_is_in_the_page_of_an_agency_when_the_officer_comes_back(at_work: Officer) -> None:
    window = at_work.window
    at_work.bot.keyClick(window, Qt.Key.Key_4, Qt.KeyboardModifier.AltModifier)
    at_work.settle()
    page = window.findChild(MatrixPage)
    culture = next(one.id for one in at_work.stored(agencies.list_registered) if one.facts.name == CULTURE)
    page.agency_asked.emit(culture)
    at_work.settle()
    for key in (Qt.Key.Key_2, Qt.Key.Key_4):
        at_work.bot.keyClick(window, key, Qt.KeyboardModifier.AltModifier)
        at_work.settle()
    assert isinstance(at_work.focused(), SheetView)


def test_the_keyboard_goes_to_the_button_of_an_empty_book(officer: Officer, book_dir: Path) -> None:
    with empty_book(book_dir) as book:
        path = book.path
    officer.open(path)
    officer.bot.keyClick(officer.window, Qt.Key.Key_4, Qt.KeyboardModifier.AltModifier)
    officer.settle()
    assert officer.focused() is officer.window.findChild(MatrixPage).import_button


def test_the_keyboard_is_in_the_list_when_the_officer_goes_there(at_work: Officer) -> None:
    at_work.bot.keyClick(at_work.window, Qt.Key.Key_5, Qt.KeyboardModifier.AltModifier)
    at_work.settle()
    for _ in range(2):
        at_work.press(Qt.Key.Key_Down)
    assert at_work.window.findChild(AgenciesPage).view.currentIndex().row() == 2
