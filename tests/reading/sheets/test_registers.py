"""Registers as offices keep them in Excel, from the file to the tasks."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment

from danvan_desktop.reading.blocks import Paragraph, Table
from danvan_desktop.reading.parsing import parse_file
from tests.reading.recogniser.documents import assigned, names
from tests.reading.sheets.workbooks import HEAD, REGISTER_KEY, TITLE, drafted, fill, register, saved

OLD_REGISTER = Path(__file__).parent / "files" / "so-theo-doi.xls"


@pytest.fixture(params=["xlsx", "xls"])
def kept_register(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return OLD_REGISTER if request.param == "xls" else register(tmp_path / "sổ.xlsx")


def test_a_register_against_its_key(kept_register: Path) -> None:
    draft = drafted(kept_register)
    found = [
        (task.path, names(task.lead), names(task.coord), task.time.kind.value, task.time.end) for task in draft.tasks
    ]
    assert found == REGISTER_KEY
    assert [(group.path, group.title) for group in draft.groups] == [("I", "TUYÊN TRUYỀN"), ("II", "DÂN CHỦ Ở CƠ SỞ")]
    assert [task.product for task in draft.tasks] == ["Kế hoạch", None, None, "Quy chế", None]
    about = draft.document
    assert (about.type, about.title, about.signature_name) == (
        "KẾ HOẠCH",
        "Công tác dân vận chính quyền năm 2026",
        "Trần Văn Bình",
    )
    assert (about.issuer, about.programme_year) == ("Ủy ban nhân dân xã Tân Phú", 2026)
    assert about.date is not None
    assert (about.date.day, about.date.month) == (5, 1)


def test_what_is_told_of_a_register(kept_register: Path) -> None:
    notices = parse_file(kept_register).notices
    assert [notice.split(":")[0].partition("»")[0].strip("«") for notice in notices] == [
        "Trang «Danh mục",
        "Trang «Danh mục",
        "Trang đang ẩn không được đọc",
        "Trang trống được bỏ qua",
        "Trang không có bảng nhiệm vụ nên không được đọc",
    ]
    assert "1 dòng đang ẩn" in notices[0]
    assert "A11 đã bị Excel đổi thành ngày" in notices[1]
    assert all(name in " ".join(notices) for name in ("«Ẩn»", "«Trống»", "«DM»"))


def test_an_old_register_is_read_like_a_new_one(tmp_path: Path) -> None:
    assert parse_file(OLD_REGISTER) == parse_file(register(tmp_path / "sổ.xlsx"))


def test_titles_heading_and_merged_cells_become_blocks(tmp_path: Path) -> None:
    document = parse_file(register(tmp_path / "sổ.xlsx"))
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    assert Paragraph("KẾ HOẠCH", bold=True, centred=True) in document.blocks
    assert [row.heading for row in table.rows[:3]] == [True, True, False]
    shape = [[(cell.text, cell.colspan, cell.continued) for cell in row.cells] for row in table.rows]
    assert shape[0][2:4] == [("Phân công", 2, False), ("Thời hạn", 1, False)]
    assert shape[2] == [("I", 1, False), ("TUYÊN TRUYỀN", 5, False)]
    assert shape[8][2:4] == [("", 1, True), ("", 1, True)]
    assert shape[5][3][0] == "Phòng Văn hóa - Xã hội;\nCông an xã"


@pytest.mark.parametrize("bare", [False, True])
def test_quarters_as_columns(tmp_path: Path, bare: bool) -> None:
    quarters = ("I", "II", "III", "IV") if bare else ("Quý I", "Quý II", "Quý III", "Quý IV")
    over = "Quý" if bare else "Thời gian thực hiện"
    path = saved(
        tmp_path / "quý.xlsx",
        *TITLE,
        ("STT", "Nội dung", "Chủ trì", over, None, None, None, "Ghi chú"),
        (None, None, None, *quarters, None),
        ("I", "Tuyên truyền"),
        (1, "Phát thanh", "Các thôn", "x", None, "X"),
        (2, "Treo băng rôn", "Các thôn", None, "02 cuộc", None, True, "theo dịp"),
        (3, "Tập huấn", "Phòng Kinh tế", None, "x"),
        (4, "Sơ kết", "Phòng VHXH", None, "Trước 15/6/2026"),
        (5, "Trực ban", "Công an xã", "Thường xuyên"),
        (6, "Chưa hẹn", "Công an xã", "-", 0, False, None),
        merged=("A4:A5", "B4:B5", "C4:C5", "D4:G4", "H4:H5", "E9:F9", "D11:G11"),
    )
    draft = drafted(path)
    assert [task.time.raw for task in draft.tasks] == [
        "Quý I, Quý III",
        "Quý II, Quý IV",
        "Quý II, Quý III",
        "Trước 15/6/2026",
        "Thường xuyên",
        "",
    ]
    assert draft.tasks[1].note == "theo dịp Việc từng kỳ: Quý II: 02 cuộc"
    assert any("Quý I, Quý II, Quý III, Quý IV" in warning for warning in draft.warnings)


def test_months_as_columns_and_figures_that_are_no_times(tmp_path: Path) -> None:
    months = [f"T{month}" for month in range(1, 13)]
    head = ("TT", "Nhiệm vụ", "Chủ trì", *months)
    marked = saved(tmp_path / "tháng.xlsx", *TITLE, head, (1, "Một", "Phòng Kinh tế", *([None] * 4), "x", "x"))
    assert [task.time.raw for task in drafted(marked).tasks] == ["Tháng 5, Tháng 6"]
    money = saved(tmp_path / "tiền.xlsx", *TITLE, head, (1, "Một", "Phòng Kinh tế", *range(5, 17)))
    assert [task.time.raw for task in drafted(money).tasks] == [""]


def test_two_times_side_by_side_in_a_task_are_no_heading(tmp_path: Path) -> None:
    head = ("TT", "Nhiệm vụ", "Chủ trì", "Bắt đầu", "Kết thúc")
    path = saved(tmp_path / "x.xlsx", *TITLE, head, (1, "Một", "Phòng Kinh tế", "Quý I", "Quý III"))
    (table,) = (block for block in parse_file(path).blocks if isinstance(block, Table))
    assert [cell.text for cell in table.rows[1].cells] == ["1", "Một", "Phòng Kinh tế", "Quý I", "Quý III"]


def test_a_column_of_quarters_and_numbers_that_lost_their_nought(tmp_path: Path) -> None:
    rows = [(float(f"1.{number}"), f"Việc số {number}", "Công an xã", number % 4 + 1) for number in range(1, 13)]
    path = saved(tmp_path / "x.xlsx", *TITLE, ("TT", "Nhiệm vụ", "Chủ trì", "Quý"), *rows)
    draft = drafted(path)
    assert [task.number for task in draft.tasks] == [f"1.{number}" for number in range(1, 13)]
    assert [task.time.raw for task in draft.tasks][:4] == ["Quý II", "Quý III", "Quý IV", "Quý I"]
    assert any("A14" in warning for warning in draft.warnings)


def test_sheets_with_the_same_columns_are_one_table_under_their_names(tmp_path: Path) -> None:
    signed = ((), (None, "NGƯỜI LẬP", None, "CHỦ TỊCH"), (None, "Lê Thị An", None, "Trần Văn Bình"))

    def change(book: Workbook) -> None:
        book["Danh mục"].title = "Tuyên truyền"
        fill(book.create_sheet("Quý III"), HEAD, ("1", "Ba", "Phòng Kinh tế", None, None), *signed)
        fill(book.create_sheet("Cải cách"), ("BẢNG MỚI",), HEAD, ("1", "Bốn", "Công an xã", None, "Thường xuyên"))

    path = saved(
        tmp_path / "x.xlsx", *TITLE, HEAD, ("1", "Một", "Các thôn", None, "Quý I/2026"), *signed, change=change
    )
    draft = drafted(path)
    assert [(task.path, task.text, task.time.raw) for task in draft.tasks] == [
        ("M1.1", "Một", "Quý I/2026"),
        ("Q3.1", "Ba", "Quý III"),
        ("M3.1", "Bốn", "Thường xuyên"),
    ]
    assert [group.title for group in draft.groups] == ["Tuyên truyền", "Quý III", "Cải cách"]
    assert any("không được dùng: «BẢNG MỚI»" in warning for warning in draft.warnings)
    assert draft.document.signature_name == "Trần Văn Bình"


def test_sheets_with_other_columns_are_tables_of_their_own(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        other = ("STT", "Nội dung", "Thời hạn", "Đơn vị thực hiện")
        fill(book.create_sheet("Cải cách"), other, (1, "Hai", "Thường xuyên", "Công an xã"))

    path = saved(tmp_path / "x.xlsx", *TITLE, HEAD, ("1", "Một", "Các thôn", None, "Quý I/2026"), change=change)
    assert assigned(drafted(path)) == [("1", ["THON"], [], "Quý I/2026"), ("M1.1", ["CAX"], [], "Thường xuyên")]


def test_a_sheet_with_two_tables(tmp_path: Path) -> None:
    other = ("STT", "Nội dung", "Thời hạn", "Đơn vị thực hiện")
    path = saved(
        tmp_path / "x.xlsx",
        *TITLE,
        HEAD,
        ("1", "Một", "Các thôn", None, "Quý I/2026"),
        (),
        ("II. CẢI CÁCH",),
        other,
        (1, "Hai", "Thường xuyên", "Công an xã"),
    )
    assert [(task.text, task.time.raw) for task in drafted(path).tasks] == [
        ("Một", "Quý I/2026"),
        ("Hai", "Thường xuyên"),
    ]


def test_days_lost_to_numbers_and_errors_are_told(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        sheet = book["Danh mục"]
        sheet["D6"] = "=1/0"
        sheet["B5"].comment = Comment("nhớ hỏi lại", "An")
        sheet["D5"] = "#N/A"
        sheet["D5"].data_type = "e"
        sheet.column_dimensions["F"].hidden = True

    rows = (1, "Một", "Các thôn", None, 46188, "kín"), (2, "Hai", "Các thôn", None, datetime(2026, 6, 15, 16, 30))
    path = saved(tmp_path / "x.xlsx", *TITLE, (*HEAD, "Mã"), *rows, change=change, formats={"E6": "dd/mm/yyyy hh:mm"})
    draft = drafted(path)
    assert assigned(draft) == [
        ("1", ["THON"], [], "15/06/2026"),
        ("2", ["THON"], [], "16 giờ 30 ngày 15/06/2026"),
    ]
    assert draft.tasks[0].time.end == draft.tasks[1].time.end == date(2026, 6, 15)
    told = " ".join(draft.warnings)
    assert all(
        words in told for words in ("cột đang ẩn không được đọc: F", "trống: D5", "kết quả được đọc là ô trống: D6")
    )
    assert "Ghi chú đính kèm ô" in told
    assert "E5 ghi ngày dưới dạng số" in told
