"""Nhận biểu của đơn vị: looked at, chosen from by keyboard, taken in, taken back; dropped, or met by an import."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QMessageBox

from danvan_desktop.domain.records import Status
from danvan_desktop.services import returns
from danvan_desktop.ui.exchange.page import ExchangePage
from danvan_desktop.ui.menus import Command
from danvan_desktop.ui.returns.dialog import ReturnedFormsDialog
from tests.ui.officer import Officer
from tests.ui.returned import filled_forms

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")


def drop(officer: Officer, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    officer.window.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, buttons, keys))


def message(officer: Officer) -> str:
    box = officer.dialog(QMessageBox)
    said = f"{box.text()} {box.informativeText()}"
    box.close()
    officer.settle()
    return said


def test_two_forms_are_looked_at_chosen_from_taken_in_and_taken_back(at_work: Officer) -> None:
    first, second = filled_forms(at_work)
    drop(at_work, first, second)
    dialog = at_work.dialog(ReturnedFormsDialog)
    assert dialog.summary.text() == (
        "2 biểu: 10 chỗ mới; 1 chỗ cần xem kỹ (⚠) nên chưa chọn; 2 ô không đọc được; 1 dòng không khớp với sổ."
    )
    rows = dialog.tree.rows()
    assert ("Tỷ lệ (%)", "40 %", "60 %", "⚠ sổ đã thay đổi từ khi xuất biểu") in rows
    assert any(row[0] == "Ô H14, nhiệm vụ 1.5" and row[3].startswith("không có ngày này") for row in rows)
    assert any(row[0].endswith("Hội thi dân vận khéo cấp xã") and row[2] == "Đã tổ chức" for row in rows)
    assert any(row[0].startswith("Kiến nghị, đề xuất chung: Đề nghị") for row in rows)
    assert dialog.focusWidget() is dialog.tree
    while "Tỷ lệ (%) – ô" not in dialog.full.toPlainText():
        at_work.press(Qt.Key.Key_Down, widget=dialog.tree)
    assert "Trong sổ: 80 %\nTheo biểu: 100 %" in dialog.full.toPlainText()
    before = len(dialog.tree.picked())
    at_work.press(Qt.Key.Key_Space, widget=dialog.tree)
    assert len(dialog.tree.picked()) == before - 1
    at_work.press(Qt.Key.Key_Return, widget=dialog.tree)
    assert len(dialog.tree.picked()) == before, "Enter ticks and does not end the dialog"
    at_work.press(Qt.Key.Key_Space, widget=dialog.tree)
    at_work.click(dialog, "Nhận 8 chỗ vào sổ")
    at_work.settle()
    assert at_work.window.notice.text() == "Đã nhận 8 chỗ từ biểu của Phòng Văn hóa - Xã hội, Công an xã."
    held = at_work.stored_tasks()
    assert (held["1.1"].status, held["1.1"].percent) == (Status.DONE, 80)
    assert held["1.3"].percent == 40
    at_work.choose("Xem", "Trao đổi dữ liệu")
    at_work.settle()
    page = at_work.window.findChild(ExchangePage)
    assert page is not None
    page.show_returns()
    assert page.tabs.tabText(3) == "Biểu đã nhận (2)"
    page.returns.list.selectRow(0)
    assert page.returns.full.toPlainText() == (
        "Phòng Văn hóa - Xã hội, nhận ngày 05/03/2026 từ tệp «Bieu VHXH.xlsx»\n"
        "Báo cáo: 07/BC-VHXH, ngày 04/03/2026\nNgười lập: Nguyễn Thị Lan, 0912 345 678\n"
        "Kiến nghị, đề xuất chung: Đề nghị Ủy ban nhân dân xã bố trí thêm kinh phí tuyên truyền."
    )
    at_work.click(at_work.window.notice, "Hoàn tác")
    at_work.settle()
    assert at_work.stored_tasks()["1.1"].status is Status.DOING
    assert page.view().returns == ()


def test_an_import_that_meets_a_form_hands_it_on_and_what_is_none_is_refused(at_work: Officer) -> None:
    first, second = filled_forms(at_work)
    at_work.world.answers.ready.append(second)
    at_work.choose("Tệp", "Nhập danh mục")
    dialog = at_work.dialog(ReturnedFormsDialog)
    assert "Công an xã – Bieu CAX.xlsx" in [row[0] for row in dialog.tree.rows()]
    dialog.close()
    other = first.with_name("ghi chú.txt")
    other.write_text("không phải biểu", encoding="utf-8")
    at_work.world.answers.ready.append(other)
    at_work.window.action(Command.RECEIVE_FORMS).trigger()
    said = message(at_work)
    assert said.startswith("Không nhận được biểu nào; sổ không thay đổi.")
    assert "Tệp «ghi chú.txt» không phải biểu báo cáo do chương trình này xuất" in said
    assert at_work.stored(returns.list_returns) == ()
    at_work.choose("Tệp", "Đóng sổ")
    at_work.settle()
    drop(at_work, first, second)
    assert "Hãy mở sổ đã xuất biểu" in message(at_work)
    assert QApplication.activeModalWidget() is None
