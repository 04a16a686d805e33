"""The pages of the file itself, made by another program; and the sheets of several agencies in one go."""

from __future__ import annotations

import os
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QMessageBox

from danvan_desktop.domain.papers import Margins
from danvan_desktop.services.papers import PaperKind
from danvan_desktop.ui.each_agency.commands import Sheets, _save_each
from danvan_desktop.ui.each_agency.dialog import EachAgencyDialog
from danvan_desktop.ui.jobs import Job, Progress
from danvan_desktop.ui.papers.dialog import PaperDialog
from danvan_desktop.ui.printing.dialog import PreviewDialog
from danvan_desktop.ui.printing.file_sheet import FileSheet
from danvan_desktop.ui.printing.flow import lay_out
from danvan_desktop.ui.printing.paint import write_pdf
from danvan_desktop.ui.printing.showing import PaperView, Stopped
from danvan_desktop.ui.widgets.progress_strip import ProgressStrip
from danvan_desktop.writing.blocks import Document, Orientation, Page, Section, Title, TitleForm
from tests.ui.officer import Officer

_SCRIPT = """#!/bin/sh
while [ $# -gt 1 ]; do [ "$1" = --outdir ] && out="$2"; shift; done
cp '{pdf}' "$out/$(basename "$1" | sed 's/[.][a-z]*$//').pdf"
"""


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program called soffice that makes the same pages of everything; its PDF."""
    pdf, program = tmp_path / "made.pdf", tmp_path / "bin" / "soffice"
    program.parent.mkdir()
    program.write_text(_SCRIPT.format(pdf=pdf), encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    return pdf


@pytest.mark.skipif(os.name != "posix", reason="the program that stands for LibreOffice is a shell script")
def test_the_pages_of_the_file_are_shown_printed_and_kept(at_work: Officer, book_dir: Path, office: Path) -> None:
    write_pdf(lay_out(short_paper()), "Kế hoạch", office)
    at_work.choose("Tệp", "Xem trước và in")
    dialog = at_work.dialog(PreviewDialog)
    ours = dialog.pages
    dialog.whose.setCurrentIndex(1)
    dialog.whose.activated.emit(1)
    assert not dialog._print.isEnabled()
    at_work.settle()
    assert dialog.said() == "Trang do LibreOffice dựng từ tệp."
    assert all(isinstance(page, FileSheet) for page in dialog.pages)
    assert (dialog.pages[0].size.height(), dialog.pages[-1].size.width()) == pytest.approx((842, 842), abs=1)
    seen = dialog.view.viewport().grab().toImage()
    dark = sum(seen.pixelColor(x, y).lightness() < 90 for x in range(0, seen.width(), 2) for y in range(0, 300, 2))
    assert dark > 100
    target = book_dir / "từ tệp.pdf"
    at_work.world.answers.ready.append(target)
    at_work.click(dialog, "Lưu thành PDF")
    at_work.settle()
    assert target.read_bytes() == office.read_bytes()
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(book_dir / "in.pdf"))
    printer.setFromTo(1, 1)
    dialog.findChild(PaperView).put_on_paper(printer)
    at_work.wait(lambda: dialog.said() == "Đã gửi 1 trang tới máy in.")
    dialog.findChild(PaperView).put_on_paper(printer)
    at_work.click(dialog, "Hủy")
    at_work.wait(lambda: dialog.said().startswith("Đã dừng in"))
    dialog.file_asked.emit(False)
    assert dialog.pages is ours
    dialog.close()
    office.unlink()
    at_work.choose("Tệp", "Xem trước và in")
    again = at_work.dialog(PreviewDialog)
    again.file_asked.emit(True)
    at_work.settle()
    assert "LibreOffice không dựng được trang của tệp này" in again.said()
    assert again.said().endswith("Đang xem bản in của chương trình.")
    assert again.whose.currentIndex() == 0
    again.close()
    office.write_bytes(target.read_bytes())
    look_at_a_workbook(at_work, office)


def look_at_a_workbook(at_work: Officer, office: Path) -> None:
    at_work.choose("Tệp", "Xuất văn bản")
    choosing = at_work.dialog(PaperDialog)
    choosing.choose(PaperKind.MATRIX)
    at_work.click(choosing, "Xem trước và in")
    dialog = at_work.dialog(PreviewDialog)
    assert dialog.whose.isHidden()
    assert isinstance(dialog.pages[0], FileSheet)
    dialog.close()
    office.unlink()
    at_work.click(choosing, "Xem trước và in")
    box = at_work.dialog(QMessageBox)
    assert "không dựng được trang" in box.text()
    box.close()
    progress = choosing.findChild(ProgressStrip)
    at_work.wait(lambda: progress.isHidden() and choosing.go.isEnabled())
    slow = Job(print, title="Đang nhờ LibreOffice dựng trang", cancellable=True)
    at_work.program.jobs.slow.emit(slow)
    assert not choosing.go.isEnabled()
    at_work.click(progress, "Hủy")
    assert slow.progress.cancelled()
    at_work.program.jobs.slow.emit(None)
    assert choosing.go.isEnabled()
    choosing.close()


def test_the_sheets_of_some_agencies_are_printed_in_one_go(at_work: Officer, book_dir: Path) -> None:
    at_work.choose("Tệp", "In cho từng cơ quan")
    dialog = at_work.dialog(EachAgencyDialog)
    at_work.click(dialog, "Bỏ chọn")
    assert not dialog.look.isEnabled()
    names = [dialog.list.item(place).text() for place in range(dialog.list.count())]
    for name in ("Công an xã", "Phòng Kinh tế"):
        dialog.list.item(names.index(name)).setCheckState(Qt.CheckState.Checked)
    at_work.click(dialog, "Xem trước và in")
    view = at_work.dialog(PreviewDialog)
    firsts = [page for page in view.pages if "PHIẾU GIAO NHIỆM VỤ" in page.texts]
    assert len(firsts) == 2
    assert any("Công an xã" in text for text in firsts[1].texts)
    assert view.windowTitle() == "Xem trước khi in: Phiếu giao nhiệm vụ cho 2 cơ quan"
    view.close()
    at_work.choose("Tệp", "In cho từng cơ quan")
    dialog = at_work.dialog(EachAgencyDialog)
    dialog.kind.setCurrentIndex(dialog.kind.findData(PaperKind.TIMETABLE))
    dialog.kind.activated.emit(dialog.kind.currentIndex())
    assert dialog.period.currentText() == "Tháng 3 năm 2026"
    at_work.click(dialog, "Bỏ chọn")
    for name in ("Công an xã", "Phòng Kinh tế", "Trạm Y tế xã"):
        dialog.list.item(names.index(name)).setCheckState(Qt.CheckState.Checked)
    at_work.world.answers.ready.append(book_dir / "DanVan_2026_LichCongTac_Thang03_20260305.pdf")
    at_work.click(dialog, "Mỗi cơ quan một PDF")
    at_work.settle()
    files = sorted(path.name for path in book_dir.glob("*.pdf"))
    assert "DanVan_2026_LichCongTac_Thang03_PhongKinhTe_20260305.pdf" in files
    said = at_work.window.notice.text()
    assert f"Đã lưu {len(files)} tệp PDF vào" in said
    assert "không có việc nên không có phiếu" in said
    with pypdfium2.PdfDocument(book_dir / files[0]) as pdf:
        assert "LỊCH CÔNG TÁC" in pdf[0].get_textpage().get_text_bounded().upper()
    at_work.click(at_work.window.notice, "Mở thư mục")
    assert at_work.world.shown == [book_dir]


def short_paper() -> Document:
    """A page of a letter and a page across."""
    letter = (Title(TitleForm.DOCUMENT, "KẾ HOẠCH", "Công tác dân vận chính quyền năm 2026"),)
    across = Page(Orientation.LANDSCAPE, Margins())
    return Document((Section(Page(), letter), Section(across, letter)), 14, "Kế hoạch", "UBND xã Tân Phú")


@pytest.mark.usefixtures("qapp")
def test_stopped_on_the_way_no_file_is_left(book_dir: Path) -> None:
    pages = lay_out(short_paper())
    sheets = Sheets((("Công an xã", pages), ("Phòng Kinh tế", pages)), "")
    older = book_dir / "Phieu_CongAnXa.pdf"
    older.write_bytes(b"an older one")

    class SoonTired(Progress):
        left = len(pages) + 1

        def cancelled(self) -> bool:
            self.left -= 1
            return self.left < 0

    with pytest.raises(Stopped):
        _save_each(SoonTired(), sheets, "Phiếu", book_dir / "Phieu.pdf")
    assert [path.name for path in book_dir.iterdir()] == ["Phieu_CongAnXa.pdf"]
