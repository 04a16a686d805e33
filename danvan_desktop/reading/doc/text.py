"""The characters of a .doc, put together from its pieces ([MS-DOC] 2.4.1 and 2.9.38)."""

from __future__ import annotations

import array
import codecs
import re
import struct
import sys
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from danvan_desktop.reading.doc.container import Container, Place, Story, numbers, u16, u32
from danvan_desktop.reading.errors import Fault, FileFault

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_PROPERTIES, _TABLE = 1, 2
_COMPRESSED: Final = 0x40000000
_WESTERN: Final = "".join(bytes([code]).decode("cp1252", "ignore") or chr(code) for code in range(256))
_VIETNAMESE: Final = "".join(bytes([code]).decode("cp1258", "ignore") or chr(code) for code in range(256))
_DE_OF_1258, _DE_OF_TCVN3 = b"\xf0", b"\xae"
"""The letter đ in code page 1258 and in fonts of TCVN3; hardly a Vietnamese sentence is without it."""
_FIELD_BEGIN, _FIELD_RESULT, _FIELD_END = "\x13", "\x14", "\x15"
_MAX_CHARACTERS: Final = 1_500_000
"""Five hundred pages; a programme of the whole year has twenty."""
_MAX_PIECES: Final = 200_000
_MAX_NESTED: Final = 50
"""Fields inside fields; Word stops at 20."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters that stand together in the file, `start` up to `end`; `modifier` changes their look."""

    start: int
    end: int
    offset: int
    width: int
    modifier: bytes

    def place_of(self, character: int) -> int:
        """The byte at which a character of the piece begins."""
        return self.offset + (character - self.start) * self.width

    def character_at(self, place: int) -> int:
        """The first character at or behind a byte of the file."""
        return self.start + -((self.offset - place) // self.width)


class Text:
    """All characters of a document, one for each position that its structures count."""

    def __init__(self, container: Container) -> None:
        self.pieces = tuple(_pieces(container.part(Place.PIECES)))
        self._starts = [piece.start for piece in self.pieces]
        page = _code_page(container.main, self.pieces)
        self.characters = "".join(_decoded(container.main, piece, page) for piece in self.pieces)
        main_end = container.extent(Story.MAIN)[1]
        if not self.pieces or len(self.characters) < main_end:
            raise FileFault(Fault.DAMAGED)
        self.hidden = _codes_of_fields(self.characters)

    def piece_of(self, character: int) -> Piece:
        """The piece in which a character stands."""
        return self.pieces[max(bisect_right(self._starts, character) - 1, 0)]


def _pieces(data: bytes) -> Iterator[Piece]:
    changes, table = _piece_table(data)
    count = max(len(table) - 4, 0) // 12
    if count > _MAX_PIECES:
        raise FileFault(Fault.MEMORY)
    ends = numbers(table, 0, count + 1) if table else (0,)
    if ends[-1] > _MAX_CHARACTERS:
        raise FileFault(Fault.MEMORY)
    for index in range(count):
        start, end = ends[index], ends[index + 1]
        if start >= end:
            raise FileFault(Fault.DAMAGED)
        at = 4 * (count + 1) + 8 * index
        place, modifier = u32(table, at + 2), u16(table, at + 6)
        packed = bool(place & _COMPRESSED)
        offset = (place & 0x3FFFFFFF) // 2 if packed else place & 0x3FFFFFFF
        yield Piece(start, end, offset, 1 if packed else 2, _change(modifier, changes))


def _piece_table(data: bytes) -> tuple[list[bytes], bytes]:
    """The property changes that pieces refer to, and the table of pieces behind them."""
    changes: list[bytes] = []
    at = 0
    while at < len(data):
        if data[at] == _PROPERTIES:
            length = u16(data, at + 1)
            changes.append(data[at + 3 : at + 3 + length])
            at += 3 + length
        elif data[at] == _TABLE:
            return changes, data[at + 5 : at + 5 + u32(data, at + 1)]
        else:
            break
    raise FileFault(Fault.DAMAGED)


_SHORT_CHANGES: Final = {0x41: 0x0800, 0x55: 0x0835, 0x56: 0x0836, 0x5B: 0x083B, 0x5C: 0x083C}
"""Properties that a piece changes in two bytes: deleted, bold, italic, capitals, hidden."""


def _change(modifier: int, changes: Sequence[bytes]) -> bytes:
    if modifier & 1:
        index = modifier >> 1
        return changes[index] if index < len(changes) else b""
    code = _SHORT_CHANGES.get(modifier >> 1 & 0x7F)
    return b"" if code is None else struct.pack("<HB", code, modifier >> 8)


def _code_page(stream: bytes, pieces: Sequence[Piece]) -> str:
    """The letters of the 256 codes of packed pieces: western as the format says, Vietnamese where đ proves it."""
    packed = [stream[piece.offset : piece.place_of(piece.end)] for piece in pieces if piece.width == 1]
    vietnamese = any(_DE_OF_1258 in data for data in packed) and not any(_DE_OF_TCVN3 in data for data in packed)
    return _VIETNAMESE if vietnamese else _WESTERN


def _decoded(stream: bytes, piece: Piece, page: str) -> str:
    data = stream[piece.offset : piece.place_of(piece.end)]
    if len(data) < (piece.end - piece.start) * piece.width:
        raise FileFault(Fault.DAMAGED)
    if piece.width == 1:
        return codecs.charmap_decode(data, "strict", page)[0]
    units = array.array("H", data)
    if sys.byteorder == "big":
        units.byteswap()
    return "".join(map(chr, units))


def whole_letters(text: str) -> str:
    """Text whose letters outside the first plane stand in two halves, with them whole; lone halves are left out."""
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
    return text


def _codes_of_fields(characters: str) -> bytearray:
    """Which characters are the code of a field (its result is text): 1 for each that is not shown."""
    hidden = bytearray(len(characters))
    stack: list[tuple[int, int]] = []
    for found in re.finditer(f"[{_FIELD_BEGIN}{_FIELD_RESULT}{_FIELD_END}]", characters):
        at = found.start()
        if found[0] == _FIELD_BEGIN and len(stack) < _MAX_NESTED:
            stack.append((at, -1))
        elif stack and found[0] == _FIELD_RESULT:
            stack[-1] = (stack[-1][0], at)
        elif stack:
            begin, result = stack.pop()
            end = at if result < 0 else result
            hidden[begin : end + 1] = b"\1" * (end + 1 - begin)
    return hidden
