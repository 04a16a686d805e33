"""What calamine does not tell of an .xls: hidden rows and columns, number formats, errors ([MS-XLS] 2.4)."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from danvan_desktop.reading.errors import Fault, FileFault
from danvan_desktop.reading.sheets.source.formats import CellLook, built_in_format

if TYPE_CHECKING:
    from collections.abc import Iterator

_STRINGS: Final = 0x00FC
_BOF, _EOF, _FILE_PASS, _BOUND_SHEET = 0x0809, 0x000A, 0x002F, 0x0085
_FONT, _FORMAT, _LOOK = 0x0031, 0x041E, 0x00E0
_ROW, _COLUMNS = 0x0208, 0x007D
_MANY_NUMBERS, _TRUTH_OR_ERROR, _FORMULA = 0x00BD, 0x0205, 0x0006
_CELLS: Final = frozenset({0x0203, 0x0204, _TRUTH_OR_ERROR, 0x027E, 0x00FD, _FORMULA, 0x00D6})
_VERSION_8: Final = 0x0600
_HIDDEN_ROW, _HIDDEN_COLUMN = 0x20, 0x01
_BOLD: Final = 700
_CENTRE: Final = 2
_MAX_EXTENT: Final = 4_000_000
"""Cells between the first and the last of a sheet; calamine holds them all, the empty ones too."""


@dataclass(slots=True)
class SheetRecords:
    """What the records of one sheet say beside its values."""

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    looks: dict[tuple[int, int], int] = field(default_factory=dict)
    errors: set[tuple[int, int]] = field(default_factory=set)
    bottom: int = 0
    right: int = 0

    def look(self, row: int, column: int, look: int) -> None:
        """Remember a cell that has a value."""
        self.looks[row, column] = look
        self.bottom, self.right = max(self.bottom, row), max(self.right, column)


@dataclass(slots=True)
class BookRecords:
    """The records of a whole workbook; sheets in the order in which it names them."""

    looks: list[CellLook] = field(default_factory=list)
    sheets: list[SheetRecords] = field(default_factory=list)

    def look_of(self, sheet: SheetRecords, row: int, column: int) -> CellLook:
        """How a cell of one of the sheets is shown."""
        index = sheet.looks.get((row, column), -1)
        return self.looks[index] if 0 <= index < len(self.looks) else CellLook()


def read_records(data: bytes) -> BookRecords:
    """The records of the stream of a workbook; raises FileFault for one with a password or far too large."""
    book = BookRecords()
    fonts: list[tuple[bool, str]] = []
    formats: dict[int, str] = {}
    looks: list[tuple[int, int, bool]] = []
    starts: list[int] = []
    version = 0
    for code, record in _records(data, 0):
        if code == _BOF:
            version = struct.unpack_from("<H", record)[0]
        elif code == _FILE_PASS:
            raise FileFault(Fault.ENCRYPTED)
        elif code == _BOUND_SHEET:
            starts.append(struct.unpack_from("<I", record)[0])
        elif code == _STRINGS and struct.unpack_from("<I", record, 4)[0] > len(data):
            raise FileFault(Fault.DAMAGED)  # calamine takes memory for as many strings as are promised
        elif code == _FONT and len(record) >= 8:
            name = _name(record[14:]) if version == _VERSION_8 else ""
            fonts.append((struct.unpack_from("<H", record, 6)[0] >= _BOLD, name))
        elif code == _FORMAT and version == _VERSION_8:
            formats[struct.unpack_from("<H", record)[0]] = _text(record[2:])
        elif code == _LOOK and version == _VERSION_8:
            font, number = struct.unpack_from("<HH", record)
            looks.append((font - (font > 4), number, record[6] & 7 == _CENTRE))
    for font, number, centred in looks:
        code_text = formats.get(number) or built_in_format(number)
        bold, name = fonts[font] if font < len(fonts) else (False, "")
        book.looks.append(CellLook(code_text, bold, centred, name))
    book.sheets.extend(_sheet(data, start) for start in starts)
    return book


def _records(data: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """The records of one part of the workbook, those of charts inside it left out, up to its end."""
    depth = 0
    while at + 4 <= len(data):
        code, length = struct.unpack_from("<HH", data, at)
        at += 4
        if code == _BOF:
            depth += 1
        elif code == _EOF:
            depth -= 1
            if depth <= 0:
                return
        if depth <= 1:
            yield code, data[at : at + length]
        at += length


def _text(data: bytes) -> str:
    length, flags = struct.unpack_from("<HB", data)
    wide = flags & 1
    return data[3 : 3 + length * (2 if wide else 1)].decode("utf-16-le" if wide else "latin-1", "replace")


def _name(data: bytes) -> str:
    """A text of at most 255 letters, whose length takes one byte."""
    return _text(bytes((data[0], 0)) + data[1:]) if len(data) > 1 else ""


def _sheet(data: bytes, start: int) -> SheetRecords:
    sheet = SheetRecords()
    for code, record in _records(data, start):
        if code in _CELLS and len(record) >= 6:
            row, column, look = struct.unpack_from("<HHH", record)
            sheet.look(row, column, look)
            if _is_error(code, record):
                sheet.errors.add((row, column))
        elif code == _MANY_NUMBERS and len(record) >= 6:
            row, first = struct.unpack_from("<HH", record)
            for index in range((len(record) - 6) // 6):
                sheet.look(row, first + index, struct.unpack_from("<H", record, 4 + 6 * index)[0])
        elif code == _ROW and len(record) >= 14 and record[12] & _HIDDEN_ROW:
            sheet.hidden_rows.add(struct.unpack_from("<H", record)[0])
        elif code == _COLUMNS and len(record) >= 10 and record[8] & _HIDDEN_COLUMN:
            first, last = struct.unpack_from("<HH", record)
            sheet.hidden_columns.update(range(first, min(last, 255) + 1))
    if (sheet.bottom + 1) * (sheet.right + 1) > _MAX_EXTENT:
        raise FileFault(Fault.TOO_MANY_CELLS)
    return sheet


def _is_error(code: int, record: bytes) -> bool:
    if code == _TRUTH_OR_ERROR:
        return len(record) >= 8 and record[7] == 1
    return code == _FORMULA and len(record) >= 14 and record[12:14] == b"\xff\xff" and record[6] == 2
