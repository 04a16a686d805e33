"""A draft as the records it makes: ids computed from the document, fields, positions in printed order (R10)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from danvan_desktop.domain.changes.composing import Write
from danvan_desktop.domain.changes.rules import Verb
from danvan_desktop.domain.draft import Draft, DraftAgency, DraftDocument, DraftTask
from danvan_desktop.domain.ids import agency_id, assignment_id, document_key, imported_id, programme_id
from danvan_desktop.domain.records import Kind, Role, Status, Value

_GAP = 1024
"""Positions are spaced out, so that a row can be put between two others."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The writes that a draft stands for; `tasks` are the ids of its tasks in their order in the draft."""

    key: str
    programme: str
    tasks: tuple[str, ...]
    writes: tuple[Write, ...]


def catalogue_of(draft: Draft) -> Catalogue:
    """The same draft always makes the same records."""
    document = draft.document
    key = document_key(document.issuer or "", document.type or "", document.period)
    programme = programme_id(key)
    groups = _group_ids(draft, key)
    tasks = tuple(_ids(Kind.TASK, key, [task.path for task in draft.tasks]))
    writes = [
        Write(Kind.PROGRAMME, programme, _programme_fields(document), Verb.IMPORT),
        *_group_writes(draft, programme, groups),
        *_task_writes(draft, programme, _by_path(draft, groups), tasks),
        *_assignment_writes(draft, tasks),
        *_agency_writes(draft),
        *_direction_writes(draft, key, programme),
        *_duty_writes(draft, key, programme),
    ]
    return Catalogue(key, programme, tasks, tuple(writes))


def _ids(kind: Kind, key: str, paths: Sequence[str]) -> Iterator[str]:
    seen: Counter[str] = Counter()
    for path in paths:
        seen[path] += 1
        yield imported_id(kind, key, path, seen[path])


def _group_ids(draft: Draft, key: str) -> tuple[str, ...]:
    return tuple(_ids(Kind.GROUP, key, [group.path for group in draft.groups]))


def _programme_fields(document: DraftDocument) -> dict[str, Value]:
    day = document.date
    whole = day is not None and day.day and day.month and day.year
    first, last = document.period or (None, None)
    fields: dict[str, Value] = {
        "title": document.title,
        "type": document.type,
        "number": document.number,
        "symbol": document.symbol,
        "issued_on": f"{day.year:04d}-{day.month:02d}-{day.day:02d}" if day and whole else None,
        "issuer": document.issuer,
        "place": document.place,
        "period_start": first,
        "period_end": last,
        "signer": "\n".join([*document.signature_authority, document.signature_name or ""]).strip(),
        "recipients": "\n".join(document.recipients),
        "state": "issued" if document.number else "draft",
    }
    return {name: value for name, value in fields.items() if value}


def _by_path(draft: Draft, ids: Sequence[str]) -> dict[str, str]:
    """The group that a path names; of equal paths the last one, as what stands below follows it."""
    return dict(zip((group.path for group in draft.groups), ids, strict=True))


def _group_writes(draft: Draft, programme: str, ids: Sequence[str]) -> Iterator[Write]:
    groups = _by_path(draft, ids)
    for group, record, position in zip(draft.groups, ids, _group_positions(draft), strict=True):
        parent = groups.get(group.parent) if group.parent and group.parent != group.path else None
        fields: dict[str, Value] = {
            "programme": programme,
            "number": group.number,
            "title": group.title,
            "position": position,
        }
        if parent:
            fields["parent"] = parent
        yield Write(Kind.GROUP, record, fields, Verb.IMPORT)


def _group_positions(draft: Draft) -> list[int]:
    """A group stands just before its first task; one without tasks just after the group before it."""
    first_task: dict[str, int] = {}
    parents = {group.path: group.parent for group in draft.groups}
    for place, task in enumerate(draft.tasks, start=1):
        above = task.group
        while above is not None and above not in first_task:
            first_task[above] = place * _GAP
            above = parents.get(above)
    positions: list[int] = []
    last = 0
    for ordinal, group in enumerate(draft.groups, start=1):
        last = first_task.get(group.path, last + 1) - (_GAP // 2 if group.path in first_task else 0)
        positions.append(last + ordinal % 64)
    return positions


def _task_writes(draft: Draft, programme: str, groups: dict[str, str], ids: Sequence[str]) -> Iterator[Write]:
    for place, (task, record) in enumerate(zip(draft.tasks, ids, strict=True), start=1):
        fields: dict[str, Value] = {
            "programme": programme,
            "number": task.number,
            "text": task.text,
            "position": place * _GAP,
            "time_text": task.time.raw,
            "status": Status.TODO.value,
        }
        optional = {
            "group": groups.get(task.group) if task.group else None,
            "product": task.product,
            "form": task.form,
            "note": task.note,
        }
        fields.update({name: value for name, value in optional.items() if value})
        yield Write(Kind.TASK, record, fields, Verb.IMPORT)


def _roles(task: DraftTask) -> Iterator[tuple[Role, DraftAgency]]:
    for role, agencies in (
        (Role.LEAD, task.lead),
        (Role.IMPLEMENTING, task.implementing),
        (Role.COORDINATING, task.coord),
    ):
        for agency in agencies:
            yield role, agency


def _assignment_writes(draft: Draft, ids: Sequence[str]) -> Iterator[Write]:
    for task, record in zip(draft.tasks, ids, strict=True):
        seen: set[str] = set()
        for place, (role, agency) in enumerate(_roles(task)):
            named = agency_id(agency.canonical)
            assignment = assignment_id(record, named, role.value)
            if assignment in seen:
                continue
            seen.add(assignment)
            fields: dict[str, Value] = {
                "task": record,
                "agency": named,
                "role": role.value,
                "position": place,
                "present": True,
            }
            if role is Role.LEAD and place == 0:
                fields["main"] = True
            if agency.note:
                fields["note"] = agency.note
            yield Write(Kind.ASSIGNMENT, assignment, fields, Verb.IMPORT)


def _agency_writes(draft: Draft) -> Iterator[Write]:
    """Agencies that the shipped directory does not know, proposed as new ones."""
    proposed = {
        agency_id(agency.canonical): agency for task in draft.tasks for _, agency in _roles(task) if agency.code is None
    }
    for record, agency in sorted(proposed.items()):
        fields: dict[str, Value] = {"name": agency.canonical, "addressed_as": "assign", "collective": agency.collective}
        if agency.raw != agency.canonical:
            fields["variants"] = agency.raw
        yield Write(Kind.AGENCY, record, fields, Verb.IMPORT)


def _direction_writes(draft: Draft, key: str, programme: str) -> Iterator[Write]:
    ids = _ids(Kind.DIRECTION, key, [held.path for held in draft.directions])
    for place, (held, record) in enumerate(zip(draft.directions, ids, strict=True), start=1):
        fields: dict[str, Value] = {"programme": programme, "number": held.number, "text": held.text}
        yield Write(Kind.DIRECTION, record, {**fields, "position": place * _GAP}, Verb.IMPORT)


def _duty_writes(draft: Draft, key: str, programme: str) -> Iterator[Write]:
    ids = _ids(Kind.DUTY, key, [held.path for held in draft.responsibilities])
    for place, (held, record) in enumerate(zip(draft.responsibilities, ids, strict=True), start=1):
        fields: dict[str, Value] = {"programme": programme, "number": held.number, "text": held.text}
        if held.unit is not None:
            fields["agency"] = held.unit.canonical
        yield Write(Kind.DUTY, record, {**fields, "position": place * _GAP}, Verb.IMPORT)
