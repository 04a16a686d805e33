"""Periods as they are named, and words inside the sentences of papers."""

from __future__ import annotations

from datetime import date

import pytest

from danvan_desktop.domain.official import PeriodKind, UnknownPeriod, period_of, read_period, sentence_case, short_date
from danvan_desktop.domain.text import lower_first


@pytest.mark.parametrize(
    ("text", "first", "last", "label", "word"),
    [
        ("6 tháng", "2026-01-01", "2026-06-30", "6 tháng đầu năm 2026", "6Thang"),
        ("6T/2025", "2025-01-01", "2025-06-30", "6 tháng đầu năm 2025", "6Thang"),
        ("9 tháng năm 2025", "2025-01-01", "2025-09-30", "9 tháng năm 2025", "9Thang"),
        ("năm", "2026-01-01", "2026-12-31", "năm 2026", "Nam"),
        ("năm 2025", "2025-01-01", "2025-12-31", "năm 2025", "Nam"),
        ("Quý II", "2026-04-01", "2026-06-30", "quý II năm 2026", "QuyII"),
        ("quy-4/2027", "2027-10-01", "2027-12-31", "quý IV năm 2027", "QuyIV"),
        ("tháng 2", "2026-02-01", "2026-02-28", "tháng 02 năm 2026", "Thang02"),
        ("thang 12/2025", "2025-12-01", "2025-12-31", "tháng 12 năm 2025", "Thang12"),
        ("2026-01-01..2026-05-15", "2026-01-01", "2026-05-15", "từ ngày 01/01/2026 đến ngày 15/5/2026", "DotXuat"),
    ],
)
def test_a_period_by_its_name(text: str, first: str, last: str, label: str, word: str) -> None:
    found = read_period(text, 2026)
    assert (found.first.isoformat(), found.last.isoformat()) == (first, last)
    assert (found.label, found.file_word) == (label, word)
    assert found.holds(found.first)
    assert not found.holds(None)


@pytest.mark.parametrize(
    "text", ["", "quý V", "tháng 13", "2026-05-01..2026-01-01", "2026-02-30..2026-03-01", "hôm qua"]
)
def test_what_names_no_period_is_said(text: str) -> None:
    with pytest.raises(UnknownPeriod, match="Không hiểu kỳ"):
        read_period(text, 2026)


def test_the_quarter_around_a_day() -> None:
    assert period_of(PeriodKind.QUARTER, date(2026, 12, 31)).first == date(2026, 10, 1)


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("Tổ chức hội nghị", "tổ chức hội nghị"),
        ("Ban hành quy chế", "ban hành quy chế"),
        ("UBND xã", "UBND xã"),
        ("Chủ tịch Ủy ban nhân dân xã", "Chủ tịch Ủy ban nhân dân xã"),
        ("Đảng ủy xã", "Đảng ủy xã"),
        ("", ""),
    ],
)
def test_a_sentence_inside_a_sentence(text: str, inside: str) -> None:
    assert lower_first(text) == inside


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("THỰC HIỆN DÂN CHỦ Ở CƠ SỞ", "Thực hiện dân chủ ở cơ sở"),
        ("TIẾP CÔNG DÂN CỦA UBND, CCHC", "Tiếp công dân của UBND, CCHC"),
        ("PHỐI HỢP VỚI MẶT TRẬN TỔ QUỐC VIỆT NAM", "Phối hợp với Mặt trận Tổ quốc Việt Nam"),
        ("Đã viết thường", "Đã viết thường"),
        ("", ""),
    ],
)
def test_a_heading_in_capitals_as_a_sentence(title: str, said: str) -> None:
    assert sentence_case(title) == said


def test_months_of_dates_in_sentences() -> None:
    assert [short_date(date(2026, month, 5)) for month in (2, 3, 12)] == ["05/02/2026", "05/3/2026", "05/12/2026"]
