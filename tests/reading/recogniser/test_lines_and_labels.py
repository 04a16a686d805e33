"""Lines: left-overs cleaned, numbers split off, cut sentences joined, labels in all their spellings."""

from __future__ import annotations

import pytest

from danvan_desktop.domain.numbering import split_number
from danvan_desktop.reading.blocks import Document, Paragraph
from danvan_desktop.reading.recogniser.items import items_of
from danvan_desktop.reading.recogniser.text.labels import Label, split_labels
from danvan_desktop.reading.recogniser.text.lines import Line, lines_of, tidy


@pytest.mark.parametrize(
    ("written", "clean"),
    [
        ("**I. NHIỆM VỤ**", "I. NHIỆM VỤ"),
        ("mô hình “*Dân vận khéo*” ở thôn  ", "mô hình “Dân vận khéo” ở thôn"),
        ("### Quý 3", "Quý 3"),
        ("[bookmark: _GoBack]Phòng Kinh tế", "Phòng Kinh tế"),
        ("dân chủ cơ sở² gắn với", "dân chủ cơ sở gắn với"),
        ("2 * 3 * 4", "2 * 3 * 4"),
    ],
)
def test_left_overs(written: str, clean: str) -> None:
    assert tidy(written) == clean


def test_hard_line_breaks_make_lines_and_the_number_stands_before_the_first() -> None:
    first, second = lines_of(Paragraph("Mục một\nphần sau", number="1."), 3)
    assert (first.mark, first.text, first.block) == ("1.", "Mục một", 3)
    assert (second.mark, second.text) == ("", "phần sau")


def test_a_dash_typed_behind_a_bullet_is_one_mark() -> None:
    (line,) = lines_of(Paragraph("- Phát thanh", number="•"), 0)
    assert line.text == "Phát thanh"


@pytest.mark.parametrize("rule", ["_______", "-----", "***", "…………"])
def test_drawn_rules_are_no_lines(rule: str) -> None:
    assert list(lines_of(Paragraph(rule), 0)) == []


def joined(*texts: str) -> list[str]:
    document = Document(tuple(Paragraph(text) for text in texts))
    return [item.printed for item in items_of(document).items if isinstance(item, Line)]


LONG = "Các cơ quan, đơn vị phối hợp chặt chẽ với Ủy ban Mặt trận Tổ quốc"


@pytest.mark.parametrize(
    "texts",
    [
        ("giải quyết khiếu nại, tố", "cáo của công dân."),
        (f"{LONG} trong phong trào “Dân", "Vận khéo” ở cơ sở."),
        (f"{LONG} theo Kế hoạch của", "Tỉnh ủy và huyện."),
        (LONG, "Việt Nam xã và các đoàn thể.", "Ủy ban Mặt trận Tổ quốc Việt Nam xã giám sát."),
    ],
)
def test_cut_sentences_are_joined(texts: tuple[str, ...]) -> None:
    assert joined(*texts)[0] == f"{texts[0]} {texts[1]}"


@pytest.mark.parametrize(
    "texts",
    [
        ("Xong câu.", "chữ thường đầu dòng"),
        ("1. Công tác tuyên truyền, vận động nhân dân trên địa bàn toàn xã", "Các thôn tổ chức phát thanh."),
        (LONG, "Công an xã tuần tra."),
        ("Gồm:", "- phát thanh"),
        ("Phát thanh hằng tuần", "Cơ quan chủ trì: Công an xã"),
        ("Phát thanh hằng tuần", "cơ quan chủ trì: Công an xã"),
    ],
)
def test_whole_lines_are_left_alone(texts: tuple[str, ...]) -> None:
    assert joined(*texts) == list(texts)


def test_footnotes_in_the_flow_stand_apart_and_the_sentence_around_them_is_whole() -> None:
    document = Document(
        tuple(
            Paragraph(text)
            for text in (
                "Thực hiện dân chủ ở cơ quan, đơn",
                "¹ Kết luận số 1 về công tác",
                "vị, địa phương. Công khai đầy đủ, từng cơ",
                "vận động quần chúng.",
                "² Các khoản đóng góp.",
                "quan phải niêm yết.",
            )
        )
    )
    read = items_of(document)
    assert [item.printed for item in read.items if isinstance(item, Line)] == [
        "Thực hiện dân chủ ở cơ quan, đơn vị, địa phương. Công khai đầy đủ, từng cơ quan phải niêm yết."
    ]
    assert read.footnotes == ("Kết luận số 1 về công tác vận động quần chúng.", "Các khoản đóng góp.")


def labels(text: str) -> tuple[str, list[tuple[Label, str]]]:
    number, rest = split_number(text)
    before, fields = split_labels(Line(tidy(rest), 0, number))
    return before, [(field.label, field.value) for field in fields]


@pytest.mark.parametrize(
    ("text", "label", "value"),
    [
        ("Cơ quan chủ trì: A", Label.LEAD, "A"),
        ("- Cơ quan chủ trì tham mưu thực hiện: A", Label.LEAD, "A"),
        ("* Đơn vị chủ trì (tham mưu) thực hiện: A", Label.LEAD, "A"),
        ("b) Sở, ngành chủ trì tham mưu: A", Label.LEAD, "A"),
        ("Chủ trì: A", Label.LEAD, "A"),
        ("Cơ quan, đơn vị chủ trì : A", Label.LEAD, "A"),
        ("Cơ quan thực hiện: A", Label.IMPLEMENTING, "A"),
        ("Đơn vị thực hiện: A", Label.IMPLEMENTING, "A"),
        ("Phân công thực hiện: A", Label.IMPLEMENTING, "A"),
        ("Cơ quan phối hợp: A", Label.COORD, "A"),
        ("+ Đơn vị phối hợp thực hiện: A", Label.COORD, "A"),
        ("Phối hợp: A", Label.COORD, "A"),
        ("Cơ quan phhosi hợp: A", Label.COORD, "A"),
        ("Thời gian: A", Label.TIME, "A"),
        ("Thời gian hoàn thành: A", Label.TIME, "A"),
        ("Thời hạn: A", Label.TIME, "A"),
        ("Tiến độ thực hiện: A", Label.TIME, "A"),
        ("Thời gian thực hiện sau khi Nghị định ban hành", Label.TIME, "sau khi Nghị định ban hành"),
        ("Cơ quan chủ trì Phòng Kinh tế", Label.LEAD, "Phòng Kinh tế"),
        ("Kết quả: A", Label.PRODUCT, "A"),
        ("Sản phẩm: A", Label.PRODUCT, "A"),
        ("Kết quả/Sản phẩm: A", Label.PRODUCT, "A"),
        ("Hình thức thực hiện: A", Label.FORM, "A"),
        ("Nội dung phối hợp:", Label.CONTENT, ""),
        ("Lãnh đạo phụ trách: A", Label.REMARK, "A"),
    ],
)
def test_label_spellings(text: str, label: Label, value: str) -> None:
    assert labels(text) == ("", [(label, value)])


@pytest.mark.parametrize(
    "text",
    [
        "Đơn vị thực hiện nghiêm quy chế dân chủ",
        "Thời gian thực hiện dân chủ là thường xuyên",
        "Chế độ báo cáo: Định kỳ",
        "Cơ quan chủ quản: A",
        "Phòng Văn hóa - Xã hội chủ trì, phối hợp với Công an xã thực hiện",
        "Ban hành các quy định: quy chế, nội quy",
    ],
)
def test_sentences_are_no_labels(text: str) -> None:
    assert labels(text) == (text, [])
