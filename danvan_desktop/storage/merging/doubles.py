"""Which records of a merged book may still be the same thing, typed on both sides before the two met (R11)."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, func, select

from danvan_desktop.domain.merging.views import Suspicion
from danvan_desktop.domain.records import Kind
from danvan_desktop.storage.merging.comparing import suspicions
from danvan_desktop.storage.tables import change, derived, merge_log

_KINDS = (Kind.TASK, Kind.AGENCY)


def standing_suspicions(connection: Connection) -> tuple[Suspicion, ...]:
    """Pairs of which both still show, of whatever merge, in the order of the records."""
    merges = connection.execute(select(merge_log.c.first_local, merge_log.c.last_local)).all()
    if not merges:
        return ()
    began = {kind: _beginnings(connection, kind) for kind in _KINDS}
    found = {pair for low, high in merges for pair in _of_merge(connection, began, low, high)}
    return tuple(sorted(found, key=lambda pair: (pair.kind, pair.keeps, pair.goes)))


Beginnings = dict[str, tuple[int, int]]
"""For each record that shows, the place of its first change in this log and the lamport that it was written at."""


def _beginnings(connection: Connection, kind: Kind) -> Beginnings:
    first = select(func.min(change.c.local)).where(change.c.kind == kind.value).group_by(change.c.record)
    statement = select(change.c.record, change.c.local, change.c.lamport).where(change.c.local.in_(first))
    table = derived[kind]
    shown = set(connection.execute(select(table.c.id).where(table.c.shown)).scalars())
    held = ((record.hex(), local, lamport) for record, local, lamport in connection.execute(statement))
    return {record: (local, lamport) for record, local, lamport in held if record in shown}


def _of_merge(connection: Connection, began: dict[Kind, Beginnings], low: int, high: int) -> Iterator[Suspicion]:
    """What one merge brought, against what its writer had not seen: whatever was in the copy that he began from is
    older than the first change that he made there. Agencies are few and are compared with all."""
    brought = change.c.local.between(low, high)
    since = connection.execute(select(func.min(change.c.lamport)).where(brought, change.c.lamport > 0)).scalar() or 0
    come = {kind: {id_ for id_, (local, _) in began[kind].items() if low <= local <= high} for kind in _KINDS}
    mine = {
        Kind.TASK: {id_ for id_, (local, lamport) in began[Kind.TASK].items() if local < low and lamport >= since},
        Kind.AGENCY: {id_ for id_, (local, _) in began[Kind.AGENCY].items() if local < low},
    }
    wanted = {kind: mine[kind] if come[kind] else set() for kind in _KINDS}
    yield from suspicions(connection, wanted, come)
