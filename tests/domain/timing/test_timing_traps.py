"""Words that look like a time and are none, and times inside longer sentences of a time cell."""

from __future__ import annotations

import pytest

from danvan_desktop.domain.timing import parse

SENTENCES = (
    # words that only look like «tùy», «khi», «nếu», «theo», «căn cứ» without their marks
    ("Tuyên truyền trong quý II/2026", "period", "2026-06-30"),
    ("Tuyen truyen trong quy II/2026", "period", "2026-06-30"),
    ("Giải quyết khiếu nại quý I", "period", "2026-03-31"),
    ("Tạo khí thế thi đua, quý II", "period", "2026-06-30"),
    ("Nêu cao vai trò, quý II", "period", "2026-06-30"),
    ("Cấp căn cước trong tháng 5", "period", "2026-05-31"),
    ("Theo dõi thường xuyên", "continuous", "2026-12-31"),
    # numbers that are no dates
    ("hỗ trợ 2000 hộ", "none", None),
    ("2/3 số hộ", "none", None),
    ("100% thôn, 5 mô hình", "none", None),
    ("17 giờ 00", "none", None),
    ("Quý II, 5 mô hình", "period", "2026-06-30"),
    ("Việt Nam", "none", None),
    # documents and their dates
    ("Nghị quyết 05-NQ/ĐU, quý III", "period", "2026-09-30"),
    ("Nghị định số 30/2020/NĐ-CP ngày 05/3/2020", "conditional", None),
    ("Kế hoạch số     /KH-UBND ngày   /02/2026", "conditional", None),
    ("Kế hoạch số     /KH-UBND ngày     tháng 02 năm 2026", "conditional", None),
    ("Thực hiện Quyết định số 25/QĐ-UBND ngày 05/01/2023 của UBND xã, quý II", "period", "2026-06-30"),
    ("Theo Nghị quyết số 05-NQ/TU, ngày 14/01/2026 của Tỉnh ủy; hoàn thành trước ngày 30/6", "deadline", "2026-06-29"),
    ("Theo Công văn số 7/UBND ngày 5/2, chậm nhất ngày 20/3/2026", "deadline", "2026-03-20"),
    ("theo chương trình công tác tháng, quý, năm", "conditional", None),
    ("Theo lộ trình của tỉnh đến hết năm 2026", "conditional", None),
    ("Theo kế hoạch năm 2026; riêng nội dung đối thoại hoàn thành trong quý III", "deadline_period", "2026-09-30"),
    # whole cells
    ("Thời gian thực hiện: Quý II/2026", "period", "2026-06-30"),
    ("Thời gian: Trong năm 2026.", "period", "2026-12-31"),
    ("Quý I/2026\n(lồng ghép)", "period", "2026-03-31"),
    ("Quý I/2026\nQuý III/2026", "compound", "2026-09-30"),
    ("Xây dựng kế hoạch trước ngày 15/02/2026, gửi về phòng tổng hợp", "deadline", "2026-02-14"),
    ("Tổ chức hội nghị vào tháng 10/2026 tại nhà văn hóa thôn", "period", "2026-10-31"),
    ("Báo cáo gửi về Ủy ban nhân dân xã trước ngày 20 hằng tháng", "recurring", None),
    ("Thường xuyên; sơ kết trước 30/6, tổng kết trước 30/11", "compound", "2026-11-29"),
    ("Từ tháng 3 (sau khi có hướng dẫn) đến tháng 5", "conditional_range", "2026-05-31"),
)


@pytest.mark.parametrize(("text", "kind", "end"), SENTENCES, ids=[row[0] for row in SENTENCES])
def test_sentence(text: str, kind: str, end: str | None) -> None:
    timing = parse(text, 2026)

    assert (timing.kind.value, None if timing.end is None else timing.end.isoformat()) == (kind, end)


def test_the_condition_stands_beside_the_deadline() -> None:
    timing = parse("Theo Kế hoạch số 12/KH-UBND ngày 05/02/2026, hoàn thành trước 30/6", 2026)

    assert timing.condition == "Theo Kế hoạch số 12/KH-UBND ngày 05/02/2026"


def test_the_words_of_a_condition_are_the_text_s_own() -> None:
    text = "Theo  chỉ đạo\u00a0của CẤP TRÊN"

    assert parse(text, 2026).raw == text
    assert parse(text, 2026).condition == "Theo chỉ đạo của CẤP TRÊN"


def test_a_very_long_text_is_read() -> None:
    timing = parse("nâng cao chất lượng, " * 5000 + "hoàn thành trước 30/6", 2026)

    assert timing.end is not None
    assert timing.end.isoformat() == "2026-06-29"
