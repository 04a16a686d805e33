"""The register read again by openpyxl and by python-calamine."""

from __future__ import annotations

import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from danvan_desktop.domain.labels import state_label
from danvan_desktop.domain.lifecycle import State
from danvan_desktop.domain.papers import RegisterPaper
from danvan_desktop.writing import write_register
from tests.writing.papers_made import register, register_row

HEADINGS = [
    "TT", "Nhóm nhiệm vụ", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Cơ quan thực hiện", "Cơ quan phối hợp",
    "Thời gian thực hiện", "Bắt đầu", "Hạn hoàn thành", "Hạn ban đầu", "Ngày làm việc cuối cùng", "Trạng thái",
    "Số ngày quá hạn", "Ngày hoàn thành", "Tỷ lệ (%)", "Kết quả thực hiện", "Sản phẩm", "Ghi chú",
    "Chương trình, kế hoạch",
]  # fmt: skip
FIRST_ROW = 6
"""Excel's own number of the first row of tasks."""


def sheet_of(paper: RegisterPaper, folder: Path) -> Any:
    return openpyxl.load_workbook(write_register(paper, folder / "so.xlsx")).active


def row_of(sheet: Any, row: int = FIRST_ROW) -> dict[str, Any]:
    return dict(zip(HEADINGS, [cell.value for cell in sheet[row]], strict=True))


def calamine_rows(paper: RegisterPaper, folder: Path) -> list[list[Any]]:
    book = CalamineWorkbook.from_path(str(write_register(paper, folder / "so.xlsx")))
    return list(book.get_sheet_by_name("Sổ theo dõi nhiệm vụ").to_python(skip_empty_area=False))


def test_titles_say_whose_register_it_is_and_as_on_which_day(tmp_path: Path) -> None:
    sheet = sheet_of(register(), tmp_path)
    assert sheet.title == "Sổ theo dõi nhiệm vụ"
    assert [sheet.cell(row, 1).value for row in range(1, 5)] == [
        "ỦY BAN NHÂN DÂN XÃ TÂN PHÚ",
        "PHÒNG VĂN HÓA - XÃ HỘI",
        "SỔ THEO DÕI NHIỆM VỤ",
        "Chương trình công tác dân vận chính quyền năm 2026 (tính đến ngày 05/03/2026)",
    ]
    assert [cell.value for cell in sheet[5]] == HEADINGS


def test_every_column_is_filled_with_its_own_sort(tmp_path: Path) -> None:
    full = register_row(
        number="3.5",
        state=State.DONE_LATE,
        implementing="Các thôn",
        start=date(2026, 1, 5),
        original_due=date(2026, 2, 20),
        done_on=date(2026, 3, 2),
        percent=0,
        result="Đã ban hành",
        product="Kế hoạch",
        note="Đã gia hạn",
    )
    row = row_of(sheet_of(register(rows=(full,)), tmp_path))
    assert row == {
        "TT": "3.5",
        "Nhóm nhiệm vụ": "TUYÊN TRUYỀN",
        "Nội dung nhiệm vụ": full.text,
        "Cơ quan chủ trì": "Phòng Văn hóa - Xã hội",
        "Cơ quan thực hiện": "Các thôn",
        "Cơ quan phối hợp": "Các thôn",
        "Thời gian thực hiện": "trước ngày 01/3/2026",
        "Bắt đầu": datetime(2026, 1, 5),
        "Hạn hoàn thành": datetime(2026, 2, 28),
        "Hạn ban đầu": datetime(2026, 2, 20),
        "Ngày làm việc cuối cùng": datetime(2026, 2, 27),
        "Trạng thái": state_label(State.DONE_LATE),
        "Số ngày quá hạn": 5,
        "Ngày hoàn thành": datetime(2026, 3, 2),
        "Tỷ lệ (%)": 0,
        "Kết quả thực hiện": "Đã ban hành",
        "Sản phẩm": "Kế hoạch",
        "Ghi chú": "Đã gia hạn",
        "Chương trình, kế hoạch": "Chương trình năm 2026",
    }


def test_dates_are_shown_day_first(tmp_path: Path) -> None:
    cell = sheet_of(register(1), tmp_path).cell(FIRST_ROW, HEADINGS.index("Hạn hoàn thành") + 1)
    assert cell.is_date
    assert cell.number_format == "dd/mm/yyyy"


def test_a_second_reader_sees_the_same(tmp_path: Path) -> None:
    rows = calamine_rows(register(2), tmp_path)
    assert rows[4] == HEADINGS
    first = dict(zip(HEADINGS, rows[5], strict=True))
    assert first["TT"] == "1.1"
    assert first["Hạn hoàn thành"] == date(2026, 3, 1)
    assert first["Số ngày quá hạn"] == 5.0
    assert first["Trạng thái"] == state_label(State.OVERDUE)
    assert first["Ngày hoàn thành"] == ""


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+84 123", "-SUM(A1)", "@cmd", "\t=1+1", '=HYPERLINK("http://x")', "http://x.vn", "0123", "1.10", "TRUE"],
)
def test_no_text_runs_as_a_formula_or_link_or_turns_into_a_number(text: str, tmp_path: Path) -> None:
    paper = register(rows=(register_row(number=text, text=text, result=text, note=text),))
    for cell in sheet_of(paper, tmp_path)[FIRST_ROW]:
        assert cell.data_type != "f"
        assert cell.hyperlink is None
    row = dict(zip(HEADINGS, calamine_rows(paper, tmp_path)[5], strict=True))
    shown = {row[name] for name in ("TT", "Nội dung nhiệm vụ", "Kết quả thực hiện", "Ghi chú")}
    assert shown == {text.replace("\t", " ")}


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(min_size=1).map(lambda tail: "=" + tail))
def test_whatever_follows_an_equals_sign_is_text(text: str, tmp_path: Path) -> None:
    cell = sheet_of(register(rows=(register_row(note=text),)), tmp_path).cell(FIRST_ROW, HEADINGS.index("Ghi chú") + 1)
    assert cell.data_type in ("s", "inlineStr")
    assert str(cell.value).startswith("=")


def test_it_filters_stays_in_view_and_prints_on_a4_as_it_is(tmp_path: Path) -> None:
    sheet = sheet_of(register(3), tmp_path)
    assert sheet.auto_filter.ref == "A5:S8"
    assert sheet.freeze_panes == "D6"
    assert sheet.print_title_rows == "$5:$5"
    assert sheet.page_setup.orientation == "landscape"
    assert int(sheet.page_setup.paperSize) == 9
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (int(sheet.page_setup.fitToWidth or 1), int(sheet.page_setup.fitToHeight)) == (1, 0)
    assert "Trang &P/&N" in sheet.oddFooter.center.text.replace("&[Page]", "&P").replace("&[Pages]", "&N")


def test_columns_that_tell_nothing_are_hidden_but_there(tmp_path: Path) -> None:
    sheet = sheet_of(register(2), tmp_path)
    hidden = {
        HEADINGS[place]
        for place in range(len(HEADINGS))
        if sheet.column_dimensions[openpyxl.utils.get_column_letter(place + 1)].hidden
    }
    assert hidden == {"Cơ quan thực hiện", "Bắt đầu", "Sản phẩm", "Chương trình, kế hoạch"}


def test_the_original_due_date_shows_only_after_an_extension(tmp_path: Path) -> None:
    letter = openpyxl.utils.get_column_letter(HEADINGS.index("Hạn ban đầu") + 1)
    same = register(rows=(register_row(),))
    assert sheet_of(same, tmp_path).column_dimensions[letter].hidden
    extended = register(rows=(register_row(original_due=date(2026, 1, 31)),))
    assert not sheet_of(extended, tmp_path).column_dimensions[letter].hidden


def test_every_text_is_in_times_new_roman(tmp_path: Path) -> None:
    sheet = sheet_of(register(2), tmp_path)
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.font.name for cell in cells} == {"Times New Roman"}


def test_states_are_tinted_beside_their_word(tmp_path: Path) -> None:
    rows = tuple(register_row(state=state) for state in State)
    sheet = sheet_of(register(rows=rows), tmp_path)
    column = HEADINGS.index("Trạng thái") + 1
    cells = [sheet.cell(FIRST_ROW + place, column) for place in range(len(rows))]
    assert [cell.value for cell in cells] == [state_label(state) for state in State]
    tints = {state: cell.fill.fgColor.rgb for state, cell in zip(State, cells, strict=True)}
    assert tints[State.OVERDUE] != tints[State.DONE] != tints[State.NOT_STARTED]


def test_rows_are_high_enough_for_their_text(tmp_path: Path) -> None:
    paper = register(rows=(register_row(text="Một việc dài " * 40), register_row(text="Ngắn", group="A")))
    sheet = sheet_of(paper, tmp_path)
    tall, low = (sheet.row_dimensions[row].height for row in (FIRST_ROW, FIRST_ROW + 1))
    assert tall > 8 * 14
    assert low < 4 * 16


def test_an_empty_register_is_a_whole_file_with_a_sentence(tmp_path: Path) -> None:
    sheet = sheet_of(register(0), tmp_path)
    assert [cell.value for cell in sheet[5]] == HEADINGS
    assert sheet.cell(FIRST_ROW, 1).value == "Chưa có nhiệm vụ nào trong sổ."
    assert sheet.auto_filter.ref == "A5:S6"


def test_a_text_longer_than_a_cell_holds_is_cut_with_a_mark(tmp_path: Path) -> None:
    paper = register(rows=(register_row(result="a" * 40_000),))
    row = row_of(sheet_of(paper, tmp_path))
    assert len(row["Kết quả thực hiện"]) == 32_767
    assert row["Kết quả thực hiện"].endswith("…")


def test_there_is_nothing_but_cells_in_the_file(tmp_path: Path) -> None:
    with zipfile.ZipFile(write_register(register(2), tmp_path / "so.xlsx")) as package:
        names = package.namelist()
        sheet = package.read("xl/worksheets/sheet1.xml").decode()
    assert not [name for name in names if "vba" in name or "external" in name or "drawing" in name]
    assert "<f>" not in sheet
    assert "<hyperlink" not in sheet
