"""The column of numbers: «1.1» and «1.10» that Excel took for a number or a day, given back as they were typed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from danvan_desktop.reading.sheets.model import Value, ValueKind, cell_name
from danvan_desktop.reading.sheets.values import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from danvan_desktop.reading.sheets.grid import GridRow

_DOTTED: Final = re.compile(r"\d+(?:\.\d+)*\.?")
_DECIMAL: Final = re.compile(r"\d+\.\d+")
_LAST_PART_OF_YEAR: Final = 20
"""«1.1.2» becomes a day of 2002; a plan of this year is not meant by a day of 2015 or later."""


@dataclass(slots=True)
class Repaired:
    """Rows whose numbers are as typed, and the cells that were changed for it."""

    rows: list[GridRow] = field(default_factory=list)
    from_days: list[str] = field(default_factory=list)
    from_numbers: list[str] = field(default_factory=list)


def with_numbers(rows: Iterable[GridRow], column: int, sheet_column: int) -> Repaired:
    """The rows with the numbers of one column as they were typed."""
    repaired = Repaired()
    before: tuple[int, ...] = ()
    for row in rows:
        cells = []
        for start, cell in row.starts():
            if start == column and cell.span == 1:
                text = _typed(cell.value, before)
                if cell.value.kind is ValueKind.DATE:
                    repaired.from_days.append(cell_name(row.place, sheet_column))
                elif cell.value.number is not None and text != plain(cell.value.number):
                    repaired.from_numbers.append(cell_name(row.place, sheet_column))
                cells.append(cell.saying(text))
                if _DOTTED.fullmatch(text.strip()):
                    before = tuple(int(part) for part in text.strip(" .").split("."))
            else:
                cells.append(cell)
        repaired.rows.append(replace(row, cells=tuple(cells)))
    return repaired


def _typed(value: Value, before: tuple[int, ...]) -> str:
    if value.kind is ValueKind.DATE and value.day is not None:
        day, month, year = value.day.day, value.day.month, value.day.year - 2000
        last = (year,) if 0 < year < _LAST_PART_OF_YEAR else ()
        options: list[tuple[int, ...]] = [(day, month, *last), (month, day, *last)]
        found = next((option for option in options if _follows(option, before)), options[0])
        return ".".join(map(str, found))
    if value.kind is ValueKind.NUMBER and value.number is not None:
        return _number(value, before)
    return value.text


def _number(value: Value, before: tuple[int, ...]) -> str:
    """A number as typed: «1.10», which is stored as 1.1, is told by the «1.9» above it or by its format."""
    shown = value.text.replace(",", ".")
    number = value.number or 0.0
    text = shown if _DECIMAL.fullmatch(shown) and float(shown) == number else plain(number)
    if len(before) == 2 and _DECIMAL.fullmatch(text):
        head, tail = (int(part) for part in text.split("."))
        longer = tail * 10
        if head == before[0] and longer == before[1] + 1 and not _follows((head, tail), before):
            return f"{head}.{longer}"
    return text


def _follows(number: tuple[int, ...], before: tuple[int, ...]) -> bool:
    """Whether a number comes next after the one before: 1.2 after 1.1, 2.1 after 2, 1.9 or 1.1.3."""
    if not before:
        return False
    depth = len(number)
    if number[-1] == 1 and number[:-1] == before[: depth - 1]:
        return len(before) == depth - 1
    same = before[: depth - 1] == number[:-1] and len(before) >= depth
    return same and number[-1] == before[depth - 1] + 1
