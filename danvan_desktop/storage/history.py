"""Who changed what, when, from which value to which: the log read as sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Select, Table, func, select

from danvan_desktop.domain.changes.rules import Change, resolve
from danvan_desktop.domain.records import DELETED, SPECS, Kind, Value
from danvan_desktop.domain.views import HistoryView
from danvan_desktop.storage.deriving import rows
from danvan_desktop.storage.deriving.derive import read_change
from danvan_desktop.storage.tables import change, derived, merge_log, session

PACKAGE_OF = "Gói của "
"""How the first line in a package's list of merges begins, where the officer reads it too."""


def package_of(connection: Connection) -> str:
    """Whose package the book is, and of which book: «Công an xã («Sổ 2026.danvan»)»; nothing for any other book."""
    first = select(merge_log.c.source).where(merge_log.c.first_local == 1, merge_log.c.source.startswith(PACKAGE_OF))
    return str(connection.execute(first.limit(1)).scalar() or "").removeprefix(PACKAGE_OF)


def history(connection: Connection, records: Sequence[str] | None = None) -> tuple[HistoryView, ...]:
    """Every field of every change, oldest first, of the whole book or of `records` alone."""
    statement = select(change).order_by(change.c.local)
    if records is not None:
        statement = statement.where(change.c.record.in_([bytes.fromhex(record) for record in records]))
    changes = [read_change(row) for row in connection.execute(statement)]
    by_id = {item.id: item for item in changes}
    people = people_of(connection)
    paths = paths_of(connection, None if records is None else [item.record for item in changes])
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
            moment=item.wall_ms,
        )
        for item in changes
        for name in sorted(item.fields)
    )


def concerning(connection: Connection, record: str) -> tuple[str, ...]:
    """A task or agency, everything that hangs under it, and what names it as its agency: whose history is its own."""
    below = {*rows.below(connection, [record]), *_naming(connection, record)}
    return (record, *sorted(below - {record}))


def _naming(connection: Connection, agency: str) -> Iterator[str]:
    for kind in (kind for kind, spec in SPECS.items() if "agency" in spec.fields):
        table = derived[kind]
        yield from connection.execute(select(table.c.id).where(table.c.agency == agency)).scalars()


def day_of(wall_ms: int) -> str:
    """The day of a change on this PC's clock, as ISO text; nothing for what nobody did at any time."""
    return minute_of(wall_ms)[:10]


def minute_of(wall_ms: int) -> str:
    """The same to the minute: «2026-03-05T14:05»."""
    if not wall_ms:
        return ""
    return datetime.fromtimestamp(wall_ms / 1000, UTC).astimezone().replace(tzinfo=None).isoformat(timespec="minutes")


def _before(item: Change, name: str, by_id: Mapping[str, Change]) -> Value:
    replaced = [by_id[id_] for id_ in item.parents.get(name, ()) if id_ in by_id]
    if not replaced:
        return None
    if name == DELETED:
        return max(replaced, key=lambda held: (held.lamport, held.session, held.seq)).fields[name]
    return resolve(item.kind, name, replaced).value


def people_of(connection: Connection) -> dict[str, str]:
    """Who opened each session."""
    return {name: person for name, (person, _) in writers_of(connection).items()}


def writers_of(connection: Connection) -> dict[str, tuple[str, str]]:
    """Who opened each session, on which PC."""
    return {row.id.hex(): (row.person or "", row.device or "") for row in connection.execute(select(session))}


def paths_of(connection: Connection, records: Iterable[str] | None) -> dict[str, str]:
    """The path of every task and group, and of what hangs under a task; of `records` alone where they are given."""
    if records is not None:
        return {id_: path for part in rows.chunks(dict.fromkeys(records)) for id_, path in _path_rows(connection, part)}
    return dict(_path_rows(connection, None))


def _path_rows(connection: Connection, ids: Sequence[str] | None) -> Iterator[tuple[str, str]]:
    task = derived[Kind.TASK]
    for kind in (Kind.GROUP, Kind.TASK):
        yield from _pairs(connection, select(derived[kind].c.id, derived[kind].c.path), derived[kind], ids)
    for kind in (kind for kind, spec in SPECS.items() if "task" in spec.parents):
        under = derived[kind]
        joined = select(under.c.id, task.c.path).join(task, task.c.id == under.c.task, isouter=True)
        yield from _pairs(connection, joined, under, ids)


def _pairs(
    connection: Connection, statement: Select[Any], table: Table, ids: Sequence[str] | None
) -> Iterator[tuple[str, str]]:
    wanted = statement if ids is None else statement.where(table.c.id.in_(ids))
    for id_, path in connection.execute(wanted):
        yield id_, path or ""


def newest_moment(connection: Connection, device: str) -> int:
    """When a PC wrote last by its clock, in Unix milliseconds; nothing where it did not."""
    statement = select(func.max(change.c.wall_ms)).join(session, session.c.id == change.c.session)
    return int(connection.execute(statement.where(session.c.device == device)).scalar() or 0)
