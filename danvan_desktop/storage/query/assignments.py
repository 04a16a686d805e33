"""All parts of all agencies in all tasks, and what the members of collectives did."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import CTE, Connection, case, func, literal, select

from danvan_desktop.domain.lifecycle import State
from danvan_desktop.domain.records import DELETED, LEADING, Kind, Role, Status
from danvan_desktop.domain.views import TaskFilter
from danvan_desktop.storage.deriving import rows
from danvan_desktop.storage.deriving.computed import iso
from danvan_desktop.storage.deriving.joined import agency_shown, shown_as
from danvan_desktop.storage.query.filtering import filtered, states
from danvan_desktop.storage.tables import conflict, derived

_TASK = derived[Kind.TASK]
_ASSIGNMENT = derived[Kind.ASSIGNMENT]
_MEMBERSHIP = derived[Kind.MEMBERSHIP]
_RESULT = derived[Kind.MEMBER_RESULT]
_ROLES = frozenset(Role)


class MatrixRow(NamedTuple):
    """A task as the matrix needs it; `folded` is what a search looks through."""

    id: str
    path: str
    text: str
    folded: str
    time_text: str
    due: date | None
    state: State


Outcomes = dict[tuple[str, str], dict[str, Status]]
"""By task and member, then by the date that a result is for («» for the whole task)."""


def matrix_tasks(connection: Connection, day: date) -> Iterator[MatrixRow]:
    """Every task that shows, as it stands on a day, in printed order."""
    own = _TASK.c
    state = case(*((condition, state.value) for state, condition in states(day).items()))
    asked = select(own.id, own.path, own.number, own.text, own.folded, own.time_text, own.due, state)
    for id_, path, number, text, folded, time, due, held in connection.execute(filtered(asked, TaskFilter())):
        state_then = State(held) if held is not None else State.NOT_STARTED
        yield MatrixRow(id_, path or number or "", text or "", folded or "", time or "", iso(due), state_then)


def disputed_tasks(connection: Connection) -> frozenset[str]:
    """The tasks of which two books disagree on the number or the text."""
    named = conflict.c.field.in_(("number", "group", "text", DELETED))
    found = select(conflict.c.record).where(conflict.c.kind == Kind.TASK.value, named)
    return frozenset(connection.execute(found).scalars())


def disputed_parts(connection: Connection) -> frozenset[tuple[str, str]]:
    """(task, agency) of every part on which two books disagree."""
    others, own = shown_as(connection), _ASSIGNMENT.c
    found = connection.execute(select(own.task, own.agency).join(conflict, conflict.c.record == own.id))
    return frozenset((task or "", others.get(agency, agency) or "") for task, agency in found)


def all_parts(connection: Connection) -> Iterator[tuple[str, str, Role]]:
    """(task, agency, role) for every part in a task that shows; a joined agency as the one that stands for it."""
    others = shown_as(connection)
    own = _ASSIGNMENT.c
    statement = select(own.task, own.agency, own.role).join(_TASK, _TASK.c.id == own.task)
    for task, agency, role in connection.execute(statement.where(_TASK.c.shown, own.present, ~own.deleted)):
        if role in _ROLES:
            yield task, others.get(agency, agency), Role(role)


def led(others: Mapping[str, str]) -> CTE:
    """(task, agency, own) for every agency that leads or implements a task: `own` is 1 where the task names it itself
    and 0 where it does only as a member of a collective. `others` are the agencies that are shown as another."""
    part = _ASSIGNMENT.c.role.in_([role.value for role in LEADING]), _ASSIGNMENT.c.present, ~_ASSIGNMENT.c.deleted
    doing = agency_shown(_ASSIGNMENT.c.agency, others)
    named = select(_ASSIGNMENT.c.task, doing.label("agency"), literal(1).label("own")).where(*part)
    members = (
        select(_ASSIGNMENT.c.task, agency_shown(_MEMBERSHIP.c.agency, others), literal(0))
        .join(_MEMBERSHIP, agency_shown(_MEMBERSHIP.c.collective, others) == doing)
        .where(*part, _MEMBERSHIP.c.present, ~_MEMBERSHIP.c.deleted)
    )
    every = named.union_all(members).subquery()
    kept = select(every.c.task, every.c.agency, func.max(every.c.own).label("own"))
    return kept.group_by(every.c.task, every.c.agency).cte("led")


def led_through_others(connection: Connection) -> dict[str, int]:
    """For each agency how many tasks it leads or implements only as a member of a collective."""
    parts = led(shown_as(connection))
    statement = select(parts.c.agency, func.count()).join(_TASK, _TASK.c.id == parts.c.task)
    statement = statement.where(_TASK.c.shown, parts.c.own == 0).group_by(parts.c.agency)
    return {agency: count for agency, count in connection.execute(statement) if agency}


def member_outcomes(connection: Connection, tasks: Sequence[str] | None = None) -> Outcomes:
    """What the members of collectives did in `tasks`, or in all."""
    others = shown_as(connection)
    own = _RESULT.c
    statement = select(own.task, own.agency, own.anchor, own.status).where(own.shown)
    asked = [statement] if tasks is None else [statement.where(own.task.in_(part)) for part in rows.chunks(tasks)]
    found: Outcomes = {}
    for part in asked:
        for task, agency, anchor, status in connection.execute(part):
            if task and agency and status in list(Status):
                found.setdefault((task, others.get(agency, agency)), {})[anchor or ""] = Status(status)
    return found
