"""Tables flattened to one cell a line (domain.md 1.8, item 5).

What some programs make of a Word table: a TAB before every cell, an empty line after every row; a TAB alone is an empty
cell, an empty line may also stand inside a row. Text copied from a viewer has no TABs: then every line is a cell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from danvan_desktop.domain.numbering import parse_number
from danvan_desktop.domain.text import fold
from danvan_desktop.reading.text.cells import MAX_COLUMNS, is_heading, table_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from danvan_desktop.reading.blocks import Table

_NUMBER_HEADINGS: Final = frozenset({"tt", "stt", "so tt", "so thu tu", "s tt"})
_GROUP: Final = 2
"""Cells of a row that only names a group: its number and its words."""


def stacked_table(lines: Sequence[str], start: int) -> tuple[Table, int] | None:
    """The table that begins with its heading at `start`, and the line after it; None where there is none."""
    first = lines[start]
    tabbed = first.startswith("\t")
    if not tabbed and fold(first) not in _NUMBER_HEADINGS:
        return None
    headings, after = (_tabbed_heading if tabbed else _plain_heading)(lines, start)
    if not is_heading(headings):
        return None
    reader = _Rows(len(headings), tabbed=tabbed, numbered=fold(headings[0]) in _NUMBER_HEADINGS)
    after = reader.read(lines, after)
    return table_of([headings, *reader.rows], len(headings)), after


def _tabbed_heading(lines: Sequence[str], start: int) -> tuple[list[str], int]:
    """The cells of the first row: up to the empty line that ends it."""
    cells: list[str] = []
    place = start
    while place < len(lines) and lines[place].strip() and len(cells) <= MAX_COLUMNS:
        if lines[place].startswith("\t"):
            cells.extend(part.strip() for part in lines[place][1:].split("\t"))
        else:
            cells[-1] = f"{cells[-1]} {lines[place].strip()}"
        place += 1
    return cells, place


def _plain_heading(lines: Sequence[str], start: int) -> tuple[list[str], int]:
    """The cells of the first row: up to the number of the next one."""
    cells: list[str] = []
    place = start
    while place < len(lines) and len(cells) <= MAX_COLUMNS:
        words = lines[place].strip()
        if words and cells and parse_number(words):
            break
        if words:
            cells.append(words)
        place += 1
    return cells, place


class _Rows:
    """Puts cells into rows: a number opens one, so does any cell behind an empty line once the row is full."""

    def __init__(self, columns: int, *, tabbed: bool, numbered: bool) -> None:
        self._columns = columns
        self._tabbed = tabbed
        self._numbered = numbered
        self._row: list[list[str]] = []
        self.rows: list[list[str]] = []

    def read(self, lines: Sequence[str], start: int) -> int:
        """Take the rows from `start` on; the answer is the first line that is not the table's."""
        blank = True
        place = start
        while place < len(lines):
            line = lines[place]
            if not line.strip() and not (self._tabbed and line.startswith("\t")):
                blank = True
            elif self._tabbed and not line.startswith("\t"):
                if not self._row or (blank and self._complete):
                    break
                self._row[-1].append(line.strip())
                blank = False
            elif not self._tabbed and self._ends(line.strip(), blank=blank):
                break
            else:
                for cell in line.removeprefix("\t").split("\t") if self._tabbed else [line]:
                    self._take(cell.strip(), blank=blank)
                    blank = False
            place += 1
        self._close()
        return place

    @property
    def _complete(self) -> bool:
        return len(self._row) >= self._columns or len(self._row) == _GROUP

    def _ends(self, words: str, *, blank: bool) -> bool:
        """Without TABs a full row is followed by the next number or by the end of the table."""
        full = len(self._row) >= self._columns or (not self._row and bool(self.rows))
        return blank and full and parse_number(words) is None

    def _take(self, cell: str, *, blank: bool) -> None:
        if self._row and self._opens(cell, blank=blank):
            self._close()
        self._row.append([cell])

    def _opens(self, cell: str, *, blank: bool) -> bool:
        full = len(self._row) >= self._columns
        if self._numbered and parse_number(cell) is not None:
            return full or (len(self._row) >= _GROUP and (blank or not self._tabbed))
        return full and blank

    def _close(self) -> None:
        cells = ["\n".join(cell).strip() for cell in self._row]
        if any(cells):
            self.rows.append(cells)
        self._row = []
