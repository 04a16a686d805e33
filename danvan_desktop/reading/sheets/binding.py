"""Several sheets as one document: tables under the names of their sheets, signatures once."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from danvan_desktop.domain.text import fold
from danvan_desktop.reading.blocks import Cell, Paragraph, Row, Table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from danvan_desktop.reading.blocks import Block
    from danvan_desktop.reading.sheets.layout import Part

_PLAIN_NAMES: Final = ("sheet", "trang tinh", "trang", "bang")
"""Names that Excel itself gives to sheets."""
_UNUSED_LINES: Final = "Trang «{name}»: các dòng phía trên bảng không được dùng: {lines}."
_DAY_AND_PLACE: Final = re.compile(r".{2,40}, ngay\b.*\bthang\b.*\bnam\b.{0,12}")


@dataclass(slots=True)
class ReadSheet:
    """One sheet as read: its parts and the sentences about it."""

    name: str
    parts: tuple[Part, ...]
    notices: list[str] = field(default_factory=list)
    prose: bool = False

    @property
    def catalogue(self) -> bool:
        """Whether tasks stand in it."""
        return any(part.heading for part in self.parts)

    @property
    def title(self) -> str:
        """Its name where it says something, else «»."""
        words = fold(self.name).rstrip("0123456789() ")
        return "" if not words or words in _PLAIN_NAMES else self.name.strip()


@dataclass(slots=True)
class _Bound:
    """A table that further sheets may join: what its columns are called, the name of its own sheet, its blocks."""

    heading: tuple[str, ...]
    title: str
    blocks: list[Block]


class Binder:
    """Puts the sheets one after the other.

    Sheets with the same columns make one table, each under its name as under the heading of a group, so that numbers
    that begin anew on every sheet stay apart; what is signed below them comes once, at the end.
    """

    def __init__(self, several: bool) -> None:
        self.notices: list[str] = []
        self._several = several
        self._above: list[Paragraph] = []
        self._tables: list[_Bound] = []
        self._below: dict[Paragraph, None] = {}

    def take(self, read: ReadSheet) -> None:
        """Add a sheet."""
        title = read.title if self._several else ""
        for part in read.parts:
            self._below.update(dict.fromkeys(part.below))
            last = self._tables[-1] if self._tables else None
            if last is not None and part.heading and part.heading == last.heading and part.table is not None:
                self._join(part.table, title or self._lines(part), read.name, last)
            else:
                self._add(part, title)
            self._tell_unused(read.name, part, title)
            title = ""

    def blocks(self) -> tuple[Block, ...]:
        """All blocks in reading order."""
        dated = [line for line in self._below if _DAY_AND_PLACE.fullmatch(fold(line.text))]
        top = dated[-1:] if not any(_DAY_AND_PLACE.fullmatch(fold(line.text)) for line in self._above) else []
        below = [line for line in self._below if line not in top]
        tables = [block for bound in self._tables for block in bound.blocks]
        return (*top, *self._above, *tables, *below)

    def _new(self, lines: Iterable[Paragraph]) -> list[Paragraph]:
        return [line for line in lines if line not in self._above]

    def _add(self, part: Part, title: str) -> None:
        blocks: list[Block] = [part.table] if part.table is not None else []
        if not self._tables:
            self._above.extend(part.above)
            self._tables.append(_Bound(part.heading, title, blocks))
            return
        named = [Paragraph(title, bold=True)] if title and part.heading else self._new(part.above)
        self._tables.append(_Bound(part.heading, "", [*named, *blocks]))

    def _lines(self, part: Part) -> str:
        return " ".join(line.text for line in self._new(part.above))

    def _join(self, table: Table, title: str, name: str, bound: _Bound) -> None:
        """Put a table's rows under those of the last; without a title it has its sheet's name if it counts anew."""
        before = bound.blocks[-1]
        if not isinstance(before, Table):
            return
        if bound.title:
            before, bound.title = _under_title(before, bound.title), ""
        added = [row for row in table.rows if not row.heading]
        anew = {row.cells[0].text for row in before.rows} & {row.cells[0].text for row in added}
        title = title or (name if anew - {""} else "")
        bound.blocks[-1] = Table((*before.rows, *_title_row(table, title), *added))

    def _tell_unused(self, name: str, part: Part, title: str) -> None:
        """Lines above a table that stands under the name of its sheet instead."""
        unused = [line.text for line in self._new(part.above)] if title and part.heading else []
        if unused:
            self.notices.append(_UNUSED_LINES.format(name=name, lines=", ".join(f"«{line}»" for line in unused)))


def _title_row(table: Table, title: str) -> tuple[Row, ...]:
    width = max(sum(cell.colspan for cell in row.cells) for row in table.rows)
    return (Row((Cell((Paragraph(title, bold=True),), width),)),) if title else ()


def _under_title(table: Table, title: str) -> Table:
    heads = tuple(row for row in table.rows if row.heading)
    return Table((*heads, *_title_row(table, title), *table.rows[len(heads) :]))
