"""Rows of a torn SQLite file, found by their own shape: no page, tree or table of the file has to be sound.

A row of a table stands in its page as a number, then a head that names the type of each column, then the columns; what
does not fit into the page follows in a chain of pages (https://sqlite.org/fileformat.html, 1.5-2.1). What is found
here may still be anything: whoever takes it compares hashes.
"""

from __future__ import annotations

import mmap
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

PAGE = 4096
"""Of every book: what the head of a torn file says of it proves nothing."""
_HIGH, _BITS = 0x80, 0x7F
_LONGEST_NUMBER = 9
_WHOLE = PAGE - 35
"""The longest row that a page holds whole; else part of it, at least so many bytes."""
_LEAST = (PAGE - 12) * 32 // 255 - 23
_INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8, 8: 0, 9: 0}
"""The bytes that an integer takes, by its type; 8 and 9 are the numbers 0 and 1."""
_LARGEST_ROW = 64 << 20

Column = int | str | bytes | None
Bytes = bytes | mmap.mmap


@dataclass(frozen=True, slots=True)
class Shape:
    """The rows of one table: what the head of each begins with (a regular expression), and how many columns there are;
    texts come as bytes, because damaged ones may be none."""

    head: bytes
    columns: int


_TEXT, _INTEGER = rb"[\x0d-\xff]", rb"[\x01-\x06\x08\x09]"
CHANGE = Shape(rb"[\x0e-\x40]\x00,," + _INTEGER * 3 + rb"," + _TEXT, 13)
SESSION = Shape(rb"[\x07-\x10],[,\x00][\x00\x0d-\xff]", 6)
BLOB = Shape(rb"[\x03-\x0b]L[\x0c-\xff]", 2)
MERGE = Shape(rb"[\x06-\x10]\x00" + _INTEGER * 2 + _TEXT, 5)
META = Shape(rb"[\x03-\x05][\x15-\x2b]" + _TEXT, 2)
INDEXED = Shape(rb"\x03," + _INTEGER, 2)


@dataclass(frozen=True, slots=True)
class Found:
    """A row: its number in the table, its columns, and where its head stands."""

    number: int
    values: tuple[Column, ...]
    at: int


def rows_of(data: Bytes, shape: Shape, chain: Bytes | None = None) -> Iterator[Found]:
    """Every row of this shape in `data`; what runs over from it stands in `chain`, the file itself where that is None
    (a journal keeps the pages, their chains lead into the book)."""
    pattern = re.compile(b"(?s)(?=" + shape.head + b")")
    for found in pattern.finditer(data):
        row = row_at(data, found.start(), shape.columns, data if chain is None else chain)
        if row is not None:
            yield row


def row_at(data: Bytes, at: int, columns: int, chain: Bytes) -> Found | None:
    """The row whose head stands there, None where it is none."""
    types = _types(data, at)
    if types is None or len(types) != columns:
        return None
    sizes = [_size(kind) for kind in types]
    head = data[at]
    if any(size < 0 for size in sizes) or head + sum(sizes) > _LARGEST_ROW:
        return None
    payload = _gathered(data, at, head + sum(sizes), chain)
    if payload is None:
        return None
    return Found(_number_before(data, at), tuple(_columns(payload, head, types, sizes)), at)


def _types(data: Bytes, at: int) -> list[int] | None:
    end = at + data[at]
    types = []
    place = at + 1
    while place < end:
        value, place = _number(data, place)
        types.append(value)
    return types if place == end else None


def _number(data: Bytes, at: int) -> tuple[int, int]:
    """A number of variable length, and where it ends."""
    value = 0
    for place, byte in enumerate(bytes(data[at : at + _LONGEST_NUMBER]), start=1):
        if place == _LONGEST_NUMBER:
            return value << 8 | byte, at + place
        value = value << 7 | byte & _BITS
        if byte < _HIGH:
            return value, at + place
    return value, at + _LONGEST_NUMBER


def _number_before(data: Bytes, at: int) -> int:
    """The number of the row, which ends where its head begins; every byte of it but the last has the high bit."""
    first = at - 1
    while first > max(0, at - _LONGEST_NUMBER) and data[first - 1] >= _HIGH:
        first -= 1
    return _number(data, max(first, 0))[0]


def _size(kind: int) -> int:
    """How many bytes a column takes, less than nothing for a type that no book has."""
    if kind >= 12:
        return (kind - 12) // 2
    return 0 if kind == 0 else _INTEGERS.get(kind, -1)


def _gathered(data: Bytes, at: int, length: int, chain: Bytes) -> bytes | None:
    if length <= _WHOLE:
        return _exactly(bytes(data[at : at + length]), length)
    local = _LEAST + (length - _LEAST) % (PAGE - 4)
    local = local if local <= _WHOLE else _LEAST
    parts = [bytes(data[at : at + local])]
    missing = length - local
    following = int.from_bytes(bytes(data[at + local : at + local + 4]), "big")
    while missing > 0:
        start = (following - 1) * PAGE
        if following < 1 or start + PAGE > len(chain):
            return None
        taken = min(missing, PAGE - 4)
        parts.append(bytes(chain[start + 4 : start + 4 + taken]))
        following = int.from_bytes(bytes(chain[start : start + 4]), "big")
        missing -= taken
    return _exactly(b"".join(parts), length)


def _exactly(payload: bytes, length: int) -> bytes | None:
    return payload if len(payload) == length else None


def _columns(payload: bytes, place: int, types: Sequence[int], sizes: Sequence[int]) -> Iterator[Column]:
    for kind, size in zip(types, sizes, strict=True):
        part = payload[place : place + size]
        place += size
        if kind in (8, 9):
            yield kind - 8
        elif kind == 0:
            yield None
        elif kind < 12:
            yield int.from_bytes(part, "big", signed=True)
        else:
            yield part
