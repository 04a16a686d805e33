"""One page taken apart: the lines of its tables' cells, and the lines that stand outside tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from danvan_desktop.reading.pdf.page.grids import grids_of
from danvan_desktop.reading.pdf.page.lines import Column, Line, lines_of
from danvan_desktop.reading.pdf.page.rules import rules_of
from danvan_desktop.reading.pdf.page.words import PageText, turned

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pypdfium2 import PdfPage

    from danvan_desktop.reading.pdf.page.grids import Grid
    from danvan_desktop.reading.pdf.page.words import Word

_MIDDLE_OF_LETTER: Final = 3.0
_WIDEST_PADDING: Final = 8.0


@dataclass(frozen=True, slots=True)
class CellPart:
    """A cell as far as one page shows it: its edges from the table's left, its lines.

    `continued` when it is covered by the cell above it, `goes_down` when it covers the cell below.
    """

    left: float
    right: float
    lines: tuple[Line, ...]
    continued: bool = False
    goes_down: bool = False


RowPart = tuple[CellPart, ...]


@dataclass(frozen=True, slots=True)
class TablePart:
    """A table as far as one page shows it; `unsure` when no ruling lines say where its cells are.

    `text` is what its text reaches over on the page, `edges` are those of its columns from its left.
    """

    page: int
    top: float
    text: Column
    edges: tuple[float, ...]
    rows: tuple[RowPart, ...]
    unsure: bool = False

    @property
    def lines(self) -> list[Line]:
        """All its lines."""
        return [line for row in self.rows for cell in row for line in cell.lines]


@dataclass(frozen=True, slots=True)
class Page:
    """What one page holds; `text` are the lines outside its tables, top to bottom."""

    number: int
    width: float
    height: float
    bottom: float
    text: tuple[Line, ...] = ()
    tables: tuple[TablePart, ...] = ()
    letters: int = 0
    pictures: int = 0
    drawing: bool = False

    @property
    def lines(self) -> list[Line]:
        """All lines on it."""
        return [*self.text, *(line for table in self.tables for line in table.lines)]


def read_page(page: PdfPage, number: int) -> Page:
    """The content of an open page."""
    found = PageText(page)
    try:
        rules = rules_of(page, found.turn)
        grids = grids_of(rules)
        words = list(found.words())
        left, bottom, right, top = _frame(page, found.turn)
        whole = Column(left, right)
        outside, inside = _shared_out(words, grids, found)
        return Page(
            number=number,
            width=right - left,
            height=top - bottom,
            bottom=bottom,
            text=tuple(lines_of(outside, number, whole, found.style)),
            tables=tuple(
                _table(grid, cells, number, found) for grid, cells in zip(grids, inside, strict=True) if any(cells)
            ),
            letters=sum(len(word.text) for word in words),
            pictures=rules.pictures,
            drawing=rules.cut,
        )
    finally:
        found.close()


def _frame(page: PdfPage, turn: int) -> tuple[float, float, float, float]:
    left, bottom, right, top = page.get_mediabox()
    one, other = turned(turn, left, bottom), turned(turn, right, top)
    return min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1])


def _shared_out(words: Iterable[Word], grids: list[Grid], text: PageText) -> tuple[list[Word], list[list[list[Word]]]]:
    """The words outside all tables, and those of every cell of every table."""
    outside: list[Word] = []
    inside: list[list[list[Word]]] = [[[] for _ in grid.cells] for grid in grids]
    for word in words:
        for index, grid in enumerate(grids):
            if grid.rows[-1] <= word.base + _MIDDLE_OF_LETTER <= grid.rows[0]:
                pieces = _placed(word, grid, text)
                for cell, piece in pieces:
                    inside[index][cell].append(piece)
                if pieces:
                    break
        else:
            outside.append(word)
    return outside, inside


def _placed(word: Word, grid: Grid, text: PageText) -> list[tuple[int, Word]]:
    """The cell of a word; two cells with a piece each when it runs over the border between them."""
    y = word.base + _MIDDLE_OF_LETTER
    middle = grid.cell_at((word.left + word.right) / 2, y)
    if middle is not None:
        left, right = grid.edges(grid.cells[middle])
        if left - 1 <= word.left and word.right <= right + 1:
            return [(middle, word)]
    first, last = grid.cell_at(word.left + 1, y), grid.cell_at(word.right - 1, y)
    if first is not None and last is not None and first != last:
        pieces = text.split(word, grid.edges(grid.cells[first])[1])
        if len(pieces) > 1:
            return [(first, pieces[0]), *_placed(pieces[1], grid, text)]
    cell = next((found for found in (middle, first, last) if found is not None), None)
    return [] if cell is None else [(cell, word)]


def _table(grid: Grid, cells: list[list[Word]], number: int, text: PageText) -> TablePart:
    padding = _padding(grid, cells)
    origin = grid.columns[0]
    rows: list[list[CellPart]] = [[] for _ in range(len(grid.rows) - 1)]
    for cell, words in sorted(zip(grid.cells, cells, strict=True), key=lambda pair: pair[0].column):
        left, right = grid.edges(cell)
        lines = tuple(lines_of(words, number, Column(left + padding, right - padding), text.style))
        for step in range(cell.rows):
            rows[cell.row + step].append(
                CellPart(
                    left=left - origin,
                    right=right - origin,
                    lines=() if step else lines,
                    continued=step > 0,
                    goes_down=step < cell.rows - 1,
                )
            )
    edges = tuple(edge - origin for edge in grid.columns)
    text_column = Column(origin + padding, grid.columns[-1] - padding)
    return TablePart(number, grid.top, text_column, edges, tuple(map(tuple, rows)))


def _padding(grid: Grid, cells: list[list[Word]]) -> float:
    """The room that cells leave between border and text: the least seen on any left side."""
    seen = [
        min(word.left for word in words) - grid.edges(cell)[0]
        for cell, words in zip(grid.cells, cells, strict=True)
        if words
    ]
    return min(max(min(seen, default=0.0), 0.0), _WIDEST_PADDING)
