"""Tables whose columns are kept apart by blanks alone, as text programs and the copy of a PDF's page give them."""

from __future__ import annotations

import re
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from danvan_desktop.domain.numbering import parse_number
from danvan_desktop.reading.text.cells import is_heading, may_head, table_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from danvan_desktop.reading.blocks import Table

_PIECE: Final = re.compile(r"\S+(?: \S+)*")
_LEAST_COLUMNS: Final = 3
_STRAY: Final = 0.15
"""The part of the lines that may reach over a strip of blanks."""
_TALLEST_HEADING: Final = 4
_LONGEST: Final = 400
"""Letters of a line; a longer one is a paragraph."""


class _Piece(NamedTuple):
    """Words with no more than one blank between them, and where they begin in their line."""

    start: int
    words: str

    @property
    def end(self) -> int:
        return self.start + len(self.words)


_Line = list[_Piece]


def spaced_table(lines: Sequence[str], start: int) -> tuple[Table, int] | None:
    """A table whose heading begins at `start`: columns are where hardly any line has a letter.

    A row begins with its number, or after an empty line where empty lines part all rows.
    """
    if len(_pieces(lines[start])) < _LEAST_COLUMNS - 1:
        return None
    if not may_head(" ".join(lines[start : start + _TALLEST_HEADING])):
        return None
    end = _end(lines, start)
    body = [_pieces(line) for line in lines[start:end]]
    strips = _strips([line for line in body if len(line) >= _LEAST_COLUMNS or (line and line[0].start > 0)])
    if len(strips) < _LEAST_COLUMNS - 1:
        return None
    heading = _heading(body, strips)
    if heading is None:
        return None
    words, taken = heading
    rows = [_cells(group, strips) for group in _rows(body[taken:], strips)]
    return (table_of([words, *rows], len(words)), end) if rows else None


def _pieces(line: str) -> _Line:
    if "\t" in line or len(line) > _LONGEST:
        return []
    return [_Piece(found.start(), found.group()) for found in _PIECE.finditer(line)]


def _end(lines: Sequence[str], start: int) -> int:
    """Behind the last line that may belong to the table: parted, far in, or a numbered heading of a group."""
    end = place = start
    while place < len(lines):
        pieces = _pieces(lines[place])
        if pieces:
            if len(pieces) == 1 and pieces[0].start == 0:
                break
            end = place + 1
        elif lines[place].strip() or place - end > 1:
            break
        place += 1
    return end


def _strips(lines: Sequence[_Line]) -> tuple[int, ...]:
    """Where a new column begins: the ends of the strips that hardly any line covers."""
    width = max((line[-1].end for line in lines), default=0)
    covered = [0] * width
    for line in lines:
        for piece in line:
            for place in range(piece.start, piece.end):
                covered[place] += 1
    limit = int(_STRAY * len(lines))
    free = [count <= limit for count in covered]
    return tuple(
        place + 1
        for place, (one, other) in enumerate(pairwise(free))
        if one and not other and any(not before for before in free[:place])
    )


def _heading(body: Sequence[_Line], strips: Sequence[int]) -> tuple[list[str], int] | None:
    """The words over the columns, of one line or several, and how many lines they take."""
    for taken in range(1, _TALLEST_HEADING + 1):
        words = _cells(body[:taken], strips)
        begins_row = taken < len(body) and _number(body[taken], strips)
        if is_heading(words) and all(words) and (begins_row or not (taken < len(body) and body[taken])):
            return words, taken
    words = _cells(body[:1], strips)
    return (words, 1) if is_heading(words) and all(words) else None


def _rows(body: Sequence[_Line], strips: Sequence[int]) -> Iterator[list[_Line]]:
    groups = [list(group) for filled, group in groupby(body, key=bool) if filled]
    if len(groups) > 1 and all(sum(_number(line, strips) for line in group) <= 1 for group in groups):
        yield from groups
        return
    row: list[_Line] = []
    for line in filter(None, body):
        if row and (_number(line, strips) or not any(_number(each, strips) for each in row)):
            yield row
            row = []
        row.append(line)
    if row:
        yield row


def _number(line: _Line, strips: Sequence[int]) -> bool:
    """Whether a line has a number in the first column."""
    return bool(line) and line[0].end <= strips[0] and parse_number(line[0].words) is not None


def _cells(group: Sequence[_Line], strips: Sequence[int]) -> list[str]:
    """The words of every column, lines joined; words that reach over the columns make a row of number and title."""
    edges = (0, *strips)
    if any(len(line) <= 2 and _reaches_over(line[-1], strips) for line in group if line):
        number, title = (
            [piece.words for line in group for piece in line if (piece.end <= strips[0]) is first]
            for first in (True, False)
        )
        return [" ".join(number), " ".join(title)]
    cells: list[list[str]] = [[] for _ in edges]
    for line in group:
        for piece in line:
            cells[max(column for column, edge in enumerate(edges) if edge <= piece.start)].append(piece.words)
    return [" ".join(words) for words in cells]


def _reaches_over(piece: _Piece, strips: Sequence[int]) -> bool:
    return any(piece.start < strip < piece.end for strip in strips)
