"""What every reader makes of a file: paragraphs and tables, with nothing of the file's format left in them.

A reader resolves the format (automatic numbers, merged cells, tracked changes); the recogniser sees only this.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph.

    `text` may hold hard line breaks («\\n») and tabs; `number` is the automatic number as printed («1.», «a)», «-»),
    which is not part of `text`. `bold` and `italic` mean all of its letters; `level` is the outline level from 0, None
    for body text.
    """

    text: str
    number: str = ""
    bold: bool = False
    italic: bool = False
    centred: bool = False
    level: int | None = None

    @property
    def printed(self) -> str:
        """The text with its number in front, as on paper."""
        return f"{self.number} {self.text}".strip() if self.number else self.text


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: `colspan` columns wide; `continued` when a vertical merge above covers it."""

    blocks: tuple[Block, ...] = ()
    colspan: int = 1
    continued: bool = False

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Its paragraphs, those of nested tables too, in reading order."""
        return tuple(paragraph for block in self.blocks for paragraph in paragraphs_of(block))

    @property
    def text(self) -> str:
        """Its paragraphs as printed, one a line."""
        return "\n".join(printed for paragraph in self.paragraphs if (printed := paragraph.printed.strip()))


@dataclass(frozen=True, slots=True)
class Row:
    """One row; `heading` when the file says that it is repeated on every page."""

    cells: tuple[Cell, ...]
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One table; rows may differ in their number of cells, the sum of colspans is the width."""

    rows: tuple[Row, ...]


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote or endnote; `mark` is its number in the order of the text."""

    mark: str
    text: str


GUESSED_COLUMNS: Final = (
    "Có bảng không kẻ đường; các cột được đoán theo khoảng trống giữa chữ nên có thể sai, hãy so với bản gốc."
)
"""The notice of a reader that told the columns of a table by blanks alone."""


@dataclass(frozen=True, slots=True)
class Document:
    """A file as read. `notices` are Vietnamese sentences on how it was read (tracked changes taken as accepted …)."""

    blocks: tuple[Block, ...]
    footnotes: tuple[Footnote, ...] = ()
    notices: tuple[str, ...] = ()


def without_frames(document: Document) -> Document:
    """The document with tables of one cell a row opened: they only draw a frame around what stands in them."""
    return replace(document, blocks=tuple(_unframed(document.blocks)))


def _unframed(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Table) and all(len(row.cells) == 1 for row in block.rows):
            yield from _unframed(inside for row in block.rows for inside in row.cells[0].blocks)
        else:
            yield block


def paragraphs_of(block: Block) -> tuple[Paragraph, ...]:
    """The paragraphs inside a block, in reading order."""
    if isinstance(block, Paragraph):
        return (block,)
    return tuple(paragraph for row in block.rows for cell in row.cells for paragraph in cell.paragraphs)
