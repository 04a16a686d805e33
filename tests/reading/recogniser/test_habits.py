"""Habits of single offices: abbreviated labels, numbers in words, units as headings, times before the work."""

from __future__ import annotations

import pytest

from danvan_desktop.reading.blocks import Table
from tests.reading.recogniser.documents import LETTERHEAD, TITLE, assigned, doubts, draft_of, grid, programme, task

YEAR = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12")


def test_labels_are_abbreviated() -> None:
    draft = programme(
        """
        I. NHIỆM VỤ
        1. Tuyên truyền Luật Thực hiện dân chủ
        + CQ chủ trì: P. VH-XH
        + ĐV phối hợp: Công an xã
        + TG thực hiện: Quý I/2026
        """.replace("        ", "")
    )
    assert assigned(draft) == [("I.1", ["PVHXH"], ["CAX"], "Quý I/2026")]


def test_numbers_are_written_with_a_word() -> None:
    draft = programme(
        """
        I. NỘI DUNG
        1. Tuyên truyền
        Nhiệm vụ 1: Tuyên truyền Luật Thực hiện dân chủ
        - Chủ trì: Phòng VH-XH
        Nhiệm vụ 2: Tổ chức đối thoại với nông dân
        - Chủ trì: Hội Nông dân xã
        """.replace("        ", "")
    )
    assert assigned(draft) == [("I.NV1", ["PVHXH"], [], ""), ("I.NV2", ["HND"], [], "")]
    first = draft.tasks[0]
    assert (first.number, first.text, first.group) == ("Nhiệm vụ 1:", "Tuyên truyền Luật Thực hiện dân chủ", "I.1")


def test_work_stands_under_the_names_of_units_when_nothing_else_is_work() -> None:
    assignment = """
        I. PHÂN CÔNG NHIỆM VỤ
        1. Phòng Văn hóa - Xã hội
        - Tham mưu kế hoạch năm (trước ngày 31/01/2026).
        2. Công an xã
        - Vận động nhân dân giao nộp vũ khí.
        """.replace("        ", "")
    draft = programme(assignment)
    assert assigned(draft) == [
        ("I.1/1", ["PVHXH"], [], "trước ngày 31/01/2026"),
        ("I.2/1", ["CAX"], [], ""),
    ]
    work = "\nII. NHIỆM VỤ\n1. Phát thanh\nChủ trì: Các thôn\nThời gian: Thường xuyên"
    assert [one.path for one in programme(assignment + work).tasks] == ["II.1"]


def test_a_heading_in_two_rows_is_not_merged() -> None:
    table = grid(
        ("TT", "Nội dung", "Cơ quan thực hiện", "", "Thời gian"),
        ("", "", "Chủ trì", "Phối hợp", ""),
        ("1", "Mở lớp tập huấn", "Phòng VH-XH", "Công an xã", "Quý I"),
    )
    draft = draft_of(LETTERHEAD, TITLE, table)
    assert assigned(draft) == [("1", ["PVHXH"], ["CAX"], "Quý I")]
    assert draft.unrecognised == ()


def test_a_unit_is_addressed_in_the_heading_of_its_duties() -> None:
    draft = programme("I. TỔ CHỨC THỰC HIỆN\n1. Giao Phòng Văn hóa - Xã hội:\n- Theo dõi chung.")
    assert [(one.unit.code if one.unit else None, one.text) for one in draft.responsibilities] == [
        ("PVHXH", "Theo dõi chung.")
    ]
    (duty,) = programme("I. TỔ CHỨC THỰC HIỆN\n1. Công an xã: tham mưu bảo vệ các kỳ lễ hội.").responsibilities
    assert duty.unit is not None
    assert (duty.unit.code, duty.unit.raw) == ("CAX", "Công an xã")
    assert draft.unrecognised == ()


def test_a_table_goes_by_unit() -> None:
    table = grid(
        ("TT", "Nội dung", "Phối hợp", "Thời gian"),
        ("I", ("PHÒNG VĂN HÓA - XÃ HỘI", 3)),
        ("1", "Mở lớp tập huấn", "Công an xã", "Quý I"),
        ("2", "Chấm điểm thi đua", "", "Quý IV"),
        ("II", ("CÔNG AN XÃ", 3)),
        ("1", "Tuần tra ban đêm", "", "Thường xuyên"),
    )
    assert assigned(draft_of(LETTERHEAD, TITLE, table)) == [
        ("I.1", ["PVHXH"], ["CAX"], "Quý I"),
        ("I.2", ["PVHXH"], [], "Quý IV"),
        ("II.1", ["CAX"], [], "Thường xuyên"),
    ]


def test_the_time_stands_before_the_work() -> None:
    draft = programme("I. NỘI DUNG\n1. Quý I: Phát động thi đua.\n2. Quý II\n- Tháng 4: Tập huấn nghiệp vụ.\n- Sơ kết.")
    assert [(one.path, one.text, one.time.raw) for one in draft.tasks] == [
        ("I.1", "Quý I: Phát động thi đua.", "Quý I"),
        ("I.2/1", "Tháng 4: Tập huấn nghiệp vụ.", "Tháng 4"),
        ("I.2/2", "Sơ kết.", "Quý II"),
    ]
    assert ("time", "Thời gian «Quý I» lấy từ lời văn của nhiệm vụ, không phải từ dòng «Thời gian».") in doubts(
        task(draft, "I.1")
    )


def test_times_without_a_label() -> None:
    draft = programme(
        "I. NỘI DUNG\n- Tuyên truyền (Thường xuyên);\n- Tổ chức hội thi - Tháng 10/2026;\n- Mua sắm trang thiết bị.\n"
        "Chủ trì: Phòng Kinh tế\nHoàn thành: Tháng 6/2026"
    )
    assert [one.time.raw for one in draft.tasks] == ["Thường xuyên", "Tháng 10/2026", "Tháng 6/2026"]


def test_one_role_behind_several_agencies() -> None:
    cell = "Phòng Kinh tế chủ trì; Công an xã, các thôn phối hợp"
    table = grid(("TT", "Nội dung", "Đơn vị thực hiện", "Thời gian"), ("1", "Dựng cổng chào", cell, "Quý I"))
    assert assigned(draft_of(LETTERHEAD, TITLE, table)) == [("1", ["PKT"], ["CAX", "THON"], "Quý I")]


def test_an_assignment_in_brackets_ends_the_sentence() -> None:
    draft = programme(
        "I. NHIỆM VỤ\n1. Tuần tra ban đêm (Công an xã chủ trì, phối hợp với các thôn, hoàn thành trước 30/6/2026).\n"
        "2. Vận động hiến đất (những hộ tự nguyện thực hiện).\nThời gian: Quý II"
    )
    assert assigned(draft) == [
        ("I.1", ["CAX"], ["THON"], "hoàn thành trước 30/6/2026"),
        ("I.2", [], [], "Quý II"),
    ]
    assert ("lead", "Cơ quan «Công an xã» lấy từ lời văn của nhiệm vụ, không phải từ dòng phân công.") in doubts(
        task(draft, "I.1")
    )


@pytest.mark.parametrize(
    ("table", "times"),
    [
        (
            grid(
                ("TT", "Nội dung", ("Các tháng trong năm", 12), "Đơn vị"),
                ("", "", *YEAR, ""),
                ("1", "Khảo sát", "x", *("",) * 11, "Công an xã"),
                ("2", "Tập huấn", "", "x", "x", *("",) * 8, "x", "Công an xã"),
            ),
            ["Tháng 1", "Tháng 2, Tháng 3, Tháng 12"],
        ),
        (
            grid(
                ("TT", "Nội dung", "Người thực hiện", "Thời gian bắt đầu", "Thời gian kết thúc"),
                ("1", "Khảo sát", "Công an xã", "01/3/2026", "30/4/2026"),
                ("2", "Tập huấn", "Công an xã", "", "6/2026"),
            ),
            ["Từ 01/3/2026 đến 30/4/2026", "đến 6/2026"],
        ),
        (
            grid(
                ("TT", "Tên việc, nội dung", "ĐV thực hiện", "TG"),
                ("1", "Khảo sát", "CAX", "Quý I"),
                ("2", "Tập huấn", "CAX", "T6/2026"),
            ),
            ["Quý I", "T6/2026"],
        ),
    ],
    ids=["months", "first and last day", "abbreviations"],
)
def test_times_in_columns(table: Table, times: list[str]) -> None:
    draft = draft_of(LETTERHEAD, TITLE, table)
    assert assigned(draft) == [(str(number), ["CAX"], [], time) for number, time in enumerate(times, start=1)]


def test_figures_by_quarter_are_no_work() -> None:
    figures = grid(("TT", "Chỉ tiêu", "Quý I", "Quý II"), ("1", "Số mô hình", "10", "20"), ("2", "Số hộ", "x", "5"))
    draft = draft_of(LETTERHEAD, TITLE, figures)
    assert draft.tasks == ()
    assert draft.document.title == TITLE[1]
    assert [place.text for place in draft.unrecognised] == [
        "TT | Chỉ tiêu | Quý I | Quý II",
        "1 | Số mô hình | 10 | 20",
        "2 | Số hộ | x | 5",
    ]
