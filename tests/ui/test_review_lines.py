"""Lines of the document made tasks and fields in the review, by keyboard and mouse; and the next year's document."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from danvan_desktop.domain.records import Role
from danvan_desktop.storage import query
from danvan_desktop.ui.dialogs.import_review import ImportReview
from danvan_desktop.ui.models.draft_table import DraftColumn
from tests.cli.documents import ROWS, catalogue_docx
from tests.ui.officer import Officer, plain
from tests.ui.test_importing import by_menu

LEFT = "Ghi chú: các thôn tổ chức hội thi dân vận khéo năm {year}"


def of_year(folder: Path, year: int) -> Path:
    """The catalogue with a line behind it that is no task to the recogniser."""
    import docx

    rows = [[cell.replace("2026", str(year)) for cell in row] for row in ROWS]
    path = catalogue_docx(folder / f"danh mục {year}.docx", rows, year)
    document = docx.Document(str(path))
    document.add_paragraph(LEFT.format(year=year))
    document.save(str(path))
    return path


def line(review: ImportReview, words: str) -> int:
    """The line of the document that begins so, or holds these words."""
    lines = review.source.list
    return next(place for place in range(lines.count()) if words in lines.item(place).text())


def choose(officer: Officer, review: ImportReview, words: str, *titles: str) -> None:
    """Press Enter on a line and choose in its menu with the keyboard."""
    review.source.list.setFocus()
    review.source.list.setCurrentRow(line(review, words))
    officer.press(Qt.Key.Key_Return, widget=review.source.list)
    menu = review.source.menu
    for title in titles:
        action = next(action for action in menu.actions() if plain(action.text()).startswith(title))
        inner = action.menu()
        if isinstance(inner, QMenu):
            menu = inner
        else:
            action.trigger()
    review.source.menu.close()


@pytest.mark.qt_log_ignore("does not support (raise|grabbing the keyboard|propagateSizeHints)")
def test_a_line_that_was_not_understood_becomes_a_task_and_the_next_years_document_knows(
    at_work: Officer, book_dir: Path
) -> None:
    by_menu(at_work, of_year(book_dir, 2026))
    review = at_work.dialog(ImportReview)
    words = LEFT.format(year=2026)
    assert review.model.rowCount() == 4
    shown = review.source.shown
    shown.setCurrentIndex(next(place for place in range(shown.count()) if "không thành" in shown.itemText(place)))
    assert not review.source.list.isRowHidden(line(review, words)), "what was not understood is shown"
    choose(at_work, review, words, "Là nhiệm vụ")
    assert (review.model.rowCount(), review.model.row(4).text) == (5, words)
    assert review.table.currentIndex().row() == 4
    shown.setCurrentIndex(0)
    choose(at_work, review, "2.2", "Đưa vào", "«Ủy ban Kiểm tra", "Chủ trì")
    review.table.go_to(4)
    assert "chưa phân công" in review.doubts().lower()
    review.source.list.setCurrentRow(0)
    choose(at_work, review, "1.2", "Bỏ, không nhập")
    assert not review.model.row(1).taken
    assert review.model.index(1, DraftColumn.DOUBTS).data() == "→ bỏ"
    at_work.click(review, "Hoàn tác")
    assert review.model.row(1).taken
    choose(at_work, review, "1.2", "Bỏ, không nhập")
    unknown = review.model.row(3)
    assert review.model.sheet().names(unknown, Role.LEAD) == ("Ủy ban Kiểm tra Đảng ủy",)
    at_work.click(review, "Nhập 4 nhiệm vụ")
    at_work.settle()
    texts = {view.text for view in at_work.stored_tasks().values()}
    assert words in texts
    assert ROWS[2][1] not in texts
    by_menu(at_work, of_year(book_dir, 2027))
    later = at_work.dialog(ImportReview)
    assert "↺ 3 chỗ theo lựa chọn lần trước" in later.summary()
    marks = [later.model.index(place, DraftColumn.DOUBTS).data() for place in range(5)]
    assert marks[1:] == ["→ bỏ\n↺ lần trước", "", "↺ lần trước", "↺ lần trước"]
    assert later.model.sheet().names(later.model.row(3), Role.LEAD) == ("Ủy ban Kiểm tra Đảng ủy",)
    assert "không có chỗ nào cần xem lại" in later.summary()
    later.table.go_to(1)
    assert later.fields.forget.isVisible()
    at_work.click(later, "Quên lựa chọn lần trước")
    assert later.model.row(1).taken
    at_work.click(later, "Nhập 5 nhiệm vụ")
    at_work.settle()
    assert len(at_work.stored(_choices)) == 2, "one was forgotten"
    at_work.choose("Chỉnh sửa", "Hoàn tác")
    at_work.settle()
    assert len(at_work.stored(_choices)) == 3
    at_work.choose("Chỉnh sửa", "Hoàn tác")
    at_work.settle()
    assert at_work.stored(_choices) == {}


def _choices(book: object) -> dict[tuple[str, str], str]:
    with book.transaction() as connection:  # type: ignore[attr-defined]
        return query.choices(connection)
