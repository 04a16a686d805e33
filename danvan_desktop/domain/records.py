"""The kinds of record in a book and their fields: the unit of merging (the change log's vocabulary)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

Value = str | int | bool | None
"""What a field may hold. No floats: scores are hundredths, dates ISO text."""


class Kind(StrEnum):
    """Every kind of record this version applies."""

    PROGRAMME = "programme"
    CITATION = "citation"
    DIRECTION = "direction"
    DUTY = "duty"
    REPORT_ROUND = "report_round"
    GROUP = "group"
    TASK = "task"
    ASSIGNMENT = "assignment"
    AGENCY = "agency"
    MEMBERSHIP = "membership"
    OCCURRENCE = "occurrence"
    MEMBER_RESULT = "member_result"
    EXTENSION = "extension"
    PROGRESS = "progress"
    EVIDENCE = "evidence"
    PROFILE = "profile"
    DAY = "day"
    CHOICE = "choice"
    RETURN = "return"


class Status(StrEnum):
    """What the officer says of a task; the first stands provisionally when two books disagree."""

    TODO = "todo"
    DOING = "doing"
    SUSPENDED = "suspended"
    DONE = "done"
    CANCELLED = "cancelled"


class Role(StrEnum):
    """An agency's part in a task: chủ trì, thực hiện, phối hợp."""

    LEAD = "lead"
    IMPLEMENTING = "implementing"
    COORDINATING = "coordinating"


LEADING: Final = (Role.LEAD, Role.IMPLEMENTING)
"""The parts of those who do a task, which every figure of «chủ trì» counts."""


class FieldType(StrEnum):
    """How a field's value is typed in the derived tables."""

    TEXT = "text"
    INTEGER = "integer"
    FLAG = "flag"


@dataclass(frozen=True, slots=True)
class KindSpec:
    """The fields of a kind.

    `parents` are the fields that name the record(s) this one hangs under: deleting a record hides what hangs
    under it. `silent` fields merge without a conflict. `ranked` fields have a provisional order other than
    the newest: the listed values first to last, or the smallest value when the list is empty.
    """

    fields: dict[str, FieldType]
    parents: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()
    ranked: dict[str, tuple[str, ...]] | None = None


_T, _I, _F = FieldType.TEXT, FieldType.INTEGER, FieldType.FLAG
_STATUS = tuple(status.value for status in Status)


def _text(*names: str) -> dict[str, FieldType]:
    return dict.fromkeys(names, _T)


DELETED = "deleted"
"""The field that every kind has: true deletes the record (never the log)."""

SPECS: dict[Kind, KindSpec] = {
    Kind.PROGRAMME: KindSpec(
        _text(
            "title",
            "type",
            "number",
            "symbol",
            "issued_on",
            "issuer",
            "place",
            "period_start",
            "period_end",
            "theme",
            "state",
            "signer",
            "recipients",
            "imported_by",
            "imported_on",
            "file_name",
            "reading",
        ),
        silent=("imported_by", "imported_on", "file_name", "reading"),
        ranked={"state": ("draft", "issued", "closed")},
    ),
    Kind.CITATION: KindSpec(
        {
            **_text("programme", "role", "type", "number", "symbol", "date", "issuer", "title"),
            "present": _F,
            "position": _I,
        },
        parents=("programme",),
        silent=("position",),
        ranked={"role": ("basis", "direction")},
    ),
    Kind.DIRECTION: KindSpec(
        {**_text("programme", "number", "text"), "position": _I}, parents=("programme",), silent=("position",)
    ),
    Kind.DUTY: KindSpec(
        {**_text("programme", "number", "text", "agency"), "position": _I}, parents=("programme",), silent=("position",)
    ),
    Kind.REPORT_ROUND: KindSpec(
        {**_text("programme", "name", "text", "time_text", "sender", "addressee", "via"), "position": _I},
        parents=("programme",),
        silent=("position",),
    ),
    Kind.GROUP: KindSpec(
        {**_text("programme", "parent", "number", "title"), "position": _I},
        parents=("programme", "parent"),
        silent=("position",),
    ),
    Kind.TASK: KindSpec(
        {
            **_text("programme", "group", "number", "text"),
            "position": _I,
            **_text("time_text", "due_by_hand", "status", "done_on"),
            "percent": _I,
            **_text("result", "product", "form", "priority", "note", "carried_from", "doubt", "merged_into"),
        },
        parents=("programme", "group"),
        silent=("position", "doubt", "merged_into"),
        ranked={"status": _STATUS, "percent": ()},
    ),
    Kind.ASSIGNMENT: KindSpec(
        {**_text("task", "agency", "role"), "position": _I, "present": _F, "main": _F, "note": _T},
        parents=("task",),
        silent=("position",),
    ),
    Kind.AGENCY: KindSpec(
        {
            **_text("name", "short", "kind", "addressed_as", "variants"),
            "position": _I,
            **_text("active_from", "active_to"),
            "collective": _F,
            "merged_into": _T,
        },
        silent=("position",),
        ranked={"addressed_as": ("assign", "request")},
    ),
    Kind.MEMBERSHIP: KindSpec({**_text("collective", "agency"), "present": _F}, parents=("collective",)),
    Kind.OCCURRENCE: KindSpec(
        _text("task", "anchor", "status", "done_on", "result", "note"), parents=("task",), ranked={"status": _STATUS}
    ),
    Kind.MEMBER_RESULT: KindSpec(
        _text("task", "anchor", "agency", "status", "done_on", "result", "note"),
        parents=("task",),
        ranked={"status": _STATUS},
    ),
    Kind.EXTENSION: KindSpec(
        _text("task", "anchor", "new_due", "reason", "decided_by", "decided_on"),
        parents=("task",),
        ranked={"new_due": ()},
    ),
    Kind.PROGRESS: KindSpec({**_text("task", "agency", "day", "text"), "percent": _I}, parents=("task",)),
    Kind.EVIDENCE: KindSpec({**_text("owner", "sha256", "name"), "size": _I, "present": _F}, parents=("owner",)),
    Kind.PROFILE: KindSpec(
        _text(
            "commune",
            "type",
            "superior",
            "province",
            "place",
            "person_in_charge",
            "signers",
            "recipients",
            "font_size",
            "margins",
            "dash",
        )
    ),
    Kind.CHOICE: KindSpec(_text("about", "key", "value", "words"), silent=("value", "words")),
    Kind.RETURN: KindSpec(
        _text(
            "agency", "day", "report_number", "drawn_up_by", "phone", "proposal", "file_name", "sha256", "received_on"
        ),
        silent=("file_name", "received_on"),
    ),
    Kind.DAY: KindSpec(_text("date", "kind", "name"), ranked={"kind": ("holiday", "make_up", "workday", "observance")}),
}
