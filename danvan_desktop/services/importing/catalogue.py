"""A draft as the records it makes: ids computed from the document, fields, positions in printed order (R10)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from danvan_desktop.domain.catalogue.citations import read_citations
from danvan_desktop.domain.catalogue.doubts import written_doubts
from danvan_desktop.domain.changes.composing import Write
from danvan_desktop.domain.changes.rules import Verb
from danvan_desktop.domain.draft import Draft, DraftAgency, DraftDocument, DraftTask
from danvan_desktop.domain.ids import (
    agency_id,
    assignment_id,
    citation_id,
    document_key,
    imported_id,
    programme_id,
)
from danvan_desktop.domain.records import Kind, Role, Status, Value

GAP = 1024
"""Positions are spaced out, so that a row can be put between two others."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The writes that a draft stands for; `tasks` and `groups` are the ids of these in their order in the draft.

    `shipped` are the agencies of the shipped directory that it names: to be written where a book lacks them, because
    another version of the program made it, or because its commune became a ward.
    """

    key: str
    programme: str
    tasks: tuple[str, ...]
    groups: tuple[str, ...]
    writes: tuple[Write, ...]
    shipped: tuple[Write, ...]


def catalogue_of(draft: Draft, ordinal: int = 1) -> Catalogue:
    """The same draft always makes the same records; `ordinal` counts documents of one issuer, type and period."""
    document = draft.document
    key = document_key(document.issuer or "", document.type or "", document.period)
    key = key if ordinal == 1 else f"{key}|{ordinal}"
    programme = programme_id(key)
    groups = _group_ids(draft, key)
    tasks = tuple(_ids(Kind.TASK, key, [task.path for task in draft.tasks]))
    writes = [
        Write(Kind.PROGRAMME, programme, _programme_fields(document), Verb.IMPORT),
        *_group_writes(draft, programme, groups),
        *_task_writes(draft, programme, groups, tasks),
        *_assignment_writes(draft, tasks),
        *_agency_writes(draft, shipped=False),
        *_direction_writes(draft, key, programme),
        *_duty_writes(draft, key, programme),
        *_citation_writes(draft, programme),
        *_round_writes(draft, key, programme),
    ]
    return Catalogue(key, programme, tasks, groups, tuple(writes), tuple(_agency_writes(draft, shipped=True)))


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


def _group_writes(draft: Draft, programme: str, ids: Sequence[str]) -> Iterator[Write]:
    above = _groups_above(draft)
    for place, (group, position) in enumerate(zip(draft.groups, _group_positions(draft, above), strict=True)):
        fields: dict[str, Value] = {
            "programme": programme,
            "number": group.number,
            "title": group.title,
            "position": position,
        }
        parent = above[place]
        if parent is not None:
            fields["parent"] = ids[parent]
        yield Write(Kind.GROUP, ids[place], fields, Verb.IMPORT)


def _groups_above(draft: Draft) -> list[int | None]:
    """For each group the place among the groups of the one it stands in: the last before it with that path."""
    paths = [group.path for group in draft.groups]
    return [
        next((before for before in reversed(range(place)) if paths[before] == group.parent), None)
        for place, group in enumerate(draft.groups)
    ]


def _group_positions(draft: Draft, above: Sequence[int | None]) -> list[int]:
    """A group stands just before its first task; one without tasks just after the group before it."""
    first_task: dict[int, int] = {}
    for place in range(1, len(draft.tasks) + 1):
        at = draft.group_of(place - 1)
        while at is not None and at not in first_task:
            first_task[at] = place * GAP
            at = above[at]
    positions: list[int] = []
    last = 0
    for place in range(len(draft.groups)):
        last = max(last + 1, first_task.get(place, 0) - GAP // 2)
        positions.append(last)
    return positions


def _task_writes(draft: Draft, programme: str, groups: Sequence[str], ids: Sequence[str]) -> Iterator[Write]:
    for place, (task, record) in enumerate(zip(draft.tasks, ids, strict=True), start=1):
        group = draft.group_of(place - 1)
        fields: dict[str, Value] = {
            "programme": programme,
            "number": task.number,
            "text": task.text,
            "position": place * GAP,
            "time_text": task.time.raw,
            "status": Status.TODO.value,
        }
        optional = {
            "group": None if group is None else groups[group],
            "product": task.product,
            "form": task.form,
            "note": task.note,
            "doubt": written_doubts(task.doubts),
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


def _agency_writes(draft: Draft, *, shipped: bool) -> Iterator[Write]:
    """The agencies that the shipped directory knows, or those that it does not, which are proposed as new ones."""
    named = {
        agency_id(agency.canonical): agency
        for task in draft.tasks
        for _, agency in _roles(task)
        if (agency.code is not None) is shipped
    }
    for record, agency in sorted(named.items()):
        fields: dict[str, Value] = {"name": agency.canonical, "addressed_as": "assign", "collective": agency.collective}
        if agency.raw != agency.canonical:
            fields["variants"] = agency.raw
        yield Write(Kind.AGENCY, record, fields, Verb.IMPORT)


def _direction_writes(draft: Draft, key: str, programme: str) -> Iterator[Write]:
    ids = _ids(Kind.DIRECTION, key, [held.path for held in draft.directions])
    for place, (held, record) in enumerate(zip(draft.directions, ids, strict=True), start=1):
        fields: dict[str, Value] = {"programme": programme, "number": held.number, "text": held.text}
        yield Write(Kind.DIRECTION, record, {**fields, "position": place * GAP}, Verb.IMPORT)


def _duty_writes(draft: Draft, key: str, programme: str) -> Iterator[Write]:
    ids = _ids(Kind.DUTY, key, [held.path for held in draft.responsibilities])
    for place, (held, record) in enumerate(zip(draft.responsibilities, ids, strict=True), start=1):
        fields: dict[str, Value] = {"programme": programme, "number": held.number, "text": held.text}
        if held.unit is not None:
            fields["agency"] = held.unit.canonical
        yield Write(Kind.DUTY, record, {**fields, "position": place * GAP}, Verb.IMPORT)


def _citation_writes(draft: Draft, programme: str) -> Iterator[Write]:
    """What the document rests on; a document that is cited twice is one."""
    seen: set[str] = set()
    for cited in (cited for line in draft.document.legal_basis for cited in read_citations(line)):
        record = citation_id(programme, cited.number, cited.symbol, cited.date, cited.title)
        if record in seen:
            continue
        seen.add(record)
        fields: dict[str, Value] = {
            "programme": programme,
            "role": cited.role,
            "type": cited.type,
            "number": cited.number,
            "symbol": cited.symbol,
            "date": cited.date,
            "issuer": cited.issuer,
            "title": cited.title,
            "present": True,
            "position": len(seen) * GAP,
        }
        yield Write(Kind.CITATION, record, {name: value for name, value in fields.items() if value}, Verb.IMPORT)


def _round_writes(draft: Draft, key: str, programme: str) -> Iterator[Write]:
    ids = _ids(Kind.REPORT_ROUND, key, [report.path for report in draft.reporting])
    for place, (report, record) in enumerate(zip(draft.reporting, ids, strict=True), start=1):
        fields: dict[str, Value] = {
            "programme": programme,
            "name": report.name,
            "text": report.raw,
            "time_text": report.time.raw,
            "sender": report.sender,
            "addressee": report.to,
            "via": report.via,
            "position": place * GAP,
        }
        yield Write(Kind.REPORT_ROUND, record, {name: value for name, value in fields.items() if value}, Verb.IMPORT)
