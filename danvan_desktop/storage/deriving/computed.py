"""What is computed from the records and stored beside them: whether they show, paths, due dates, search text.

Everything here is a function of the records alone, so that a book rebuilt from its log holds the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, bindparam, func, select, update

from danvan_desktop.domain.changes.rules import canonical_json
from danvan_desktop.domain.lifecycle import Extension, due_date
from danvan_desktop.domain.records import DELETED, SPECS, Kind
from danvan_desktop.domain.text import collation_key, fold
from danvan_desktop.domain.timing import Timing, parse, timing_json
from danvan_desktop.domain.tree import Node, Place, places
from danvan_desktop.storage.deriving import joined, rows
from danvan_desktop.storage.deriving.shown import refresh_shown
from danvan_desktop.storage.tables import derived, meta

_TREE_FIELDS = frozenset({"programme", "group", "parent", "number", "position", DELETED})
_PERIOD_FIELDS = frozenset({"period_start", "period_end"})
_NAME_FIELDS = frozenset({"name", "short", "variants"})
_SHOWN_NAME_FIELDS = _NAME_FIELDS | {"merged_into", DELETED}

_TASK = derived[Kind.TASK]
_GROUP = derived[Kind.GROUP]
_PROGRAMME = derived[Kind.PROGRAMME]
_ASSIGNMENT = derived[Kind.ASSIGNMENT]
_AGENCY = derived[Kind.AGENCY]
_EXTENSION = derived[Kind.EXTENSION]


@dataclass(frozen=True, slots=True)
class Touch:
    """A record that was written, and which of its fields."""

    kind: Kind
    record: str
    fields: frozenset[str]


@dataclass(frozen=True, slots=True)
class Concerned:
    """The programmes whose tree, and the tasks whose due date or search text, depend on some records."""

    programmes: frozenset[str] = frozenset()
    tasks: frozenset[str] = frozenset()


def concerned(connection: Connection, touches: Sequence[Touch]) -> Concerned:
    """What depends on `touches` as the rows stand now: asked before they are saved too, for what they leave."""
    moved = [(t.kind, t.record) for t in touches if t.fields & _TREE_FIELDS]
    return Concerned(_programmes_of(connection, moved), _tasks_of(connection, touches))


def refresh(connection: Connection, touches: Sequence[Touch], before: Concerned) -> None:
    """Bring everything computed up to date after `touches`; `before` is what depended on them until then."""
    flipped = refresh_shown(connection, {touch.record: touch.kind for touch in touches if _may_flip(touch)})
    now = concerned(connection, touches)
    for programme in sorted(before.programmes | now.programmes | _programmes_of(connection, flipped)):
        _refresh_places(connection, programme)
    _unplace(connection, touches)
    _refresh_agencies(connection, [t.record for t in touches if t.kind is Kind.AGENCY and t.fields & _NAME_FIELDS])
    for part in rows.chunks(sorted(before.tasks | now.tasks)):
        _refresh_tasks(connection, part)


def _may_flip(touch: Touch) -> bool:
    return DELETED in touch.fields or not touch.fields.isdisjoint(SPECS[touch.kind].parents)


def _programmes_of(connection: Connection, records: Iterable[tuple[Kind, str]]) -> frozenset[str]:
    """The programmes of those of `records` that have a place in one."""
    found: set[str] = set()
    held = list(records)
    for table, kind in ((_TASK, Kind.TASK), (_GROUP, Kind.GROUP)):
        for part in rows.chunks(record for moved, record in held if moved is kind):
            statement = select(table.c.programme).where(table.c.id.in_(part)).distinct()
            found.update(value for (value,) in connection.execute(statement) if value)
    return frozenset(found)


def _unplace(connection: Connection, touches: Sequence[Touch]) -> None:
    """What belongs to no programme any more has no place."""
    for table, kind in ((_TASK, Kind.TASK), (_GROUP, Kind.GROUP)):
        for part in rows.chunks(t.record for t in touches if t.kind is kind and "programme" in t.fields):
            homeless = update(table).where(table.c.id.in_(part), func.coalesce(table.c.programme, "") == "")
            connection.execute(homeless.values(path=None, sort_key=None))


def _refresh_places(connection: Connection, programme: str) -> None:
    """Paths follow the tree of what shows; what does not show has none."""
    for table, held in _nodes(connection, programme).items():
        for id_, before in held.stored.items():
            place = held.places.get(id_)
            now = (place.path, place.sort_key) if place else (None, None)
            if now != before:
                values = {"path": now[0], "sort_key": now[1]}
                connection.execute(update(derived[table]).where(derived[table].c.id == id_).values(values))


@dataclass(frozen=True, slots=True)
class _Held:
    """The stored paths and sort keys of one table, and the places that its records should have."""

    stored: Mapping[str, tuple[str | None, str | None]]
    places: Mapping[str, Place]


def _nodes(connection: Connection, programme: str) -> dict[Kind, _Held]:
    nodes: list[Node] = []
    stored: dict[Kind, dict[str, tuple[str | None, str | None]]] = {Kind.GROUP: {}, Kind.TASK: {}}
    for kind, table, parent in ((Kind.GROUP, _GROUP, _GROUP.c.parent), (Kind.TASK, _TASK, _TASK.c.group)):
        own = table.c
        statement = select(own.id, parent, own.number, own.position, own.shown, own.path, own.sort_key)
        statement = statement.where(own.programme == programme)
        for id_, above, number, position, shown, path, sort_key in connection.execute(statement):
            stored[kind][id_] = (path, sort_key)
            if shown:
                nodes.append(Node(id_, above or None, number or "", position or 0))
    found = places(nodes)
    return {kind: _Held(held, found) for kind, held in stored.items()}


def _refresh_agencies(connection: Connection, agencies: Sequence[str]) -> None:
    for part in rows.chunks(agencies):
        for row in rows.load(connection, Kind.AGENCY, part).values():
            name = str(row.values.get("name") or "")
            words = " ".join(str(row.values.get(key) or "") for key in ("name", "short", "variants"))
            values = {"folded": fold(words), "sort_key": collation_key(name)}
            connection.execute(update(_AGENCY).where(_AGENCY.c.id == row.id).values(**values))


def _tasks_of(connection: Connection, touches: Sequence[Touch]) -> frozenset[str]:
    """The tasks whose due date or search text depends on `touches`."""
    found = {touch.record for touch in touches if touch.kind is Kind.TASK}
    sources = (
        (Kind.ASSIGNMENT, select(_ASSIGNMENT.c.task), _ASSIGNMENT.c.id, None),
        (Kind.EXTENSION, select(_EXTENSION.c.task), _EXTENSION.c.id, None),
        (Kind.PROGRAMME, select(_TASK.c.id), _TASK.c.programme, _PERIOD_FIELDS),
        (Kind.AGENCY, select(_ASSIGNMENT.c.task), _ASSIGNMENT.c.agency, _SHOWN_NAME_FIELDS),
    )
    for kind, statement, key, fields in sources:
        named = [t.record for t in touches if t.kind is kind and (fields is None or t.fields & fields)]
        if named and kind is Kind.AGENCY:
            named = sorted(joined.with_those_joined(connection, named))
        for part in rows.chunks(named):
            found.update(value for (value,) in connection.execute(statement.where(key.in_(part))) if value)
    return frozenset(found)


def _refresh_tasks(connection: Connection, tasks: Sequence[str]) -> None:
    held = rows.load(connection, Kind.TASK, tasks)
    periods = _periods(
        connection, {str(row.values["programme"]) for row in held.values() if row.values.get("programme")}
    )
    default_year = int(connection.execute(select(meta.c.value).where(meta.c.key == "year")).scalar_one())
    names = _agency_names(connection, tasks)
    extensions = _extensions(connection, tasks)
    values = []
    for row in held.values():
        period = periods.get(str(row.values.get("programme")))
        year = period[0].year if period else default_year
        timing = parse(str(row.values.get("time_text") or ""), year, period)
        values.append(_computed_task(row, timing, extensions.get(row.id, ()), names.get(row.id, "")))
    if values:
        names_set = ("folded", "timing", "start", "due", "original_due")
        statement = update(_TASK).where(_TASK.c.id == bindparam("b_id"))
        connection.execute(statement.values({name: bindparam(f"b_{name}") for name in names_set}), values)


def _computed_task(row: rows.Row, timing: Timing, extensions: Sequence[Extension], agencies: str) -> dict[str, object]:
    by_hand = row.values.get("due_by_hand")
    due = due_date(timing, iso(by_hand), extensions)
    words = [row.values.get(name) for name in ("number", "text", "time_text", "result", "product", "form", "note")]
    return {
        "b_id": row.id,
        "b_folded": fold(" ".join(str(word) for word in (*words, agencies) if word)),
        "b_timing": canonical_json(timing_json(timing)),
        "b_start": timing.start.isoformat() if timing.start else None,
        "b_due": due.due.isoformat() if due.due else None,
        "b_original_due": due.original_due.isoformat() if due.original_due else None,
    }


def iso(value: object) -> date | None:
    """The day of an ISO text, None for anything else: a stranger's book may hold anything."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _periods(connection: Connection, programmes: Iterable[str]) -> dict[str, tuple[date, date]]:
    found = {}
    for part in rows.chunks(programmes):
        columns = (_PROGRAMME.c.id, _PROGRAMME.c.period_start, _PROGRAMME.c.period_end)
        for id_, start, end in connection.execute(select(*columns).where(_PROGRAMME.c.id.in_(part))):
            first, last = iso(start), iso(end)
            if first and last and first <= last:
                found[id_] = (first, last)
    return found


def _agency_names(connection: Connection, tasks: Sequence[str]) -> dict[str, str]:
    """For each task the names of its agencies, in an order that does not depend on the book's file; an agency that was
    joined into another is found under both."""
    columns = (_ASSIGNMENT.c.task, _AGENCY.c.id, _AGENCY.c.name, _AGENCY.c.short)
    named = select(*columns).join(_AGENCY, _AGENCY.c.id == _ASSIGNMENT.c.agency)
    wanted = named.where(_ASSIGNMENT.c.task.in_(tasks), _ASSIGNMENT.c.present, ~_ASSIGNMENT.c.deleted)
    others = joined.shown_as(connection)
    survivors = rows.load(connection, Kind.AGENCY, others.values())
    found: dict[str, list[str]] = {}
    for task, agency, name, short in connection.execute(wanted):
        found.setdefault(task, []).append(f"{name or ''} {short or ''}")
        if agency in others:
            values = survivors[others[agency]].values
            found[task].append(f"{values.get('name') or ''} {values.get('short') or ''}")
    return {task: " ".join(sorted(set(names))) for task, names in found.items()}


def _extensions(connection: Connection, tasks: Sequence[str]) -> dict[str, list[Extension]]:
    columns = (_EXTENSION.c.task, _EXTENSION.c.new_due, _EXTENSION.c.decided_on, _EXTENSION.c.reason, _EXTENSION.c.id)
    wanted = select(*columns).where(_EXTENSION.c.task.in_(tasks), ~_EXTENSION.c.deleted).order_by(_EXTENSION.c.id)
    found: dict[str, list[Extension]] = {}
    for task, new_due, decided_on, reason, _ in connection.execute(wanted):
        day = iso(new_due)
        if day is not None:
            found.setdefault(task, []).append(Extension(day, iso(decided_on), reason or ""))
    return found
