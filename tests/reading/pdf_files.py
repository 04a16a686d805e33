"""PDF files for the tests, set line by line as a word processor does, so that each feature stands in them as meant.

All letters are half as wide as high, blanks a quarter: what fits on a line can be counted. The font that they carry
paints a box for each of them.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

A4 = (595.0, 842.0)
LANDSCAPE = (842.0, 595.0)
SIZE = 14.0
LETTER, BLANK = 0.5, 0.25
FONTS = ("TanPhuSerif", "TanPhuSerif-Bold", "TanPhuSerif-Italic", ".VnTime")
REGULAR, BOLD, ITALIC, LEGACY = range(4)
PICTURE = "q 500 0 0 700 40 60 cm /Im Do Q"


def width(text: str, size: float = SIZE) -> float:
    return sum(BLANK if letter == " " else LETTER for letter in text) * size


def wrapped(text: str, room: float, size: float = SIZE, indent: float = 0.0) -> list[str]:
    """The lines of a paragraph; a word that is wider than a whole line is broken where it reaches the edge."""
    lines: list[str] = []
    current, left = "", room - indent
    for word in _pieces(text, room, size):
        longer = f"{current} {word}" if current else word
        if current and width(longer, size) > left:
            lines.append(current)
            current, left = word, room
        else:
            current = longer
    return [*lines, current]


def _pieces(text: str, room: float, size: float) -> Iterator[str]:
    most = int(room / (LETTER * size))
    for word in text.split():
        for start in range(0, len(word), most):
            yield word[start : start + most]


@dataclass
class Paper:
    """Pages under the hand: `at` is the height reached on the last of them."""

    shape: tuple[float, float] = A4
    left: float = 85.0
    right: float = 42.0
    margin: float = 57.0
    pitch: float = 18.0
    pages: list[list[str]] = field(default_factory=list)
    shapes: list[tuple[float, float]] = field(default_factory=list)
    carries_font: bool = True
    at: float = 0.0

    def __post_init__(self) -> None:
        self.new_page()

    @property
    def room(self) -> float:
        return self.shape[0] - self.left - self.right

    def new_page(self, shape: tuple[float, float] | None = None) -> None:
        self.shape = shape or self.shape
        self.pages.append([])
        self.shapes.append(self.shape)
        self.at = self.shape[1] - self.margin

    def down(self, by: float) -> None:
        self.at -= by
        if self.at < self.margin:
            self.new_page()
            self.at -= self.pitch

    def draw(self, command: str) -> None:
        self.pages[-1].append(command)

    def put(self, x: float, y: float, text: str, *, font: int = REGULAR, size: float = SIZE, mode: int = 0) -> None:
        """Words at a place, the baseline given."""
        codes = text.encode("utf-16-be").hex()
        self.draw(f"BT /F{font} {size} Tf {mode} Tr 1 0 0 1 {x:.2f} {y:.2f} Tm <{codes}> Tj ET")

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.draw(f"{x0:.2f} {y0:.2f} m {x1:.2f} {y1:.2f} l S")

    def justified(self, x: float, text: str, room: float, *, font: int = REGULAR) -> None:
        words = text.split(" ")
        spare = room - width(text)
        for word in words:
            self.put(x, self.at, word, font=font)
            x += width(word) + BLANK * SIZE + (spare / (len(words) - 1) if len(words) > 1 else 0)

    def paragraph(self, text: str, *, font: int = REGULAR, indent: float = 28.0, after: float = 6.0) -> None:
        """A justified paragraph with an indented first line."""
        lines = wrapped(text, self.room, SIZE, indent)
        for index, line in enumerate(lines):
            self.down(self.pitch)
            shift = 0.0 if index else indent
            if index < len(lines) - 1:
                self.justified(self.left + shift, line, self.room - shift, font=font)
            else:
                self.put(self.left + shift, self.at, line, font=font)
        self.at -= after

    def centred(self, text: str, *, font: int = BOLD, middle: float | None = None) -> None:
        middle = self.left + self.room / 2 if middle is None else middle
        self.down(self.pitch)
        self.put(middle - width(text) / 2, self.at, text, font=font)

    def side_by_side(self, left: Sequence[str], right: Sequence[str]) -> None:
        """Two centred blocks beside each other."""
        for index in range(max(len(left), len(right))):
            self.down(self.pitch)
            for lines, share in ((left, 0.22), (right, 0.72)):
                if index < len(lines) and lines[index]:
                    middle = self.left + self.room * share
                    self.put(middle - width(lines[index]) / 2, self.at, lines[index], font=BOLD)

    def table(self, widths: Sequence[float], rows: Iterable[Sequence[str]], heading: int = 1) -> None:
        """A ruled table whose first rows are repeated on every page; rows are cut by page ends. «^» covers a cell."""
        Ruling(self, widths).draw([list(row) for row in rows], heading)

    def save(self, path: Path) -> Path:
        path.write_bytes(self.content())
        return path

    def content(self) -> bytes:
        return pdf(self.pages, self.shapes, self.carries_font)


@dataclass
class Ruling:
    """A table being drawn: «>» lets the cell on its left reach over its column, «^» the one above it."""

    paper: Paper
    widths: Sequence[float]
    padding: float = 5.4
    fresh: bool = True

    def draw(self, rows: list[list[str]], heading: int) -> None:
        head = rows[:heading]
        self.paper.at -= 6
        for row in head:
            self._row(row, [])
        for row in rows[heading:]:
            self._row(row, head)
        self._close()

    def _close(self) -> None:
        self.paper.rule(self.paper.left, self.paper.at, self.paper.left + sum(self.widths), self.paper.at)
        self.fresh = True

    def _row(self, row: list[str], head: list[list[str]]) -> None:
        cells = [self._lines(row, index) for index in range(len(row))]
        while any(cells):
            fit = int((self.paper.at - self.paper.margin) / self.paper.pitch)
            if fit < 1:
                self._close()
                self.paper.new_page()
                for again in head:
                    self._row(again, [])
                continue
            height = min(fit, max(len(lines) for lines in cells))
            self._box(row, [lines[:height] for lines in cells], height)
            cells = [lines[height:] for lines in cells]

    def _lines(self, row: list[str], index: int) -> list[str]:
        if row[index] in (">", "^", ""):
            return []
        end = index + 1
        while end < len(row) and row[end] == ">":
            end += 1
        room = sum(self.widths[index:end]) - 2 * self.padding
        return [line for part in row[index].split("\n") for line in wrapped(part, room)]

    def _box(self, row: list[str], cells: list[list[str]], height: int) -> None:
        paper = self.paper
        top, bottom = paper.at, paper.at - height * paper.pitch - 4
        x = paper.left
        for index, lines in enumerate(cells):
            if row[index] != ">":
                paper.rule(x, bottom, x, top)
            if row[index] != "^" or self.fresh:
                paper.rule(x, top, x + self.widths[index], top)
            for step, line in enumerate(lines):
                paper.put(x + self.padding, top - 14 - step * paper.pitch, line)
            x += self.widths[index]
        paper.rule(x, bottom, x, top)
        paper.at = bottom
        self.fresh = False


def pdf(pages: Sequence[Sequence[str]], shapes: Sequence[tuple[float, float]], carries_font: bool = True) -> bytes:
    """A whole file of pages of drawing commands."""
    letters = sorted({code for page in pages for line in page for code in _codes(line)})
    table = "\n".join(f"<{code}> <{code}>" for code in letters)
    fonts = " ".join(f"/F{index} {4 + 2 * index} 0 R" for index in range(len(FONTS)))
    extra = 4 + 2 * len(FONTS)
    first = extra + 2
    carried = f"/FontFile2 {extra} 0 R" if carries_font else ""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(f'{first + 2 * i} 0 R' for i in range(len(pages)))}] >>",
        stream(
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /T def /CMapType 2 def "
            f"1 begincodespacerange <0000> <FFFF> endcodespacerange {len(letters)} beginbfchar\n{table}\nendbfchar "
            "endcmap end end"
        ),
    ]
    for index, name in enumerate(FONTS):
        objects += [
            f"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H /ToUnicode 3 0 R "
            f"/DescendantFonts [{5 + 2 * index} 0 R] >>",
            f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{name} /DW {int(LETTER * 1000)} "
            f"/W [32 [{int(BLANK * 1000)}]] /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
            f"/FontDescriptor << /Type /FontDescriptor /FontName /{name} /Flags 4 /Ascent 800 /Descent -200 "
            f"/FontBBox [0 -200 1000 800] /ItalicAngle 0 /CapHeight 700 /StemV 80 {carried} >> "
            f"/CIDToGIDMap {extra + 1} 0 R >>",
        ]
    objects += [stream(boxes_font()), stream("\0\1" * 32 + "\0\0" + "\0\1" * 65_500)]
    picture = "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8"
    end = first + 2 * len(pages)
    for index, (page, shape) in enumerate(zip(pages, shapes, strict=True)):
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {shape[0]} {shape[1]}] "
            f"/Contents {first + 2 * index + 1} 0 R "
            f"/Resources << /Font << {fonts} >> /XObject << /Im {end} 0 R >> >> >>",
            stream("\n".join(page)),
        ]
    objects.append(stream("\0", picture))
    return assembled(objects)


def boxes_font() -> str:
    """A TrueType font of two glyphs, a blank and a box."""
    box = struct.pack(">h4h2H", 1, 0, 0, 480, 700, 3, 0) + bytes([1] * 4)
    box += struct.pack(">4h", 0, 480, 0, -480) + struct.pack(">4h", 0, 0, 700, 0)
    tables = {
        "glyf": box,
        "head": struct.pack(
            ">IIIIHHQQ4hHHhhh", 0x10000, 0x10000, 0, 0x5F0F3CF5, 0, 1000, 0, 0, 0, 0, 480, 700, 0, 8, 2, 0, 0
        ),
        "hhea": struct.pack(">I3hH3h3h4hhH", 0x10000, 800, -200, 0, 500, 0, 0, 480, 1, 0, 0, 0, 0, 0, 0, 0, 2),
        "hmtx": struct.pack(">HhHh", 250, 0, 500, 0),
        "loca": struct.pack(">3H", 0, 0, len(box) // 2),
        "maxp": struct.pack(">IH13H", 0x10000, 2, 4, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0),
    }
    start = 12 + 16 * len(tables)
    head, body = struct.pack(">IHHHH", 0x10000, len(tables), 64, 2, 32), b""
    for name, table in tables.items():
        head += name.encode() + struct.pack(">III", 0, start + len(body), len(table))
        body += table + bytes(-len(table) % 4)
    return (head + body).decode("latin-1")


def stream(text: str, entries: str = "<<") -> str:
    packed = zlib.compress(text.encode("latin-1")).decode("latin-1")
    return f"{entries} /Filter /FlateDecode /Length {len(packed)} >>\nstream\n{packed}\nendstream"


def assembled(objects: Sequence[str], trailer: str = "") -> bytes:
    parts = [b"%PDF-1.7\n"]
    places, start = [], len(parts[0])
    for index, body in enumerate(objects, start=1):
        places.append(start)
        parts.append(f"{index} 0 obj\n{body}\nendobj\n".encode("latin-1"))
        start += len(parts[-1])
    entries = "".join(f"{place:010} 00000 n \n" for place in places)
    ending = (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{entries}"
        f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n"
    )
    return b"".join(parts) + ending.encode("latin-1")


def _codes(line: str) -> Iterator[str]:
    start = line.find("<")
    if line.endswith("> Tj ET") and start >= 0:
        codes = line[start + 1 : -len("> Tj ET")]
        yield from (codes[index : index + 4] for index in range(0, len(codes), 4))
