"""A sheet as rows of cells without its empty and hidden columns, merged cells in the place that they cover."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from danvan_desktop.reading.blocks import Cell, Paragraph, Row, Table
from danvan_desktop.reading.sheets.model import MAX_CELLS, Value, ValueKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from danvan_desktop.reading.sheets.model import Merge, Sheet

_NOTHING: Final = Value(ValueKind.TEXT, "")


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell: `span` columns wide, `continued` when a merge from above covers it."""

    value: Value = _NOTHING
    span: int = 1
    continued: bool = False

    @property
    def text(self) -> str:
        """What is written in it."""
        return self.value.text.strip()

    def saying(self, text: str) -> GridCell:
        """The cell with another text."""
        return replace(self, value=replace(self.value, text=text))


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row of a sheet and its place there, counted from 0; `after_gap` when the row above it is empty."""

    place: int
    cells: tuple[GridCell, ...]
    after_gap: bool = False

    def at(self, column: int) -> GridCell:
        """The cell that covers a column; an empty one behind the row's end."""
        start = 0
        for cell in self.cells:
            start += cell.span
            if column < start:
                return cell
        return GridCell()

    def starts(self) -> tuple[tuple[int, GridCell], ...]:
        """The cells with the columns at which they begin."""
        found, start = [], 0
        for cell in self.cells:
            found.append((start, cell))
            start += cell.span
        return tuple(found)

    @property
    def filled(self) -> tuple[GridCell, ...]:
        """Its cells that say something."""
        return tuple(cell for cell in self.cells if cell.text)


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of a sheet; `columns` are the places of their columns in the sheet."""

    rows: tuple[GridRow, ...]
    columns: tuple[int, ...]


def grid_of(sheet: Sheet) -> Grid:
    """The rows of a sheet that say something, without the columns that are hidden or say nothing."""
    said = {place: value for place, value in sheet.cells.items() if value.text.strip()}
    columns = tuple(sorted({column for _, column in said} - sheet.hidden_columns))
    places = sorted({row for row, column in said if column not in sheet.hidden_columns})
    covers = _covers(sheet, places, columns)
    rows = [
        GridRow(place, _cells(place, columns, covers, said), before is not None and place - before > 1)
        for before, place in zip([None, *places], places, strict=False)
    ]
    return Grid(tuple(rows), columns)


def table_of(rows: Sequence[GridRow], headings: frozenset[int] = frozenset()) -> Table:
    """Rows as a table of blocks; `headings` are the places among them of the rows that head it."""
    return Table(tuple(Row(tuple(map(_cell, row.cells)), index in headings) for index, row in enumerate(rows)))


def paragraphs_of(cell: GridCell) -> tuple[Paragraph, ...]:
    """A cell's lines as paragraphs."""
    lines = [line.strip() for line in cell.value.text.split("\n")]
    bold, centred = cell.value.bold, cell.value.centred
    return tuple(Paragraph(line, bold=bold, centred=centred) for line in lines if line)


def _cell(cell: GridCell) -> Cell:
    return Cell(() if cell.continued else paragraphs_of(cell), cell.span, cell.continued)


def _covers(sheet: Sheet, rows: Sequence[int], columns: Sequence[int]) -> dict[tuple[int, int], Merge]:
    """The merge that covers a cell, for cells of rows and columns that say something."""
    found: dict[tuple[int, int], Merge] = {}
    left = MAX_CELLS
    for merge in sheet.merges:
        across = columns[bisect_left(columns, merge.left) : bisect_right(columns, merge.right)]
        down = rows[bisect_left(rows, merge.top) : bisect_right(rows, merge.bottom)]
        left -= len(across) * len(down)
        if left < 0:
            sheet.cut = True
            break
        found.update(((row, column), merge) for row in down for column in across)
    return found


def _cells(
    row: int,
    columns: Sequence[int],
    covers: dict[tuple[int, int], Merge],
    said: dict[tuple[int, int], Value],
) -> tuple[GridCell, ...]:
    cells: list[GridCell] = []
    last: Merge | None = None
    for column in columns:
        merge = covers.get((row, column))
        if merge is None:
            cells.append(GridCell(said.get((row, column), _NOTHING)))
        elif merge is last:
            cells[-1] = replace(cells[-1], span=cells[-1].span + 1)
        else:
            value = said.get((merge.top, merge.left), _NOTHING) if row == merge.top else _NOTHING
            cells.append(GridCell(value, continued=row > merge.top))
        last = merge
    return tuple(cells)
