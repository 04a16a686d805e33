"""The ruling lines of one page: what tables are drawn with."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from danvan_desktop.reading.pdf.page.words import turned

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdfium2 import PdfPage

MAX_OBJECTS: Final = 40_000
MAX_SEGMENTS: Final = 40_000
"""On one page; a dense table has some hundreds."""
_DEEPEST: Final = 4
_THIN: Final = 3.0
_SHORTEST: Final = 5.0
_STRAIGHT: Final = 0.8
_BOX: Final = 6
"""Segments of a rectangle with its closing ones."""
_Point = tuple[float, float]
_Matrix = tuple[float, float, float, float, float, float]
_SAME: Final[_Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Rule(NamedTuple):
    """A straight stroke: its constant coordinate and its two ends, the smaller first."""

    at: float
    start: float
    end: float


@dataclass(slots=True)
class Rules:
    """The strokes of a page; `cut` when there are too many to be a table's."""

    across: list[Rule] = field(default_factory=list)
    down: list[Rule] = field(default_factory=list)
    pictures: int = 0
    cut: bool = False

    def add(self, one: _Point, other: _Point) -> None:
        """Take a stroke if it is level or upright."""
        (x0, y0), (x1, y1) = one, other
        wide, high = abs(x1 - x0), abs(y1 - y0)
        if wide >= _SHORTEST and high <= _STRAIGHT:
            self.across.append(Rule((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
        elif high >= _SHORTEST and wide <= _STRAIGHT:
            self.down.append(Rule((x0 + x1) / 2, min(y0, y1), max(y0, y1)))


def rules_of(page: PdfPage, turn: int) -> Rules:
    """The strokes of an open page, turned as its text is."""
    return _Collector(page, turn).collect()


class _Collector:
    def __init__(self, page: PdfPage, turn: int) -> None:
        import pypdfium2.raw as pdfium

        self._pdfium = pdfium
        self._page = page.raw
        self._turn = turn
        self._rules = Rules()
        self._objects = MAX_OBJECTS
        self._segments = MAX_SEGMENTS
        self._edges = [ctypes.c_float() for _ in range(4)]

    def collect(self) -> Rules:
        count = self._pdfium.FPDFPage_CountObjects(self._page)
        for index in range(count):
            self._take(self._pdfium.FPDFPage_GetObject(self._page, index), _SAME, 0)
            if self._objects < 0 or self._segments < 0:
                return Rules(pictures=self._rules.pictures, cut=True)
        return self._rules

    def _take(self, drawn: object, matrix: _Matrix, depth: int) -> None:
        pdfium = self._pdfium
        self._objects -= 1
        kind = pdfium.FPDFPageObj_GetType(drawn)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            self._path(drawn, matrix)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            self._rules.pictures += 1
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            inner = _composed(self._matrix_of(drawn), matrix)
            for index in range(pdfium.FPDFFormObj_CountObjects(drawn)):
                if self._objects < 0 or self._segments < 0:
                    return
                self._take(pdfium.FPDFFormObj_GetObject(drawn, index), inner, depth + 1)

    def _path(self, drawn: object, matrix: _Matrix) -> None:
        count = self._pdfium.FPDFPath_CountSegments(drawn)
        self._segments -= count
        if self._segments < 0:
            return
        left, bottom, right, top = self._edges
        if not self._pdfium.FPDFPageObj_GetBounds(drawn, left, bottom, right, top):
            return
        wide, high = right.value - left.value, top.value - bottom.value
        if min(wide, high) <= _THIN and count <= _BOX:
            self._thin(matrix, wide >= high)
        elif count > _BOX or self._is_stroked(drawn):
            own = _composed(self._matrix_of(drawn), matrix)
            for one, other in self._strokes(drawn, count):
                self._rules.add(self._placed(one, own), self._placed(other, own))

    def _thin(self, matrix: _Matrix, level: bool) -> None:
        """A line, or a box so narrow that it is one."""
        left, bottom, right, top = (edge.value for edge in self._edges)
        if level:
            middle = (bottom + top) / 2
            one, other = (left, middle), (right, middle)
        else:
            middle = (left + right) / 2
            one, other = (middle, bottom), (middle, top)
        self._rules.add(self._placed(one, matrix), self._placed(other, matrix))

    def _strokes(self, drawn: object, count: int) -> Iterator[tuple[_Point, _Point]]:
        pdfium = self._pdfium
        x, y = ctypes.c_float(), ctypes.c_float()
        first = last = (0.0, 0.0)
        for index in range(count):
            segment = pdfium.FPDFPath_GetPathSegment(drawn, index)
            pdfium.FPDFPathSegment_GetPoint(segment, x, y)
            point = (x.value, y.value)
            kind = pdfium.FPDFPathSegment_GetType(segment)
            if kind == pdfium.FPDF_SEGMENT_MOVETO:
                first = point
            elif kind == pdfium.FPDF_SEGMENT_LINETO:
                yield last, point
            if pdfium.FPDFPathSegment_GetClose(segment):
                yield point, first
            last = point

    def _is_stroked(self, drawn: object) -> bool:
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        self._pdfium.FPDFPath_GetDrawMode(drawn, fill, stroke)
        return bool(stroke.value)

    def _matrix_of(self, drawn: object) -> _Matrix:
        found = self._pdfium.FS_MATRIX()
        if not self._pdfium.FPDFPageObj_GetMatrix(drawn, found):
            return _SAME
        return (found.a, found.b, found.c, found.d, found.e, found.f)

    def _placed(self, point: _Point, matrix: _Matrix) -> _Point:
        x, y = point
        a, b, c, d, e, f = matrix
        return turned(self._turn, a * x + c * y + e, b * x + d * y + f)


def _composed(inner: _Matrix, outer: _Matrix) -> _Matrix:
    """First the inner, then the outer placing."""
    if outer is _SAME:
        return inner
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)
