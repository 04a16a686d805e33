"""Tasks for lists and files, with their agencies."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, literal_column, select, text

from danvan_desktop.domain.catalogue.doubts import told_doubts
from danvan_desktop.domain.lifecycle import DueDate
from danvan_desktop.domain.records import Kind, Role, Status
from danvan_desktop.domain.timing import timing_from_json
from danvan_desktop.domain.views import (
    AssignedView,
    TaskFilter,
    TaskView,
)
from danvan_desktop.storage.connection import Prepared
from danvan_desktop.storage.deriving import rows
from danvan_desktop.storage.deriving.computed import iso
from danvan_desktop.storage.deriving.joined import shown_as
from danvan_desktop.storage.query.filtering import filtered, searched_text
from danvan_desktop.storage.tables import conflict, derived

_TASK = derived[Kind.TASK]
_PROGRAMME = derived[Kind.PROGRAMME]
_GROUP = derived[Kind.GROUP]
_ASSIGNMENT = derived[Kind.ASSIGNMENT]
_AGENCY = derived[Kind.AGENCY]

_PIECE = 1000
_STATUSES = frozenset(Status)
_ROLES = frozenset(Role)


def task_ids(connection: Connection, wanted: TaskFilter = TaskFilter()) -> tuple[str, ...]:  # noqa: B008 - frozen
    """The ids of the tasks that pass a filter, programme by programme in printed order."""
    if wanted == TaskFilter():
        return _all_ids(connection)
    return tuple(connection.execute(filtered(select(_TASK.c.id), wanted)).scalars().all())


def _all_ids(connection: Connection) -> tuple[str, ...]:
    """The ids of all tasks that show: every book is opened with this question."""
    held: dict[str | None, str] = dict(_printed_ids().all(connection))
    periods = select(_PROGRAMME.c.id).order_by(_PROGRAMME.c.period_start, _PROGRAMME.c.id)
    known = [programme for programme in connection.execute(periods).scalars() if programme in held]
    strays = held.keys() - set(known)
    order = [*sorted(strays, key=lambda programme: programme or ""), *known]
    return tuple(",".join(held[programme] for programme in order).split(",")) if order else ()


@cache
def _printed_ids() -> Prepared:
    """For each programme its tasks that show, as they are printed: the index named holds them in this order, so that
    nothing is sorted, and a row for each of them would cost Python more than the reading."""
    in_order = text("task INDEXED BY task_order")
    programme: ColumnElement[str] = literal_column("programme")
    id_: ColumnElement[str] = literal_column("id")
    printed = select(programme, func.group_concat(id_)).select_from(in_order).where(literal_column("shown"))
    return Prepared(printed.group_by(programme))


def searchable(connection: Connection) -> tuple[tuple[str, str], ...]:
    """(id, what is looked through) of every task that shows, in printed order, for searching while typing.

    Read in pieces: whatever waits for Python meanwhile (the window) waits for no more than one of them.
    """
    own = _TASK.c
    piece = literal_column("rowid") / _PIECE
    columns = func.json_group_array(own.id), func.json_group_array(searched_text(_TASK))
    held: dict[str, str] = {}
    for ids, folded in connection.execute(select(*columns).where(own.shown).group_by(piece)):
        held.update(zip(json.loads(ids), json.loads(folded), strict=True))
    return tuple((id_, held[id_]) for id_ in _all_ids(connection))


def searchable_of(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """The folded texts of these tasks, of those that show."""
    own = _TASK.c
    found: dict[str, str] = {}
    for part in rows.chunks(ids):
        texts = select(own.id, searched_text(_TASK)).where(own.shown, own.id.in_(part))
        found.update((id_, folded) for id_, folded in connection.execute(texts))
    return found


def tasks(connection: Connection, ids: Sequence[str]) -> tuple[TaskView, ...]:
    """The tasks of `ids`, in that order; unknown ids are left out."""
    found: dict[str, TaskView] = {}
    for part in rows.chunks(ids):
        assigned = _assigned(connection, part)
        disputed, under = _disputed(connection, part), _disputed_under(connection, part)
        joined = select(_TASK, _GROUP.c.title).join(_GROUP, _GROUP.c.id == _TASK.c.group, isouter=True)
        for row in connection.execute(joined.where(_TASK.c.id.in_(part))):
            view = _task_view(row, assigned.get(row.id, ()), disputed.get(row.id, ()))
            found[row.id] = replace(view, conflicts_under=under[row.id]) if row.id in under else view
    return tuple(found[id_] for id_ in ids if id_ in found)


def programme_tasks(connection: Connection, programme: str) -> tuple[TaskView, ...]:
    """The tasks of one programme that show, in printed order."""
    return tasks(connection, task_ids(connection, TaskFilter(programme=programme)))


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
        doubts=told_doubts(row.doubt),
    )


def _assigned(connection: Connection, ids: Sequence[str]) -> dict[str, tuple[AssignedView, ...]]:
    """The agencies of tasks: main lead first, then as they stand in the directory and by name.

    What was joined is named as the agency that stands for it, once for each role.
    """
    others, unsure = shown_as(connection), _unsure_parts(connection)
    survivors = rows.load(connection, Kind.AGENCY, others.values())
    own = _ASSIGNMENT.c
    statement = (
        select(own.task, own.id, own.agency, _AGENCY.c.name, own.role, own.note)
        .join(_AGENCY, _AGENCY.c.id == _ASSIGNMENT.c.agency, isouter=True)
        .where(_ASSIGNMENT.c.task.in_(ids), _ASSIGNMENT.c.present, ~_ASSIGNMENT.c.deleted)
        .order_by(_ASSIGNMENT.c.main.desc(), _ASSIGNMENT.c.position, _AGENCY.c.sort_key, _ASSIGNMENT.c.id)
    )
    found: dict[str, dict[tuple[str, str], AssignedView]] = {}
    for task, id_, agency, name, role, note in connection.execute(statement):
        if role in _ROLES:
            shown = others.get(agency, agency)
            called = str(survivors[shown].values.get("name") or "") if shown != agency else name or ""
            found.setdefault(task, {}).setdefault(
                (shown, role), AssignedView(id_, shown, called, Role(role), note or "", id_ in unsure)
            )
    return {task: tuple(views.values()) for task, views in found.items()}


def _unsure_parts(connection: Connection) -> frozenset[str]:
    """The parts in tasks on which two books do not agree: few, and mostly none."""
    statement = select(conflict.c.record).where(conflict.c.kind == Kind.ASSIGNMENT.value)
    return frozenset(connection.execute(statement).scalars())


def _disputed_under(connection: Connection, ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The disputed fields of the extensions of tasks."""
    own = derived[Kind.EXTENSION].c
    statement = select(own.task, conflict.c.field).join(conflict, conflict.c.record == own.id)
    found: dict[str, tuple[str, ...]] = {}
    for task, name in connection.execute(statement.where(conflict.c.kind == Kind.EXTENSION.value).distinct()):
        if task in ids:
            found[task] = tuple(sorted((*found.get(task, ()), name)))
    return found


def _disputed(connection: Connection, ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    statement = select(conflict.c.record, conflict.c.field).where(conflict.c.record.in_(ids)).order_by(conflict.c.field)
    found: dict[str, list[str]] = {}
    for record, name in connection.execute(statement):
        found.setdefault(record, []).append(name)
    return {record: tuple(names) for record, names in found.items()}
