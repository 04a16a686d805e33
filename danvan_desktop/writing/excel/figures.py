"""Số liệu thực hiện: tables of counts, each with a chart of Excel's own, a sheet of A4 each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from danvan_desktop.domain.labels import state_label
from danvan_desktop.domain.lifecycle import State
from danvan_desktop.writing.excel.book import (
    CELL,
    HEADING,
    NUMBER,
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
    from collections.abc import Mapping

    from danvan_desktop.domain.official.workbooks import FigureLine, FiguresTable

_ORDER: Final = (
    State.DONE,
    State.DONE_LATE,
    State.IN_PROGRESS,
    State.NOT_STARTED,
    State.NOT_DUE_YET,
    State.OVERDUE,
    State.SUSPENDED,
    State.CANCELLED,
)
_FILLS: Final[Mapping[State, dict[str, str]]] = MappingProxyType(
    {
        State.DONE: {"pattern": "wide_upward_diagonal", "fg_color": "#1B7F3B", "bg_color": "#FFFFFF"},
        State.DONE_LATE: {"pattern": "dotted_diamond", "fg_color": "#1B7F3B", "bg_color": "#FFFFFF"},
        State.IN_PROGRESS: {"pattern": "light_horizontal", "fg_color": "#1F5FA8", "bg_color": "#FFFFFF"},
        State.NOT_STARTED: {"pattern": "percent_25", "fg_color": "#595959", "bg_color": "#FFFFFF"},
        State.NOT_DUE_YET: {"pattern": "percent_5", "fg_color": "#7F7F7F", "bg_color": "#FFFFFF"},
        State.OVERDUE: {"pattern": "percent_90", "fg_color": "#B3261E", "bg_color": "#FFFFFF"},
        State.SUSPENDED: {"pattern": "small_check", "fg_color": "#7F7F7F", "bg_color": "#FFFFFF"},
        State.CANCELLED: {"pattern": "large_check", "fg_color": "#BFBFBF", "bg_color": "#FFFFFF"},
    }
)
"""Told apart by their pattern on a black-and-white printer."""
_CHART_FONT: Final = MappingProxyType({"name": "Times New Roman", "size": 11})
_EDGE: Final = MappingProxyType({"color": "#404040"})
_COUNTS: Final = MappingProxyType(
    {
        "num_font": dict(_CHART_FONT),
        "num_format": "0",
        "min": 0,
        "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}},
    }
)
"""The axis that says how many."""
_CHART_ROW: Final = 5
_ROW_PX: Final = 20
"""A row of the usual height."""
_TITLE_WIDTH: Final = 44.0
_COUNT_WIDTH: Final = 10.5
_CHART_WIDTH: Final = 1090
_LOWEST_CHART, _HIGHEST_CHART = 330, 470
_AROUND_BARS, _BAR_PX = 110, 30
_MOST_BARS, _MANY_BARS = 24, 12
_SMALL_PT: Final = 8
_NOTHING: Final = "Chưa có nhiệm vụ nào."


@dataclass(frozen=True, slots=True)
class _Part:
    """One sheet: its name, what its lines are, and whether its chart stands upright."""

    sheet: str
    heading: str
    chart: str
    lines: Sequence[FigureLine]
    upright: bool = False


def render_figures(table: FiguresTable, path: Path, poll: Callable[[], None]) -> None:
    """Write the figures to `path`. `poll` is called before every sheet and may raise to stop; raises OSError."""
    about = About(table.head.profile, "Số liệu thực hiện nhiệm vụ", table.head.subject, table.head.as_of)

    def fill(book: Any) -> None:
        for part in _parts(table):
            poll()
            _write_part(book, part, about)

    make_workbook(path, about, fill)


def sheet_names() -> tuple[str, ...]:
    """The sheets of the workbook in their order."""
    return "Tổng hợp", "Theo nhóm", "Theo cơ quan", "Theo tháng"


def _parts(table: FiguresTable) -> tuple[_Part, ...]:
    whole, groups, agencies, months = sheet_names()
    return (
        _Part(whole, "Phạm vi", "Nhiệm vụ theo trạng thái", (table.whole,), upright=True),
        _Part(groups, "Nhóm nhiệm vụ", "Trạng thái của từng nhóm nhiệm vụ", table.groups),
        _Part(agencies, "Cơ quan chủ trì", "Nhiệm vụ chủ trì của từng cơ quan", table.agencies),
        _Part(months, "Tháng đến hạn", "Nhiệm vụ theo tháng đến hạn", table.months, upright=True),
    )


def _write_part(book: Any, part: _Part, about: About) -> None:
    """The chart above its table: it is never cut by the end of a page, and the table may be as long as it wants."""
    sheet = book.add_worksheet(part.sheet)
    last = len(_ORDER) + 2
    sheet.set_column(0, 0, _TITLE_WIDTH)
    sheet.set_column(1, last, _COUNT_WIDTH)
    write_titles(sheet, book, about, Columns(0, last, _TITLE_WIDTH + last * _COUNT_WIDTH))
    height = _chart_height(part)
    top = _CHART_ROW + (ceil(height / _ROW_PX) + 1 if part.lines else 0)
    set_page(sheet, repeated=top)
    heading = book.add_format(dict(HEADING))
    sheet.set_row(top, row_height(3))
    words = (part.heading, *map(state_label, _ORDER), "Cộng", "Tỷ lệ hoàn thành")
    for place, text in enumerate(words):
        sheet.write_string(top, place, text, heading)
    _write_lines(sheet, book, part, top + 1)
    if part.lines:
        _insert_chart(book, sheet, part, (top, height))
    sheet.print_area(0, 0, top + max(len(part.lines), 1), last)


def _chart_height(part: _Part) -> int:
    """In pixels; with many lines the bars become thinner, so that a page holds the chart."""
    if part.upright:
        return _LOWEST_CHART
    return min(max(_LOWEST_CHART, _AROUND_BARS + _BAR_PX * len(part.lines)), _HIGHEST_CHART)


def _write_lines(sheet: Any, book: Any, part: _Part, first: int) -> None:
    looks = looks_of(
        book,
        {
            "text": {},
            "number": NUMBER,
            "sum": {**NUMBER, "bold": True},
            "share": {"align": "center", "num_format": "0%"},
        },
    )
    last = len(_ORDER) + 2
    if not part.lines:
        sheet.merge_range(first, 0, first, last, _NOTHING, book.add_format({**CELL, "align": "center"}))
    for place, line in enumerate(part.lines, start=first):
        title = printable(line.title)
        sheet.set_row(place, row_height(lines_of(title, _TITLE_WIDTH)))
        write_cell(sheet, (place, 0), title, looks["text"])
        for column, state in enumerate(_ORDER, start=1):
            write_cell(sheet, (place, column), line.counts.get(state, 0), looks["number"])
        done = line.counts.get(State.DONE, 0) + line.counts.get(State.DONE_LATE, 0)
        row = place + 1
        sheet.write_formula(place, last - 1, f"=SUM(B{row}:I{row})", looks["sum"], line.total)
        share = done / line.total if line.total else 0
        sheet.write_formula(place, last, f"=IF(J{row}=0,0,(B{row}+C{row})/J{row})", looks["share"], share)


def _insert_chart(book: Any, sheet: Any, part: _Part, where: tuple[int, int]) -> None:
    """A chart of the table whose heading is in the row `where[0]`, so many pixels high."""
    top, height = where
    one = len(part.lines) == 1 and part.upright
    chart = _of_states(book, part, top) if one else _of_lines(book, part, top)
    more = f" ({_MOST_BARS} dòng đầu)" if len(part.lines) > _MOST_BARS else ""
    font = {**_CHART_FONT, "size": 13, "bold": True}
    chart.set_title({"name": f"{part.chart}{more}", "name_font": font, "overlay": False})
    chart.set_size({"width": _CHART_WIDTH, "height": height})
    chart.set_chartarea({"border": {"color": "#7F7F7F"}})
    sheet.insert_chart(_CHART_ROW, 0, chart, {"object_position": 1, "description": part.chart})


def _of_states(book: Any, part: _Part, top: int) -> Any:
    """One column for each state."""
    chart = book.add_chart({"type": "column"})
    chart.add_series(
        {
            "name": part.chart,
            "categories": [part.sheet, top, 1, top, len(_ORDER)],
            "values": [part.sheet, top + 1, 1, top + 1, len(_ORDER)],
            "points": [{"pattern": _FILLS[state], "border": dict(_EDGE)} for state in _ORDER],
            "data_labels": {"value": True, "font": dict(_CHART_FONT), "num_format": "0;;"},
            "gap": 60,
        }
    )
    chart.set_legend({"none": True})
    chart.set_x_axis({"num_font": dict(_CHART_FONT)})
    chart.set_y_axis(dict(_COUNTS))
    return chart


def _of_lines(book: Any, part: _Part, top: int) -> Any:
    """One bar for each line, its states one after the other."""
    chart = book.add_chart({"type": "column" if part.upright else "bar", "subtype": "stacked"})
    end = top + min(len(part.lines), _MOST_BARS)
    for column, state in enumerate(_ORDER, start=1):
        if any(line.counts.get(state) for line in part.lines):
            chart.add_series(
                {
                    "name": [part.sheet, top, column],
                    "categories": [part.sheet, top + 1, 0, end, 0],
                    "values": [part.sheet, top + 1, column, end, column],
                    "pattern": _FILLS[state],
                    "border": dict(_EDGE),
                    "gap": 50,
                }
            )
    chart.set_legend({"position": "bottom", "font": dict(_CHART_FONT)})
    small = {"size": _SMALL_PT} if len(part.lines) > _MANY_BARS else {}
    lines = {"num_font": {**_CHART_FONT, **small}, "interval_unit": 1}
    chart.set_x_axis(lines if part.upright else dict(_COUNTS))
    chart.set_y_axis(dict(_COUNTS) if part.upright else {**lines, "reverse": True, "crossing": "max"})
    return chart
