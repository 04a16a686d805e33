"""A table of HTML as rows of cells: what spans rows above covers its place below."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from danvan_desktop.reading.blocks import Cell, Row, Table
from danvan_desktop.reading.errors import Fault, FileFault

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

    from lxml.html import HtmlElement

    from danvan_desktop.reading.blocks import Block

MAX_CELLS: Final = 200_000
_MAX_COLUMNS: Final = 63
"""Word's own limit; a larger span is damage."""
_PARTS: Final = frozenset({"thead", "tbody", "tfoot"})


class GridReader:
    """Reads tables; `inside` gives the blocks of a cell, `hidden` says what is not shown. Counts the cells of all."""

    def __init__(
        self, inside: Callable[[HtmlElement], tuple[Block, ...]], hidden: Callable[[HtmlElement], bool]
    ) -> None:
        self._inside = inside
        self._hidden = hidden
        self._cells = 0

    def table(self, element: HtmlElement) -> Table:
        """The table of a `table` element, its caption left to the caller."""
        below: dict[int, tuple[int, int]] = {}
        rows = []
        for row, heads in _rows(element):
            if self._hidden(row):
                continue
            cells = list(self._row(row, below))
            if cells:
                tags = {str(cell.tag).casefold() for cell in row if isinstance(cell.tag, str)}
                rows.append(Row(tuple(cells), heading=heads or tags == {"th"}))
        return Table(tuple(rows))

    def _row(self, row: HtmlElement, below: dict[int, tuple[int, int]]) -> Iterator[Cell]:
        """The cells of a row; `below` holds column → (rows still covered, width) and is brought up to date."""
        column = 0
        started: dict[int, tuple[int, int]] = {}
        for element in row:
            if str(element.tag).casefold() not in ("td", "th"):
                continue
            column = yield from self._covered(below, column)
            width = min(max(_whole(element.get("colspan")), 1), _MAX_COLUMNS)
            height = _whole(element.get("rowspan"))
            if height > 1:
                started[column] = (height - 1, width)
            self._count()
            yield Cell(self._inside(element), width)
            column += width
        yield from self._covered(below, column)
        below.update(started)

    def _covered(self, below: dict[int, tuple[int, int]], column: int) -> Generator[Cell, None, int]:
        while column in below:
            rows, width = below.pop(column)
            if rows > 1:
                below[column] = (rows - 1, width)
            self._count()
            yield Cell(colspan=width, continued=True)
            column += width
        return column

    def _count(self) -> None:
        self._cells += 1
        if self._cells > MAX_CELLS:
            raise FileFault(Fault.TEXT_TOO_LONG)


def _rows(table: HtmlElement) -> Iterator[tuple[HtmlElement, bool]]:
    """The rows of a table with whether they stand in its head."""
    for child in table:
        tag = str(child.tag).casefold()
        if tag == "tr":
            yield child, False
        elif tag in _PARTS:
            for row in child:
                if str(row.tag).casefold() == "tr":
                    yield row, tag == "thead"


def _whole(text: str | None) -> int:
    try:
        return int((text or "1").strip())
    except ValueError:
        return 1
