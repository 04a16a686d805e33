"""Ruling lines put together as the grids of tables."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from danvan_desktop.reading.pdf.page.rules import Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from danvan_desktop.reading.pdf.page.rules import Rules

_SAME_LINE: Final = 3.0
_GAP: Final = 4.0
"""Borders of neighbouring cells are drawn one by one and may miss each other by this much."""
MAX_MEETINGS: Final = 400_000
MAX_CELLS: Final = 20_000
MAX_GRIDS: Final = 100
"""On one page: beyond these it is a drawing."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a grid in its rows and columns, ends not included, with its place on the page."""

    row: int
    column: int
    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class Grid:
    """The edges of a table, left to right and top to bottom, and its cells; `owners` gives the cell of every place.

    `upwards` are the rows' edges from the bottom.
    """

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    cells: tuple[Cell, ...]
    owners: tuple[tuple[int, ...], ...]
    upwards: tuple[float, ...]

    @property
    def top(self) -> float:
        """Its upper edge."""
        return self.rows[0]

    def cell_at(self, x: float, y: float) -> int | None:
        """The index of the cell around a point."""
        column = bisect_right(self.columns, x) - 1
        row = len(self.rows) - 1 - bisect_right(self.upwards, y)
        if 0 <= column < len(self.columns) - 1 and 0 <= row < len(self.rows) - 1:
            return self.owners[row][column]
        return None

    def edges(self, cell: Cell) -> tuple[float, float]:
        """Left and right edge of a cell."""
        return self.columns[cell.column], self.columns[cell.column + cell.columns]


def grids_of(rules: Rules) -> list[Grid]:
    """The tables that a page's strokes draw, top to bottom; a table inside a cell is part of that cell."""
    across, down = _merged(rules.across), _merged(rules.down)
    if len(across) * len(down) > MAX_MEETINGS:
        return []
    grids: list[Grid] = []
    for level, upright in _components(across, down):
        grid = _grid(level, upright)
        if grid is not None:
            grids.append(grid)
    if len(grids) > MAX_GRIDS:
        return []
    outer = [grid for grid in grids if not any(_inside(grid, other) for other in grids if other is not grid)]
    return sorted(outer, key=lambda grid: -grid.top)


def _merged(rules: Iterable[Rule]) -> list[Rule]:
    """Strokes that lie on one line and touch, as one."""
    merged: list[Rule] = []
    for group in _on_one_line(sorted(rules)):
        at = sum(rule.at for rule in group) / len(group)
        start, end = None, 0.0
        for rule in sorted(group, key=lambda rule: rule.start):
            if start is None:
                start, end = rule.start, rule.end
            elif rule.start <= end + _GAP:
                end = max(end, rule.end)
            else:
                merged.append(Rule(at, start, end))
                start, end = rule.start, rule.end
        if start is not None:
            merged.append(Rule(at, start, end))
    return merged


def _on_one_line(rules: Sequence[Rule]) -> list[list[Rule]]:
    groups: list[list[Rule]] = []
    for rule in rules:
        if groups and rule.at - groups[-1][0].at <= _SAME_LINE:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    return groups


def _components(across: Sequence[Rule], down: Sequence[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """The strokes that hang together by meeting one another."""
    parent = list(range(len(across) + len(down)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for i, level in enumerate(across):
        for j, upright in enumerate(down, start=len(across)):
            if _meet(level, upright):
                parent[root(i)] = root(j)
    found: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for index in range(len(parent)):
        levels, uprights = found.setdefault(root(index), ([], []))
        if index < len(across):
            levels.append(across[index])
        else:
            uprights.append(down[index - len(across)])
    return list(found.values())


def _meet(level: Rule, upright: Rule) -> bool:
    return (
        level.start - _GAP <= upright.at <= level.end + _GAP and upright.start - _GAP <= level.at <= upright.end + _GAP
    )


def _grid(level: Sequence[Rule], upright: Sequence[Rule]) -> Grid | None:
    """The grid of strokes that hang together; open sides are closed where the strokes end. None without columns."""
    if len(level) < 2 or not upright:
        return None
    columns = _edges((rule.at for rule in upright), (end for rule in level for end in (rule.start, rule.end)))
    rows = _edges((rule.at for rule in level), (end for rule in upright for end in (rule.start, rule.end)))
    if len(columns) < 3 or (len(columns) - 1) * (len(rows) - 1) > MAX_CELLS:
        return None
    rows.reverse()
    owners, cells = _cells(_Borders(columns, rows, level, upright))
    if len(cells) < 2:
        return None
    return Grid(tuple(columns), tuple(rows), tuple(cells), tuple(map(tuple, owners)), tuple(reversed(rows)))


def _edges(drawn: Iterable[float], ends: Iterable[float]) -> list[float]:
    """The places of strokes, and the furthest ends of those that meet them."""
    places = sorted(drawn)
    reach = sorted(ends)
    edges: list[float] = []
    for place in (reach[0], *places, reach[-1]):
        if not edges or place - edges[-1] > _SAME_LINE + 1:
            edges.append(place)
    return edges


class _Borders:
    """Which sides of the grid's places are drawn."""

    def __init__(
        self, columns: Sequence[float], rows: Sequence[float], level: Sequence[Rule], upright: Sequence[Rule]
    ) -> None:
        self.width, self.height = len(columns) - 1, len(rows) - 1
        self.below = [[False] * self.width for _ in range(self.height)]
        self.right = [[False] * self.width for _ in range(self.height)]
        middles = [(left + right) / 2 for left, right in pairwise(columns)]
        centres = [(top + bottom) / 2 for top, bottom in pairwise(rows)]
        for rule in level:
            row = _nearest(rows, rule.at) - 1
            if 0 <= row < self.height:
                for column, middle in enumerate(middles):
                    self.below[row][column] |= rule.start <= middle <= rule.end
        for rule in upright:
            column = _nearest(columns, rule.at) - 1
            if 0 <= column < self.width:
                for row, centre in enumerate(centres):
                    self.right[row][column] |= rule.start <= centre <= rule.end


def _nearest(edges: Sequence[float], place: float) -> int:
    return min(range(len(edges)), key=lambda index: abs(edges[index] - place))


def _cells(borders: _Borders) -> tuple[list[list[int]], list[Cell]]:
    """Every place given to a cell; a cell reaches right and down until a border ends it."""
    owners = [[-1] * borders.width for _ in range(borders.height)]
    cells: list[Cell] = []
    for row in range(borders.height):
        for column in range(borders.width):
            if owners[row][column] >= 0:
                continue
            end = column + 1
            while end < borders.width and not borders.right[row][end - 1] and owners[row][end] < 0:
                end += 1
            bottom = row + 1
            while bottom < borders.height and _opens(borders, bottom, column, end):
                bottom += 1
            for i in range(row, bottom):
                owners[i][column:end] = [len(cells)] * (end - column)
            cells.append(Cell(row, column, bottom - row, end - column))
    return owners, cells


def _opens(borders: _Borders, row: int, column: int, end: int) -> bool:
    """Whether nothing is drawn between the places of a row and those above them, nor between themselves."""
    return not any(borders.below[row - 1][column:end]) and not any(borders.right[row][column : end - 1])


def _inside(grid: Grid, other: Grid) -> bool:
    """Whether a grid lies wholly within another."""
    return (
        other.columns[0] < grid.columns[0]
        and grid.columns[-1] < other.columns[-1]
        and other.rows[-1] < grid.rows[-1]
        and grid.rows[0] < other.rows[0]
    )
