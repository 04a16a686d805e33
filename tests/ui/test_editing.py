"""Changing tasks by every route, looked at in the book and in the list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMessageBox

from danvan_desktop.domain.records import Role, Status
from danvan_desktop.services import history
from danvan_desktop.ui.catalogue import reading
from danvan_desktop.ui.catalogue.table.time_cell import TimeCell
from danvan_desktop.ui.menus import Command
from danvan_desktop.ui.models.task_table import Column
from tests.ui.officer import NOW, Officer


def by_menu(officer: Officer) -> None:
    officer.choose("Nhiệm vụ", "Trạng thái", "Tạm dừng")


def by_keys(officer: Officer) -> None:
    officer.press(Qt.Key.Key_4, control=True)


def by_panel(officer: Officer) -> None:
    box = officer.page.panel.status
    box.setFocus()
    box.setCurrentIndex(box.findText("Tạm dừng"))
    box.activated.emit(box.currentIndex())


@pytest.mark.parametrize("route", [by_menu, by_keys, by_panel])
def test_a_status_is_set_by_every_route(at_work: Officer, route: Callable[[Officer], None]) -> None:
    before = at_work.row("1.3")
    route(at_work)
    at_work.settle()
    assert at_work.stored_tasks()["1.3"].status is Status.SUSPENDED
    assert at_work.row("1.3").cells[Column.STATE] == "Tạm dừng" != before.cells[Column.STATE]
    assert at_work.page.panel.status.currentText() == "Tạm dừng"


def test_several_tasks_get_a_status_as_one_action(at_work: Officer) -> None:
    at_work.row("1.1")
    at_work.page.view.setFocus()
    QTest.keyClick(at_work.page.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(at_work.page.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    chosen = at_work.page.selected_tasks()
    at_work.choose("Nhiệm vụ", "Trạng thái", "Hoàn thành")
    at_work.settle()
    done = [view for view in at_work.stored_tasks().values() if view.id in chosen]
    assert [(view.status, view.done_on is not None) for view in done] == [(Status.DONE, True)] * 3
    assert len(at_work.stored(history.stacks).undoable) == 1


def by_f2(officer: Officer) -> None:
    officer.press(Qt.Key.Key_F2)


def by_enter(officer: Officer) -> None:
    officer.press(Qt.Key.Key_Return)


def by_double_click(officer: Officer) -> None:
    view = officer.page.view
    place: QPoint = view.visualRect(view.currentIndex()).center()
    officer.bot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    officer.bot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)


@pytest.mark.parametrize("route", [by_f2, by_enter, by_double_click])
def test_a_time_is_typed_into_its_cell_by_every_route(at_work: Officer, route: Callable[[Officer], None]) -> None:
    at_work.window.resize(1366, 768)
    place = at_work.cell("2.2", Column.TIME)
    route(at_work)
    editor = at_work.page.view.cells.editor()
    assert isinstance(editor, TimeCell)
    assert editor.hasFocus()
    at_work.type(editor, "Quý III/2026")
    assert editor.meaning() == "→ 30/09/2026 (hết Quý III)"
    at_work.press(Qt.Key.Key_Return)
    at_work.settle()
    stored = at_work.stored_tasks()["2.2"]
    assert (stored.time_text, stored.due.due) == ("Quý III/2026", date(2026, 9, 30))
    assert place.siblingAtColumn(Column.DUE).data() == "30/09/2026"
    assert at_work.page.view.hasFocus()


def test_a_time_is_typed_in_the_panel(at_work: Officer) -> None:
    at_work.row("2.2")
    at_work.choose("Nhiệm vụ", "Sửa thời gian")
    field = at_work.page.panel.time
    assert field.edit.hasFocus()
    at_work.type(field.edit, "Quý III/2026")
    assert field.meaning() == "→ 30/09/2026 (hết Quý III)"
    at_work.press(Qt.Key.Key_Return)
    at_work.settle()
    assert at_work.stored_tasks()["2.2"].due.due == date(2026, 9, 30)
    assert at_work.page.view.hasFocus()


def test_what_a_time_means_is_said_while_it_is_typed_and_the_text_is_left_alone(at_work: Officer) -> None:
    at_work.row("1.1")
    field = at_work.page.panel.time
    field.edit.setFocus()
    field.edit.selectAll()
    said = []
    for letters in ("trước", " ngày", " 20", "/11"):
        at_work.type(field.edit, letters)
        said.append(field.meaning())
    assert field.edit.text() == "trước ngày 20/11"
    assert said[0].startswith("không hiểu")
    assert said[-1] == "→ 19/11/2026 (trước ngày 20/11/2026)"
    assert at_work.stored_tasks()["1.1"].time_text == "Thường xuyên"


def test_half_composed_typing_is_stored_composed(at_work: Officer) -> None:
    at_work.row("1.1")
    field = at_work.page.panel.time
    field.edit.setFocus()
    field.edit.selectAll()
    at_work.type(field.edit, "Quy\u0301 II/2026")
    at_work.press(Qt.Key.Key_Return)
    at_work.settle()
    assert at_work.stored_tasks()["1.1"].time_text == "Quý II/2026"


def test_esc_puts_the_time_back(at_work: Officer) -> None:
    held = at_work.row("1.2").time_text
    at_work.page.panel.start_editing()
    at_work.type(at_work.page.panel.time.edit, "bao giờ cũng được")
    at_work.press(Qt.Key.Key_Escape)
    assert at_work.page.panel.time.edit.text() == held
    assert at_work.page.view.hasFocus()
    assert not at_work.stored(history.stacks).undoable


def test_typed_time_is_kept_when_the_officer_goes_on_to_another_task(at_work: Officer) -> None:
    at_work.row("1.2")
    at_work.page.panel.start_editing()
    at_work.type(at_work.page.panel.time.edit, "Quý IV/2026")
    at_work.row("1.3")
    at_work.settle()
    stored = at_work.stored_tasks()
    assert (stored["1.2"].time_text, stored["1.3"].time_text) == ("Quý IV/2026", "Quý II/2026")


def undo_by_menu(officer: Officer) -> None:
    officer.choose("Chỉnh sửa", "Hoàn tác")


def undo_by_keys(officer: Officer) -> None:
    officer.press(Qt.Key.Key_Z, control=True)


def undo_by_toolbar(officer: Officer) -> None:
    officer.click(officer.window, "Hoàn tác")


@pytest.mark.parametrize("route", [undo_by_menu, undo_by_keys, undo_by_toolbar])
def test_an_action_is_undone_and_done_again(at_work: Officer, route: Callable[[Officer], None]) -> None:
    before = at_work.row("1.3")
    assert not at_work.window.action(Command.UNDO).isEnabled()
    at_work.choose("Nhiệm vụ", "Trạng thái", "Tạm dừng")
    at_work.settle()
    at_work.page.view.setFocus()
    route(at_work)
    at_work.settle()
    assert at_work.stored_tasks()["1.3"].status is before.status
    assert at_work.row("1.3").cells == before.cells
    assert not at_work.window.action(Command.UNDO).isEnabled()
    at_work.press(Qt.Key.Key_Y, control=True)
    at_work.settle()
    assert at_work.stored_tasks()["1.3"].status is Status.SUSPENDED


def test_the_status_bar_counts_and_says_when_it_was_saved(at_work: Officer) -> None:
    shown = at_work.window.counts()
    assert shown.startswith("25 nhiệm vụ · ")
    assert shown.endswith(" quá hạn")
    at_work.row("1.1")
    at_work.choose("Nhiệm vụ", "Trạng thái", "Hoàn thành")
    at_work.settle()
    assert at_work.window.counts().endswith(f"Đã lưu {NOW:%H:%M}")


@pytest.mark.parametrize("column", [Column.RESULT, Column.TIME])
def test_what_is_being_typed_in_a_cell_is_kept_when_the_book_is_closed(
    at_work: Officer, sample: Path, column: Column
) -> None:
    at_work.window.resize(1366, 768)
    at_work.cell("2.2", column)
    at_work.press(Qt.Key.Key_F2)
    at_work.type(at_work.focused(), "Quý III/2026")
    at_work.choose("Tệp", "Đóng sổ")
    at_work.settle()
    held = at_work.in_file(sample)["2.2"]
    kept = {Column.RESULT: held.result, Column.TIME: held.time_text}
    assert kept[column] == "Quý III/2026"


def test_what_is_being_typed_in_the_panel_is_kept_when_the_book_is_closed(at_work: Officer, sample: Path) -> None:
    at_work.row("2.2")
    at_work.settle()
    text = at_work.page.panel.text
    text.start()
    text.field.edit.selectAll()
    at_work.type(text.field.edit, "Đối thoại với nông dân")
    at_work.choose("Tệp", "Đóng sổ")
    at_work.settle()
    assert at_work.in_file(sample)["2.2"].text == "Đối thoại với nông dân"


def test_a_time_that_is_not_understood_keeps_the_book_open_and_stays_in_the_field(at_work: Officer) -> None:
    at_work.row("2.2")
    at_work.settle()
    field = at_work.page.panel.time.edit
    field.setFocus()
    field.selectAll()
    at_work.type(field, "bao giờ xong thì xong")
    at_work.row("2.3")
    at_work.settle()
    at_work.choose("Tệp", "Đóng sổ")
    at_work.settle()
    assert at_work.program.commands.open_book() is not None
    assert at_work.page.panel.task() == at_work.stored_tasks()["2.2"].id
    assert field.text() == "bao giờ xong thì xong"
    assert field.hasFocus()
    assert "chưa ghi" in at_work.window.statusBar().currentMessage()
    at_work.press(Qt.Key.Key_Escape, widget=field)
    at_work.choose("Tệp", "Đóng sổ")
    at_work.wait(at_work.window.start_page.isVisible)


def test_what_is_being_typed_is_what_an_undo_by_the_menu_takes_back(at_work: Officer) -> None:
    at_work.cell("1.3", Column.TEXT)
    at_work.choose("Nhiệm vụ", "Trạng thái", "Tạm dừng")
    at_work.settle()
    before = at_work.row("1.3").text
    at_work.press(Qt.Key.Key_F2)
    at_work.type(at_work.focused(), "Nội dung khác")
    at_work.choose("Chỉnh sửa", "Hoàn tác")
    at_work.settle()
    held = at_work.stored_tasks()["1.3"]
    assert (held.text, held.status) == (before, Status.SUSPENDED)


def test_what_was_undone_is_said(at_work: Officer) -> None:
    at_work.window.resize(1366, 768)
    at_work.cell("2.2", Column.TIME)
    at_work.press(Qt.Key.Key_Return)
    at_work.type(at_work.focused(), "Quý III/2026")
    at_work.press(Qt.Key.Key_Return)
    at_work.settle()
    at_work.press(Qt.Key.Key_Z, control=True)
    at_work.settle()
    assert at_work.window.statusBar().currentMessage() == "Đã hoàn tác: sửa thời gian của nhiệm vụ 2.2."
    at_work.press(Qt.Key.Key_Y, control=True)
    at_work.settle()
    assert at_work.window.statusBar().currentMessage() == "Đã làm lại: sửa thời gian của nhiệm vụ 2.2."


def test_an_edit_is_found_without_reading_the_whole_book_again(
    at_work: Officer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbidden(*_: object) -> None:
        raise AssertionError("the whole book was read")

    for name in ("searchable", "listed", "first_listed", "named"):
        monkeypatch.setattr(reading, name, forbidden)
    at_work.cell("1.2", Column.RESULT)
    at_work.press(Qt.Key.Key_F2)
    at_work.type(at_work.focused(), "Đã mở lớp cho trưởng thôn xóm Đình")
    at_work.press(Qt.Key.Key_Return)
    at_work.settle()
    at_work.bot.wait(100)
    at_work.settle()
    at_work.type(at_work.page.search, "xom dinh")
    at_work.settle()
    assert at_work.listed() == 1


def test_search_folds_marks_and_finds_every_word(at_work: Officer) -> None:
    at_work.press(Qt.Key.Key_F, control=True)
    assert at_work.page.search.hasFocus()
    at_work.type(at_work.page.search, "phong kinh te doi thoai")
    at_work.settle()
    shown = [at_work.page.model.row_at(place) for place in range(at_work.page.model.rowCount())]
    assert [row.cells[0] for row in shown if row] == ["2.4.b"]
    at_work.press(Qt.Key.Key_Escape)
    at_work.settle()
    assert at_work.listed() == 25


def test_it_is_said_when_nothing_holds_the_phrase_and_the_words_answer(at_work: Officer) -> None:
    said = at_work.page.by_words
    at_work.type(at_work.page.search, "kinh te")
    at_work.settle()
    assert not said.isVisible()
    at_work.page.search.clear()
    at_work.type(at_work.page.search, "phong kinh te doi thoai")
    at_work.settle()
    assert said.isVisible()
    assert said.text() == "Không có cụm «phong kinh te doi thoai»; hiện các nhiệm vụ có đủ các từ."
    at_work.press(Qt.Key.Key_Escape, widget=at_work.page.search)
    at_work.settle()
    assert not said.isVisible()


def test_a_search_without_hits_says_so_and_offers_a_way_back(at_work: Officer) -> None:
    at_work.type(at_work.page.search, "không có đâu")
    at_work.settle()
    assert at_work.listed() == 0
    at_work.click(at_work.page, "Hiện tất cả nhiệm vụ")
    at_work.settle()
    assert at_work.listed() == 25


def test_the_task_in_hand_stays_current_through_a_search(at_work: Officer) -> None:
    chosen = at_work.row("2.4.b")
    at_work.type(at_work.page.search, "doi thoai")
    at_work.settle()
    row = at_work.page.panel.row()
    assert row is not None
    assert row.id == chosen.id


def test_a_new_day_shows_what_has_become_late(at_work: Officer) -> None:
    late = at_work.window.counts()
    at_work.world.now = NOW.replace(year=2027)
    at_work.program.commands.look_at_the_clock()
    at_work.settle()
    assert at_work.window.counts() != late
    assert at_work.row("2.3").cells[Column.STATE] == "Quá hạn"


@pytest.mark.parametrize("leave", [("Tệp", "Thoát"), ("Tệp", "Đóng sổ")])
def test_a_cell_that_the_book_refuses_keeps_the_window_open(
    at_work: Officer, sample: Path, leave: tuple[str, str]
) -> None:
    at_work.window.resize(1366, 768)
    at_work.cell("2.2", Column.LEAD)
    at_work.press(Qt.Key.Key_F2)
    at_work.type(at_work.focused(), "Tổ công tác số 9")
    at_work.choose(*leave)
    box = at_work.dialog(QMessageBox)
    assert "Tổ công tác số 9" in box.text()
    at_work.settle()
    at_work.click(box, "Đóng")
    at_work.settle()
    assert at_work.window.isVisible()
    assert at_work.window.isEnabled()
    editor = at_work.window.focusWidget()
    assert isinstance(editor, QLineEdit)
    assert editor.text() == "Tổ công tác số 9"
    at_work.press(Qt.Key.Key_Escape, widget=editor)
    at_work.choose(*leave)
    at_work.wait(lambda: not at_work.window.isVisible() or at_work.window.start_page.isVisible())
    assert at_work.in_file(sample)["2.2"].names(Role.LEAD) == ("Phòng Kinh tế",)
