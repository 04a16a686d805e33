"""The line beside the time field, and the remarks and warnings that a reading carries."""

from __future__ import annotations

import pytest

from danvan_desktop.domain.timing import explain, parse

LINES = (
    ("Quý II/2026", "→ 30/06/2026 (hết Quý II)"),
    ("Tháng 8/2026", "→ 31/08/2026 (hết tháng 8)"),
    ("Năm 2026", "→ 31/12/2026 (hết năm 2026)"),
    ("6 tháng đầu năm", "→ 30/06/2026 (hết 6 tháng đầu năm)"),
    ("từ tháng 3 đến tháng 5", "→ 31/05/2026 (từ 01/03/2026)"),
    ("từ 15/3 đến 20/4", "→ 20/04/2026 (từ 15/03/2026)"),
    ("Quý I/2026, (lồng ghép)", "→ 31/03/2026 (hết Quý I; lồng ghép)"),
    ("Hoàn thành trước ngày 15/02/2026", "→ 14/02/2026 (trước ngày 15/02/2026)"),
    ("trước tháng 6", "→ 31/05/2026 (trước ngày 01/06/2026)"),
    ("chậm nhất 30/6", "→ 30/06/2026 (đến hết ngày này)"),
    ("trước 17h ngày 30/6", "→ 30/06/2026 (đến hết ngày này; 17h)"),
    ("xong trong quý II", "→ 30/06/2026 (đến hết ngày này)"),
    ("Thường xuyên", "thường xuyên: không có hạn"),
    ("Năm 2026 và các năm tiếp theo", "làm tiếp các năm sau: từ 01/01/2026, không có hạn cuối, xem lại vào 31/12/2026"),
    ("giai đoạn 2026 - 2030", "→ 31/12/2030 (giai đoạn 2026 - 2030)"),
    ("hằng năm", "hằng năm"),
    ("hằng năm, trước ngày 15/11", "→ 14/11/2026 (hằng năm, trước ngày 15/11)"),
    ("tháng 11 hằng năm", "→ 30/11/2026 (hằng năm, chậm nhất hết tháng 11)"),
    ("trước ngày 15 hằng tháng", "hằng tháng, trước ngày 15"),
    ("Định kỳ hằng tuần, trước 16 giờ 00 ngày thứ Sáu", "hằng tuần, trước 16:00 thứ Sáu"),
    ("6 tháng, năm", "định kỳ 6 tháng, năm"),
    ("hằng quý, trước ngày 25 tháng cuối quý", "hằng quý, trước ngày 25 (tháng cuối kỳ)"),
    ("trước 30/4 và 30/10, đột xuất khi có yêu cầu", "→ 29/04/2026; 29/10/2026; khi có yêu cầu"),
    ("Đợt 1: tháng 3; Đợt 2: tháng 9", "→ đợt 1: 31/03/2026; đợt 2: 30/09/2026"),
    ("Theo chỉ đạo của cấp trên", "theo điều kiện: Theo chỉ đạo của cấp trên; không có hạn"),
    ("Tháng 11 (sau khi có hướng dẫn)", "→ 30/11/2026 (hết tháng 11; sau khi có hướng dẫn)"),
    ("Đột xuất", "khi có yêu cầu: không có hạn"),
    ("", "không ghi thời gian; nhiệm vụ sẽ không có hạn"),
    ("hôm nào rảnh", "không hiểu thời gian này; nhiệm vụ sẽ không có hạn"),
    ("31/02", "tháng 2/2026 chỉ có 28 ngày; nhiệm vụ sẽ không có hạn"),
    ("trước ngày 31/11", "tháng 11 chỉ có 30 ngày; nhiệm vụ sẽ không có hạn"),
    ("hằng năm, trước ngày 31/11", "tháng 11 chỉ có 30 ngày; nhiệm vụ sẽ không có hạn"),
    ("15/13/2026", "không có tháng 13; nhiệm vụ sẽ không có hạn"),
    ("đầu quý II", "→ 30/04/2026 (hết tháng 4); lưu ý: «đầu» được hiểu là từ 01/04/2026 đến 30/04/2026"),
)


@pytest.mark.parametrize(("text", "line"), LINES, ids=[text for text, _ in LINES])
def test_line_beside_the_field(text: str, line: str) -> None:
    assert explain(parse(text, 2026)) == line


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        ("rằm tháng Giêng", "âm lịch"),
        ("Năm học 2025-2026", "năm học"),
        ("ngày ... tháng ... năm 2026", "để trống"),
        ("quý V", "quý I đến quý IV"),
        ("tháng 13", "tháng 13"),
        ("14 tháng đầu năm", "14 tháng"),
        ("trước ngày 15", "không ghi tháng"),
        ("ngày 45 hằng tháng", "ngày 45"),
        ("hằng năm, trước 31/02", "tháng 2 chỉ có 29 ngày"),
        ("2030-2026", "năm cuối"),
        ("từ 20/3 đến 15/3", "đứng trước"),
        ("Đợt 1, 2", "không ghi thời gian"),
        ("Định kỳ", "chu kỳ"),
        ("định kỳ quý, trước ngày 5", "tháng nào"),
        ("ngày 5 và ngày 20 hằng tháng", "ngày đầu tiên"),
        ("hằng tuần, hằng tháng", "theo tuần"),
        ("Hoàn thành trước ngày 31/12/2025", "trước khi chương trình bắt đầu"),
        ("cuối năm", "được hiểu là"),
    ],
)
def test_doubts_are_said(text: str, warning: str) -> None:
    assert any(warning in said for said in parse(text, 2026).warnings)


@pytest.mark.parametrize(
    ("text", "modifier"),
    [
        ("Quý I/2026, (lồng ghép)", "lồng ghép"),
        ("Quý I/2026 lồng ghép", "lồng ghép"),
        ("Dự kiến quý I/2026 (có báo cáo riêng)", "dự kiến; có báo cáo riêng"),
        ("Quý II (tháng 6)", None),
        ("Quý II (theo kế hoạch)", None),
        ("Quý II (", None),
    ],
)
def test_remarks(text: str, modifier: str | None) -> None:
    assert parse(text, 2026).modifier == modifier


def test_a_year_of_no_use_is_said() -> None:
    assert parse("Quý I", 0).warnings == ("năm 0 của chương trình không dùng được",)
