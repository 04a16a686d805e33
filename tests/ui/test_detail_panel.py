"""The detail panel put away and shown again, without a task, and what is said of a percentage."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from danvan_desktop.domain.records import Status
from danvan_desktop.ui.commands.viewing import HIDDEN
from danvan_desktop.ui.detail.dialogs.progress import ProgressDialog
from danvan_desktop.ui.detail.parts.fold import Fold
from tests.ui.clipping import clipped
from tests.ui.officer import Officer
from tests.ui.test_catalogue_list import go_to_heading
from tests.ui.test_detail import at, commands, named, stored


def test_the_panel_is_put_away_and_stays_so(at_work: Officer) -> None:
    panel = at_work.page.panel
    assert panel.isVisible()
    at_work.row("2.2")
    panel.status.setFocus()
    at_work.choose("Xem", "Khung chi tiết")
    assert not panel.isVisible()
    assert at_work.page.view.hasFocus()
    assert at_work.program.around.habits.detail == HIDDEN
    at_work.bot.keyClick(at_work.window, Qt.Key.Key_F9)
    assert panel.isVisible()
    at_work.bot.keyClick(at_work.window, Qt.Key.Key_F9)
    at_work.choose("Nhiệm vụ", "Sửa thời gian")
    assert panel.isVisible()
    assert panel.time.edit.hasFocus()


def test_without_a_task_the_panel_says_how_one_comes_there(at_work: Officer) -> None:
    at_work.row("2.2")
    at_work.settle()
    line = next(label for label in at_work.page.panel.findChildren(QLabel) if label.text().startswith("Chọn một"))
    assert not line.isVisible()
    go_to_heading(at_work, "2")
    at_work.settle()
    assert line.isVisible()
    assert not at_work.page.panel.verticalScrollBar().isVisible()
    at_work.row("2.2")
    at_work.settle()
    assert not line.isVisible()


def test_a_remark_that_has_no_room_beside_its_heading_stands_under_it(qtbot: QtBot) -> None:
    fold = Fold("Kết quả của đơn vị")
    qtbot.addWidget(fold)
    fold.say("· 0/3 đã xong")
    fold.resize(600, 60)
    fold.show()
    assert clipped(fold) == []
    assert [label.text() for label in fold.findChildren(QLabel) if label.isVisible()] == []
    fold.resize(fold._head.sizeHint().width() - 20, 60)
    assert clipped(fold) == []
    assert [label.text() for label in fold.findChildren(QLabel) if label.isVisible()] == ["0/3 đã xong"]
    assert fold.title() == "Kết quả của đơn vị · 0/3 đã xong"


def test_a_percentage_is_refused_with_the_reason_and_all_of_it_offers_the_status(at_work: Officer) -> None:
    body = at(at_work, "2.2")
    at_work.click(body.progress, "Ghi tiến độ…")
    dialog = at_work.dialog(ProgressDialog)
    at_work.type(dialog.text, "Đã niêm yết đủ")
    at_work.type(dialog.percent, "150")
    assert dialog.complaint() == "Hãy ghi số từ 0 đến 100, hoặc để trống"
    assert not named(dialog, "Ghi lại").isEnabled()
    dialog.percent.setText("100")
    assert dialog.complaint() == ""
    at_work.click(dialog, "Ghi lại")
    at_work.settle()
    notice = at_work.window.notice
    assert notice.text() == "Đã ghi tiến độ 100 %; trạng thái vẫn là «Chưa làm»."
    at_work.click(notice, "Đánh dấu hoàn thành")
    at_work.settle()
    assert stored(at_work, "2.2").task.status is Status.DONE
    commands(at_work).save_field(at_work.page.panel.task(), "percent", "100")
    at_work.settle()
    assert "trạng thái" not in notice.text()


def test_the_time_has_a_letter_that_leads_to_it(at_work: Officer) -> None:
    at(at_work, "1.2")
    at_work.bot.keyClick(at_work.window, Qt.Key.Key_I, Qt.KeyboardModifier.AltModifier)
    assert at_work.page.panel.time.edit.hasFocus()
