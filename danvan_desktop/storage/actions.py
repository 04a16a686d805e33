"""The actions of a book in short: who did what when, whether it was taken back; and what records are called."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, distinct, func, select

from danvan_desktop.domain.changes.rules import Change, Verb
from danvan_desktop.domain.ids import NO_ACTION
from danvan_desktop.domain.records import Kind
from danvan_desktop.storage.deriving import rows
from danvan_desktop.storage.deriving.derive import read_change
from danvan_desktop.storage.tables import change, derived, session
from danvan_desktop.storage.undo import own_actions

_NOBODYS = bytes.fromhex(NO_ACTION)
_NAMES = {Kind.AGENCY: "name", Kind.TASK: "path", Kind.GROUP: "title", Kind.PROGRAMME: "title"}


@dataclass(frozen=True, slots=True)
class Part:
    """What an action did to the records of one kind with one verb: how many, and the first of its changes."""

    kind: str
    verb: str
    records: int
    first: Change


@dataclass(frozen=True, slots=True)
class ActionView:
    """One action. `handle` is the action to undo in order to take it back (it was done again under that one), nothing
    for one that was taken back or came from elsewhere."""

    id: str
    person: str
    wall_ms: int
    parts: tuple[Part, ...]
    own: bool
    undone: bool
    handle: str


def last_actions(connection: Connection, limit: int) -> tuple[ActionView, ...]:
    """The newest actions first, without those that only took others back or did them again."""
    standing = _standing(connection)
    grouped = select(change.c.action, func.max(change.c.local).label("last"), func.min(change.c.local).label("first"))
    grouped = grouped.where(change.c.action != _NOBODYS, change.c.verb.not_in((Verb.UNDO.value, Verb.REDO.value)))
    newest = grouped.group_by(change.c.action).order_by(func.max(change.c.local).desc()).limit(limit).subquery()
    statement = (
        select(newest.c.action, session.c.person, change.c.wall_ms)
        .join(change, change.c.local == newest.c.first)
        .join(session, session.c.id == change.c.session, isouter=True)
        .order_by(newest.c.last.desc())
    )
    found = connection.execute(statement).all()
    parts = _parts(connection, [row.action for row in found])
    return tuple(
        ActionView(
            id=row.action.hex(),
            person=row.person or "",
            wall_ms=row.wall_ms,
            parts=parts[row.action],
            own=row.action.hex() in standing,
            undone=standing.get(row.action.hex()) == "",
            handle=standing.get(row.action.hex(), ""),
        )
        for row in found
    )


def _standing(connection: Connection) -> dict[str, str]:
    """For each own action the one to undo in order to take it back, nothing for one that is taken back."""
    standing: dict[str, str] = {}
    done: list[str] = []
    undone: list[str] = []
    for action in own_actions(connection):
        if action.verb == Verb.UNDO:
            undone.append(done.pop())
            standing[undone[-1]] = ""
        elif action.verb == Verb.REDO:
            done.append(undone.pop())
            standing[done[-1]] = action.id
        else:
            done.append(action.id)
            standing[action.id] = action.id
            undone.clear()
    return standing


def _parts(connection: Connection, actions: Collection[bytes]) -> dict[bytes, tuple[Part, ...]]:
    found: dict[bytes, list[Part]] = {}
    for some in rows.chunks(actions):
        count, first = func.count(distinct(change.c.record)), func.min(change.c.local)
        statement = select(change.c.action, change.c.kind, change.c.verb, count, first)
        statement = statement.where(change.c.action.in_(some)).group_by(change.c.action, change.c.kind, change.c.verb)
        summed = connection.execute(statement.order_by(first)).all()
        changes = _changes(connection, [row[4] for row in summed])
        for action, kind, verb, records, local in summed:
            found.setdefault(action, []).append(Part(kind, verb, records, changes[local]))
    return {action: tuple(parts) for action, parts in found.items()}


def _changes(connection: Connection, places: Collection[int]) -> dict[int, Change]:
    found = {}
    for part in rows.chunks(places):
        for row in connection.execute(select(change).where(change.c.local.in_(part))):
            found[row.local] = read_change(row)
    return found


def moments(connection: Connection) -> dict[str, int]:
    """When each action was done, by the clock of the PC where it was, in milliseconds."""
    statement = select(change.c.action, func.min(change.c.wall_ms)).group_by(change.c.action)
    return {action.hex(): moment for action, moment in connection.execute(statement)}


def record_names(connection: Connection, only: Collection[str] | None = None) -> Mapping[str, str]:
    """What agencies, groups and programmes are called, and the paths of tasks; of all, or `only` of some records."""
    found: dict[str, str] = {}
    for kind, field in _NAMES.items():
        table = derived[kind]
        statement = select(table.c.id, table.c[field])
        if only is not None:
            statement = statement.where(table.c.id.in_(only))
        found.update({id_: name or "" for id_, name in connection.execute(statement)})
    return found


def assigned_parts(connection: Connection, assignments: Collection[str]) -> dict[str, tuple[str, str]]:
    """The agency and the task of each of these assignments."""
    table = derived[Kind.ASSIGNMENT]
    statement = select(table.c.id, table.c.agency, table.c.task).where(table.c.id.in_(assignments))
    return {id_: (agency or "", task or "") for id_, agency, task in connection.execute(statement)}
