"""Lines set side by side without ruling lines: letterheads and signatures, in a left and a right block."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from danvan_desktop.domain.numbering import split_number
from danvan_desktop.domain.text import fold
from danvan_desktop.reading.blocks import Cell, Row, Table
from danvan_desktop.reading.pdf.page.lines import Column
from danvan_desktop.reading.pdf.wrapping import paragraphs, wraps_in_block

if TYPE_CHECKING:
    from collections.abc import Sequence

    from danvan_desktop.reading.pdf.page.lines import Line

_WIDE: Final = 1.4
_ALONE: Final = 2.5
"""In sizes of the letters: a gap that divides a line, and one that does so without a neighbour."""
_NARROWEST: Final = 4.0
_NEAR: Final = 2.2
_SHORTEST_LEFT: Final = 5
_AHEAD: Final = 3
_AMID: Final = 0.2
"""The part of the right block's width that its lines' middles keep away from its left; a title below does not."""


class Gutter(NamedTuple):
    """The blank strip between two blocks."""

    left: float
    right: float


class Block(NamedTuple):
    """The lines `start` up to `end` of a page, and the strip that divides them."""

    start: int
    end: int
    gutter: Gutter


def side_by_side(lines: Sequence[Line]) -> list[Block]:
    """The runs of a page's lines that are two blocks beside each other."""
    found: list[Block] = []
    index = 0
    while index < len(lines):
        gap = _widest_gap(lines[index])
        block = None if gap is None else _grown(lines, index, gap, found[-1].end if found else 0)
        if block is not None:
            found.append(block)
            index = block.end
        else:
            index += 1
    return found


def as_table(lines: Sequence[Line], gutter: Gutter) -> Table:
    """Two blocks as the row of a table, the left one read first."""
    middle = (gutter.left + gutter.right) / 2
    cells = []
    for is_left in (True, False):
        side = [
            line.part(words, Column(words[0].left, words[-1].right))
            for line in lines
            if (words := tuple(word for word in line.words if (word.left < middle) is is_left))
        ]
        cells.append(Cell(tuple(paragraphs(side, wraps_in_block))))
    return Table((Row(tuple(cells)),))


def gaps(line: Line) -> list[Gutter]:
    """The blanks between its words."""
    return [Gutter(one.right, other.left) for one, other in zip(line.words, line.words[1:], strict=False)]


def _widest_gap(line: Line) -> Gutter | None:
    """The gap of a line that divides it in two; none behind a number, nor where a blank is left to be filled in."""
    wide = [
        Gutter(one.right, other.left)
        for one, other in zip(line.words, line.words[1:], strict=False)
        if other.left - one.right > _WIDE * line.size and other.text[0].isupper()
    ]
    if not wide or line.text.startswith("("):
        return None
    gap = max(wide, key=lambda gap: gap.right - gap.left)
    before = " ".join(word.text for word in line.words if word.right <= gap.left)
    return gap if len(before) >= _SHORTEST_LEFT and split_number(f"{before} a")[1] != "a" else None


def _grown(lines: Sequence[Line], seed: int, gap: Gutter, first: int) -> Block | None:
    start, end, gutter = seed, seed + 1, gap
    up = seed
    while up > first and (narrowed := _narrowed(lines[up - 1], gutter)) is not None:
        up -= 1
        gutter = narrowed
        if _is_split(lines[up], gutter) or up == 0:
            start = up
    gutter = gap
    for line in lines[start:seed]:
        gutter = _narrowed(line, gutter) or gutter
    reach = max(line.right for line in lines[start:end])
    recipients = False
    for index in range(seed, len(lines)):
        line = lines[index]
        narrowed = _narrowed(line, gutter)
        recipients |= fold(line.text).startswith("noi nhan")
        if narrowed is None:
            break
        if index > seed and not _belongs(line, gutter, reach):
            near = lines[index - 1].base - line.base < _NEAR * line.size
            if not near or not (recipients or _is_amid(lines[index + 1 : index + 1 + _AHEAD], gutter, reach)):
                break
        gutter, end, reach = narrowed, index + 1, max(reach, line.right)
    if end - start == 1 and gap.right - gap.left < _ALONE * lines[seed].size:
        return None
    return Block(start, end, gutter)


def _narrowed(line: Line, gutter: Gutter) -> Gutter | None:
    """The strip that is still blank with this line too; None when the line runs over it."""
    middle = (gutter.left + gutter.right) / 2
    if line.right <= middle:
        return Gutter(max(gutter.left, line.right), gutter.right)
    if line.left >= middle:
        return Gutter(gutter.left, min(gutter.right, line.left))
    for gap in gaps(line):
        both = Gutter(max(gap.left, gutter.left), min(gap.right, gutter.right))
        if both.right - both.left >= max(_NARROWEST, 0.5 * line.size):
            return both
    return None


def _is_split(line: Line, gutter: Gutter) -> bool:
    return line.left < gutter.left + 1 and line.right > gutter.right - 1


def _belongs(line: Line, gutter: Gutter, reach: float) -> bool:
    """Whether a line below surely goes with the block: on both sides, or amid the right block."""
    middle = (gutter.left + gutter.right) / 2
    if line.right <= middle:
        return False
    return line.left < middle or (line.left + line.right) / 2 > gutter.right + _AMID * (reach - gutter.right)


def _is_amid(following: Sequence[Line], gutter: Gutter, reach: float) -> bool:
    """Whether the block goes on below a line that stands on its left side only."""
    for line in following:
        if _narrowed(line, gutter) is None:
            return False
        if _belongs(line, gutter, reach):
            return True
    return False
