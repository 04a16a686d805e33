"""From the parts of a .docx to a layout, and from each thing of the layout back to its element, for mending."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from danvan_desktop.checking.layout.drawing import drawn_lines
from danvan_desktop.checking.layout.looks import Looks
from danvan_desktop.checking.layout.model import Cell, Layout, Paragraph, Row, Run, Section, Table
from danvan_desktop.checking.layout.styles import first, measure, number, on
from danvan_desktop.reading.docx.numbering import Numbering
from danvan_desktop.reading.docx.package import MC, Package, W
from danvan_desktop.reading.docx.properties import Styles, value
from danvan_desktop.reading.docx.runs import chosen

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zipfile import ZipFile

    from lxml.etree import _Element

_WRAPPERS: Final = frozenset(W + name for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"))
_RUN_WRAPPERS: Final = _WRAPPERS | {W + name for name in ("hyperlink", "fldSimple", "dir", "bdo")}
_SIGNS: Final = {W + "tab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}
_CELL_SIDE: Final = 108
"""Room at the sides of a cell where a table does not say."""
_SHEET: Final = (11906, 16838)
_DOCUMENT_PROPERTIES: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"


@dataclass(slots=True)
class ReadFile:
    """A layout and the elements behind it: paragraphs by index, section properties and tables in order.

    `parts` are the roots that a mend may change, by their names in the package.
    """

    layout: Layout
    paragraphs: dict[int, _Element] = field(default_factory=dict)
    sections: list[_Element] = field(default_factory=list)
    tables: list[_Element] = field(default_factory=list)
    parts: dict[str, _Element] = field(default_factory=dict)


def read_layout(archive: ZipFile) -> ReadFile:
    """The layout of an archive that has passed `safety.open_package`; raises FileFault."""
    return _Reader(Package(archive)).read()


class _Reader:
    def __init__(self, package: Package) -> None:
        self._package = package
        self._root = package.document()
        styles = package.part("styles")
        self._looks = Looks(styles)
        self._numbering = Numbering(package.part("numbering"), Styles(styles))
        self._file = ReadFile(Layout((), doubled_shapes=False, pages_known=False))
        self._file.parts[package.main_name] = self._root
        self._headers: dict[str, tuple[Paragraph, ...]] = {}
        self._page = 1
        self._pages_known = next(self._root.iter(W + "lastRenderedPageBreak"), None) is not None

    def read(self) -> ReadFile:
        body = self._root.find(W + "body")
        pieces = [] if body is None else list(_pieces(body))
        properties = [found for found in map(_section_end, pieces) if found is not None]
        last = None if body is None else body.find(W + "sectPr")
        self._file.sections = [*properties, *([] if last is None else [last])]
        blocks: list[list[Paragraph | Table]] = [[] for _ in (*properties, last)]
        at = 0
        for piece in pieces:
            blocks[at].append(self._block(piece, at))
            if _section_end(piece) is not None:
                at += 1
        if last is None and not blocks[-1]:
            del blocks[-1]
        sections = self._sections(blocks)
        identifiers = Counter(shape.get("id") for shape in self._root.iter(_DOCUMENT_PROPERTIES))
        doubled = any(count > 1 for count in identifiers.values())
        self._file.layout = Layout(sections, doubled, self._pages_known)
        return self._file

    def _sections(self, blocks: list[list[Paragraph | Table]]) -> tuple[Section, ...]:
        made: list[Section] = []
        for index, inside in enumerate(blocks):
            properties = self._file.sections[index] if index < len(self._file.sections) else None
            made.append(self._section(index, properties, made[-1] if made else None, tuple(inside)))
        return tuple(made)

    def _section(
        self, index: int, properties: _Element | None, before: Section | None, blocks: tuple[Paragraph | Table, ...]
    ) -> Section:
        layers = () if properties is None else (properties,)
        sides = ("top", "bottom", "left", "right", "gutter")
        start = first(layers, "pgNumType", "start")
        return Section(
            index=index,
            width=number(layers, "pgSz", "w") or _SHEET[0],
            height=number(layers, "pgSz", "h") or _SHEET[1],
            orientation=first(layers, "pgSz", "orient") or "portrait",
            margins={side: number(layers, "pgMar", side, _other_name(side)) for side in sides},
            first_differs=on(layers, "titlePg"),
            start=None if start is None else measure(start),
            number_form=first(layers, "pgNumType", "fmt") or "decimal",
            header=self._edge(properties, "headerReference", "default", before.header if before else ()),
            first_header=self._edge(properties, "headerReference", "first", before.first_header if before else ()),
            footer=(
                *self._edge(properties, "footerReference", "default", before.footer if before else ()),
                *self._edge(properties, "footerReference", "first", ()),
            ),
            blocks=blocks,
        )

    def _edge(
        self, properties: _Element | None, tag: str, kind: str, inherited: tuple[Paragraph, ...]
    ) -> tuple[Paragraph, ...]:
        for reference in () if properties is None else properties.findall(W + tag):
            if (reference.get(W + "type") or "default") == kind:
                return self._part(reference)
        return inherited

    def _part(self, reference: _Element) -> tuple[Paragraph, ...]:
        name, root = self._package.referred(reference)
        if root is None:
            return ()
        if name not in self._headers:
            self._file.parts[name] = root
            self._headers[name] = tuple(self._paragraph(one, 0, 0) for one in root.iter(W + "p"))
        return self._headers[name]

    def _block(self, piece: _Element, section: int) -> Paragraph | Table:
        if piece.tag == W + "tbl":
            return self._table(piece, section)
        return self._paragraph(piece, section, self._text_width(section))

    def _text_width(self, section: int) -> int:
        if section >= len(self._file.sections):
            return _SHEET[0]
        layers = (self._file.sections[section],)
        sides = sum(number(layers, "pgMar", side, _other_name(side)) for side in ("left", "right", "gutter"))
        return (number(layers, "pgSz", "w") or _SHEET[0]) - sides

    def _table(self, table: _Element, section: int) -> Table:
        index = len(self._file.tables)
        self._file.tables.append(table)
        layers = self._looks.layers_of_table(table.find(W + "tblPr"))
        side = sum(_cell_side(layers, name) for name in ("left", "right"))
        rows = tuple(self._row(row, section, side) for row in _pieces(table, "tr"))
        return Table(index, section, rows, _has_rules(table, layers))

    def _row(self, row: _Element, section: int, side: int) -> Row:
        properties = row.find(W + "trPr")
        layers = () if properties is None else (properties,)
        cells = tuple(self._cell(cell, section, side) for cell in _pieces(row, "tc"))
        return Row(cells, on(layers, "tblHeader"), on(layers, "cantSplit"))

    def _cell(self, cell: _Element, section: int, side: int) -> Cell:
        room = max(measure(value(cell.find(W + "tcPr"), "tcW", "w")) - side, 0)
        found: list[Paragraph] = []
        for piece in _pieces(cell):
            block = self._table(piece, section) if piece.tag == W + "tbl" else self._paragraph(piece, section, room)
            found.extend(block.paragraphs() if isinstance(block, Table) else [block])
        return Cell(tuple(found))

    def _paragraph(self, element: _Element, section: int, room: int) -> Paragraph:
        index = len(self._file.paragraphs)
        self._file.paragraphs[index] = element
        own = element.find(W + "pPr")
        page = self._page if self._pages_known else None
        self._page += sum(1 for _ in element.iter(W + "lastRenderedPageBreak"))
        return Paragraph(
            index=index,
            section=section,
            page=page,
            runs=tuple(self._runs(element, own)),
            room=room,
            lines=drawn_lines(element),
            number=self._numbering.next_number(own),
            page_field=_has_page_field(element),
            **self._looks.of_paragraph(own),
        )

    def _runs(self, parent: _Element, paragraph: _Element | None) -> Iterator[Run]:
        for child in parent:
            if child.tag == W + "r":
                text = "".join(_text(child))
                look = self._looks.of_run(child.find(W + "rPr"), paragraph)
                if text and not look.hidden:
                    yield Run(text=text.upper() if look.capitals else text, **look.properties)
            elif child.tag in _RUN_WRAPPERS:
                yield from self._runs(child, paragraph)
            elif child.tag == MC + "AlternateContent":
                branch = chosen(child)
                if branch is not None:
                    yield from self._runs(branch, paragraph)


def _text(run: _Element) -> Iterator[str]:
    for child in run:
        if child.tag == W + "t":
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]


def _has_rules(table: _Element, layers: tuple[_Element, ...]) -> bool:
    borders = next((found for layer in layers if (found := layer.find(W + "tblBorders")) is not None), None)
    if any((value(borders, side) or "none") not in ("none", "nil") for side in ("insideH", "insideV")):
        return True
    cells = table.findall(f".//{W}tcBorders")
    return any((value(cell, "bottom") or "none") not in ("none", "nil") for cell in cells[:4]) and len(cells) > 1


def _cell_side(layers: tuple[_Element, ...], side: str) -> int:
    for layer in layers:
        margins = layer.find(W + "tblCellMar")
        for name in (side, _other_name(side)):
            given = value(margins, name, "w")
            if given is not None:
                return measure(given)
    return _CELL_SIDE


def _has_page_field(paragraph: _Element) -> bool:
    coded = "".join(code.text or "" for code in paragraph.iter(W + "instrText"))
    simple = " ".join(field.get(W + "instr") or "" for field in paragraph.iter(W + "fldSimple"))
    return "PAGE" in f"{coded} {simple}".upper().split()


def _section_end(piece: _Element) -> _Element | None:
    return piece.find(f"{W}pPr/{W}sectPr")


def _other_name(side: str) -> str:
    """The name that a side has where both ways of writing are thought of."""
    return {"left": "start", "right": "end"}.get(side, side)


def _pieces(parent: _Element, *wanted: str) -> Iterator[_Element]:
    """The paragraphs and tables (or the elements `wanted`) of a part, wrappers such as content controls opened."""
    tags = {W + name for name in wanted or ("p", "tbl")}
    for child in parent:
        if child.tag in tags:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _pieces(child, *wanted)
