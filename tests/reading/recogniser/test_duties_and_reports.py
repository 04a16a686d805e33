"""«Tổ chức thực hiện»: duties of units, and every obligation to report in them."""

from __future__ import annotations

from datetime import date

import pytest

from danvan_desktop.domain.draft import Draft, DraftReport
from danvan_desktop.domain.timing import TimingKind
from tests.reading.recogniser.documents import programme

TASKS = """
# I. NHIỆM VỤ
- Phát thanh hằng tuần.
Cơ quan chủ trì: Công an xã.
"""


def organised(text: str) -> Draft:
    return programme(f"{TASKS}\n# II. TỔ CHỨC THỰC HIỆN\n{text}")


def reports(text: str) -> tuple[DraftReport, ...]:
    return organised(text).reporting


def test_units_as_headings() -> None:
    draft = organised("""
1. Phòng Văn hóa - Xã hội
Theo dõi việc thực hiện.
Tổng hợp khó khăn của các đơn vị.
2. Các thôn trên địa bàn xã
a) Họp thôn.
b) Vận động nhân dân.
""")
    assert [(one.path, one.number, one.unit.code if one.unit else None) for one in draft.responsibilities] == [
        ("II.1/1", "", "PVHXH"),
        ("II.1/2", "", "PVHXH"),
        ("II.2.a", "a)", "THON"),
        ("II.2.b", "b)", "THON"),
    ]
    assert {one.section for one in draft.responsibilities} == {"TỔ CHỨC THỰC HIỆN"}


def test_units_inside_sentences() -> None:
    draft = organised("""
- Phòng Văn hóa - Xã hội chủ trì theo dõi và có trách nhiệm:
+ Kiểm tra các thôn.
- Căn cứ chức năng, nhiệm vụ, các phòng, đơn vị thuộc xã tổ chức triển khai Chương trình.
- Đề nghị Ủy ban MTTQ Việt Nam xã phối hợp giám sát.
- Kinh phí lấy từ ngân sách xã.
""")
    assert [(one.path, one.unit.code if one.unit else None) for one in draft.responsibilities] == [
        ("II/1", "PVHXH"),
        ("II/1/1", "PVHXH"),
        ("II/2", "CQDV"),
        ("II/3", "MTTQ"),
        ("II/4", None),
    ]


def test_two_deadlines_and_a_report_on_request() -> None:
    found = reports("""
1. Các cơ quan, đơn vị
Tổng hợp báo cáo UBND xã (qua Phòng Văn hóa - Xã hội tổng hợp) lần 1 trước ngày 10/6/2026, \
lần 2 trước ngày 20/11/2026 và báo cáo đột xuất khi có yêu cầu.
""")
    assert [(one.name, one.time.kind, one.time.end) for one in found] == [
        ("báo cáo lần 1", TimingKind.DEADLINE, date(2026, 6, 9)),
        ("báo cáo lần 2", TimingKind.DEADLINE, date(2026, 11, 19)),
        ("báo cáo đột xuất", TimingKind.ON_REQUEST, None),
    ]
    assert {(one.sender, one.to, one.via) for one in found} == {
        ("Các cơ quan, đơn vị", "UBND xã", "Phòng Văn hóa - Xã hội")
    }
    assert all(one.source is not None for one in found)


def test_a_rhythm_with_a_day() -> None:
    (found,) = reports("""
- Chế độ báo cáo: Định kỳ 6 tháng, 9 tháng, năm các đơn vị báo cáo kết quả về UBND xã \
(qua Phòng VHXH) trước ngày 05 của tháng đầu quý.
""")
    assert found.time.kind is TimingKind.RECURRING
    assert found.time.raw == "định kỳ 6 tháng, 9 tháng, năm trước ngày 05 của tháng đầu quý"
    assert (found.sender, found.to, found.via) == ("các đơn vị", "UBND xã", "Phòng VHXH")
    assert found.path == "II/1"


def test_what_only_asks_for_reports_is_no_duty_as_well() -> None:
    draft = organised("- Chế độ báo cáo: Hằng quý các đơn vị báo cáo UBND xã.")
    assert draft.responsibilities == ()
    assert len(draft.reporting) == 1


@pytest.mark.parametrize(
    ("sentence", "times"),
    [
        ("Định kỳ báo cáo kết quả về UBND xã.", ["định kỳ"]),
        ("Báo cáo UBND xã theo quy định.", ["theo quy định"]),
        ("Báo cáo kết quả về Sở Nội vụ.", [""]),
        ("Hằng tháng gửi báo cáo về UBND xã trước ngày 25.", ["hằng tháng trước ngày 25"]),
        ("Báo cáo 6 tháng trước ngày 10/6, báo cáo năm trước ngày 10/12.", ["trước ngày 10/6", "trước ngày 10/12"]),
        ("Báo cáo kết quả chậm nhất ngày 15 tháng 11 năm 2026.", ["chậm nhất ngày 15 tháng 11 năm 2026"]),
    ],
)
def test_times_of_reports(sentence: str, times: list[str]) -> None:
    assert [one.time.raw for one in reports(f"1. Các cơ quan, đơn vị\n{sentence}")] == times


def test_deadlines_are_named_by_their_period() -> None:
    found = reports("1. Các thôn\nBáo cáo 6 tháng trước ngày 10/6, báo cáo năm trước ngày 10/12.")
    assert [one.name for one in found] == ["báo cáo 6 tháng", "báo cáo năm"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Theo dõi, đôn đốc việc thực hiện.",
        "Nếu có khó khăn, vướng mắc thì báo cáo UBND xã xem xét.",
        "Hướng dẫn các đơn vị viết báo cáo tổng kết.",
    ],
)
def test_words_about_reports_that_bind_nobody(sentence: str) -> None:
    assert reports(f"1. Phòng Văn hóa - Xã hội\n{sentence}") == ()


def test_the_addressee_ends_with_its_name() -> None:
    (found,) = reports("1. Các thôn\nĐịnh kỳ báo cáo Ủy ban nhân dân xã Tân Phú kết quả thực hiện.")
    assert found.to == "Ủy ban nhân dân xã Tân Phú"


def test_labels_inside_a_duty_stay_in_its_words() -> None:
    draft = organised("- Các thôn báo cáo kết quả về UBND xã. Thời gian: trước ngày 10/6/2026.")
    (duty,) = draft.responsibilities
    assert duty.text == "Các thôn báo cáo kết quả về UBND xã. Thời gian: trước ngày 10/6/2026."
    assert [one.time.end for one in draft.reporting][-1:] == [date(2026, 6, 9)]
