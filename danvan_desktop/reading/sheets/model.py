"""A sheet as both kinds of workbook give it: values at their places, merges, what is hidden."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from danvan_desktop.reading.legacy import Charset, run_text

if TYPE_CHECKING:
    from datetime import datetime

MAX_ROWS: Final = 5_000
MAX_COLUMNS: Final = 256
MAX_CELLS: Final = 60_000
"""What is read of a workbook; the longest register seen has 600 rows of 12 cells."""


class ValueKind(StrEnum):
    """What a cell holds."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    TRUTH = "truth"
    ERROR = "error"
    UNCOMPUTED = "uncomputed"


@dataclass(frozen=True, slots=True)
class Value:
    """A cell's value: `text` as the officer sees it; `number` and `day` are what is stored, where they are."""

    kind: ValueKind
    text: str
    number: float | None = None
    day: datetime | None = None
    bold: bool = False
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Merge:
    """Cells joined to one, all bounds inclusive and counted from 0."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Sheet:
    """One sheet; `cut` when it goes on behind what is read, `charsets` those that its letters were converted from."""

    name: str
    hidden: bool = False
    cells: dict[tuple[int, int], Value] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    cut: bool = False
    charsets: set[Charset] = field(default_factory=set)

    def put(self, row: int, column: int, value: Value, font: str) -> None:
        """Write a value into its place, letters of an old charset as its font shows them."""
        if value.kind is ValueKind.TEXT:
            text, charset = run_text(value.text, font)
            if charset is not None:
                self.charsets.add(charset)
                value = replace(value, text=text)
        self.cells[row, column] = value

    @property
    def empty(self) -> bool:
        """Whether nothing is written in it."""
        return not any(value.text.strip() for value in self.cells.values())


def cell_name(row: int, column: int) -> str:
    """«B7» for row 6 and column 1."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"
