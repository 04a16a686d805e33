"""The list of the catalogue: headings, folds, orders, filters, columns, several programmes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFont
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QComboBox, QInputDialog, QLabel, QMenu, QPushButton, QStyle

from danvan_desktop.domain.lifecycle import State
from danvan_desktop.domain.records import Role
from danvan_desktop.domain.text import collation_key
from danvan_desktop.domain.views import Gap, TaskFilter
from danvan_desktop.services import editing, tasks
from danvan_desktop.services.books import open_book
from danvan_desktop.services.tasks import find_task
from danvan_desktop.ui.catalogue.filters.choice import DUE_WORDS, Due
from danvan_desktop.ui.commands.task_list import FLAT
from danvan_desktop.ui.frame.look import letter_size
from danvan_desktop.ui.menus import Command
from danvan_desktop.ui.models.task_table import HEADING, Column
from tests.making import author, empty_book, sample_book
from tests.ui.officer import NOW, Officer

TODAY = NOW.date()
pytestmark = pytest.mark.qt_log_ignore("does not support (propagateSizeHints|raise|grabbing the keyboard)")


def column_of(officer: Officer, column: Column = Column.NUMBER) -> list[str]:
    """What stands in a column from the top down, headings left out."""
    model = officer.page.model
    rows = [model.row_at(place) for place in range(model.rowCount()) if model.heading(place) is None]
    return [row.cells[column] for row in rows if row is not None]


def headings(officer: Officer) -> list[str]:
    model = officer.page.model
    return [heading.number for place in range(model.rowCount()) if (heading := model.heading(place)) is not None]


def go_to_heading(officer: Officer, number: str) -> None:
    model = officer.page.model
    place = next(n for n in range(model.rowCount()) if (held := model.heading(n)) and held.number == number)
    officer.page.view.setFocus()
    officer.page.view.go_to(place)


def click_title(officer: Officer, column: Column) -> None:
    header = officer.page.view.horizontalHeader()
    at = QPoint(header.sectionViewportPosition(column) + 12, header.height() // 2)
    officer.bot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
    officer.settle()


def pick(officer: Officer, box: QComboBox, text: str) -> None:
    """Choose an entry of a box by its words, as with the mouse."""
    box.setCurrentIndex(box.findText(text, Qt.MatchFlag.MatchStartsWith))
    box.activated.emit(box.currentIndex())
    officer.settle()


def wanted(officer: Officer, asked: TaskFilter) -> list[str]:
    return [view.path for view in officer.stored(lambda book: tasks.list_tasks(book, asked))]


@pytest.fixture
def wide(at_work: Officer) -> Officer:
    """At work in a window that has room for every column, with the filters shown."""
    at_work.window.resize(1366, 768)
    at_work.page.filter_button.click()
    at_work.settle()
    return at_work


def test_tasks_stand_under_their_headings_as_printed(at_work: Officer) -> None:
    assert headings(at_work) == ["1", "2", "2.4", "3", "4", "5"]
    assert column_of(at_work)[:6] == ["1.1", "1.2", "1.3", "1.4", "1.5", "2.1"]
    assert at_work.listed() == 25


def test_the_list_with_headings_keeps_the_rules_of_models(at_work: Officer) -> None:
    checked = QAbstractItemModelTester(at_work.page.model, QAbstractItemModelTester.FailureReportingMode.Warning)
    at_work.choose("Xem", "Cách bày danh mục", "Thu gọn các nhóm")
    at_work.choose("Xem", "Cách bày danh mục", "Mở các nhóm")
    at_work.settle()
    assert at_work.listed() == 25
    del checked


def fold_by_click(officer: Officer) -> None:
    view = officer.page.view
    at = view.visualRect(view.currentIndex().siblingAtColumn(Column.NUMBER)).center()
    officer.bot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)


def fold_by_left(officer: Officer) -> None:
    officer.press(Qt.Key.Key_Left)


def fold_by_enter(officer: Officer) -> None:
    officer.press(Qt.Key.Key_Return)


def fold_by_double_click(officer: Officer) -> None:
    view = officer.page.view
    at = view.visualRect(view.currentIndex().siblingAtColumn(Column.TEXT)).center()
    officer.bot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    officer.bot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)


@pytest.mark.parametrize("fold", [fold_by_click, fold_by_left, fold_by_enter, fold_by_double_click])
def test_a_heading_folds_what_stands_under_it(at_work: Officer, fold: Callable[[Officer], None]) -> None:
    go_to_heading(at_work, "2")
    fold(at_work)
    at_work.settle()
    assert headings(at_work) == ["1", "2", "3", "4", "5"]
    assert not any(number.startswith("2.") for number in column_of(at_work))
    assert at_work.page.heading() is not None
    at_work.press(Qt.Key.Key_Right)
    at_work.settle()
    assert at_work.listed() == 25


def test_a_search_looks_under_folded_headings_too(at_work: Officer) -> None:
    at_work.choose("Xem", "Cách bày danh mục", "Thu gọn các nhóm")
    assert at_work.listed() == 0
    at_work.type(at_work.page.search, "thanh tra nhan dan")
    at_work.settle()
    assert column_of(at_work) == ["2.4.c"]
    assert headings(at_work) == ["2", "2.4"]


def test_the_flat_table_has_no_headings_and_is_remembered(at_work: Officer) -> None:
    at_work.choose("Xem", "Cách bày danh mục", "Bảng phẳng")
    at_work.settle()
    assert headings(at_work) == []
    assert at_work.listed() == 25
    assert at_work.program.around.habits.outline == FLAT
    at_work.choose("Xem", "Cách bày danh mục", "Theo nhóm nhiệm vụ")
    at_work.settle()
    assert len(headings(at_work)) == 6


def test_a_title_sorts_in_vietnamese_order_then_backwards_then_as_printed(wide: Officer) -> None:
    printed = column_of(wide)
    click_title(wide, Column.TEXT)
    assert len(wide.page.view.selected_places()) == 1
    texts = column_of(wide, Column.TEXT)
    assert texts == sorted(texts, key=collation_key)
    assert headings(wide) == []
    assert wide.page.view.horizontalHeader().isSortIndicatorShown()
    click_title(wide, Column.TEXT)
    assert column_of(wide, Column.TEXT) == sorted(texts, key=collation_key, reverse=True)
    click_title(wide, Column.TEXT)
    assert column_of(wide) == printed
    assert len(headings(wide)) == 6
    assert not wide.page.view.horizontalHeader().isSortIndicatorShown()


def test_the_title_of_the_numbers_leads_back_to_the_printed_order(wide: Officer) -> None:
    printed = column_of(wide)
    click_title(wide, Column.LEAD)
    assert column_of(wide) != printed
    click_title(wide, Column.NUMBER)
    assert column_of(wide) == printed


def test_sorting_by_due_date_puts_what_has_none_last(wide: Officer) -> None:
    click_title(wide, Column.DUE)
    days = [text[6:] + text[3:5] + text[:2] for text in column_of(wide, Column.DUE)]
    assert [day for day in days if day] == sorted(day for day in days if day)
    assert days[-1] == ""


def by_state(officer: Officer) -> TaskFilter:
    pick(officer, officer.page.filters.state, "Đang làm")
    return TaskFilter(states=frozenset({State.IN_PROGRESS}), on=TODAY)


def by_lateness(officer: Officer) -> TaskFilter:
    pick(officer, officer.page.filters.due, "Đã quá hạn")
    return TaskFilter(late_on=TODAY)


def by_quarter(officer: Officer) -> TaskFilter:
    pick(officer, officer.page.filters.due, "Trong quý này")
    return TaskFilter(due_from=date(2026, 1, 1), due_before=date(2026, 4, 1))


def by_agency(officer: Officer) -> TaskFilter:
    pick(officer, officer.page.filters.agency, "Phòng Kinh tế")
    return TaskFilter(agency=officer.page.filters.choice().agency)


def by_agency_and_role(officer: Officer) -> TaskFilter:
    pick(officer, officer.page.filters.agency, "Phòng Kinh tế")
    pick(officer, officer.page.filters.role, "Chủ trì")
    return TaskFilter(agency=officer.page.filters.choice().agency, role=Role.LEAD)


def by_group(officer: Officer) -> TaskFilter:
    pick(officer, officer.page.filters.group, "2. ")
    return TaskFilter(group=officer.page.filters.choice().group)


def by_gap(officer: Officer) -> TaskFilter:
    pick(officer, officer.page.filters.lacking, "Thời gian chưa rõ")
    return TaskFilter(lacking=Gap.TIME)


def by_state_and_group(officer: Officer) -> TaskFilter:
    pick(officer, officer.page.filters.state, "Hoàn thành")
    pick(officer, officer.page.filters.group, "2. ")
    return TaskFilter(states=frozenset({State.DONE}), on=TODAY, group=officer.page.filters.choice().group)


FILTERS = [by_state, by_lateness, by_quarter, by_agency, by_agency_and_role, by_group, by_gap, by_state_and_group]


@pytest.mark.parametrize("narrow", FILTERS)
def test_a_filter_shows_what_it_says(wide: Officer, narrow: Callable[[Officer], TaskFilter]) -> None:
    before = wide.page.filters.geometry()
    asked = narrow(wide)
    found = wanted(wide, asked)
    assert wide.page.filters.geometry() == before, "what is chosen next stands where it stood"
    assert column_of(wide) == found
    assert len(found) < 25
    wide.click(wide.page.filters, "Bỏ lọc")
    wide.settle()
    assert wide.listed() == 25


def test_a_list_that_drops_down_shows_its_longest_name(wide: Officer) -> None:
    box = wide.page.filters.agency
    box.setFixedWidth(120)
    box.showPopup()
    lines = box.view()
    assert lines.viewport().width() >= lines.sizeHintForColumn(0)
    assert wide.window.screen().availableGeometry().contains(lines.window().geometry())
    box.hidePopup()


def test_a_filter_and_a_search_hold_together(wide: Officer) -> None:
    by_group(wide)
    wide.type(wide.page.search, "doi thoai")
    wide.settle()
    assert column_of(wide) == ["2.4.b"]


def save_filter(officer: Officer, name: str) -> None:
    officer.click(officer.page.filters, "Lưu bộ lọc")
    dialog = officer.dialog(QInputDialog)
    dialog.setTextValue(name)
    assert all(button.icon().isNull() for button in dialog.findChildren(QPushButton))
    officer.click(dialog, "Lưu")
    officer.settle()


def test_a_filter_is_saved_by_name_kept_after_a_restart_and_dropped(wide: Officer) -> None:
    by_state_and_group(wide)
    found = column_of(wide)
    save_filter(wide, "Xong ở nhóm 2")
    mine = next(box for box in wide.page.filters.findChildren(QComboBox) if box.accessibleName() == "Bộ lọc đã lưu")
    assert mine.currentText() == "Xong ở nhóm 2"
    pick(wide, wide.page.filters.state, "Trạng thái: bất kỳ")
    assert mine.currentIndex() == 0
    pick(wide, mine, "Xong ở nhóm 2")
    assert column_of(wide) == found
    assert wide.page.filters.state.currentText() == "Hoàn thành"
    saved = wide.program.around.habits.filters
    assert "Xong ở nhóm 2" in saved
    wide.click(wide.page.filters, "Xóa bộ lọc")
    wide.settle()
    assert mine.findText("Xong ở nhóm 2") == -1
    assert "Xong ở nhóm 2" not in wide.program.around.habits.filters


def test_a_list_of_the_navigation_takes_the_filters_off(wide: Officer) -> None:
    by_state(wide)
    wide.window.places.navigation.shortcut_chosen.emit("overdue")
    wide.settle()
    assert wide.page.filters.choice().state == ""
    assert column_of(wide) == wanted(wide, TaskFilter(late_on=TODAY))


def test_a_click_on_the_chip_shows_all_tasks_again(wide: Officer) -> None:
    by_lateness(wide)
    wide.click(wide.page, "Đã quá hạn")
    wide.settle()
    assert wide.listed() == 25
    assert wide.page.filters.choice().due == ""


def test_nothing_found_by_a_filter_says_so(wide: Officer) -> None:
    pick(wide, wide.page.filters.state, "Tạm dừng")
    assert wide.listed() == 0
    wide.click(wide.page, "Hiện tất cả nhiệm vụ")
    wide.settle()
    assert wide.listed() == 25


def test_every_due_has_its_words() -> None:
    assert set(DUE_WORDS) == {"", *Due}


def choose_column(officer: Officer, title: str) -> None:
    officer.choose("Xem", "Cột của danh mục")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    next(action for action in menu.actions() if action.text() == title).trigger()
    menu.close()


def test_columns_are_chosen_and_kept_after_a_restart(wide: Officer) -> None:
    choose_column(wide, "Ghi chú")
    choose_column(wide, "Phối hợp")
    shown = wide.page.view.columns.shown()
    assert Column.NOTE in shown
    assert Column.COORD not in shown
    header = wide.page.view.horizontalHeader()
    header.moveSection(header.visualIndex(Column.STATE), 2)
    click_title(wide, Column.DUE)
    wide.window.close()
    wide.wait(lambda: not wide.window.isVisible())
    again = wide.another_window().task_page.view
    assert again.columns.shown()[2] is Column.STATE
    assert set(again.columns.shown()) == set(shown)
    assert not again.horizontalHeader().isSortIndicatorShown()


def test_columns_go_back_to_what_they_were_at_first(wide: Officer) -> None:
    before = wide.page.view.columns.shown()
    choose_column(wide, "Ghi chú")
    assert wide.page.view.columns.shown() != before
    choose_column(wide, "Như ban đầu")
    assert wide.page.view.columns.shown() == before


def test_a_narrow_window_keeps_the_due_date_and_the_state_in_sight(at_work: Officer) -> None:
    at_work.window.resize(1024, 600)
    at_work.settle()
    shown = at_work.page.view.columns.shown()
    assert Column.COORD not in shown
    assert {Column.DUE, Column.STATE} < set(shown)
    away = at_work.page.away
    assert (away.text(), away.isVisible()) == ("+2 cột", True)
    assert "Phối hợp, Kết quả" in away.toolTip()
    at_work.window.resize(1600, 768)
    at_work.settle()
    assert Column.COORD in at_work.page.view.columns.shown()
    assert not away.isVisible()


@pytest.fixture(scope="module")
def two_years(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with sample_book(tmp_path_factory.mktemp("nhiều"), tasks=220) as book:
        return book.path


def test_programmes_are_told_apart_and_one_is_chosen(officer: Officer, two_years: Path) -> None:
    officer.open(two_years)
    model = officer.page.model
    tops = [held.title for n in range(model.rowCount()) if (held := model.heading(n)) and held.is_programme]
    assert len(tops) == len(set(tops)) > 1
    officer.page.filter_button.click()
    box = officer.page.filters.programme
    assert box.isVisible()
    assert [box.itemText(place) for place in range(1, box.count())] == tops
    pick(officer, box, tops[-1])
    assert 0 < officer.listed() < 220
    shown = [line for place, line in enumerate(model.ids()) if model.heading(place) is None]
    assert shown == list(
        officer.stored(lambda book: tasks.list_task_ids(book, TaskFilter(programme=box.currentData())))
    )


def test_one_programme_needs_no_choice(wide: Officer) -> None:
    assert not wide.page.filters.programme.isVisible()


def test_hits_of_a_search_are_marked_wherever_it_looks(officer: Officer, sample: Path) -> None:
    with open_book(sample, author("Hà", 99)) as book:
        editing.set_fields(book, find_task(book, "1.1").id, {"form": "Hội nghị trực tuyến"})
    officer.open(sample)
    officer.window.resize(1024, 600)
    view = officer.page.view
    for words in ("doi thoai", "truc tuyen", "dang"):
        officer.page.search.clear()
        officer.type(officer.page.search, words)
        officer.settle()
        state = QRect(view.columnViewportPosition(Column.STATE), 0, view.columnWidth(Column.STATE), view.height())
        marked, states = view.viewport().grab().toImage(), view.viewport().grab(state).toImage()
        assert view.cells.marked == (words,)
        view.cells.marked = ()
        assert view.viewport().grab().toImage() != marked, words
        assert view.viewport().grab(state).toImage() == states, words


def test_a_heading_says_nothing_of_tasks_and_the_commands_of_tasks_rest(at_work: Officer) -> None:
    go_to_heading(at_work, "2")
    at_work.settle()
    assert at_work.page.panel.row() is None
    assert at_work.page.view.currentIndex().data(HEADING) is not None
    assert (at_work.window.situation.task, at_work.window.situation.group) == (False, True)
    assert not at_work.window.action(Command.DELETE).isEnabled()


@pytest.mark.parametrize(("size", "width"), [(9, 1024), (9, 1240), (12, 1024), (16, 1240), (16, 1024)])
def test_a_state_is_never_cut_off(at_work: Officer, size: int, width: int) -> None:
    view = at_work.page.view
    view.setFont(QFont(view.font().family(), size))
    at_work.window.resize(width, 692)
    at_work.settle()
    right = view.columnViewportPosition(Column.STATE) + view.columnWidth(Column.STATE)
    assert right <= view.viewport().width()
    room = view.columnWidth(Column.STATE) - view.style().pixelMetric(QStyle.PixelMetric.PM_SmallIconSize)
    assert room > max(view.fontMetrics().horizontalAdvance(line) for line in ("Hoàn thành", "Chưa đến", "Tạm dừng"))


def test_columns_and_the_status_line_follow_the_size_of_the_letters(at_work: Officer) -> None:
    view, columns = at_work.page.view, at_work.page.view.columns
    usual = letter_size()
    for width, size in ((1024, 9), (1240, 9), (1240, 12), (1240, 16), (1024, 16), (1024, 12)):
        with_letters(at_work, size)
        at_work.window.resize(width, 600)
        at_work.settle()
        widths = {column: view.columnWidth(column) for column in columns.shown()}
        assert {column for column in widths if widths[column] < columns.narrowest(column)} == set(), (width, size)
        assert sum(widths.values()) <= view.viewport().width(), (width, size)
        assert {Column.NUMBER, Column.TEXT, Column.STATE} <= set(widths)
        assert (width, size) == (1024, 16) or {Column.LEAD, Column.DUE} <= set(widths), (width, size)
    with_letters(at_work, usual)
    view.horizontalHeader().resizeSection(Column.LEAD, 90)
    for size in (13, 14, 15, 16):
        with_letters(at_work, size)
        at_work.settle()
        counted, said = at_work.window.statusBar().findChildren(QLabel)[:2]
        assert (counted.text(), said.text()) == ("25 nhiệm vụ · 2 quá hạn", f"Cỡ chữ {size}")
        assert counted.isVisible()
        assert said.isVisible()
        assert not counted.geometry().intersects(said.geometry())
    assert view.columnWidth(Column.LEAD) > 110
    at_work.choose("Xem", "Cỡ chữ", "Bình thường")
    at_work.settle()
    assert (letter_size(), view.columnWidth(Column.LEAD)) == (usual, 90), "as it was before the letters were large"
    view.horizontalHeader().resizeSection(Column.DUE, 20)
    assert view.columnWidth(Column.DUE) > view.fontMetrics().horizontalAdvance("30/06/2026")


def with_letters(at_work: Officer, size: int) -> None:
    while letter_size() != size:
        at_work.choose("Xem", "Cỡ chữ", "To hơn" if letter_size() < size else "Nhỏ hơn")


def test_an_empty_book_offers_a_first_task(officer: Officer, book_dir: Path) -> None:
    with empty_book(book_dir) as book:
        path = book.path
    officer.open(path)
    assert officer.listed() == 0
    officer.click(officer.page, "Thêm nhiệm vụ")
    officer.settle()
    officer.wait(lambda: officer.page.view.cells.editor() is not None)
    officer.press(Qt.Key.Key_Return, widget=officer.page.view.cells.editor())
    officer.settle()
    assert len(officer.stored_tasks()) == 1
