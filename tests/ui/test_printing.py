"""Papers as pages: what stands on them, what stays together, the same in the PDF and in the preview."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from danvan_desktop.domain.papers import Margins
from danvan_desktop.services.papers import PaperKind
from danvan_desktop.ui.papers.dialog import PaperDialog
from danvan_desktop.ui.printing.dialog import PreviewDialog
from danvan_desktop.ui.printing.flow import LaidPage, lay_out
from danvan_desktop.ui.printing.paint import write_pdf
from danvan_desktop.ui.printing.setting import MM
from danvan_desktop.ui.printing.showing import PaperView, chosen_pages
from danvan_desktop.writing.blocks import (
    Block,
    Column,
    Document,
    Letterhead,
    Orientation,
    Page,
    Paragraph,
    Role,
    Row,
    Section,
    Signature,
    Span,
    Table,
    Title,
    TitleForm,
)
from tests.ui.officer import Officer

ROWS = 70
SENTENCE = "Các cơ quan, đơn vị báo cáo kết quả thực hiện về Ủy ban nhân dân xã trước ngày 15/6/2026 theo số 05/KH-UBND"


def table(rows: int) -> Table:
    columns = (Column("TT", 12), Column("Nhiệm vụ", 100), Column("Thời gian", 50))
    held = [Row((f"{number}.", f"{SENTENCE} {number}", "Quý III/2026")) for number in range(1, rows + 1)]
    return Table(columns, (Row(("I", "NHÓM NHIỆM VỤ"), band=True), *held))


def long_paper(*more: Block) -> Document:
    """Two sections: a letter with a signature, and an annex across with a long table."""
    text = tuple(Span(f"{SENTENCE}. " * 3, bold=place == 1) for place in range(2))
    letter: tuple[Block, ...] = (
        Letterhead(("ỦY BAN NHÂN DÂN", "XÃ TÂN PHÚ"), "", "Số:    /UBND", "Tân Phú, ngày    tháng    năm 2026"),
        Title(TitleForm.DOCUMENT, "KẾ HOẠCH", "Công tác dân vận chính quyền năm 2026"),
        *(Paragraph(Role.BODY, text) for _ in range(12)),
        *more,
        Paragraph(Role.CLOSING, (Span("Trên đây là kế hoạch./."),), keep_next=True),
        Signature(("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), "Nguyễn Văn An", ("- Như trên;", "- Lưu: VT.")),
    )
    annex = (Title(TitleForm.ANNEX, "Phụ lục", "DANH MỤC NHIỆM VỤ"), table(ROWS))
    across = Page(Orientation.LANDSCAPE, Margins())
    return Document((Section(Page(), letter), Section(across, annex)), 14, "Kế hoạch", "UBND xã Tân Phú")


def bottom(page: LaidPage) -> float:
    return max(laid.y + laid.piece.height - laid.piece.after for laid in page.pieces)


@pytest.mark.usefixtures("qapp")
def test_every_page_is_filled_and_none_too_full() -> None:
    pages = lay_out(long_paper())
    assert all(bottom(page) <= page.page.text_height * MM + 0.01 for page in pages)
    letter = [page for page in pages if not page.landscape]
    annex = [page for page in pages if page.landscape]
    assert len(letter) > 1
    assert len(annex) > 3
    assert [page.number.text.text for page in letter if page.number] == [str(n) for n in range(2, len(letter) + 1)]
    assert [page.number is None for page in annex] == [place == 0 for place in range(len(annex))]


@pytest.mark.usefixtures("qapp")
def test_the_heading_of_a_table_stands_on_every_page_and_no_row_is_lost_or_cut() -> None:
    annex = [page.texts for page in lay_out(long_paper()) if page.landscape]
    heading = ("TT", "Nhiệm vụ", "Thời gian")
    assert all(page[:3] == heading for page in annex[1:])
    said = [text for page in annex for text in page]
    numbers = [text for text in said if text.endswith(".") and text[:-1].isdecimal()]
    assert numbers == [f"{number}." for number in range(1, ROWS + 1)]
    assert sum(text.startswith(SENTENCE) for text in said) == ROWS


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("lines", [*range(20, 40), 90, 300])
def test_a_row_as_high_as_a_page_or_higher_is_told_to_its_last_line(lines: int) -> None:
    said = [f"dòng {number}" for number in range(lines)]
    columns = (Column("TT", 12), Column("Nhiệm vụ", 150))
    held = Table(columns, (Row(("1", "ngắn")), Row(("2", "\n".join(said))), Row(("3", "hết"))))
    pages = lay_out(Document((Section(Page(Orientation.LANDSCAPE, Margins()), (held,)),), 14, "Dài", "UBND xã Tân Phú"))
    texts = [text for page in pages for text in page.texts if text not in ("TT", "Nhiệm vụ")]
    assert "\n".join(texts).split("\n") == ["1", "ngắn", "2", *said, "3", "hết"]
    assert all(bottom(page) <= page.page.text_height * MM + 0.01 for page in pages)
    assert all(page.texts[:2] == ("TT", "Nhiệm vụ") or len(page.pieces) == 1 for page in pages)


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("filling", range(0, 30, 3))
def test_the_signature_stands_with_the_closing_sentence(filling: int) -> None:
    """Wherever the page ends, it is never alone on the next."""
    paper = long_paper(*(Paragraph(Role.BODY, (Span("Một dòng."),)) for _ in range(filling)))
    last = [page for page in lay_out(paper) if not page.landscape][-1]
    assert "Trên đây là kế hoạch./." in last.texts
    assert last.texts[-3:] == ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Nguyễn Văn An")


@pytest.mark.usefixtures("qapp")
def test_a_paragraph_goes_on_over_the_page_with_two_lines_on_each_side() -> None:
    paper = long_paper()
    pages = [page for page in lay_out(paper) if not page.landscape]
    said = " ".join(text for page in pages for text in page.texts).replace("\n", " ")
    assert said.count("trước ngày 15/6/2026") == 12 * 6
    bodies = [laid.piece.body for page in pages for laid in page.pieces if laid.piece.body]
    assert len(bodies) > 13, "one of them is divided"
    assert all(body.last - body.first >= 2 for body in bodies if body.layout.lineCount() > 3)


@pytest.mark.usefixtures("qapp")
def test_the_pdf_holds_the_same_pages(tmp_path: Path) -> None:
    pages = lay_out(long_paper())
    write_pdf(pages, "Kế hoạch", tmp_path / "Kế hoạch.pdf")
    with pypdfium2.PdfDocument(tmp_path / "Kế hoạch.pdf") as pdf:
        assert len(pdf) == len(pages)
        sizes = [tuple(round(side / MM) for side in pdf[place].get_size()) for place in range(len(pdf))]
        text = pdf[0].get_textpage().get_text_bounded()
    assert sizes == [page.page.size for page in pages]
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text


def test_the_preview_shows_the_pages_and_goes_through_them(qtbot: QtBot) -> None:
    pages = lay_out(long_paper())
    dialog = PreviewDialog("Kế hoạch", pages)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    assert dialog._where.text() == f"Trang 1 / {len(pages)}"
    qtbot.keyClick(dialog.view, Qt.Key.Key_End)
    assert dialog._where.text() == f"Trang {len(pages)} / {len(pages)}"
    qtbot.keyClick(dialog.view, Qt.Key.Key_PageUp)
    dialog.view.set_zoom(2.0)
    assert dialog.view.page() == len(pages) - 2
    with qtbot.waitSignal(dialog.print_asked):
        qtbot.keyClick(dialog.view, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    dialog.close()


def test_a_paper_is_looked_at_and_kept_as_a_pdf(at_work: Officer, book_dir: Path) -> None:
    at_work.press(Qt.Key.Key_P, control=True)
    dialog = at_work.dialog(PreviewDialog)
    said = " ".join(text for page in dialog.pages for text in page.texts)
    assert at_work.row("1.1").text in said.replace("\n", " ")
    at_work.click(dialog, "Sao chép văn bản")
    copied = QGuiApplication.clipboard().text()
    assert "\nTT\tNhiệm vụ\t" in copied
    assert f"\n1.1\t{at_work.row('1.1').text}\t" in copied
    assert dialog.said().startswith("Đã chép văn bản")
    target = book_dir / "danh mục.pdf"
    target.write_bytes(b"an older one")
    at_work.world.answers.ready.append(target)
    at_work.click(dialog, "Lưu thành PDF")
    at_work.settle()
    assert at_work.world.answers.asked[-1].start.name == "DanVan_2026_DanhMuc_20260305.pdf"
    assert target.read_bytes().startswith(b"%PDF-")
    at_work.click(dialog, "Mở tệp")
    assert at_work.world.shown == [target]
    missing = book_dir / "không có" / "a.pdf"
    at_work.world.answers.ready.append(missing)
    at_work.click(dialog, "Lưu thành PDF")
    box = at_work.dialog(QMessageBox)
    assert "Không ghi được «a.pdf»" in box.text()
    at_work.click(box, "Đóng")
    dialog.close()


def test_a_letter_is_looked_at_before_it_is_written(at_work: Officer) -> None:
    at_work.choose("Tệp", "Xuất văn bản")
    choosing = at_work.dialog(PaperDialog)
    choosing.choose(PaperKind.DEADLINES)
    assert not choosing.look.isEnabled(), "a calendar has no pages"
    choosing.choose(PaperKind.PLAN)
    at_work.click(choosing, "Xem trước và in")
    dialog = at_work.dialog(PreviewDialog)
    assert "KẾ HOẠCH" in dialog.pages[0].texts
    dialog.close()
    choosing.close()


@pytest.mark.parametrize(("first", "last", "pages"), [(0, 0, "abcd"), (2, 3, "bc"), (4, 4, "d"), (1, 9, "abcd")])
def test_the_pages_asked_for_are_printed(first: int, last: int, pages: str) -> None:
    assert "".join(chosen_pages("abcd", first, last)) == pages  # type: ignore[arg-type]


def test_the_printer_gets_the_pages(at_work: Officer, book_dir: Path) -> None:
    """The print dialog is the system's, and ends with a printer that was told which pages; this one writes a file."""
    at_work.choose("Tệp", "Xem trước và in")
    dialog = at_work.dialog(PreviewDialog)
    at_work.click(dialog, "In…")
    asking = at_work.dialog(QPrintDialog)
    assert (asking.printer().fromPage(), asking.printer().toPage()) == (1, len(dialog.pages))
    asking.reject()
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(book_dir / "in.pdf"))
    printer.setFromTo(1, 2)
    view = dialog.findChild(PaperView)
    view.put_on_paper(printer)
    at_work.wait(lambda: dialog.said().startswith("Đã gửi"))
    with pypdfium2.PdfDocument(book_dir / "in.pdf") as pdf:
        assert len(pdf) == 2
    assert dialog.said() == "Đã gửi 2 trang tới máy in."
    dialog.close()


@pytest.mark.usefixtures("qapp")
def test_a_page_is_drawn_black_on_whatever_ground() -> None:
    image = QImage(595, 842, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    lay_out(long_paper())[0].draw(painter)
    painter.end()
    dark = sum(image.pixelColor(x, y).lightness() < 100 for x in range(0, 595, 2) for y in range(0, 842, 2))
    assert 500 < dark < 20_000
