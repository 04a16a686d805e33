"""Plain text as paragraphs: wrapped lines joined, markdown understood, what stands side by side taken apart."""

from __future__ import annotations

import textwrap

import pytest

from danvan_desktop.reading.blocks import Document, Footnote, Paragraph, Table, paragraphs_of
from danvan_desktop.reading.errors import Fault, FileFault
from danvan_desktop.reading.text import read_text
from danvan_desktop.reading.text.reader import MAX_BYTES, MAX_LINES

PARAGRAPHS = (
    "Thực hiện Kế hoạch số 46/KH-UBND ngày 13/02/2026 của Ủy ban nhân dân thành phố về công tác dân vận giai đoạn "
    "2026 - 2030, Ủy ban nhân dân xã Tân Phú giao Phòng Văn hóa - Xã hội tham mưu thực hiện các nội dung sau đây.",
    "II. NHIỆM VỤ CỤ THỂ",
    "1. Tổ chức quán triệt, tuyên truyền các chủ trương của Đảng, pháp luật của Nhà nước về công tác dân vận; xây dựng "
    "kế hoạch tuyên truyền. Kết quả gửi về Phòng Văn hóa - Xã hội, Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã.",
    "- Cơ quan chủ trì: Phòng Văn hóa - Xã hội, Trung tâm Dịch vụ sự nghiệp công, Ban Chỉ huy Quân sự xã Tân Phú.",
    "- Thời gian: Quý I/2026.",
    "2. Rà soát quy chế dân chủ ở cơ sở của các cơ quan, đơn vị, trường học, trạm y tế trên địa bàn xã; sửa đổi những "
    "chỗ không còn phù hợp với quy định của pháp luật, báo cáo Ủy ban nhân dân xã.",
    "Cơ quan chủ trì: Văn phòng HĐND và UBND xã.",
    "Thời gian: Quý II/2026.",
)


def texts(document: Document) -> list[str]:
    return [paragraph.text for block in document.blocks for paragraph in paragraphs_of(block)]


def read(text: str) -> Document:
    return read_text(text.encode())


@pytest.mark.parametrize("width", [50, 60, 72, 80, 100])
@pytest.mark.parametrize(
    ("between", "first", "line_end"),
    [
        ("\n", "", "\n"),
        ("\n\n", "", "\n"),
        ("\n", "    ", "\r\n"),
        ("\n\n", "\t", "\n"),
        ("\n\n", "", "\n\n"),
    ],
)
def test_wrapped_lines_are_joined(width: int, between: str, first: str, line_end: str) -> None:
    wrapped = [textwrap.fill(text, width, initial_indent=first, break_on_hyphens=False) for text in PARAGRAPHS]
    assert texts(read(between.join(wrapped).replace("\n", line_end))) == list(PARAGRAPHS)


def test_lines_that_are_not_wrapped_stay_apart() -> None:
    recipients = ["Nơi nhận:", "- Thường trực Đảng ủy;", "- Các phòng chuyên môn;", "- Lưu: VT."]
    assert texts(read("\n".join([*PARAGRAPHS, *recipients]))) == [*PARAGRAPHS, *recipients]


def test_items_keep_the_lines_that_hang_under_them() -> None:
    text = (
        "- Tuyên truyền, phổ biến pháp luật về dân chủ\n  ở cơ sở tới các thôn, tổ dân phố và nhân\n"
        "  dân trong xã Tân Phú.\n"
        "- Kiểm tra việc tiếp công dân, giải quyết đơn\n  thư của các cơ quan, đơn vị.\n"
    )
    assert texts(read(text)) == [
        "- Tuyên truyền, phổ biến pháp luật về dân chủ ở cơ sở tới các thôn, tổ dân phố và nhân dân trong xã Tân Phú.",
        "- Kiểm tra việc tiếp công dân, giải quyết đơn thư của các cơ quan, đơn vị.",
    ]


def test_markdown_is_read_as_what_it_means() -> None:
    document = read(
        "# CHƯƠNG TRÌNH\n**Công tác dân vận năm 2026**\n\n## **II. Nhiệm vụ**\n\n1\\. Việc *thứ nhất* của [thôn](https://a.vn)[^1]\n"
        "- [ ] Hội nghị\n---\n```\n*Thường xuyên.*\n<br>\n&nbsp;\n[^1]: Theo **quy chế**\n"
    )
    assert document.blocks == (
        Paragraph("CHƯƠNG TRÌNH", bold=True, level=0),
        Paragraph("Công tác dân vận năm 2026", bold=True),
        Paragraph("II. Nhiệm vụ", bold=True, level=1),
        Paragraph("1. Việc thứ nhất của thôn"),
        Paragraph("- Hội nghị"),
        Paragraph("Thường xuyên.", italic=True),
    )
    assert document.footnotes == (Footnote("1", "Theo quy chế"),)


def test_page_numbers_and_quotation_marks_of_mail_are_no_text() -> None:
    pages = "Đoạn một.\n\n2\n\fĐoạn hai.\n\n- 3 -\n\nĐoạn ba có 3 việc.\n\n7\n"
    assert texts(read(pages)) == ["Đoạn một.", "Đoạn hai.", "Đoạn ba có 3 việc.", "7"]
    assert texts(read("> Kính gửi các thôn\n> \n>> Chương trình năm 2026\n")) == [
        "Kính gửi các thôn",
        "Chương trình năm 2026",
    ]


@pytest.mark.parametrize("gap", ["\t", "            "])
def test_head_and_foot_are_set_in_two_columns(gap: str) -> None:
    document = read(
        f"ỦY BAN NHÂN DÂN{gap}CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nXÃ TÂN PHÚ{gap}Độc lập - Tự do - Hạnh phúc\n"
        f"               CHƯƠNG TRÌNH\n(Kèm theo Quyết định số           /QĐ-UBND ngày      tháng     năm 2026)\n\n"
        f"Nơi nhận:{gap}TM. ỦY BAN NHÂN DÂN\n- Như trên;\n{' ' * 30}CHỦ TỊCH\n- Lưu: VT.\n\n{' ' * 30}Nguyễn Văn An\n"
    )
    head, title, attached, foot, name = document.blocks
    assert isinstance(head, Table)
    assert isinstance(foot, Table)
    assert [cell.text for cell in head.rows[0].cells] == [
        "ỦY BAN NHÂN DÂN\nXÃ TÂN PHÚ",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc",
    ]
    assert title == Paragraph("CHƯƠNG TRÌNH", centred=True)
    assert isinstance(attached, Paragraph), "blanks that the office fills by hand are no columns"
    assert [cell.text for cell in foot.rows[0].cells] == [
        "Nơi nhận:\n- Như trên;\n- Lưu: VT.",
        "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH",
    ]
    assert name == Paragraph("Nguyễn Văn An", centred=True)


@pytest.mark.parametrize("text", ["chữ " * (MAX_BYTES // 4), "a\n" * (MAX_LINES + 1)])
def test_more_than_any_programme_is_refused(text: str) -> None:
    with pytest.raises(FileFault) as caught:
        read(text)
    assert caught.value.fault is Fault.TEXT_TOO_LONG


@pytest.mark.parametrize(
    "piece",
    [
        "** ",
        "[",
        "[a](",
        '"',
        "|a|b|\n",
        "+---+\n",
        "# ",
        "TT\n",
        "TT\tNhiệm vụ\tThời gian\n",
        "*a",
        "_",
        "(",
        "<br",
        "Căn cứ;\n",
    ],
)
def test_no_text_takes_long(piece: str) -> None:
    """A hundred kilobytes of anything; a way of reading that looks at the rest again for each piece takes minutes."""
    read(piece * (100_000 // len(piece)) if "\n" not in piece else piece * 3000)
