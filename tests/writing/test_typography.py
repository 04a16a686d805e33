from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan_desktop.domain.draft import PartialDate
from danvan_desktop.domain.papers import Dash
from danvan_desktop.writing.blocks import (
    Column,
    Document,
    Letterhead,
    Page,
    Paragraph,
    Role,
    Row,
    Section,
    Signature,
    Span,
    Table,
)
from danvan_desktop.writing.typography import (
    DAY_GAP,
    NBSP,
    NUMBER_GAP,
    bind,
    bind_hyphens,
    bind_references,
    printable,
    with_one_dash,
    written_date,
    written_number,
)


@pytest.mark.parametrize(
    ("date", "written"),
    [
        (PartialDate(5, 2, 2026), "ngày 05 tháng 02 năm 2026"),
        (PartialDate(28, 8, 2025), "ngày 28 tháng 8 năm 2025"),
        (PartialDate(9, 3, 2026), "ngày 09 tháng 3 năm 2026"),
        (PartialDate(31, 12, 2026), "ngày 31 tháng 12 năm 2026"),
    ],
)
def test_days_under_ten_and_the_first_two_months_have_a_zero(date: PartialDate, written: str) -> None:
    assert written_date(date).replace(NBSP, " ") == written


def test_an_unknown_day_and_month_are_room_to_write() -> None:
    assert written_date(PartialDate(None, None, 2026)) == f"ngày{DAY_GAP}tháng{DAY_GAP}năm{NBSP}2026"
    assert written_date(PartialDate(None, 7, 2026)) == f"ngày{DAY_GAP}tháng{NBSP}7{NBSP}năm{NBSP}2026"


@pytest.mark.parametrize(("number", "written"), [("5", "số 05/QĐ-UBND"), ("128", "số 128/QĐ-UBND")])
def test_a_number_under_ten_has_a_zero(number: str, written: str) -> None:
    assert written_number(number, "QĐ-UBND").replace(NBSP, " ") == written


def test_a_blank_number_is_room_to_write() -> None:
    assert written_number(" ", "QĐ-UBND") == f"số{NUMBER_GAP}/QĐ-UBND"


def test_references_and_dates_do_not_break() -> None:
    bound = bind("theo điểm a khoản 2 Điều 5 Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020, Quý II")
    assert bound.replace(NBSP, "_") == (
        "theo điểm_a khoản_2 Điều_5 Nghị định số_30/2020/NĐ-CP ngày_05 tháng_3 năm_2020, Quý_II"
    )


def test_no_line_begins_with_a_hyphen() -> None:
    bound = bind_hyphens("tổ chức chính trị - xã hội, Phòng Văn hóa - Xã hội, 2026 - 2030, 05-NQ/TU")
    assert bound.replace(NBSP, "_") == "tổ chức chính trị_- xã hội, Phòng Văn hóa_- Xã hội, 2026_- 2030, 05-NQ/TU"


def test_dates_may_break_where_only_references_are_bound() -> None:
    assert bind_references("trước ngày 15/02/2026, khoản 1") == f"trước ngày 15/02/2026, khoản{NBSP}1"


def test_ordinary_words_are_not_bound() -> None:
    text = "số hộ nghèo, điểm mạnh, năm tới, mục tiêu, ngày hội"
    assert bind(text) == text


@given(st.text())
def test_what_is_printable_is_composed_and_legal_in_xml(text: str) -> None:
    from lxml import etree

    shown = printable(text)
    assert unicodedata.is_normalized("NFC", shown)
    etree.Element("t").text = shown


def test_half_composed_letters_are_composed() -> None:
    assert printable("kho\u0302\u0301i pho\u0302\u0301, tha\u0301ng") == "khối phố, tháng"
    assert printable("khô\u0301i") == "khối"


@pytest.mark.parametrize("dash", Dash)
def test_names_have_one_dash_and_the_rest_keeps_its_own(dash: Dash) -> None:
    said = "- Phòng Văn hóa – Xã hội; Công an; giai đoạn 2026-2030; số 30/2020/NĐ-CP; Kinh tế\u00a0- Hạ tầng"
    paper = Document(
        (
            Section(
                Page(),
                (
                    Letterhead(("PHÒNG VĂN HÓA – XÃ HỘI",), number="Số: 05/KH-UBND"),
                    Paragraph(Role.BODY, (Span(said),)),
                    Table((Column("A - B", 20),), (Row((said,)),)),
                    Signature(("TM. ỦY BAN NHÂN DÂN",), "Lê Thị Hòa", ("- Phòng Văn hóa - Xã hội;",)),
                ),
            ),
        ),
        13,
        "a – b",
        "",
    )
    head, text, table, end = with_one_dash(paper, dash).sections[0].blocks
    wanted = (
        f"- Phòng Văn hóa {dash} Xã hội; Công an; giai đoạn 2026-2030; số 30/2020/NĐ-CP; Kinh tế\u00a0{dash} Hạ tầng"
    )
    assert isinstance(head, Letterhead)
    assert (head.issuer, head.number) == ((f"PHÒNG VĂN HÓA {dash} XÃ HỘI",), "Số: 05/KH-UBND")
    assert text == Paragraph(Role.BODY, (Span(wanted),))
    assert isinstance(table, Table)
    assert table.rows == (Row((wanted,)),)
    assert isinstance(end, Signature)
    assert end.recipients == (f"- Phòng Văn hóa {dash} Xã hội;",)
