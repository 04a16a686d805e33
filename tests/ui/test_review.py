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


@pytest.fixture
def document(book_dir: Path) -> Path:
    """A catalogue of four tasks as an office writes it."""
    return catalogue_docx(book_dir / "danh mục.docx")


def test_the_caret_takes_its_typing_back_and_then_the_review_its_steps(at_work: Officer, document: Path) -> None:
    by_menu(at_work, document)
    review = at_work.dialog(ImportReview)
    review.table.go_to(1)
    cursor = review.text.textCursor()
    cursor.setPosition(len("Mở lớp tập huấn "))
    review.text.setTextCursor(cursor)
    at_work.click(review, "Tách tại con trỏ")
    assert [row.text for row in review.model.sheet().rows[1:3]] == ["Mở lớp tập huấn", "tiếp dân cho trưởng thôn"]
    review.text.setFocus()
    at_work.type(review.text, "Xin ")
    at_work.press(Qt.Key.Key_Z, control=True)
    assert review.text.toPlainText() == "Mở lớp tập huấn", "the caret takes its own typing back first"
    at_work.press(Qt.Key.Key_Z, control=True)
    assert review.model.rowCount() == 4, "then the review its last step"
    assert not review.model.changed()
    at_work.click(review, "Hủy")


def test_a_task_is_split_inside_a_word_joined_and_taken_back(at_work: Officer, document: Path) -> None:
    by_menu(at_work, document)
    review = at_work.dialog(ImportReview)
    review.table.go_to(1)
    cursor = review.text.textCursor()
    cursor.setPosition(len("Mở lớp t"))
    review.text.setTextCursor(cursor)
    at_work.press(Qt.Key.Key_T, control=True)
    assert review.model.row(1).text == "Mở lớp t"
    at_work.click(review, "Gộp với nhiệm vụ sau")
    assert review.model.row(1).text == ROWS[2][1], "no blank is left where a word was cut"
    cursor.setPosition(len("Mở lớp tập huấn "))
    review.text.setTextCursor(cursor)
    at_work.press(Qt.Key.Key_T, control=True)
    review.table.go_to(3)
    at_work.click(review, "Gộp với nhiệm vụ sau")
    assert review.model.rowCount() == 4
    at_work.click(review, "Hoàn tác")
    assert review.model.rowCount() == 5
    at_work.click(review, "Nhập 5 nhiệm vụ")
    at_work.settle()
    texts = {view.text for view in at_work.stored_tasks().values()}
    assert {"Mở lớp tập huấn", "tiếp dân cho trưởng thôn", ROWS[4][1], ROWS[5][1]} <= texts


def test_an_unknown_agency_is_answered_once(at_work: Officer, document: Path) -> None:
    by_menu(at_work, document)
    review = at_work.dialog(ImportReview)
    at_work.press(Qt.Key.Key_F8, widget=review.table)
    choice = review.fields.unknown.choice
    place = next(place for place in range(choice.count()) if choice.itemText(place) == "Là: Phòng Kinh tế")
    choice.setCurrentIndex(place)
    assert "đang ở chỗ 1/1" in review.summary()
    number = review.fields.texts["number"]
    number.setFocus()
    number.selectAll()
    at_work.type(number, "9.9")
    assert "«9.9» không thuộc nhóm «2." in review.doubts()
    at_work.press(Qt.Key.Key_Z, control=True, widget=number)
    choice.activated.emit(place)
    assert "không còn chỗ nào cần xem lại: bấm «Nhập 4 nhiệm vụ»" in review.summary()
    at_work.press(Qt.Key.Key_F8, widget=review.table)
    assert review.go_on.hasFocus()
    at_work.click(review, "Nhập 4 nhiệm vụ")
    at_work.settle()
    (task,) = [view for view in at_work.stored_tasks().values() if view.text == ROWS[5][1]]
    assert task.names(Role.LEAD) == ("Phòng Kinh tế",)


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
    at_work.click(review, "Đã xem, không phải sửa")
    review.fields.named.emit(Role.COORDINATING, ("Công an xã",))
    assert "chưa phân công" not in review.doubts().lower(), "what was looked at stays so when another cell is corrected"
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
    assert marks[1:] == ["→ bỏ\n↺ đã nhớ", "", "↺ đã nhớ", "↺ đã nhớ"]
    assert later.model.sheet().names(later.model.row(3), Role.LEAD) == ("Ủy ban Kiểm tra Đảng ủy",)
    assert "không có chỗ nào cần xem lại" in later.summary()
    later.table.go_to(1)
    assert later.fields.forget.isVisible()
    at_work.click(later, "Quên lựa chọn lần trước")
    assert later.model.row(1).taken
    at_work.click(later, "Nhập 5 nhiệm vụ")
    at_work.settle()
    assert_remembered_until_undone(at_work)


def assert_remembered_until_undone(at_work: Officer) -> None:
    remembered = [len(at_work.stored(_choices))]
    for _ in range(2):
        at_work.choose("Chỉnh sửa", "Hoàn tác")
        at_work.settle()
        remembered.append(len(at_work.stored(_choices)))
    assert remembered == [2, 3, 0], "one was forgotten, then comes back, then goes with its import"


def _choices(book: object) -> dict[tuple[str, str], str]:
    with book.transaction() as connection:  # type: ignore[attr-defined]
        return query.choices(connection)
