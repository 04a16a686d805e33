"""The parts of a table on several pages, put together as one table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from danvan_desktop.domain.numbering import parse_number
from danvan_desktop.reading.blocks import Cell, Row, Table
from danvan_desktop.reading.pdf.page.content import CellPart, TablePart
from danvan_desktop.reading.pdf.wrapping import (
    certainly_goes_on,
    is_one_word,
    paragraphs,
    plainly_goes_on,
    wraps_in_cell,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from danvan_desktop.reading.pdf.page.content import RowPart

_SAME_EDGE: Final = 5.0
_ALIKE: Final = 0.6
"""The part of the edges that two parts of one table share at least."""


def goes_on(before: TablePart, after: TablePart) -> bool:
    """Whether a table at a page's end and one at the next page's start are one, by their width and columns."""
    if before.unsure or after.unsure or abs(before.edges[-1] - after.edges[-1]) > 2 * _SAME_EDGE:
        return False
    shared = sum(any(abs(edge - other) <= _SAME_EDGE for other in before.edges) for edge in after.edges)
    return shared >= _ALIKE * min(len(before.edges), len(after.edges)) and shared > 1


def table_of(parts: Sequence[TablePart]) -> Table:
    """The whole table; a heading that later pages repeat stands once and is marked, rows cut by a page end are one."""
    rows = list(parts[0].rows)
    heading = 0
    for part in parts[1:]:
        repeated = _repeated(parts[0].rows, part.rows)
        heading = max(heading, repeated)
        _append(rows, part.rows[repeated:])
    edges = _edges(parts)
    return Table(
        tuple(
            Row(tuple(_cell(cell, edges) for cell in row), heading=index < heading)
            for index, row in enumerate(rows)
            if index < heading or _holds(row)
        )
    )


def _holds(row: RowPart) -> bool:
    return any(cell.lines or cell.continued for cell in row)


def _repeated(first: Sequence[RowPart], rows: Sequence[RowPart]) -> int:
    """How many rows at the start of a part are those at the start of the table."""
    count = 0
    for one, other in zip(first, rows, strict=False):
        words = _words(one)
        if not any(words) or words != _words(other):
            break
        count += 1
    return count if count < len(rows) or count < len(first) else 0


def _words(row: RowPart) -> list[str]:
    return ["".join(line.text for line in cell.lines).replace(" ", "") for cell in row]


def _append(rows: list[RowPart], more: Sequence[RowPart]) -> None:
    """The rows of the next page under those read so far."""
    if not more:
        return
    last, first = rows[-1], more[0]
    if _is_rest(last, first):
        rows[-1] = tuple(
            CellPart(one.left, one.right, (*one.lines, *other.lines), one.continued, other.goes_down)
            for one, other in zip(last, first, strict=True)
        )
        rows.extend(more[1:])
        return
    rows.append(_covered(last, first))
    rows.extend(more[1:])


def _is_rest(last: RowPart, first: RowPart) -> bool:
    """Whether a page's first row is the rest of the row that ended the page before: some cell's sentence goes on."""
    if not _same_cells(last, first):
        return False
    goes_on_here = certainly_goes_on
    certain = False
    for index, (one, other) in enumerate(zip(last, first, strict=True)):
        if not other.lines:
            continue
        if index == 0 and _is_number(one) and _is_number(other):
            if not is_one_word(one.lines[0], other.lines[0]) or not other.lines[0].text.isdecimal():
                return False
            goes_on_here = plainly_goes_on
        elif one.lines and goes_on_here(one.lines[-1], other.lines[0]):
            certain = True
        elif index == 0:
            return False
    return certain


def _is_number(cell: CellPart) -> bool:
    """Whether a cell holds nothing but a row's number."""
    return len(cell.lines) == 1 and parse_number(cell.lines[0].text) is not None


def _same_cells(one: RowPart, other: RowPart) -> bool:
    return len(one) == len(other) and all(
        abs(a.left - b.left) <= _SAME_EDGE and abs(a.right - b.right) <= _SAME_EDGE
        for a, b in zip(one, other, strict=True)
    )


def _covered(last: RowPart, first: RowPart) -> RowPart:
    """The first row of a page, its blank cells covered from above where a cell merged downwards met the page end."""

    def is_covered(cell: CellPart) -> bool:
        above = [one for one in last if abs(one.left - cell.left) + abs(one.right - cell.right) <= 2 * _SAME_EDGE]
        return not cell.lines and any(cell.goes_down or one.continued for one in above)

    return tuple(
        CellPart(cell.left, cell.right, (), continued=True, goes_down=cell.goes_down) if is_covered(cell) else cell
        for cell in first
    )


def _edges(parts: Sequence[TablePart]) -> list[float]:
    """All columns' edges that any part has."""
    edges: list[float] = []
    for edge in sorted(edge for part in parts for edge in part.edges):
        if not edges or edge - edges[-1] > _SAME_EDGE:
            edges.append(edge)
    return edges


def _cell(cell: CellPart, edges: Sequence[float]) -> Cell:
    inside = sum(cell.left + _SAME_EDGE < edge < cell.right - _SAME_EDGE for edge in edges)
    return Cell(tuple(paragraphs(cell.lines, wraps_in_cell)), inside + 1, cell.continued)
