"""Blocks of cells as spreadsheets put them on the clipboard: lines of cells parted by TAB, quoted where need be."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from danvan_desktop.domain.merging.marking import unmarked


def read_block(text: str) -> list[list[str]]:
    """The cells of a block; the empty line at its end that spreadsheets add is left out, and so is the sign of a value
    on which two books disagree: it says something of the cell that was copied."""
    lines = list(csv.reader(io.StringIO(text.replace("\r\n", "\n"), newline=""), dialect="excel-tab"))
    while lines and not any(lines[-1]):
        lines.pop()
    return [[unmarked(cell.strip()) for cell in line] or [""] for line in lines]


def write_block(lines: Iterable[Sequence[str]]) -> str:
    """A block for the clipboard."""
    held = io.StringIO(newline="")
    csv.writer(held, dialect="excel-tab", lineterminator="\n").writerows(lines)
    return held.getvalue()
