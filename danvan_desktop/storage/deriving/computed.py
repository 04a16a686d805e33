"""What is computed from the records and stored beside them: whether they show, paths, due dates, search text.

Everything here is a function of the records alone, so that a book rebuilt from its log holds the same.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from functools import cache

from sqlalchemy import Column, Connection, func, select, update

from danvan_desktop.domain.changes.rules import canonical_json
from danvan_desktop.domain.lifecycle import DueDate, Extension, due_date
from danvan_desktop.domain.records import DELETED, Kind
from danvan_desktop.domain.text import collation_key, fold
from danvan_desktop.domain.timing import Timing, parse, timing_json
from danvan_desktop.domain.tree import Node, Place, places
from danvan_desktop.storage.connection import Prepared, among, listed
from danvan_desktop.storage.deriving import joined, rows
from danvan_desktop.storage.deriving.shown import refresh_shown
from danvan_desktop.storage.tables import derived, meta

_TREE_FIELDS = frozenset({"programme", "group", "parent", "number", "position", DELETED})
_WORDS = ("number", "text", "time_text", "result", "product", "form", "note")
"""What is searched in a task itself."""
_TIME_FIELDS = frozenset({"programme", "time_text", "due_by_hand"})
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
    """A record that was written, which of its fields, and whether it was not there before."""

    kind: Kind
    record: str
    fields: frozenset[str]
    new: bool = False

    @property
    def placed(self) -> bool:
        """Whether this can show or hide the record, or something above it."""
        return not self.fields.isdisjoint(rows.PLACING[self.kind])


@dataclass(frozen=True, slots=True)
class Concerned:
    """The programmes whose tree, the tasks whose search text, and those whose due date depend on some records."""

    programmes: Set[str] = frozenset()
    texts: Set[str] = frozenset()
    dues: Set[str] = frozenset()


def concerned(connection: Connection, touches: Sequence[Touch]) -> Concerned:
    """What depends on `touches` as the rows stand now: asked before they are saved too, for what they leave."""
    moved = [(t.kind, t.record) for t in touches if t.fields & _TREE_FIELDS]
    return Concerned(_programmes_of(connection, moved), _texts_of(connection, touches), _dues_of(connection, touches))


def refresh(connection: Connection, touches: Sequence[Touch], before: Concerned) -> None:
    """Bring everything computed up to date after `touches`; `before` is what depended on them until then.

    The same still does unless something hangs elsewhere now or agencies were joined.
    """
    flipped = refresh_shown(connection, {touch.record: touch.kind for touch in touches if touch.placed})
    elsewhere = any(touch.placed or touch.kind is Kind.AGENCY for touch in touches)
    now = concerned(connection, touches) if elsewhere else before
    for programme in sorted(before.programmes | now.programmes | _programmes_of(connection, flipped)):
        _refresh_places(connection, programme)
    _unplace(connection, touches)
    _refresh_agencies(connection, [t.record for t in touches if t.kind is Kind.AGENCY and t.fields & _NAME_FIELDS])
    for part in rows.chunks(sorted(before.texts | now.texts)):
        _refresh_texts(connection, part)
    for part in rows.chunks(sorted(before.dues | now.dues)):
        _refresh_dues(connection, part)


def _programmes_of(connection: Connection, records: Sequence[tuple[Kind, str]]) -> set[str]:
    """The programmes of those of `records` that have a place in one."""
    found: set[str] = set()
    for column in (_TASK.c.programme, _GROUP.c.programme) if records else ():
        for part in rows.chunks(record for kind, record in records if derived[kind] is column.table):
            found.update(value for (value,) in _named_by(column).all(connection, {"ids": listed(part)}) if value)
    return found


@cache
def _named_by(column: Column[str]) -> Prepared:
    """What some records name in a column."""
    return Prepared(select(column).where(among(column.table.c.id)).distinct())


def _unplace(connection: Connection, touches: Sequence[Touch]) -> None:
    """What belongs to no programme any more has no place."""
    moved = [touch for touch in touches if "programme" in touch.fields]
    for table, kind in ((_TASK, Kind.TASK), (_GROUP, Kind.GROUP)) if moved else ():
        for part in rows.chunks(touch.record for touch in moved if touch.kind is kind):
            homeless = update(table).where(table.c.id.in_(part), func.coalesce(table.c.programme, "") == "")
            connection.execute(homeless.values(path=None, sort_key=None))


def _refresh_places(connection: Connection, programme: str) -> None:
    """Paths follow the tree of what shows; what does not show has none."""
    for kind, held in _nodes(connection, programme).items():
        moved = []
        for id_, before in held.stored.items():
            place = held.places.get(id_)
            now = (place.path, place.sort_key) if place else (None, None)
            if now != before:
                moved.append({"b_id": id_, "path": now[0], "sort_key": now[1]})
        rows.setting(kind, "path", "sort_key").run(connection, moved)


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


def _texts_of(connection: Connection, touches: Sequence[Touch]) -> set[str]:
    """The tasks whose search text depends on `touches`."""
    found = {t.record for t in touches if t.kind is Kind.TASK and (t.new or not t.fields.isdisjoint(_WORDS))}
    found |= _tasks_by(connection, _ASSIGNMENT.c.id, [t.record for t in touches if t.kind is Kind.ASSIGNMENT])
    renamed = [t.record for t in touches if t.kind is Kind.AGENCY and t.fields & _SHOWN_NAME_FIELDS]
    if renamed:
        found |= _tasks_by(connection, _ASSIGNMENT.c.agency, joined.with_those_joined(connection, renamed))
    return found


def _dues_of(connection: Connection, touches: Sequence[Touch]) -> set[str]:
    """The tasks whose due date depends on `touches`."""
    found = {t.record for t in touches if t.kind is Kind.TASK and (t.new or t.fields & _TIME_FIELDS)}
    found |= _tasks_by(connection, _EXTENSION.c.id, [t.record for t in touches if t.kind is Kind.EXTENSION])
    periods = [t.record for t in touches if t.kind is Kind.PROGRAMME and t.fields & _PERIOD_FIELDS]
    return found | _tasks_by(connection, _TASK.c.programme, periods)


def _tasks_by(connection: Connection, key: Column[str], records: Collection[str]) -> set[str]:
    """The tasks that the table of `key` names where it is one of `records`."""
    found: set[str] = set()
    for part in rows.chunks(records):
        found.update(task for (task,) in _naming(key).all(connection, {"ids": listed(part)}) if task)
    return found


@cache
def _naming(key: Column[str]) -> Prepared:
    task = key.table.c.id if key.table is _TASK else key.table.c.task
    return Prepared(select(task).where(among(key)))


def _refresh_texts(connection: Connection, tasks: Sequence[str]) -> None:
    names = _agency_names(connection, tasks)
    texts = [
        {"b_id": task, "folded": fold(" ".join(word for word in (*words, names.get(task)) if word))}
        for task, *words in _words().all(connection, {"ids": listed(tasks)})
    ]
    rows.setting(Kind.TASK, "folded").run(connection, texts)


@cache
def _words() -> Prepared:
    return Prepared(select(_TASK.c.id, *(_TASK.c[name] for name in _WORDS)).where(among(_TASK.c.id)))


def _refresh_dues(connection: Connection, tasks: Sequence[str]) -> None:
    ((default_year,),) = _default_year().all(connection)
    extensions = _extensions(connection, tasks)
    dues = []
    for task, time_text, by_hand, *period in _times().all(connection, {"ids": listed(tasks)}):
        first, last = map(iso, period)
        span = (first, last) if first and last and first <= last else None
        timing = parse(time_text or "", span[0].year if span else int(default_year), span)
        dues.append({"b_id": task, **_dues(timing, due_date(timing, iso(by_hand), extensions.get(task, ())))})
    rows.setting(Kind.TASK, *_DUES).run(connection, dues)


@cache
def _default_year() -> Prepared:
    return Prepared(select(meta.c.value).where(meta.c.key == "year"))


@cache
def _times() -> Prepared:
    period = (_PROGRAMME.c.period_start, _PROGRAMME.c.period_end)
    times = select(_TASK.c.id, _TASK.c.time_text, _TASK.c.due_by_hand, *period)
    return Prepared(times.outerjoin(_PROGRAMME, _PROGRAMME.c.id == _TASK.c.programme).where(among(_TASK.c.id)))


_DUES = ("timing", "start", "due", "original_due")


def _dues(timing: Timing, due: DueDate) -> dict[str, str | None]:
    days = (timing.start, due.due, due.original_due)
    held = (canonical_json(timing_json(timing)), *(day.isoformat() if day else None for day in days))
    return dict(zip(_DUES, held, strict=True))


def iso(value: object) -> date | None:
    """The day of an ISO text, None for anything else: a stranger's book may hold anything."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _agency_names(connection: Connection, tasks: Sequence[str]) -> dict[str, str]:
    """For each task the names of its agencies, in an order that does not depend on the book's file; an agency that was
    joined into another is found under both."""
    assigned = _assigned().all(connection, {"ids": listed(tasks)})
    others = joined.shown_as(connection) if any(into for *_, into in assigned) else {}
    survivors = rows.load(connection, Kind.AGENCY, others.values()) if others else {}
    found: dict[str, list[str]] = {}
    for task, agency, name, short, _ in assigned:
        found.setdefault(task, []).append(f"{name or ''} {short or ''}")
        if agency in others:
            values = survivors[others[agency]].values
            found[task].append(f"{values.get('name') or ''} {values.get('short') or ''}")
    return {task: " ".join(sorted(set(names))) for task, names in found.items()}


@cache
def _assigned() -> Prepared:
    columns = (_ASSIGNMENT.c.task, _AGENCY.c.id, _AGENCY.c.name, _AGENCY.c.short, _AGENCY.c.merged_into)
    named = select(*columns).join(_AGENCY, _AGENCY.c.id == _ASSIGNMENT.c.agency)
    return Prepared(named.where(among(_ASSIGNMENT.c.task), _ASSIGNMENT.c.present, ~_ASSIGNMENT.c.deleted))


def _extensions(connection: Connection, tasks: Sequence[str]) -> dict[str, list[Extension]]:
    found: dict[str, list[Extension]] = {}
    for task, new_due, decided_on, reason in _extending().all(connection, {"ids": listed(tasks)}):
        day = iso(new_due)
        if day is not None:
            found.setdefault(task, []).append(Extension(day, iso(decided_on), reason or ""))
    return found


@cache
def _extending() -> Prepared:
    columns = (_EXTENSION.c.task, _EXTENSION.c.new_due, _EXTENSION.c.decided_on, _EXTENSION.c.reason)
    standing = select(*columns).where(among(_EXTENSION.c.task), ~_EXTENSION.c.deleted)
    return Prepared(standing.order_by(_EXTENSION.c.id))
