"""Numbers and days as Excel shows them, and numbers of rows as they were typed."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from danvan_desktop.reading.sheets.grid import GridCell, GridRow
from danvan_desktop.reading.sheets.model import Value, ValueKind, cell_name
from danvan_desktop.reading.sheets.ordinals import with_numbers
from danvan_desktop.reading.sheets.source.formats import formatted
from danvan_desktop.reading.sheets.values import date_value, number_value, text_value
from tests.reading.sheets.workbooks import HEAD, TITLE, drafted, saved


@pytest.mark.parametrize(
    ("number", "code", "shown"),
    [
        (3.0, "General", "3"),
        (2.5, "General", "2,5"),
        (0.1 + 0.2, "General", "0,3"),
        (1.1, "0.00", "1,10"),
        (1.0, "0.0", "1,0"),
        (0.5, "0%", "50%"),
        (0.125, "0.0%", "12,5%"),
        (12345.0, "#,##0", "12.345"),
        (7.0, "00", "07"),
        (3.0, '"Quý "0', "Quý 3"),
        (2.0, '0" cuộc"', "2 cuộc"),
        (5.0, "@", "5"),
        (46188.0, "dd/mm/yyyy", "15/06/2026"),
        (46188.0, "[$-42A]dd/mm/yyyy;@", "15/06/2026"),
        (46188.0, "mmm\\-yy", "Tháng 6/2026"),
        (46188.0, "yyyy", "2026"),
        (46188.0, "d-mmm", "15/06"),
        (46188.6875, "dd/mm/yyyy hh:mm", "16 giờ 30 ngày 15/06/2026"),
        (0.6875, "h:mm", "16:30"),
        (1e12, "dd/mm/yyyy", "1000000000000"),
    ],
)
def test_a_number_under_its_format(number: float, code: str, shown: str) -> None:
    assert formatted(number, code, since_1904=False).text == shown


def test_days_written_as_text_stand_in_our_order() -> None:
    said = [
        text_value(text).text for text in ("2026-6-15", "2026-06-15 00:00:00", "15.6.2026", "15-06-2026", "15/6/2026")
    ]
    assert said == ["15/06/2026"] * 4 + ["15/6/2026"]
    assert text_value("1.1").text == "1.1"
    assert text_value("a\r\nb").text == "a\nb"


def test_days_since_1904(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book.epoch = CALENDAR_MAC_1904

    path = saved(tmp_path / "x.xlsx", *TITLE, HEAD, ("1", "Một", "Các thôn", None, date(2026, 6, 15)), change=change)
    assert [task.time.raw for task in drafted(path).tasks] == ["15/06/2026"]


def test_letters_of_an_old_font(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book["Danh mục"]["B5"].font = Font(name=".VnTime")

    path = saved(tmp_path / "x.xlsx", *TITLE, HEAD, ("1", "®èi tho¹i víi nh©n d©n", "Các thôn"), change=change)
    draft = drafted(path)
    assert [task.text for task in draft.tasks] == ["đối thoại với nhân dân"]
    assert any("TCVN3" in warning for warning in draft.warnings)


def typed(*values: Value) -> list[str]:
    repaired = with_numbers([GridRow(place, (GridCell(value),)) for place, value in enumerate(values)], 0, 0)
    return [row.cells[0].text for row in repaired.rows]


def day(year: int, month: int, number: int) -> Value:
    return date_value(datetime(year, month, number), "d-mmm")


def test_numbers_of_rows_that_excel_changed() -> None:
    text, number = text_value, number_value
    assert typed(text("1"), day(2026, 1, 1), day(2026, 2, 1), day(2026, 3, 1)) == ["1", "1.1", "1.2", "1.3"]
    assert typed(text("2"), day(2026, 2, 1), day(2026, 2, 2)) == ["2", "2.1", "2.2"]
    assert typed(text("1.1"), day(2001, 1, 1), day(2002, 1, 1)) == ["1.1", "1.1.1", "1.1.2"]
    assert typed(number(1.9, "General"), number(1.1, "General"), number(1.11, "General")) == ["1.9", "1.10", "1.11"]
    assert typed(number(1.1, "0.0"), number(1.2, "0.0"), number(2.0, "0.0")) == ["1.1", "1.2", "2.0"]
    assert typed(number(3, "General"), text("a)"), Value(ValueKind.TEXT, "")) == ["3", "a)", ""]


def test_names_of_cells() -> None:
    assert [cell_name(0, 0), cell_name(6, 25), cell_name(9, 26), cell_name(0, 701), cell_name(0, 702)] == [
        "A1",
        "Z7",
        "AA10",
        "ZZ1",
        "AAA1",
    ]
