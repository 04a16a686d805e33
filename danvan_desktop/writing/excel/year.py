"""Lịch năm: a planner of half a year on each of two sheets of A4, and all that is due, by day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from danvan_desktop.domain.labels import state_label
from danvan_desktop.writing.excel.book import (
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
    from danvan_desktop.domain.official.workbooks import DueLine, YearDay, YearTable

_HALVES: Final = ("6 tháng đầu năm", "6 tháng cuối năm")
_LIST: Final = "Theo ngày"
SHEET_NAMES: Final = (*_HALVES, _LIST)
_MONTHS: Final = 6
"""On a sheet."""
_LONGEST_MONTH: Final = 31
_MOST_NUMBERS: Final = 10
"""In one cell of the planner; the list holds them all."""
_DAY_WIDTH: Final = 5.0
_CELL_WIDTH: Final = 23.0
_LEGEND_ROW, _HEADING_ROW, _FIRST_ROW = 4, 5, 6
_LEGEND: Final = (
    "Trong ô: số thứ tự nhiệm vụ đến hạn, ngày lễ. Ô sẫm: ngày nghỉ. Nội dung từng nhiệm vụ ở trang «Theo ngày»."
)
_WEEKDAYS: Final = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")
_NOTHING: Final = "Không có nhiệm vụ nào đến hạn trong năm."
_COLUMNS: Final = (
    ("Ngày", 11.0, "day"),
    ("Thứ", 5.0, "label"),
    ("TT", 7.0, "label"),
    ("Nội dung nhiệm vụ", 48.0, "text"),
    ("Kỳ", 13.0, "text"),
    ("Cơ quan chủ trì", 24.0, "text"),
    ("Cơ quan phối hợp", 24.0, "text"),
    ("Ngày làm việc cuối cùng", 11.0, "day"),
    ("Trạng thái", 13.0, "label"),
)


def render_year(table: YearTable, path: Path, poll: Callable[[], None]) -> None:
    """Write the calendar to `path`. `poll` is called before every row and may raise to stop; raises OSError."""
    about = About(table.head.profile, f"Lịch công tác năm {table.year}", table.head.subject, table.head.as_of)

    def fill(book: Any) -> None:
        for place, name in enumerate(_HALVES):
            _write_planner(book.add_worksheet(name), book, table, (about, place * _MONTHS + 1))
        _write_list(book.add_worksheet(_LIST), book, table, about, poll)

    make_workbook(path, about, fill)


def _write_planner(sheet: Any, book: Any, table: YearTable, part: tuple[About, int]) -> None:
    """Six months from the one that `part` names."""
    about, first = part
    last, months = _MONTHS, range(first, first + _MONTHS)
    sheet.set_column(0, 0, _DAY_WIDTH)
    sheet.set_column(1, last, _CELL_WIDTH)
    set_page(sheet, repeated=_HEADING_ROW)
    sheet.fit_to_pages(1, 1)
    sheet.print_area(0, 0, _FIRST_ROW + _LONGEST_MONTH - 1, last)
    sheet.freeze_panes(_FIRST_ROW, 1)
    write_titles(sheet, book, about, Columns(0, last, _DAY_WIDTH + last * _CELL_WIDTH))
    sheet.write_string(_LEGEND_ROW, 0, _LEGEND, book.add_format({**FONT, "italic": True}))
    heading = book.add_format(dict(HEADING))
    sheet.write_string(_HEADING_ROW, 0, "Ngày", heading)
    for place, month in enumerate(months, start=1):
        sheet.write_string(_HEADING_ROW, place, f"Tháng {month}", heading)
    looks = looks_of(book, {"day": {"align": "center", "bold": True}, "work": {}, "off": {"bg_color": "#D9D9D9"}})
    days = {held.day: held for held in table.days}
    for day in range(1, _LONGEST_MONTH + 1):
        row = [_day(days, table.year, month, day) for month in months]
        said = [_said(held) for held in row]
        place = _FIRST_ROW + day - 1
        sheet.set_row(place, row_height(max(lines_of(text, _CELL_WIDTH) for text in said)))
        sheet.write_number(place, 0, day, looks["day"])
        for column, (held, text) in enumerate(zip(row, said, strict=True), start=1):
            write_cell(sheet, (place, column), text, looks["work" if held is None or held.working else "off"])


def _day(days: dict[date, YearDay], year: int, month: int, day: int) -> YearDay | None:
    """A day of the year, None where the month is too short for it."""
    try:
        return days.get(date(year, month, day))
    except ValueError:
        return None


def _said(held: YearDay | None) -> str:
    if held is None:
        return ""
    due = "; ".join(held.due[:_MOST_NUMBERS])
    if len(held.due) > _MOST_NUMBERS:
        due += f" và {len(held.due) - _MOST_NUMBERS} việc khác"
    return " · ".join(part for part in (_WEEKDAYS[held.day.weekday()], *held.marks, due) if part)


def _write_list(sheet: Any, book: Any, table: YearTable, about: About, poll: Callable[[], None]) -> None:
    last, end = len(_COLUMNS) - 1, _FIRST_ROW - 1 + max(len(table.lines), 1)
    write_titles(sheet, book, about, Columns(0, last, sum(width for _, width, _ in _COLUMNS)))
    heading = book.add_format(dict(HEADING))
    sheet.set_row(_LEGEND_ROW, row_height(3))
    for place, (words, width, _) in enumerate(_COLUMNS):
        sheet.set_column(place, place, width)
        sheet.write_string(_LEGEND_ROW, place, words, heading)
    set_page(sheet, repeated=_LEGEND_ROW)
    sheet.print_area(0, 0, end - 1, last)
    sheet.freeze_panes(_LEGEND_ROW + 1, 0)
    sheet.autofilter(_LEGEND_ROW, 0, end - 1, last)
    sheet.ignore_errors({"number_stored_as_text": f"C{_LEGEND_ROW + 2}:C{end}"})
    looks = looks_of(book, {"text": {}, "label": {"align": "center"}, "day": DAY})
    if not table.lines:
        sheet.merge_range(_LEGEND_ROW + 1, 0, _LEGEND_ROW + 1, last, _NOTHING, looks["label"])
    for place, line in enumerate(table.lines, start=_LEGEND_ROW + 1):
        poll()
        values = _values(line)
        heights = (
            lines_of(printable(value), width)
            for value, (_, width, _) in zip(values, _COLUMNS, strict=True)
            if isinstance(value, str)
        )
        sheet.set_row(place, row_height(max(heights)))
        for column, (value, (_, _, look)) in enumerate(zip(values, _COLUMNS, strict=True)):
            write_cell(sheet, (place, column), value, looks[look])


def _values(line: DueLine) -> tuple[str | date, ...]:
    return (
        line.day,
        _WEEKDAYS[line.day.weekday()],
        line.number,
        line.text,
        line.label,
        line.lead,
        line.coord,
        line.last_working_day,
        state_label(line.state),
    )
