"""PDF as blocks: paragraphs whole, tables over pages whole, what belongs to the page left out."""

from __future__ import annotations

from pathlib import Path

from danvan_desktop.reading.blocks import Document, Paragraph, Table
from danvan_desktop.reading.parsing import parse_file
from tests.reading.pdf_files import BOLD, ITALIC, LANDSCAPE, LEGACY, PICTURE, Paper, width

LONG = (
    "Tiếp tục tuyên truyền, vận động Nhân dân trên địa bàn xã Tân Phú tham gia xây dựng nông thôn mới nâng cao, giữ "
    "gìn vệ sinh đường làng, ngõ xóm; nêu gương người tốt, việc tốt trong từng thôn và trong các cơ quan, đơn vị."
)
HEADING = ("TT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian")
WIDTHS = (36.0, 176.0, 98.0, 92.0, 66.0)


def read(paper: Paper, folder: Path) -> Document:
    return parse_file(paper.save(folder / "tệp mẫu.pdf"))


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def rows(table: object) -> list[list[str]]:
    assert isinstance(table, Table)
    return [[" / ".join(cell.text.split("\n")) for cell in row.cells] for row in table.rows]


def test_lines_become_paragraphs_with_their_look(tmp_path: Path) -> None:
    paper = Paper()
    paper.centred("KẾ HOẠCH")
    paper.paragraph("I. MỤC ĐÍCH", font=BOLD, indent=0)
    paper.paragraph(LONG)
    paper.paragraph("1. " + LONG)
    for line in ("- Thực hiện Nghị quyết số 15-", "NQ/TU của Thành ủy."):
        paper.down(paper.pitch)
        paper.justified(paper.left, line, paper.room if line.endswith("-") else width(line))
    paper.at -= 6
    paper.paragraph("Chữ nghiêng cả đoạn.", font=ITALIC)
    blocks = read(paper, tmp_path).blocks
    assert [
        (block.text, block.bold, block.italic, block.centred) for block in blocks if isinstance(block, Paragraph)
    ] == [
        ("KẾ HOẠCH", True, False, True),
        ("I. MỤC ĐÍCH", True, False, False),
        (LONG, False, False, False),
        ("1. " + LONG, False, False, False),
        ("- Thực hiện Nghị quyết số 15-NQ/TU của Thành ủy.", False, False, False),
        ("Chữ nghiêng cả đoạn.", False, True, False),
    ]


def test_what_belongs_to_the_page_is_left_out(tmp_path: Path) -> None:
    """Page numbers in their usual forms, a running head, and a footnote whose mark stands in the text."""
    paper = Paper()
    wanted = []
    for page, number in enumerate(("", "- 2 -", "3", "Trang 4/4")):
        if page:
            paper.new_page()
        paper.put(290, 822, number)
        paper.put(200, 806, "Tài liệu lưu hành nội bộ", size=10)
        wanted.append(f"{page + 1}. Thôn {'ABCD'[page]} và các tổ chức: {LONG}")
        paper.paragraph(wanted[-1])
    paper.at = 120.0
    for x, words, mark in ((0.0, "Câu này có chú thích", 0.0), (140.0, "và câu này cũng thế", 5.0)):
        paper.put(paper.left + x, 100, words)
        paper.put(paper.left + x + width(words) + mark, 106, "12"[bool(mark)], size=8)
    paper.put(paper.left, 70, "1", size=7)
    paper.put(paper.left + 6, 66, "Chú thích in nhỏ ở", size=10)
    paper.put(paper.left, 54, "cuối trang.", size=10)
    paper.put(paper.left, 42, "2 Chú thích thứ hai.", size=10)
    document = read(paper, tmp_path)
    assert texts(document) == [*wanted, "Câu này có chú thích¹ và câu này cũng thế ²"]
    assert [(note.mark, note.text) for note in document.footnotes] == [
        ("1", "Chú thích in nhỏ ở cuối trang."),
        ("2", "Chú thích thứ hai."),
    ]
    assert document.notices == ("Dòng lặp lại ở lề mọi trang không được lấy vào nội dung: «Tài liệu lưu hành nội bộ».",)


def test_a_sentence_cut_by_a_page_is_whole(tmp_path: Path) -> None:
    paper = Paper()
    sentences = [f"{number}. {LONG}" for number in range(1, 16)]
    for sentence in sentences:
        paper.paragraph(sentence)
    assert len(paper.pages) > 1
    assert texts(read(paper, tmp_path)) == sentences


def test_a_ruled_table_over_three_pages(tmp_path: Path) -> None:
    """Heading repeated, rows cut by page ends, a row over all columns, a date broken inside its narrow cell."""
    paper = Paper()
    wanted = [list(HEADING)]
    for number in range(1, 26):
        if number % 9 == 1:
            wanted.append([str(number // 9 + 1), "CÔNG TÁC TUYÊN TRUYỀN, VẬN ĐỘNG NHÂN DÂN", ">", ">", ">"])
        task = f"Việc thứ {number}: {LONG[: 60 + 9 * number].rsplit(' ', 1)[0]}"
        date = f"Trước ngày {number:02}/11/2026"
        wanted.append([f"{number // 9 + 1}.{number}", task, "Phòng Văn hóa - Xã hội", "Các cơ quan, đơn vị", date])
    paper.table(WIDTHS, wanted)
    assert len(paper.pages) >= 3
    (table,) = read(paper, tmp_path).blocks
    assert rows(table) == [[text for text in row if text != ">"] for row in wanted]
    assert isinstance(table, Table)
    assert [row.heading for row in table.rows] == [True] + [False] * (len(wanted) - 1)
    assert {sum(cell.colspan for cell in row.cells) for row in table.rows} == {5}


def test_cells_merged_downwards_over_a_page_end(tmp_path: Path) -> None:
    paper = Paper()
    wanted = [list(HEADING)]
    for number in range(1, 9):
        time = "Quý II/2026" if number == 1 else "^"
        wanted.append([str(number), f"{number}: {LONG}", "Công an xã", "Các thôn", time])
    paper.table(WIDTHS, wanted, heading=1)
    assert len(paper.pages) > 1
    (table,) = read(paper, tmp_path).blocks
    assert isinstance(table, Table)
    assert [row.cells[-1].continued for row in table.rows] == [False, False] + [True] * 7
    assert [row.cells[1].text for row in table.rows[1:]] == [row[1] for row in wanted[1:]]


def test_paragraphs_inside_a_cell(tmp_path: Path) -> None:
    """A line that ended early ends its paragraph; one that was full goes on."""
    paper = Paper()
    cell = "Phòng Kinh tế\nVăn phòng Hội đồng nhân dân và Ủy ban nhân dân xã\nCông an xã"
    paper.table((40.0, 180.0, 140.0), [("TT", "Nhiệm vụ", "Chủ trì"), ("1", "Họp thôn", cell)])
    (table,) = read(paper, tmp_path).blocks
    assert isinstance(table, Table)
    assert table.rows[1].cells[2].text == cell


def test_a_letterhead_and_a_signature_are_two_blocks_each(tmp_path: Path) -> None:
    paper = Paper()
    left = ["UBND XÃ TÂN PHÚ", "PHÒNG VH-XH", "Số:    /KH-VHXH"]
    right = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA", "VIỆT NAM", "Tân Phú, ngày    tháng 3 năm 2026"]
    paper.side_by_side(left, right)
    paper.down(20)
    paper.centred("KẾ HOẠCH")
    paper.paragraph(LONG)
    paper.down(10)
    paper.side_by_side(["Nơi nhận:", "- Đảng ủy;", "- Lưu: VT."], ["TRƯỞNG PHÒNG", "", "", "", "", "Trần Văn Bình"])
    head, title, text, foot = read(paper, tmp_path).blocks
    assert rows(head) == [
        [
            "UBND XÃ TÂN PHÚ / PHÒNG VH-XH / Số: /KH-VHXH",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM / Tân Phú, ngày tháng 3 năm 2026",
        ]
    ]
    assert isinstance(title, Paragraph)
    assert (title.text, title.centred) == ("KẾ HOẠCH", True)
    assert isinstance(text, Paragraph)
    assert rows(foot) == [["Nơi nhận: / - Đảng ủy; / - Lưu: VT.", "TRƯỞNG PHÒNG / Trần Văn Bình"]]


def test_a_table_without_ruling_lines_is_read_and_doubted(tmp_path: Path) -> None:
    paper = Paper()
    columns = (85.0, 125.0, 330.0, 450.0)
    lines = [
        ("TT", "Nhiệm vụ", "Chủ trì", "Thời gian"),
        ("1", "Xây dựng kế hoạch dân vận", "Phòng Kinh tế", "Quý I"),
        ("", "khéo của xã", "", ""),
        ("2", "Tổ chức đối thoại", "Công an xã", "Tháng 5/2026"),
        ("3", "Tổng kết năm", "Văn phòng HĐND", "Quý IV"),
        ("", "", "và UBND", ""),
    ]
    paper.paragraph("Các nhiệm vụ cụ thể như sau:")
    for line in lines:
        paper.down(18)
        for x, words in zip(columns, line, strict=True):
            if words:
                paper.put(x, paper.at, words)
    before, table = (document := read(paper, tmp_path)).blocks
    assert isinstance(before, Paragraph)
    assert rows(table) == [
        ["TT", "Nhiệm vụ", "Chủ trì", "Thời gian"],
        ["1", "Xây dựng kế hoạch dân vận khéo của xã", "Phòng Kinh tế", "Quý I"],
        ["2", "Tổ chức đối thoại", "Công an xã", "Tháng 5/2026"],
        ["3", "Tổng kết năm", "Văn phòng HĐND và UBND", "Quý IV"],
    ]
    assert any("không kẻ đường" in notice for notice in document.notices)


def test_a_page_turned_on_its_side_reads_the_same(tmp_path: Path) -> None:
    """The landscape annex, as a scanner's software turns it: the page is upright, its text runs upwards."""
    plain, turned = Paper(shape=LANDSCAPE), Paper(shape=LANDSCAPE)
    for paper in (plain, turned):
        paper.centred("PHỤ LỤC I")
        paper.table(
            (40.0, 345.0, 200.0, 130.0),
            [("TT", "Nhiệm vụ", "Chủ trì", "Thời gian"), ("1", LONG, "Công an xã", "Quý I")],
        )
    width, height = LANDSCAPE
    turned.pages[0][:0] = ["q", f"0 1 -1 0 {height} 0 cm"]
    turned.pages[0].append("Q")
    turned.shapes[0] = (height, width)
    annex, table = read(plain, tmp_path).blocks
    assert isinstance(annex, Paragraph)
    assert (annex.text, annex.centred) == ("PHỤ LỤC I", True)
    assert read(turned, tmp_path).blocks[1] == table
    assert rows(table)[1] == ["1", LONG, "Công an xã", "Quý I"]


def test_what_could_not_be_read_surely_is_said(tmp_path: Path) -> None:
    paper = Paper()
    paper.put(85, 700, "Nhiệm vụ của xã", font=LEGACY)
    paper.put(85, 650, "Chữ do máy nhận dạng", mode=3)
    paper.new_page()
    paper.draw(PICTURE)
    notices = " ".join(read(paper, tmp_path).notices)
    assert "TCVN3" in notices
    assert "nhận dạng từ ảnh" in notices
    assert "Trang 2 chỉ có ảnh" in notices


def test_a_file_without_its_font_is_said(tmp_path: Path) -> None:
    """pdfium leaves out a letter that stands alone when the font put in place lacks it."""
    paper = Paper(carries_font=False)
    paper.justified(85, "Họp dân ở thôn", 300)
    document = read(paper, tmp_path)
    assert any("không kèm phông chữ" in notice for notice in document.notices)
