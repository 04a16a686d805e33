"""Blocks as JSON, the only form in which the parsing process hands its result back (never pickle)."""

from __future__ import annotations

from typing import Any

from danvan_desktop.reading.blocks import Block, Cell, Document, Footnote, Paragraph, Row, Table


def to_json(document: Document) -> dict[str, Any]:
    """The document as plain lists and dictionaries; `from_json` gives it back equal."""
    return {
        "blocks": [_block(block) for block in document.blocks],
        "footnotes": [[note.mark, note.text] for note in document.footnotes],
        "notices": list(document.notices),
    }


def from_json(data: dict[str, Any]) -> Document:
    """The document of `to_json`; raises KeyError, TypeError or ValueError for anything else."""
    return Document(
        blocks=tuple(_read_block(block) for block in data["blocks"]),
        footnotes=tuple(Footnote(str(mark), str(text)) for mark, text in data["footnotes"]),
        notices=tuple(str(notice) for notice in data["notices"]),
    )


def _block(block: Block) -> list[Any]:
    if isinstance(block, Paragraph):
        flags = [block.bold, block.italic, block.centred]
        return ["p", block.text, block.number, flags, block.level]
    rows = [[row.heading, [_cell(cell) for cell in row.cells]] for row in block.rows]
    return ["t", rows]


def _cell(cell: Cell) -> list[Any]:
    return [cell.colspan, cell.continued, [_block(block) for block in cell.blocks]]


def _read_block(data: list[Any]) -> Block:
    if data[0] == "p":
        _, text, number, (bold, italic, centred), level = data
        return Paragraph(str(text), str(number), bool(bold), bool(italic), bool(centred), level)
    _, rows = data
    return Table(tuple(Row(tuple(_read_cell(cell) for cell in cells), bool(heading)) for heading, cells in rows))


def _read_cell(data: list[Any]) -> Cell:
    colspan, continued, blocks = data
    return Cell(tuple(_read_block(block) for block in blocks), int(colspan), bool(continued))
