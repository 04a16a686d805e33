"""From the stories of a .doc to neutral blocks, in reading order."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from itertools import pairwise
from typing import IO, TYPE_CHECKING, Final

from danvan_desktop.reading.blocks import Block, Document, Footnote, Paragraph
from danvan_desktop.reading.doc.container import Container, Place, Story, numbers
from danvan_desktop.reading.doc.fonts import font_names
from danvan_desktop.reading.doc.looks import Looks, ParagraphLook
from danvan_desktop.reading.doc.numbering import lists_of
from danvan_desktop.reading.doc.rows import RowShape, table_of
from danvan_desktop.reading.doc.runs import Seen, paragraph_text
from danvan_desktop.reading.doc.text import Text
from danvan_desktop.reading.docx.lists import ListCounters
from danvan_desktop.reading.errors import Fault, FileFault
from danvan_desktop.reading.legacy import conversion_notice

if TYPE_CHECKING:
    from collections.abc import Iterator

_TRACKED: Final = (
    "Văn bản còn chỗ sửa đang theo dõi (chưa chấp nhận); chương trình đã đọc như thể mọi chỗ sửa được chấp nhận."
)
_BOXES: Final = "Chữ trong các khung vẽ của văn bản được đặt ở cuối; hãy xem lại vị trí của các dòng đó."
_OLD_NUMBERS: Final = (
    "Văn bản có số thứ tự tự động kiểu rất cũ mà chương trình không đọc được; hãy xem lại số của các dòng."
)
_MACROS: Final = "Tệp có chứa macro; chương trình chỉ đọc chữ và không chạy macro nào."
_MARKS: Final = "\r\x07\x0c\x0e"
_CELL_MARK: Final = "\x07"
_MAX_PARAGRAPHS: Final = 100_000


def read_doc(stream: IO[bytes]) -> Document:
    """The document inside a Word 97-2003 file; raises FileFault."""
    try:
        return _Walker(Container(stream)).document()
    except (struct.error, IndexError, OSError, ValueError, TypeError, RecursionError) as error:
        raise FileFault(Fault.DAMAGED) from error


@dataclass(slots=True)
class _OpenTable:
    """A table while its rows come in: finished rows, finished cells of this row, blocks of this cell."""

    rows: list[tuple[RowShape, tuple[tuple[Block, ...], ...]]] = field(default_factory=list)
    cells: list[tuple[Block, ...]] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)

    def end_row(self, shape: RowShape | None) -> None:
        """Close the row; text behind its last cell (only damage has it) stays in that cell."""
        if self.blocks:
            self.end_cell()
        if self.cells:
            self.rows.append((shape or RowShape(), tuple(self.cells)))
            self.cells = []

    def end_cell(self) -> None:
        """Close the cell."""
        self.cells.append(tuple(self.blocks))
        self.blocks = []


class _Walker:
    def __init__(self, container: Container) -> None:
        self._container = container
        self._text = Text(container)
        self._looks = Looks(container, self._text)
        self._lists = ListCounters(lists_of(container))
        self._seen = Seen(font_names(container))
        self._old_numbers = False

    def document(self) -> Document:
        blocks = list(self._blocks(*self._container.extent(Story.MAIN)))
        boxes = [block for block in self._blocks(*self._container.extent(Story.BOXES)) if not _is_blank(block)]
        notes = (
            *self._notes(Story.FOOTNOTES, Place.FOOTNOTE_TEXTS),
            *self._notes(Story.ENDNOTES, Place.ENDNOTE_TEXTS),
        )
        notices = (
            (self._seen.tracked, _TRACKED),
            (self._seen.charsets, conversion_notice(self._seen.charsets)),
            (boxes, _BOXES),
            (self._old_numbers, _OLD_NUMBERS),
            (self._container.has_macros, _MACROS),
        )
        return Document(
            (*blocks, *boxes),
            tuple(Footnote(str(mark), text) for mark, text in enumerate(notes, start=1)),
            tuple(text for seen, text in notices if seen),
        )

    def _notes(self, story: Story, place: Place) -> Iterator[str]:
        """The texts of the notes of one kind in order."""
        data = self._container.part(place)
        start, end = self._container.extent(story)
        ends = numbers(data, 0, len(data) // 4)
        for first, last in pairwise(ends[:-1]):
            blocks = self._blocks(start + first, min(start + last, end))
            text = "\n".join(block.text.strip() for block in blocks if isinstance(block, Paragraph))
            if text.strip():
                yield text.strip()

    def _blocks(self, start: int, end: int) -> Iterator[Block]:
        table = _OpenTable()
        waiting: list[tuple[int, int]] = []
        for begin, mark in self._paragraphs(start, min(end, len(self._text.characters))):
            look, style = self._looks.paragraph(mark)
            if not look.in_table and table.rows:
                table.end_row(None)
                yield table_of(table.rows)
                table = _OpenTable()
            if look.row_end and look.depth <= 1:
                table.end_row(look.row)
                continue
            waiting.append((begin, mark))
            if self._mark_deleted(mark, style) and not look.in_table:
                continue
            paragraph = self._paragraph(waiting, look, style)
            waiting = []
            if not look.in_table:
                yield from paragraph
                continue
            table.blocks.extend(paragraph)
            if self._text.characters[mark] == _CELL_MARK and look.depth <= 1:
                table.end_cell()
        table.end_row(None)
        if table.rows:
            yield table_of(table.rows)

    def _paragraphs(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The first character of every paragraph and the mark that ends it."""
        begin, count = start, 0
        for at in range(start, end):
            if self._text.characters[at] in _MARKS:
                yield begin, at
                begin, count = at + 1, count + 1
                if count > _MAX_PARAGRAPHS:
                    raise FileFault(Fault.MEMORY)
        if begin < end:
            yield begin, end - 1

    def _mark_deleted(self, mark: int, style: int) -> bool:
        """Whether the mark that ends a paragraph is a tracked deletion: the next paragraph then continues this one."""
        deleted = any(look.deleted for _, _, look in self._looks.stretches(mark, mark + 1, style))
        self._seen.tracked |= deleted
        return deleted

    def _paragraph(self, parts: list[tuple[int, int]], look: ParagraphLook, style: int) -> Iterator[Paragraph]:
        """The paragraph that stands in these stretches of characters; none where there is nothing to see."""
        self._old_numbers |= look.old_number and not look.list_number
        read = paragraph_text(self._text, self._looks, parts, style, self._seen)
        there = bool(read.text.strip())
        number = ""
        if look.list_number and (there or self._text.characters[parts[-1][1]] in "\r\x07"):
            number = self._lists.next_number(str(look.list_number), look.list_level)
        if there or number:
            yield Paragraph(
                text=read.text,
                number=number,
                bold=there and read.all_bold,
                italic=there and read.all_italic,
                centred=look.centred,
                level=look.level,
            )


def _is_blank(block: Block) -> bool:
    return isinstance(block, Paragraph) and not block.printed.strip()
