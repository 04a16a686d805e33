"""A document as items: lines, catalogue tables, and its footnotes apart."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from danvan_desktop.domain.text import fold
from danvan_desktop.reading.blocks import Paragraph, Table
from danvan_desktop.reading.recogniser.table.columns import Columns, find_heading
from danvan_desktop.reading.recogniser.table.grid import width
from danvan_desktop.reading.recogniser.text.joining import join_cut
from danvan_desktop.reading.recogniser.text.lines import Line, is_footnote, lines_of, tidy

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from danvan_desktop.reading.blocks import Block, Document


_LAYOUT_COLUMNS: Final = 2
"""A table as narrow as this may only lay text out; a wider one that is no catalogue holds data of another kind."""
_FRAME: Final = re.compile(r"cong hoa xa hoi|\bnoi nhan\b|\bso:")
"""What letterheads and signatures hold, whatever columns they are set in."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A table whose heading was understood; its heading rows go from `start` up to its `first` row of tasks.

    `rest` are tables directly behind it that go on with it: one catalogue cut by page or section breaks.
    """

    table: Table
    block: int
    columns: Columns
    start: int
    first: int
    rest: tuple[Catalogue, ...] = ()

    def goes_on(self, other: Catalogue) -> bool:
        """Whether another table directly behind this one is a further piece of it."""
        return other.columns.roles == self.columns.roles


Item = Line | Catalogue


@dataclass(frozen=True, slots=True)
class Items:
    """The whole document in reading order."""

    items: tuple[Item, ...]
    footnotes: tuple[str, ...]


def items_of(document: Document) -> Items:
    """Lines and catalogue tables of a document; other tables give their cells' lines."""
    blocks, footnotes = _without_footnotes(document.blocks)
    items: list[Item] = []
    run: list[Line] = []
    last: Catalogue | None = None
    for index, block in blocks:
        found = _catalogue(block, index, last) if isinstance(block, Table) else None
        lines = list(_lines(block, index, found))
        run.extend(lines)
        before = items[-1] if items and not run else None
        if found is not None and last is not None and isinstance(before, Catalogue) and before.goes_on(found):
            items[-1] = replace(before, rest=(*before.rest, found))
        elif found is not None:
            items.extend((*join_cut(run), found))
            run = []
        last = found or (None if lines else last)
    items.extend(join_cut(run))
    notes = (*(tidy(note.text) for note in document.footnotes), *footnotes)
    return Items(tuple(items), notes)


def _lines(block: Block, index: int, found: Catalogue | None) -> Iterator[Line]:
    """The lines of a paragraph, of a table that is no catalogue, or of the rows above a catalogue's heading."""
    if isinstance(block, Paragraph):
        yield from lines_of(block, index)
        return
    rows = block.rows if found is None else block.rows[: found.start]
    in_rows = found is None and width(block) > _LAYOUT_COLUMNS and not _FRAME.search(fold(_text(block)))
    for number, row in enumerate(rows):
        if in_rows:
            words = " | ".join(filter(None, (tidy(cell.text) for cell in row.cells)))
            yield from (Line(words, index, row=number, tabular=True),) if words else ()
        else:
            for cell in row.cells:
                for paragraph in cell.paragraphs:
                    yield from lines_of(paragraph, index, number)


def _text(table: Table) -> str:
    return "\n".join(cell.text for row in table.rows for cell in row.cells)


def _catalogue(table: Table, index: int, before: Catalogue | None) -> Catalogue | None:
    """The table as a catalogue: by its own heading, or as the rest of the one directly before it."""
    heading = find_heading(table)
    if heading is not None:
        return Catalogue(table, index, heading.columns, heading.start, heading.first)
    if before is not None and width(table) == len(before.columns.roles):
        return Catalogue(table, index, before.columns, 0, 0)
    return None


def _without_footnotes(blocks: Sequence[Block]) -> tuple[list[tuple[int, Block]], list[str]]:
    """The blocks with their places, and the footnotes that stand in the flow (a converted document's page ends).

    A footnote may go on after the next page's text: the unfinished one takes an unfinished line in lower case that is
    followed by another footnote.
    """
    kept: list[tuple[int, Block]] = []
    notes: list[str] = []
    for index, block in enumerate(blocks):
        if isinstance(block, Paragraph) and is_footnote(block):
            notes.append(tidy(block.text))
        elif notes and _goes_on(notes[-1], block, blocks[index + 1 : index + 2]):
            notes[-1] = f"{notes[-1]} {tidy(block.text)}" if isinstance(block, Paragraph) else notes[-1]
        else:
            kept.append((index, block))
    return kept, notes


def _goes_on(note: str, block: Block, following: Sequence[Block]) -> bool:
    if not isinstance(block, Paragraph) or not tidy(block.text)[:1].islower() or note.endswith((".", "…")):
        return False
    return bool(following) and isinstance(following[0], Paragraph) and is_footnote(following[0])
