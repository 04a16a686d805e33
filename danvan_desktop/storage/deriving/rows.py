"""The derived rows: reading and writing them, and walking up and down between a record and what hangs under it."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import TypeVar

from sqlalchemy import Connection, bindparam, literal, select, union_all, update
from sqlalchemy.dialects.sqlite import insert

from danvan_desktop.domain.changes.rules import Heads, canonical_json
from danvan_desktop.domain.records import DELETED, SPECS, FieldType, Kind, Value
from danvan_desktop.storage.connection import Prepared, among, listed
from danvan_desktop.storage.tables import derived

_CHUNK = 500
_Item = TypeVar("_Item")


@dataclass(slots=True)
class Row:
    """A record as its derived row holds it. `deleted` is its own; `shown` also asks what it hangs under."""

    kind: Kind
    id: str
    values: dict[str, Value] = field(default_factory=dict)
    heads: Heads = field(default_factory=dict)
    deleted: bool = False
    shown: bool = True
    known: bool = True


def chunks(items: Iterable[_Item], size: int = _CHUNK) -> Iterator[list[_Item]]:
    """`items` in lists short enough for one SQL statement."""
    held = list(items)
    for start in range(0, len(held), size):
        yield held[start : start + size]


def load(connection: Connection, kind: Kind, ids: Iterable[str]) -> dict[str, Row]:
    """The rows of `ids` that the book knows."""
    found: dict[str, Row] = {}
    for part in chunks(dict.fromkeys(ids)):
        for id_, heads, deleted, shown, *held in _selection(kind).all(connection, {"ids": listed(part)}):
            values = dict(zip(SPECS[kind].fields, held, strict=True))
            found[id_] = Row(kind, id_, values, _heads(heads), deleted, shown)
    return found


@cache
def _selection(kind: Kind) -> Prepared:
    table = derived[kind]
    fields = (table.c[name] for name in SPECS[kind].fields)
    statement = select(table.c.id, table.c.heads, table.c.deleted, table.c.shown, *fields)
    return Prepared(statement.where(among(table.c.id)))


def load_all(connection: Connection, records: Iterable[tuple[str, Kind]]) -> dict[str, Row]:
    """The rows of records of several kinds that the book knows."""
    by_kind: dict[Kind, list[str]] = {}
    for record, kind in records:
        by_kind.setdefault(kind, []).append(record)
    return {id_: row for kind, ids in by_kind.items() for id_, row in load(connection, kind, ids).items()}


def _heads(stored: str) -> Heads:
    """Heads are stored by change, because one change usually sets many fields."""
    heads: dict[str, list[str]] = {}
    for change, names in json.loads(stored).items():
        for name in names:
            heads.setdefault(name, []).append(change)
    return {name: tuple(sorted(ids)) for name, ids in heads.items()}


def stored_heads(heads: Heads) -> str:
    """The inverse of how heads are read: {change: [fields]}."""
    by_change: dict[str, list[str]] = {}
    for name, ids in heads.items():
        for change in ids:
            by_change.setdefault(change, []).append(name)
    return canonical_json({change: sorted(names) for change, names in by_change.items()})


def save(connection: Connection, rows: Iterable[Row]) -> None:
    """Write the rows' own columns; computed columns keep what they hold."""
    by_kind: dict[Kind, list[dict[str, object]]] = {}
    for row in rows:
        by_kind.setdefault(row.kind, []).append(_stored(row))
    for kind, records in by_kind.items():
        _saving(kind).run(connection, records)


def save_fields(connection: Connection, row: Row, names: Collection[str]) -> None:
    """Write some fields of a row that is stored already, and nothing else: an index is written again when a statement
    names its column, though the value stays."""
    fields = SPECS[row.kind].fields
    values = {name: row.deleted if name == DELETED else typed(row.values.get(name), fields[name]) for name in names}
    values["heads"] = stored_heads(row.heads)
    setting(row.kind, *sorted(values)).run(connection, [{"b_id": row.id, **values}])


@cache
def setting(kind: Kind, *names: str) -> Prepared:
    """Sets some columns of the record `b_id`."""
    table = derived[kind]
    return Prepared(update(table).where(table.c.id == bindparam("b_id")), names)


@cache
def _saving(kind: Kind) -> Prepared:
    statement = insert(derived[kind])
    own = ("heads", "deleted", "shown", *SPECS[kind].fields)
    replacing = {name: statement.excluded[name] for name in own}
    return Prepared(statement.on_conflict_do_update(index_elements=["id"], set_=replacing), ("id", *own))


def _stored(row: Row) -> dict[str, object]:
    fields = {name: typed(row.values.get(name), held) for name, held in SPECS[row.kind].fields.items()}
    return {
        "id": row.id,
        **fields,
        "heads": stored_heads(row.heads),
        "deleted": row.deleted,
        "shown": row.shown,
    }


def typed(value: Value, held: FieldType) -> Value:
    """The value if it is of its field's type, else None: a stranger's book may hold anything."""
    if held is FieldType.FLAG:
        return value if isinstance(value, bool) else None
    if held is FieldType.INTEGER:
        return value if isinstance(value, int) and not isinstance(value, bool) else None
    return value if isinstance(value, str) else None


PLACING: Mapping[Kind, frozenset[str]] = MappingProxyType(
    {kind: frozenset({DELETED, *spec.parents}) for kind, spec in SPECS.items()}
)
"""The fields of a kind that can show or hide a record, or something above it."""

CHILD_FIELDS: tuple[tuple[Kind, str], ...] = tuple(
    (kind, name) for kind, spec in SPECS.items() for name in spec.parents
)
"""Every field that names a record above."""


def below(connection: Connection, ids: Sequence[str]) -> dict[str, Kind]:
    """The ids of everything that hangs under `ids`, at any depth, with their kinds; `ids` themselves left out."""
    found: dict[str, Kind] = {}
    waiting = list(ids)
    start = set(ids)
    while waiting:
        level = _children().all(connection, {"ids": listed(waiting)})
        new = {child: Kind(kind) for kind, child in level if child not in found and child not in start}
        found.update(new)
        waiting = list(new)
    return found


@cache
def _children() -> Prepared:
    """(kind, id) of what hangs directly under some records, of every kind in one statement."""
    return Prepared(
        union_all(
            *(
                select(literal(kind.value), derived[kind].c.id).where(among(derived[kind].c[name]))
                for kind, name in CHILD_FIELDS
            )
        )
    )


def heads_under(connection: Connection, records: Sequence[str]) -> list[str]:
    """Every head of what hangs under `records`: what a deletion must have seen (R8)."""
    under = load_all(connection, below(connection, records).items())
    return [head for row in under.values() for ids in row.heads.values() for head in ids]


PARENT_KINDS = {
    "programme": Kind.PROGRAMME,
    "group": Kind.GROUP,
    "parent": Kind.GROUP,
    "task": Kind.TASK,
    "collective": Kind.AGENCY,
}
"""The kind of record that each parent field names; `owner` (of evidence) may name several kinds."""


def parents(row: Row) -> list[tuple[Kind, str]]:
    """The records that this one hangs under."""
    named = [(name, row.values.get(name)) for name in SPECS[row.kind].parents]
    return [
        (kind, str(value))
        for name, value in named
        if value
        for kind in ([PARENT_KINDS[name]] if name in PARENT_KINDS else [Kind.TASK, Kind.PROGRESS, Kind.OCCURRENCE])
    ]


def ancestors(connection: Connection, row: Row) -> list[Row]:
    """Every known record above a row, nearest first; a circle of groups is walked once."""
    found: dict[str, Row] = {}
    waiting = parents(row)
    while waiting:
        kind, record = waiting.pop(0)
        if record in found or record == row.id:
            continue
        for above in load(connection, kind, [record]).values():
            found[record] = above
            waiting.extend(parents(above))
    return list(found.values())
