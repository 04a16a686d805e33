"""What a merge changes for the officer: records that come, change and go, and what may be there twice."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType

from sqlalchemy import Connection, select

from danvan_desktop.domain.labels import ROLE_LABELS
from danvan_desktop.domain.merging.duplicates import Candidate, suspected
from danvan_desktop.domain.merging.views import FieldChange, MergedRecord, Suspicion
from danvan_desktop.domain.records import DELETED, SPECS, Kind
from danvan_desktop.storage.connection import Prepared
from danvan_desktop.storage.deriving import rows
from danvan_desktop.storage.deriving.joined import shown_as
from danvan_desktop.storage.history import paths_of
from danvan_desktop.storage.merging.uniting import Records
from danvan_desktop.storage.tables import derived

_TITLES: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.PROGRAMME: "title",
        Kind.CITATION: "title",
        Kind.DIRECTION: "text",
        Kind.DUTY: "text",
        Kind.REPORT_ROUND: "name",
        Kind.GROUP: "title",
        Kind.TASK: "text",
        Kind.AGENCY: "name",
        Kind.EXTENSION: "new_due",
        Kind.PROGRESS: "text",
        Kind.EVIDENCE: "name",
        Kind.OCCURRENCE: "anchor",
        Kind.MEMBER_RESULT: "anchor",
        Kind.DAY: "name",
        Kind.CHOICE: "words",
        Kind.RETURN: "file_name",
    }
)
_OF_A_TASK = tuple(kind for kind, spec in SPECS.items() if "task" in spec.parents)

Shown = Mapping[Kind, frozenset[str]]
"""For each kind the records that are to be seen; a part in a task that was taken away is not."""


def shown(connection: Connection) -> Shown:
    """What shows now."""
    return {kind: frozenset(id_ for (id_,) in _showing(kind).all(connection)) for kind in derived}


@cache
def _showing(kind: Kind) -> Prepared:
    table = derived[kind]
    statement = select(table.c.id).where(table.c.shown)
    return Prepared(statement.where(table.c.present) if "present" in SPECS[kind].fields else statement)


@dataclass(frozen=True, slots=True)
class Differences:
    """What came, changed and went. What hangs under a task is not told where the task itself is."""

    added: tuple[MergedRecord, ...]
    changed: tuple[MergedRecord, ...]
    deleted: tuple[MergedRecord, ...]

    def without(self, asked: Collection[tuple[str, str]]) -> Differences:
        """The same without the fields (record, name) that the officer is asked about."""
        changed = (
            replace(held, fields=tuple(one for one in held.fields if (held.record, one.field) not in asked))
            for held in self.changed
        )
        return Differences(
            tuple(held for held in self.added if (held.record, DELETED) not in asked),
            tuple(held for held in changed if held.fields),
            self.deleted,
        )


@dataclass(frozen=True, slots=True)
class State:
    """What a book holds at one moment, and what of it is to be seen."""

    connection: Connection
    shown: Shown


def differences(old: State, new: State, touched: Records) -> Differences:
    """Compare two states of a book, of which the second has new changes of the records `touched`."""
    before, after, shown_before, now = old.connection, new.connection, old.shown, new.shown
    come = {kind: now[kind] - shown_before[kind] for kind in Kind}
    gone = {kind: shown_before[kind] - now[kind] for kind in Kind}
    stays = [(record, Kind(kind)) for kind, record in sorted(touched) if kind in list(Kind)]
    stays = [(record, kind) for record, kind in stays if record in shown_before[kind] and record in now[kind]]
    stood, stands = rows.load_all(before, stays), rows.load_all(after, stays)
    fields = {record: _changed(stood[record], stands[record]) for record, _ in stays}
    return Differences(
        _told(after, come, lambda _: ()),
        _told(after, _by_kind(stays, fields), lambda record: fields[record]),
        _told(before, gone, lambda _: ()),
    )


def _by_kind(
    records: Iterable[tuple[str, Kind]], fields: Mapping[str, Collection[FieldChange]]
) -> dict[Kind, frozenset[str]]:
    found: dict[Kind, set[str]] = {kind: set() for kind in Kind}
    for record, kind in records:
        if fields[record]:
            found[kind].add(record)
    return {kind: frozenset(held) for kind, held in found.items()}


def _changed(old: rows.Row, new: rows.Row) -> tuple[FieldChange, ...]:
    return tuple(
        FieldChange(name, old.values.get(name), new.values.get(name))
        for name in sorted(SPECS[old.kind].fields)
        if (old.values.get(name) or None) != (new.values.get(name) or None) and name != DELETED
    )


def _told(
    connection: Connection, records: Shown, fields: Callable[[str], tuple[FieldChange, ...]]
) -> tuple[MergedRecord, ...]:
    told: list[MergedRecord] = []
    for kind in Kind:
        held = rows.load(connection, kind, sorted(records[kind]))
        if kind in _OF_A_TASK:
            held = {id_: row for id_, row in held.items() if row.values.get("task") not in records[Kind.TASK]}
        paths = paths_of(connection, held) if held else {}
        titles = titles_of(connection, held.values())
        told.extend(
            MergedRecord(
                *(kind.value, id_, paths.get(id_, ""), titles.get(id_, ""), fields(id_)),
                task=str(held[id_].values.get("task") or ""),
                role=str(held[id_].values.get("role") or ""),
            )
            for id_ in sorted(held)
        )
    return tuple(sorted(told, key=lambda item: list(Kind).index(Kind(item.kind))))


def titles_of(connection: Connection, held: Iterable[rows.Row]) -> dict[str, str]:
    """What records are called; of a part in a task and a membership, the name of the agency, with what the part is."""
    held = list(held)
    found: dict[str, str] = {}
    agencies: dict[str, str] = {}
    for row in held:
        name = _TITLES.get(row.kind)
        if name:
            found[row.id] = str(row.values.get(name) or "")
        elif row.values.get("agency"):
            agencies[row.id] = str(row.values["agency"])
    named = rows.load(connection, Kind.AGENCY, agencies.values())
    roles = {row.id: ROLE_LABELS.get(str(row.values.get("role")), "") for row in held if row.kind is Kind.ASSIGNMENT}
    return found | {
        id_: ", ".join(filter(None, (str(named[agency].values.get("name") or ""), roles.get(id_))))
        for id_, agency in agencies.items()
        if agency in named
    }


def suspicions(
    connection: Connection, mine: Mapping[Kind, Collection[str]], theirs: Mapping[Kind, Collection[str]]
) -> tuple[Suspicion, ...]:
    """Tasks that each side typed for itself, and agencies that are new here, which may be one. `mine` are those that
    the other file does not know, `theirs` those that came."""
    joined = shown_as(connection)
    found: list[Suspicion] = []
    for kind, names, place, numbered in (
        (Kind.TASK, ("text",), "programme", False),
        (Kind.AGENCY, ("name", "short", "variants"), "", True),
    ):
        both = rows.load(connection, kind, [id_ for id_ in (*mine[kind], *theirs[kind]) if id_ not in joined])
        sides = (
            [_candidate(both[id_], names, place) for id_ in sorted(side) if id_ in both]
            for side in (mine[kind], theirs[kind])
        )
        pairs = sorted(set(suspected(*sides, numbered=numbered)))
        paths = paths_of(connection, {id_ for pair in pairs for id_ in pair}) if pairs else {}
        for keeps, goes in pairs:
            texts = [str(both[id_].values.get(names[0]) or "") for id_ in (keeps, goes)]
            found.append(Suspicion(kind.value, keeps, goes, paths.get(keeps, ""), paths.get(goes, ""), *texts))
    return tuple(found)


def _candidate(row: rows.Row, names: Collection[str], place: str) -> Candidate:
    texts = [text for name in names for text in str(row.values.get(name) or "").split("\n")]
    return Candidate(row.id, str(row.values.get(place) or "") if place else "", tuple(texts))
