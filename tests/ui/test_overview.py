"""«Tổng quan»: numbers that open their lists, tasks that come first, bars, an empty book."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontMetrics, QPalette
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QPushButton

from danvan_desktop.domain.lifecycle import State
from danvan_desktop.domain.records import Status
from danvan_desktop.domain.views import TaskFilter
from danvan_desktop.services import editing, tasks
from danvan_desktop.services.overview import read_overview
from danvan_desktop.ui.menus import Command
from danvan_desktop.ui.overview.first_list import FirstModel, FirstRow
from danvan_desktop.ui.overview.screen import OverviewScreen
from danvan_desktop.ui.style import Icons
from tests.making import TODAY, empty_book
from tests.ui.officer import Officer
from tests.ui.places_at_work import KeptGuide, shown_place


@pytest.fixture
def guide() -> KeptGuide:
    return KeptGuide()


@pytest.fixture
def overview(at_work: Officer, guide: KeptGuide) -> Iterator[OverviewScreen]:
    with shown_place(at_work, OverviewScreen, guide) as place:
        yield cast(OverviewScreen, place)


def count(officer: Officer, wanted: TaskFilter) -> int:
    return len(officer.stored(lambda book: tasks.list_task_ids(book, wanted)))


def test_every_number_opens_the_list_of_what_it_counts(
    at_work: Officer, overview: OverviewScreen, guide: KeptGuide
) -> None:
    shown = [tile for tile in overview.page.tiles.values() if tile.isVisible()]
    assert len(shown) == 8
    for tile in shown:
        at_work.bot.mouseClick(tile, Qt.MouseButton.LeftButton)
        wanted, title = guide.lists[-1]
        assert title == tile.text()
        assert tile.number().split("/")[0] == str(count(at_work, wanted)), title
        assert tile.accessibleName() == f"{title}: {tile.number()}"
    assert overview.page.tiles["done"].number() == "12/25"
    assert overview.page.tiles["overdue"].number() == "2"


def test_a_number_opens_its_list_by_the_keyboard(at_work: Officer, overview: OverviewScreen, guide: KeptGuide) -> None:
    at_work.press(Qt.Key.Key_Space, widget=overview.page.tiles["overdue"])
    assert guide.lists == [(TaskFilter(states=frozenset({State.OVERDUE}), on=TODAY), "Quá hạn")]


def test_what_comes_first_opens_by_click_and_by_enter(
    at_work: Officer, overview: OverviewScreen, guide: KeptGuide
) -> None:
    view, model = overview.page.first, overview.page.first_model
    assert [model.index(row, 0).data() for row in range(3)] == ["Quá hạn 34 ngày", "Quá hạn 6 ngày", "Còn 26 ngày"]
    at_work.bot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(model.index(1, 3)).center())
    at_work.press(Qt.Key.Key_Down, widget=view)
    at_work.press(Qt.Key.Key_Return, widget=view)
    held = at_work.stored_tasks()
    assert guide.tasks == [held["2.1"].id, held["2.2"].id]


def test_bars_lead_to_the_tasks_of_a_group_and_of_an_agency(
    at_work: Officer, overview: OverviewScreen, guide: KeptGuide
) -> None:
    group, agency = overview.page.groups.bars()[1], overview.page.agencies.bars()[0]
    assert "Quá hạn: 2" in group.accessibleName()
    at_work.bot.mouseClick(group, Qt.MouseButton.LeftButton)
    at_work.press(Qt.Key.Key_Space, widget=agency)
    (by_group, title), (by_agency, whose) = guide.lists
    assert title.startswith("2. ")
    assert count(at_work, by_group) == group.view.total == 8
    assert by_agency.leading
    assert "chủ trì 10 · giao chung 4" in agency.accessibleName()
    assert "chủ trì 10 · giao chung 4" in agency.toolTip()
    assert whose == "Phòng Văn hóa - Xã hội chủ trì"
    assert count(at_work, by_agency) == agency.view.total


def test_a_change_is_counted_at_once_and_its_undo_too(at_work: Officer, overview: OverviewScreen) -> None:
    done = overview.page.tiles["done"]
    late = at_work.stored_tasks()["2.1"]
    desk = at_work.program
    changes = at_work.stored(lambda book: editing.set_status(book, [late], Status.DONE, TODAY))
    desk.hub.changed.emit(changes)
    at_work.settle()
    assert done.number() == "13/25"
    assert overview.page.tiles["overdue"].number() == "1"
    at_work.choose("Chỉnh sửa", "Hoàn tác")
    at_work.settle()
    assert done.number() == "12/25"


def test_today_is_said_in_words(at_work: Officer, overview: OverviewScreen) -> None:
    said = overview.page.told
    assert said.isVisible()
    assert said.text() == (
        "2 nhiệm vụ quá hạn; không có nhiệm vụ nào đến hạn trong 7 ngày tới. "
        "Gần nhất: 2.2, hạn 31/03/2026 (còn 26 ngày)."
    )
    held = at_work.stored_tasks()
    for path, day in (("2.2", TODAY), ("2.4.c", date(2026, 3, 10))):
        changes = at_work.stored(partial(editing.set_time, task=held[path].id, text=f"Chậm nhất ngày {day:%d/%m/%Y}"))
    at_work.program.hub.changed.emit(changes)
    at_work.settle()
    assert said.text() == "2 nhiệm vụ quá hạn, 1 đến hạn hôm nay, 2 đến hạn trong 7 ngày tới."


def test_tiles_fill_the_width_in_every_row(overview: OverviewScreen) -> None:
    for width in (854, 1180, 520):
        overview.widget.resize(width, 500)
        tiles = [tile for tile in overview.page.tiles.values() if tile.isVisible()]
        rows = {tile.y() for tile in tiles}
        edges = [[tile.geometry() for tile in tiles if tile.y() == row] for row in rows]
        assert len({(row[0].left(), row[-1].right()) for row in edges}) == 1, width


def test_nothing_of_what_comes_first_is_cut(overview: OverviewScreen) -> None:
    view, model = overview.page.first, overview.page.first_model
    for column in (0, 1, 2):
        wanted = [view.sizeHintForIndex(model.index(row, column)).width() for row in range(model.rowCount())]
        assert max(wanted) <= view.columnWidth(column)


def test_a_long_number_leaves_room_for_the_shape(overview: OverviewScreen) -> None:
    tile = overview.page.tiles["done"]
    tile.show_number("1.789/5.000", False, "done")
    assert QFontMetrics(tile.number_font(80)).horizontalAdvance("1.789/5.000") <= 80
    assert tile.number_font(800).pointSizeF() > tile.number_font(80).pointSizeF()


def test_the_colour_of_a_tile_follows_the_look(overview: OverviewScreen) -> None:
    tile = overview.page.tiles["overdue"]
    light = tile.colour()
    tile.setPalette(QPalette(QColor("#2b2b2b"), QColor("#2b2b2b")))
    assert tile.colour().lightness() > light.lightness()


def test_late_tasks_that_are_not_listed_are_counted_and_lead_to_the_list(
    at_work: Officer, overview: OverviewScreen, guide: KeptGuide
) -> None:
    more = overview.page.more_late
    assert not more.isVisible()
    read = at_work.stored(lambda book: read_overview(book, date(2027, 3, 1)))
    read = replace(read, first=read.first[:8])
    overview.page.show_overview(read)
    listed = sum(now.state is State.OVERDUE for now in read.first)
    assert listed < read.counts.overdue
    assert more.text() == f"và {read.counts.overdue - listed} nhiệm vụ quá hạn khác…"
    at_work.bot.mouseClick(more, Qt.MouseButton.LeftButton)
    assert guide.lists[-1][1] == "Quá hạn"


def test_few_bars_at_first_and_all_when_asked(at_work: Officer, overview: OverviewScreen) -> None:
    panel = overview.page.agencies
    views = [bar.view for bar in panel.bars()] * 3
    panel.show_views(views)
    assert len(panel.bars()) == 10
    at_work.click(panel, "Hiện thêm")
    assert len(panel.bars()) == len(views)
    at_work.click(panel, "Thu gọn")
    assert len(panel.bars()) == 10


def test_an_empty_book_says_what_to_do_first(officer: Officer, book_dir: Path, guide: KeptGuide) -> None:
    with empty_book(book_dir) as book:
        path = book.path
    officer.open(path)
    with shown_place(officer, OverviewScreen, guide) as place:
        begin = cast(OverviewScreen, place).begin
        assert begin.isVisible()
        buttons = begin.findChildren(QPushButton)
        assert len(buttons) == 4
        ordered: list[str] = []
        action = officer.window.action(Command.IMPORT)
        action.triggered.disconnect()
        action.triggered.connect(lambda: ordered.append("import"))
        officer.click(begin, "Nhập danh mục")
        assert ordered == ["import"]


def test_the_first_task_of_an_empty_book_is_typed_from_the_overview(officer: Officer, book_dir: Path) -> None:
    with empty_book(book_dir) as book:
        path = book.path
    officer.open(path)
    officer.choose("Xem", "Tổng quan")
    officer.settle()
    officer.click(officer.window.places, "Thêm nhiệm vụ")
    officer.settle()
    officer.type(officer.focused(), "Việc đầu tiên")
    officer.press(Qt.Key.Key_Return)
    officer.settle()
    assert [view.text for view in officer.stored_tasks().values()] == ["Việc đầu tiên"]


def test_nothing_of_a_closed_book_is_shown(overview: OverviewScreen) -> None:
    assert overview.page.isVisible()
    overview.forget()
    assert not overview.page.isVisible()


def test_the_model_of_what_comes_first_is_sound(officer: Officer) -> None:
    model = FirstModel(Icons(officer.world.surroundings(officer.program.around.habits).folders.resources / "icons"))
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_rows([FirstRow("a", State.OVERDUE, ("Quá hạn 1 ngày", "01/01/2026", "1.1", "Việc", "Công an"))])
    assert model.index(0, 3).data() == "Việc"
    model.show_rows([])
    assert model.rowCount() == 0
    tester.deleteLater()
