"""Lines drawn on the page: how long they are, in twips."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from danvan_desktop.checking.layout.styles import measure
from danvan_desktop.reading.docx.package import MC, W
from danvan_desktop.reading.docx.runs import chosen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WP: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_V: Final = "{urn:schemas-microsoft-com:vml}"
_LINES: Final = frozenset({"line", "straightConnector1"})
_CONNECTOR: Final = "#_x0000_t32"
_EMU_PER_TWIP: Final = 635
_WIDTH: Final = re.compile(r"(?:^|;)\s*width:\s*([\d.]+(?:pt|mm|cm|in)?)")
_FLAT: Final = 0.2
"""A line that rises by more than this share of its length is no rule."""


def drawn_lines(paragraph: _Element) -> tuple[int, ...]:
    """Lengths of the level lines anchored in a paragraph; of alternative drawings the one that Word shows."""
    return tuple(length for run in paragraph.iter(W + "r") for length in _of(run) if length > 0)


def _of(parent: _Element) -> Iterator[int]:
    for child in parent:
        if child.tag == MC + "AlternateContent":
            branch = chosen(child)
            if branch is not None:
                yield from _of(branch)
        elif child.tag == W + "drawing":
            yield from _of_drawing(child)
        elif child.tag == W + "pict":
            yield from _of_picture(child)


def _of_drawing(drawing: _Element) -> Iterator[int]:
    extent = drawing.find(f".//{_WP}extent")
    shapes = [shape.get("prst") or "" for shape in drawing.iter(_A + "prstGeom")]
    if extent is not None and shapes and set(shapes) <= _LINES:
        wide, high = (measure(extent.get(side)) / _EMU_PER_TWIP for side in ("cx", "cy"))
        if high <= wide * _FLAT:
            yield round(wide)


def _of_picture(picture: _Element) -> Iterator[int]:
    for line in picture.iter(_V + "line"):
        ends = [(line.get(end) or "0,0").partition(",") for end in ("from", "to")]
        yield abs(measure(ends[1][0]) - measure(ends[0][0]))
    for shape in picture.iter(_V + "shape"):
        width = _WIDTH.search(shape.get("style") or "")
        if shape.get("type") == _CONNECTOR and width:
            yield measure(width[1])
