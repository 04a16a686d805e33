"""Figures over all tasks, counted by the database: what comes first, how far groups and agencies are."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import CTE, ColumnElement, Connection, Select, and_, case, func, literal, null, or_, select

from danvan_desktop.domain.lifecycle import State
from danvan_desktop.domain.records import Kind
from danvan_desktop.domain.views import ProgressView
from danvan_desktop.storage.deriving.joined import shown_as
from danvan_desktop.storage.query.assignments import led
from danvan_desktop.storage.query.filtering import is_late, is_open, states
from danvan_desktop.storage.tables import derived

_TASK = derived[Kind.TASK]
_GROUP = derived[Kind.GROUP]
_PROGRAMME = derived[Kind.PROGRAMME]
_AGENCY = derived[Kind.AGENCY]
_NAME_OF_STATE = "state"


def first_due(connection: Connection, day: date, limits: tuple[int, int]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The ids of the tasks that have been late for longest on `day`, and of those that are due next; at most
    so many of each."""
    ahead = and_(_TASK.c.due >= day.isoformat(), is_open())
    order = (_TASK.c.due, _TASK.c.programme, _TASK.c.sort_key)
    late, coming = (
        connection.execute(select(_TASK.c.id).where(_TASK.c.shown, wanted).order_by(*order).limit(limit)).scalars()
        for wanted, limit in zip((is_late(day), ahead), limits, strict=True)
    )
    return tuple(late), tuple(coming)


def group_progress(connection: Connection, day: date) -> tuple[ProgressView, ...]:
    """Each group that stands directly in a programme, with all below it, in printed order; what stands in no group
    comes last, with no id."""
    roots = _roots()
    state = _state(day)
    top = func.coalesce(roots.c.root, _TASK.c.group, "")
    counted = (
        select(top.label("root"), state, func.count().label("tasks"))
        .join(roots, roots.c.id == _TASK.c.group, isouter=True)
        .where(_TASK.c.shown)
        .group_by(top, state)
        .subquery()
    )
    statement = (
        select(counted.c.root, _GROUP.c.number, _GROUP.c.title, counted.c.state, counted.c.tasks, literal(0))
        .join(_GROUP, _GROUP.c.id == counted.c.root, isouter=True)
        .join(_PROGRAMME, _PROGRAMME.c.id == _GROUP.c.programme, isouter=True)
        .order_by(_GROUP.c.id.is_(None), _PROGRAMME.c.period_start, _PROGRAMME.c.id, _GROUP.c.sort_key)
    )
    return _progress(connection, statement)


def _roots() -> CTE:
    """Every group with the one that it stands under directly in the programme."""
    known = select(_GROUP.c.id).scalar_subquery()
    own = or_(func.coalesce(_GROUP.c.parent, "") == "", _GROUP.c.parent.not_in(known))
    roots = select(_GROUP.c.id, _GROUP.c.id.label("root")).where(own).cte("roots", recursive=True)
    return roots.union(select(_GROUP.c.id, roots.c.root).join(roots, _GROUP.c.parent == roots.c.id))


def agency_progress(connection: Connection, day: date) -> tuple[ProgressView, ...]:
    """Each agency that leads or implements a task by its own name, with all that it does, also as a member of a
    collective."""
    state = _state(day)
    parts = led(shown_as(connection))
    named = select(parts.c.agency).where(parts.c.own == 1)
    statement = (
        select(parts.c.agency, null(), _AGENCY.c.name, state, func.count(), func.sum(1 - parts.c.own))
        .join(_TASK, _TASK.c.id == parts.c.task)
        .join(_AGENCY, _AGENCY.c.id == parts.c.agency)
        .where(_TASK.c.shown, parts.c.agency.in_(named))
        .group_by(parts.c.agency, state)
        .order_by(_AGENCY.c.collective, _AGENCY.c.position, _AGENCY.c.sort_key, parts.c.agency)
    )
    return _progress(connection, statement)


def _state(day: date) -> ColumnElement[str | None]:
    """The name of the state of each task."""
    return case(*((condition, state.value) for state, condition in states(day).items())).label(_NAME_OF_STATE)


def _progress(connection: Connection, statement: Select[Any]) -> tuple[ProgressView, ...]:
    """`statement` gives id, number, title, state, count and how many of them come through a collective, the rows of one
    id not necessarily together."""
    titles: dict[str, tuple[str, str]] = {}
    counts: dict[str, dict[State, int]] = {}
    through: dict[str, int] = {}
    for id_, number, title, state, count, shared in connection.execute(statement):
        titles.setdefault(id_, (number or "", title or ""))
        through[id_] = through.get(id_, 0) + shared
        held = counts.setdefault(id_, {})
        if state is not None:
            held[State(state)] = count
    return tuple(ProgressView(id_, *titles[id_], held, through[id_]) for id_, held in counts.items())
