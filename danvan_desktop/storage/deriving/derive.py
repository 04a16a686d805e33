"""Deriving rows from the log: after deterministic changes and merges, and for a whole book (R1)."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from danvan_desktop.domain.changes.rules import (
    GROUP_ABOVE,
    Change,
    Presence,
    RecordState,
    canonical_json,
    circled,
    presence,
    record_state,
)
from danvan_desktop.domain.records import DELETED, SPECS, Kind
from danvan_desktop.storage.connection import Prepared
from danvan_desktop.storage.deriving import computed, rows
from danvan_desktop.storage.tables import change, conflict, derived

_KINDS = frozenset(kind.value for kind in Kind)


class UnreadableChange(ValueError):
    """A stored change is not in the form in which this program writes one."""


def rederive(connection: Connection, records: Collection[tuple[str, str]]) -> None:
    """Make the rows of `records` (kind, id) anew from their changes, and whatever depends on them.

    Kinds that this program does not know are left in the log (R14).
    """
    known = sorted({(Kind(kind), record) for kind, record in records if kind in _KINDS})
    rebuilt: list[rows.Row] = []
    touches: list[computed.Touch] = []
    for part in rows.chunks(known):
        stood = rows.load_all(connection, [(record, kind) for kind, record in part])
        connection.execute(delete(conflict).where(conflict.c.record.in_([record for _, record in part])))
        for (kind, record), state in _states(connection, part):
            old = stood.get(record) or rows.Row(kind, record, known=False)
            rebuilt.append(rows.Row(kind, record, dict(state.values), state.heads, old.deleted, old.shown))
            touches.append(_touch(old, state))
            _note_conflicts(connection, kind, record, state)
    before = computed.concerned(connection, touches)
    rows.save(connection, rebuilt)
    settle(connection, rebuilt, touches, before)


def _touch(old: rows.Row, state: RecordState) -> computed.Touch:
    """Which fields of a record have other heads now: only they can have another value.

    A group always counts as moved, because its conflicts were taken out and a circle is found by looking at all groups.
    """
    fields = {*SPECS[old.kind].fields, DELETED}
    if old.known:
        fields = {name for name in fields if old.heads.get(name, ()) != state.heads.get(name, ())}
    if old.kind is Kind.GROUP:
        fields.add(GROUP_ABOVE)
    return computed.Touch(old.kind, old.id, frozenset(fields), new=not old.known)


def settle(
    connection: Connection,
    saved: Sequence[rows.Row],
    touches: Sequence[computed.Touch],
    before: computed.Concerned,
) -> None:
    """After rows were saved: who is there, circles of groups, and all that is computed.

    `touches` says which fields of `saved` were written, `before` what depended on them until then.
    """
    flipped = _derive_presences(connection, saved, touches)
    if any(touch.kind is Kind.GROUP and GROUP_ABOVE in touch.fields for touch in touches):
        note_circles(connection)
    computed.refresh(connection, [*touches, *flipped], before)


def rebuild(connection: Connection) -> None:
    """Make every derived row anew from the log."""
    for table in (*derived.values(), conflict):
        connection.execute(delete(table))
    found = connection.execute(select(change.c.kind, change.c.record).distinct()).all()
    rederive(connection, {(kind, record.hex()) for kind, record in found})


def changes_of(connection: Connection, records: Iterable[str]) -> Iterator[Change]:
    """Every change of some records, grouped by record."""
    for part in rows.chunks(bytes.fromhex(record) for record in records):
        statement = select(change).where(change.c.record.in_(part)).order_by(change.c.record, change.c.id)
        for row in connection.execute(statement):
            yield read_change(row)


def changes_named(connection: Connection, ids: Iterable[str]) -> list[Change]:
    """The changes of these ids that the book holds."""
    wanted = select(change).where(change.c.id.in_([bytes.fromhex(id_) for id_ in ids]))
    return [read_change(row) for row in connection.execute(wanted)]


def read_change(row: Row[Any]) -> Change:
    """A stored change. Raises UnreadableChange when what is stored cannot be one."""
    try:
        fields, parents, replaces = (json.loads(text) for text in (row.fields, row.parents, row.replaces))
        return Change(
            session=row.session.hex(),
            seq=row.seq,
            lamport=row.lamport,
            wall_ms=row.wall_ms,
            action=row.action.hex(),
            verb=row.verb,
            kind=row.kind,
            record=row.record.hex(),
            fields=dict(fields),
            parents={name: tuple(ids) for name, ids in dict(parents).items()},
            replaces=tuple(replaces),
            id=row.id.hex(),
        )
    except (ValueError, TypeError, AttributeError) as error:
        raise UnreadableChange(str(error)) from error


def _states(connection: Connection, records: list[tuple[Kind, str]]) -> Iterator[tuple[tuple[Kind, str], RecordState]]:
    grouped: dict[str, list[Change]] = {}
    for item in changes_of(connection, [record for _, record in records]):
        grouped.setdefault(item.record, []).append(item)
    for kind, record in records:
        yield (kind, record), record_state(kind, grouped[record])


def _note_conflicts(connection: Connection, kind: Kind, record: str, state: RecordState) -> None:
    for name in state.conflicts:
        _note_conflict(connection, kind, record, name, state.heads[name])


def _note_conflict(connection: Connection, kind: Kind, record: str, name: str, heads: Iterable[str]) -> None:
    values = {"record": record, "field": name, "kind": kind.value, "heads": canonical_json(sorted(heads))}
    connection.execute(insert(conflict), values)


def note_circles(connection: Connection) -> None:
    """R8: groups that a merge of two moves put under one another are a conflict until one of them is moved."""
    table = derived[Kind.GROUP]
    held = rows.load(connection, Kind.GROUP, connection.execute(select(table.c.id)).scalars())
    states = {id_: RecordState(row.kind, row.values, row.heads, ()) for id_, row in held.items()}
    circles = set(circled(states))
    noted = select(conflict.c.record).where(conflict.c.field == GROUP_ABOVE, conflict.c.kind == Kind.GROUP.value)
    for record in connection.execute(noted).scalars().all():
        if record not in circles and not _disagree(connection, record, GROUP_ABOVE):
            connection.execute(delete(conflict).where(conflict.c.record == record, conflict.c.field == GROUP_ABOVE))
        circles.discard(record)
    for record in sorted(circles):
        _note_conflict(connection, Kind.GROUP, record, GROUP_ABOVE, states[record].heads[GROUP_ABOVE])


def _disagree(connection: Connection, group: str, name: str) -> bool:
    """Whether the heads of a group's field hold several values."""
    return name in record_state(Kind.GROUP, list(changes_of(connection, [group]))).conflicts


def _derive_presences(
    connection: Connection, saved: Sequence[rows.Row], touches: Iterable[computed.Touch]
) -> list[computed.Touch]:
    """Presence depends on what hangs under a record, so everything above a saved row is looked at too, and every
    contested record, because the edit that its deletion had not seen may have moved elsewhere. Above a row that shows
    and stays in its place nothing is deleted, and a further head makes nothing so.

    Returns the records that are now deleted and were not, or the other way round.
    """
    moved = {touch.record for touch in touches if touch.placed}
    above = _with_above(connection, [row for row in saved if row.id in moved or not row.shown])
    looked_at = {**{row.id: row for row in saved}, **above, **_contested(connection)}
    flipped = []
    for row in looked_at.values():
        if DELETED in row.heads and _derive_presence(connection, row) is not row.deleted:
            flipped.append(computed.Touch(row.kind, row.id, frozenset({DELETED})))
    return flipped


def _with_above(connection: Connection, saved: Sequence[rows.Row]) -> dict[str, rows.Row]:
    seen = {row.id: row for row in saved}
    level = list(saved)
    while level:
        above: dict[Kind, set[str]] = {}
        for row in level:
            for kind, record in rows.parents(row):
                if record not in seen:
                    above.setdefault(kind, set()).add(record)
        level = [row for kind, ids in above.items() for row in rows.load(connection, kind, sorted(ids)).values()]
        seen.update({row.id: row for row in level})
    return seen


def _contested(connection: Connection) -> dict[str, rows.Row]:
    return rows.load_all(connection, [(record, Kind(kind)) for record, kind in _contested_records().all(connection)])


@cache
def _contested_records() -> Prepared:
    return Prepared(select(conflict.c.record, conflict.c.kind).where(conflict.c.field == DELETED))


def _derive_presence(connection: Connection, row: rows.Row) -> bool:
    """Note whether the row is deleted or contested; whether it is deleted."""
    found = presence(changes_named(connection, row.heads[DELETED]), _to_be_seen(connection, row))
    deleted = found is Presence.DELETED
    table = derived[row.kind]
    connection.execute(update(table).where(table.c.id == row.id).values(deleted=deleted))
    connection.execute(delete(conflict).where(conflict.c.record == row.id, conflict.c.field == DELETED))
    if found is Presence.CONTESTED:
        _note_conflict(connection, row.kind, row.id, DELETED, row.heads[DELETED])
    return deleted


def _to_be_seen(connection: Connection, row: rows.Row) -> Iterator[str]:
    """Every head that a deletion of the row must have seen. Walked only when it is asked for: most rows that have ever
    been deleted are there again, and a whole programme may hang under one."""
    yield from (head for name, ids in row.heads.items() if name != DELETED for head in ids)
    yield from rows.heads_under(connection, [row.id])
