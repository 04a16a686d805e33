"""Papers out of the window."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import docx
import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from danvan_desktop.domain.official import Period, PeriodKind
from danvan_desktop.services.papers import Exported, PaperKind
from danvan_desktop.ui.dialogs.choose_programme import ChooseProgramme
from danvan_desktop.ui.dialogs.import_review import ImportReview
from danvan_desktop.ui.papers.dialog import PaperDialog
from tests.cli.documents import ROWS, catalogue_docx
from tests.ui.officer import Officer


def by_menu(officer: Officer) -> None:
    officer.choose("Tệp", "Xuất danh mục")


def by_keys(officer: Officer) -> None:
    officer.press(Qt.Key.Key_E, control=True)


def by_toolbar(officer: Officer) -> None:
    officer.click(officer.window, "Xuất danh mục")


def cells(path: Path) -> set[str]:
    """Every text in the tables of a Word file."""
    return {cell.text for table in docx.Document(str(path)).tables for row in table.rows for cell in row.cells}


@pytest.mark.parametrize("route", [by_menu, by_keys, by_toolbar])
def test_the_catalogue_is_written_and_offered_to_be_opened(
    at_work: Officer, book_dir: Path, route: Callable[[Officer], None]
) -> None:
    target = book_dir / "danh mục.docx"
    at_work.world.answers.ready.append(target)
    route(at_work)
    at_work.settle()
    assert at_work.world.answers.asked[-1].start.name == "DanVan_2026_DanhMuc_20260305.docx"
    assert at_work.row("2.3").text in cells(target)
    at_work.click(at_work.window.notice, "Mở tệp")
    at_work.click(at_work.window.notice, "Mở thư mục")
    assert at_work.world.shown == [target, book_dir]


def test_the_register_is_written(at_work: Officer, book_dir: Path) -> None:
    target = book_dir / "sổ theo dõi.xlsx"
    at_work.world.answers.ready.append(target)
    at_work.choose("Tệp", "Xuất sổ theo dõi")
    at_work.settle()
    sheet = openpyxl.load_workbook(target).active
    texts = {cell.value for row in sheet.iter_rows() for cell in row}
    assert at_work.row("2.3").text in texts


def test_with_several_programmes_the_officer_says_which(at_work: Officer, book_dir: Path) -> None:
    at_work.world.answers.ready.append(catalogue_docx(book_dir / "khác.docx"))
    at_work.choose("Tệp", "Nhập danh mục")
    at_work.click(at_work.dialog(ImportReview), "Nhập 4 nhiệm vụ")
    at_work.settle()
    target = book_dir / "danh mục.docx"
    at_work.world.answers.ready.append(target)
    at_work.choose("Tệp", "Xuất danh mục")
    question = at_work.dialog(ChooseProgramme)
    place = next(place for place in range(2) if "(4 nhiệm vụ)" in question.list.item(place).text())
    question.list.setCurrentRow(place)
    at_work.click(question, "Xuất")
    at_work.settle()
    assert {ROWS[1][1], ROWS[5][1]} <= cells(target)
    assert at_work.row("2.3").text not in cells(target)


def test_a_place_that_cannot_be_written_is_told_and_nothing_is_left(at_work: Officer, book_dir: Path) -> None:
    at_work.world.answers.ready.append(book_dir / "không có" / "danh mục.docx")
    at_work.choose("Tệp", "Xuất danh mục")
    box = at_work.dialog(QMessageBox)
    assert "Không có thư mục" in box.text()
    at_work.click(box, "Đóng")
    at_work.settle()
    assert "Đã xuất" not in at_work.window.notice.text()
    assert not (book_dir / "không có").exists()


def test_a_target_that_is_open_elsewhere_is_said_to_be_left_alone(at_work: Officer, book_dir: Path) -> None:
    _, exporting = at_work.program.commands._documents
    exporting._say_done(book_dir / "danh mục.docx", Exported((book_dir / "danh mục (2).docx",)))
    said = at_work.window.notice.text()
    assert "«danh mục.docx» đang mở ở chương trình khác" in said
    assert "Đã xuất «danh mục (2).docx»" in said
    at_work.click(at_work.window.notice, "Mở tệp")
    assert at_work.world.shown == [book_dir / "danh mục (2).docx"]


def test_closing_the_question_for_a_file_does_nothing(at_work: Officer) -> None:
    at_work.world.answers.ready.append(None)
    at_work.choose("Tệp", "Xuất danh mục")
    assert not at_work.program.jobs.busy()


def test_a_paper_is_chosen_with_what_it_needs(at_work: Officer, book_dir: Path) -> None:
    at_work.choose("Tệp", "Xuất văn bản")
    question = at_work.dialog(PaperDialog)
    form = question.form
    question.choose(PaperKind.REPORT)
    assert form.period.currentText() == "6 tháng đầu năm 2026"
    form.period.setCurrentIndex(form.period.count() - 1)
    form.period.activated.emit(form.period.currentIndex())
    assert not question.go.isEnabled()
    at_work.type(form.first.edit, "1/1")
    at_work.type(form.last.edit, "28/2/2026")
    assert question.go.isEnabled()
    assert form.wish().choices.period == Period(PeriodKind.SPECIAL, date(2026, 1, 1), date(2026, 2, 28))
    question.choose(PaperKind.URGING)
    assert form.earlier.isHidden()
    form.letter_round.setCurrentIndex(1)
    form.letter_round.activated.emit(1)
    assert not form.earlier.isHidden()
    at_work.type(form.deadline.edit, "20/3/2026")
    form.agency.setCurrentIndex(form.agency.findText("Công an xã"))
    form.agency.activated.emit(form.agency.currentIndex())
    assert form.each.isHidden()
    target = book_dir / "đôn đốc.docx"
    at_work.world.answers.ready.append(target)
    at_work.click(question, "Xuất")
    at_work.settle()
    assert at_work.world.answers.asked[-1].start.name == "DanVan_2026_DonDoc_CongAnXa_Lan2_20260305.docx"
    said = "".join(paragraph.text for paragraph in docx.Document(str(target)).paragraphs).replace("\u00a0", " ")
    assert "Công an xã còn 02 nhiệm vụ quá hạn" in said
    assert "trước ngày 20/3/2026" in said
    at_work.click(at_work.window.notice, "Mở thư mục")
    assert at_work.world.shown == [book_dir]


def test_one_file_for_each_agency_in_changed_words(at_work: Officer, book_dir: Path) -> None:
    at_work.choose("Tệp", "Xuất văn bản")
    question = at_work.dialog(PaperDialog)
    question.choose(PaperKind.ASSIGNMENT)
    assert question.drop.isHidden()
    at_work.click(question, "Sửa câu chữ")
    (own,) = at_work.world.shown
    assert own.parent.name == "Cau chu"
    assert "Đang dùng câu chữ đã sửa" in question.told.text()
    own.write_text(own.read_text(encoding="utf-8") + "\n{{ sai }}", encoding="utf-8")
    question.form.each.setChecked(True)
    at_work.world.answers.ready.append(book_dir / "DanVan_2026_PhieuGiao_20260305.docx")
    at_work.click(question, "Xuất")
    at_work.settle()
    said = at_work.window.notice.text()
    files = list(book_dir.glob("DanVan_2026_PhieuGiao_*_20260305.docx"))
    assert f"Đã xuất {len(files)} tệp vào" in said
    assert "sai ở dòng" in said
    at_work.choose("Tệp", "Xuất văn bản")
    again = at_work.dialog(PaperDialog)
    again.choose(PaperKind.ASSIGNMENT)
    at_work.click(again, "Bỏ câu chữ đã sửa")
    assert again.drop.isHidden()
    again.close()
