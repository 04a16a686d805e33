"""The shape of table rows: where their cells begin and end, which are merged ([MS-DOC] 2.9.323, TDefTable)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from danvan_desktop.reading.blocks import Cell, Row, Table
from danvan_desktop.reading.doc.container import i16, u16

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from danvan_desktop.reading.blocks import Block

_DEFINITION, _HEADING, _VERTICAL = 0xD608, 0x3404, 0xD62B
_MERGED, _DOWN, _DOWN_FIRST = 0x02, 0x20, 0x40
_DESCRIPTION_BYTES: Final = 20
_MAX_CELLS: Final = 63
"""Word's own limit."""
_NEAR: Final = 60
"""Edges of two rows that are this close, in twentieths of a point (1 mm), are meant to be one."""


@dataclass(frozen=True, slots=True)
class RowShape:
    """A row: the edges of its cells from left to right, and which cells a merge covers from the left or from above."""

    edges: tuple[int, ...] = ()
    across: frozenset[int] = frozenset()
    down: frozenset[int] = frozenset()
    heading: bool = False


def row_shape(changes: Iterable[tuple[int, bytes]]) -> RowShape:
    """The shape that the changes of a row's end describe."""
    shape = RowShape()
    for code, operand in changes:
        if code == _DEFINITION:
            shape = _defined(operand, shape.heading)
        elif code == _HEADING:
            shape = replace(shape, heading=operand[0] != 0)
        elif code == _VERTICAL and len(operand) >= 3:
            cell = frozenset({operand[1]})
            shape = replace(shape, down=shape.down | cell if operand[2] == 1 else shape.down - cell)
    return shape


def _defined(operand: bytes, heading: bool) -> RowShape:
    count = min(operand[2] if len(operand) > 2 else 0, _MAX_CELLS)
    described = 3 + 2 * (count + 1)
    if count == 0 or len(operand) < described:
        return RowShape(heading=heading)
    edges = tuple(i16(operand, 3 + 2 * index) for index in range(count + 1))
    across, down = set(), set()
    for index in range(count):
        at = described + _DESCRIPTION_BYTES * index
        if at + 2 > len(operand):
            break
        flags = u16(operand, at)
        if flags & _MERGED and index:
            across.add(index)
        if flags & _DOWN and not flags & _DOWN_FIRST:
            down.add(index)
    return RowShape(edges, frozenset(across), frozenset(down), heading)


def table_of(rows: Sequence[tuple[RowShape, Sequence[tuple[Block, ...]]]]) -> Table:
    """A table of rows, each given by its shape and the blocks of its cells; widths become whole columns."""
    shapes = [shape for shape, cells in rows if len(shape.edges) == len(cells) + 1]
    columns = _columns(edge for shape in shapes for edge in shape.edges)
    return Table(tuple(_row(shape, cells, columns) for shape, cells in rows))


def _columns(edges: Iterable[int]) -> dict[int, int]:
    """The column at which each edge stands, edges that are close to each other at the same."""
    columns: dict[int, int] = {}
    number, first = -1, 0
    for edge in sorted(set(edges)):
        if number < 0 or edge - first > _NEAR:
            number, first = number + 1, edge
        columns[edge] = number
    return columns


def _row(shape: RowShape, contents: Sequence[tuple[Block, ...]], columns: dict[int, int]) -> Row:
    if len(shape.edges) != len(contents) + 1:
        return Row(tuple(Cell(blocks) for blocks in contents), shape.heading)
    cells: list[Cell] = []
    before = columns[shape.edges[0]]
    if before:
        cells.append(Cell(colspan=before))
    for index, blocks in enumerate(contents):
        span = max(columns[shape.edges[index + 1]] - columns[shape.edges[index]], 1)
        if index in shape.across and cells:
            last = cells[-1]
            cells[-1] = replace(last, blocks=(*last.blocks, *blocks), colspan=last.colspan + span)
        else:
            cells.append(Cell(blocks, span, index in shape.down))
    after = max(columns.values()) - columns[shape.edges[-1]]
    if after:
        cells.append(Cell(colspan=after))
    return Row(tuple(cells), shape.heading)
