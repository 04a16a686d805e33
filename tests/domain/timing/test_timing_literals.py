"""Every time expression of the documents at hand (domain.md 1.4), with all that is read out of it."""

from __future__ import annotations

from datetime import date

import pytest

from danvan_desktop.domain.timing import Timing, TimingKind, parse, timing_json

YEAR_2025 = (date(2025, 7, 1), date(2025, 12, 31))
"""The programme of 001 is for the second half of 2025; the others are for 2026."""

WHOLE_YEAR: dict[str, object] = {"start": "2026-01-01", "end": "2026-12-31"}
OPEN: dict[str, object] = {"kind": "open_ended", "start": "2026-01-01", "end": None, "milestone": "2026-12-31"}
QUARTER_1: dict[str, object] = {"kind": "period", "start": "2026-01-01", "end": "2026-03-31"}
BEFORE_15_2: dict[str, object] = {
    "kind": "deadline", "start": "2026-01-01", "end": "2026-02-14", "named_date": "2026-02-15", "inclusive": False,
}  # fmt: skip

PROGRAMME_2026: tuple[tuple[str, dict[str, object]], ...] = (
    ("Thường xuyên.", {"kind": "continuous", **WHOLE_YEAR}),
    ("Thường xuyên", {"kind": "continuous", **WHOLE_YEAR}),
    ("Trong năm 2026.", {"kind": "period", **WHOLE_YEAR}),
    ("Năm 2026", {"kind": "period", **WHOLE_YEAR}),
    ("Trong năm 2026; các năm tiếp theo.", OPEN),
    ("Trong năm 2026 và những năm tiếp theo.", OPEN),
    ("Năm 2026 và các năm tiếp theo", OPEN),
    ("Từ năm 2026 và các năm tiếp theo.", OPEN),
    ("giai đoạn 2026 - 2030", {"kind": "multi_year", "start": "2026-01-01", "end": "2030-12-31"}),
    ("Trong Quý I năm 2026.", QUARTER_1),
    ("Quý I/2026", QUARTER_1),
    ("Quý I/2026, (lồng ghép) ", {**QUARTER_1, "modifier": "lồng ghép"}),
    ("Quý IV/2026", {"kind": "period", "start": "2026-10-01", "end": "2026-12-31"}),
    ("Tháng 8/2026", {"kind": "period", "start": "2026-08-01", "end": "2026-08-31"}),
    ("Hoàn thành trước ngày 15/02/2026", BEFORE_15_2),
    ("Hoàn thành trước 15/02/2026", BEFORE_15_2),
    ("Hoàn thành trước ngày 28/02/2026", {**BEFORE_15_2, "end": "2026-02-27", "named_date": "2026-02-28"}),
    ("Định kỳ sơ kết, tổng kết và báo cáo … 6 tháng và hằng năm", {"kind": "recurring", "rule": "months=6,12"}),
    ("hằng năm xây dựng kế hoạch", {"kind": "yearly", "rule": "yearly"}),
    (
        "Theo chỉ đạo, hướng dẫn của thành phố",
        {"kind": "conditional", "condition": "Theo chỉ đạo, hướng dẫn của thành phố"},
    ),
    (
        "Theo chỉ đạo, hướng dẫn của cấp trên và tình hình thực tế của địa phương.",
        {
            "kind": "conditional",
            "condition": "Theo chỉ đạo, hướng dẫn của cấp trên và tình hình thực tế của địa phương",
        },
    ),
    ("theo quy định", {"kind": "conditional", "condition": "theo quy định"}),
    ("", {"kind": "none"}),
    ("Xong trong Quý II/2026", {"kind": "deadline_period", "start": "2026-01-01", "end": "2026-06-30"}),
    (
        "Chậm nhất ngày 30/6/2026",
        {**BEFORE_15_2, "end": "2026-06-30", "named_date": "2026-06-30", "inclusive": True},
    ),
    ("Từ tháng 12/2025 đến quý I/2026", {"kind": "period", "start": "2025-12-01", "end": "2026-03-31"}),
    ("Quý IV/2025 và Quý I/2026", {"kind": "period", "start": "2025-10-01", "end": "2026-03-31"}),
    ("trước ngày 15 hằng tháng", {"kind": "recurring", "rule": "monthly;before=15"}),
    (
        "Định kỳ hằng tuần, trước 16 giờ 00 ngày thứ Sáu",
        {"kind": "recurring", "rule": "weekly;by=fri;at=16:00"},
    ),
    (
        "hằng năm (trước ngày 15 tháng 11) hoặc theo đề nghị",
        {
            "kind": "yearly", "rule": "yearly;before=15/11", "end": "2026-11-14", "named_date": "2026-11-15",
            "inclusive": False, "condition": "theo đề nghị",
        },
    ),
    (
        "từ ngày 10/3/2026 đến 17 giờ 00, ngày 20/3/2026",
        {"kind": "range", "start": "2026-03-10", "end": "2026-03-20", "modifier": "17 giờ 00"},
    ),
    ("Từ 01/7/2025", {"kind": "open_ended", "start": "2025-07-01", "milestone": "2025-12-31"}),
    (
        "Sau khi Nghị định mới ban hành",
        {"kind": "conditional", "condition": "Sau khi Nghị định mới ban hành"},
    ),
    ("Theo tiến độ của dự án", {"kind": "conditional", "condition": "Theo tiến độ của dự án"}),
    (
        "Thực hiện theo lộ trình tại phần (II)",
        {"kind": "conditional", "condition": "theo lộ trình tại phần (II)"},
    ),
    (
        "Theo kế hoạch công tác tư pháp hàng năm",
        {"kind": "conditional", "condition": "Theo kế hoạch công tác tư pháp hàng năm"},
    ),
    ("đột xuất khi có yêu cầu", {"kind": "on_request", "condition": "đột xuất khi có yêu cầu"}),
)  # fmt: skip

PROGRAMME_2025: tuple[tuple[str, dict[str, object]], ...] = (
    ("Quý 3", {"kind": "period", "start": "2025-07-01", "end": "2025-09-30"}),
    ("Quý 4", {"kind": "period", "start": "2025-10-01", "end": "2025-12-31"}),
    ("6 tháng cuối năm 2025", {"kind": "period", "start": "2025-07-01", "end": "2025-12-31"}),
    ("Thường xuyên", {"kind": "continuous", "start": "2025-07-01", "end": "2025-12-31"}),
    (
        "nhân ngày 15/10",
        {
            "kind": "deadline", "start": "2025-07-01", "end": "2025-10-15", "named_date": "2025-10-15",
            "inclusive": True,
        },
    ),
    (
        "Dự kiến tháng 11/2025 (sau khi có hướng dẫn)",
        {
            "kind": "conditional_range", "start": "2025-11-01", "end": "2025-11-30", "modifier": "dự kiến",
            "condition": "sau khi có hướng dẫn",
        },
    ),
)  # fmt: skip


def told(timing: Timing) -> dict[str, object]:
    """What the timing says beyond its text."""
    return {key: value for key, value in timing_json(timing).items() if key != "raw" and value not in (None, [])}


def stated(expected: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in expected.items() if value is not None}


@pytest.mark.parametrize(("text", "expected"), PROGRAMME_2026, ids=[text for text, _ in PROGRAMME_2026])
def test_literal_of_2026(text: str, expected: dict[str, object]) -> None:
    assert told(parse(text, 2026, (date(2026, 1, 1), date(2026, 12, 31)))) == stated(expected)


@pytest.mark.parametrize(("text", "expected"), PROGRAMME_2025, ids=[text for text, _ in PROGRAMME_2025])
def test_literal_of_the_second_half_of_2025(text: str, expected: dict[str, object]) -> None:
    assert told(parse(text, 2025, YEAR_2025)) == stated(expected)


def test_two_instalments_and_reports_on_request() -> None:
    text = "lần 01 trước ngày 05/6/2026 và lần 2 trước ngày 30/11/2026 và báo cáo đột xuất khi cần thiết theo yêu cầu"
    timing = parse(text, 2026)

    assert timing.kind is TimingKind.COMPOUND
    assert [(part.kind.value, part.named_date, part.end, part.raw) for part in timing.parts] == [
        ("deadline", date(2026, 6, 5), date(2026, 6, 4), "lần 01 trước ngày 05/6/2026"),
        ("deadline", date(2026, 11, 30), date(2026, 11, 29), "lần 2 trước ngày 30/11/2026"),
        ("on_request", None, None, "đột xuất khi cần thiết theo yêu cầu"),
    ]
    assert timing.end == date(2026, 11, 29)


def test_reports_of_6_months_9_months_and_the_year_are_ambiguous() -> None:
    timing = parse("Định kỳ 6 tháng, 9 tháng, năm ... trước ngày 05 của tháng đầu quý", 2025, YEAR_2025)

    assert timing.kind is TimingKind.RECURRING
    assert timing.rule == "months=6,9,12;before=5;of=first;ambiguous"
    assert timing.warnings


def test_regular_work_without_a_rhythm_has_no_rule_and_says_so() -> None:
    timing = parse("Định kỳ báo cáo kết quả", 2025, YEAR_2025)

    assert (timing.kind, timing.rule, timing.start, timing.end) == (TimingKind.RECURRING, None, None, None)
    assert timing.warnings


def test_days_known_by_name() -> None:
    timing = parse("nhân kỷ niệm Cách mạng tháng 8 và Quốc khánh 02/09", 2025, YEAR_2025)

    assert [part.end for part in timing.parts] == [date(2025, 8, 19), date(2025, 9, 2)]


def test_quarterly_before_the_5th_does_not_say_of_which_month() -> None:
    timing = parse("Định kỳ hằng quý, trước ngày 05", 2026)

    assert timing.rule == "quarterly;before=5;ambiguous"
    assert timing.warnings


def test_phases_without_dates() -> None:
    timing = parse("Đợt 1/2/3", 2026)

    assert timing.kind is TimingKind.PHASES
    assert [part.raw for part in timing.parts] == ["Đợt 1", "Đợt 2", "Đợt 3"]
    assert timing.warnings
