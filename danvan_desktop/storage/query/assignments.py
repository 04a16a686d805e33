"""All parts of all agencies in all tasks, and what the members of collectives did."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, select

from danvan_desktop.domain.records import DELETED, Kind, Role, Status
from danvan_desktop.domain.views import TaskFilter
from danvan_desktop.storage.deriving import rows
from danvan_desktop.storage.deriving.joined import shown_as
from danvan_desktop.storage.query.filtering import filtered
from danvan_desktop.storage.tables import conflict, derived

_TASK = derived[Kind.TASK]
_ASSIGNMENT = derived[Kind.ASSIGNMENT]
_RESULT = derived[Kind.MEMBER_RESULT]
_ROLES = frozenset(Role)

Outcomes = dict[tuple[str, str], dict[str, Status]]
"""By task and member, then by the date that a result is for («» for the whole task)."""


def matrix_tasks(connection: Connection) -> tuple[tuple[str, str, str, str], ...]:
    """(id, path, text, folded text) of every task that shows, in printed order."""
    own = _TASK.c
    found = connection.execute(filtered(select(own.id, own.path, own.number, own.text, own.folded), TaskFilter()))
    return tuple((id_, path or number or "", text or "", folded or "") for id_, path, number, text, folded in found)


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
