"""Tables without ruling lines: columns told by the blank strips that run down between them. Never quite sure."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from danvan_desktop.domain.numbering import parse_number
from danvan_desktop.reading.pdf.blocks_side_by_side import gaps
from danvan_desktop.reading.pdf.page.content import CellPart, TablePart
from danvan_desktop.reading.pdf.page.lines import Column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from danvan_desktop.reading.pdf.page.content import RowPart
    from danvan_desktop.reading.pdf.page.lines import Line
    from danvan_desktop.reading.pdf.page.words import Word

_GAP: Final = 0.8
_LEAST_LINES: Final = 4
_LEAST_COLUMNS: Final = 3
_STRAY: Final = 0.15
"""The part of the lines that may run over a strip: headings set over all columns."""
_NARROWEST: Final = 4
_NEW_ROW: Final = 1.4
"""Times the usual distance of lines."""


class Region(NamedTuple):
    """The lines `start` up to `end` of a page that are a table, and the places between its columns."""

    start: int
    end: int
    strips: tuple[float, ...]


def unruled(lines: Sequence[Line]) -> Region | None:
    """The table among a page's lines: at least four lines in at least three columns."""
    parted = [index for index, line in enumerate(lines) if _pieces(line) >= _LEAST_COLUMNS]
    if len(parted) < _LEAST_LINES:
        return None
    start, end = parted[0], parted[-1] + 1
    strips = _strips(lines[start:end])
    if len(strips) < _LEAST_COLUMNS - 1:
        return None
    while end < len(lines) and lines[end].words and _keeps(lines[end], strips):
        end += 1
    return Region(start, end, strips)


def part_of(lines: Sequence[Line], region: Region) -> TablePart:
    """The table of a region as rows and cells."""
    lines = lines[region.start : region.end]
    left = min(line.left for line in lines)
    right = max(line.right for line in lines)
    edges = (left, *region.strips, right)
    rows: list[RowPart] = []
    for group in _rows(lines, region.strips):
        rows.append(tuple(_cells(group, edges)))
    relative = tuple(edge - left for edge in edges)
    return TablePart(
        lines[0].page, lines[0].base + lines[0].size, Column(left, right), relative, tuple(rows), unsure=True
    )


def _pieces(line: Line) -> int:
    return 1 + sum(gap.right - gap.left > _GAP * line.size for gap in gaps(line))


def _strips(lines: Sequence[Line]) -> tuple[float, ...]:
    """The middles of the blank strips."""
    left = int(min(line.left for line in lines))
    right = int(max(line.right for line in lines)) + 1
    covered = [0] * (right - left + 1)
    for line in lines:
        for start, end in _stretches(line):
            for place in range(int(start) - left, min(int(end) - left + 1, len(covered))):
                covered[place] += 1
    limit = _STRAY * len(lines)
    strips: list[float] = []
    begun: int | None = None
    for place, count in enumerate(covered):
        if count <= limit and begun is None:
            begun = place
        elif count > limit and begun is not None:
            if begun > 0 and place - begun >= _NARROWEST:
                strips.append(left + (begun + place) / 2)
            begun = None
    return tuple(strips)


def _stretches(line: Line) -> list[tuple[float, float]]:
    """What a line covers, ordinary blanks between words included."""
    stretches: list[tuple[float, float]] = []
    for word in line.words:
        if stretches and word.left - stretches[-1][1] < 0.5 * line.size:
            stretches[-1] = (stretches[-1][0], word.right)
        else:
            stretches.append((word.left, word.right))
    return stretches


def _keeps(line: Line, strips: Sequence[float]) -> bool:
    """Whether a line stands within the columns, beginning in one that is not the first."""
    return line.left > strips[0] and not any(word.left < strip < word.right for word in line.words for strip in strips)


def _rows(lines: Sequence[Line], strips: Sequence[float]) -> list[list[Line]]:
    """The lines of every row: a row begins with a number in the first column, or after a wider distance."""
    distances = sorted(one.base - other.base for one, other in pairwise(lines))
    usual = distances[len(distances) // 2]
    rows: list[list[Line]] = []
    numbered = False
    for line in lines:
        first = " ".join(word.text for word in line.words if word.left < strips[0])
        is_number = parse_number(first) is not None
        wide = bool(rows) and rows[-1][-1].base - line.base > _NEW_ROW * usual
        if not rows or is_number or (first and numbered) or wide:
            rows.append([line])
        else:
            rows[-1].append(line)
        numbered |= is_number
    return rows


def _cells(group: Sequence[Line], edges: Sequence[float]) -> list[CellPart]:
    """The cells of a row; a row whose words run over the strips is a heading over all columns but the first."""
    origin = edges[0]
    spans = [(left, right) for left, right in pairwise(edges)]
    if any(_runs_over(line, edges[2:-1]) for line in group):
        spans = [spans[0], (edges[1], edges[-1])]
    cells = []
    for index, (left, right) in enumerate(spans):
        last = index == len(spans) - 1
        column = Column(left, right)
        lines = tuple(
            line.part(words, column)
            for line in group
            if (words := _between(line, left if index else 0.0, float("inf") if last else right))
        )
        cells.append(CellPart(left - origin, right - origin, lines))
    return cells


def _runs_over(line: Line, strips: Sequence[float]) -> bool:
    return any(start < strip < end for start, end in _stretches(line) for strip in strips)


def _between(line: Line, left: float, right: float) -> tuple[Word, ...]:
    return tuple(word for word in line.words if left <= (word.left + word.right) / 2 < right)
