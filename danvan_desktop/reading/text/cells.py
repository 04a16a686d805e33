"""Rows of cells as blocks, and what tells a row of column headings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from danvan_desktop.domain.text import fold
from danvan_desktop.domain.timing import TimingKind, parse
from danvan_desktop.reading.blocks import Cell, Paragraph, Row, Table
from danvan_desktop.reading.errors import Fault, FileFault
from danvan_desktop.reading.text.markdown import meant

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MAX_COLUMNS: Final = 63
"""Word's own limit; wider is no table of tasks."""
MAX_CELLS: Final = 200_000
"""Some ten thousand tasks; more in one text is no programme."""
_TASK: Final = re.compile(r"\b(?:nhiem vu|noi dung|cong viec|hoat dong|dau viec|ten viec)\b")
_OTHER: Final = re.compile(
    r"\b(?:chu tri|phoi hop|thoi gian|thoi han|tien do|hoan thanh|don vi|co quan|thuc hien|phan cong|ket qua"
    r"|san pham)\b"
)
_TIME: Final = re.compile(r"\b(?:thoi gian|thoi han|tien do|hoan thanh)\b")
_LONGEST_HEADING: Final = 60
_LONGEST_TIME: Final = 120
_WORDS: Final = 1
"""The place of a row's words, behind its number."""
_ANY_YEAR: Final = 2026
"""Only whether words are a time is asked, not which."""


def is_heading(cells: Sequence[str]) -> bool:
    """Whether cells head the columns of a catalogue: one of tasks, one more of a known kind, all short."""
    if not 3 <= len(cells) <= MAX_COLUMNS or any(len(cell) > _LONGEST_HEADING for cell in cells):
        return False
    words = [fold(cell) for cell in cells]
    return any(map(_TASK.search, words)) and any(_OTHER.search(word) and not _TASK.search(word) for word in words)


def may_head(text: str) -> bool:
    """Whether the words of a heading are in a text at all; quicker to ask than to find its columns."""
    words = fold(text)
    return _TASK.search(words) is not None and _OTHER.search(words) is not None


def table_of(rows: Iterable[Sequence[str]], columns: int) -> Table:
    """A table whose first row heads it; a row that stops after its words goes on to the right edge."""
    made: list[Row] = []
    time = None
    count = 0
    for cells in rows:
        count += len(cells)
        if count > MAX_CELLS:
            raise FileFault(Fault.TEXT_TOO_LONG)
        if not made:
            time = next((place for place, cell in enumerate(cells) if _TIME.search(fold(cell))), None)
        made.append(Row(_spread(_with_time_in_place(cells, time), columns), heading=not made))
    return Table(tuple(made))


def cell_of(text: str, colspan: int = 1) -> Cell:
    """A cell whose lines are its paragraphs."""
    return Cell(tuple(paragraph_of(line) for line in text.split("\n") if line.strip()), colspan)


def paragraph_of(text: str, *, centred: bool = False) -> Paragraph:
    """A paragraph as its markdown means it."""
    words = meant(text.strip())
    return Paragraph(words.text, bold=words.bold, italic=words.italic, centred=centred, level=words.level)


def _with_time_in_place(cells: Sequence[str], time: int | None) -> Sequence[str]:
    """The cells of a row, blank ones put where an empty cell left no trace: before a time that stands too early."""
    last = len(cells) - 1
    if time is None or not _WORDS < last < time or len(cells[last]) > _LONGEST_TIME:
        return cells
    if parse(cells[last], _ANY_YEAR).kind is TimingKind.NONE:
        return cells
    return [*cells[:last], *[""] * (time - last), cells[last]]


def _spread(cells: Sequence[str], columns: int) -> tuple[Cell, ...]:
    """The cells over the width of the table; too many are put together where the words are."""
    given = [*cells]
    if len(given) > columns:
        extra = len(given) - columns
        given = [given[0], "\n".join(given[1 : extra + 2]), *given[extra + 2 :]]
    last = columns - len(given) + 1
    return tuple(cell_of(text, last if place == len(given) - 1 else 1) for place, text in enumerate(given))
