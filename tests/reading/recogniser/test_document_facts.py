"""What the document says of itself: letterhead, title, period, legal basis, signature, recipients."""

from __future__ import annotations

from datetime import date

import pytest

from danvan_desktop.domain.draft import AttachedTo, PartialDate
from danvan_desktop.reading.recogniser.facts.period import most_named_year, period_of, year_in
from tests.reading.recogniser.documents import assigned, draft_of, grid, paths, programme

BODY = """
# I. NHIỆM VỤ
- Phát thanh hằng tuần.
Cơ quan chủ trì: Công an xã.
"""


def test_letterhead_with_number_and_day_left_blank() -> None:
    document = programme(BODY).document
    assert (document.type, document.type_code) == ("CHƯƠNG TRÌNH", "CTr")
    assert document.title == "Công tác dân vận chính quyền năm 2026"
    assert document.issuer == "Ủy ban nhân dân xã Tân Phú"
    assert (document.number, document.symbol) == (None, "CTr-UBND")
    assert (document.place, document.date) == ("Tân Phú", PartialDate(None, 2, 2026))
    assert (document.programme_year, document.period) == (2026, ("2026-01-01", "2026-12-31"))


def test_letterhead_and_signature_in_tables() -> None:
    draft = draft_of(
        grid(
            (
                "UBND XÃ TÂN PHÚ\nPHÒNG VĂN HÓA - XÃ HỘI",
                "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc",
            ),
            ("Số: 07/KH-VHXH", "Tân Phú, ngày 05 tháng 3 năm 2026"),
        ),
        "KẾ HOẠCH\nTriển khai công tác dân vận\nquý II/2026",
        BODY,
        grid(("Nơi nhận:\n- UBND xã;\n- Lưu: VHXH.", "TRƯỞNG PHÒNG\n(Đã ký)\nLê Thị Hạnh")),
    )
    document = draft.document
    assert document.issuer == "Phòng Văn hóa - Xã hội"
    assert (document.number, document.symbol) == ("07", "KH-VHXH")
    assert document.date == PartialDate(5, 3, 2026)
    assert document.title == "Triển khai công tác dân vận quý II/2026"
    assert document.period == ("2026-04-01", "2026-06-30")
    assert document.recipients == ("- UBND xã;", "- Lưu: VHXH.")
    assert (document.signature_authority, document.signature_name) == (("TRƯỞNG PHÒNG",), "Lê Thị Hạnh")
    assert draft.unrecognised == ()


def test_legal_basis_opening_and_closing() -> None:
    draft = programme(
        """
Căn cứ Luật Thực hiện dân chủ ở cơ sở;
Thực hiện Kế hoạch số 12/KH-UBND ngày 02/01/2026 của UBND tỉnh;
Ủy ban nhân dân xã xây dựng Chương trình như sau:
"""
        + BODY
        + "Trên đây là Chương trình công tác dân vận năm 2026./."
    )
    assert draft.document.legal_basis == (
        "Căn cứ Luật Thực hiện dân chủ ở cơ sở;",
        "Thực hiện Kế hoạch số 12/KH-UBND ngày 02/01/2026 của UBND tỉnh;",
    )
    assert draft.document.opening == ("Ủy ban nhân dân xã xây dựng Chương trình như sau:",)
    assert draft.document.closing == ("Trên đây là Chương trình công tác dân vận năm 2026./.",)
    assert draft.unrecognised == ()


def test_signature_and_recipients() -> None:
    document = programme(BODY).document
    assert document.recipients == ("- Đảng ủy xã;", "- Lưu: VT, VHXH.")
    assert document.signature_authority == ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")
    assert document.signature_name == "Trần Văn Bình"


@pytest.mark.parametrize(
    ("line", "number", "symbol"),
    [
        ("Số: 05/CTr-UBND", "05", "CTr-UBND"),
        ("Số: 05 /CTr-UBND", "05", "CTr-UBND"),
        ("Số:      /KH-UBND", None, "KH-UBND"),
        ("Số ....../KH-UBND", None, "KH-UBND"),
        ("Số: 134/ KH-UBND", "134", "KH-UBND"),
        ("Số 12-KH/ĐU", "12", "KH/ĐU"),
        ("Số: 12/UBND-VHXH", "12", "UBND-VHXH"),
    ],
)
def test_numbers_and_symbols(line: str, number: str | None, symbol: str) -> None:
    document = draft_of(["ỦY BAN NHÂN DÂN", "XÃ AN BÌNH", line, "KẾ HOẠCH", "Dân vận năm 2026"], BODY).document
    assert (document.number, document.symbol) == (number, symbol)
    assert document.number_as_written is not None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("An Bình, ngày 28 tháng 8 năm 2025", PartialDate(28, 8, 2025)),
        ("An Bình, ngày      tháng 4 năm 2026", PartialDate(None, 4, 2026)),
        ("An Bình, ngày … tháng … năm 2026", PartialDate(None, None, 2026)),
        ("An Bình, ngày ..... tháng ..... năm 20", None),
    ],
)
def test_places_and_dates(line: str, expected: PartialDate | None) -> None:
    assert draft_of(["ỦY BAN NHÂN DÂN", "XÃ AN BÌNH", line, "KẾ HOẠCH", "Dân vận"], BODY).document.date == expected


CATALOGUE = grid(("TT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời gian"), ("1", "Lập kế hoạch", "Phòng VHXH", "Quý I"))


def test_a_catalogue_attached_to_a_decision() -> None:
    draft = draft_of(
        ["ỦY BAN NHÂN DÂN", "PHƯỜNG AN BÌNH", "DANH MỤC", "Nhiệm vụ dân vận"],
        "(Kèm theo Quyết định số      /QĐ-UBND ngày    tháng    năm 2026 của Ủy ban nhân dân phường)",
        CATALOGUE,
    )
    document = draft.document
    assert document.type == "DANH MỤC"
    assert document.attached_to == AttachedTo("Quyết định", None, "QĐ-UBND", PartialDate(None, None, 2026))
    assert document.issuer == "Ủy ban nhân dân phường An Bình"
    assert document.programme_year == 2026
    assert draft.tasks[0].time.end == date(2026, 3, 31)


def test_a_decision_with_its_catalogue_in_one_file() -> None:
    draft = draft_of(
        ["ỦY BAN NHÂN DÂN", "XÃ AN BÌNH", "Số: 21/QĐ-UBND", "An Bình, ngày 09 tháng 01 năm 2026", "QUYẾT ĐỊNH"],
        [
            "Ban hành Danh mục nhiệm vụ dân vận",
            "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ AN BÌNH",
            "Căn cứ Luật Tổ chức chính quyền;",
        ],
        ["QUYẾT ĐỊNH:", "Điều 1. Ban hành kèm theo Quyết định này Danh mục nhiệm vụ.", "Điều 2. Hiệu lực thi hành."],
        ["Nơi nhận:", "- Như Điều 2;", "CHỦ TỊCH", "Ngô Văn Tâm"],
        ["DANH MỤC", "Nhiệm vụ công tác dân vận năm 2026", "(Kèm theo Quyết định số 21/QĐ-UBND của Chủ tịch UBND xã)"],
        CATALOGUE,
    )
    document = draft.document
    assert (document.type, document.title) == ("DANH MỤC", "Nhiệm vụ công tác dân vận năm 2026")
    assert document.attached_to == AttachedTo("Quyết định", "21", "QĐ-UBND", PartialDate(9, 1, 2026))
    assert document.issuer == "Ủy ban nhân dân xã An Bình"
    assert document.signature_name == "Ngô Văn Tâm"
    assert document.recipients == ("- Như Điều 2;",)
    assert paths(draft) == ["1"]
    assert draft.unrecognised == ()


def test_a_plan_with_a_catalogue_in_its_annex() -> None:
    draft = programme(
        """
# I. MỤC ĐÍCH
Nâng cao hiệu quả công tác dân vận.
# II. NHIỆM VỤ
1. Đẩy mạnh tuyên truyền (chi tiết tại Phụ lục).
""",
        "Nơi nhận:\n- Lưu: VT.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nTrần Văn Bình",
        "PHỤ LỤC I\nDANH MỤC NHIỆM VỤ NĂM 2026\n(Kèm theo Chương trình số /CTr-UBND)",
        CATALOGUE,
    )
    assert draft.document.type == "CHƯƠNG TRÌNH"
    assert assigned(draft) == [("PLI.1", ["PVHXH"], [], "Quý I")]
    assert [one.path for one in draft.directions] == ["I/1", "II.1"]


def test_the_year_given_fills_in_only_where_the_document_has_none() -> None:
    assert draft_of(["DANH MỤC", "Nhiệm vụ dân vận"], CATALOGUE, year=2027).tasks[0].time.end == date(2027, 3, 31)
    assert draft_of(["DANH MỤC", "Dân vận năm 2026"], CATALOGUE, year=2027).tasks[0].time.end == date(2026, 3, 31)


def test_without_any_year_no_date_is_guessed() -> None:
    draft = draft_of(["DANH MỤC", "Nhiệm vụ dân vận"], CATALOGUE)
    (only,) = draft.tasks
    assert (only.time.start, only.time.end) == (None, None)
    assert any("năm" in warning for warning in draft.warnings)
    assert any(doubt.field == "time" for doubt in only.doubts)


@pytest.mark.parametrize(
    ("title", "first", "last"),
    [
        ("dân vận năm 2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("dân vận 6 tháng cuối năm 2025", date(2025, 7, 1), date(2025, 12, 31)),
        ("dân vận 6 tháng đầu năm 2026", date(2026, 1, 1), date(2026, 6, 30)),
        ("giai đoạn 2026 - 2030", date(2026, 1, 1), date(2030, 12, 31)),
        ("giai đoạn 2026–2030", date(2026, 1, 1), date(2030, 12, 31)),
        ("quý IV năm 2026", date(2026, 10, 1), date(2026, 12, 31)),
        ("tháng 02/2028", date(2028, 2, 1), date(2028, 2, 29)),
    ],
)
def test_periods_of_titles(title: str, first: date, last: date) -> None:
    assert period_of(title, year_in(title)) == (first, last)


def test_a_title_without_a_year_has_no_period() -> None:
    assert year_in("Nhiệm vụ dân vận") is None
    assert period_of("Nhiệm vụ dân vận", None) is None


def test_the_year_that_a_text_names_most() -> None:
    assert most_named_year(["Quý I năm 2026", "năm 2026 và Nghị quyết năm 2024", "số 12/2023/NĐ-CP"]) == 2026
    assert most_named_year(["không có năm"]) is None
