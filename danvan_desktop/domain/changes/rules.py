"""The change log's pure rules (exchange.md): what a change is, its id, and what a set of changes means.

Nothing here knows a file, a clock or the order in which changes arrived: the state of a book is a function of
the *set* of its changes, and therefore the same on every PC that holds the same set.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType

from danvan_desktop.domain.records import DELETED, SPECS, KindSpec, Value

_ID_BYTES = 16
_SPEC_BY_NAME: Mapping[str, KindSpec] = MappingProxyType({kind.value: spec for kind, spec in SPECS.items()})


GROUP_ABOVE = "parent"
"""The field of a group that names the group it stands in: the only way to a circle."""


class Verb(StrEnum):
    """What the officer did."""

    EDIT = "edit"
    ADD = "add"
    DELETE = "delete"
    IMPORT = "import"
    MERGE = "merge"
    UNDO = "undo"
    REDO = "redo"
    RESTORE = "restore"
    RESOLVE = "resolve"


@dataclass(frozen=True, slots=True)
class Change:
    """One officer action on one record.

    `parents` names, for each field set, the heads that the new value replaces (R2). `replaces` is for deleting:
    every head of the record and of what hangs under it that the deleter had seen (R8). `wall_ms` is shown,
    never compared. `kind` is text, because a newer program may know more kinds than this one.
    """

    session: str
    seq: int
    lamport: int
    wall_ms: int
    action: str
    verb: str
    kind: str
    record: str
    fields: Mapping[str, Value]
    parents: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    replaces: tuple[str, ...] = ()
    id: str = ""


_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def canonical_json(value: object) -> str:
    """The one spelling of a JSON value: UTF-8, keys sorted, no blanks."""
    return _CANONICAL.encode(value)


def change_id(change: Change) -> str:
    """R3: the first 16 bytes of SHA-256 over the canonical JSON of everything but the id."""
    content = {
        "session": change.session,
        "seq": change.seq,
        "lamport": change.lamport,
        "wall_ms": change.wall_ms,
        "action": change.action,
        "verb": str(change.verb),
        "kind": str(change.kind),
        "record": change.record,
        "fields": dict(change.fields),
        "parents": {name: sorted(ids) for name, ids in change.parents.items()},
        "replaces": sorted(change.replaces),
    }
    return hashlib.sha256(canonical_json(content).encode()).digest()[:_ID_BYTES].hex()


def sealed(change: Change) -> Change:
    """The change with its text in NFC, as R3 wants it, and with its id."""
    fields = {name: _nfc(value) for name, value in change.fields.items()}
    written = change if fields == change.fields else replace(change, fields=fields)
    return replace(written, id=change_id(written))


def _nfc(value: Value) -> Value:
    return unicodedata.normalize("NFC", value) if isinstance(value, str) else value


def session_id(nonce: bytes, columns: Sequence[str | None]) -> str:
    """R4: the name of one opening for writing, from a random nonce and what is stored about the session."""
    digest = hashlib.sha256(nonce + canonical_json(list(columns)).encode())
    return digest.digest()[:_ID_BYTES].hex()


Heads = dict[str, tuple[str, ...]]
"""For each field the ids of the changes that no other change has replaced, sorted."""


def heads_of(changes: Iterable[Change]) -> Heads:
    """The heads of one record, from all of its changes."""
    setters: dict[str, set[str]] = {}
    replaced: dict[str, set[str]] = {}
    for change in changes:
        for name in change.fields:
            setters.setdefault(name, set()).add(change.id)
        for name, ids in change.parents.items():
            replaced.setdefault(name, set()).update(ids)
    return {name: tuple(sorted(ids - replaced.get(name, set()))) for name, ids in setters.items()}


@dataclass(frozen=True, slots=True)
class Resolved:
    """A field's value; `conflicting` when its heads hold several values, of which `value` stands provisionally."""

    value: Value
    conflicting: bool


def resolve(kind: str, name: str, heads: Sequence[Change]) -> Resolved:
    """R6: the only value among the heads, else a provisional one chosen by value, the same on every PC.

    What this version does not know (R14) is never a conflict here: a newer one finds it in the same log.
    """
    distinct = {canonical_json(change.fields[name]): change.fields[name] for change in heads}
    newest = max(heads, key=lambda change: (change.lamport, change.session, change.seq)).fields[name]
    if len(distinct) == 1:
        return Resolved(newest, conflicting=False)
    spec = _SPEC_BY_NAME.get(kind)
    if spec is None or name not in spec.fields or name in spec.silent:
        return Resolved(newest, conflicting=False)
    order = (spec.ranked or {}).get(name)
    if order is None:
        return Resolved(newest, conflicting=True)
    return Resolved(min(distinct.values(), key=lambda value: _rank(value, order)), conflicting=True)


def _rank(value: Value, order: Sequence[str]) -> tuple[bool, int, int, str]:
    """Listed values first, in their order; else the smaller number or the earlier date; nothing last."""
    place = order.index(value) if isinstance(value, str) and value in order else len(order)
    number = value if isinstance(value, int) else 0
    return (value is None, place, number, canonical_json(value))


class Presence(StrEnum):
    """Whether a record is there; contested: one side deleted what the other edited, so it stays visible."""

    VISIBLE = "visible"
    DELETED = "deleted"
    CONTESTED = "contested"


def presence(deletions: Sequence[Change], other_heads: Iterable[str]) -> Presence:
    """R8, from the heads of «deleted» and every other head of the record and of what hangs under it.

    A deletion has seen what it wrote itself: undoing an edit that brought a record back sets fields and deletes.
    """
    if not any(change.fields[DELETED] for change in deletions):
        return Presence.VISIBLE
    if not all(change.fields[DELETED] for change in deletions):
        return Presence.CONTESTED
    seen = {head for change in deletions for head in (change.id, *change.replaces)}
    return Presence.DELETED if seen.issuperset(other_heads) else Presence.CONTESTED


@dataclass(frozen=True, slots=True)
class RecordState:
    """What a record holds: its values, its heads, and the fields whose heads disagree."""

    kind: str
    values: Mapping[str, Value]
    heads: Heads
    conflicts: tuple[str, ...]


def record_state(kind: str, changes: Sequence[Change]) -> RecordState:
    """The state of one record without its presence, which depends on what hangs under it too."""
    by_id = {change.id: change for change in changes}
    heads = heads_of(changes)
    values: dict[str, Value] = {}
    conflicts: list[str] = []
    for name, ids in heads.items():
        if name == DELETED or not ids:
            continue
        resolved = resolve(kind, name, [by_id[head] for head in ids])
        values[name] = resolved.value
        if resolved.conflicting:
            conflicts.append(name)
    return RecordState(kind, values, heads, tuple(sorted(conflicts)))


def parent_records(kind: str, values: Mapping[str, Value]) -> tuple[str, ...]:
    """The ids of the records that this one hangs under, nearest last."""
    spec = _SPEC_BY_NAME.get(kind)
    if spec is None:
        return ()
    return tuple(str(values[name]) for name in spec.parents if values.get(name))


@dataclass(frozen=True, slots=True)
class BookState:
    """The meaning of a whole set of changes: every record's state and presence."""

    records: Mapping[str, RecordState]
    presences: Mapping[str, Presence]

    def conflicts(self) -> list[tuple[str, str]]:
        """Every open conflict as (record, field), sorted."""
        fields = [(record, name) for record, state in self.records.items() for name in state.conflicts]
        contested = [(record, DELETED) for record, held in self.presences.items() if held is Presence.CONTESTED]
        circles = [(record, GROUP_ABOVE) for record in circled(self.records)]
        return sorted({*fields, *contested, *circles})


def book_state(changes: Iterable[Change]) -> BookState:
    """R1, R6, R8: the derived truth of a set of changes, in no particular order."""
    grouped: dict[str, list[Change]] = {}
    for change in changes:
        grouped.setdefault(change.record, []).append(change)
    records = {record: record_state(min(str(item.kind) for item in held), held) for record, held in grouped.items()}
    under = descendants(records)
    presences: dict[str, Presence] = {}
    for record, held in grouped.items():
        deletion_ids = records[record].heads.get(DELETED, ())
        if not deletion_ids:
            continue
        deletions = [change for change in held if change.id in deletion_ids]
        others = [*own_heads(records[record]), *heads_below(records[child] for child in under.get(record, ()))]
        presences[record] = presence(deletions, others)
    return BookState(records, presences)


def own_heads(state: RecordState) -> list[str]:
    """Every head of a record but those of «deleted»: what its deletion must have seen of itself."""
    return [head for name, ids in state.heads.items() if name != DELETED for head in ids]


def heads_below(states: Iterable[RecordState]) -> list[str]:
    """Every head of the records that hang under one: what its deletion must have seen of them."""
    return [head for state in states for ids in state.heads.values() for head in ids]


def descendants(records: Mapping[str, RecordState]) -> dict[str, tuple[str, ...]]:
    """For every record, all that hangs under it, at any depth; a circle of groups is walked once."""
    children: dict[str, list[str]] = {}
    for record, state in records.items():
        for parent in parent_records(state.kind, state.values):
            children.setdefault(parent, []).append(record)
    return {record: _below(record, children) for record in children}


def _below(record: str, children: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    waiting = list(children.get(record, ()))
    while waiting:
        child = waiting.pop()
        if child not in found and child != record:
            found[child] = None
            waiting.extend(children.get(child, ()))
    return tuple(sorted(found))


def circled(records: Mapping[str, RecordState]) -> tuple[str, ...]:
    """R8: the groups that a merge of two moves put under one another; they stand at the root until one is moved."""
    return tuple(sorted(record for record in records if _leads_back(record, records)))


def _leads_back(record: str, records: Mapping[str, RecordState]) -> bool:
    seen: set[Value] = set()
    above = records[record].values.get(GROUP_ABOVE)
    while isinstance(above, str) and above in records and above not in seen:
        if above == record:
            return True
        seen.add(above)
        above = records[above].values.get(GROUP_ABOVE)
    return False


def checksum(ids: Iterable[str]) -> int:
    """The sum of change ids modulo 2^128: equal in two books that hold the same set of changes."""
    return sum(int(identifier, 16) for identifier in ids) % (1 << 8 * _ID_BYTES)
