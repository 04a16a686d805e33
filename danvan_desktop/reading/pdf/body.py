"""The pages' lines and tables in reading order, as paragraphs and tables."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from danvan_desktop.reading.pdf.blocks_side_by_side import as_table, side_by_side
from danvan_desktop.reading.pdf.page.content import TablePart
from danvan_desktop.reading.pdf.page.lines import Column, Line
from danvan_desktop.reading.pdf.tables import goes_on, table_of
from danvan_desktop.reading.pdf.unruled import part_of, unruled
from danvan_desktop.reading.pdf.wrapping import paragraphs, usual_distance, wraps_in_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from danvan_desktop.reading.blocks import Block, Table
    from danvan_desktop.reading.pdf.page.content import Page

    Piece = Line | TablePart | Table

_SAME_EDGE: Final = 2.0
_ENOUGH: Final = 3
"""Lines that must reach an edge for it to be the text's."""


@dataclass(frozen=True, slots=True)
class Body:
    """The blocks of a document; `unsure` when a table had no ruling lines."""

    blocks: tuple[Block, ...]
    unsure: bool


def body_of(pages: Sequence[Page]) -> Body:
    """The blocks of pages that hold nothing but text and tables."""
    pieces = [list(_pieces(page)) for page in pages]
    shapes = [(round(page.width), round(page.height)) for page in pages]
    columns = {
        shape: _column([piece for own, listed in zip(shapes, pieces, strict=True) if own == shape for piece in listed])
        for shape in set(shapes)
    }
    lines = (piece for listed in pieces for piece in listed if isinstance(piece, Line))
    assembly = _Assembly(usual_distance(lines))
    for shape, listed in zip(shapes, pieces, strict=True):
        for piece in listed:
            assembly.take(replace(piece, column=columns[shape]) if isinstance(piece, Line) else piece)
    assembly.end_text()
    assembly.end_table()
    return Body(tuple(assembly.blocks), assembly.unsure)


class _Assembly:
    """Blocks as they are completed: text waits for its paragraph's end, a table for its next page."""

    def __init__(self, pitch: float) -> None:
        self.blocks: list[Block] = []
        self.unsure = False
        self._goes_on = wraps_in_text(pitch)
        self._text: list[Line] = []
        self._table: list[TablePart] = []

    def take(self, piece: Piece) -> None:
        """The next piece in reading order."""
        if isinstance(piece, Line):
            self.end_table()
            self._text.append(piece)
        elif isinstance(piece, TablePart):
            self.end_text()
            self._add_part(piece)
        else:
            self.end_text()
            self.end_table()
            self.blocks.append(piece)

    def end_text(self) -> None:
        """Write the paragraphs gathered so far."""
        self.blocks.extend(paragraphs(self._text, self._goes_on))
        self._text = []

    def end_table(self) -> None:
        """Write the table gathered so far."""
        if self._table:
            self.blocks.append(table_of(self._table))
        self._table = []

    def _add_part(self, part: TablePart) -> None:
        self.unsure |= part.unsure
        last = self._table[-1] if self._table else None
        if last is None or last.page == part.page or not goes_on(last, part):
            self.end_table()
        self._table.append(part)


def _pieces(page: Page) -> Iterator[Piece]:
    """The lines, tables and side-by-side blocks of a page, top to bottom."""
    text = list(page.text)
    for table in page.tables:
        above = [line for line in text if line.base > table.top]
        yield from _text_pieces(above)
        yield table
        text = text[len(above) :]
    yield from _text_pieces(text)


def _text_pieces(lines: Sequence[Line]) -> Iterator[Piece]:
    region = unruled(lines)
    if region is not None:
        yield from _text_pieces(lines[: region.start])
        yield part_of(lines, region)
        lines = lines[region.end :]
    index = 0
    for block in side_by_side(lines):
        yield from lines[index : block.start]
        yield as_table(lines[block.start : block.end], block.gutter)
        index = block.end
    yield from lines[index:]


def _column(pieces: Sequence[Piece]) -> Column:
    """Where text is set on pages of one shape: the outermost edges that several lines share, else those of all.

    Where no lines end together, those that have one middle tell how far the text would reach.
    """
    lines = [piece for piece in pieces if isinstance(piece, Line)]
    tables = [piece for piece in pieces if isinstance(piece, TablePart)]
    left = _shared_least([line.left for line in lines])
    right = _shared_least([-line.right for line in lines])
    if left is None:
        left = min((*(line.left for line in lines), *(table.text.left for table in tables)), default=0.0)
    if right is not None:
        return Column(left, -right)
    edge = max((*(line.right for line in lines), *(table.text.right for table in tables)), default=0.0)
    middle = _shared_least([line.left + line.right for line in lines])
    return Column(left, edge if middle is None else max(edge, middle - left))


def _shared_least(places: Sequence[float]) -> float | None:
    """The least place that several lines share."""
    counts = Counter(round(place / _SAME_EDGE) for place in places)
    shared = {key for key, count in counts.items() if count + counts.get(key + 1, 0) >= _ENOUGH}
    return min((place for place in places if round(place / _SAME_EDGE) in shared), default=None)
