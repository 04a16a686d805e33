"""How paragraphs and characters look: property changes (sprms), the pages that hold them, styles ([MS-DOC] 2.6)."""

from __future__ import annotations

import struct
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from danvan_desktop.reading.doc.container import Container, Place, numbers, u16, u32
from danvan_desktop.reading.errors import Fault, FileFault

if TYPE_CHECKING:
    from collections.abc import Iterator

_PAGE: Final = 512
_OPERANDS: Final = (1, 1, 2, 4, 2, 2, -1, 3)
_LONG_OPERANDS: Final = frozenset({0xD608, 0xD606})
"""The definitions of table rows, whose length takes two bytes."""
_TABS: Final = 0xC615
_HUGE: Final = (0x6646, 0x6645)
_MAX_PAGES: Final = 4_000
"""Pages of properties, of up to a hundred stretches each; five hundred pages of text take half of them."""
_MAX_STYLES: Final = 4096
_MAX_DEPTH: Final = 20
"""Longest chain of styles based on styles; damaged files have circles."""


def changes_of(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Code and operand of every change in a list of them; an unfinished last one is left out."""
    at = 0
    while at + 2 < len(data):
        code = u16(data, at)
        at += 2
        size = _OPERANDS[code >> 13]
        if size < 0:
            size = 1 + data[at]
            if code in _LONG_OPERANDS:
                if at + 2 > len(data):
                    return
                size = 1 + u16(data, at)
            elif code == _TABS and data[at] == 0xFF:
                return
        if at + size > len(data):
            return
        yield code, data[at : at + size]
        at += size


class Pages:
    """The changes for every stretch of the file, kept in pages of 512 bytes."""

    def __init__(self, container: Container, place: Place) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._changes: list[bytes] = []
        bins = container.part(place)
        count = max(len(bins) - 4, 0) // 8
        read = _paragraph_page if place is Place.PARAGRAPH_PAGES else _character_page
        seen: set[int] = set()
        for number in numbers(bins, 4 * (count + 1), count) if count else ():
            at = (number & 0x3FFFFF) * _PAGE
            page = container.main[at : at + _PAGE]
            if len(page) == _PAGE and at not in seen:
                seen.add(at)
                if len(seen) > _MAX_PAGES:
                    raise FileFault(Fault.MEMORY)
                self._add(page, read)
        order = sorted(range(len(self._starts)), key=self._starts.__getitem__)
        self._starts = [self._starts[index] for index in order]
        self._ends = [self._ends[index] for index in order]
        self._changes = [self._changes[index] for index in order]

    def _add(self, page: bytes, read: _PageReader) -> None:
        count = page[-1]
        places = numbers(page, 0, count + 1)
        for index in range(count):
            self._starts.append(places[index])
            self._ends.append(places[index + 1])
            self._changes.append(read(page, count, index))

    def at(self, place: int) -> tuple[bytes, int]:
        """The changes at a byte of the file, and the byte up to which they hold."""
        index = bisect_right(self._starts, place) - 1
        if index >= 0 and place < self._ends[index]:
            return self._changes[index], self._ends[index]
        following = self._starts[index + 1] if index + 1 < len(self._starts) else 1 << 32
        return b"", following


if TYPE_CHECKING:
    from collections.abc import Callable

    _PageReader = Callable[[bytes, int, int], bytes]


def _character_page(page: bytes, count: int, index: int) -> bytes:
    at = 2 * page[4 * (count + 1) + index]
    return page[at + 1 : at + 1 + page[at]] if at else b""


def _paragraph_page(page: bytes, count: int, index: int) -> bytes:
    """The style's number in two bytes, then the changes; empty for the plainest paragraph."""
    at = 2 * page[4 * (count + 1) + 13 * index]
    if not at:
        return b""
    if page[at]:
        return page[at + 1 : at + 2 * page[at]]
    return page[at + 2 : at + 2 + 2 * page[at + 1]]


@dataclass(frozen=True, slots=True)
class Style:
    """A style: what it is based on, its changes of paragraphs and of characters."""

    base: int
    paragraph: bytes
    characters: bytes
    heading: int | None = None


class Styles:
    """The style sheet, asked by the numbers of styles; one that is missing changes nothing."""

    def __init__(self, container: Container) -> None:
        self._styles: dict[int, Style] = {}
        data = container.part(Place.STYLES)
        if len(data) < 6:
            return
        at = 2 + u16(data, 0)
        fixed = u16(data, 4)
        for index in range(min(u16(data, 2), _MAX_STYLES)):
            if at + 2 > len(data):
                return
            length = u16(data, at)
            try:
                style = _style(data[at + 2 : at + 2 + length], fixed)
            except struct.error:
                style = None
            if style is not None:
                self._styles[index] = style
            at += 2 + length

    def chain(self, index: int) -> tuple[Style, ...]:
        """A style and those that it is based on, the nearest last."""
        found: list[Style] = []
        for _ in range(_MAX_DEPTH):
            style = self._styles.get(index)
            if style is None:
                break
            found.append(style)
            index = style.base
        return tuple(reversed(found))


_PARAGRAPH_STYLE, _CHARACTER_STYLE = 1, 2
_HEADINGS: Final = range(1, 10)


def _style(data: bytes, fixed: int) -> Style | None:
    if len(data) < fixed + 4:
        return None
    kind, base = u16(data, 2) & 0xF, u16(data, 2) >> 4
    known = u16(data, 0) & 0xFFF
    at = fixed + 2 + 2 * (u16(data, fixed) + 1)
    parts: list[bytes] = []
    for _ in range(2 if kind == _PARAGRAPH_STYLE else 1):
        at += at & 1
        if at + 2 > len(data):
            break
        length = u16(data, at)
        parts.append(data[at + 2 : at + 2 + length])
        at += 2 + length
    if kind == _PARAGRAPH_STYLE:
        paragraph, characters = (*parts, b"", b"")[:2]
        return Style(base, paragraph[2:], characters, known - 1 if known in _HEADINGS else None)
    return Style(base, b"", parts[0] if parts and kind == _CHARACTER_STYLE else b"")


def long_changes(changes: bytes, container: Container) -> bytes:
    """A paragraph's changes with those that stand in another stream, because they are too long for a page."""
    for code, operand in changes_of(changes):
        if code in _HUGE:
            data = container.data()
            at = u32(operand, 0)
            if at + 2 <= len(data):
                return changes + data[at + 2 : at + 2 + u16(data, at)]
    return changes
