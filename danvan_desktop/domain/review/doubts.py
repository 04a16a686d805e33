"""What is still doubtful about a row: what the recogniser found, as far as the officer has not settled it.

A field that he has set is no doubt of the recogniser's any more; what he set is judged by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from danvan_desktop.domain.catalogue.doubts import (
    MISSING_NUMBER,
    NEW_AGENCY,
    NO_LEAD,
    REPEATED_NUMBER,
    ROLE_FIELDS,
    TWIN,
    Doubt,
)
from danvan_desktop.domain.draft import DraftTask
from danvan_desktop.domain.ids import agency_id
from danvan_desktop.domain.records import Role
from danvan_desktop.domain.review.agencies import roles_of
from danvan_desktop.domain.review.sheet import Part, Row, Sheet
from danvan_desktop.domain.timing import Timing, TimingKind

TimeReader = Callable[[str], tuple[Timing, str]]
"""What a time text means, and that in one line."""

_QUOTED = 50
"""Letters of a long name that a doubt surely quotes."""


def open_doubts(sheet: Sheet, row: Row, task: DraftTask, read_time: TimeReader) -> tuple[Doubt, ...]:
    """The doubts of a row of `sheet` that comes from `task`, without those that the officer has looked at."""
    if row.seen:
        return ()
    found = (
        *_agency_doubts(sheet, row, task),
        *_kept(sheet, row, task),
        *_number_doubts(sheet, row, task),
        *_time_doubts(row, task, read_time),
    )
    return tuple(doubt for doubt in found if doubt not in row.settled)


def settle(sheet: Sheet, place: int, read_time: TimeReader) -> Sheet:
    """Say that what is doubtful about a row needs no correction; what becomes doubtful later is told all the same."""
    row = sheet.rows[place]
    return sheet.correct(place, settled=row.settled.union(open_doubts(sheet, row, sheet.task(row), read_time)))


def _agency_doubts(sheet: Sheet, row: Row, task: DraftTask) -> Iterator[Doubt]:
    if all(part.role is not Role.LEAD for part in row.parts):
        yield Doubt("lead", NO_LEAD)
    for part in sheet.unknown(row):
        found = (doubt for doubt in task.doubts if _proposes(doubt, part, task))
        yield next(found, Doubt(ROLE_FIELDS[part.role], f"{NEW_AGENCY}: «{part.name}»."))


def _proposes(doubt: Doubt, part: Part, task: DraftTask) -> bool:
    """Whether a doubt of the recogniser is that an agency is a new one, in the spelling of the document."""
    return doubt.field == ROLE_FIELDS[part.role] and any(
        role is part.role
        and agency_id(agency.canonical) == part.agency
        and doubt.reason.startswith(f"{NEW_AGENCY}: «{agency.raw[:_QUOTED]}")
        for role, agency in roles_of(task)
    )


def _kept(sheet: Sheet, row: Row, task: DraftTask) -> Iterator[Doubt]:
    """What the recogniser doubted in fields that are as it read them."""
    held = {(part.role, part.agency) for part in row.parts}
    read = {(role, agency_id(agency.canonical)) for role, agency in roles_of(task)}
    untouched = {"number": row.number == task.number, "text": row.text == task.text, "time": row.time == task.time.raw}
    untouched |= {field: _of(role, held) == _of(role, read) for role, field in ROLE_FIELDS.items()}
    for doubt in task.doubts:
        of_half = doubt.field == "time" or doubt.field in ROLE_FIELDS.values()
        if untouched.get(doubt.field, True) and (of_half or not row.split_off) and not _settled(doubt, sheet, task):
            yield doubt


def _of(role: Role, parts: set[tuple[Role, str]]) -> set[str]:
    return {agency for held, agency in parts if held is role}


def _settled(doubt: Doubt, sheet: Sheet, task: DraftTask) -> bool:
    """Whether a doubt is judged anew by itself, or is about another task too that is not what it was."""
    if doubt.reason == NO_LEAD or doubt.reason.startswith(NEW_AGENCY):
        return True
    if doubt.field not in ("number", "text"):
        return False
    if doubt.reason.startswith(REPEATED_NUMBER.format(number=task.number)):
        same = (row for row in sheet.rows if row.taken and sheet.task(row).path == task.path)
        return sum(row.number == task.number for row in same) <= 1
    if any(doubt.reason.startswith(MISSING_NUMBER.format(number=row.number)) for row in sheet.rows if row.taken):
        return True
    return any(
        doubt.reason.startswith(TWIN.format(path=other.path)) and not any(_says(row, other) for row in sheet.rows)
        for other in sheet.draft.tasks
    )


def _says(row: Row, task: DraftTask) -> bool:
    return row.taken and row.text == task.text


def _number_doubts(sheet: Sheet, row: Row, task: DraftTask) -> Iterator[Doubt]:
    """A number that the officer gave is held against the group that the task stands in, and against its neighbours."""
    if not row.number or (row.number == task.number and not row.split_off):
        return
    beside = [other for other in sheet.rows if other is not row and other.taken and other.group == row.group]
    if any(other.number == row.number for other in beside):
        yield Doubt("number", f"Số «{row.number}» đã có ở một nhiệm vụ khác của nhóm.")
    group = sheet.groups().get(row.group) if row.group is not None else None
    stem = group.number.strip(" .") if group is not None else ""
    pieces = row.number.strip(" .").split(".")
    decimal = len(pieces) > 1 and all(piece.isdecimal() for piece in (*pieces, *stem.split(".")))
    if group is not None and decimal and not row.number.startswith(f"{stem}."):
        yield Doubt("number", f"Số «{row.number}» không thuộc nhóm «{stem}. {group.title}».")


def _time_doubts(row: Row, task: DraftTask, read_time: TimeReader) -> Iterator[Doubt]:
    """A corrected time is judged anew."""
    if row.time == task.time.raw:
        return
    timing, meaning = read_time(row.time)
    reasons = [meaning] if timing.kind is TimingKind.NONE else timing.warnings
    yield from (Doubt("time", reason) for reason in reasons)
