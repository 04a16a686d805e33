"""The streams of a .doc, its header (FIB), and the numbers in them, every access checked ([MS-DOC] 2.5)."""

from __future__ import annotations

import struct
from enum import IntEnum
from typing import IO, TYPE_CHECKING, Final

from danvan_desktop.reading.errors import Fault, FileFault

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORD_97: Final = 0x00C1
_ENCRYPTED: Final = 0x0100
_SECOND_TABLE: Final = 0x0200
_PAIRS_AT: Final = 154
_COUNTS_AT: Final = 76
_MAX_STREAM: Final = 64 * 1024 * 1024
"""A text of a thousand pages takes a tenth of it; pictures stand in another stream, which is not read whole."""


class Place(IntEnum):
    """The structures that the header points at, by their place in its list."""

    STYLES = 1
    FOOTNOTE_REFERENCES = 2
    FOOTNOTE_TEXTS = 3
    CHARACTER_PAGES = 12
    PARAGRAPH_PAGES = 13
    FONTS = 15
    PIECES = 33
    ENDNOTE_REFERENCES = 46
    ENDNOTE_TEXTS = 47
    LISTS = 73
    LIST_OVERRIDES = 74


class Story(IntEnum):
    """The texts of a document in the order in which they follow each other."""

    MAIN = 0
    FOOTNOTES = 1
    HEADERS = 2
    MACROS = 3
    COMMENTS = 4
    ENDNOTES = 5
    BOXES = 6


class Container:
    """An opened .doc whose header has been checked; raises FileFault for what is no readable .doc."""

    def __init__(self, stream: IO[bytes]) -> None:
        import olefile

        self._file = olefile.OleFileIO(stream)
        self.main = self._stream("WordDocument")
        if len(self.main) < _PAIRS_AT:
            raise FileFault(Fault.DAMAGED)
        version, flags = u16(self.main, 2), u16(self.main, 10)
        if version < _WORD_97:
            raise FileFault(Fault.WORD_95)
        if flags & _ENCRYPTED:
            raise FileFault(Fault.ENCRYPTED)
        self.table = self._stream("1Table" if flags & _SECOND_TABLE else "0Table")
        self.has_macros = bool(self._file.exists("Macros"))

    def part(self, place: Place) -> bytes:
        """A structure of the table stream; empty where the document has none."""
        at = _PAIRS_AT + 8 * place
        if at + 8 > len(self.main) or place >= u16(self.main, _PAIRS_AT - 2):
            return b""
        start, length = u32(self.main, at), u32(self.main, at + 4)
        return self.table[start : start + length]

    def after(self, place: Place) -> bytes:
        """The table stream from the start of a structure on: levels of lists follow behind its counted length."""
        if not self.part(place):
            return b""
        return self.table[u32(self.main, _PAIRS_AT + 8 * place) :]

    def extent(self, story: Story) -> tuple[int, int]:
        """The first character of a story, and the one behind its last."""
        lengths = [max(i32(self.main, _COUNTS_AT + 4 * index), 0) for index in Story]
        start = sum(lengths[:story])
        return start, start + lengths[story]

    def data(self) -> bytes:
        """The stream of properties too long for their page; empty where there is none."""
        return self._stream("Data") if self._file.exists("Data") else b""

    def _stream(self, name: str) -> bytes:
        if not self._file.exists(name) or self._file.get_size(name) > _MAX_STREAM:
            raise FileFault(Fault.DAMAGED)
        return bytes(self._file.openstream(name).read())


def u16(data: bytes, at: int) -> int:
    """An unsigned number of two bytes; raises struct.error behind the end."""
    return int(struct.unpack_from("<H", data, at)[0])


def i16(data: bytes, at: int) -> int:
    """A signed number of two bytes."""
    return int(struct.unpack_from("<h", data, at)[0])


def u32(data: bytes, at: int) -> int:
    """An unsigned number of four bytes."""
    return int(struct.unpack_from("<I", data, at)[0])


def i32(data: bytes, at: int) -> int:
    """A signed number of four bytes."""
    return int(struct.unpack_from("<i", data, at)[0])


def numbers(data: bytes, at: int, count: int) -> Sequence[int]:
    """`count` unsigned numbers of four bytes; raises struct.error when they do not all fit."""
    if count < 0 or at + 4 * count > len(data):
        raise struct.error("numbers behind the end")
    return struct.unpack_from(f"<{count}I", data, at)
