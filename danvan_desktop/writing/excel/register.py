"""Sổ theo dõi nhiệm vụ as an Excel workbook: to filter on screen, and to print on A4 as it is. Rows are streamed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from danvan_desktop.domain.labels import state_label
from danvan_desktop.domain.lifecycle import State
from danvan_desktop.domain.papers import has_any
from danvan_desktop.writing.excel.book import (
    CELL,
    DAY,
    HEADING,
    NUMBER,
    About,
    Columns,
    Value,
    lines_of,
    make_workbook,
    row_height,
    set_page,
    write_cell,
    write_titles,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from danvan_desktop.domain.papers import RegisterPaper, RegisterRow

SHEET_NAME: Final = "Sổ theo dõi nhiệm vụ"
_EMPTY: Final = "Chưa có nhiệm vụ nào trong sổ."
_HEADING_ROW: Final = 4
_FIRST_ROW: Final = _HEADING_ROW + 1
_FROZEN_COLUMNS: Final = 3
_TEXTS_REMEMBERED: Final = 4096
"""Names of agencies and groups come again and again; they are measured once."""


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
_WHOLE: Final = Columns(0, len(_COLUMNS) - 1, sum(column.width for column in _COLUMNS if not column.optional))
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
_SORT_LOOKS: Final[Mapping[_Sort, dict[str, Any]]] = MappingProxyType(
    {
        _Sort.TEXT: {},
        _Sort.LABEL: {"align": "center"},
        _Sort.DAY: dict(DAY),
        _Sort.NUMBER: dict(NUMBER),
        _Sort.STATE: {"align": "center"},
    }
)


def render_register(paper: RegisterPaper, path: Path, poll: Callable[[], None]) -> None:
    """Write the register to `path`. `poll` is called before every row and may raise to stop; raises OSError."""
    about = About(paper.profile, SHEET_NAME, paper.subject, paper.as_of)

    def fill(book: Any) -> None:
        sheet = book.add_worksheet(SHEET_NAME)
        _set_up_page(sheet, paper)
        write_titles(sheet, book, about, _WHOLE, paper.office)
        sheet.set_row(_HEADING_ROW, 48)
        heading = book.add_format(dict(HEADING))
        for place, column in enumerate(_COLUMNS):
            sheet.write_string(_HEADING_ROW, place, column.heading, heading)
        _write_rows(sheet, book, paper, poll)

    make_workbook(path, about, fill, streamed=True)


def _set_up_page(sheet: Any, paper: RegisterPaper) -> None:
    last_row = _FIRST_ROW + max(len(paper.rows), 1) - 1
    for place, column in enumerate(_COLUMNS):
        hidden = column.optional and not _is_told(paper.rows, column.field)
        sheet.set_column(place, place, column.width, None, {"hidden": hidden})
    set_page(sheet, repeated=_HEADING_ROW)
    sheet.print_area(0, 0, last_row, len(_COLUMNS) - 1)
    sheet.freeze_panes(_FIRST_ROW, _FROZEN_COLUMNS)
    sheet.autofilter(_HEADING_ROW, 0, last_row, len(_COLUMNS) - 1)
    sheet.ignore_errors({"number_stored_as_text": f"A{_FIRST_ROW + 1}:A{last_row + 1}"})


def _is_told(rows: tuple[RegisterRow, ...], name: str) -> bool:
    """Whether a column tells something: an original due date that differs, more than one programme, any text."""
    if name == "original_due":
        return any(row.original_due != row.due for row in rows if row.original_due)
    if name == "programme":
        return len({row.programme for row in rows}) > 1
    return has_any(rows, name)


def _write_rows(sheet: Any, book: Any, paper: RegisterPaper, poll: Callable[[], None]) -> None:
    looks = {sort: book.add_format({**CELL, **look}) for sort, look in _SORT_LOOKS.items()}
    state = {**CELL, **_SORT_LOOKS[_Sort.STATE]}
    tinted = {which: book.add_format({**state, "bg_color": tint}) for which, tint in _TINTS.items()}
    if not paper.rows:
        sheet.merge_range(_FIRST_ROW, 0, _FIRST_ROW, len(_COLUMNS) - 1, _EMPTY, looks[_Sort.LABEL])
    lines = lru_cache(maxsize=_TEXTS_REMEMBERED)(lines_of)
    for place, row in enumerate(paper.rows, start=_FIRST_ROW):
        poll()
        values = [_told(row, column) for column in _COLUMNS]
        sheet.set_row(place, row_height(_highest(values, lines)))
        for position, (column, value) in enumerate(zip(_COLUMNS, values, strict=True)):
            look = tinted.get(row.state, looks[_Sort.STATE]) if column.sort is _Sort.STATE else looks[column.sort]
            write_cell(sheet, (place, position), value, look)


def _told(row: RegisterRow, column: _Column) -> Value:
    """What stands in the cell: the state as a word, no days late as nothing."""
    if column.sort is _Sort.STATE:
        return state_label(row.state)
    if column.field == "late_days":
        return row.late_days or None
    value: Value = getattr(row, column.field)
    return value


def _highest(values: list[Value], lines: Callable[[str, float], int]) -> int:
    """How many lines the highest cell of a row has."""
    return max(
        lines(value, column.width) for column, value in zip(_COLUMNS, values, strict=True) if isinstance(value, str)
    )
