"""What an import left doubtful about a task, as its field `doubt` holds it: a line each, the doubted field first."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from danvan_desktop.domain.records import Kind, Role, Value
from danvan_desktop.domain.text import clean

ROLE_FIELDS: Final = MappingProxyType(
    {Role.LEAD: "lead", Role.IMPLEMENTING: "implementing", Role.COORDINATING: "coord"}
)
"""The doubted field of each part that an agency can have."""
NO_LEAD: Final = "Chưa phân công cơ quan chủ trì."
NEW_AGENCY: Final = "Cơ quan mới, chưa có trong danh mục"
"""How the sentence about an agency begins that the directory does not know."""
MISSING_NUMBER: Final = "Thiếu số «{number}»"
REPEATED_NUMBER: Final = "Số «{number}» được ghi"
TWIN: Final = "Gần giống nhiệm vụ {path};"
"""How the sentences begin that are about another task as well."""
_TASK_FIELDS: Final = MappingProxyType({"number": "number", "text": "text", "time_text": "time"})
_GIVING: Final = frozenset({"agency", "role", "present"})
_MARK: Final = ": "


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing the officer should look at: the field it concerns and a Vietnamese sentence."""

    field: str
    reason: str


def written_doubts(doubts: Iterable[Doubt]) -> str | None:
    """Doubts as the field holds them; None for none."""
    return "\n".join(dict.fromkeys(f"{doubt.field}{_MARK}{clean(doubt.reason)}" for doubt in doubts)) or None


def read_doubts(held: Value) -> tuple[Doubt, ...]:
    """The inverse; a line that names no field is a doubt about none."""
    lines = held.split("\n") if isinstance(held, str) else ()
    return tuple(_read(line) for line in lines if line)


def _read(line: str) -> Doubt:
    field, mark, reason = line.partition(_MARK)
    return Doubt(field, reason) if mark else Doubt("", line)


def told_doubts(held: Value) -> str:
    """The doubts in words alone."""
    return " ".join(doubt.reason for doubt in read_doubts(held))


def left_doubtful(held: Value, corrected: Collection[str]) -> str | None:
    """What is still doubtful once some fields, named as doubts name them, have been corrected."""
    return written_doubts(doubt for doubt in read_doubts(held) if doubt.field not in corrected)


def fields_corrected(kind: Kind, changed: Iterable[str], values: Mapping[str, Value]) -> frozenset[str]:
    """The doubted fields that a change of a task, or of an agency's part in one, corrects; `values` are the record's
    own after it."""
    if kind is Kind.TASK:
        return frozenset(_TASK_FIELDS[name] for name in changed if name in _TASK_FIELDS)
    role = values.get("role")
    if kind is not Kind.ASSIGNMENT or role not in list(Role) or _GIVING.isdisjoint(changed):
        return frozenset()
    return frozenset({ROLE_FIELDS[Role(str(role))]})
