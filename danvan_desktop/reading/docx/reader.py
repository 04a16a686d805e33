"""From `w:document` to neutral blocks, in reading order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from danvan_desktop.reading.blocks import Block, Cell, Document, Footnote, Paragraph, Row, Table
from danvan_desktop.reading.docx.notes import Notes
from danvan_desktop.reading.docx.numbering import Numbering
from danvan_desktop.reading.docx.package import MC, Package, W
from danvan_desktop.reading.docx.properties import Styles, switch, value, whole
from danvan_desktop.reading.docx.runs import RunText, chosen, mark_deleted, mark_hidden, read_runs
from danvan_desktop.reading.legacy import Charset, conversion_notice

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zipfile import ZipFile

    from lxml.etree import _Element

_TRACKED: Final = (
    "Văn bản còn chỗ sửa đang theo dõi (chưa chấp nhận); chương trình đã đọc như thể mọi chỗ sửa được chấp nhận."
)
_PARAGRAPH_PROPERTIES: Final = W + "pPr"
_TRANSPARENT: Final = frozenset(W + name for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"))
_MAX_COLUMNS: Final = 63
"""Word's own limit; a larger span is damage."""


def read_docx(archive: ZipFile) -> Document:
    """The document inside an archive that has passed `safety.open_package`; raises FileFault."""
    return _Walker(Package(archive)).document()


class _Walker:
    def __init__(self, package: Package) -> None:
        self._root = package.document()
        self._styles = Styles(package.part("styles"))
        self._numbering = Numbering(package.part("numbering"), self._styles)
        self._notes = Notes(package)
        self._tracked = False
        self._charsets: set[Charset] = set()

    def document(self) -> Document:
        body = self._root.find(W + "body")
        blocks = () if body is None else tuple(self._blocks(body))
        notes = tuple(
            Footnote(mark, text) for mark, note in self._notes.cited() if (text := self._note_text(note)).strip()
        )
        notices = [_TRACKED] if self._tracked else []
        if self._charsets:
            notices.append(conversion_notice(self._charsets))
        return Document(blocks, notes, tuple(notices))

    def _note_text(self, note: _Element) -> str:
        return "\n".join(block.text.strip() for block in self._blocks(note) if isinstance(block, Paragraph))

    def _blocks(self, parent: _Element) -> Iterator[Block]:
        runs = RunText()
        for element in _flat(parent):
            if element.tag == W + "tbl":
                table = self._table(element)
                if table.rows:
                    yield table
                continue
            properties = element.find(_PARAGRAPH_PROPERTIES)
            read_runs(element, self._styles, self._styles.paragraph_look(properties).style, runs)
            if mark_deleted(properties):
                self._tracked = True
                continue
            yield from self._paragraph(properties, runs)
            runs = RunText()
        if runs.pieces:
            yield from self._paragraph(None, runs)

    def _paragraph(self, properties: _Element | None, runs: RunText) -> Iterator[Block]:
        self._tracked |= runs.tracked
        self._charsets |= runs.charsets
        self._notes.cite(runs.notes)
        text = runs.text
        there = bool(text.strip())
        if there or not mark_hidden(properties):
            number = self._numbering.next_number(properties)
            if there or number:
                look = self._styles.paragraph_look(properties)
                yield Paragraph(
                    text=text,
                    number=number,
                    bold=there and runs.all_bold,
                    italic=there and runs.all_italic,
                    centred=look.centred,
                    level=look.level,
                )
        for box in runs.boxes:
            yield from self._blocks(box)

    def _table(self, table: _Element) -> Table:
        return Table(tuple(self._row(row) for row in _flat(table, "tr") if not self._deleted_row(row)))

    def _deleted_row(self, row: _Element) -> bool:
        properties = row.find(W + "trPr")
        deleted = properties is not None and properties.find(W + "del") is not None
        self._tracked |= deleted
        return deleted

    def _row(self, row: _Element) -> Row:
        properties = row.find(W + "trPr")
        cells = [*_empty(value(properties, "gridBefore"))]
        for element in _flat(row, "tc"):
            cell_properties = element.find(W + "tcPr")
            if value(cell_properties, "hMerge") == "continue" and cells:
                last = cells[-1]
                cells[-1] = Cell(last.blocks, last.colspan + 1, last.continued)
            else:
                cells.append(self._cell(element, cell_properties))
        cells.extend(_empty(value(properties, "gridAfter")))
        return Row(tuple(cells), heading=switch(properties, "tblHeader") or False)

    def _cell(self, element: _Element, properties: _Element | None) -> Cell:
        merge = None if properties is None else properties.find(W + "vMerge")
        return Cell(
            blocks=tuple(self._blocks(element)),
            colspan=min(max(whole(value(properties, "gridSpan"), 1), 1), _MAX_COLUMNS),
            continued=merge is not None and merge.get(W + "val", "continue") == "continue",
        )


def _empty(count: str | None) -> Iterator[Cell]:
    """A blank cell for the columns that a row leaves out before or after its cells."""
    columns = min(whole(count, 0), _MAX_COLUMNS)
    if columns > 0:
        yield Cell(colspan=columns)


def _flat(parent: _Element, *wanted: str) -> Iterator[_Element]:
    """The paragraphs and tables (or the elements `wanted`) of a part, wrappers such as content controls opened."""
    tags = {W + name for name in wanted or ("p", "tbl")}
    for child in parent:
        if child.tag in tags:
            yield child
        elif child.tag in _TRANSPARENT:
            yield from _flat(child, *wanted)
        elif child.tag == MC + "AlternateContent":
            branch = chosen(child)
            if branch is not None:
                yield from _flat(branch, *wanted)
