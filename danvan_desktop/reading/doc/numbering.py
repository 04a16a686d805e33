"""Automatic numbers of a .doc: the tables of lists and of their overrides ([MS-DOC] 2.9.131 to 2.9.150)."""

from __future__ import annotations

import struct
from dataclasses import dataclass, replace
from typing import Final

from danvan_desktop.reading.doc.container import Container, Place, i32, u16, u32
from danvan_desktop.reading.docx.lists import Level, NumberedList

_FORMS: Final = {
    0: "decimal",
    1: "upperRoman",
    2: "lowerRoman",
    3: "upperLetter",
    4: "lowerLetter",
    5: "decimal",
    22: "decimalZero",
    23: "bullet",
    255: "none",
}
_LIST_BYTES, _LEVEL_BYTES, _OVERRIDE_BYTES = 28, 28, 16
_SIMPLE, _LEGAL, _OWN_RESTART = 0x01, 0x04, 0x08
_OVERRIDES_START, _OVERRIDES_LEVEL = 0x10, 0x20
_LEVELS: Final = 9
_MAX_LISTS: Final = 4096


@dataclass(frozen=True, slots=True)
class _Override:
    list_id: int
    count: int


def lists_of(container: Container) -> dict[str, NumberedList]:
    """The lists by the number under which paragraphs name them, counted from 1."""
    try:
        abstract = _abstract_lists(container.after(Place.LISTS))
        return _overridden(container.part(Place.LIST_OVERRIDES), abstract)
    except (struct.error, IndexError):
        return {}


def _abstract_lists(data: bytes) -> dict[int, dict[int, Level]]:
    """The levels of every list by its id; levels stand behind all list headers, nine for each or one."""
    if not data:
        return {}
    count = min(u16(data, 0), _MAX_LISTS)
    at = 2 + _LIST_BYTES * count
    lists = {}
    for index in range(count):
        head = 2 + _LIST_BYTES * index
        levels = {}
        for depth in range(1 if data[head + 26] & _SIMPLE else _LEVELS):
            levels[depth], at = _level(data, at)
        lists[i32(data, head)] = levels
    return lists


def _level(data: bytes, at: int) -> tuple[Level, int]:
    """The level that begins at a byte, and the byte behind it."""
    flags = data[at + 5]
    text_at = at + _LEVEL_BYTES + data[at + 24] + data[at + 25]
    length = u16(data, text_at)
    end = text_at + 2 + 2 * length
    text = data[text_at + 2 : end].decode("utf-16-le", "replace")
    level = Level(
        start=i32(data, at),
        form=_FORMS.get(data[at + 4], "decimal"),
        text="".join(f"%{ord(letter) + 1}" if ord(letter) < _LEVELS else letter for letter in text),
        restart=data[at + 26] if flags & _OWN_RESTART else None,
        legal=bool(flags & _LEGAL),
    )
    return level, end


def _overridden(data: bytes, abstract: dict[int, dict[int, Level]]) -> dict[str, NumberedList]:
    if len(data) < 4:
        return {}
    count = min(u32(data, 0), _MAX_LISTS)
    heads = [4 + _OVERRIDE_BYTES * index for index in range(count)]
    overrides = [_Override(i32(data, head), data[head + 12]) for head in heads]
    at = 4 + _OVERRIDE_BYTES * count
    lists = {}
    for number, override in enumerate(overrides, start=1):
        levels = dict(abstract.get(override.list_id, {}))
        starts = {}
        at += 4
        for _ in range(override.count):
            start, flags = i32(data, at), u32(data, at + 4)
            at += 8
            depth = flags & 0xF
            if flags & _OVERRIDES_LEVEL:
                levels[depth], at = _level(data, at)
                start = levels[depth].start
            if flags & _OVERRIDES_START:
                starts[depth] = start
        lists[str(number)] = NumberedList(str(override.list_id), _sound(levels), starts)
    return lists


def _sound(levels: dict[int, Level]) -> dict[int, Level]:
    """Levels whose bullet is one sign of the symbol fonts, named as the .docx reader names it."""
    return {
        depth: replace(level, text=level.text[:1]) if level.form == "bullet" else level
        for depth, level in levels.items()
    }
