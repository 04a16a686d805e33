"""Ma trận phân công: tasks down, agencies across, a letter for each part. Rows are streamed."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from danvan_desktop.domain.records import Role
from danvan_desktop.writing.excel.book import (
    CELL,
    DAY,
    FONT,
    HEADING,
    About,
    Columns,
    lines_of,
    looks_of,
    make_workbook,
    row_height,
    set_page,
    write_cell,
    write_titles,
)
from danvan_desktop.writing.typography import printable

if TYPE_CHECKING:
    from danvan_desktop.domain.official.workbooks import MatrixRow, MatrixTable

SHEET_NAME: Final = "Ma trận phân công"
MARKS: Final = {Role.LEAD: "C", Role.IMPLEMENTING: "T", Role.COORDINATING: "P"}
_LEGEND: Final = "C: chủ trì; T: thực hiện; P: phối hợp. Ô trống: không có phần việc."
_EMPTY: Final = "Chưa có nhiệm vụ nào trong sổ."
_BEFORE: Final = (("TT", 6.0), ("Nội dung nhiệm vụ", 48.0), ("Thời gian thực hiện", 16.0), ("Hạn hoàn thành", 11.0))
_AGENCY_WIDTH: Final = 3.6
_AGENCIES_ON_A_PAGE: Final = 26
"""With more of them letters would become too small to read: the sheet is then printed on several pages side by side."""
_LEGEND_ROW, _HEADING_ROW, _FIRST_ROW = 4, 5, 6
_TEXTS_REMEMBERED: Final = 1024


def render_matrix(table: MatrixTable, path: Path, poll: Callable[[], None]) -> None:
    """Write the matrix to `path`. `poll` is called before every row and may raise to stop; raises OSError."""
    about = About(table.head.profile, SHEET_NAME, table.head.subject, table.head.as_of)

    def fill(book: Any) -> None:
        sheet = book.add_worksheet(SHEET_NAME)
        _set_up(sheet, table)
        write_titles(sheet, book, about, _titled(table))
        italic = book.add_format({**FONT, "italic": True})
        sheet.write_string(_LEGEND_ROW, 0, _LEGEND, italic)
        _write_headings(sheet, book, table)
        _write_rows(sheet, book, table, poll)
        _write_sums(sheet, book, table)

    make_workbook(path, about, fill, streamed=True)


def _titled(table: MatrixTable) -> Columns:
    """The titles stand on the first page."""
    agencies = min(len(table.agencies), _AGENCIES_ON_A_PAGE // 2)
    width = sum(width for _, width in _BEFORE) + agencies * _AGENCY_WIDTH
    return Columns(0, len(_BEFORE) + agencies - 1, width)


def _last(table: MatrixTable) -> int:
    return len(_BEFORE) + len(table.agencies) - 1


def _end(table: MatrixTable) -> int:
    """The row behind the last task."""
    return _FIRST_ROW + max(len(table.rows), 1)


def _set_up(sheet: Any, table: MatrixTable) -> None:
    for place, (_, width) in enumerate(_BEFORE):
        sheet.set_column(place, place, width)
    if table.agencies:
        sheet.set_column(len(_BEFORE), _last(table), _AGENCY_WIDTH)
    set_page(sheet, repeated=_HEADING_ROW, pages_wide=max(1, ceil(len(table.agencies) / _AGENCIES_ON_A_PAGE)))
    sheet.repeat_columns(0, 1)
    sheet.print_area(0, 0, _end(table) + len(MARKS) - 1, _last(table))
    sheet.freeze_panes(_FIRST_ROW, 2)
    sheet.autofilter(_HEADING_ROW, 0, _end(table) - 1, _last(table))
    sheet.ignore_errors({"number_stored_as_text": f"A{_FIRST_ROW + 1}:A{_end(table)}"})


def _write_headings(sheet: Any, book: Any, table: MatrixTable) -> None:
    heading = book.add_format(dict(HEADING))
    upright = book.add_format({**HEADING, "rotation": 90, "valign": "bottom"})
    longest = max((len(name) for name in table.agencies), default=0)
    sheet.set_row(_HEADING_ROW, min(max(48.0, longest * 5.6 + 12), 190))
    for place, (words, _) in enumerate(_BEFORE):
        sheet.write_string(_HEADING_ROW, place, words, heading)
    for place, name in enumerate(table.agencies, start=len(_BEFORE)):
        sheet.write_string(_HEADING_ROW, place, printable(name), upright)


def _write_rows(sheet: Any, book: Any, table: MatrixTable, poll: Callable[[], None]) -> None:
    middle = {"align": "center"}
    looks = looks_of(book, {"text": {}, "label": middle, "day": DAY, "part": middle, "lead": {**middle, "bold": True}})
    if not table.rows:
        sheet.merge_range(_FIRST_ROW, 0, _FIRST_ROW, _last(table), _EMPTY, looks["label"])
    lines = lru_cache(maxsize=_TEXTS_REMEMBERED)(lines_of)
    for place, row in enumerate(table.rows, start=_FIRST_ROW):
        poll()
        sheet.set_row(place, row_height(max(lines(row.text, _BEFORE[1][1]), lines(row.time, _BEFORE[2][1]))))
        values = ((row.number, "label"), (row.text, "text"), (row.time, "text"), (row.due, "day"))
        for column, (value, look) in enumerate(values):
            write_cell(sheet, (place, column), value, looks[look])
        _write_parts(sheet, (place, len(table.agencies)), row, looks)


def _write_parts(sheet: Any, where: tuple[int, int], row: MatrixRow, looks: dict[str, Any]) -> None:
    place, count = where
    plain, bold, parts = looks["part"], looks["lead"], row.parts
    for agency in range(count):
        part = parts.get(agency)
        if part is None:
            sheet.write_blank(place, len(_BEFORE) + agency, None, plain)
        else:
            sheet.write_string(place, len(_BEFORE) + agency, MARKS[part], bold if part is Role.LEAD else plain)


def _write_sums(sheet: Any, book: Any, table: MatrixTable) -> None:
    """How often each agency has each part, counted by Excel itself, so that it stays right when a cell is changed."""
    from xlsxwriter.utility import xl_range  # type: ignore[import-untyped]

    if not table.agencies:
        return
    words = book.add_format({**CELL, "bold": True, "align": "right"})
    sum_look = book.add_format({**CELL, "bold": True, "align": "center", "num_format": "0"})
    for place, (role, mark) in enumerate(MARKS.items(), start=_end(table)):
        sheet.set_row(place, row_height(1))
        sheet.merge_range(place, 0, place, len(_BEFORE) - 1, f"Cộng {mark}", words)
        for agency in range(len(table.agencies)):
            column = len(_BEFORE) + agency
            count = sum(row.parts.get(agency) is role for row in table.rows)
            counted = f'=COUNTIF({xl_range(_FIRST_ROW, column, _end(table) - 1, column)},"{mark}")'
            sheet.write_formula(place, column, counted, sum_look, count)
