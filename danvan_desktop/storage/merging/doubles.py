"""Which records of a merged book may still be the same thing, typed on both sides before the two met (R11)."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, and_, exists, func, select

from danvan_desktop.domain.changes.rules import Verb
from danvan_desktop.domain.merging.views import Suspicion
from danvan_desktop.domain.records import Kind
from danvan_desktop.storage.merging.comparing import suspicions
from danvan_desktop.storage.tables import change, derived, merge_log

_KINDS = (Kind.TASK, Kind.AGENCY)


def standing_suspicions(connection: Connection) -> tuple[Suspicion, ...]:
    """Pairs of which both still show, of whatever merge, in the order of the records."""
    merges = connection.execute(select(merge_log.c.first_local, merge_log.c.last_local)).all()
    found = {pair for low, high in merges for pair in _of_merge(connection, low, high)}
    return tuple(sorted(found, key=lambda pair: (pair.kind, pair.keeps, pair.goes)))


def _of_merge(connection: Connection, low: int, high: int) -> tuple[Suspicion, ...]:
    """What one merge brought, against what its writer had not seen: whatever was in the copy that he began from is
    older than the first change that he made there. Agencies are few and are compared with all."""
    brought = change.c.local.between(low, high)
    come = {kind: _added(connection, kind, brought) for kind in _KINDS}
    if not any(come.values()):
        return ()
    since = connection.execute(select(func.min(change.c.lamport)).where(brought, change.c.lamport > 0)).scalar() or 0
    unseen = and_(change.c.local < low, change.c.lamport >= since)
    mine: dict[Kind, frozenset[str]] = {kind: frozenset() for kind in _KINDS}
    if come[Kind.TASK]:
        mine[Kind.TASK] = _added(connection, Kind.TASK, unseen)
    if come[Kind.AGENCY]:
        mine[Kind.AGENCY] = _shown(connection, Kind.AGENCY) - come[Kind.AGENCY]
    return suspicions(connection, mine, come)


def _added(connection: Connection, kind: Kind, where: ColumnElement[bool]) -> frozenset[str]:
    """The records that show and were made by changes of one sort, unless the same record was there before."""
    before = change.alias()
    known = exists().where(before.c.record == change.c.record, before.c.local < change.c.local)
    made = select(change.c.record).where(change.c.kind == kind.value, change.c.verb == Verb.ADD.value, where, ~known)
    return frozenset(record.hex() for record in connection.execute(made).scalars()) & _shown(connection, kind)


def _shown(connection: Connection, kind: Kind) -> frozenset[str]:
    table = derived[kind]
    return frozenset(connection.execute(select(table.c.id).where(table.c.shown)).scalars())
