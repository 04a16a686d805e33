"""From a Word file to tasks in the book, as the officer does it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox

from danvan_desktop.domain.records import Role
from danvan_desktop.services import history
from danvan_desktop.services.letterhead import read_letterhead
from danvan_desktop.services.opening import book_facts
from danvan_desktop.ui.commands.importing import commune_named
from danvan_desktop.ui.dialogs.import_review import ImportReview
from danvan_desktop.ui.dialogs.new_book import NewBookDialog
from danvan_desktop.ui.dialogs.pasted_text import PastedTextDialog
from danvan_desktop.ui.menus import Command
from danvan_desktop.ui.models.task_table import Column
from tests.cli.documents import HEADING, ROWS, catalogue_docx
from tests.ui.officer import Officer
from tests.ui.test_books import drop


@pytest.fixture
def document(book_dir: Path) -> Path:
    """A catalogue of four tasks as an office writes it."""
    return catalogue_docx(book_dir / "danh mục.docx")


def by_menu(officer: Officer, document: Path) -> None:
    officer.world.answers.ready.append(document)
    officer.choose("Tệp", "Nhập danh mục")


def by_keys(officer: Officer, document: Path) -> None:
    officer.world.answers.ready.append(document)
    officer.press(Qt.Key.Key_I, control=True)


def by_toolbar(officer: Officer, document: Path) -> None:
    officer.world.answers.ready.append(document)
    officer.click(officer.window, "Nhập danh mục")


@pytest.mark.parametrize("route", [by_menu, by_keys, by_toolbar, drop])
def test_a_reviewed_document_becomes_tasks_by_every_route(
    at_work: Officer, document: Path, route: Callable[[Officer, Path], None]
) -> None:
    route(at_work, document)
    review = at_work.dialog(ImportReview)
    assert [review.model.index(place, 0).data() for place in range(4)] == ["1.1", "1.2", "2.1", "2.2"]
    assert len(at_work.stored_tasks()) == 25, "nothing is written before the officer has said so"
    at_work.click(review, "Nhập 4 nhiệm vụ")
    at_work.settle()
    texts = {view.text for view in at_work.stored_tasks().values()}
    assert at_work.listed() == 29
    assert {ROWS[1][1], ROWS[5][1]} <= texts


def test_without_a_book_one_is_made_that_fits_the_document(officer: Officer, document: Path) -> None:
    officer.world.answers.ready.append(document)
    officer.click(officer.window.start_page, "Nhập danh mục")
    new = officer.dialog(NewBookDialog)
    assert (new.year.value(), new.commune.text(), new.person.text()) == (2026, "xã Tân Phú", "Hà")
    officer.click(new, "Tạo sổ")
    officer.click(officer.dialog(ImportReview), "Nhập 4 nhiệm vụ")
    officer.settle()
    assert sorted(officer.stored_tasks()) == ["1.1", "1.2", "2.1", "2.2"]
    assert officer.stored(read_letterhead).commune == "Tân Phú"
    assert officer.stored(book_facts).year == 2026


def test_corrections_and_rows_left_out_are_written_as_decided(at_work: Officer, document: Path) -> None:
    by_menu(at_work, document)
    review = at_work.dialog(ImportReview)
    review.table.setFocus()
    at_work.press(Qt.Key.Key_Space, widget=review.table)
    review.table.selectRow(1)
    at_work.press(Qt.Key.Key_F2, widget=review.table)
    assert review.time.edit.hasFocus()
    at_work.type(review.time.edit, "trước 15/8")
    assert review.time.meaning() == "→ 14/08/2026 (trước ngày 15/08/2026)"
    at_work.press(Qt.Key.Key_Return)
    review.text.selectAll()
    at_work.type(review.text, "Mở lớp tập huấn cho tổ trưởng")
    at_work.click(review, "Nhập 3 nhiệm vụ")
    at_work.settle()
    stored = {view.text: view.time_text for view in at_work.stored_tasks().values()}
    assert stored["Mở lớp tập huấn cho tổ trưởng"] == "trước 15/8"
    assert ROWS[1][1] not in stored


def test_keys_of_the_list_belong_to_the_list_alone(at_work: Officer, document: Path) -> None:
    by_menu(at_work, document)
    review = at_work.dialog(ImportReview)
    review.go_on.setFocus()
    at_work.press(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is not review.time.edit
    at_work.wait(lambda: QApplication.activeModalWidget() is None)
    at_work.settle()
    assert at_work.listed() == 29
    by_menu(at_work, document)
    again = at_work.dialog(ImportReview)
    for field in (again.all_rows, again.source.list, again.fields.texts["note"], again.fields.text):
        field.setFocus()
        at_work.press(Qt.Key.Key_Space)
        assert all(row.taken for row in again.model.sheet().rows), "Space takes rows in the list only"
    at_work.click(again, "Đóng")


def test_agencies_number_and_notes_are_corrected_in_their_fields(at_work: Officer, document: Path) -> None:
    by_menu(at_work, document)
    review = at_work.dialog(ImportReview)
    fields = review.fields
    for line, text in ((fields.roles[Role.LEAD], "phòng kinh tế; Tổ mới"), (fields.texts["note"], "Gấp")):
        line.setFocus()
        line.selectAll()
        at_work.type(line, text)
    at_work.press(Qt.Key.Key_Return)
    assert "«Tổ mới»" in review.doubts()
    at_work.click(review, "Là cơ quan mới")
    assert "«Tổ mới»" not in review.doubts()
    at_work.click(review, "Nhập 4 nhiệm vụ")
    at_work.settle()
    (task,) = [view for view in at_work.stored_tasks().values() if view.text == ROWS[1][1]]
    assert (task.names(Role.LEAD), task.note) == (("Phòng Kinh tế", "Tổ mới"), "Gấp")


def test_a_line_of_the_document_leads_to_its_task_and_back(at_work: Officer, document: Path) -> None:
    by_menu(at_work, document)
    review = at_work.dialog(ImportReview)
    lines = review.source.list
    place = next(line for line in range(lines.count()) if lines.item(line).text().startswith("2.2"))
    lines.setCurrentRow(place)
    assert review.table.currentIndex().row() == 3
    review.table.go_to(0)
    assert lines.item(lines.currentRow()).text().startswith("1.1")
    at_work.press(Qt.Key.Key_F8, widget=review.table)
    assert lines.marked == {place}
    at_work.click(review, "Hủy")


def test_window_and_panes_keep_their_sizes(at_work: Officer, document: Path) -> None:
    by_menu(at_work, document)
    review = at_work.dialog(ImportReview)
    assert review.width() <= review.screen().availableGeometry().width()
    review.resize(760, 610)
    review._across.setSizes([200, 500])
    sizes = review._across.sizes()
    at_work.click(review, "Hủy")
    at_work.wait(lambda: QApplication.activeModalWidget() is None)
    by_menu(at_work, document)
    again = at_work.dialog(ImportReview)
    assert (again.width(), again.height()) == (760, 610)
    assert again._across.sizes() == sizes
    at_work.click(again, "Hủy")


def test_agencies_time_and_group_are_corrected_for_all_selected_rows(at_work: Officer, document: Path) -> None:
    by_menu(at_work, document)
    review = at_work.dialog(ImportReview)
    review.table.setFocus()
    review.table.selectRow(0)
    at_work.bot.keyClick(review.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    coord = review.fields.roles[Role.COORDINATING]
    for line, text in ((coord, "Tổ số 8"), (review.time.edit, "Quý III/2026")):
        line.setFocus()
        line.selectAll()
        at_work.type(line, text)
    review.table.setFocus()
    review.table.go_to(3)
    rows = review.model.sheet().rows
    assert [row.time for row in rows[:2]] == ["Quý III/2026"] * 2
    assert rows[2].time != "Quý III/2026" != rows[3].time
    at_work.click(review, "Nhập 4 nhiệm vụ")
    at_work.settle()
    stored = {view.text: view for view in at_work.stored_tasks().values()}
    assert [stored[row.text].names(Role.COORDINATING) for row in rows[:2]] == [("Tổ số 8",)] * 2
    assert "Tổ số 8" not in stored[rows[3].text].names(Role.COORDINATING)


@pytest.mark.qt_log_ignore("does not support (raise|grabbing the keyboard|propagateSizeHints)")
def test_an_agency_is_chosen_from_those_that_match_what_is_typed(at_work: Officer, document: Path) -> None:
    by_menu(at_work, document)
    review = at_work.dialog(ImportReview)
    lead = review.fields.roles[Role.LEAD]
    lead.setFocus()
    lead.clear()
    at_work.type(lead, "phong kinh")
    popup = QApplication.activePopupWidget()
    assert popup is not None
    at_work.press(Qt.Key.Key_Down, widget=popup)
    at_work.press(Qt.Key.Key_Return, widget=popup)
    assert lead.text() == "Phòng Kinh tế"
    at_work.press(Qt.Key.Key_Return, widget=lead)
    assert review.model.sheet().names(review.model.row(0), Role.LEAD) == ("Phòng Kinh tế",)
    at_work.press(Qt.Key.Key_Escape, widget=review)
    at_work.click(at_work.dialog(QMessageBox), "Đóng, không nhập")


def test_what_made_no_task_can_be_looked_at_alone(at_work: Officer, document: Path) -> None:
    by_menu(at_work, document)
    review = at_work.dialog(ImportReview)
    lines, choice = review.source.list, review.source.shown
    choice.setCurrentIndex(next(at for at in range(choice.count()) if "không thành" in choice.itemText(at)))
    seen = [lines.item(line).text() for line in range(lines.count()) if not lines.isRowHidden(line)]
    assert seen
    assert not any(ROWS[1][1] in text for text in seen)
    choice.setCurrentIndex(0)
    assert not any(lines.isRowHidden(line) for line in range(lines.count()))
    at_work.click(review, "Hủy")


def test_other_kinds_of_file_are_offered_and_explained(at_work: Officer, book_dir: Path) -> None:
    old = book_dir / "danh mục.doc"
    old.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    by_menu(at_work, old)
    assert "*.doc " in at_work.world.answers.asked[-1].kinds
    box = at_work.dialog(QMessageBox)
    assert "danh mục.doc" in box.text()
    at_work.click(box, "Đóng")


def test_doubts_are_counted_and_walked_with_one_key(at_work: Officer, document: Path) -> None:
    by_menu(at_work, document)
    review = at_work.dialog(ImportReview)
    assert "1 chỗ cần xem lại" in review.summary()
    at_work.press(Qt.Key.Key_F8, widget=review.table)
    assert review.table.currentIndex().row() == 3
    assert "Tổ công tác số 9" in review.doubts()
    at_work.click(review, "Hủy")


def test_walking_back_selects_one_row_whatever_keys_are_held(at_work: Officer, document: Path) -> None:
    by_menu(at_work, document)
    review = at_work.dialog(ImportReview)
    review.table.go_to(0)
    at_work.bot.keyClick(review.table, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert review.table.currentIndex().row() == 3
    assert review.table.selected_places() == [3]
    at_work.click(review, "Hủy")


@pytest.mark.parametrize("name", ["number", "note", "product", "form", "text"])
def test_esc_gives_up_what_was_typed_in_a_field_before_it_closes(at_work: Officer, document: Path, name: str) -> None:
    by_menu(at_work, document)
    review = at_work.dialog(ImportReview)
    review.table.go_to(1)
    before = review.model.row(1)
    field = review.fields.text if name == "text" else review.fields.texts[name]
    field.setFocus()
    at_work.type(field, "thừa")
    assert review.model.changed()
    at_work.press(Qt.Key.Key_Escape)
    assert QApplication.activeModalWidget() is review
    assert at_work.focused() is field
    assert review.model.row(1) == before
    assert not review.model.changed()
    at_work.press(Qt.Key.Key_Escape)
    at_work.wait(lambda: QApplication.activeModalWidget() is None)


def test_esc_leaves_what_was_typed_in_another_row(at_work: Officer, document: Path) -> None:
    by_menu(at_work, document)
    review = at_work.dialog(ImportReview)
    note = review.fields.texts["note"]
    note.setFocus()
    at_work.type(note, "giữ")
    review.table.go_to(1)
    at_work.press(Qt.Key.Key_Escape, widget=note)
    assert review.model.row(0).note == "giữ"
    at_work.click(at_work.dialog(QMessageBox), "Đóng, không nhập")
    at_work.wait(lambda: QApplication.activeModalWidget() is None)


def test_undo_takes_the_whole_import_back(at_work: Officer, document: Path) -> None:
    by_menu(at_work, document)
    at_work.click(at_work.dialog(ImportReview), "Nhập 4 nhiệm vụ")
    at_work.settle()
    assert len(at_work.stored(history.stacks).undoable) == 1
    assert "Đã nhập 4 nhiệm vụ" in at_work.window.notice.text()
    at_work.click(at_work.window.notice, "Hoàn tác")
    at_work.settle()
    assert at_work.listed() == 25
    assert at_work.window.notice.text() == ""
    at_work.choose("Chỉnh sửa", "Làm lại")
    at_work.settle()
    assert at_work.listed() == 29


def test_importing_what_the_book_holds_says_so_and_offers_no_undo(at_work: Officer, document: Path) -> None:
    by_menu(at_work, document)
    at_work.click(at_work.dialog(ImportReview), "Nhập 4 nhiệm vụ")
    at_work.settle()
    by_menu(at_work, document)
    review = at_work.dialog(ImportReview)
    assert review.summary() == "Nhận ra 4 nhiệm vụ · sổ đã có đủ, không có gì phải làm"
    said = " ".join(label.text() for label in review.findChildren(QLabel))
    assert "Văn bản này đã có trong sổ và không có gì thay đổi. Bấm «Đóng» là xong." in said
    assert review.focusWidget().text() == "Đón&g"
    at_work.press(Qt.Key.Key_Space, widget=review.table)
    assert review.go_on.text() == "Cập &nhật 3 nhiệm vụ đã có"
    review.model.undo()
    at_work.click(review, "Vẫn cập nhật")
    at_work.settle()
    assert at_work.window.notice.text() == (
        "«danh mục.docx» không có gì mới: 4 nhiệm vụ đã có trong sổ. Sổ không thay đổi."
    )
    assert len(at_work.stored(history.stacks).undoable) == 1


def test_a_backup_is_made_before_an_import(at_work: Officer, document: Path, sample: Path) -> None:
    folder = at_work.world.home / "sao lưu" / sample.stem
    before = set(folder.iterdir())
    at_work.world.now = at_work.world.now.replace(hour=11)
    by_menu(at_work, document)
    at_work.click(at_work.dialog(ImportReview), "Nhập 4 nhiệm vụ")
    at_work.settle()
    made = set(folder.iterdir()) - before
    assert len(made) == 1
    assert len(at_work.in_file(made.pop())) == 25


def test_corrections_are_not_lost_by_a_slip(at_work: Officer, document: Path) -> None:
    by_menu(at_work, document)
    review = at_work.dialog(ImportReview)
    at_work.click(review, "Bỏ chọn tất cả")
    assert not review.go_on.isEnabled()
    at_work.press(Qt.Key.Key_Escape, widget=review)
    question = at_work.dialog(QMessageBox)
    at_work.click(question, "Xem tiếp")
    assert QApplication.activeModalWidget() is review
    at_work.press(Qt.Key.Key_Escape, widget=review)
    at_work.click(at_work.dialog(QMessageBox), "Đóng, không nhập")
    at_work.wait(lambda: QApplication.activeModalWidget() is None)
    assert len(at_work.stored_tasks()) == 25


def test_a_file_that_cannot_be_read_is_refused_in_one_sentence(at_work: Officer, book_dir: Path) -> None:
    note = book_dir / "ghi chú.docx"
    note.write_text("chỉ là chữ", encoding="utf-8")
    by_menu(at_work, note)
    box = at_work.dialog(QMessageBox)
    assert "ghi chú.docx" in box.text()
    at_work.click(box, "Đóng")
    at_work.settle()
    assert at_work.window.action(Command.IMPORT).isEnabled()
    assert len(at_work.stored_tasks()) == 25


def test_a_document_without_tasks_says_what_to_look_for(at_work: Officer, book_dir: Path) -> None:
    by_menu(at_work, catalogue_docx(book_dir / "trống.docx", []))
    box = at_work.dialog(QMessageBox)
    assert "Không nhận ra nhiệm vụ nào" in box.text()
    at_work.click(box, "Đóng")


def test_reading_can_be_stopped(at_work: Officer, document: Path) -> None:
    by_menu(at_work, document)
    at_work.program.jobs.waiting()[0].progress.cancel()
    at_work.settle()
    assert QApplication.activeModalWidget() is None
    assert at_work.window.statusBar().currentMessage().startswith("Đã dừng")
    assert at_work.window.action(Command.IMPORT).isEnabled()


def test_what_cannot_be_read_is_dropped_and_explained(at_work: Officer, book_dir: Path) -> None:
    for suffix in ("doc", "pdf", "xlsx", "txt"):
        dropped = book_dir / f"danh mục.{suffix}"
        dropped.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
        drop(at_work, dropped)
        box = at_work.dialog(QMessageBox)
        assert f"«{dropped.name}» bị hỏng" in box.text()
        assert "hãy xin lại tệp gốc" in box.text()
        at_work.click(box, "Đóng")
        at_work.settle()


def test_the_other_kinds_of_file_are_not_taken_by_dropping(at_work: Officer, book_dir: Path) -> None:
    picture = book_dir / "ảnh.png"
    picture.write_bytes(b"")
    drop(at_work, picture)
    assert not at_work.program.jobs.busy()


def test_the_official_catalogue_comes_in_whole(officer: Officer, shared_dir: Path) -> None:
    officer.world.answers.ready.append(shared_dir / "corpus" / "nghi-duong-2026-danh-muc.docx")
    officer.choose("Tệp", "Nhập danh mục")
    officer.click(officer.dialog(NewBookDialog), "Tạo sổ")
    officer.click(officer.dialog(ImportReview), "Nhập 25 nhiệm vụ")
    officer.settle()
    assert officer.listed() == 25
    officer.type(officer.page.search, "dang uy")
    officer.settle()
    assert 0 < officer.listed() < 25


@pytest.mark.parametrize(
    ("texts", "commune"),
    [
        (["ỦY BAN NHÂN DÂN XÃ TÂN PHÚ"], "xã Tân Phú"),
        (["Ủy ban nhân dân phường An Bình"], "phường An Bình"),
        ([None, "(Kèm theo Quyết định của Ủy ban nhân dân xã Tân Phú)"], "xã Tân Phú"),
        (["Ủy ban nhân dân", "Nhiệm vụ trên địa bàn xã Tân Phú năm 2026"], "xã Tân Phú"),
        (["Các xã, phường", None, ""], ""),
    ],
)
def test_the_commune_is_taken_from_what_the_document_says(texts: list[str | None], commune: str) -> None:
    assert commune_named(*texts) == commune


def test_a_task_shows_what_its_document_says_of_it(officer: Officer, document: Path) -> None:
    officer.world.answers.ready.append(document)
    officer.click(officer.window.start_page, "Nhập danh mục")
    officer.click(officer.dialog(NewBookDialog), "Tạo sổ")
    review = officer.dialog(ImportReview)
    review.table.go_to(1)
    review.text.selectAll()
    officer.type(review.text, "Lời đã sửa")
    officer.click(review, "Nhập 4 nhiệm vụ")
    officer.settle()
    assert officer.row("1.2").cells[Column.TEXT] == "Lời đã sửa"
    officer.settle()
    body = officer.page.panel.body
    assert body is not None
    officer.wait(body.source.isVisible)
    said = " ".join(label.text() for label in body.source.findChildren(QLabel))
    assert ROWS[2][1] in said
    assert ROWS[2][4] in said


def test_pasted_text_goes_to_the_same_review(at_work: Officer) -> None:
    rows = ["\t".join(row) for row in (HEADING, *ROWS)]
    QGuiApplication.clipboard().setText("\n".join(["DANH MỤC", "Nhiệm vụ năm 2026", *rows]))
    at_work.choose("Tệp", "Dán văn bản")
    dialog = at_work.dialog(PastedTextDialog)
    assert dialog.field.toPlainText().startswith("DANH MỤC\nNhiệm vụ")
    at_work.click(dialog, "Đọc văn bản")
    review = at_work.dialog(ImportReview)
    assert [review.model.index(place, 0).data() for place in range(4)] == ["1.1", "1.2", "2.1", "2.2"]
    at_work.click(review, "Nhập 4 nhiệm vụ")
    at_work.settle()
    assert at_work.listed() == 29
    assert "«Văn bản dán»" in at_work.window.notice.text()


def test_a_table_is_taken_as_it_was_copied_until_its_text_is_changed(at_work: Officer) -> None:
    cells = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in (HEADING, *ROWS))
    copied = QMimeData()
    copied.setHtml(f"<html><body><table>{cells}</table></body></html>")
    copied.setText("\n".join(cell for row in (HEADING, *ROWS) for cell in row))
    QGuiApplication.clipboard().setText("một dòng")
    at_work.choose("Tệp", "Dán văn bản")
    dialog = at_work.dialog(PastedTextDialog)
    assert dialog.field.toPlainText() == "", "one line on the clipboard is no programme"
    assert not dialog.buttons.buttons()[0].isEnabled()
    dialog.field.insertFromMimeData(copied)
    assert dialog.field.content() == copied.html()
    dialog.field.insertPlainText("x")
    assert dialog.field.content() == dialog.field.toPlainText()
    dialog.field.selectAll()
    dialog.field.insertFromMimeData(copied)
    at_work.click(dialog, "Đọc văn bản")
    review = at_work.dialog(ImportReview)
    assert review.model.rowCount() == 4
    at_work.click(review, "Hủy")
