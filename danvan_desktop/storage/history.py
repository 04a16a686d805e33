"""Who changed what, when, from which value to which: the log read as sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection, select

from danvan_desktop.domain.changes.rules import Change
from danvan_desktop.domain.records import SPECS, Kind, Value
from danvan_desktop.domain.views import ConflictView, HistoryView
from danvan_desktop.storage.deriving import rows
from danvan_desktop.storage.deriving.derive import changes_of, read_change
from danvan_desktop.storage.tables import change, conflict, derived, session


def history(connection: Connection, records: Sequence[str] | None = None) -> tuple[HistoryView, ...]:
    """Every field of every change, oldest first, of the whole book or of `records` alone."""
    statement = select(change).order_by(change.c.local)
    if records is not None:
        statement = statement.where(change.c.record.in_([bytes.fromhex(record) for record in records]))
    changes = [read_change(row) for row in connection.execute(statement)]
    by_id = {item.id: item for item in changes}
    people = _people(connection)
    paths = _paths(connection)
    return tuple(
        HistoryView(
            day=day_of(item.wall_ms),
            person=people.get(item.session, ""),
            action=item.action,
            verb=str(item.verb),
            kind=item.kind,
            record=item.record,
            path=paths.get(item.record, ""),
            field=name,
            old=_before(item, name, by_id),
            new=item.fields[name],
        )
        for item in changes
        for name in sorted(item.fields)
    )


def concerning(connection: Connection, task: str) -> tuple[str, ...]:
    """A task and everything that hangs under it: whose history is the task's."""
    return (task, *sorted(rows.below(connection, [task])))


def conflicts(connection: Connection) -> tuple[ConflictView, ...]:
    """Every open conflict, in the order of records and fields."""
    people, paths = _people(connection), _paths(connection)
    found = []
    for row in connection.execute(select(conflict).order_by(conflict.c.record, conflict.c.field)):
        by_id = {item.id: item for item in changes_of(connection, [row.record])}
        heads = [item for item in by_id.values() if row.field in item.fields and item.id in row.heads]
        values = tuple((item.fields[row.field], people.get(item.session, ""), day_of(item.wall_ms)) for item in heads)
        held = rows.load(connection, Kind(row.kind), [row.record])[row.record]
        before = _before(heads[0], row.field, by_id) if heads else None
        provisional = held.values.get(row.field, held.deleted)
        found.append(
            ConflictView(row.kind, row.record, paths.get(row.record, ""), row.field, values, before, provisional)
        )
    return tuple(found)


def day_of(wall_ms: int) -> str:
    """The day of a change on this PC's clock, as ISO text; nothing for what nobody did at any time."""
    if not wall_ms:
        return ""
    return datetime.fromtimestamp(wall_ms / 1000, UTC).astimezone().date().isoformat()


def _before(item: Change, name: str, by_id: Mapping[str, Change]) -> Value:
    replaced = [by_id[id_] for id_ in item.parents.get(name, ()) if id_ in by_id]
    if not replaced:
        return None
    return max(replaced, key=lambda held: (held.lamport, held.session, held.seq)).fields.get(name)


def _people(connection: Connection) -> dict[str, str]:
    return {row.id.hex(): row.person or "" for row in connection.execute(select(session))}


def _paths(connection: Connection) -> dict[str, str]:
    """The path of every task and group, and of what hangs under a task."""
    found: dict[str, str] = {}
    for kind in (Kind.GROUP, Kind.TASK):
        table = derived[kind]
        found.update({id_: path or "" for id_, path in connection.execute(select(table.c.id, table.c.path))})
    for kind in (kind for kind, spec in SPECS.items() if "task" in spec.parents):
        table = derived[kind]
        for id_, task in connection.execute(select(table.c.id, table.c.task)):
            found[id_] = found.get(task, "")
    return found
