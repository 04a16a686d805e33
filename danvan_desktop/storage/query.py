"""Reading a book for lists and files: plain views out of the derived tables."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVarTuple

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, exists, func, or_, select

from danvan_desktop.domain.calendar.workdays import DayKind, MarkedDay
from danvan_desktop.domain.changes.rules import Verb
from danvan_desktop.domain.lifecycle import DueDate
from danvan_desktop.domain.records import DELETED, SPECS, Kind, Role, Status, Value
from danvan_desktop.domain.text import fold
from danvan_desktop.domain.timing import timing_from_json
from danvan_desktop.domain.views import (
    AgencyView,
    AssignedView,
    GroupView,
    HeldProgramme,
    ProgrammeView,
    TaskFilter,
    TaskView,
)
from danvan_desktop.storage.deriving import rows
from danvan_desktop.storage.deriving.computed import iso
from danvan_desktop.storage.deriving.derive import read_change
from danvan_desktop.storage.tables import change, conflict, derived

_TASK = derived[Kind.TASK]
_GROUP = derived[Kind.GROUP]
_PROGRAMME = derived[Kind.PROGRAMME]
_ASSIGNMENT = derived[Kind.ASSIGNMENT]
_AGENCY = derived[Kind.AGENCY]
_MEMBERSHIP = derived[Kind.MEMBERSHIP]
_DAY = derived[Kind.DAY]
_PROFILE = derived[Kind.PROFILE]

_Columns = TypeVarTuple("_Columns")
_OPEN = (Status.TODO.value, Status.DOING.value)
_STATUSES = frozenset(Status)
_ROLES = frozenset(Role)


def programmes(connection: Connection) -> tuple[ProgrammeView, ...]:
    """Every programme that shows, by period and title."""
    count = select(func.count()).where(_TASK.c.programme == _PROGRAMME.c.id, _TASK.c.shown).scalar_subquery()
    statement = select(_PROGRAMME, count.label("tasks")).where(_PROGRAMME.c.shown)
    found = []
    for row in connection.execute(statement.order_by(_PROGRAMME.c.period_start, _PROGRAMME.c.title, _PROGRAMME.c.id)):
        first, last = iso(row.period_start), iso(row.period_end)
        facts = (row.title or "", row.type or "", row.number or "", row.symbol or "", row.issuer or "")
        found.append(ProgrammeView(row.id, *facts, (first, last) if first and last else None, row.tasks))
    return tuple(found)


def groups(connection: Connection, programme: str) -> tuple[GroupView, ...]:
    """The headings of a programme in printed order."""
    columns = (_GROUP.c.id, _GROUP.c.path, _GROUP.c.number, _GROUP.c.title, _GROUP.c.parent, _GROUP.c.sort_key)
    statement = select(*columns).where(_GROUP.c.programme == programme, _GROUP.c.shown).order_by(_GROUP.c.sort_key)
    return tuple(
        GroupView(id_, path or "", number or "", title or "", parent or None, key or "")
        for id_, path, number, title, parent, key in connection.execute(statement)
    )


def task_ids(connection: Connection, wanted: TaskFilter = TaskFilter()) -> tuple[str, ...]:  # noqa: B008 - frozen
    """The ids of the tasks that pass a filter, programme by programme in printed order."""
    return tuple(connection.execute(_filtered(select(_TASK.c.id), wanted)).scalars())


def searchable(connection: Connection) -> tuple[tuple[str, str], ...]:
    """(id, folded text) of every task that shows, in printed order: what a search while typing looks through."""
    found = connection.execute(_filtered(select(_TASK.c.id, _TASK.c.folded), TaskFilter()))
    return tuple((id_, folded or "") for id_, folded in found)


def _filtered(statement: Select[*_Columns], wanted: TaskFilter) -> Select[*_Columns]:
    statement = statement.join(_PROGRAMME, _PROGRAMME.c.id == _TASK.c.programme, isouter=True)
    statement = statement.where(_TASK.c.shown, *_conditions(wanted))
    return statement.order_by(_PROGRAMME.c.period_start, _PROGRAMME.c.id, _TASK.c.sort_key)


def _conditions(wanted: TaskFilter) -> Iterator[ColumnElement[bool]]:
    if wanted.programme is not None:
        yield _TASK.c.programme == wanted.programme
    if wanted.ids is not None:
        yield _TASK.c.id.in_(wanted.ids)
    for day in (wanted.due_before, wanted.late_on):
        if day is not None:
            yield _TASK.c.due < day.isoformat()
            yield or_(_TASK.c.status.in_(_OPEN), _TASK.c.status.is_(None))
    if wanted.agency is not None:
        yield _concerns(wanted.agency)
    phrase = fold(wanted.words)
    if phrase:
        yield _TASK.c.folded.contains(phrase, autoescape=True)


def _concerns(agency: str) -> ColumnElement[bool]:
    """The agency stands at the task itself, or is a member of a collective that does."""
    member = exists().where(
        _MEMBERSHIP.c.collective == _ASSIGNMENT.c.agency,
        _MEMBERSHIP.c.agency == agency,
        _MEMBERSHIP.c.present,
        ~_MEMBERSHIP.c.deleted,
    )
    named = or_(_ASSIGNMENT.c.agency == agency, member)
    return exists().where(_ASSIGNMENT.c.task == _TASK.c.id, _ASSIGNMENT.c.present, ~_ASSIGNMENT.c.deleted, named)


def tasks(connection: Connection, ids: Sequence[str]) -> tuple[TaskView, ...]:
    """The tasks of `ids`, in that order; unknown ids are left out."""
    found: dict[str, TaskView] = {}
    for part in rows.chunks(ids):
        assigned = _assigned(connection, part)
        disputed = _disputed(connection, part)
        joined = select(_TASK, _GROUP.c.title).join(_GROUP, _GROUP.c.id == _TASK.c.group, isouter=True)
        for row in connection.execute(joined.where(_TASK.c.id.in_(part))):
            found[row.id] = _task_view(row, assigned.get(row.id, ()), disputed.get(row.id, ()))
    return tuple(found[id_] for id_ in ids if id_ in found)


def _task_view(row: Row[Any], assigned: tuple[AssignedView, ...], disputed: tuple[str, ...]) -> TaskView:
    """`row` holds a task's columns and the title of its group."""
    due, original = iso(row.due), iso(row.original_due)
    return TaskView(
        id=str(row.id),
        programme=str(row.programme or ""),
        path=str(row.path or ""),
        number=str(row.number or ""),
        group=str(row.group or ""),
        group_title=str(row.title or ""),
        text=str(row.text or ""),
        time_text=str(row.time_text or ""),
        timing=timing_from_json(json.loads(str(row.timing))),
        due=DueDate(due, original, due != original),
        status=Status(row.status) if row.status in _STATUSES else Status.TODO,
        done_on=iso(row.done_on),
        percent=row.percent,
        result=str(row.result or ""),
        product=str(row.product or ""),
        form=str(row.form or ""),
        note=str(row.note or ""),
        sort_key=str(row.sort_key or ""),
        assigned=assigned,
        conflicts=disputed,
    )


def _assigned(connection: Connection, ids: Sequence[str]) -> dict[str, tuple[AssignedView, ...]]:
    """The agencies of tasks: main lead first, then as they stand in the directory and by name."""
    own = _ASSIGNMENT.c
    statement = (
        select(own.task, own.id, own.agency, _AGENCY.c.name, own.role, own.note)
        .join(_AGENCY, _AGENCY.c.id == _ASSIGNMENT.c.agency, isouter=True)
        .where(_ASSIGNMENT.c.task.in_(ids), _ASSIGNMENT.c.present, ~_ASSIGNMENT.c.deleted)
        .order_by(_ASSIGNMENT.c.main.desc(), _ASSIGNMENT.c.position, _AGENCY.c.sort_key, _ASSIGNMENT.c.id)
    )
    found: dict[str, list[AssignedView]] = {}
    for task, id_, agency, name, role, note in connection.execute(statement):
        if role in _ROLES:
            found.setdefault(task, []).append(AssignedView(id_, agency, name or "", Role(role), note or ""))
    return {task: tuple(views) for task, views in found.items()}


def _disputed(connection: Connection, ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    statement = select(conflict.c.record, conflict.c.field).where(conflict.c.record.in_(ids)).order_by(conflict.c.field)
    found: dict[str, list[str]] = {}
    for record, name in connection.execute(statement):
        found.setdefault(record, []).append(name)
    return {record: tuple(names) for record, names in found.items()}


def agencies(connection: Connection) -> tuple[AgencyView, ...]:
    """The directory of the book, in its own order, collectives with the names of their members."""
    members = _members(connection)
    order = (_AGENCY.c.collective, _AGENCY.c.position, _AGENCY.c.sort_key, _AGENCY.c.id)
    shown = and_(_AGENCY.c.shown, or_(_AGENCY.c.merged_into.is_(None), _AGENCY.c.merged_into == ""))
    return tuple(
        AgencyView(
            id=row.id,
            name=row.name or "",
            short=row.short or "",
            kind=row.kind or "",
            addressed_as=row.addressed_as or "",
            variants=tuple(part for part in (row.variants or "").split("\n") if part),
            collective=bool(row.collective),
            members=members.get(row.id, ()),
        )
        for row in connection.execute(select(_AGENCY).where(shown).order_by(*order))
    )


def _members(connection: Connection) -> dict[str, tuple[str, ...]]:
    statement = (
        select(_MEMBERSHIP.c.collective, _AGENCY.c.name)
        .join(_AGENCY, _AGENCY.c.id == _MEMBERSHIP.c.agency)
        .where(_MEMBERSHIP.c.present, ~_MEMBERSHIP.c.deleted, _AGENCY.c.shown)
        .order_by(_AGENCY.c.position, _AGENCY.c.sort_key)
    )
    found: dict[str, list[str]] = {}
    for collective, name in connection.execute(statement):
        found.setdefault(collective, []).append(name)
    return {collective: tuple(names) for collective, names in found.items()}


def marked_days(connection: Connection) -> tuple[MarkedDay, ...]:
    """The holidays, make-up days, worked Saturdays and observances of the book."""
    statement = select(_DAY.c.date, _DAY.c.kind, _DAY.c.name).where(_DAY.c.shown).order_by(_DAY.c.date, _DAY.c.name)
    return tuple(
        MarkedDay(day, DayKind(kind), name or "")
        for stored, kind, name in connection.execute(statement)
        if (day := iso(stored)) is not None and kind in list(DayKind)
    )


def profile(connection: Connection) -> dict[str, Value]:
    """The letterhead profile's fields, {} in a book without one."""
    row = connection.execute(select(_PROFILE).where(_PROFILE.c.shown).order_by(_PROFILE.c.id).limit(1)).first()
    return {} if row is None else {name: row._mapping[name] for name in SPECS[Kind.PROFILE].fields}


def held_programme(connection: Connection, programme: str) -> HeldProgramme:
    """What the book holds of a programme, be it deleted itself; nothing for one that it does not know."""
    under = rows.load_all(connection, rows.below(connection, [programme]).items())
    held: dict[Kind, dict[str, Mapping[str, Value]]] = {}
    for record, row in under.items():
        if not _is_hidden(row, under, set()):
            held.setdefault(row.kind, {})[record] = row.values
    return HeldProgramme(held, _said_by_imports(connection, [programme, *under]))


def _is_hidden(row: rows.Row, under: Mapping[str, rows.Row], seen: set[str]) -> bool:
    """Whether the row or anything above it among `under` is deleted; a circle of groups is walked once."""
    if row.id in seen:
        return False
    seen.add(row.id)
    above = [under[record] for _, record in rows.parents(row) if record in under]
    return row.deleted or any(_is_hidden(held, under, seen) for held in above)


def _said_by_imports(connection: Connection, records: Sequence[str]) -> dict[str, dict[str, Value]]:
    """For each record, the value that an import gave each field last; DELETED left out."""
    said: dict[str, dict[str, Value]] = {}
    for part in rows.chunks(bytes.fromhex(record) for record in records):
        wanted = select(change).where(change.c.record.in_(part), change.c.verb == Verb.IMPORT.value)
        for row in connection.execute(wanted.order_by(change.c.local)):
            fields = {name: value for name, value in read_change(row).fields.items() if name != DELETED}
            said.setdefault(row.record.hex(), {}).update(fields)
    return {record: fields for record, fields in said.items() if fields}


def record_values(connection: Connection, kind: Kind, ids: Iterable[str]) -> dict[str, dict[str, Value]]:
    """For each record of `ids` that the book knows, deleted ones too, the fields that were ever set."""
    held = rows.load(connection, kind, ids)
    return {id_: {name: row.values.get(name) for name in row.heads if name != DELETED} for id_, row in held.items()}
