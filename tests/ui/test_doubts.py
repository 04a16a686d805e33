"""What an import left doubtful, at the window: from the number in the overview to the button that clears it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from danvan_desktop.services import history
from danvan_desktop.ui.models.task_table import Column
from tests.ui.officer import Officer
from tests.ui.scenes import doubtful
from tests.ui.test_detail import at, stored, undo_is_one_step


def test_what_the_import_left_doubtful_is_found_looked_at_and_taken_back(at_work: Officer) -> None:
    doubtful(at_work)
    body = at(at_work, "2.4.đ")
    task = at_work.stored_tasks()["2.4.đ"].id
    assert [place for place in map(at_work.page.model.row_at, range(at_work.page.model.rowCount())) if place] == [
        at_work.row("2.4.đ")
    ]
    assert body.doubts.said().startswith("▲ «Mặt trận Tổ quốc» được hiểu là")
    cell = at_work.cell("2.4.đ", Column.TEXT)
    assert not cell.data(Qt.ItemDataRole.DecorationRole).isNull(), "the row itself is marked"
    assert "Cần xem lại: «Mặt trận Tổ quốc»" in cell.data(Qt.ItemDataRole.AccessibleTextRole)
    at_work.click(body, "Đã xem")
    at_work.settle()
    assert stored(at_work, "2.4.đ").doubts == ()
    assert at_work.page.model.place(task) is None
    said = [label.text() for label in at_work.page.findChildren(QLabel) if label.isVisible()]
    assert any("Không còn chỗ nào cần xem lại từ lần nhập" in words for words in said)
    assert at_work.window.notice.text() == "Đã xem lại 1 nhiệm vụ."
    at_work.click(at_work.window.notice, "Hoàn tác")
    at_work.settle()
    assert [doubt.field for doubt in stored(at_work, "2.4.đ").doubts] == ["coord"]
    at(at_work, "2.4.đ")
    at_work.choose("Nhiệm vụ", "Đã xem chỗ cần xem lại")
    at_work.settle()
    undo_is_one_step(at_work)
    at_work.click(at_work.page, "Cần xem lại từ lần nhập")
    at_work.settle()
    body = at(at_work, "1.1")
    assert (body.doubts.said(), body.doubts.isVisible()) == ("", False)
    at_work.choose("Nhiệm vụ", "Đã xem chỗ cần xem lại")
    at_work.settle()
    assert not at_work.stored(history.stacks).undoable
