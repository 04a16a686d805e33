"""The dated instances of a time between two days, and the anchors that name them."""

from __future__ import annotations

from datetime import date

import pytest

from danvan_desktop.domain.timing import occurrences, parse

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)


def found(text: str, first: date = FIRST, last: date = LAST) -> list[tuple[str, str | None]]:
    """Anchors and due days."""
    return [
        (occurrence.anchor, None if occurrence.due is None else f"{occurrence.due:%d/%m/%Y}")
        for occurrence in occurrences(parse(text, 2026), first, last)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Quý II/2026", [("once", "30/06/2026")]),
        ("trước ngày 15/02/2026", [("once", "14/02/2026")]),
        ("Xong trong quý II", [("once", "30/06/2026")]),
        ("từ 15/3 đến 20/4", [("once", "20/04/2026")]),
        ("giai đoạn 2026 - 2030", [("once", "31/12/2030")]),
        ("Tháng 11 (sau khi có hướng dẫn)", [("once", "30/11/2026")]),
        ("hằng năm", [("2026", None)]),
        ("hằng năm, trước ngày 15/11", [("2026", "14/11/2026")]),
        (
            "hằng quý, trước ngày 05",
            [
                ("2026-Q1", "04/04/2026"),
                ("2026-Q2", "04/07/2026"),
                ("2026-Q3", "04/10/2026"),
                ("2026-Q4", "04/01/2027"),
            ],
        ),
        (
            "Định kỳ 6 tháng, 9 tháng, năm, trước ngày 05 của tháng đầu quý",
            [("2026-06", "04/07/2026"), ("2026-09", "04/10/2026"), ("2026-12", "04/01/2027")],
        ),
        ("trước 30/4 và 30/10", [("part-1", "29/04/2026"), ("part-2", "29/10/2026")]),
        ("lần 1 quý II, lần 2 quý IV, đột xuất khi có yêu cầu", [("part-1", "30/06/2026"), ("part-2", "31/12/2026")]),
        ("Thường xuyên, báo cáo trước ngày 15/12", [("part-2", "14/12/2026")]),
        ("Đợt 1: tháng 3; Đợt 2: tháng 9", [("phase-1", "31/03/2026"), ("phase-2", "30/09/2026")]),
        ("Đợt 1, 2", [("phase-1", None), ("phase-2", None)]),
        ("Thường xuyên", []),
        ("Năm 2026 và các năm tiếp theo", []),
        ("Theo chỉ đạo của cấp trên", []),
        ("Đột xuất", []),
        ("Định kỳ báo cáo", []),
        ("không rõ", []),
        ("", []),
    ],
)
def test_instances_in_a_year(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert found(text) == expected


def test_weeks_are_iso_weeks_across_new_year() -> None:
    text = "Định kỳ hằng tuần, trước 16 giờ 00 ngày thứ Sáu"

    assert found(text, date(2026, 12, 28), date(2027, 1, 8)) == [("2026-W53", "01/01/2027"), ("2027-W01", "08/01/2027")]


def test_before_monday_is_the_sunday_ahead() -> None:
    week = occurrences(parse("trước thứ Hai hằng tuần", 2026), date(2026, 2, 9), date(2026, 2, 15))

    assert [(it.anchor, it.start, it.due) for it in week] == [("2026-W07", date(2026, 2, 8), date(2026, 2, 8))]


def test_what_does_not_touch_the_days_is_left_out() -> None:
    assert found("Quý II/2026", date(2026, 7, 1), date(2026, 12, 31)) == []
    assert found("Quý II/2026", date(2026, 6, 30), date(2026, 12, 31)) == [("once", "30/06/2026")]
    assert found("hằng quý", date(2026, 5, 1), date(2026, 7, 1)) == [
        ("2026-Q2", "30/06/2026"),
        ("2026-Q3", "30/09/2026"),
    ]


def test_recurring_work_keeps_to_the_months_that_the_text_names() -> None:
    anchors = [anchor for anchor, _ in found("hằng tháng, từ tháng 3/2026 đến tháng 5/2026")]

    assert anchors == ["2026-03", "2026-04", "2026-05"]


def test_five_years_of_yearly_work() -> None:
    timing = parse("hằng năm, trước ngày 15/11", 2026, (date(2026, 1, 1), date(2030, 12, 31)))

    assert timing.end is None
    dues = [occurrence.due for occurrence in occurrences(timing, date(2026, 1, 1), date(2030, 12, 31))]
    assert dues == [date(year, 11, 14) for year in range(2026, 2031)]


def test_two_recurring_parts_have_anchors_of_their_own() -> None:
    anchors = [anchor for anchor, _ in found("lần 1 hằng quý; lần 2 hằng quý, trước ngày 5", FIRST, date(2026, 3, 31))]

    assert anchors == ["2026-Q1", "part-2.2026-Q1"]


def test_labels_are_vietnamese() -> None:
    labels = [
        occurrences(parse(text, 2026), FIRST, LAST)[0].label
        for text in ("hằng tuần", "hằng tháng", "hằng quý", "6 tháng, năm", "hằng năm", "trước 30/4 và 30/10")
    ]

    assert labels == ["Tuần 1/2026", "Tháng 1/2026", "Quý I/2026", "6 tháng năm 2026", "Năm 2026", "trước 30/4"]


def test_the_whole_calendar_is_no_trouble() -> None:
    assert len(found("hằng năm", date.min, date.max)) == 300
