"""Cells of the catalogue worked in as in a spreadsheet; every route looked at in the book."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QLineEdit, QMessageBox, QPlainTextEdit

from danvan_desktop.domain.labels import STATUS_LABELS
from danvan_desktop.domain.records import Role, Status
from danvan_desktop.services import history
from danvan_desktop.ui.catalogue.clipboard import read_block, write_block
from danvan_desktop.ui.catalogue.table.agency_line import AgencyLine
from danvan_desktop.ui.catalogue.table.time_cell import TimeCell
from danvan_desktop.ui.detail.dialogs.extend import ExtendDialog
from danvan_desktop.ui.models.task_table import Column
from tests.ui.officer import Officer

pytestmark = pytest.mark.qt_log_ignore("does not support (propagateSizeHints|raise|grabbing the keyboard)")


@pytest.fixture
def wide(at_work: Officer) -> Officer:
    """At work in a window that has room for every column."""
    at_work.window.resize(1366, 768)
    at_work.settle()
    return at_work


def editor(officer: Officer) -> QLineEdit:
    found = officer.page.view.cells.editor()
    assert isinstance(found, QLineEdit)
    return found


def undoable(officer: Officer) -> int:
    return len(officer.stored(history.stacks).undoable)


def current(officer: Officer) -> tuple[str, Column]:
    """The number of the current task, and the column."""
    index = officer.page.view.currentIndex()
    return str(index.siblingAtColumn(Column.NUMBER).data()), Column(index.column())


def select_down(officer: Officer, rows: int, columns: int = 1) -> None:
    """From the current cell on, as with Shift and the arrows."""
    for _ in range(rows - 1):
        officer.bot.keyClick(officer.page.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    for _ in range(columns - 1):
        officer.bot.keyClick(officer.page.view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)


def paste(officer: Officer, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    officer.press(Qt.Key.Key_V, control=True)
    officer.settle()


def test_enter_stores_and_goes_down_as_in_a_spreadsheet(wide: Officer) -> None:
    wide.cell("1.1", Column.RESULT)
    wide.press(Qt.Key.Key_F2)
    box = wide.page.view.cells.editor()
    assert isinstance(box, QPlainTextEdit)
    wide.type(box, "Đã họp 5 thôn")
    wide.press(Qt.Key.Key_Return)
    wide.settle()
    assert wide.stored_tasks()["1.1"].result == "Đã họp 5 thôn"
    assert current(wide) == ("1.2", Column.RESULT)
    assert wide.page.view.hasFocus()
    assert undoable(wide) == 1


def test_enter_passes_over_a_heading(wide: Officer) -> None:
    wide.cell("1.5", Column.TIME)
    wide.press(Qt.Key.Key_Return)
    wide.type(editor(wide), "Quý III/2026")
    wide.press(Qt.Key.Key_Return)
    wide.settle()
    assert current(wide) == ("2.1", Column.TIME)


def test_letters_typed_over_a_cell_begin_a_new_text(wide: Officer) -> None:
    wide.cell("1.3", Column.TIME)
    wide.bot.keyClicks(wide.page.view, "q")
    wide.type(editor(wide), "uý IV/2026")
    assert editor(wide).text() == "quý IV/2026"
    wide.press(Qt.Key.Key_Return)
    wide.settle()
    assert wide.stored_tasks()["1.3"].time_text == "quý IV/2026"


def test_what_an_input_method_sends_begins_a_new_text_too(wide: Officer) -> None:
    wide.cell("1.3", Column.TIME)
    wide.type(wide.page.view, "Đ")
    assert editor(wide).text() == "Đ"
    wide.press(Qt.Key.Key_Escape)
    wide.settle()
    assert wide.stored_tasks()["1.3"].time_text == "Quý II/2026"


def test_tab_goes_on_from_cell_to_cell_and_back(wide: Officer) -> None:
    wide.cell("1.3", Column.LEAD)
    wide.press(Qt.Key.Key_F2)
    wide.type(editor(wide), "Phòng Kinh tế")
    wide.press(Qt.Key.Key_Tab)
    assert current(wide) == ("1.3", Column.COORD)
    wide.press(Qt.Key.Key_Tab)
    assert isinstance(editor(wide), TimeCell)
    wide.type(editor(wide), "Quý IV/2026")
    wide.press(Qt.Key.Key_Tab)
    assert current(wide) == ("1.3", Column.STATE)
    wide.press(Qt.Key.Key_Backtab)
    assert current(wide) == ("1.3", Column.TIME)
    wide.press(Qt.Key.Key_Escape)
    wide.settle()
    stored = wide.stored_tasks()["1.3"]
    assert (stored.names(Role.LEAD), stored.time_text) == (("Phòng Kinh tế",), "Quý IV/2026")


def test_esc_leaves_a_cell_as_it_was(wide: Officer) -> None:
    wide.cell("1.3", Column.TIME)
    wide.press(Qt.Key.Key_F2)
    wide.type(editor(wide), "bao giờ cũng được")
    assert "không hiểu" in wide.page.view.cells.editor().meaning()
    wide.press(Qt.Key.Key_Escape)
    wide.settle()
    assert undoable(wide) == 0
    assert current(wide) == ("1.3", Column.TIME)


def test_a_state_is_chosen_in_its_cell(wide: Officer) -> None:
    wide.cell("1.3", Column.STATE)
    wide.press(Qt.Key.Key_F2)
    box = wide.page.view.cells.editor()
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.findText("Tạm dừng"))
    box.activated.emit(box.currentIndex())
    wide.settle()
    assert wide.stored_tasks()["1.3"].status is Status.SUSPENDED
    assert wide.page.view.cells.editor() is None


def test_the_keyboard_goes_through_the_states_before_it_chooses_one(wide: Officer) -> None:
    before = wide.stored_tasks()["1.3"].status
    wide.cell("1.3", Column.STATE)
    wide.press(Qt.Key.Key_F2)
    box = wide.page.view.cells.editor()
    assert isinstance(box, QComboBox)
    wide.wait(lambda: box.view().isVisible())
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Down, Qt.Key.Key_Down):
        wide.press(key, widget=box.view())
    wide.settle()
    assert wide.stored_tasks()["1.3"].status is before
    wide.press(Qt.Key.Key_Return, widget=box.view())
    wide.settle()
    assert wide.stored_tasks()["1.3"].status is list(STATUS_LABELS)[2]
    wide.press(Qt.Key.Key_F2)
    again = wide.page.view.cells.editor()
    assert isinstance(again, QComboBox)
    wide.wait(lambda: again.view().isVisible())
    again.hidePopup()
    wide.press(Qt.Key.Key_Down, widget=again)
    assert again.view().isVisible(), "in a closed box an arrow would choose at once"
    wide.press(Qt.Key.Key_Escape, widget=again.view())
    wide.press(Qt.Key.Key_Escape, widget=again)
    wide.settle()
    assert wide.stored_tasks()["1.3"].status is list(STATUS_LABELS)[2]
    assert wide.page.view.cells.editor() is None


def test_agencies_are_offered_without_marks_the_best_first(wide: Officer) -> None:
    wide.cell("1.3", Column.COORD)
    wide.press(Qt.Key.Key_F2)
    line = wide.page.view.cells.editor()
    assert isinstance(line, AgencyLine)
    line.setText("Phòng Kinh tế; ")
    wide.type(line, "cong an")
    assert line.offered()[0] == "Công an xã"
    assert line.text() == "Phòng Kinh tế; cong an"
    wide.press(Qt.Key.Key_Down, widget=line.completer().popup())
    wide.press(Qt.Key.Key_Return, widget=line.completer().popup())
    wide.settle()
    wide.press(Qt.Key.Key_Return, widget=line)
    wide.settle()
    assert wide.stored_tasks()["1.3"].names(Role.COORDINATING) == ("Phòng Kinh tế", "Công an xã")


def test_the_names_offered_in_a_cell_are_not_cut_by_its_width(wide: Officer) -> None:
    wide.cell("1.3", Column.LEAD)
    wide.press(Qt.Key.Key_F2)
    line = editor(wide)
    wide.type(line, "các")
    popup = line.completer().popup()
    longest = max(popup.fontMetrics().horizontalAdvance(name) for name in line.offered())
    assert line.width() < longest <= popup.width() <= 420
    popup.hide()
    wide.press(Qt.Key.Key_Escape, widget=line)


def test_an_agency_that_is_not_there_is_refused_and_can_be_corrected(wide: Officer) -> None:
    wide.cell("1.3", Column.LEAD)
    wide.press(Qt.Key.Key_F2)
    wide.type(editor(wide), "Phòng không có")
    wide.press(Qt.Key.Key_Return)
    box = wide.dialog(QMessageBox)
    assert "Phòng không có" in box.text()
    wide.click(box, "Đóng")
    wide.settle()
    assert editor(wide).text() == "Phòng không có"
    assert current(wide) == ("1.3", Column.LEAD)
    assert undoable(wide) == 0
    wide.press(Qt.Key.Key_Escape, widget=editor(wide))


def test_a_due_date_is_extended_where_it_was_to_be_typed_over(wide: Officer) -> None:
    wide.cell("2.2", Column.DUE)
    wide.press(Qt.Key.Key_Return)
    assert wide.dialog(ExtendDialog).windowTitle() == "Gia hạn"


def test_del_empties_the_selected_cells_as_one_action(wide: Officer) -> None:
    wide.cell("1.2", Column.LEAD)
    select_down(wide, 2, 3)
    wide.press(Qt.Key.Key_Delete)
    wide.settle()
    stored = wide.stored_tasks()
    assert [stored[number].time_text for number in ("1.2", "1.3")] == ["", ""]
    assert stored["1.2"].names(Role.COORDINATING) == ()
    assert undoable(wide) == 1
    wide.cell("1.2", Column.TEXT)
    wide.press(Qt.Key.Key_Delete)
    wide.settle()
    assert "không xóa trắng được" in wide.window.statusBar().currentMessage()
    assert undoable(wide) == 1


def test_ctrl_d_fills_down_as_one_action(wide: Officer) -> None:
    wide.cell("1.3", Column.TIME)
    select_down(wide, 3)
    wide.press(Qt.Key.Key_D, control=True)
    wide.settle()
    stored = wide.stored_tasks()
    assert {stored[number].time_text for number in ("1.3", "1.4", "1.5")} == {"Quý II/2026"}
    assert undoable(wide) == 1


def test_a_block_goes_to_a_spreadsheet(wide: Officer) -> None:
    wide.cell("1.2", Column.TIME)
    select_down(wide, 2, 2)
    wide.press(Qt.Key.Key_C, control=True)
    wide.settle()
    lines = read_block(QGuiApplication.clipboard().text())
    assert lines == [["Hoàn thành trước ngày 20/02/2026", "19/02/2026"], ["Quý II/2026", "30/06/2026"]]


def by_keys(officer: Officer) -> None:
    officer.press(Qt.Key.Key_V, control=True)


def by_menu(officer: Officer) -> None:
    officer.choose("Chỉnh sửa", "Dán khối ô")


@pytest.mark.parametrize("route", [by_keys, by_menu])
def test_a_block_comes_from_a_spreadsheet_as_one_action(wide: Officer, route: Callable[[Officer], None]) -> None:
    before = wide.stored_tasks()
    wide.cell("1.4", Column.LEAD)
    block = 'Phòng Kinh tế\t"Công an xã\nTrạm Y tế xã"\tQuý III/2026\r\nCông an xã\t\t"hết ""Quý IV"""\r\n'
    QGuiApplication.clipboard().setText(block)
    route(wide)
    wide.settle()
    stored = wide.stored_tasks()
    assert stored["1.4"].names(Role.LEAD) == ("Phòng Kinh tế",)
    assert stored["1.4"].names(Role.COORDINATING) == ("Công an xã", "Trạm Y tế xã")
    assert (stored["1.4"].time_text, stored["1.5"].time_text) == ("Quý III/2026", 'hết "Quý IV"')
    assert stored["1.5"].names(Role.COORDINATING) == ()
    assert undoable(wide) == 1
    wide.press(Qt.Key.Key_Z, control=True)
    wide.settle()
    assert wide.stored_tasks() == before


def test_a_block_too_large_is_refused_and_nothing_is_written(wide: Officer) -> None:
    wide.cell("5.3", Column.TIME)
    last = list(wide.stored_tasks())[-1]
    wide.cell(last, Column.TIME)
    paste(wide, "Quý I\nQuý II\n")
    box = wide.dialog(QMessageBox)
    assert "2 dòng" in box.text()
    assert "Chưa ghi gì" in box.text()
    wide.click(box, "Đóng")
    assert undoable(wide) == 0


def test_a_pasted_block_stays_selected_and_says_what_it_changed(wide: Officer) -> None:
    wide.cell("1.2", Column.TIME)
    paste(wide, "Quý IV/2026\nlúc nào đó\n")
    assert wide.window.notice.text() == "Đã dán 2 ô. 1 thời gian không hiểu, nên chưa có hạn: 1.3."
    assert current(wide) == ("1.2", Column.TIME)
    assert (len(wide.page.selected_tasks()), wide.page.view.columns.selected()) == (2, [Column.TIME])
    paste(wide, "Quý IV/2026\nQuý III/2026\n")
    assert wide.window.statusBar().currentMessage() == "Đã dán 1 ô; 1 ô đã như vậy từ trước."
    assert wide.window.notice.text() == ""


def test_a_column_that_is_put_away_is_offered_where_a_block_misses_it(at_work: Officer) -> None:
    columns = at_work.page.view.columns
    at_work.window.resize(1024, 600)
    at_work.settle()
    assert Column.TIME in columns.shown(), "the time is there beside the panel"
    at_work.window.resize(900, 600)
    at_work.settle()
    at_work.cell("1.2", Column.LEAD)
    assert columns.put_away_before(Column.DUE, Column.LEAD) == [Column.COORD, Column.TIME]
    paste(at_work, "Công an xã\tQuý I/2026\n")
    box = at_work.dialog(QMessageBox)
    assert "Cột «Phối hợp», «Thời gian» đang ẩn" in box.text()
    at_work.click(box, "Hiện «Thời gian»")
    at_work.settle()
    at_work.cell("1.2", Column.LEAD)
    at_work.press(Qt.Key.Key_V, control=True, widget=at_work.page.view)
    at_work.settle()
    assert at_work.stored_tasks()["1.2"].time_text == "Quý I/2026"


def test_one_bad_cell_refuses_the_whole_block(wide: Officer) -> None:
    wide.cell("1.2", Column.LEAD)
    paste(wide, "Phòng Kinh tế\nPhòng không có\n")
    box = wide.dialog(QMessageBox)
    assert "Phòng không có" in box.text()
    wide.click(box, "Đóng")
    assert undoable(wide) == 0


def test_a_block_that_comes_back_changes_only_what_was_changed(wide: Officer) -> None:
    """States and due dates follow from others: they may come back as they went, and not otherwise."""
    wide.cell("2.1", Column.NUMBER)
    select_down(wide, 2, 7)
    wide.press(Qt.Key.Key_C, control=True)
    wide.settle()
    lines = read_block(QGuiApplication.clipboard().text())
    assert "Quá hạn" in lines[0]
    lines[1][4] = "Quý IV/2026"
    wide.cell("2.1", Column.NUMBER)
    paste(wide, write_block(lines))
    assert wide.stored_tasks()["2.2"].time_text == "Quý IV/2026"
    assert undoable(wide) == 1
    lines[0][5] = "31/12/2026"
    wide.cell("2.1", Column.NUMBER)
    paste(wide, write_block(lines))
    box = wide.dialog(QMessageBox)
    assert "Hạn" in box.text()
    wide.click(box, "Đóng")
    assert undoable(wide) == 1


def test_one_cell_is_pasted_over_all_that_are_selected(wide: Officer) -> None:
    wide.cell("1.2", Column.TIME)
    select_down(wide, 3)
    paste(wide, "Quý III/2026")
    stored = wide.stored_tasks()
    assert {stored[number].time_text for number in ("1.2", "1.3", "1.4")} == {"Quý III/2026"}
    assert undoable(wide) == 1


def test_a_cell_whose_column_gave_way_to_a_narrow_window_is_not_typed_in_unseen(wide: Officer) -> None:
    wide.cell("1.3", Column.TIME)
    wide.window.resize(760, 600)
    wide.settle()
    assert wide.page.view.isColumnHidden(Column.TIME)
    wide.press(Qt.Key.Key_F2)
    assert isinstance(wide.page.view.cells.editor(), QPlainTextEdit)
    wide.press(Qt.Key.Key_Escape, widget=wide.page.view.cells.editor())
    wide.settle()
    assert undoable(wide) == 0


def test_ctrl_home_and_end_go_to_the_first_and_the_last_cell(wide: Officer) -> None:
    wide.cell("2.2", Column.TIME)
    wide.press(Qt.Key.Key_End, control=True)
    assert wide.page.view.currentIndex().row() == wide.page.model.rowCount() - 1
    wide.press(Qt.Key.Key_Home, control=True)
    assert wide.page.view.currentIndex().row() == 0


def test_a_list_that_changes_waits_until_the_cell_is_typed(wide: Officer) -> None:
    """The typed text outlasts a reload that puts the rows into another order."""
    view = wide.page.view
    view.order_asked.emit(Column.TIME)
    wide.settle()
    wide.cell("1.3", Column.TIME)
    wide.press(Qt.Key.Key_F2)
    wide.type(editor(wide), "Quý IV/2026")
    view.order_asked.emit(Column.TIME)
    wide.settle()
    assert editor(wide).text() == "Quý IV/2026"
    wide.press(Qt.Key.Key_Return)
    wide.settle()
    assert wide.stored_tasks()["1.3"].time_text == "Quý IV/2026"
