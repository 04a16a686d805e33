"""What a change from somebody else's file must be like to be taken in: checked before anything is done with it.

A change that passes can have been written by this program, on another PC; what it says may still be anything.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from danvan_desktop.domain.changes.rules import Change, canonical_json, change_id
from danvan_desktop.domain.records import DELETED, SPECS, FieldType, KindSpec, Value

LONGEST_TEXT = 200_000
"""Characters of one text; a hundred pages."""
LONGEST_NAME = 2_000
"""Characters of what stands in a list or orders it."""
_MOST_FIELDS = 200
_LARGEST_NUMBER = 1 << 53
_LAST_MOMENT_MS = 253_000_000_000_000
"""Somewhere in the year 9987: what later days no calendar can say."""
_NAMES = frozenset({"number", "name", "short", "symbol", "anchor", "type", "place", "commune", "sha256"})
_SPEC_BY_NAME: Mapping[str, KindSpec] = MappingProxyType({kind.value: spec for kind, spec in SPECS.items()})
_ID = re.compile("[0-9a-f]{32}")


class Fault(StrEnum):
    """Why a change or a file inside a stranger's book is not taken in, as the officer reads it."""

    UNREADABLE = "không đọc được"
    FORGED = "không khớp mã kiểm của nó"
    SHAPELESS = "không đúng khuôn"
    TOO_LONG = "dài quá mức"
    COUNTER = "số đếm không hợp lý"
    SESSION = "phiên làm việc không khớp mã kiểm"
    DOUBLE = "trùng số thứ tự với một thay đổi khác"
    OTHER_KIND = "khác loại với mục đã có"
    LOST = "nhắc tới nội dung không có trong cả hai sổ"


def fault_of(item: Change, highest_counter: int) -> Fault | None:
    """What is wrong with a change by itself; `highest_counter` bounds the counter, so that nobody can use it up."""
    if not _is_bounded(item):
        return Fault.TOO_LONG
    if not _is_shaped(item):
        return Fault.SHAPELESS
    if not 0 <= item.lamport <= highest_counter or not 0 <= item.seq <= _LARGEST_NUMBER:
        return Fault.COUNTER
    if not 0 <= item.wall_ms <= _LAST_MOMENT_MS:
        return Fault.COUNTER
    return None if change_id(item) == item.id else Fault.FORGED


def spelling(item: Change) -> tuple[str, str, str]:
    """The one spelling of a change's fields, parents and replaces, in which its texts must be stored."""
    parents = {name: sorted(ids) for name, ids in item.parents.items()}
    return canonical_json(dict(item.fields)), canonical_json(parents), canonical_json(sorted(item.replaces))


def named_by(item: Change) -> set[str]:
    """Every change that this one names."""
    return {*item.replaces, *(id_ for ids in item.parents.values() for id_ in ids)}


def _is_bounded(item: Change) -> bool:
    texts = [(name, value) for name, value in item.fields.items() if isinstance(value, str)]
    lengths = all(len(value) <= (LONGEST_NAME if name in _NAMES else LONGEST_TEXT) for name, value in texts)
    words = (item.verb, item.kind, *item.fields, *item.parents)
    return lengths and len(item.fields) <= _MOST_FIELDS and all(len(word) <= LONGEST_NAME for word in words)


def _is_shaped(item: Change) -> bool:
    return (
        bool(item.verb)
        and bool(item.kind)
        and set(item.parents) <= set(item.fields)
        and all(_is_id(id_) for id_ in named_by(item))
        and all(_is_value(value) for value in item.fields.values())
        and all(_fits(item.kind, name, value) for name, value in item.fields.items())
    )


def _is_id(text: object) -> bool:
    return isinstance(text, str) and _ID.fullmatch(text) is not None


def _is_value(value: object) -> bool:
    if isinstance(value, str):
        return unicodedata.is_normalized("NFC", value)
    if isinstance(value, int):
        return abs(value) <= _LARGEST_NUMBER
    return value is None


def _fits(kind: str, name: str, value: Value) -> bool:
    """Whether a known field holds a value of its type; what a newer program may know is passed on (R14)."""
    spec = _SPEC_BY_NAME.get(kind)
    held = FieldType.FLAG if name == DELETED else spec.fields.get(name) if spec else None
    if held is None or (value is None and name != DELETED):
        return True
    if held is FieldType.TEXT:
        return isinstance(value, str)
    return isinstance(value, bool) if held is FieldType.FLAG else isinstance(value, int) and not isinstance(value, bool)
