"""Kiểm tra thể thức văn bản at the window: choose or drop a file, read, mend into a copy, stop."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMessageBox

from danvan_desktop.ui.form_check.dialog import FormDialog
from tests.checking.broken_papers import broken, faulty_plan
from tests.checking.good_papers import good_parts, pack
from tests.ui.officer import Officer


def opened(officer: Officer) -> FormDialog:
    officer.choose("Công cụ", "Kiểm tra thể thức")
    return officer.dialog(FormDialog)


def put(officer: Officer, name: str, data: bytes) -> Path:
    path = officer.world.home / name
    path.write_bytes(data)
    return path


def dragged(dialog: FormDialog, path: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDragEnterEvent(
        QPoint(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    dialog.dragEnterEvent(event)
    assert event.isAccepted() == (path.suffix == ".docx")
    return data


def drop(dialog: FormDialog, path: Path) -> None:
    data = dragged(dialog, path)
    dialog.dropEvent(
        QDropEvent(
            QPointF(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        )
    )


def test_faults_are_read_and_mended_into_a_copy(officer: Officer) -> None:
    path = put(officer, "Kế hoạch.docx", faulty_plan())
    before = path.read_bytes()
    officer.world.answers.ready.append(path)
    dialog = opened(officer)
    assert dialog.choose.isDefault()
    assert not dialog.mend.isEnabled()
    officer.press(Qt.Key.Key_Return, widget=dialog)
    officer.settle()
    assert dialog.summary() == "«Kế hoạch.docx»: 6 chỗ sai, 2 chỗ nên xem lại."
    assert dialog.findings.item(0).text().startswith("N3 · sai · Phần 1")
    rows = [dialog.findings.item(at).text() for at in range(dialog.findings.count())]
    dialog.findings.setCurrentRow(next(at for at, text in enumerate(rows) if text.startswith("N30")))
    assert dialog.paper.marked() == ["▶ ThS. Đỗ Thị Thanh Mai"]
    assert "Phụ lục I, Phần I, Mục II, điểm c, đ khoản 7, Nghị định 30/2020/NĐ-CP" in dialog.paper.rule.text()

    officer.click(dialog, "Bỏ đánh dấu")
    assert not dialog.mend.isEnabled()
    dialog.findings.setFocus()
    officer.press(Qt.Key.Key_Space, widget=dialog.findings)
    assert dialog.mend.text() == "&Sửa 1 chỗ vào bản sao"
    officer.click(dialog, "Đánh dấu tất cả")
    officer.click(dialog, "Sửa 6 chỗ vào bản sao")
    officer.settle()
    copy = path.with_name("Kế hoạch (đã sửa).docx")
    assert copy.exists()
    assert path.read_bytes() == before
    assert dialog.summary() == (
        "Đã ghi bản sao «Kế hoạch (đã sửa).docx», tệp gốc giữ nguyên; còn lại: 1 chỗ sai, 1 chỗ nên xem lại."
    )
    officer.click(dialog, "Mở tệp đã sửa")
    officer.click(dialog, "Mở thư mục")
    assert officer.world.shown == [copy, copy.parent]


def test_a_file_is_dropped_on_the_screen(officer: Officer) -> None:
    dialog = opened(officer)
    dragged(dialog, Path("sổ.danvan"))
    drop(dialog, put(officer, "Công văn.docx", pack(good_parts("letter"))))
    officer.settle()
    assert dialog.summary() == "«Công văn.docx»: không thấy chỗ nào sai thể thức."
    assert not dialog.findings.isVisible()
    drop(dialog, put(officer, "Khác.docx", broken("N1")))
    officer.settle()
    assert dialog.findings.count() == 1
    drop(dialog, put(officer, "Hỏng.docx", b"PK hong"))
    box = officer.dialog(QMessageBox)
    assert "bị hỏng" in box.text() + box.informativeText()
    box.close()
    officer.settle()
    assert dialog.findings.isVisible()
    assert dialog.summary().startswith("«Khác.docx»")


def test_a_check_is_stopped_by_its_button_and_by_closing(officer: Officer) -> None:
    path = put(officer, "Kế hoạch.docx", faulty_plan())
    dialog = opened(officer)
    drop(dialog, path)
    assert dialog.stop.isVisible()
    officer.click(dialog, "Dừng")
    officer.settle()
    assert dialog.findings.count() == 0
    assert dialog.choose.isEnabled()
    drop(dialog, path)
    officer.press(Qt.Key.Key_Escape, widget=dialog)
    officer.settle()
    again = opened(officer)
    assert again.findings.count() == 0
