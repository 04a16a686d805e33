"""«Lịch thời hạn» by mouse and keyboard: days, tasks, the four ways of looking, filters, what changes, another book."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QAbstractItemModel, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionComboBox
from pytestqt.qtbot import QtBot

from danvan_desktop.domain.records import Status
from danvan_desktop.services import editing, tasks
from danvan_desktop.ui.calendar.agenda_model import Column
from danvan_desktop.ui.calendar.day_painting import lay_out_day
from danvan_desktop.ui.calendar.day_popup import DayPopup
from danvan_desktop.ui.calendar.month_grid import MonthGrid
from danvan_desktop.ui.calendar.month_painting import paint_month
from danvan_desktop.ui.calendar.screen import CalendarScreen
from danvan_desktop.ui.calendar.telling import state_told, task_told
from danvan_desktop.ui.calendar.tools import CalendarTools
from danvan_desktop.ui.widgets.elided_label import ElidedLabel
from tests.making import TODAY, empty_book, sample_book
from tests.ui.officer import Officer
from tests.ui.places_at_work import KeptGuide, shown_place
from tests.ui.test_words import foreign_words, nameless

pytestmark = pytest.mark.qt_log_ignore("does not support (propagateSizeHints|raise|grabbing the keyboard)")
"""A list that hangs over the window needs what a PC without a screen has not."""


@pytest.fixture
def guide() -> KeptGuide:
    return KeptGuide()


@pytest.fixture
def calendar(at_work: Officer, guide: KeptGuide) -> Iterator[CalendarScreen]:
    with shown_place(at_work, CalendarScreen, guide) as place:
        yield cast(CalendarScreen, place)


def title(calendar: CalendarScreen) -> str:
    return calendar.tools.texts()[0]


def count(calendar: CalendarScreen) -> str:
    return calendar.tools.texts()[1]


def task_id(officer: Officer, path: str) -> str:
    return officer.stored_tasks()[path].id


def paths_on(grid: MonthGrid, day: date) -> list[str]:
    plan = grid.days.plan(grid.days.place(day))
    assert plan is not None
    return [due.path for due in plan.tasks]


def click(officer: Officer, grid: MonthGrid, place: QPoint) -> None:
    officer.bot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=place)


def chip(grid: MonthGrid, day: date, ordinal: int = 0) -> QPoint:
    """The middle of a task in a day."""
    plan = grid.days.plan(grid.days.place(day))
    assert plan is not None
    layout = lay_out_day(QRectF(grid.cell(day)), plan, grid.look())
    return layout.chips[ordinal][0].center().toPoint()


def popup() -> DayPopup | None:
    QApplication.processEvents()
    found = (widget for widget in QApplication.allWidgets() if isinstance(widget, DayPopup) and widget.isVisible())
    return next(found, None)


def test_it_begins_with_the_month_of_today(calendar: CalendarScreen) -> None:
    assert title(calendar) == "Tháng 3/2026"
    assert count(calendar) == "4 việc đến hạn · 2 hoàn thành"
    assert calendar.month.is_current(TODAY)
    assert paths_on(calendar.month, date(2026, 3, 31)) == ["2.2", "2.4.c"]
    assert paths_on(calendar.month, TODAY) == []


def test_a_click_on_a_task_opens_it(at_work: Officer, calendar: CalendarScreen, guide: KeptGuide) -> None:
    click(at_work, calendar.month, chip(calendar.month, date(2026, 3, 31), 1))
    assert guide.tasks == [task_id(at_work, "2.4.c")]
    click(at_work, calendar.month, calendar.month.cell(date(2026, 3, 12)).center())
    assert len(guide.tasks) == 1
    assert calendar.month.is_current(date(2026, 3, 12))


@pytest.mark.parametrize(
    ("key", "day"),
    [
        (Qt.Key.Key_Left, date(2026, 3, 4)),
        (Qt.Key.Key_Right, date(2026, 3, 6)),
        (Qt.Key.Key_Up, date(2026, 2, 26)),
        (Qt.Key.Key_Down, date(2026, 3, 12)),
        (Qt.Key.Key_End, date(2026, 3, 31)),
        (Qt.Key.Key_PageUp, date(2026, 2, 5)),
        (Qt.Key.Key_PageDown, date(2026, 4, 5)),
    ],
)
def test_keys_go_from_day_to_day(at_work: Officer, calendar: CalendarScreen, key: Qt.Key, day: date) -> None:
    at_work.press(key, widget=calendar.month)
    at_work.settle()
    assert calendar.month.is_current(day)
    assert title(calendar) == f"Tháng {day.month}/2026"
    assert calendar.month.currentIndex() == calendar.month.days.place(day)


@pytest.mark.parametrize("words", ["Tháng", "Quý", "Năm", "Danh sách"])
def test_home_comes_back_to_today(at_work: Officer, calendar: CalendarScreen, words: str) -> None:
    at_work.click(calendar.tools, words)
    at_work.settle()
    began = title(calendar)
    for _ in range(2):
        at_work.bot.mouseClick(calendar.tools.on, Qt.MouseButton.LeftButton)
    at_work.settle()
    assert title(calendar) != began
    pages = {"Tháng": calendar.month, "Danh sách": calendar.agenda}
    at_work.press(Qt.Key.Key_Home, widget=pages.get(words) or calendar.overview.focusProxy())
    at_work.settle()
    assert title(calendar) == began


def test_keys_in_quick_succession_end_where_they_lead(at_work: Officer, calendar: CalendarScreen) -> None:
    for _ in range(30):
        at_work.press(Qt.Key.Key_PageDown, widget=calendar.month)
    at_work.settle()
    assert title(calendar) == "Tháng 9/2028"
    assert calendar.month.is_current(date(2028, 9, 5))


def test_enter_opens_the_day_and_enter_there_the_task(
    at_work: Officer, calendar: CalendarScreen, guide: KeptGuide
) -> None:
    calendar.go(date(2026, 3, 31))
    at_work.press(Qt.Key.Key_Return, widget=calendar.month)
    opened = popup()
    assert opened is not None
    at_work.press(Qt.Key.Key_Down, widget=opened.list)
    at_work.press(Qt.Key.Key_Return, widget=opened.list)
    assert guide.tasks == [task_id(at_work, "2.4.c")]
    assert popup() is None


def test_esc_closes_a_day_and_an_empty_one_says_that_it_is(at_work: Officer, calendar: CalendarScreen) -> None:
    at_work.press(Qt.Key.Key_Return, widget=calendar.month)
    opened = popup()
    assert opened is not None
    assert "Không có việc đến hạn" in opened.accessibleName()
    assert not opened.list.isVisible()
    at_work.press(Qt.Key.Key_Escape, widget=opened)
    assert popup() is None
    at_work.wait(calendar.month.hasFocus)


def test_a_click_beside_an_open_day_closes_it_and_does_what_it_would_do(
    at_work: Officer, calendar: CalendarScreen
) -> None:
    at_work.press(Qt.Key.Key_Return, widget=calendar.month)
    opened = popup()
    assert opened is not None
    other = calendar.month.cell(date(2026, 3, 28)).center()
    assert not opened.geometry().contains(calendar.month.viewport().mapTo(calendar.widget, other))
    click(at_work, calendar.month, other)
    assert popup() is None
    assert calendar.month.is_current(date(2026, 3, 28))


def test_what_does_not_fit_opens_the_day(officer: Officer, guide: KeptGuide, book_dir: Path) -> None:
    with sample_book(book_dir, 200, "nhiều.danvan") as made:
        path = made.path
    officer.open(path)
    with shown_place(officer, CalendarScreen, guide) as place:
        calendar = cast(CalendarScreen, place)
        day = date(2026, 3, 31)
        plan = calendar.month.days.plan(calendar.month.days.place(day))
        assert plan is not None
        layout = lay_out_day(QRectF(calendar.month.cell(day)), plan, calendar.month.look())
        assert layout.foot is not None
        assert 1 <= len(layout.chips) < len(plan.tasks) == len(layout.chips) + layout.hidden
        click(officer, calendar.month, layout.foot.center().toPoint())
        opened = popup()
        assert opened is not None
        assert opened.tasks.rowCount() == len(plan.tasks)
        last = opened.tasks.index(len(plan.tasks) - 1)
        opened.list.scrollTo(last)
        where = opened.list.visualRect(last).center()
        officer.bot.mouseClick(opened.list.viewport(), Qt.MouseButton.LeftButton, pos=where)
        assert guide.tasks == [plan.tasks[-1].task]


def test_a_deadline_on_a_day_off_says_the_last_working_day(calendar: CalendarScreen, at_work: Officer) -> None:
    calendar.go(date(2026, 5, 31))
    at_work.settle()
    index = calendar.month.days.place(date(2026, 5, 31))
    plan = calendar.month.days.plan(index)
    assert plan is not None
    assert lay_out_day(QRectF(calendar.month.cell(plan.day)), plan, calendar.month.look()).warned
    said = "ạn 31/05 là Chủ nhật; ngày làm việc cuối 29/05"
    assert said in index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert said in task_told(plan.tasks[0])
    assert "Từ tháng 3 đến tháng 5/2026" in task_told(plan.tasks[0])


def test_the_four_ways_show_the_same_day(at_work: Officer, calendar: CalendarScreen) -> None:
    calendar.go(date(2026, 6, 30))
    shown = {}
    for words in ("Quý", "Năm", "Danh sách", "Tháng"):
        at_work.click(calendar.tools, words)
        at_work.settle()
        shown[words] = (title(calendar), count(calendar))
    assert shown["Tháng"][0] == "Tháng 6/2026"
    assert shown["Quý"][0] == "Quý II/2026"
    assert shown["Năm"] == ("Năm 2026", "35 việc đến hạn · 2 quá hạn · 23 hoàn thành")
    assert shown["Danh sách"][0] == "30/06/2026 – 29/06/2027"
    assert calendar.month.is_current(date(2026, 6, 30))


@pytest.mark.parametrize(
    ("words", "on"), [("Tháng", "Tháng 4/2026"), ("Quý", "Quý II/2026"), ("Năm", "Năm 2027"), ("Danh sách", "05/04")]
)
def test_arrows_go_on_and_today_comes_back(at_work: Officer, calendar: CalendarScreen, words: str, on: str) -> None:
    at_work.click(calendar.tools, words)
    at_work.settle()
    began = title(calendar)
    at_work.bot.mouseClick(calendar.tools.on, Qt.MouseButton.LeftButton)
    at_work.settle()
    assert title(calendar).startswith(on)
    at_work.bot.mouseClick(calendar.tools.back, Qt.MouseButton.LeftButton)
    at_work.bot.mouseClick(calendar.tools.back, Qt.MouseButton.LeftButton)
    at_work.settle()
    assert title(calendar) != began
    at_work.click(calendar.tools, "Hôm nay")
    at_work.settle()
    assert title(calendar) == began


def test_a_year_counts_days_and_its_keys_cross_months(
    at_work: Officer, calendar: CalendarScreen, guide: KeptGuide
) -> None:
    at_work.click(calendar.tools, "Năm")
    at_work.settle()
    january, march = calendar.overview.months[0].grid, calendar.overview.months[2].grid
    assert len([small for small in calendar.overview.months if small.isVisible()]) == 12
    assert paths_on(january, date(2026, 1, 30)) == ["2.4.a"]
    assert march.is_current(TODAY)
    assert not march.is_current(date(2026, 3, 6))
    for _ in range(8):
        at_work.press(Qt.Key.Key_Up, widget=calendar.overview.grid_of(calendar_day(calendar)))
    assert january.is_current(date(2026, 1, 8))
    calendar.go(date(2026, 1, 30))
    at_work.press(Qt.Key.Key_Return, widget=january)
    opened = popup()
    assert opened is not None
    at_work.press(Qt.Key.Key_Return, widget=opened.list)
    assert guide.tasks == [task_id(at_work, "2.4.a")]


def calendar_day(calendar: CalendarScreen) -> date:
    """The current day of an overview."""
    plans = [
        plan
        for small in calendar.overview.months
        for week in (small.grid.days.month.weeks if small.grid.days.month else ())
        for plan in week
        if small.grid.is_current(plan.day)
    ]
    assert len(plans) == 1
    return plans[0].day


def test_the_name_of_a_small_month_shows_it_large(at_work: Officer, calendar: CalendarScreen) -> None:
    at_work.click(calendar.tools, "Quý")
    at_work.settle()
    at_work.click(calendar.overview, "Tháng 1 · 2 việc · 1 quá hạn")
    at_work.settle()
    assert title(calendar) == "Tháng 1/2026"
    assert calendar.month.isVisible()


def test_the_list_holds_what_is_late_and_what_is_due_from_today_on(
    at_work: Officer, calendar: CalendarScreen, guide: KeptGuide
) -> None:
    at_work.click(calendar.tools, "Danh sách")
    at_work.settle()
    model = calendar.agenda.agenda
    heading = model.row(0)
    assert heading is not None
    assert heading.heading == "2 việc quá hạn từ trước"
    paths = [row.due.path for place in range(model.rowCount()) if (row := model.row(place)) and row.due]
    assert paths[:6] == ["2.4.a", "2.1", "4.1", "1.4", "2.2", "2.4.c"]
    assert title(calendar) == "05/03/2026 – 04/03/2027"
    week = model.row(3)
    assert week is not None
    assert week.heading.startswith("Tuần 10 (tuần này) · 02/03 – 08/03/2026")
    assert calendar.agenda.currentIndex().row() == 4
    assert calendar.agenda.rowAt(0) == 0
    place = model.place(date(2026, 3, 31), task_id(at_work, "2.4.c"))
    calendar.agenda.setCurrentIndex(model.index(place, Column.TEXT))
    at_work.press(Qt.Key.Key_Return, widget=calendar.agenda)
    assert guide.tasks == [task_id(at_work, "2.4.c")]
    at_work.click(calendar.tools, "Tháng")
    at_work.settle()
    assert calendar.month.is_current(date(2026, 3, 31))


def test_open_tasks_only(at_work: Officer, calendar: CalendarScreen) -> None:
    at_work.click(calendar.tools, "Chỉ việc chưa hoàn thành")
    at_work.settle()
    assert count(calendar) == "2 việc đến hạn"
    assert paths_on(calendar.month, date(2026, 3, 24)) == []
    assert paths_on(calendar.month, date(2026, 3, 31)) == ["2.2", "2.4.c"]


def test_the_tasks_of_one_agency_in_any_role_or_as_leader(at_work: Officer, calendar: CalendarScreen) -> None:
    box, role = calendar.tools.agency, calendar.tools.role
    assert not role.isEnabled()
    box.setCurrentIndex(box.findText("Phòng Kinh tế"))
    at_work.settle()
    assert "2.2" in paths_on(calendar.month, date(2026, 3, 31))
    role.setCurrentIndex(role.findText("Phối hợp"))
    at_work.settle()
    assert "2.2" not in paths_on(calendar.month, date(2026, 3, 31))
    role.setCurrentIndex(role.findText("Chủ trì"))
    at_work.settle()
    assert paths_on(calendar.month, date(2026, 3, 31)) == ["2.2"]
    calendar.load()
    at_work.settle()
    assert box.currentText() == "Phòng Kinh tế"
    assert paths_on(calendar.month, date(2026, 3, 31)) == ["2.2"]


def test_a_filter_that_leaves_nothing_says_so(at_work: Officer, calendar: CalendarScreen) -> None:
    calendar.go(date(2026, 4, 10))
    box = calendar.tools.agency
    box.setCurrentIndex(box.findText("Phòng Kinh tế"))
    calendar.tools.open_only.setChecked(True)
    at_work.settle()
    assert calendar.hint() == "Tháng này không có việc nào đúng với điều kiện lọc ở trên."
    calendar.go(TODAY)
    at_work.settle()
    assert calendar.hint() == ""


def test_a_change_in_the_book_shows_at_once_and_the_day_stays(at_work: Officer, calendar: CalendarScreen) -> None:
    calendar.go(date(2026, 3, 31))
    task = at_work.stored_tasks()["2.2"]
    changes = at_work.stored(lambda book: editing.set_time(book, task.id, "Chậm nhất ngày 20/3/2026"))
    at_work.program.hub.changed.emit(changes)
    at_work.settle()
    assert paths_on(calendar.month, date(2026, 3, 31)) == ["2.4.c"]
    assert paths_on(calendar.month, date(2026, 3, 20)) == ["2.2"]
    assert calendar.month.is_current(date(2026, 3, 31))
    held = at_work.stored(lambda book: tasks.find_task(book, "2.2"))
    at_work.program.hub.changed.emit(at_work.stored(lambda book: editing.set_status(book, [held], Status.DONE, TODAY)))
    at_work.settle()
    assert count(calendar) == "4 việc đến hạn · 3 hoàn thành"


def test_an_empty_book_says_what_to_do(officer: Officer, guide: KeptGuide, book_dir: Path) -> None:
    with empty_book(book_dir) as made:
        path = made.path
    officer.open(path)
    with shown_place(officer, CalendarScreen, guide) as place:
        calendar = cast(CalendarScreen, place)
        assert calendar.hint().startswith("Sổ chưa có nhiệm vụ nào. Nhập danh mục")
        assert count(calendar) == "", "the sentence under it says so"
        assert calendar.month.days.rowCount() == 6


def test_nothing_of_a_closed_book_is_left(at_work: Officer, calendar: CalendarScreen) -> None:
    calendar.tools.open_only.setChecked(True)
    calendar.go(date(2026, 8, 1))
    calendar.forget()
    at_work.settle()
    assert calendar.month.days.rowCount() == 0
    assert calendar.agenda.agenda.rowCount() == 0
    assert calendar.tools.texts() == ("", "")
    assert calendar.tools.agency.count() == 1
    assert not calendar.tools.open_only.isChecked()


def test_the_models_are_sound(at_work: Officer, calendar: CalendarScreen) -> None:
    for words in ("Năm", "Danh sách"):
        at_work.click(calendar.tools, words)
        at_work.settle()
    calendar.open_day(date(2026, 3, 31))
    opened = popup()
    assert opened is not None
    models: list[QAbstractItemModel] = [calendar.month.days, calendar.overview.months[0].grid.days]
    models += [calendar.agenda.agenda, opened.tasks]
    for model in models:
        assert model.rowCount() > 0
        checked = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
        model.beginResetModel()
        model.endResetModel()
        del checked
    opened.close()


def test_it_speaks_vietnamese_and_names_its_controls(at_work: Officer, calendar: CalendarScreen) -> None:
    for words in ("Quý", "Danh sách", "Tháng"):
        at_work.click(calendar.tools, words)
        at_work.settle()
        assert foreign_words(calendar.widget) == []
        assert nameless(calendar.widget) == []
    assert calendar.month.accessibleName() == "Lịch Tháng 3/2026"


def test_a_month_is_drawn_on_any_paper(calendar: CalendarScreen) -> None:
    """What a printer gets: the month without the window, in its own size."""
    month = calendar.month.days.month
    assert month is not None
    paper = QImage(1600, 1000, QImage.Format.Format_RGB32)
    paper.fill(QColor("white"))
    painter = QPainter(paper)
    paint_month(painter, QRectF(50, 50, 1500, 900), month, calendar.month.look())
    painter.end()
    assert paper.pixelColor(QPointF(20, 20).toPoint()) == QColor("white")
    seen = {paper.pixelColor(x, y).name() for x in range(60, 1540, 7) for y in range(60, 940, 7)}
    colours = calendar.month.look().colours
    assert colours.accent.name() in seen
    assert colours.ground(month.weeks[0][6]).name() in seen


def test_many_days_are_read_in_thousands(calendar: CalendarScreen) -> None:
    plan = calendar.month.days.plan(calendar.month.days.place(date(2026, 3, 31)))
    assert plan is not None
    assert "chậm 8.806 ngày" in state_told(replace(plan.tasks[0], late_days=8806))


def test_the_roles_are_read_in_full(at_work: Officer) -> None:
    at_work.choose("Xem", "Lịch thời hạn")
    at_work.settle()
    box = at_work.window.findChild(CalendarTools).role
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    control, part = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
    room = box.style().subControlRect(control, option, part, box).width() - 2
    for words in (box.itemText(place) for place in range(box.count())):
        assert box.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room) == words


def test_large_letters_leave_the_title_whole(qtbot: QtBot) -> None:
    tools = CalendarTools()
    qtbot.addWidget(tools)
    font = tools.font()
    font.setPointSize(16)
    tools.setFont(font)
    tools.set_title("05/03/2026 – 04/03/2027", "2 việc")
    tools.resize(690, 120)
    tools.show()
    title = tools.findChildren(ElidedLabel)[0]
    assert title.text().startswith("05/03")
    assert title.width() >= title.fontMetrics().horizontalAdvance(title.text())
