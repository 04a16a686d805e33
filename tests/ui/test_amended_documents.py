"""A document that comes again with other words: what the review says before anything is written."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QLabel

from danvan_desktop.ui.dialogs.import_review import ImportReview
from danvan_desktop.ui.models.draft_table import DraftColumn
from tests.cli.documents import ROWS, catalogue_docx
from tests.ui.officer import Officer
from tests.ui.test_importing import by_menu


def test_the_review_says_what_an_amended_document_changes(at_work: Officer, book_dir: Path) -> None:
    by_menu(at_work, catalogue_docx(book_dir / "danh mục.docx"))
    at_work.click(at_work.dialog(ImportReview), "Nhập 4 nhiệm vụ")
    at_work.settle()
    later = (ROWS[1][0], ROWS[1][1], ROWS[1][2], ROWS[1][3], "Quý III/2026")
    other = (ROWS[2][0], ROWS[2][1], "Phòng Kinh tế", *ROWS[2][3:])
    new = ("2.3", "Lấy ý kiến nhân dân về quy hoạch", "Phòng Kinh tế", "", "Quý IV/2026")
    amended = catalogue_docx(book_dir / "sửa đổi.docx", (ROWS[0], later, other, *ROWS[3:5], new))
    by_menu(at_work, amended)
    review = at_work.dialog(ImportReview)
    held = [review.model.index(place, DraftColumn.HELD).data() for place in range(4)]
    assert held == ["có thay đổi", "có thay đổi", "đã có trong sổ", "mới"]
    said = " ".join(label.text() for label in review.findChildren(QLabel))
    assert "Không còn trong văn bản, sẽ xóa khỏi sổ: «2.2 Kiểm tra việc tiếp dân ở thôn»" in said
    at_work.click(review, "Cập nhật: thêm 1, sửa 2, xóa 1 nhiệm vụ")
    at_work.settle()
    assert "thêm 1, sửa 2, xóa 1, giữ nguyên 1 nhiệm vụ" in at_work.window.notice.text()
