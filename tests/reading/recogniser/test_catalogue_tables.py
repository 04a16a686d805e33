"""Catalogue tables of every shape: five to nine columns, merged rows, containers, rows cut by pages."""

from __future__ import annotations

import pytest

from danvan_desktop.domain.draft import AssignmentSource, Draft
from danvan_desktop.reading.blocks import Cell, Paragraph, Row, Table
from danvan_desktop.reading.recogniser.table.columns import find_heading
from tests.reading.recogniser.documents import assigned, doubts, draft_of, grid, names, paths, task

HEAD = ("TT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian thực hiện")
TITLE = ("DANH MỤC", "Nhiệm vụ công tác dân vận năm 2026 của xã Tân Phú")


def catalogue(*rows: tuple[object, ...], head: tuple[object, ...] = HEAD) -> Draft:
    return draft_of(TITLE, grid(head, *rows))  # type: ignore[arg-type]


def test_groups_over_the_width_and_their_tasks() -> None:
    draft = catalogue(
        ("1", ("TUYÊN TRUYỀN", 4)),
        ("1.1", "Phát động đợt tuyên truyền", "Phòng VHXH", "Công an xã", "Quý II/2026"),
        ("2", ("CẢI CÁCH HÀNH CHÍNH", 4)),
        ("2.1", "Niêm yết thủ tục", "Trung tâm Phục vụ hành chính công", "", "Thường xuyên"),
    )
    assert [(group.path, group.title, group.parent) for group in draft.groups] == [
        ("1", "TUYÊN TRUYỀN", None),
        ("2", "CẢI CÁCH HÀNH CHÍNH", None),
    ]
    assert assigned(draft) == [
        ("1.1", ["PVHXH"], ["CAX"], "Quý II/2026"),
        ("2.1", ["TTPVHCC"], [], "Thường xuyên"),
    ]
    assert task(draft, "1.1").group == "1"
    assert task(draft, "1.1").section == "TUYÊN TRUYỀN"
    assert task(draft, "1.1").source.row == 2
    assert draft.unrecognised == ()


def test_groups_with_empty_cells_and_roman_numbers() -> None:
    draft = catalogue(
        ("I", "Nhóm tuyên truyền", "", "", ""),
        ("1", "Việc một", "Phòng Kinh tế", "", "Quý I/2026"),
        ("II", "Nhóm đối thoại", "", "", ""),
        ("1", "Việc hai", "Phòng Kinh tế", "", "Quý I/2026"),
    )
    assert paths(draft) == ["I.1", "II.1"]
    assert [group.path for group in draft.groups] == ["I", "II"]


def test_a_group_row_merged_from_the_number_column_on() -> None:
    draft = catalogue(
        (("I. NHÓM TUYÊN TRUYỀN", 5),), ("1", "Việc một", "Phòng Kinh tế", "", "Quý I/2026"), (("Nhóm đối thoại", 5),)
    )
    assert [(group.path, group.number, group.title) for group in draft.groups] == [
        ("I", "I.", "NHÓM TUYÊN TRUYỀN"),
        ("M1", "", "Nhóm đối thoại"),
    ]
    assert paths(draft) == ["I.1"]


def test_unnumbered_groups_whose_numbers_start_again_keep_paths_apart() -> None:
    draft = catalogue(
        (("Nhóm A", 5),),
        ("1", "Việc một", "Phòng Kinh tế", "", ""),
        (("Nhóm B", 5),),
        ("1", "Việc hai", "Công an xã", "", ""),
    )
    assert paths(draft) == ["M1.1", "M2.1"]


def test_a_container_with_lettered_children() -> None:
    draft = catalogue(
        ("2", ("DÂN CHỦ Ở CƠ SỞ", 4)),
        ("2.1", "Thi hành luật", "", "", ""),
        ("a", "Lập kế hoạch", "Phòng VHXH", "", "Quý I/2026"),
        ("đ", "Sơ kết", "Phòng VHXH", "", "Quý III/2026"),
        ("2.2", "Việc tiếp", "Công an xã", "", "Năm 2026"),
    )
    assert paths(draft) == ["2.1.a", "2.1.đ", "2.2"]
    assert [(group.path, group.parent) for group in draft.groups] == [("2", None), ("2.1", "2")]
    assert task(draft, "2.1.a").group == "2.1"
    assert task(draft, "2.2").group == "2"


def test_a_row_that_nobody_was_given_is_still_a_task() -> None:
    draft = catalogue(("1", "Việc một", "Phòng Kinh tế", "", "Quý I/2026"), ("2", "Việc không ai nhận", "", "", ""))
    orphan = task(draft, "2")
    assert orphan.assignment_source is AssignmentSource.NONE
    assert [field for field, _ in doubts(orphan)] == ["lead", "time"]


def test_children_inherit_the_agencies_of_the_task_above_them() -> None:
    draft = catalogue(
        ("1", "Dân chủ ở cơ sở", "Phòng VHXH", "Công an xã", "Năm 2026"),
        ("a", "Lập kế hoạch", "", "", "Quý I/2026"),
        ("b", "Sơ kết", "Phòng Kinh tế", "", ""),
    )
    assert assigned(draft) == [
        ("1", ["PVHXH"], ["CAX"], "Năm 2026"),
        ("1.a", ["PVHXH"], ["CAX"], "Quý I/2026"),
        ("1.b", ["PKT"], [], "Năm 2026"),
    ]
    assert task(draft, "1.a").assignment_source is AssignmentSource.SECTION


def test_dashes_without_an_assignment_are_details() -> None:
    draft = catalogue(
        ("1", "Xây dựng kế hoạch", "Phòng VHXH", "", "Quý I/2026"),
        ("-", "Khảo sát nhu cầu", "", "", ""),
        ("-", "Lấy ý kiến thôn", "", "", ""),
    )
    assert paths(draft) == ["1"]
    assert task(draft, "1").details == ("Khảo sát nhu cầu", "Lấy ý kiến thôn")


def test_more_columns_and_a_row_of_column_numbers() -> None:
    draft = catalogue(
        ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)"),
        (
            "1",
            "Lập kế hoạch",
            "PCT Nguyễn A",
            "Phòng VHXH",
            "Công an xã",
            "Tháng 3/2026",
            "Kế hoạch",
            "Gửi trước 5 ngày",
        ),
        head=(
            "STT",
            "Nội dung công việc",
            "Lãnh đạo phụ trách",
            "Đơn vị chủ trì",
            "Đơn vị phối hợp",
            "Thời hạn hoàn thành",
            "Sản phẩm/Kết quả",
            "Ghi chú",
        ),
    )
    (only,) = draft.tasks
    assert assigned(draft) == [("1", ["PVHXH"], ["CAX"], "Tháng 3/2026")]
    assert only.product == "Kế hoạch"
    assert only.note == "Lãnh đạo phụ trách: PCT Nguyễn A Gửi trước 5 ngày"


def test_a_heading_of_two_rows() -> None:
    draft = draft_of(
        TITLE,
        grid(
            ("TT", "Nhiệm vụ", ("Phân công thực hiện", 2), "Thời gian"),
            (None, None, "Chủ trì", "Phối hợp", None),
            ("1", "Việc một", "Phòng VHXH", "Công an xã", "Quý I/2026"),
        ),
    )
    assert assigned(draft) == [("1", ["PVHXH"], ["CAX"], "Quý I/2026")]


def test_a_heading_repeated_in_the_middle_and_a_table_cut_in_two() -> None:
    first = grid(
        HEAD,
        ("1", "Việc một", "Phòng VHXH", "", "Quý I/2026"),
        HEAD,
        ("2", "Việc hai", "Công an xã", "", "Quý II/2026"),
    )
    second = grid(("3", "Việc ba", "Phòng Kinh tế", "", "Quý III/2026"))
    assert paths(draft_of(TITLE, first, second)) == ["1", "2", "3"]


def test_a_row_cut_by_a_page_end() -> None:
    draft = catalogue(
        ("1", "Tổ chức đối thoại với nhân dân về", "Phòng VHXH", "", "Quý I/2026"),
        ("", "giải phóng mặt bằng", "", "", ""),
        ("", "", "", "Công an xã", ""),
        ("2", "Việc hai", "Phòng Kinh tế", "", "Quý II/2026"),
    )
    assert assigned(draft)[0] == ("1", ["PVHXH"], ["CAX"], "Quý I/2026")
    assert task(draft, "1").text == "Tổ chức đối thoại với nhân dân về giải phóng mặt bằng"


def test_cells_merged_downwards_and_ditto_marks() -> None:
    draft = catalogue(
        ("1", "Việc một", "Phòng VHXH", "Công an xã", "Quý I/2026"),
        ("2", "Việc hai", None, None, "Quý II/2026"),
        ("3", "Việc ba", "Nt", "như trên", "nt"),
    )
    assert assigned(draft)[1:] == [
        ("2", ["PVHXH"], ["CAX"], "Quý II/2026"),
        ("3", ["PVHXH"], ["CAX"], "Quý II/2026"),
    ]
    assert task(draft, "2").assignment_source is AssignmentSource.SECTION


def test_rows_without_a_number_column() -> None:
    draft = catalogue(
        ("1. Lập kế hoạch", "Phòng VHXH", "Quý I/2026"),
        ("Không số", "Công an xã", "Quý II/2026"),
        head=("Nội dung nhiệm vụ", "Cơ quan thực hiện", "Thời gian"),
    )
    assert assigned(draft) == [("1", ["PVHXH"], [], "Quý I/2026"), ("1/1", ["CAX"], [], "Quý II/2026")]


def test_implementing_beside_lead() -> None:
    draft = catalogue(
        ("1", "Việc", "Phòng VHXH", "Các thôn", "Quý I/2026"),
        head=("TT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan thực hiện", "Thời gian"),
    )
    assert names(draft.tasks[0].lead) == ["PVHXH"]
    assert names(draft.tasks[0].implementing) == ["THON"]


def test_both_roles_in_one_column() -> None:
    draft = catalogue(
        ("1", "Việc một", "Chủ trì: Phòng VHXH\nPhối hợp: Công an xã", "Quý I/2026"),
        ("2", "Việc hai", "- Phòng Kinh tế chủ trì, phối hợp với Công an xã", "Quý I/2026"),
        head=("TT", "Nhiệm vụ", "Cơ quan chủ trì, phối hợp", "Thời gian"),
    )
    assert [(lead, coord) for _, lead, coord, _ in assigned(draft)] == [(["PVHXH"], ["CAX"]), (["PKT"], ["CAX"])]


def test_a_divided_task_column() -> None:
    draft = catalogue(
        ("1", "Tuyên truyền", "Treo băng rôn", "Phòng VHXH", "Quý I/2026"),
        (None, None, "Phát thanh", "Trung tâm Dịch vụ sự nghiệp công", "Quý II/2026"),
        head=("TT", "Nhiệm vụ", "Nội dung cụ thể", "Cơ quan chủ trì", "Thời gian"),
    )
    assert [one.text for one in draft.tasks] == ["Treo băng rôn", "Phát thanh"]
    assert [group.title for group in draft.groups] == ["Tuyên truyền"]


def test_a_second_task_column_gives_details() -> None:
    draft = catalogue(
        ("1", "Tuyên truyền", "Treo băng rôn\nPhát thanh", "Phòng VHXH", "Quý I/2026"),
        head=("TT", "Nhiệm vụ", "Nội dung cụ thể", "Cơ quan chủ trì", "Thời gian"),
    )
    assert (draft.tasks[0].text, draft.tasks[0].details) == ("Tuyên truyền", ("Treo băng rôn", "Phát thanh"))


def test_quarters_as_group_rows_give_the_time() -> None:
    draft = catalogue(
        (("QUÝ I", 4),),
        ("1", "Việc một", "Phòng VHXH", ""),
        (("QUÝ II", 4),),
        ("1", "Việc hai", "Công an xã", ""),
        head=("TT", "Nhiệm vụ", "Chủ trì", "Phối hợp"),
    )
    assert [(path, time) for path, _, _, time in assigned(draft)] == [("Q1.1", "QUÝ I"), ("Q2.1", "QUÝ II")]


def test_automatic_numbers_in_the_number_column() -> None:
    def numbered(number: str) -> Cell:
        return Cell((Paragraph("", number=number),))

    body = [
        Row(
            (
                numbered(number),
                *(Cell((Paragraph(text),)) for text in (f"Việc {number}", "Phòng VHXH", "", "Quý I/2026")),
            )
        )
        for number in ("1.", "2.")
    ]
    head = grid(HEAD).rows
    assert paths(draft_of(TITLE, Table((*head, *body)))) == ["1", "2"]


@pytest.mark.parametrize("head", [("STT", "Họ tên", "Chức vụ"), ("TT", "Nhiệm vụ", "Ghi chú"), ("Nội dung",)])
def test_other_tables_are_no_catalogue(head: tuple[str, ...]) -> None:
    assert find_heading(grid(head, tuple("x" for _ in head))) is None


def test_equal_numbers_gaps_and_twins_are_doubts() -> None:
    draft = catalogue(
        ("1.1", "Tổ chức hội nghị đối thoại với nhân dân thôn An Hòa", "Phòng VHXH", "", "Quý I/2026"),
        ("1.1", "Tổ chức hội nghị đối thoại với nhân dân thôn An Hoà.", "Phòng VHXH", "", "Quý I/2026"),
        ("1.4", "Khen thưởng", "Phòng VHXH", "", "Quý IV/2026"),
    )
    assert [field for field, _ in doubts(draft.tasks[0])] == ["number"]
    assert [field for field, _ in doubts(draft.tasks[1])] == ["number", "text"]
    assert doubts(draft.tasks[2]) == [("number", "Thiếu số «1.2» trước số «1.4».")]


def test_new_agencies_slips_and_strange_times_are_doubts() -> None:
    draft = catalogue(
        ("1", "Việc", "Hội Khuyến học xã; Phòng Văn hoa - Xã hội", "Các các cơ quan, đơn vị", "lúc nào rảnh"),
    )
    (only,) = draft.tasks
    assert [(agency.code, agency.canonical) for agency in only.lead] == [
        (None, "Hội Khuyến học xã"),
        ("PVHXH", "Phòng Văn hóa - Xã hội"),
    ]
    said = doubts(only)
    assert ("lead", "Cơ quan mới, chưa có trong danh mục: «Hội Khuyến học xã».") in said
    assert ("lead", "«Phòng Văn hoa - Xã hội» được hiểu là «Phòng Văn hóa - Xã hội».") in said
    doubled = "Chữ «Các các» bị lặp trong «Các các cơ quan, đơn vị»; đã lấy là «Các cơ quan, đơn vị»."
    assert ("coord", doubled) in said
    assert any(field == "time" for field, _ in said)


def test_spellings_of_one_unknown_agency_have_one_name() -> None:
    draft = catalogue(
        ("1", "Việc một", "Tổ công nghệ số cộng đồng", "", "Quý I/2026"),
        ("2", "Việc hai", "tổ Công nghệ số cộng đồng", "", "Quý I/2026"),
    )
    assert {agency.canonical for one in draft.tasks for agency in one.lead} == {"Tổ công nghệ số cộng đồng"}


def test_the_same_blocks_give_the_same_draft() -> None:
    rows = (("1", "Việc", "Hội Khuyến học", "Công an xã", "Quý I/2026"), ("2", "Việc nữa", "", "", ""))
    assert catalogue(*rows) == catalogue(*rows)


def test_rows_above_the_heading_are_lines() -> None:
    draft = draft_of(
        grid(
            (("DANH MỤC", 5),),
            (("Nhiệm vụ công tác dân vận năm 2026", 5),),
            HEAD,
            ("1", "Việc một", "Phòng VHXH", "", "Quý I"),
        )
    )
    assert draft.document.type == "DANH MỤC"
    assert draft.document.title == "Nhiệm vụ công tác dân vận năm 2026"
    assert paths(draft) == ["1"]
