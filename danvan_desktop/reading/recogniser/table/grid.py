"""A table as a grid: merged cells take the place that they cover on paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from danvan_desktop.reading.blocks import Cell, Row, Table


@dataclass(frozen=True, slots=True)
class Place:
    """A cell and the columns it covers, from `start` up to but not including `end`."""

    cell: Cell
    start: int
    end: int


def places(row: Row) -> tuple[Place, ...]:
    """The cells of a row with the columns that they cover."""
    found, start = [], 0
    for cell in row.cells:
        found.append(Place(cell, start, start + cell.colspan))
        start += cell.colspan
    return tuple(found)


def width(table: Table) -> int:
    """The number of columns of the widest row."""
    return max((sum(cell.colspan for cell in row.cells) for row in table.rows), default=0)


def at(row: Sequence[Place], column: int) -> Place | None:
    """The place that covers a column; None behind a short row's end."""
    return next((place for place in row if place.start <= column < place.end), None)
