"""How a new change is composed from what its writer sees (exchange.md R2, R7, R8)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from danvan_desktop.domain.changes.rules import Change, Heads, Verb, sealed
from danvan_desktop.domain.records import DELETED, Value


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who writes and where in the order: the session's name, its next number, the book's next counter, the clock."""

    session: str
    seq: int
    lamport: int
    wall_ms: int
    action: str


@dataclass(frozen=True, slots=True)
class Write:
    """What the officer wants of one record: new values for some of its fields."""

    kind: str
    record: str
    fields: Mapping[str, Value]
    verb: Verb = Verb.EDIT


def compose(
    stamp: Stamp, write: Write, heads: Heads, below: Iterable[str] = (), *, somebody_deleted: bool = False
) -> Change:
    """The change that does `write`, replacing every head that its writer sees.

    `heads` are the record's present heads; `below` every head of what hangs under it, needed for deleting only.
    Editing a record whose heads of «deleted» say so anywhere (`somebody_deleted`) brings it back.
    """
    fields = dict(write.fields)
    deleting = fields.get(DELETED) is True
    if somebody_deleted and not deleting:
        fields[DELETED] = False
    own = [head for name, ids in heads.items() if name != DELETED for head in ids]
    return sealed(
        Change(
            session=stamp.session,
            seq=stamp.seq,
            lamport=stamp.lamport,
            wall_ms=stamp.wall_ms,
            action=stamp.action,
            verb=write.verb,
            kind=write.kind,
            record=write.record,
            fields=fields,
            parents={name: tuple(sorted(heads.get(name, ()))) for name in fields},
            replaces=tuple(sorted({*own, *below})) if deleting else (),
        )
    )
