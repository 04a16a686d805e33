"""Tasks made, copied, deleted and moved in the catalogue; its groups; the menu under the right mouse button."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QMessageBox, QPlainTextEdit, QToolBar, QWidget

from danvan_desktop.domain.records import Role, Status
from danvan_desktop.domain.views import GroupView
from danvan_desktop.services import history, tasks
from danvan_desktop.ui.catalogue.group_dialog import GroupDialog
from danvan_desktop.ui.detail.dialogs.several import AssignDialog
from danvan_desktop.ui.menus import MENUS, Command, Entry, Menu, Needs
from danvan_desktop.ui.models.task_table import Column
from danvan_desktop.ui.places.place import Place
from tests.ui.officer import Officer, plain
from tests.ui.test_catalogue_list import column_of, go_to_heading, headings
from tests.ui.test_words import foreign_words, nameless

CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
pytestmark = pytest.mark.qt_log_ignore("does not support (propagateSizeHints|raise|grabbing the keyboard)")


def entries(menu: Menu) -> Iterator[Entry]:
    for item in menu.items:
        if isinstance(item, Menu):
            yield from entries(item)
        elif isinstance(item, Entry):
            yield item


NEEDS = {entry.command: entry.needs for menu in MENUS for entry in entries(menu)}


def undoable(officer: Officer) -> int:
    return len(officer.stored(history.stacks).undoable)


def order(officer: Officer) -> list[str]:
    """The texts of the tasks as they stand in the book."""
    return [view.text for view in officer.stored_tasks().values()]


def texts(officer: Officer, *numbers: str) -> list[str]:
    held = officer.stored_tasks()
    return [held[number].text for number in numbers]


def groups(officer: Officer) -> dict[str, GroupView]:
    def look(book: object) -> dict[str, GroupView]:
        (programme,) = tasks.list_programmes(book)  # type: ignore[arg-type]
        return {group.number: group for group in tasks.list_groups(book, programme.id)}  # type: ignore[arg-type]

    return officer.stored(look)


def row_of(officer: Officer, number: str) -> int:
    model = officer.page.model
    return next(
        place
        for place in range(model.rowCount())
        if ((row := model.row_at(place)) and row.cells[0] == number)
        or ((held := model.heading(place)) and held.number == number)
    )


def click_text(officer: Officer, number: str) -> None:
    """A real click on the words of a task or of a heading."""
    view = officer.page.view
    index = view.model().index(row_of(officer, number), Column.TEXT)
    view.scrollTo(index)
    at = view.visualRect(index).center()
    officer.bot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    officer.settle()


def select(officer: Officer, *numbers: str) -> None:
    """The rows of these tasks, as with Ctrl and clicks on their texts."""
    view = officer.page.view
    for place, number in enumerate(numbers):
        index = officer.page.model.index(row_of(officer, number), Column.TEXT)
        view.scrollTo(index)
        control = Qt.KeyboardModifier.ControlModifier if place else Qt.KeyboardModifier.NoModifier
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, control, view.visualRect(index).center())


def number_at(officer: Officer, number: str, share: float = 0.5) -> QPoint:
    """A point in the cell of a number; `share` of its height from the top."""
    box = officer.page.view.visualRect(officer.page.model.index(row_of(officer, number), Column.NUMBER))
    return QPoint(box.center().x(), box.top() + int(box.height() * share))


def drag(officer: Officer, start: QPoint, end: QPoint, *, drop: bool = True) -> None:
    ground = officer.page.view.viewport()
    QTest.mousePress(ground, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    for at in (start + QPoint(0, 15), end):
        move_mouse(ground, at)
    if drop:
        QTest.mouseRelease(ground, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, end)
        officer.settle()


def move_mouse(ground: QWidget, at: QPoint) -> None:
    """Move with the left button held down; QTest.mouseMove holds none."""
    held, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    where = QPointF(ground.mapToGlobal(at))
    event = QMouseEvent(QEvent.Type.MouseMove, QPointF(at), where, Qt.MouseButton.NoButton, held, none)
    QCoreApplication.sendEvent(ground, event)


def by_menu(officer: Officer) -> None:
    officer.choose("Nhiệm vụ", "Thêm nhiệm vụ")


def by_keys(officer: Officer) -> None:
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    officer.bot.keyClick(officer.page.view, Qt.Key.Key_N, both)


def by_toolbar(officer: Officer) -> None:
    officer.click(officer.window.findChild(QToolBar), "Thêm")


@pytest.mark.parametrize("route", [by_menu, by_keys, by_toolbar])
def test_a_new_task_is_typed_at_once(at_work: Officer, route: Callable[[Officer], None]) -> None:
    at_work.cell("1.2", Column.TEXT)
    route(at_work)
    at_work.settle()
    at_work.wait(lambda: at_work.page.view.cells.editor() is not None)
    editor = at_work.page.view.cells.editor()
    assert isinstance(editor, QPlainTextEdit)
    at_work.type(editor, "Tập huấn hòa giải viên")
    at_work.press(Qt.Key.Key_Return, widget=editor)
    at_work.settle()
    made = [view for view in at_work.stored_tasks().values() if view.text == "Tập huấn hòa giải viên"]
    assert [(view.number, view.status) for view in made] == [("1.6", Status.TODO)]
    assert order(at_work).index("Tập huấn hòa giải viên") == 2


def test_a_new_task_under_a_heading_goes_to_its_end(at_work: Officer) -> None:
    go_to_heading(at_work, "1")
    by_menu(at_work)
    at_work.settle()
    at_work.wait(lambda: at_work.page.view.cells.editor() is not None)
    at_work.press(Qt.Key.Key_Return, widget=at_work.page.view.cells.editor())
    at_work.settle()
    assert column_of(at_work)[5] == "1.6"


def test_a_new_task_is_shown_though_a_filter_and_an_order_would_hide_it(at_work: Officer) -> None:
    at_work.cell("1.2", Column.TEXT)
    at_work.page.view.order_asked.emit(Column.LEAD)
    at_work.window.places.navigation.shortcut_chosen.emit("overdue")
    at_work.settle()
    by_menu(at_work)
    at_work.settle()
    at_work.wait(lambda: at_work.page.view.cells.editor() is not None)
    assert at_work.listed() == 26
    assert len(headings(at_work)) == 6
    assert not at_work.page.view.horizontalHeader().isSortIndicatorShown()
    at_work.press(Qt.Key.Key_Escape, widget=at_work.page.view.cells.editor())


def test_esc_takes_a_new_task_that_has_no_text_yet_away_again(at_work: Officer) -> None:
    before = at_work.stored_tasks()
    at_work.cell("1.2", Column.TEXT)
    by_menu(at_work)
    at_work.settle()
    at_work.wait(lambda: at_work.page.view.cells.editor() is not None)
    assert len(at_work.stored_tasks()) == 26
    at_work.press(Qt.Key.Key_Escape, widget=at_work.page.view.cells.editor())
    at_work.settle()
    assert at_work.stored_tasks() == before
    at_work.cell("1.2", Column.TEXT)
    at_work.press(Qt.Key.Key_F2)
    at_work.press(Qt.Key.Key_Escape, widget=at_work.page.view.cells.editor())
    at_work.settle()
    assert at_work.stored_tasks() == before


def test_tasks_are_duplicated_with_their_agencies(at_work: Officer) -> None:
    before = at_work.stored_tasks()["1.2"]
    at_work.cell("1.2", Column.TEXT)
    at_work.choose("Nhiệm vụ", "Nhân đôi")
    at_work.settle()
    copy = at_work.stored_tasks()["1.6"]
    assert (copy.text, copy.time_text, copy.names(Role.LEAD)) == (
        before.text,
        before.time_text,
        before.names(Role.LEAD),
    )
    assert (copy.status, undoable(at_work)) == (Status.TODO, 1)
    at_work.wait(lambda: at_work.page.selected_tasks() == [copy.id])


def test_deleting_says_so_and_is_taken_back_from_the_notice(at_work: Officer) -> None:
    before = at_work.stored_tasks()
    select(at_work, "1.2", "1.4")
    at_work.press(Qt.Key.Key_Delete, control=True, widget=at_work.page.view)
    at_work.settle()
    assert len(at_work.stored_tasks()) == 23
    assert "Đã xóa 2 nhiệm vụ" in at_work.window.notice.text()
    assert at_work.page.current_row().cells[0] == "1.5"
    top = at_work.page.view.mapTo(at_work.window, QPoint(0, 0))
    at_work.click(at_work.window.notice, "Hoàn tác")
    at_work.settle()
    assert at_work.stored_tasks() == before
    assert at_work.page.view.hasFocus()
    assert not at_work.window.notice.isVisible()
    assert at_work.page.view.mapTo(at_work.window, QPoint(0, 0)) == top
    assert at_work.window.statusBar().currentMessage() == "Đã hoàn tác: xóa 2 nhiệm vụ."


def test_a_notice_does_not_move_the_list(at_work: Officer) -> None:
    top = at_work.page.view.mapTo(at_work.window, QPoint(0, 0))
    at_work.cell("1.2", Column.TEXT)
    at_work.choose("Nhiệm vụ", "Xóa nhiệm vụ")
    at_work.settle()
    assert at_work.window.notice.isVisible()
    assert at_work.page.view.mapTo(at_work.window, QPoint(0, 0)) == top


def test_the_notice_names_the_one_task_that_was_deleted(at_work: Officer) -> None:
    at_work.cell("2.1", Column.TEXT)
    at_work.bot.keyClick(at_work.page.view, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    at_work.settle()
    assert at_work.window.notice.text().startswith("Đã xóa nhiệm vụ 2.1.")


@pytest.mark.parametrize("place", [place for place in Place if place is not Place.TASKS])
def test_no_key_touches_a_task_that_another_place_hides(at_work: Officer, place: Place) -> None:
    at_work.cell("2.1", Column.TEXT)
    before = at_work.stored_tasks()
    at_work.program.commands.places.go(place)
    at_work.settle()
    for key, held in (
        (Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_Down, CONTROL_SHIFT),
    ):
        at_work.bot.keyClick(at_work.window, key, held)
    at_work.settle()
    assert at_work.stored_tasks() == before
    by_task = [command for command, needs in NEEDS.items() if needs in (Needs.TASK, Needs.SELECTION, Needs.GROUP)]
    assert not any(at_work.window.action(command).isEnabled() for command in by_task)
    at_work.choose("Xem", "Danh mục nhiệm vụ")
    assert at_work.window.action(Command.DELETE).isEnabled()


def test_a_click_on_a_task_after_a_heading_brings_its_commands_back(at_work: Officer) -> None:
    for number, task in (("2", False), ("2.1", True), ("3", False), ("1.1", True)):
        click_text(at_work, number)
        situation = at_work.window.situation
        assert (number, situation.task, situation.group) == (number, task, not task)
        assert at_work.window.action(Command.DELETE).isEnabled() is task
        assert at_work.window.action(Command.RENAME_GROUP).isEnabled() is not task


def test_alt_and_down_open_a_box_and_move_no_task(at_work: Officer) -> None:
    at_work.cell("1.2", Column.TEXT)
    before = order(at_work)
    box = at_work.page.panel.status
    box.setFocus()
    at_work.bot.keyClick(box, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    at_work.settle()
    assert box.view().isVisible()
    box.hidePopup()
    assert order(at_work) == before


def test_control_shift_and_the_arrows_move_the_selected_tasks_and_they_stay_selected(at_work: Officer) -> None:
    first, second, third, fourth = texts(at_work, "1.1", "1.2", "1.3", "1.4")
    select(at_work, "1.2", "1.3")
    chosen = at_work.page.selected_tasks()
    at_work.choose("Nhiệm vụ", "Chuyển xuống")
    at_work.settle()
    assert order(at_work)[:4] == [first, fourth, second, third]
    assert at_work.page.selected_tasks() == chosen
    at_work.bot.keyClick(at_work.page.view, Qt.Key.Key_Up, CONTROL_SHIFT)
    at_work.settle()
    at_work.bot.keyClick(at_work.page.view, Qt.Key.Key_Up, CONTROL_SHIFT)
    at_work.settle()
    assert order(at_work)[:4] == [second, third, first, fourth]
    assert undoable(at_work) == 3


def test_tasks_are_not_moved_in_a_sorted_list_and_the_reason_is_said(at_work: Officer) -> None:
    before = order(at_work)
    at_work.page.view.order_asked.emit(Column.LEAD)
    at_work.settle()
    at_work.cell("1.2", Column.TEXT)
    at_work.choose("Nhiệm vụ", "Chuyển xuống")
    at_work.settle()
    assert "đang sắp theo cột" in at_work.window.statusBar().currentMessage()
    assert order(at_work) == before


def test_a_task_is_dragged_before_another(at_work: Officer) -> None:
    first, second, third, fourth = texts(at_work, "1.1", "1.2", "1.3", "1.4")
    drag(at_work, number_at(at_work, "1.4"), number_at(at_work, "1.2", 0.1))
    assert order(at_work)[:4] == [first, fourth, second, third]
    assert undoable(at_work) == 1
    assert at_work.page.current_row().text == fourth


def test_selected_tasks_are_dragged_together_after_another(at_work: Officer) -> None:
    first, second, third, fourth, fifth = texts(at_work, "1.1", "1.2", "1.3", "1.4", "1.5")
    select(at_work, "1.1", "1.3")
    drag(at_work, number_at(at_work, "1.3"), number_at(at_work, "1.5", 0.9))
    assert order(at_work)[:5] == [second, fourth, fifth, first, third]
    assert undoable(at_work) == 1


def test_a_task_is_dragged_onto_a_heading(at_work: Officer) -> None:
    (moved,) = texts(at_work, "1.2")
    drag(at_work, number_at(at_work, "1.2"), number_at(at_work, "2"))
    held = next(view for view in at_work.stored_tasks().values() if view.text == moved)
    assert held.group == groups(at_work)["2"].id
    assert held.number == "1.2"
    at_work.press(Qt.Key.Key_Z, control=True, widget=at_work.page.view)
    at_work.settle()
    assert texts(at_work, "1.2") == [moved]


def test_a_line_shows_where_a_dragged_task_would_go_and_esc_drops_it(at_work: Officer) -> None:
    before = order(at_work)
    view = at_work.page.view
    clear = view.viewport().grab().toImage()
    start, end = number_at(at_work, "1.4"), number_at(at_work, "1.2", 0.1)
    drag(at_work, start, end, drop=False)
    assert view.viewport().grab().toImage() != clear
    assert view.viewport().cursor().shape() == Qt.CursorShape.ClosedHandCursor
    at_work.press(Qt.Key.Key_Escape, widget=view)
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, end)
    at_work.settle()
    assert order(at_work) == before
    assert undoable(at_work) == 0


def test_a_click_on_the_number_among_selected_rows_selects_that_row_alone(at_work: Officer) -> None:
    select(at_work, "1.1", "1.3")
    QTest.mouseClick(
        at_work.page.view.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        number_at(at_work, "1.3"),
    )
    assert at_work.page.selected_tasks() == [at_work.stored_tasks()["1.3"].id]


def test_a_drag_over_cells_still_selects_them(at_work: Officer) -> None:
    at_work.window.resize(1366, 768)
    view, model = at_work.page.view, at_work.page.model
    start = view.visualRect(model.index(row_of(at_work, "1.2"), Column.TEXT)).center()
    end = view.visualRect(model.index(row_of(at_work, "1.4"), Column.LEAD)).center()
    drag(at_work, start, end)
    assert len(at_work.page.selected_tasks()) == 3
    assert view.columns.selected() == [Column.TEXT, Column.LEAD]
    assert undoable(at_work) == 0


def test_a_group_is_made_beside_the_current_one(at_work: Officer) -> None:
    at_work.cell("2.1", Column.TEXT)
    at_work.choose("Nhiệm vụ", "Nhóm nhiệm vụ", "Thêm nhóm")
    dialog = at_work.dialog(GroupDialog)
    assert foreign_words(dialog) == []
    assert nameless(dialog) == []
    assert not dialog.go.isEnabled()
    at_work.type(dialog.title, "CHUYỂN ĐỔI SỐ")
    at_work.click(dialog, "Đồng ý")
    at_work.settle()
    made = groups(at_work)["6"]
    assert (made.title, made.parent) == ("CHUYỂN ĐỔI SỐ", None)
    at_work.wait(lambda: at_work.page.heading() is not None)
    assert at_work.page.heading().title == "CHUYỂN ĐỔI SỐ"
    assert undoable(at_work) == 1


def test_a_group_is_made_in_another_with_a_number_of_its_own(at_work: Officer) -> None:
    at_work.cell("1.1", Column.TEXT)
    at_work.choose("Nhiệm vụ", "Nhóm nhiệm vụ", "Thêm nhóm")
    dialog = at_work.dialog(GroupDialog)
    at_work.type(dialog.title, "Ở các thôn")
    at_work.type(dialog.number, "1.9")
    place = next(n for n in range(dialog.place.count()) if dialog.place.itemText(n).strip().startswith("1. "))
    dialog.place.setCurrentIndex(place)
    at_work.click(dialog, "Đồng ý")
    at_work.settle()
    held = groups(at_work)
    assert held["1.9"].parent == held["1"].id


def test_a_heading_is_renamed_by_f2(at_work: Officer) -> None:
    go_to_heading(at_work, "2.4")
    at_work.press(Qt.Key.Key_F2, widget=at_work.page.view)
    dialog = at_work.dialog(GroupDialog)
    assert dialog.title.text() == "Thực hiện dân chủ trong các loại hình tổ chức"
    dialog.title.selectAll()
    at_work.type(dialog.title, "Dân chủ trong cơ quan")
    at_work.click(dialog, "Đồng ý")
    at_work.settle()
    assert groups(at_work)["2.4"].title == "Dân chủ trong cơ quan"
    assert at_work.page.heading().title == "Dân chủ trong cơ quan"


def test_only_an_empty_group_is_deleted(at_work: Officer) -> None:
    go_to_heading(at_work, "2.4")
    at_work.choose("Nhiệm vụ", "Nhóm nhiệm vụ", "Xóa nhóm trống")
    box = at_work.dialog(QMessageBox)
    assert "chưa xóa gì" in box.text()
    at_work.click(box, "Đóng")
    at_work.choose("Nhiệm vụ", "Nhóm nhiệm vụ", "Thêm nhóm")
    dialog = at_work.dialog(GroupDialog)
    at_work.type(dialog.title, "Nhóm thừa")
    at_work.click(dialog, "Đồng ý")
    at_work.settle()
    number = next(number for number, group in groups(at_work).items() if group.title == "Nhóm thừa")
    go_to_heading(at_work, number)
    at_work.choose("Nhiệm vụ", "Nhóm nhiệm vụ", "Xóa nhóm trống")
    at_work.settle()
    assert number not in groups(at_work)


def open_menu(officer: Officer, number: str) -> QMenu:
    """Press the right mouse button on a line."""
    view = officer.page.view
    at = view.visualRect(officer.page.model.index(row_of(officer, number), Column.TEXT)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.RightButton, Qt.KeyboardModifier.NoModifier, at)
    view.customContextMenuRequested.emit(at)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def test_the_right_button_offers_what_the_menus_do_for_the_task_under_it(at_work: Officer) -> None:
    at_work.cell("1.1", Column.TEXT)
    menu = open_menu(at_work, "1.3")
    assert foreign_words(menu) == []
    offered = [plain(action.text()) for action in menu.actions() if not action.isSeparator()]
    assert {"Nhân đôi", "Gia hạn…", "Giao cho cơ quan…", "Xóa nhiệm vụ", "Trạng thái"} <= set(offered)
    status = next(action.menu() for action in menu.actions() if plain(action.text()) == "Trạng thái")
    next(action for action in status.actions() if plain(action.text()) == "Tạm dừng").trigger()
    menu.close()
    at_work.settle()
    stored = at_work.stored_tasks()
    assert (stored["1.3"].status, stored["1.1"].status) == (Status.SUSPENDED, Status.DOING)


def test_the_right_button_on_selected_rows_keeps_them_selected(at_work: Officer) -> None:
    select(at_work, "1.2", "1.3")
    chosen = at_work.page.selected_tasks()
    open_menu(at_work, "1.3").close()
    assert at_work.page.selected_tasks() == chosen


def test_the_right_button_on_a_heading_offers_what_is_done_to_groups(at_work: Officer) -> None:
    menu = open_menu(at_work, "2")
    offered = [action for action in menu.actions() if not action.isSeparator()]
    assert at_work.window.action(Command.RENAME_GROUP) in offered
    assert at_work.window.action(Command.DELETE) not in offered
    assert all(action.isEnabled() for action in offered)
    menu.close()


def test_several_tasks_are_given_to_an_agency_from_the_menu(at_work: Officer) -> None:
    select(at_work, "1.2", "1.3", "1.5")
    chosen = at_work.page.selected_tasks()
    at_work.choose("Nhiệm vụ", "Giao cho cơ quan")
    dialog = at_work.dialog(AssignDialog)
    at_work.type(dialog.picker.edit, "tram y te")
    at_work.click(dialog, "Đồng ý")
    at_work.settle()
    held = {view.id: view for view in at_work.stored_tasks().values()}
    assert all("Trạm Y tế xã" in held[task].names(Role.LEAD) for task in chosen)
    assert undoable(at_work) == 1
