"""The two sides of a conflict: what this book held before the merge that made it, and what that merge brought."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, func, select

from danvan_desktop.domain.changes.rules import GROUP_ABOVE, Change, RecordState, Verb, circled, heads_of, resolve
from danvan_desktop.domain.records import DELETED, Kind, Value
from danvan_desktop.domain.views import ConflictView
from danvan_desktop.storage.deriving import rows
from danvan_desktop.storage.deriving.derive import changes_of
from danvan_desktop.storage.history import minute_of, paths_of, writers_of
from danvan_desktop.storage.tables import change, conflict, derived, merge_log


@dataclass(frozen=True, slots=True)
class Side:
    """A value with who wrote it on which PC, and when (ISO, to the minute); of who edited what another deleted, what he
    wrote: the fields of the record itself, and the `kinds` of what hangs under it."""

    value: Value
    person: str = ""
    device: str = ""
    moment: str = ""
    written: tuple[tuple[str, Value], ...] = ()
    kinds: tuple[str, ...] = ()

    @property
    def day(self) -> str:
        """The day (ISO)."""
        return self.moment[:10]


@dataclass(frozen=True, slots=True)
class Dispute:
    """A conflict as it is stored, with its two sides, all of them, and what stood there before."""

    kind: Kind
    record: str
    field: str
    mine: Side
    theirs: Side
    sides: tuple[Side, ...]
    before: Side
    circle: bool = False


def disputes(connection: Connection) -> tuple[Dispute, ...]:
    """Every open conflict, in the order of records and fields."""
    reader = _Reader(connection)
    noted = connection.execute(select(conflict.c.kind, conflict.c.record, conflict.c.field)).all()
    ordered = sorted(noted, key=lambda row: (row.record, row.field))
    return tuple(reader.dispute(Kind(kind), record, name) for kind, record, name in ordered)


def count_open(connection: Connection) -> int:
    """How many conflicts are open, without reading them."""
    return int(connection.execute(select(func.count()).select_from(conflict)).scalar_one())


def conflict_views(connection: Connection) -> tuple[ConflictView, ...]:
    """The same without sides, which are another on every PC: equal in all books that hold the same changes."""
    found = disputes(connection)
    paths = paths_of(connection, {held.record for held in found})
    standing = rows.load_all(connection, [(held.record, held.kind) for held in found])
    return tuple(
        ConflictView(
            kind=held.kind.value,
            record=held.record,
            path=paths.get(held.record, ""),
            field=held.field,
            values=tuple((side.value, side.person, side.day) for side in held.sides),
            before=held.before.value,
            provisional=standing[held.record].values.get(held.field, standing[held.record].deleted),
        )
        for held in found
    )


class _Reader:
    """Reads the changes of disputed records with the places in which they came here."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.writers = writers_of(connection)
        ranges = select(merge_log.c.first_local, merge_log.c.last_local).order_by(merge_log.c.first_local.desc())
        self.merges: Sequence[tuple[int, int]] = [(low, high) for low, high in connection.execute(ranges)]
        self.circles = circles(connection)

    def dispute(self, kind: Kind, record: str, name: str) -> Dispute:
        """One conflict."""
        held = list(changes_of(self.connection, [record]))
        if name == DELETED:
            return self._deletion(kind, record, held)
        heads = [_origin(item, name, held) for item in _heads(held, name)]
        places = self._places(heads)
        low, high = self._merge_of(places.values())
        brought = [item for item in heads if low <= places[item.id] <= high]
        own = [item for item in heads if item not in brought]
        before = self._before(held, heads, name)
        circle = len({str(item.fields[name]) for item in heads}) == 1 and record in self.circles
        if circle:
            moved, sides = self._side(heads[0], name), (self._side(heads[0], name),)
            mine, theirs = (before, moved) if brought else (moved, before)
            return Dispute(kind, record, name, mine, theirs, sides, before, circle=True)
        return Dispute(
            kind=kind,
            record=record,
            field=name,
            mine=self._chosen(kind, name, own) if own else self._earlier(kind, held, name, low),
            theirs=self._chosen(kind, name, brought) if brought else self._chosen(kind, name, heads),
            sides=tuple(self._side(item, name) for item in sorted(heads, key=lambda item: item.id)),
            before=before,
        )

    def _places(self, items: Sequence[Change]) -> dict[str, int]:
        found: dict[str, int] = {}
        for part in rows.chunks(bytes.fromhex(item.id) for item in items):
            statement = select(change.c.id, change.c.local).where(change.c.id.in_(part))
            found.update((id_.hex(), place) for id_, place in self.connection.execute(statement))
        return found

    def _merge_of(self, places: Iterable[int]) -> tuple[int, int]:
        """The last merge that brought one of these; none at all where they were all written here."""
        held = list(places)
        for low, high in self.merges:
            if any(low <= place <= high for place in held):
                return low, high
        return (0, -1)

    def _chosen(self, kind: Kind, name: str, items: Sequence[Change]) -> Side:
        value = resolve(kind.value, name, items).value
        return next(self._side(item, name) for item in items if item.fields[name] == value)

    def _side(self, item: Change, name: str) -> Side:
        return Side(item.fields[name], *self.writers.get(item.session, ("", "")), minute_of(item.wall_ms))

    def _earlier(self, kind: Kind, held: Sequence[Change], name: str, before: int) -> Side:
        """What stood here before a merge that brought both sides at once."""
        places = self._places(held)
        known = [item for item in held if places[item.id] < before]
        heads = _heads(known, name)
        return self._chosen(kind, name, heads) if heads else Side(None)

    def _replaced(self, held: Sequence[Change], heads: Sequence[Change], name: str) -> list[Change]:
        named = {id_ for item in heads for id_ in item.parents.get(name, ())}
        return [item for item in held if item.id in named]

    def _before(self, held: Sequence[Change], heads: Sequence[Change], name: str) -> Side:
        replaced = self._replaced(held, heads, name)
        newest = max(replaced, key=lambda item: (item.lamport, item.session, item.seq), default=None)
        return self._side(newest, name) if newest is not None else Side(None)

    def _deletion(self, kind: Kind, record: str, held: Sequence[Change]) -> Dispute:
        """One side deleted a record, the other edited it or something under it."""
        heads = [_origin(item, DELETED, held) for item in _heads(held, DELETED)]
        deletions = [item for item in heads if item.fields[DELETED]]
        seen = {id_ for item in deletions for id_ in (item.id, *item.replaces)}
        under = changes_of(self.connection, [record, *rows.below(self.connection, [record])])
        standing = self._standing(kind, record)
        edits = [item for item in under if item.id in standing and item.id not in seen]
        edits += [item for item in heads if not item.fields[DELETED]]
        places = self._places([*deletions, *edits])
        low, high = self._merge_of(places.values())
        deleted = self._newest(deletions, True)
        written = {name: item.fields[name] for item in edits if item.record == record for name in item.fields}
        kinds = sorted({item.kind for item in edits if item.record != record})
        told = tuple(sorted((name, value) for name, value in written.items() if name != DELETED))
        kept = replace(self._newest(edits, False), written=told, kinds=tuple(kinds))
        mine_deleted = any(not low <= places[item.id] <= high for item in deletions)
        mine, theirs = (deleted, kept) if mine_deleted else (kept, deleted)
        return Dispute(kind, record, DELETED, mine, theirs, (deleted, kept), Side(False))

    def _standing(self, kind: Kind, record: str) -> set[str]:
        row = rows.load(self.connection, kind, [record])[record]
        own = {head for name, ids in row.heads.items() if name != DELETED for head in ids}
        return own | set(rows.heads_under(self.connection, [record]))

    def _newest(self, items: Sequence[Change], deleted: bool) -> Side:
        newest = max(items, key=lambda item: (item.lamport, item.session, item.seq), default=None)
        if newest is None:
            return Side(deleted)
        return Side(deleted, *self.writers.get(newest.session, ("", "")), minute_of(newest.wall_ms))


def _heads(held: Sequence[Change], name: str) -> list[Change]:
    ids = heads_of(held).get(name, ())
    return [item for item in held if item.id in ids]


def _origin(item: Change, name: str, held: Sequence[Change]) -> Change:
    """Whose value an undo set against the other again: that of the change which the answer taken back had replaced."""
    by_id = {change.id: change for change in held}
    while item.verb == Verb.UNDO:
        answers = [by_id[id_] for id_ in item.parents.get(name, ()) if id_ in by_id]
        stood = [by_id[id_] for held_ in answers for id_ in held_.parents.get(name, ()) if id_ in by_id]
        same = [one for one in stood if (one.fields[name], one.replaces) == (item.fields[name], item.replaces)]
        settled = name == DELETED or len(stood) > 1
        if not same or not settled:
            break
        item = max(same, key=lambda one: (one.lamport, one.session, one.seq))
    return item


def circles(connection: Connection) -> Mapping[str, str]:
    """The groups that stand in one another, each with the group it stands in."""
    table = derived[Kind.GROUP]
    held = {row.id: row.parent for row in connection.execute(select(table.c.id, table.c.parent))}
    states = {id_: RecordState(Kind.GROUP, {GROUP_ABOVE: parent}, {}, ()) for id_, parent in held.items()}
    return {id_: held[id_] or "" for id_ in circled(states)}
