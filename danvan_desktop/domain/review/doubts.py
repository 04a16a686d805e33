"""What is still doubtful about a row: what the recogniser found, as far as the officer has not settled it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from danvan_desktop.domain.catalogue.doubts import ROLE_FIELDS
from danvan_desktop.domain.draft import Doubt, DraftTask
from danvan_desktop.domain.ids import agency_id
from danvan_desktop.domain.records import Role
from danvan_desktop.domain.review.agencies import roles_of
from danvan_desktop.domain.review.sheet import Part, Row, Sheet
from danvan_desktop.domain.timing import Timing, TimingKind

TimeReader = Callable[[str], tuple[Timing, str]]
"""What a time text means, and that in one line."""

_NEW = "Cơ quan mới, chưa có trong danh mục"
_QUOTED = 50
"""Letters of a long name that a doubt surely quotes."""


def open_doubts(sheet: Sheet, row: Row, task: DraftTask, read_time: TimeReader) -> tuple[Doubt, ...]:
    """The doubts of a row of `sheet` that comes from `task`; none once the officer has seen them."""
    if row.seen:
        return ()
    return (*_agency_doubts(sheet, row, task), *_kept(row, task), *_time_doubts(row, task, read_time))


def _agency_doubts(sheet: Sheet, row: Row, task: DraftTask) -> Iterator[Doubt]:
    if all(part.role is not Role.LEAD for part in row.parts):
        yield Doubt("lead", "Chưa phân công cơ quan chủ trì.")
    for part in sheet.unknown(row):
        found = (doubt for doubt in task.doubts if _proposes(doubt, part, task))
        yield next(found, Doubt(ROLE_FIELDS[part.role], f"{_NEW}: «{part.name}»."))


def _proposes(doubt: Doubt, part: Part, task: DraftTask) -> bool:
    """Whether a doubt of the recogniser is that an agency is a new one, in the spelling of the document."""
    return doubt.field == ROLE_FIELDS[part.role] and any(
        role is part.role
        and agency_id(agency.canonical) == part.agency
        and doubt.reason.startswith(f"{_NEW}: «{agency.raw[:_QUOTED]}")
        for role, agency in roles_of(task)
    )


def _kept(row: Row, task: DraftTask) -> Iterator[Doubt]:
    """What the recogniser doubted in fields that are as it read them."""
    untouched = {"number": row.number == task.number, "text": row.text == task.text, "time": row.time == task.time.raw}
    for doubt in task.doubts:
        if doubt.field in ROLE_FIELDS.values():
            if _names_nearly(doubt, row, task):
                yield doubt
        elif untouched.get(doubt.field, True) and not (row.split_off and doubt.field != "time"):
            yield doubt


def _names_nearly(doubt: Doubt, row: Row, task: DraftTask) -> bool:
    """Whether a doubt is about a spelling of a known agency that the row still names."""
    held = {(part.role, part.agency) for part in row.parts}
    return any(
        agency.code is not None
        and ROLE_FIELDS[role] == doubt.field
        and f"«{agency.raw[:_QUOTED]}" in doubt.reason
        and (role, agency_id(agency.canonical)) in held
        for role, agency in roles_of(task)
    )


def _time_doubts(row: Row, task: DraftTask, read_time: TimeReader) -> Iterator[Doubt]:
    """A corrected time is judged anew."""
    if row.time == task.time.raw:
        return
    timing, meaning = read_time(row.time)
    reasons = [meaning] if timing.kind is TimingKind.NONE else timing.warnings
    yield from (Doubt("time", reason) for reason in reasons)
