"""What stands side by side at the head and the foot of a document: issuer and nation, recipients and signature."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from danvan_desktop.domain.text import fold
from danvan_desktop.reading.blocks import Cell, Row, Table
from danvan_desktop.reading.text.cells import paragraph_of

if TYPE_CHECKING:
    from collections.abc import Sequence

_GAP: Final = re.compile(r"(?<=\S)(?:\s*\t\s*|\s{4,})(?=\S)")
_NATION: Final = re.compile(r"cong hoa xa hoi chu nghia")
_RECIPIENTS: Final = re.compile(r"noi nhan\b")
_FAR_IN: Final = 20
"""Blanks before words that stand in the right half."""
_TALLEST: Final = 40


def side_by_side(lines: Sequence[str], start: int) -> tuple[Table, int] | None:
    """A head or foot set in two columns with TABs or blanks, as a table of one row; None for other lines."""
    first = _halves(lines[start])
    if first is None:
        return None
    words = fold(" ".join(first))
    foot = _RECIPIENTS.match(words) is not None
    if not foot and not _NATION.search(words):
        return None
    columns: tuple[list[str], list[str]] = ([], [])
    place = start
    while place < min(len(lines), start + _TALLEST) and lines[place].strip():
        halves = _halves(lines[place])
        if halves is None and not foot:
            break
        for column, text in zip(columns, halves or _one_half(lines[place]), strict=True):
            column.append(text)
        place += 1
    return Table((Row(tuple(_cell(column) for column in columns)),)), place


def _halves(line: str) -> tuple[str, str] | None:
    parts = _GAP.split(line.strip())
    return (parts[0], parts[1]) if len(parts) == 2 else None


def _one_half(line: str) -> tuple[str, str]:
    words = line.strip()
    far_in = len(line) - len(line.lstrip(" ")) >= _FAR_IN or line.startswith("\t")
    return ("", words) if far_in else (words, "")


def _cell(texts: Sequence[str]) -> Cell:
    return Cell(tuple(paragraph_of(text, centred=not text.startswith("-")) for text in texts if text))
