"""Quarters or months as columns with a mark in them, made one column of times that the recogniser understands."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from danvan_desktop.domain.numbering import roman
from danvan_desktop.domain.text import fold
from danvan_desktop.domain.timing import TimingKind, parse
from danvan_desktop.reading.recogniser.table.columns import find_heading
from danvan_desktop.reading.sheets.grid import Grid, GridCell, GridRow, table_of
from danvan_desktop.reading.sheets.model import Value, ValueKind

if TYPE_CHECKING:
    from collections.abc import Sequence

_YEAR: Final = r"(?:\s*(?:/|-|nam)?\s*(?P<year>20\d\d))?"
_QUARTER: Final = re.compile(rf"(?:quy|q)\.?\s*(?P<number>iv|i{{1,3}}|[1-4]){_YEAR}")
_MONTH: Final = re.compile(rf"(?:thang|thg|th|t)\.?\s*(?P<number>0?[1-9]|1[0-2]){_YEAR}")
_HALF: Final = re.compile(rf"(?:6|sau) thang (?P<half>dau|cuoi)(?: nam)?{_YEAR}")
_BARE_QUARTER: Final = re.compile(r"iv|i{1,3}|[1-4]")
_BARE_MONTH: Final = re.compile(r"0?[1-9]|1[0-2]")
_ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_MARKS: Final = frozenset({"x", "v", "o", "✓", "✔", "√", "●", "•", "■", "☑", "☒", "🗸", "*", "co", "true", "ü", "þ"})
_NO_MARKS: Final = frozenset({"-", "–", "0", "false", "khong"})
_LOOK_AT: Final = 60
"""Rows in which the heading may stand; letterhead and title come before it."""
_FIGURE: Final = re.compile(r"[\d.,]+ ?%?")
_HEADING: Final = "Thời gian thực hiện"
_DETAILS: Final = "Việc từng kỳ"
"""No word of a heading of tasks or times: the recogniser is to take it for a remark."""
_TIME_HEADING: Final = re.compile(r".*\b(?:thoi gian|thoi han|tien do|hoan thanh|thoi diem|lo trinh)\b.*")


@dataclass(frozen=True, slots=True)
class Periods:
    """The columns that are periods, side by side from `first`, and what each is called in a time."""

    row: int
    first: int
    names: tuple[str, ...]

    @property
    def end(self) -> int:
        """The column behind the last."""
        return self.first + len(self.names)


def periods_of(grid: Grid) -> Periods | None:
    """The columns of a grid that are quarters, months or half years; None when it has none."""
    for index, row in enumerate(grid.rows[:_LOOK_AT]):
        above = grid.rows[index - 1] if index else None
        run: list[tuple[int, str]] = []
        for column, cell in (*row.starts(), (-1, GridCell())):
            name = _name(cell, above.at(column) if above else GridCell()) if cell.span == 1 else None
            if name is not None and (not run or run[-1][0] == column - 1):
                run.append((column, name))
                continue
            if len(run) > 1:
                return Periods(index, run[0][0], tuple(name for _, name in run))
            run = [] if name is None else [(column, name)]
    return None


def with_times(grid: Grid, periods: Periods) -> Grid | None:
    """The grid with one column of times instead of those of its periods; words in them go to a column at the end.

    None when the row with the names of the periods turns out to be no heading (two times side by side in a task), or
    when only figures stand below them: those are targets or money.
    """
    if not _marks_work(grid, periods):
        return None
    rows = [_row(row, periods, index - periods.row) for index, row in enumerate(grid.rows)]
    rows = _one_heading(rows, periods)
    at = _heading_at(rows, periods)
    found = find_heading(table_of([row for row, _ in rows[at : at + 2]]))
    if found is None or found.start:
        return None
    columns = (*grid.columns[: periods.first + 1], *grid.columns[periods.end :])
    if not any(details for _, details in rows):
        return Grid(tuple(row for row, _ in rows), columns)
    told = ((row, _DETAILS if index == at else details) for index, (row, details) in enumerate(rows))
    return Grid(tuple(replace(row, cells=(*row.cells, _written(details))) for row, details in told), (*columns, -1))


def _marks_work(grid: Grid, periods: Periods) -> bool:
    return any(
        cell.text and cell.value.kind is not ValueKind.NUMBER and not _FIGURE.fullmatch(cell.text)
        for row in grid.rows[periods.row + 1 :]
        for column, cell in row.starts()
        if periods.first <= column and column + cell.span <= periods.end
    )


def _name(cell: GridCell, above: GridCell) -> str | None:
    words, over = fold(cell.text).strip("() .:"), fold(above.text)
    wide = above.span > 1
    if found := _QUARTER.fullmatch(words):
        return _called("Quý", roman(_number(found["number"])), found["year"])
    if found := _MONTH.fullmatch(words):
        return _called("Tháng", str(int(found["number"])), found["year"])
    if found := _HALF.fullmatch(words):
        name = "6 tháng đầu năm" if found["half"] == "dau" else "6 tháng cuối năm"
        return f"{name} {found['year']}" if found["year"] else name
    if wide and "quy" in over.split() and _BARE_QUARTER.fullmatch(words):
        return _called("Quý", roman(_number(words)), None)
    if wide and "thang" in over.split() and _BARE_MONTH.fullmatch(words):
        return _called("Tháng", str(int(words)), None)
    return None


def _called(unit: str, number: str, year: str | None) -> str:
    return f"{unit} {number}/{year}" if year else f"{unit} {number}"


def _number(text: str) -> int:
    return _ROMAN.get(text) or int(text)


def _row(row: GridRow, periods: Periods, below: int) -> tuple[GridRow, str]:
    """A row with its periods as one cell, and the words that stood in them; `below` the row of their names."""
    cells: list[GridCell] = []
    inside: list[tuple[int, GridCell]] = []
    at = 0
    for column, cell in row.starts():
        shared = min(column + cell.span, periods.end) - max(column, periods.first)
        if shared <= 0:
            cells.append(cell)
        elif column >= periods.first and column + cell.span <= periods.end:
            if not inside:
                at = len(cells)
                cells.append(GridCell())
            inside.append((column - periods.first, cell))
        else:  # merged with its neighbours: a title or the heading of a group
            cells.append(replace(cell, span=cell.span - shared + 1))
    if not inside:
        return replace(row, cells=tuple(cells)), ""
    cells[at], details = _joined(inside, periods, below)
    return replace(row, cells=tuple(cells)), details


def _joined(inside: Sequence[tuple[int, GridCell]], periods: Periods, below: int) -> tuple[GridCell, str]:
    if below == 0:
        return _written(_HEADING), ""
    if below < 0:
        return _written(" ".join(dict.fromkeys(cell.text for _, cell in inside if cell.text))), ""
    times: list[str] = []
    details: list[str] = []
    for start, cell in inside:
        words = fold(cell.text)
        if not words or words in _NO_MARKS:
            continue
        names = periods.names[start : start + cell.span]
        if words not in _MARKS and _is_time(cell):
            times.append(cell.text)
            continue
        times.extend(names)
        if words not in _MARKS:
            details.append(f"{', '.join(names)}: {cell.text}")
    continued = all(cell.continued for _, cell in inside)
    return replace(_written(", ".join(dict.fromkeys(times))), continued=continued), "; ".join(details)


def _is_time(cell: GridCell) -> bool:
    if cell.value.kind is ValueKind.NUMBER:
        return False
    return len(cell.text) < 60 and parse(cell.text, 2000).kind is not TimingKind.NONE


def _written(text: str) -> GridCell:
    return GridCell(Value(ValueKind.TEXT, text))


def _heading_at(rows: Sequence[tuple[GridRow, str]], periods: Periods) -> int:
    """The row in which the heading of times now stands."""
    named = (
        index
        for index, (row, _) in enumerate(rows[: periods.row + 1])
        if _TIME_HEADING.fullmatch(fold(row.at(periods.first).text)) and row.at(periods.first).span == 1
    )
    return next(named, periods.row)


def _one_heading(rows: list[tuple[GridRow, str]], periods: Periods) -> list[tuple[GridRow, str]]:
    """A wide heading over the names of the periods takes their place; their row goes when nothing else is in it."""
    if not periods.row:
        return rows
    upper, lower = rows[periods.row - 1][0], rows[periods.row][0]
    over = upper.at(periods.first)
    if not over.text or over.span > 1 or len(upper.filled) < 2:
        return rows
    named = over.text if _TIME_HEADING.fullmatch(fold(over.text)) else f"{_HEADING} ({over.text})"
    rows[periods.row - 1] = (_replaced(upper, periods.first, over.saying(named)), "")
    covered = replace(GridCell(), continued=True)
    rows[periods.row] = (_replaced(lower, periods.first, covered), "")
    if not any(cell.text for cell in rows[periods.row][0].cells):
        del rows[periods.row]
    return rows


def _replaced(row: GridRow, column: int, cell: GridCell) -> GridRow:
    cells = tuple(cell if start == column else other for start, other in row.starts())
    return replace(row, cells=cells)
