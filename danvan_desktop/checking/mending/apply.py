"""What each kind of mend does."""

from __future__ import annotations

import unicodedata
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from danvan_desktop.checking.findings import Mend, MendKind
from danvan_desktop.checking.layout.styles import measure
from danvan_desktop.checking.mending.elements import child, drop, properties, put, runs_of, unset, within
from danvan_desktop.checking.rules.page import ACROSS_MARGINS, UPRIGHT_MARGINS
from danvan_desktop.reading.docx.package import W

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from lxml.etree import _Element

    from danvan_desktop.checking.layout import ReadFile

_FACE: Final = "Times New Roman"
_SLOTS: Final = ("ascii", "hAnsi", "eastAsia", "cs")
_SHEET: Final = (11906, 16838)
_SHAPE: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"


def apply(file: ReadFile, mends: Iterable[Mend]) -> None:
    """Change the elements behind a layout; the layout itself stays as it was read."""
    for mend in mends:
        _KINDS[mend.kind](file, mend)


def _sections(file: ReadFile, mend: Mend) -> list[_Element]:
    return [file.sections[at] for at in mend.targets if at < len(file.sections)]


def _paragraphs(file: ReadFile, mend: Mend) -> list[_Element]:
    return [file.paragraphs[at] for at in mend.targets if at in file.paragraphs]


def _sheet(file: ReadFile, mend: Mend) -> None:
    for section in _sections(file, mend):
        size = child(section, "pgSz")
        across = measure(size.get(W + "w")) > measure(size.get(W + "h"))
        wide, high = _SHEET[::-1] if across else _SHEET
        put(section, "pgSz", w=str(wide), h=str(high))


def _upright(file: ReadFile, mend: Mend) -> None:
    for section in _sections(file, mend):
        put(section, "pgSz", w=str(_SHEET[0]), h=str(_SHEET[1]))
        unset(child(section, "pgSz"), "orient")
        for side in UPRIGHT_MARGINS:
            _clamp(section, side)


def _margins(file: ReadFile, mend: Mend) -> None:
    for section in _sections(file, mend):
        _clamp(section, mend.value)


def _clamp(section: _Element, side: str) -> None:
    size = child(section, "pgSz")
    across = measure(size.get(W + "w")) > measure(size.get(W + "h"))
    low, high = (ACROSS_MARGINS if across else UPRIGHT_MARGINS)[side]
    margin = child(section, "pgMar")
    if side == "left":
        margin.set(W + "gutter", "0")
    held = measure(margin.get(W + side))
    margin.set(W + side, str(min(max(held, low), high)))


def _title_page(file: ReadFile, mend: Mend) -> None:
    for section in _sections(file, mend):
        put(section, "titlePg", val="1")


def _restart(file: ReadFile, mend: Mend) -> None:
    for section in _sections(file, mend):
        put(section, "pgNumType", start="1")


def _arabic(file: ReadFile, mend: Mend) -> None:
    for section in _sections(file, mend):
        put(section, "pgNumType", fmt="decimal")


def _font(file: ReadFile, mend: Mend) -> None:
    for paragraph in _paragraphs(file, mend):
        for look in runs_of(paragraph):
            fonts = child(look, "rFonts")
            fonts.attrib.clear()
            for slot in _SLOTS:
                fonts.set(W + slot, _FACE)


def _black(file: ReadFile, mend: Mend) -> None:
    for paragraph in _paragraphs(file, mend):
        for look in runs_of(paragraph):
            drop(look, "color", "shd", "highlight")
            put(look, "color", val="000000")
            put(look, "shd", val="clear", color="auto", fill="auto")
            put(look, "highlight", val="none")


def _nfc(file: ReadFile, mend: Mend) -> None:
    for paragraph in _paragraphs(file, mend):
        for node in within(paragraph, "t"):
            node.text = unicodedata.normalize("NFC", node.text or "")


def _language(file: ReadFile, mend: Mend) -> None:
    del mend
    for paragraph in file.paragraphs.values():
        for look in runs_of(paragraph):
            put(look, "lang", val="vi-VN")


def _shapes(file: ReadFile, mend: Mend) -> None:
    del mend
    shapes = (shape for root in file.parts.values() for shape in root.iter(_SHAPE))
    for number, shape in enumerate(shapes, start=1):
        shape.set("id", str(number))


def _size(file: ReadFile, mend: Mend) -> None:
    for paragraph in _paragraphs(file, mend):
        for look in runs_of(paragraph):
            put(look, "sz", val=mend.value)
            put(look, "szCs", val=mend.value)


def _switch(name: str) -> Callable[[ReadFile, Mend], None]:
    def switch(file: ReadFile, mend: Mend) -> None:
        for paragraph in _paragraphs(file, mend):
            for look in runs_of(paragraph):
                put(look, name, val=mend.value)
                put(look, f"{name}Cs", val=mend.value)

    return switch


def _align(file: ReadFile, mend: Mend) -> None:
    for paragraph in _paragraphs(file, mend):
        put(properties(paragraph, "pPr"), "jc", val=mend.value)


def _first_line(file: ReadFile, mend: Mend) -> None:
    for paragraph in _paragraphs(file, mend):
        look = properties(paragraph, "pPr")
        unset(child(look, "ind"), "hanging")
        put(look, "ind", firstLine=mend.value)


def _room(side: str) -> Callable[[ReadFile, Mend], None]:
    def room(file: ReadFile, mend: Mend) -> None:
        for paragraph in _paragraphs(file, mend):
            look = properties(paragraph, "pPr")
            put(look, "spacing", **{side: mend.value})
            unset(child(look, "spacing"), f"{side}Autospacing")
            drop(look, "contextualSpacing")

    return room


def _single(file: ReadFile, mend: Mend) -> None:
    for paragraph in _paragraphs(file, mend):
        put(properties(paragraph, "pPr"), "spacing", line="240", lineRule="auto")


def _replace(file: ReadFile, mend: Mend) -> None:
    """The last «old» in the text of each paragraph, wherever its letters stand, becomes the new text."""
    for paragraph in _paragraphs(file, mend):
        nodes = within(paragraph, "t")
        whole = "".join(node.text or "" for node in nodes)
        at = whole.rfind(mend.old)
        if mend.old and at >= 0:
            _write(nodes, at, at + len(mend.old), mend.value)


def _write(nodes: list[_Element], start: int, end: int, text: str) -> None:
    begin = 0
    for node in nodes:
        held = node.text or ""
        first, last = max(start - begin, 0), min(end - begin, len(held))
        if first < last:
            node.text = held[:first] + text + held[last:]
            node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            text = ""
        begin += len(held)


def _heading_row(file: ReadFile, mend: Mend) -> None:
    for at in mend.targets:
        row = file.tables[at].find(W + "tr")
        if row is not None:
            unset(child(properties(row, "trPr"), "tblHeader"), "val")


def _whole_rows(file: ReadFile, mend: Mend) -> None:
    for at in mend.targets:
        for row in file.tables[at].findall(W + "tr"):
            unset(child(properties(row, "trPr"), "cantSplit"), "val")


_KINDS: Final[Mapping[MendKind, Callable[[ReadFile, Mend], None]]] = MappingProxyType(
    {
        MendKind.SHEET: _sheet,
        MendKind.UPRIGHT: _upright,
        MendKind.MARGINS: _margins,
        MendKind.TITLE_PAGE: _title_page,
        MendKind.RESTART: _restart,
        MendKind.ARABIC: _arabic,
        MendKind.FONT: _font,
        MendKind.BLACK: _black,
        MendKind.NFC: _nfc,
        MendKind.LANGUAGE: _language,
        MendKind.SHAPES: _shapes,
        MendKind.SIZE: _size,
        MendKind.BOLD: _switch("b"),
        MendKind.ITALIC: _switch("i"),
        MendKind.ALIGN: _align,
        MendKind.FIRST_LINE: _first_line,
        MendKind.BEFORE: _room("before"),
        MendKind.AFTER: _room("after"),
        MendKind.SINGLE: _single,
        MendKind.REPLACE: _replace,
        MendKind.HEADING_ROW: _heading_row,
        MendKind.WHOLE_ROWS: _whole_rows,
    }
)
