"""A whole document whose letters are in an old charset, converted; for readers that know no fonts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from danvan_desktop.reading.blocks import Cell, Footnote, Paragraph, Row, Table, paragraphs_of
from danvan_desktop.reading.legacy.guessing import conversion_notice, guess, lines_converted

if TYPE_CHECKING:
    from danvan_desktop.reading.blocks import Block, Document
    from danvan_desktop.reading.legacy.charsets import Charset


def document_converted(document: Document) -> Document:
    """The document as it is, or with its letters converted and a notice that says so."""
    texts = [paragraph.text for block in document.blocks for paragraph in paragraphs_of(block)]
    charset = guess("\n".join((*texts, *(note.text for note in document.footnotes))))
    if charset is None:
        return document
    return replace(
        document,
        blocks=tuple(_block(block, charset) for block in document.blocks),
        footnotes=tuple(Footnote(note.mark, lines_converted(note.text, charset)) for note in document.footnotes),
        notices=(*document.notices, conversion_notice([charset])),
    )


def _block(block: Block, charset: Charset) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, text=lines_converted(block.text, charset))
    return Table(tuple(Row(tuple(_cell(cell, charset) for cell in row.cells), row.heading) for row in block.rows))


def _cell(cell: Cell, charset: Charset) -> Cell:
    return replace(cell, blocks=tuple(_block(block, charset) for block in cell.blocks))
