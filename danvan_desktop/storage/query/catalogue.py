"""The catalogue read as plain columns: quick also for a hundred thousand tasks."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, and_, case, func, literal_column, select, text

from danvan_desktop.domain.catalogue.lines import STATES_BY_URGENCY, SortColumn, TaskCounts, TaskOrder
from danvan_desktop.domain.lifecycle import State
from danvan_desktop.domain.records import Kind, Role
from danvan_desktop.domain.views import Gap, TaskFilter
from danvan_desktop.storage.connection import Prepared
from danvan_desktop.storage.deriving.joined import shown_as
from danvan_desktop.storage.query.filtering import filtered, is_open, lacks, states
from danvan_desktop.storage.tables import conflict, derived

_TASK = derived[Kind.TASK]
_GROUP = derived[Kind.GROUP]
_ASSIGNMENT = derived[Kind.ASSIGNMENT]
_AGENCY = derived[Kind.AGENCY]

_SOON = (7, 15, 30)
_PART = 1000
"""So many rows are taken over at a time: what lives long twice makes Python look through it again and again."""


class LineRow(NamedTuple):
    """A group or task: sort keys give the printed order within a programme, `above` is the group it stands in.

    A task has neither number nor title here: they come with the rest of it, when it is seen.
    """

    sort_key: str
    id: str
    above: str | None
    number: str | None = None
    title: str | None = None


def group_lines(connection: Connection, programme: str | None = None) -> dict[str, list[LineRow]]:
    """The headings of one programme or of all, by programme."""
    own = _GROUP.c
    statement = select(own.programme, func.coalesce(own.sort_key, ""), own.id, own.parent, own.number, own.title)
    statement = statement.where(own.shown)
    if programme is not None:
        statement = statement.where(own.programme == programme)
    found: dict[str, list[LineRow]] = {}
    for held, *line in connection.execute(statement):
        found.setdefault(held or "", []).append(LineRow(*line))
    return found


def task_lines(connection: Connection, wanted: TaskFilter) -> dict[str, list[LineRow]]:
    """The tasks that pass a filter, by programme and in printed order."""
    if wanted == TaskFilter():
        return {programme: _unpacked(held) for programme, *held in _every_task_line().all(connection)}
    own = _TASK.c
    statement = select(own.programme, func.coalesce(own.sort_key, ""), own.id, own.group)
    found: dict[str, list[LineRow]] = {}
    for part in connection.execute(filtered(statement, wanted)).partitions(_PART):
        for held, *line in part:
            found.setdefault(held or "", []).append(LineRow(*line))
    return found


@cache
def _every_task_line() -> Prepared:
    """Every task that shows, a programme in one row: a row for each task would cost Python more than the reading. The
    index named holds them as they are printed, so that nothing is sorted."""
    programme: ColumnElement[str] = literal_column("programme")
    columns: list[ColumnElement[str]] = [literal_column(name) for name in ("sort_key", "id", '"group"')]
    packed = (func.json_group_array(func.coalesce(column, "")) for column in columns)
    statement = select(func.coalesce(programme, ""), *packed).select_from(text("task INDEXED BY task_order"))
    return Prepared(statement.where(literal_column("shown")).group_by(programme))


def _unpacked(packed: Iterable[str]) -> list[LineRow]:
    return list(map(LineRow, *map(json.loads, packed)))


def texts(connection: Connection, wanted: TaskFilter, column: SortColumn) -> list[tuple[str, str]]:
    """(id, what stands in a column of text) of the tasks that pass a filter, in printed order."""
    held = {SortColumn.TEXT: _TASK.c.text, SortColumn.RESULT: _TASK.c.result}[column]
    return [(id_, text or "") for id_, text in connection.execute(filtered(select(_TASK.c.id, held), wanted)).all()]


def ranks(connection: Connection, wanted: TaskFilter, order: TaskOrder) -> list[tuple[str, str]]:
    """(id, what to compare by) of the tasks that pass a filter, in printed order, for columns of days and numbers."""
    held: ColumnElement[str]
    match order.column:
        case SortColumn.DUE:
            held = _TASK.c.due
        case SortColumn.STATE:
            held = case(*((states(order.on)[state], str(place)) for place, state in enumerate(STATES_BY_URGENCY)))
        case _:
            held = func.printf("%03d", _TASK.c.percent)
            held = case((_TASK.c.percent.is_not(None), held))
    return [(id_, rank or "") for id_, rank in connection.execute(filtered(select(_TASK.c.id, held), wanted)).all()]


def times(connection: Connection, wanted: TaskFilter) -> list[tuple[str, str, str, str]]:
    """(id, last day, first day, words) of the time of the tasks that pass a filter, in printed order."""
    own = _TASK.c
    statement = filtered(select(own.id, own.original_due, own.start, own.time_text), wanted)
    return [(id_, due or "", start or "", text or "") for id_, due, start, text in connection.execute(statement).all()]


def agency_names(connection: Connection, roles: Collection[Role]) -> dict[str, list[str]]:
    """For each task the names of the agencies in some roles, those that lead first; joined ones as they are shown."""
    others = shown_as(connection)
    names = dict(connection.execute(select(_AGENCY.c.id, _AGENCY.c.name)).all())
    own = _ASSIGNMENT.c
    statement = (
        select(own.task, own.agency)
        .join(_AGENCY, _AGENCY.c.id == own.agency)
        .where(own.present, ~own.deleted, own.role.in_([role.value for role in roles]))
        .order_by(own.role.desc(), own.main.desc(), own.position, _AGENCY.c.sort_key, own.id)
    )
    found: dict[str, dict[str, None]] = {}
    for task, agency in connection.execute(statement).all():
        found.setdefault(task, {})[others.get(agency, agency)] = None
    return {task: [names.get(agency) or "" for agency in held] for task, held in found.items()}


def disputed_groups(connection: Connection) -> frozenset[str]:
    """The groups of which two books disagree on the title, the number or the place."""
    found = select(conflict.c.record).where(conflict.c.kind == Kind.GROUP.value)
    return frozenset(connection.execute(found).scalars())


def count_tasks(connection: Connection, wanted: TaskFilter) -> int:
    """How many tasks pass a filter."""
    statement = filtered(select(func.count(_TASK.c.id)), wanted).order_by(None)
    return int(connection.execute(statement).scalar_one())


def task_counts(connection: Connection, on: date) -> TaskCounts:
    """How many tasks there are in every state and with every need on a day, in one reading of the book."""
    due = _TASK.c.due
    soon = (and_(is_open(), due.between(on.isoformat(), (on + timedelta(days)).isoformat())) for days in _SOON)
    asked = [*(states(on)[state] for state in State), *soon, *(lacks(gap) for gap in Gap)]
    counts = (func.count(case((condition, 1))) for condition in asked)
    every, *found = connection.execute(select(func.count(), *counts).where(_TASK.c.shown)).one()
    by_state = dict(zip(State, found, strict=False))
    due_7, due_15, due_30, *gaps = found[len(State) :]
    lacking = dict(zip(Gap, gaps, strict=True))
    return TaskCounts(
        all=every,
        overdue=by_state[State.OVERDUE],
        due_in_7=due_7,
        due_in_15=due_15,
        due_in_30=due_30,
        without_lead=lacking[Gap.LEAD],
        time_unclear=lacking[Gap.TIME],
        disputed=lacking[Gap.ANSWER],
        doubtful=lacking[Gap.DOUBT],
        by_state=MappingProxyType(by_state),
    )
