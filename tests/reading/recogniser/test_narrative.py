"""Programmes in running text: whose block of labels is whose, and what is a task at all."""

from __future__ import annotations

import pytest

from danvan_desktop.domain.draft import AssignmentSource
from tests.reading.recogniser.documents import assigned, doubts, draft_of, grid, names, paths, programme, task

BLOCK = """
Cơ quan chủ trì: Phòng Văn hóa - Xã hội.
Cơ quan phối hợp: Công an xã.
Thời gian: Trong năm 2026.
"""


def test_a_block_after_its_dashes_is_for_all_of_them() -> None:
    draft = programme(f"""
# II. NHIỆM VỤ CỤ THỂ
1. Công tác tuyên truyền
- Phát thanh hằng tuần.
- Treo băng rôn.
{BLOCK}
2. Công tác đối thoại
- Tổ chức hai cuộc đối thoại.
Cơ quan chủ trì: Phòng Kinh tế.
""")
    assert assigned(draft) == [
        ("II.1/1", ["PVHXH"], ["CAX"], "Trong năm 2026"),
        ("II.1/2", ["PVHXH"], ["CAX"], "Trong năm 2026"),
        ("II.2/1", ["PKT"], [], ""),
    ]
    assert [one.assignment_source for one in draft.tasks] == [
        AssignmentSource.SECTION,
        AssignmentSource.SECTION,
        AssignmentSource.OWN,
    ]
    assert [(group.path, group.number, group.parent) for group in draft.groups] == [
        ("II", "II.", None),
        ("II.1", "1.", "II"),
        ("II.2", "2.", "II"),
    ]
    assert draft.unrecognised == ()


def test_a_block_before_its_dashes() -> None:
    draft = programme(f"""
# II. NHIỆM VỤ
1. Công tác tuyên truyền
{BLOCK}
- Phát thanh hằng tuần.
- Treo băng rôn.
2. Công tác đối thoại
Đơn vị chủ trì: Phòng Kinh tế
- Tổ chức hai cuộc đối thoại.
""")
    assert [(path, lead) for path, lead, _, _ in assigned(draft)] == [
        ("II.1/1", ["PVHXH"]),
        ("II.1/2", ["PVHXH"]),
        ("II.2/1", ["PKT"]),
    ]


def test_a_block_after_each_dash() -> None:
    draft = programme("""
# II. NHIỆM VỤ
1. Công tác tuyên truyền
- Phát thanh hằng tuần.
+ Cơ quan chủ trì: Phòng Văn hóa - Xã hội.
+ Thời gian: Thường xuyên.
- Treo băng rôn.
+ Cơ quan chủ trì: Công an xã.
+ Thời gian: Quý II/2026.
""")
    assert assigned(draft) == [
        ("II.1/1", ["PVHXH"], [], "Thường xuyên"),
        ("II.1/2", ["CAX"], [], "Quý II/2026"),
    ]
    assert {one.assignment_source for one in draft.tasks} == {AssignmentSource.OWN}


def test_a_block_before_each_dash() -> None:
    draft = programme("""
# II. NHIỆM VỤ
1. Công tác tuyên truyền
Cơ quan chủ trì: Công an xã
- Tuần tra.
Cơ quan chủ trì: Phòng Kinh tế
- Đối thoại.
""")
    assert [lead for _, lead, _, _ in assigned(draft)] == [["CAX"], ["PKT"]]


def test_agencies_before_and_time_after_the_dashes() -> None:
    draft = programme("""
# II. NỘI DUNG
3. Công tác phối hợp
- Cơ quan thực hiện: các phòng chuyên môn; Công an xã.
Nội dung phối hợp:
- Ký quy chế phối hợp.
- Giao ban hằng quý.
- Thời gian thực hiện: Từ năm 2026 và các năm tiếp theo.
""")
    assert assigned(draft) == [
        (path, ["PCM", "CAX"], [], "Từ năm 2026 và các năm tiếp theo") for path in ("II.3/1", "II.3/2")
    ]


def test_both_labels_on_one_line_and_labels_inside_the_task() -> None:
    draft = programme("""
# II. NHIỆM VỤ
- Phát thanh hằng tuần.
Cơ quan chủ trì: Phòng VHXH; cơ quan phối hợp: Công an xã; thời gian: Quý I/2026.
- Tổ chức đối thoại (chủ trì: Phòng Kinh tế; thời gian: tháng 5/2026).
""")
    assert assigned(draft) == [
        ("II/1", ["PVHXH"], ["CAX"], "Quý I/2026"),
        ("II/2", ["PKT"], [], "tháng 5/2026"),
    ]
    assert task(draft, "II/2").text == "Tổ chức đối thoại"


def test_a_heading_with_a_block_and_no_text_is_the_task() -> None:
    draft = programme(f"""
# II. NHIỆM VỤ
1. Công tác cải cách
1.1. Rà soát thủ tục hành chính
{BLOCK}
1.2. Khảo sát sự hài lòng của người dân
{BLOCK}
""")
    assert [(one.path, one.number, one.text, one.group) for one in draft.tasks] == [
        ("II.1.1", "1.1.", "Rà soát thủ tục hành chính", "II.1"),
        ("II.1.2", "1.2.", "Khảo sát sự hài lòng của người dân", "II.1"),
    ]


def test_paragraphs_under_one_block_are_tasks_that_may_be_one() -> None:
    draft = programme(f"""
# II. NHIỆM VỤ
1. Công tác tuyên truyền
Phát thanh hằng tuần trên hệ thống loa.
Treo băng rôn ở các trục đường.
{BLOCK}
2. Công tác đối thoại
Tổ chức hai cuộc đối thoại trong năm.
{BLOCK}
""")
    assert paths(draft) == ["II.1/1", "II.1/2", "II.2"]
    assert [one.merge_group for one in draft.tasks] == ["II.1", "II.1", None]


def test_a_sentence_with_its_own_paragraphs_is_one_task() -> None:
    draft = programme(f"""
# II. NHIỆM VỤ
1. Xây dựng kế hoạch tuyên truyền của xã.
Kế hoạch nêu rõ nội dung, địa bàn và lực lượng.
{BLOCK}
""")
    (only,) = draft.tasks
    assert only.text == "Xây dựng kế hoạch tuyên truyền của xã. Kế hoạch nêu rõ nội dung, địa bàn và lực lượng."
    assert names(only.lead) == ["PVHXH"]


def test_plus_lines_say_what_the_task_must_contain() -> None:
    draft = programme(f"""
# II. NHIỆM VỤ
1. Công tác tuyên truyền
- Xây dựng chuyên mục, trong đó:
+ Tin bài về người tốt;
+ Hỏi đáp pháp luật.
{BLOCK}
""")
    (only,) = draft.tasks
    assert only.details == ("Tin bài về người tốt;", "Hỏi đáp pháp luật.")


def test_a_block_behind_numbered_points_is_shared_and_doubted() -> None:
    draft = programme(f"""
# II. NHIỆM VỤ
a) Phát thanh hằng tuần;
b) Treo băng rôn;
c) Chiếu phim lưu động.
{BLOCK}
""")
    assert [lead for _, lead, _, _ in assigned(draft)] == [["PVHXH"]] * 3
    assert [bool(doubts(one)) for one in draft.tasks] == [True, True, False]


def test_points_that_each_have_a_block_lend_it_to_nobody() -> None:
    draft = programme(f"""
# II. NHIỆM VỤ
a) Phát thanh hằng tuần;
{BLOCK}
b) Treo băng rôn;
c) Chiếu phim lưu động.
{BLOCK}
""")
    assert [lead for _, lead, _, _ in assigned(draft)] == [["PVHXH"], [], ["PVHXH"]]


def test_a_time_for_the_whole_section_at_its_end() -> None:
    draft = programme("""
# II. NỘI DUNG
1. Tuyên truyền
Cơ quan chủ trì: Công an xã
2. Đối thoại
Cơ quan chủ trì: Phòng Kinh tế
Thời gian: Quý II/2026
3. Thời gian thực hiện: Trong năm 2026.
""")
    assert [time for _, _, _, time in assigned(draft)] == ["Trong năm 2026", "Quý II/2026"]


def test_letters_may_be_labels() -> None:
    draft = programme("""
# II. NỘI DUNG
2. Tổ chức theo dõi việc thực hiện
a) Cơ quan chủ trì: Phòng Văn hóa – Xã hội.
b) Cơ quan thực hiện: các phòng chuyên môn.
c) Thời gian thực hiện: giai đoạn 2026 - 2030
""")
    (only,) = draft.tasks
    assert (only.path, names(only.lead), names(only.implementing)) == ("II.2", ["PVHXH"], ["PCM"])
    assert only.time.raw == "giai đoạn 2026 - 2030"


def test_form_and_product_are_fields() -> None:
    draft = programme("""
# II. NỘI DUNG
1. Quán triệt nghị quyết
Cơ quan chủ trì: Phòng VHXH
- Hình thức thực hiện: hội nghị; phát thanh.
* Kết quả: Báo cáo.
""")
    (only,) = draft.tasks
    assert (only.form, only.product) == ("hội nghị; phát thanh.", "Báo cáo.")


def test_agencies_listed_under_their_label() -> None:
    draft = programme("""
# II. NỘI DUNG
1. Quán triệt nghị quyết
Cơ quan chủ trì:
- Phòng Văn hóa - Xã hội
- Công an xã
Cơ quan phối hợp: Phòng Kinh tế
""")
    assert assigned(draft) == [("II.1", ["PVHXH", "CAX"], ["PKT"], "")]


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        (("# Quý I", "# Quý II"), ["II.Q1/1", "II.Q2/1"]),
        (("# Tháng 3/2026:", "# Tháng 11/2026:"), ["II.T3/1", "II.T11/1"]),
        (("1. Quý I/2026", "2. Quý II/2026"), ["II.1/1", "II.2/1"]),
    ],
)
def test_headings_that_are_times(headings: tuple[str, str], expected: list[str]) -> None:
    draft = draft_of(TITLES, ["# II. NHIỆM VỤ", headings[0], "- Phát thanh.", headings[1], "- Đối thoại."])
    assert paths(draft) == expected
    assert [one.time.start is not None for one in draft.tasks] == [True, True]
    assert all(field == "lead" for one in draft.tasks for field, _ in doubts(one))


TITLES = ("CHƯƠNG TRÌNH", "Công tác dân vận năm 2026")


def test_without_any_assignment_the_names_of_the_sections_decide() -> None:
    draft = draft_of(
        TITLES,
        """
# I. MỤC ĐÍCH, YÊU CẦU
1. Mục đích
Nâng cao nhận thức.
2. Yêu cầu
a) Thiết thực.
b) Hiệu quả.
# II. NỘI DUNG
1. Công tác tuyên truyền
Các thôn tổ chức phát thanh.
Công an xã tuần tra.
# III. TỔ CHỨC THỰC HIỆN
1. Phòng Văn hóa - Xã hội
Theo dõi, đôn đốc.
""",
    )
    assert paths(draft) == ["II.1/1", "II.1/2"]
    assert [(one.path, one.section) for one in draft.directions] == [
        ("I.1/1", "MỤC ĐÍCH, YÊU CẦU › Mục đích"),
        ("I.2.a", "MỤC ĐÍCH, YÊU CẦU › Yêu cầu"),
        ("I.2.b", "MỤC ĐÍCH, YÊU CẦU › Yêu cầu"),
    ]
    assert [(one.path, one.unit.code if one.unit else None) for one in draft.responsibilities] == [("III.1", "PVHXH")]


def test_the_presence_of_an_assignment_decides_not_the_heading() -> None:
    draft = programme(f"""
# I. NHIỆM VỤ TRỌNG TÂM
- Phát thanh hằng tuần.
{BLOCK}
# II. GIẢI PHÁP
1. Nâng cao nhận thức.
2. Bố trí nguồn lực.
""")
    assert paths(draft) == ["I/1"]
    assert [one.path for one in draft.directions] == ["II.1", "II.2"]


def test_focus_is_direction_when_tasks_are_elsewhere() -> None:
    draft = programme(f"""
# I. NHIỆM VỤ TRỌNG TÂM
1. Đổi mới công tác dân vận.
Coi trọng hiệu quả.
# II. NHIỆM VỤ CỤ THỂ
- Phát thanh hằng tuần.
{BLOCK}
""")
    assert [one.text for one in draft.directions] == ["Đổi mới công tác dân vận. Coi trọng hiệu quả."]
    assert paths(draft) == ["II/1"]


def test_a_point_without_assignment_beside_points_with_one_is_a_task() -> None:
    draft = draft_of(TITLES, f"1. Tuyên truyền\n- Phát thanh.\n{BLOCK}\n2. Đối thoại\n- Gặp gỡ nhân dân.")
    assert paths(draft) == ["1/1", "2/1"]


def test_purposes_inside_a_section_of_tasks_are_directions() -> None:
    draft = programme(f"""
# II. NỘI DUNG
1. Mục tiêu
- 100% thôn có mô hình.
2. Tuyên truyền
- Phát thanh.
{BLOCK}
""")
    assert paths(draft) == ["II.2/1"]
    assert [one.text for one in draft.directions] == ["100% thôn có mô hình."]


def test_references_to_annexes_that_are_not_there() -> None:
    draft = programme(f"""
# II. NỘI DUNG
1. Tuyên truyền
- Phát thanh.
{BLOCK}
2. Các chỉ tiêu
(có Phụ lục I chi tiết kèm theo)
""")
    assert any("Phụ lục I" in warning for warning in draft.warnings)
    assert [place.text for place in draft.unrecognised] == ["2. Các chỉ tiêu"]


def test_nothing_is_dropped_silently() -> None:
    draft = programme(f"""
# II. NỘI DUNG
1. Tuyên truyền
Tập trung các việc sau:
- Phát thanh.
{BLOCK}
""")
    assert [place.text for place in draft.unrecognised] == ["Tập trung các việc sau:"]
    assert draft.unrecognised[0].block == 8


def test_a_text_without_tasks_says_so() -> None:
    draft = draft_of("GIẤY MỜI")
    assert draft.tasks == ()
    assert any("Không nhận ra nhiệm vụ" in warning for warning in draft.warnings)


def test_a_heading_that_is_only_the_label_of_a_time() -> None:
    draft = programme("""
# II. NỘI DUNG
1. Tuyên truyền
Cơ quan chủ trì: Công an xã
2. Thời gian thực hiện
Trong năm 2026.
""")
    assert assigned(draft) == [("II.1", ["CAX"], [], "Trong năm 2026")]


def test_parts_stand_above_roman_sections() -> None:
    draft = programme(f"""
# PHẦN THỨ HAI: NHIỆM VỤ
# I. Tuyên truyền
- Phát thanh.
{BLOCK}
""")
    assert [(group.path, group.parent) for group in draft.groups] == [("M1", None), ("M1.I", "M1")]


def test_tables_of_another_kind_make_no_tasks_and_stay_visible() -> None:
    table = grid(("STT", "Chỉ tiêu", "Đơn vị tính", "Kế hoạch"), ("1", "Mô hình dân vận khéo", "mô hình", "12"))
    draft = draft_of(TITLES, "# II. NỘI DUNG\n1. Tuyên truyền\n- Phát thanh.", table)
    assert paths(draft) == ["II.1/1"]
    assert [place.text for place in draft.unrecognised] == [
        "STT | Chỉ tiêu | Đơn vị tính | Kế hoạch",
        "1 | Mô hình dân vận khéo | mô hình | 12",
    ]


def test_text_laid_out_in_a_table_is_read_as_text() -> None:
    draft = draft_of(TITLES, grid(("II. NHIỆM VỤ\n- Phát thanh.\nCơ quan chủ trì: Công an xã",)))
    assert assigned(draft) == [("II/1", ["CAX"], [], "")]


def test_a_time_at_the_end_of_the_sentence_makes_a_task_and_a_doubt() -> None:
    draft = programme("""
# II. CÔNG VIỆC
- Tổ chức đối thoại với nhân dân (Quý II/2026).
- Ban hành kế hoạch, hoàn thành trước ngày 15/02/2026;
- Rà soát mô hình (ở các thôn).
""")
    assert assigned(draft) == [
        ("II/1", [], [], "Quý II/2026"),
        ("II/2", [], [], "hoàn thành trước ngày 15/02/2026"),
        ("II/3", [], [], ""),
    ]
    assert task(draft, "II/1").text == "Tổ chức đối thoại với nhân dân (Quý II/2026)."
    assert [field for field, _ in doubts(task(draft, "II/1"))] == ["time", "lead"]


def test_a_paragraph_with_its_own_labels_keeps_them_to_itself() -> None:
    draft = programme("""
# II. NHIỆM VỤ
1. Tuyên truyền
Phát thanh hằng tuần.
Treo băng rôn. Cơ quan chủ trì: Công an xã.
""")
    assert assigned(draft) == [("II.1/1", [], [], ""), ("II.1/2", ["CAX"], [], "")]
