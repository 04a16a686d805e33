"""The detail panel and its dialogs: changed as an officer does, looked at in the book, undone in one step."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QWidget

from danvan_desktop.domain.catalogue.details import TaskDetails
from danvan_desktop.domain.lifecycle import State
from danvan_desktop.domain.records import Role, Status
from danvan_desktop.services import catalogue, history
from danvan_desktop.ui.detail.body import DetailBody
from danvan_desktop.ui.detail.commands import DetailCommands
from danvan_desktop.ui.detail.dialogs.extend import ExtendDialog
from danvan_desktop.ui.detail.dialogs.progress import FinishDialog, ProgressDialog
from danvan_desktop.ui.detail.dialogs.several import AssignDialog, TimeDialog
from danvan_desktop.ui.detail.shown import Details
from danvan_desktop.ui.dialogs.frame import Dialog
from danvan_desktop.ui.menus import Command
from danvan_desktop.ui.safety.history import HistoryDialog
from danvan_desktop.ui.widgets.time_field import NOT_SAVED
from tests.making import NOON_MS
from tests.ui.officer import NOW, Officer
from tests.ui.test_words import foreign_words, nameless

TODAY = NOW.date()


def at(officer: Officer, number: str) -> DetailBody:
    """Make a task current and wait for its details."""
    officer.row(number)
    officer.page.view.setFocus()
    officer.settle()
    body = officer.page.panel.body
    assert body is not None
    officer.wait(lambda: body.isVisible() and body.isEnabled())
    return body


def commands(officer: Officer) -> DetailCommands:
    return officer.program.commands.detail


def stored(officer: Officer, number: str) -> TaskDetails:
    task = officer.stored_tasks()[number].id
    return officer.stored(lambda book: catalogue.task_details(book, task, TODAY))


def named(parent: QWidget, name: str) -> QWidget:
    """The control that a screen reader calls so."""
    return next(child for child in parent.findChildren(QWidget) if child.accessibleName() == name)


def press_named(officer: Officer, parent: QWidget, name: str) -> None:
    officer.bot.mouseClick(named(parent, name), Qt.MouseButton.LeftButton)


def select(officer: Officer, count: int) -> list[str]:
    """Select tasks from the first one on, as with Shift and Down."""
    officer.row("1.1")
    officer.page.view.setFocus()
    for _ in range(count - 1):
        officer.bot.keyClick(officer.page.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    officer.settle()
    return officer.page.selected_tasks()


def undo_is_one_step(officer: Officer) -> None:
    assert len(officer.stored(history.stacks).undoable) == 1
    officer.choose("Chỉnh sửa", "Hoàn tác")
    officer.settle()
    assert not officer.stored(history.stacks).undoable


def test_an_agency_is_taken_off_by_its_button(at_work: Officer) -> None:
    body = at(at_work, "2.3")
    before = stored(at_work, "2.3").task
    leads = before.names(Role.LEAD)
    press_named(at_work, body, f"Bỏ {leads[0]} khỏi chủ trì")
    at_work.settle()
    assert stored(at_work, "2.3").task.names(Role.LEAD) == leads[1:]
    assert all(child.accessibleName() != f"Bỏ {leads[0]} khỏi chủ trì" for child in body.findChildren(QWidget))
    undo_is_one_step(at_work)
    assert stored(at_work, "2.3").task.assigned == before.assigned


def test_an_agency_is_added_by_a_search_without_marks(at_work: Officer) -> None:
    body = at(at_work, "1.1")
    before = stored(at_work, "1.1").task
    at_work.click(body, "Thêm cơ quan")
    section = body.agencies
    section.role.setCurrentIndex(section.role.findData(Role.COORDINATING))
    section.picker.edit.setFocus()
    at_work.type(section.picker.edit, "cong an")
    assert section.picker.found.currentItem().text() == "Công an xã"
    at_work.press(Qt.Key.Key_Return)
    at_work.settle()
    assert "Công an xã" in stored(at_work, "1.1").task.names(Role.COORDINATING)
    assert section.picker.isHidden()
    undo_is_one_step(at_work)
    assert stored(at_work, "1.1").task.assigned == before.assigned


def test_esc_in_the_search_for_an_agency_adds_nobody(at_work: Officer) -> None:
    body = at(at_work, "1.1")
    at_work.click(body, "Thêm cơ quan")
    at_work.press(Qt.Key.Key_Down)
    at_work.press(Qt.Key.Key_Escape)
    at_work.settle()
    assert body.agencies.picker.isHidden()
    assert body.agencies.add.hasFocus()
    assert not at_work.stored(history.stacks).undoable


def by_enter(officer: Officer) -> None:
    officer.press(Qt.Key.Key_Return)


def by_tab(officer: Officer) -> None:
    officer.press(Qt.Key.Key_Tab)


def by_another_task(officer: Officer) -> None:
    officer.row("1.5")


@pytest.mark.parametrize("leave", [by_enter, by_tab, by_another_task])
@pytest.mark.parametrize(("name", "typed", "kept"), [("result", "Đã họp", "Đã họp"), ("percent", "60 %", 60)])
def test_a_field_is_saved_on_leaving_it(
    at_work: Officer, leave: Callable[[Officer], None], name: str, typed: str, kept: object
) -> None:
    body = at(at_work, "1.2")
    field = body.fields.fields[name]
    before = getattr(stored(at_work, "1.2").task, name)
    field.edit.setFocus()
    field.edit.selectAll()
    at_work.type(field.edit, typed)
    leave(at_work)
    at_work.settle()
    assert getattr(stored(at_work, "1.2").task, name) == kept
    undo_is_one_step(at_work)
    assert getattr(stored(at_work, "1.2").task, name) == before


def test_esc_puts_a_field_back(at_work: Officer) -> None:
    body = at(at_work, "1.2")
    field = body.fields.fields["note"]
    field.edit.setFocus()
    at_work.type(field.edit, "thôi")
    at_work.press(Qt.Key.Key_Escape)
    at_work.settle()
    assert field.text() == ""
    assert at_work.page.view.hasFocus()
    assert not at_work.stored(history.stacks).undoable


def test_a_percentage_that_is_none_stays_in_the_field_and_is_not_saved(at_work: Officer) -> None:
    body = at(at_work, "1.2")
    field = body.fields.fields["percent"]
    field.edit.setFocus()
    field.edit.selectAll()
    at_work.type(field.edit, "gần xong")
    at_work.press(Qt.Key.Key_Tab)
    at_work.settle()
    assert field.text() == "gần xong"
    assert "chưa lưu" in field.trouble()
    assert not at_work.stored(history.stacks).undoable


def test_the_text_is_changed_in_place(at_work: Officer) -> None:
    at(at_work, "1.2")
    text = at_work.page.panel.text
    press_named(at_work, text, "Sửa nội dung nhiệm vụ")
    assert text.field.edit.hasFocus()
    text.field.edit.selectAll()
    at_work.type(text.field.edit, "Rà soát quy chế")
    at_work.press(Qt.Key.Key_Return)
    at_work.settle()
    assert stored(at_work, "1.2").task.text == "Rà soát quy chế"
    assert text.field.isHidden()
    undo_is_one_step(at_work)


def test_an_empty_text_is_refused(at_work: Officer) -> None:
    at(at_work, "1.2")
    text = at_work.page.panel.text
    text.start()
    text.field.edit.selectAll()
    at_work.press(Qt.Key.Key_Delete)
    at_work.press(Qt.Key.Key_Return)
    assert "phải có nội dung" in text.field.trouble()
    at_work.press(Qt.Key.Key_Escape)
    at_work.settle()
    assert not at_work.stored(history.stacks).undoable


def test_a_time_that_is_not_understood_is_written_only_when_asked(at_work: Officer) -> None:
    at(at_work, "1.2")
    panel = at_work.page.panel
    panel.start_editing()
    at_work.type(panel.time.edit, "bao giờ cũng được")
    at_work.press(Qt.Key.Key_Tab)
    at_work.page.view.setFocus()
    at_work.settle()
    assert panel.time.edit.text() == "bao giờ cũng được"
    assert panel.time.meaning().endswith(NOT_SAVED)
    assert not at_work.stored(history.stacks).undoable
    at_work.row("1.3")
    at_work.settle()
    assert panel.time.edit.text() == "Quý II/2026"
    at_work.row("1.2")
    at_work.settle()
    assert panel.time.edit.text() == "bao giờ cũng được"
    at_work.click(panel, "Áp dụng")
    at_work.settle()
    assert stored(at_work, "1.2").task.time_text == "bao giờ cũng được"
    undo_is_one_step(at_work)


def test_an_extension_asks_for_a_reason_and_leaves_the_original_date(at_work: Officer) -> None:
    body = at(at_work, "2.2")
    at_work.click(body.extensions, "Gia hạn…")
    dialog = at_work.dialog(ExtendDialog)
    at_work.type(dialog.due.edit, "31/11")
    assert dialog.due.meaning() == "tháng 11 chỉ có 30 ngày"
    dialog.due.edit.clear()
    at_work.type(dialog.due.edit, "26/7")
    assert dialog.due.meaning().startswith("→ Chủ nhật 26/07/2026, ngày nghỉ; ngày làm việc cuối là 24/07/2026")
    assert not dialog.go.isEnabled()
    at_work.type(dialog.reason, "Chờ hướng dẫn của thành phố")
    at_work.type(dialog.decided_by, "Chủ tịch UBND xã")
    at_work.click(dialog, "Gia hạn")
    at_work.settle()
    held = stored(at_work, "2.2")
    assert (held.task.due.due, held.task.due.original_due) == (date(2026, 7, 26), date(2026, 3, 31))
    (line,) = held.extensions
    assert (line.reason, line.decided_by) == ("Chờ hướng dẫn của thành phố", "Chủ tịch UBND xã")
    assert "hạn ban đầu 31/03/2026" in at_work.page.panel.head.said()
    assert at_work.window.notice.text() == "Đã gia hạn nhiệm vụ 2.2 từ 31/03/2026 đến 26/07/2026."
    at_work.page.panel.time_applied.emit(held.task.id, "Quý II/2026")
    at_work.settle()
    said = at_work.window.notice.text()
    assert "vẫn là 26/07/2026. Hạn ban đầu tính theo thời gian vừa sửa, nay là 30/06/2026." in said
    assert [line.old_due for line in stored(at_work, "2.2").extensions] == [None]
    at_work.window.action(Command.UNDO).trigger()
    at_work.settle()
    undo_is_one_step(at_work)
    assert stored(at_work, "2.2").task.due.due == date(2026, 3, 31)


def note(officer: Officer, body: DetailBody, text: str, percent: str, status: Status | None) -> None:
    officer.click(body.progress, "Ghi tiến độ…")
    dialog = officer.dialog(ProgressDialog)
    officer.type(dialog.text, text)
    officer.type(dialog.percent, percent)
    dialog.status.setCurrentIndex(dialog.status.findData(status))
    officer.click(dialog, "Ghi lại")
    officer.settle()


def test_progress_is_noted_with_percentage_and_status_as_one_action(at_work: Officer) -> None:
    body = at(at_work, "2.2")
    before = stored(at_work, "2.2").task
    note(at_work, body, "Đã niêm yết tại 5 thôn", "80", Status.DONE)
    held = stored(at_work, "2.2")
    assert [(line.day, line.text, line.percent) for line in held.diary] == [(TODAY, "Đã niêm yết tại 5 thôn", 80)]
    assert (held.task.percent, held.task.status, held.task.done_on) == (80, Status.DONE, TODAY)
    undo_is_one_step(at_work)
    again = stored(at_work, "2.2")
    assert (again.diary, again.task) == ((), before)


def test_an_entry_of_the_diary_is_corrected_and_deleted(at_work: Officer) -> None:
    body = at(at_work, "2.2")
    note(at_work, body, "Đã niêm yết", "", None)
    press_named(at_work, body, "Sửa dòng 05/03/2026")
    dialog = at_work.dialog(ProgressDialog)
    dialog.day.edit.selectAll()
    at_work.type(dialog.day.edit, "2/3/2026")
    dialog.agency.setCurrentIndex(dialog.agency.findText("Công an xã"))
    at_work.click(dialog, "Ghi lại")
    at_work.settle()
    assert [(line.day, line.text, line.agency_name) for line in stored(at_work, "2.2").diary] == [
        (date(2026, 3, 2), "Đã niêm yết", "Công an xã")
    ]
    press_named(at_work, body, "Xóa dòng 02/03/2026 · Công an xã")
    at_work.settle()
    assert stored(at_work, "2.2").diary == ()
    assert len(at_work.stored(history.stacks).undoable) == 3


def test_an_instance_is_ticked_off(at_work: Officer) -> None:
    body = at(at_work, "5.2")
    box = named(body.occurrences, "lần 1 trước ngày 10/6/2026: hoàn thành")
    assert isinstance(box, QCheckBox)
    box.setFocus()
    at_work.press(Qt.Key.Key_Space, widget=box)
    at_work.settle()
    assert [line.state for line in stored(at_work, "5.2").occurrences] == [State.DONE, State.NOT_STARTED]
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == "lần 1 trước ngày 10/6/2026: hoàn thành"
    undo_is_one_step(at_work)
    assert [line.state for line in stored(at_work, "5.2").occurrences] == [State.NOT_STARTED] * 2


def test_what_each_member_of_a_leading_collective_did_is_ticked_off(at_work: Officer) -> None:
    body = at(at_work, "4.1")
    members = stored(at_work, "4.1").members
    press_named(at_work, body.members, f"{members[1].name}: hoàn thành")
    at_work.settle()
    done = [line.name for line in stored(at_work, "4.1").members if line.outcome().status is Status.DONE]
    assert done == [members[1].name]
    assert body.members.title().endswith(f"· 1/{len(members)} hoàn thành")
    undo_is_one_step(at_work)


@pytest.mark.parametrize("give", [True, False])
def test_several_tasks_are_given_to_an_agency_or_taken_from_it(at_work: Officer, give: bool) -> None:
    chosen = select(at_work, 3)
    if not give:
        agency = at_work.stored_tasks()["1.1"].assigned[0]
    commands(at_work).assign_selected()
    dialog = at_work.dialog(AssignDialog)
    name = "Trạm Y tế xã" if give else agency.name
    if not give:
        at_work.click(dialog, "Bỏ cơ quan")
    role = Role.COORDINATING if give else agency.role
    dialog.role.setCurrentIndex(dialog.role.findData(role))
    at_work.type(dialog.picker.edit, name)
    at_work.click(dialog, "Đồng ý")
    at_work.settle()
    tasks = [view for view in at_work.stored_tasks().values() if view.id in chosen]
    assert [name in view.names(role) for view in tasks] == [give] * 3
    said = at_work.window.notice.text()
    assert said.startswith("Đã giao Trạm Y tế xã phối hợp 3 nhiệm vụ" if give else f"Đã thôi giao {name} chủ trì")
    undo_is_one_step(at_work)


def test_several_tasks_get_one_time(at_work: Officer) -> None:
    chosen = select(at_work, 3)
    commands(at_work).time_of_selected()
    dialog = at_work.dialog(TimeDialog)
    at_work.type(dialog.time.edit, "Quý III/2026")
    assert dialog.time.meaning() == "→ 30/09/2026 (hết Quý III)"
    at_work.press(Qt.Key.Key_Return, widget=dialog.time.edit)
    at_work.settle()
    times = {view.time_text for view in at_work.stored_tasks().values() if view.id in chosen}
    assert times == {"Quý III/2026"}
    assert at_work.window.notice.text() == "Đã đặt thời gian «Quý III/2026» cho 3 nhiệm vụ."
    undo_is_one_step(at_work)


def test_several_tasks_are_done_on_a_day_with_a_result(at_work: Officer) -> None:
    chosen = select(at_work, 2)
    commands(at_work).finish_selected()
    dialog = at_work.dialog(FinishDialog)
    dialog.day.edit.selectAll()
    at_work.type(dialog.day.edit, "3/3/2026")
    at_work.type(dialog.result, "Đạt yêu cầu")
    at_work.click(dialog, "Hoàn thành")
    at_work.settle()
    done = [view for view in at_work.stored_tasks().values() if view.id in chosen]
    assert {(view.status, view.done_on, view.result) for view in done} == {
        (Status.DONE, date(2026, 3, 3), "Đạt yêu cầu")
    }
    undo_is_one_step(at_work)
    at_work.choose("Nhiệm vụ", "Trạng thái", "Tạm dừng")
    at_work.settle()
    assert at_work.window.notice.text() == "Đã đặt trạng thái «Tạm dừng» cho 2 nhiệm vụ."
    at_work.click(at_work.window.notice, "Hoàn tác")
    at_work.settle()
    assert Status.SUSPENDED not in {view.status for view in at_work.stored_tasks().values() if view.id in chosen}


def test_the_history_says_who_did_what(at_work: Officer) -> None:
    body = at(at_work, "1.3")
    at_work.choose("Nhiệm vụ", "Trạng thái", "Tạm dừng")
    at_work.settle()
    body.history.set_open(True)
    at_work.click(body.history, "Xem tất cả…")
    dialog = at_work.dialog(HistoryDialog)
    hour = f"{datetime.fromtimestamp(NOON_MS / 1000, UTC).astimezone():%H:%M}"
    told = [line.cells for line in dialog.model.rows()]
    assert told[0] == ("05/03/2026", hour, "Hà", "nhiệm vụ 1.3", "trạng thái", "Đang làm", "Tạm dừng")
    assert any("(thêm)" in cells[3] or "(nhập từ tệp)" in cells[3] for cells in told)


def test_folds_stay_as_they_are_from_task_to_task(at_work: Officer) -> None:
    body = at(at_work, "1.3")
    press_named(at_work, body, "Cơ quan")
    at(at_work, "1.5")
    assert not body.agencies.is_open()
    assert "agencies" in body.folds().split()


def test_details_of_another_task_are_let_go(at_work: Officer) -> None:
    body = at(at_work, "1.3")
    shown = body.fields.fields["product"].text()
    at_work.page.panel.show_details(Details("khác", "", (), (("product", "của việc khác"),), (), ()))
    assert body.fields.fields["product"].text() == shown != "của việc khác"


def test_walking_through_the_list_reads_details_once(at_work: Officer, monkeypatch: pytest.MonkeyPatch) -> None:
    at(at_work, "1.1")
    shown: list[str] = []
    panel = at_work.page.panel
    show = panel.show_details
    monkeypatch.setattr(panel, "show_details", lambda details: (shown.append(details.task), show(details)))
    for _ in range(4):
        at_work.bot.keyClick(at_work.page.view, Qt.Key.Key_Down)
    at_work.settle()
    row = panel.row()
    assert row is not None
    assert shown == [row.id]


def test_a_book_that_is_only_read_offers_nothing_to_change(officer: Officer, sample: Path) -> None:
    sample.chmod(0o444)
    officer.open(sample)
    body = at(officer, "5.2")
    texts = [button for button in ("Thêm cơ quan…", "Ghi tiến độ…", "Gia hạn…") if _offers(body, button)]
    assert texts == []
    assert all(field.edit.isReadOnly() for field in body.fields.fields.values())
    assert not any(box.isEnabled() for box in body.findChildren(QCheckBox))
    panel = officer.page.panel
    assert panel.only_read.isVisible()
    fields = [panel.time.edit, *(field.edit for field in body.fields.fields.values())]
    assert {field.palette().base().color().name() for field in fields} == {panel.palette().window().color().name()}
    sample.chmod(0o644)


def _offers(body: QWidget, name: str) -> bool:
    return any(child.accessibleName() == name and not child.isHidden() for child in body.findChildren(QWidget))


def test_tab_goes_down_the_panel(at_work: Officer) -> None:
    body = at(at_work, "1.1")
    panel = at_work.page.panel
    panel.time.edit.setFocus()
    visited = []
    for _ in range(6):
        at_work.press(Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        assert focus is not None
        visited.append(focus.accessibleName())
    assert visited[:2] == ["Sửa nội dung nhiệm vụ", body.agencies.title()]
    assert visited[2].startswith("Bỏ ")


def ask_extension(officer: Officer) -> None:
    commands(officer).extend()


def ask_progress(officer: Officer) -> None:
    commands(officer).add_progress()


def ask_history(officer: Officer) -> None:
    commands(officer).show_history()


def ask_agency(officer: Officer) -> None:
    commands(officer).assign_selected()


def ask_time(officer: Officer) -> None:
    commands(officer).time_of_selected()


def ask_completion(officer: Officer) -> None:
    commands(officer).finish_selected()


@pytest.mark.parametrize("ask", [ask_extension, ask_progress, ask_history, ask_agency, ask_time, ask_completion])
def test_dialogs_speak_vietnamese_and_name_their_controls(at_work: Officer, ask: Callable[[Officer], None]) -> None:
    at(at_work, "5.2")
    ask(at_work)
    dialog = at_work.dialog(Dialog)
    assert foreign_words(dialog) == []
    assert nameless(dialog) == []


def test_the_panel_speaks_vietnamese_and_names_its_controls(at_work: Officer) -> None:
    body = at(at_work, "5.2")
    note(at_work, body, "Đã họp", "30", Status.DOING)
    body.set_folds("")
    at_work.click(body, "Thêm cơ quan")
    assert foreign_words(at_work.page.panel) == []
    assert nameless(at_work.page.panel) == []
