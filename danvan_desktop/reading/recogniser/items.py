"""A document as items: lines, catalogue tables, and its footnotes apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from danvan_desktop.reading.blocks import Paragraph, Table
from danvan_desktop.reading.recogniser.table.columns import Columns, find_columns
from danvan_desktop.reading.recogniser.table.grid import width
from danvan_desktop.reading.recogniser.text.joining import join_cut
from danvan_desktop.reading.recogniser.text.lines import Line, is_footnote, lines_of, tidy

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from danvan_desktop.reading.blocks import Block, Document


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A table whose heading row was understood; `first` is its first row below the heading."""

    table: Table
    block: int
    columns: Columns
    first: int


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
        if found is None:
            lines = list(_lines(block, index))
            run.extend(lines)
            last = None if lines else last
        else:
            items.extend(join_cut(run))
            run, last = [], found
            items.append(found)
    items.extend(join_cut(run))
    notes = (*(tidy(note.text) for note in document.footnotes), *footnotes)
    return Items(tuple(items), notes)


def _lines(block: Block, index: int) -> Iterator[Line]:
    if isinstance(block, Paragraph):
        yield from lines_of(block, index)
        return
    for number, row in enumerate(block.rows):
        for cell in row.cells:
            for paragraph in cell.paragraphs:
                yield from lines_of(paragraph, index, number)


def _catalogue(table: Table, index: int, before: Catalogue | None) -> Catalogue | None:
    """The table as a catalogue: by its own heading, or as the rest of the one directly before it."""
    heading = find_columns(table)
    if heading is not None:
        return Catalogue(table, index, *heading)
    if before is not None and width(table) == len(before.columns.roles):
        return Catalogue(table, index, before.columns, 0)
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
