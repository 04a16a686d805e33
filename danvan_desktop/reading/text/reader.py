"""From the text of a file to blocks: tables found, wrapped lines joined, markdown understood."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from danvan_desktop.reading.blocks import GUESSED_COLUMNS, Block, Document, Footnote, Paragraph, Table
from danvan_desktop.reading.errors import Fault, FileFault
from danvan_desktop.reading.text.cells import paragraph_of
from danvan_desktop.reading.text.decoding import decode
from danvan_desktop.reading.text.lined import piped_table, separated_table, tabbed_table
from danvan_desktop.reading.text.lines import TextLine, raw_lines, text_lines, without_page_numbers
from danvan_desktop.reading.text.markdown import is_rule, note_of
from danvan_desktop.reading.text.sides import side_by_side
from danvan_desktop.reading.text.spaced import spaced_table
from danvan_desktop.reading.text.stacked import stacked_table
from danvan_desktop.reading.text.wrapping import Wrapping, joined, measured

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MAX_BYTES: Final = 2 * 1024 * 1024
"""A programme of 25 tasks is 10 to 30 KB; a text a hundred times as long is something else."""
MAX_LINES: Final = 20_000
"""The longest programme known has four hundred."""
_TABLES: Final = (stacked_table, tabbed_table, piped_table, side_by_side, spaced_table, separated_table)
_STRANGE: Final = 0.01
"""The share of control characters from which bytes are no text."""
_CENTRED: Final = 12
"""Blanks before a line that stands in the middle, in a text that sets nothing else so far in."""


def read_text(data: bytes) -> Document:
    """The document that plain text is; raises FileFault for bytes that are none, or far too many."""
    if len(data) > MAX_BYTES:
        raise FileFault(Fault.TEXT_TOO_LONG)
    decoded = decode(data)
    strange = sum(char < " " and char not in "\t\n\r\f\v\x1a" for char in decoded.text)
    if strange > _STRANGE * len(decoded.text):
        raise FileFault(Fault.NOT_WORD)
    return _document(decoded.text.replace("\0", ""), decoded.notices)


def _document(text: str, notices: tuple[str, ...]) -> Document:
    lines = raw_lines(text)
    if sum(map(bool, lines)) > MAX_LINES:
        raise FileFault(Fault.TEXT_TOO_LONG)
    pieces = list(_pieces(without_page_numbers(lines)))
    wrapping = measured([line for piece in pieces for line in piece.lines])
    blocks: list[Block] = []
    notes: list[Footnote] = []
    for piece in pieces:
        if piece.table is not None:
            blocks.append(piece.table)
            continue
        for words, centred in _paragraphs(piece.lines, wrapping):
            note = note_of(words)
            if note is None:
                blocks.append(paragraph_of(words, centred=centred))
            else:
                notes.append(Footnote(*note))
    said = tuple(block for block in blocks if _says_something(block))
    return Document(said, tuple(notes), (*notices, *[GUESSED_COLUMNS] * any(piece.guessed for piece in pieces)))


class _Piece(NamedTuple):
    """A table, or the lines of text between two."""

    lines: Sequence[TextLine] = ()
    table: Table | None = None
    guessed: bool = False
    """Whether the columns were told by blanks alone."""


def _pieces(lines: Sequence[str]) -> Iterator[_Piece]:
    run: list[str] = []
    place = 0
    while place < len(lines):
        found = _table_at(lines, place)
        if found is None:
            run.append(lines[place])
            place += 1
            continue
        if run:
            yield _Piece(text_lines(run))
            run = []
        piece, place = found
        yield piece
    yield _Piece(text_lines(run))


def _table_at(lines: Sequence[str], place: int) -> tuple[_Piece, int] | None:
    if not lines[place].strip():
        return None
    for read in _TABLES:
        found = read(lines, place)
        if found is not None:
            return _Piece(table=found[0], guessed=read is spaced_table), found[1]
    return None


def _paragraphs(lines: Sequence[TextLine], wrapping: Wrapping) -> Iterator[tuple[str, bool]]:
    """The words of each paragraph, and whether it stands in the middle; drawn rules are none."""
    kept = [line for line in lines if not is_rule(line.text)]
    for paragraph in joined(kept, wrapping):
        words = " ".join(line.text for line in paragraph)
        yield words, all(line.indent >= _CENTRED for line in paragraph) and not paragraph[0].marked


def _says_something(block: Block) -> bool:
    return not isinstance(block, Paragraph) or bool(block.text.strip())
