"""Old Word files: what stands in them comes out as from a .docx, in blocks."""

from __future__ import annotations

from pathlib import Path

from danvan_desktop.reading.blocks import Document, Footnote, Paragraph, Table
from danvan_desktop.reading.parsing import parse_file
from danvan_desktop.reading.recogniser import recognise
from tests.reading.recogniser.documents import assigned, directory

FILES = Path(__file__).parent / "files"


def read(name: str) -> Document:
    return parse_file(FILES / name)


def printed(document: Document) -> list[str]:
    return [block.printed for block in document.blocks if isinstance(block, Paragraph)]


def test_lists_links_notes_and_changes_of_a_plan() -> None:
    document = read("ke-hoach.doc")
    assert printed(document) == [
        "KẾ HOẠCH",
        "Công tác dân vận chính quyền năm 2026",
        "I. MỤC ĐÍCH",
        "- Nâng cao nhận thức của cán bộ.",
        "II. NỘI DUNG",
        "1. Tuyên truyền",
        "a) Phát thanh trên hệ thống loa",
        "- Cơ quan chủ trì: Trung tâm Dịch vụ sự nghiệp công",
        "- Thời gian: Thường xuyên",
        "Xem trang của xã.",
        "Thời gian: Quý III/2026.",
        "Chữ HOA nghiêng",
        "Có chú thích.",
        "Dòng một\ndòng hai\tsau\xa0tab-x☑",
        "Giữa",
        "Sau bảng 😀 hết.",
    ]
    assert document.footnotes == (Footnote("1", "Theo Quyết định số 1."),)
    (notice,) = document.notices
    assert "sửa đang theo dõi" in notice


def test_looks_of_paragraphs() -> None:
    by_text = {block.text: block for block in read("ke-hoach.doc").blocks if isinstance(block, Paragraph)}
    assert by_text["Giữa"] == Paragraph("Giữa", bold=True, centred=True, level=1)
    assert by_text["KẾ HOẠCH"].centred
    assert by_text["MỤC ĐÍCH"].bold
    assert not by_text["Chữ HOA nghiêng"].italic


def test_merged_cells_of_a_table() -> None:
    letterhead, catalogue, signature = (block for block in read("ke-hoach.doc").blocks if isinstance(block, Table))
    shape = [[(cell.text, cell.colspan, cell.continued) for cell in row.cells] for row in catalogue.rows]
    assert shape[:3] == [
        [("STT", 1, False), ("Nội dung nhiệm vụ", 1, False), ("Phân công", 2, False), ("Thời hạn", 1, False)],
        [("", 1, True), ("", 1, True), ("Chủ trì", 1, False), ("Phối hợp", 1, False), ("", 1, True)],
        [("I. DÂN CHỦ", 5, False)],
    ]
    assert shape[4][3:] == [("", 1, True), ("", 1, False)]
    assert shape[5][1] == ("Một\nHai", 1, False)
    assert [row.heading for row in catalogue.rows] == [True, True, False, False, False, False]
    assert [len(row.cells) for row in letterhead.rows] == [2, 2]
    assert signature.rows[0].cells[1].text == "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nTrần Văn Bình"


def test_the_tasks_of_its_table() -> None:
    draft = recognise(read("ke-hoach.doc"), directory())
    assert [task for task in assigned(draft) if task[0].startswith("II.M1.I")] == [
        ("II.M1.I.1", ["CQDV"], ["CAX"], "Trước 28/02/2026"),
        ("II.M1.I.2", ["THON"], ["CAX"], ""),
        ("II.M1.I.3", [], [], "Quý II/2026"),
    ]
    assert draft.document.signature_name == "Trần Văn Bình"


def test_letters_of_an_old_font_become_unicode() -> None:
    document = read("phong-cu.doc")
    assert printed(document)[2:] == [
        "Phòng Văn hóa - Xã hội chủ trì, các đơn vị phối hợp thực hiện nhiệm vụ được giao.",
        "Chữ Unicode đứng cạnh chữ cũ: tổ chức đối thoại với nhân dân",
    ]
    (notice,) = document.notices
    assert "TCVN3" in notice
