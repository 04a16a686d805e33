"""The actions of a book in short: who did what when, whether it was taken back; and what records are called."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, Select, case, distinct, func, select, true, union

from danvan_desktop.domain.changes.rules import Change, Verb
from danvan_desktop.domain.ids import NO_ACTION
from danvan_desktop.domain.records import Kind, Role
from danvan_desktop.storage.deriving import rows
from danvan_desktop.storage.deriving.derive import read_change
from danvan_desktop.storage.tables import change, derived, session
from danvan_desktop.storage.undo import own_actions

_NOBODYS = bytes.fromhex(NO_ACTION)
DONE = change.c.action != _NOBODYS, change.c.verb.not_in((Verb.UNDO.value, Verb.REDO.value))
"""Changes of somebody's action that did not only take another back or do it again."""
_PART = derived[Kind.ASSIGNMENT]
_IS_PART = _PART.c.id == func.lower(func.hex(change.c.record))
_ALONG = ("doubt", "position", "programme", "group")
"""Fields of a task that stand in no cell."""
_NAMES = {Kind.AGENCY: "name", Kind.TASK: "path", Kind.GROUP: "title", Kind.PROGRAMME: "title"}


@dataclass(frozen=True, slots=True)
class Part:
    """What an action did to the records of one kind with one verb: how many, and the first of its changes."""

    kind: str
    verb: str
    records: int
    first: Change


@dataclass(frozen=True, slots=True)
class Touched:
    """What an action edited in tasks that were there: how many cells (a field of a task, or all of one role in it) of
    how many tasks, which fields, and in how many assignments of how many agencies a part was given or taken."""

    cells: int = 0
    tasks: int = 0
    fields: frozenset[str] = frozenset()
    agencies: int = 0
    given: int = 0
    taken: int = 0


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
    touched: Touched = Touched()


def last_actions(connection: Connection, limit: int) -> tuple[ActionView, ...]:
    """The newest actions first, without those that only took others back or did them again."""
    standing = _standing(connection)
    grouped = select(change.c.action, func.max(change.c.local).label("last"), func.min(change.c.local).label("first"))
    grouped = grouped.where(*DONE)
    newest = grouped.group_by(change.c.action).order_by(func.max(change.c.local).desc()).limit(limit).subquery()
    statement = (
        select(newest.c.action, session.c.person, change.c.wall_ms)
        .join(change, change.c.local == newest.c.first)
        .join(session, session.c.id == change.c.session, isouter=True)
        .order_by(newest.c.last.desc())
    )
    found = connection.execute(statement).all()
    parts = _parts(connection, [row.action for row in found])
    touched = _touched(connection, [row.action for row in found])
    return tuple(
        ActionView(
            id=row.action.hex(),
            person=row.person or "",
            wall_ms=row.wall_ms,
            parts=parts[row.action],
            own=row.action.hex() in standing,
            undone=standing.get(row.action.hex()) == "",
            handle=standing.get(row.action.hex(), ""),
            touched=touched.get(row.action, Touched()),
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


def _touched(connection: Connection, actions: Collection[bytes]) -> dict[bytes, Touched]:
    found: dict[bytes, Touched] = {}
    for some in rows.chunks(actions):
        cells = union(_edited_fields(some), _edited_roles(some)).subquery()
        statement = select(
            cells.c.action, func.count(), func.count(distinct(cells.c.task)), func.group_concat(distinct(cells.c.cell))
        )
        for action, count, tasks, names in connection.execute(statement.group_by(cells.c.action)):
            fields = frozenset(names.split(",")) - {role.value for role in Role}
            found[action] = Touched(count, tasks, fields)
        for action, agencies, given, taken in connection.execute(_parts_given(some)):
            found[action] = replace(found.get(action, Touched()), agencies=agencies, given=given, taken=taken)
    return found


def _edited_fields(actions: Sequence[bytes]) -> Select[bytes, str, str]:
    """(action, task, field) of what was edited in tasks themselves; a day of completion goes along with a status."""
    field = func.json_each(change.c.fields).table_valued("key").alias("field")
    name = case((field.c.key == "done_on", "status"), else_=field.c.key)
    wanted = change.c.kind == Kind.TASK.value, change.c.verb == Verb.EDIT.value, field.c.key.not_in(_ALONG)
    task = func.lower(func.hex(change.c.record))
    statement = select(change.c.action, task.label("task"), name.label("cell")).select_from(change).join(field, true())
    return statement.where(change.c.action.in_(actions), *wanted)


def _edited_roles(actions: Sequence[bytes]) -> Select[bytes, str, str]:
    """(action, task, role) of the parts that were given and taken."""
    statement = select(change.c.action, _PART.c.task, _PART.c.role).select_from(change).join(_PART, _IS_PART)
    return statement.where(change.c.action.in_(actions), change.c.kind == Kind.ASSIGNMENT.value)


def _parts_given(actions: Sequence[bytes]) -> Select[bytes, int, int, int]:
    """(action, agencies, parts given, parts taken)."""
    taken = func.coalesce(func.json_extract(change.c.fields, "$.present"), 1) == 0
    statement = select(
        change.c.action,
        func.count(distinct(_PART.c.agency)),
        func.sum(case((taken, 0), else_=1)),
        func.sum(case((taken, 1), else_=0)),
    )
    statement = statement.select_from(change).join(_PART, _IS_PART)
    wanted = change.c.action.in_(actions), change.c.kind == Kind.ASSIGNMENT.value
    return statement.where(*wanted).group_by(change.c.action)


def _changes(connection: Connection, places: Collection[int]) -> dict[int, Change]:
    found = {}
    for part in rows.chunks(places):
        for row in connection.execute(select(change).where(change.c.local.in_(part))):
            found[row.local] = read_change(row)
    return found


def count_actions(connection: Connection) -> int:
    """How many actions the book holds, as `last_actions` lists them; nobody's are none."""
    statement = select(func.count(distinct(change.c.action))).where(*DONE)
    return int(connection.execute(statement).scalar_one())


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
