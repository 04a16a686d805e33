"""Những lựa chọn đã nhớ: looked at and forgotten one by one, by keyboard; each forgetting can be taken back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from danvan_desktop.services import importing
from danvan_desktop.ui.remembered.dialog import RememberedDialog
from tests.ui.officer import Officer
from tests.ui.remembering import remember_some


@pytest.mark.qt_log_ignore("does not support propagateSizeHints")
def test_choices_are_shown_in_words_and_forgotten_one_by_one(at_work: Officer) -> None:
    at_work.choose("Công cụ", "Những lựa chọn đã nhớ")
    empty = at_work.dialog(RememberedDialog)
    assert empty.told().startswith("Sổ chưa nhớ lựa chọn nào.")
    assert not empty.forget.isEnabled()
    empty.close()
    at_work.stored(remember_some)
    at_work.choose("Công cụ", "Những lựa chọn đã nhớ")
    at_work.settle()
    dialog = at_work.dialog(RememberedDialog)
    rows = [row.cells for row in dialog.model.rows()]
    assert [(kind, chosen) for kind, _, chosen in rows] == [
        ("Dòng", "bỏ, không nhập"),
        ("Cơ quan", "là Công an xã"),
        ("Cột của bảng", "là cột chủ trì"),
    ]
    at_work.press(Qt.Key.Key_Down, widget=dialog.view)
    at_work.press(Qt.Key.Key_Delete, widget=dialog.view)
    at_work.settle()
    assert [row.cells[0] for row in dialog.model.rows()] == ["Dòng", "Cột của bảng"]
    assert dialog.told() == "Đã quên 1 lựa chọn. Lấy lại: đóng hộp này rồi hoàn tác (Ctrl+Z)."
    at_work.click(dialog, "Đóng")
    at_work.choose("Chỉnh sửa", "Hoàn tác")
    at_work.settle()
    assert len(at_work.stored(importing.list_remembered)) == 3
