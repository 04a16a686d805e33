"""Sổ theo dõi nhiệm vụ as an Excel workbook: to filter on screen, and to print on A4 as it is.

Text is always written as text, whatever it begins with, so that nothing an agency sent can run as a formula; dates and
numbers are real ones. Rows are streamed; only the packed file is held in memory. xlsxwriter is imported only when a
workbook is written.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from functools import lru_cache
from io import BytesIO
from math import ceil
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from danvan_desktop.domain.labels import state_label
from danvan_desktop.domain.lifecycle import State
from danvan_desktop.domain.papers import has_any
from danvan_desktop.writing.metrics import text_width
from danvan_desktop.writing.typography import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from danvan_desktop.domain.papers import RegisterPaper, RegisterRow

_Value = str | date | int | None

SHEET_NAME: Final = "Sổ theo dõi nhiệm vụ"
_TITLE: Final = "SỔ THEO DÕI NHIỆM VỤ"
_EMPTY: Final = "Chưa có nhiệm vụ nào trong sổ."
_LONGEST_TEXT: Final = 32_766
"""Excel holds 32,767 letters in a cell; one is kept for the mark that something was left out."""
_HEADING_ROW: Final = 4
_FIRST_ROW: Final = _HEADING_ROW + 1
_FROZEN_COLUMNS: Final = 3
_A4: Final = 9
_MARGIN_INCH: Final = 0.4
_TEXTS_REMEMBERED: Final = 4096
"""Names of agencies and groups come again and again; they are measured once."""
_FONT_PT: Final = 11
_LINE_PT: Final = 14.5
_HIGHEST_ROW_PT: Final = 409
_UNIT_MM: Final = 1.85
"""What one unit of a column's width gives to text."""
_LOST_MM: Final = 3.5
"""What stays free of a line because the next word does not fit."""


class _Sort(StrEnum):
    """How the cells of a column are written."""

    TEXT = "text"
    LABEL = "label"
    DAY = "day"
    NUMBER = "number"
    STATE = "state"


@dataclass(frozen=True, slots=True)
class _Column:
    """A field of `RegisterRow` and its column; `width` in Excel's units. An optional one is hidden while empty."""

    field: str
    heading: str
    width: float
    sort: _Sort = _Sort.TEXT
    optional: bool = False


_COLUMNS: Final = (
    _Column("number", "TT", 6, _Sort.LABEL),
    _Column("group", "Nhóm nhiệm vụ", 19),
    _Column("text", "Nội dung nhiệm vụ", 36),
    _Column("lead", "Cơ quan chủ trì", 15),
    _Column("implementing", "Cơ quan thực hiện", 14, optional=True),
    _Column("coord", "Cơ quan phối hợp", 16),
    _Column("time", "Thời gian thực hiện", 14),
    _Column("start", "Bắt đầu", 10.5, _Sort.DAY, optional=True),
    _Column("due", "Hạn hoàn thành", 10.5, _Sort.DAY),
    _Column("original_due", "Hạn ban đầu", 10.5, _Sort.DAY, optional=True),
    _Column("last_working_day", "Ngày làm việc cuối cùng", 10.5, _Sort.DAY),
    _Column("state", "Trạng thái", 12, _Sort.STATE),
    _Column("late_days", "Số ngày quá hạn", 7.5, _Sort.NUMBER),
    _Column("done_on", "Ngày hoàn thành", 10.5, _Sort.DAY),
    _Column("percent", "Tỷ lệ (%)", 6.5, _Sort.NUMBER),
    _Column("result", "Kết quả thực hiện", 20),
    _Column("product", "Sản phẩm", 13, optional=True),
    _Column("note", "Ghi chú", 12),
    _Column("programme", "Chương trình, kế hoạch", 16, optional=True),
)
_TINTS: Final[Mapping[State, str]] = MappingProxyType(
    {
        State.OVERDUE: "#FBE3E0",
        State.DONE: "#E3F1DC",
        State.DONE_LATE: "#FFF3D1",
        State.IN_PROGRESS: "#E1EDF8",
        State.SUSPENDED: "#EDEDED",
        State.CANCELLED: "#EDEDED",
    }
)
"""Pale enough to vanish on a black-and-white printer; the word says the same."""
_FONT: Final = MappingProxyType({"font_name": "Times New Roman", "font_size": _FONT_PT})
_CELL: Final = MappingProxyType({**_FONT, "valign": "top", "text_wrap": True, "border": 1})
_SORT_LOOKS: Final[Mapping[_Sort, dict[str, Any]]] = MappingProxyType(
    {
        _Sort.TEXT: {},
        _Sort.LABEL: {"align": "center"},
        _Sort.DAY: {"align": "center", "num_format": "dd/mm/yyyy"},
        _Sort.NUMBER: {"align": "center", "num_format": "0"},
        _Sort.STATE: {"align": "center"},
    }
)
_OPTIONS: Final = MappingProxyType(
    {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_format_properties": dict(_FONT),
    }
)


def render_register(paper: RegisterPaper, path: Path, poll: Callable[[], None]) -> None:
    """Write the register to `path`. `poll` is called before every row and may raise to stop; raises OSError."""
    from xlsxwriter import Workbook  # type: ignore[import-untyped]
    from xlsxwriter.exceptions import FileCreateError  # type: ignore[import-untyped]

    packed = BytesIO()
    with TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        try:
            with Workbook(packed, {**_OPTIONS, "tmpdir": scratch}) as book:
                _set_properties(book, paper)
                sheet = book.add_worksheet(SHEET_NAME)
                _set_up_page(sheet, paper)
                _write_heading(sheet, book, paper)
                _write_rows(sheet, book, paper, poll)
        except FileCreateError as error:
            raise error.args[0] from error
    path.write_bytes(packed.getbuffer())


def _set_properties(book: Any, paper: RegisterPaper) -> None:
    book.set_properties(
        {
            "title": f"Sổ theo dõi nhiệm vụ {printable(paper.subject)}".strip()[:255],
            "author": paper.profile.committee[:255],
            "created": datetime.combine(paper.as_of, time()),
        }
    )


def _set_up_page(sheet: Any, paper: RegisterPaper) -> None:
    last_row = _FIRST_ROW + max(len(paper.rows), 1) - 1
    last_column = len(_COLUMNS) - 1
    for place, column in enumerate(_COLUMNS):
        hidden = column.optional and not _is_told(paper.rows, column.field)
        sheet.set_column(place, place, column.width, None, {"hidden": hidden})
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(_MARGIN_INCH, _MARGIN_INCH, _MARGIN_INCH, 0.6)
    sheet.center_horizontally()
    sheet.set_footer('&C&"Times New Roman,Regular"&11Trang &P/&N')
    sheet.repeat_rows(_HEADING_ROW)
    sheet.freeze_panes(_FIRST_ROW, _FROZEN_COLUMNS)
    sheet.autofilter(_HEADING_ROW, 0, last_row, last_column)
    sheet.ignore_errors({"number_stored_as_text": f"A{_FIRST_ROW + 1}:A{last_row + 1}"})


def _is_told(rows: tuple[RegisterRow, ...], name: str) -> bool:
    """Whether a column tells something: an original due date that differs, more than one programme, any text."""
    if name == "original_due":
        return any(row.original_due != row.due for row in rows if row.original_due)
    if name == "programme":
        return len({row.programme for row in rows}) > 1
    return has_any(rows, name)


def _write_heading(sheet: Any, book: Any, paper: RegisterPaper) -> None:
    last = len(_COLUMNS) - 1
    middle = {"align": "center", "valign": "vcenter", "text_wrap": True}
    bold = book.add_format({**_FONT, "bold": True})
    title = book.add_format({**_FONT, **middle, "bold": True, "font_size": 14})
    subject = book.add_format({**_FONT, **middle, "italic": True, "font_size": 12})
    heading = book.add_format({**_FONT, **middle, "bold": True, "border": 1, "bg_color": "#F2F2F2"})
    said = f"{printable(paper.subject)} (tính đến ngày {paper.as_of:%d/%m/%Y})".strip()
    sheet.write_string(0, 0, printable(paper.profile.committee).upper(), book.add_format(dict(_FONT)))
    sheet.write_string(1, 0, printable(paper.office).upper(), bold)
    sheet.set_row(2, 24)
    sheet.merge_range(2, 0, 2, last, _TITLE, title)
    sheet.set_row(3, 20)
    sheet.merge_range(3, 0, 3, last, said, subject)
    sheet.set_row(_HEADING_ROW, 48)
    for place, column in enumerate(_COLUMNS):
        sheet.write_string(_HEADING_ROW, place, column.heading, heading)


def _write_rows(sheet: Any, book: Any, paper: RegisterPaper, poll: Callable[[], None]) -> None:
    looks = {sort: book.add_format({**_CELL, **look}) for sort, look in _SORT_LOOKS.items()}
    state = {**_CELL, **_SORT_LOOKS[_Sort.STATE]}
    tinted = {which: book.add_format({**state, "bg_color": tint}) for which, tint in _TINTS.items()}
    if not paper.rows:
        sheet.merge_range(_FIRST_ROW, 0, _FIRST_ROW, len(_COLUMNS) - 1, _EMPTY, looks[_Sort.LABEL])
    lines_of = lru_cache(maxsize=_TEXTS_REMEMBERED)(_lines)
    for place, row in enumerate(paper.rows, start=_FIRST_ROW):
        poll()
        values = [_told(row, column) for column in _COLUMNS]
        sheet.set_row(place, _row_height(values, lines_of))
        for position, (column, value) in enumerate(zip(_COLUMNS, values, strict=True)):
            look = tinted.get(row.state, looks[_Sort.STATE]) if column.sort is _Sort.STATE else looks[column.sort]
            _write_cell(sheet, (place, position), value, look)


def _told(row: RegisterRow, column: _Column) -> _Value:
    """What stands in the cell: the state as a word, no days late as nothing."""
    if column.sort is _Sort.STATE:
        return state_label(row.state)
    if column.field == "late_days":
        return row.late_days or None
    value: _Value = getattr(row, column.field)
    return value


def _write_cell(sheet: Any, place: tuple[int, int], value: _Value, look: Any) -> None:
    """One cell: blank where there is nothing to say, text as text whatever it begins with."""
    if value is None or value == "":
        sheet.write_blank(*place, None, look)
    elif isinstance(value, str):
        sheet.write_string(*place, _fitted(printable(value)), look)
    elif isinstance(value, date):
        sheet.write_datetime(*place, value, look)
    else:
        sheet.write_number(*place, value, look)


def _fitted(text: str) -> str:
    return text if len(text) <= _LONGEST_TEXT else text[:_LONGEST_TEXT] + "…"


def _row_height(values: list[_Value], lines_of: Callable[[str, float], int]) -> float:
    """Height in points that shows every wrapped text.

    Excel would fit the rows itself when it opens the file; LibreOffice leaves them one line high.
    """
    lines = max(
        lines_of(value, column.width) for column, value in zip(_COLUMNS, values, strict=True) if isinstance(value, str)
    )
    return min(lines * _LINE_PT + 2, _HIGHEST_ROW_PT)


def _lines(text: str, units: float) -> int:
    """Lines that `text` takes when wrapped, rather one too many than one too few."""
    room = units * _UNIT_MM
    widths = [text_width(line, _FONT_PT) for line in text.split("\n")]
    return sum(1 if width <= room else ceil(width / (room - _LOST_MM)) for width in widths)
