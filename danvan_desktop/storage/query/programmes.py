"""Programmes, their headings, and what imports said of their records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, func, select

from danvan_desktop.domain.catalogue.citations import citation_told
from danvan_desktop.domain.changes.rules import Verb
from danvan_desktop.domain.records import DELETED, SPECS, Kind, Value
from danvan_desktop.domain.views import (
    DocumentView,
    GroupView,
    HeldProgramme,
    ProgrammeView,
    ReportRoundView,
)
from danvan_desktop.storage.deriving import rows
from danvan_desktop.storage.deriving.computed import iso
from danvan_desktop.storage.deriving.derive import read_change
from danvan_desktop.storage.tables import change, derived

_TASK = derived[Kind.TASK]
_GROUP = derived[Kind.GROUP]
_PROGRAMME = derived[Kind.PROGRAMME]
_DIRECTION = derived[Kind.DIRECTION]
_DUTY = derived[Kind.DUTY]
_ROUND = ("name", "text", "time_text", "sender", "addressee", "via")
_DAY = len("2026-03-05")
_GROUP_COLUMNS = (_GROUP.c.id, _GROUP.c.path, _GROUP.c.number, _GROUP.c.title, _GROUP.c.parent, _GROUP.c.sort_key)


def programmes(connection: Connection) -> tuple[ProgrammeView, ...]:
    """Every programme that shows, by period and title."""
    count = select(func.count()).where(_TASK.c.programme == _PROGRAMME.c.id, _TASK.c.shown).scalar_subquery()
    statement = select(_PROGRAMME, count.label("tasks")).where(_PROGRAMME.c.shown)
    found = []
    for row in connection.execute(statement.order_by(_PROGRAMME.c.period_start, _PROGRAMME.c.title, _PROGRAMME.c.id)):
        first, last = iso(row.period_start), iso(row.period_end)
        facts = (row.title or "", row.type or "", row.number or "", row.symbol or "", row.issuer or "")
        found.append(ProgrammeView(row.id, *facts, (first, last) if first and last else None, row.tasks))
    return tuple(found)


def documents(connection: Connection) -> tuple[DocumentView, ...]:
    """What the document of every programme that shows says besides its tasks."""
    return tuple(_document(connection, view) for view in programmes(connection))


def _document(connection: Connection, view: ProgrammeView) -> DocumentView:
    own = _PROGRAMME.c
    columns = (own.issued_on, own.signer, own.recipients, own.file_name, own.imported_on)
    issued_on, signer, recipients, file_name, imported_on = connection.execute(
        select(*columns).where(own.id == view.id)
    ).one()
    found = []
    for table, named in ((_DIRECTION, ("number", "text")), (_DUTY, ("number", "agency", "text"))):
        statement = select(*(func.coalesce(table.c[name], "") for name in named))
        statement = statement.where(table.c.programme == view.id, table.c.shown).order_by(table.c.position, table.c.id)
        found.append(tuple(tuple(row) for row in connection.execute(statement)))
    facts = (signer or "", recipients or "", file_name or "")
    cited = (held for held in records_of(connection, Kind.CITATION, view.id) if held["present"] is not False)
    return DocumentView(
        view,
        iso(issued_on),
        *facts,
        iso(str(imported_on or "")[:_DAY]),
        found[0],
        found[1],
        tuple(map(citation_told, cited)),
        _rounds(connection, view.id),
    )


def groups(connection: Connection, programme: str) -> tuple[GroupView, ...]:
    """The headings of a programme in printed order."""
    own = _GROUP.c
    statement = select(*_GROUP_COLUMNS).where(own.programme == programme, own.shown).order_by(own.sort_key)
    return tuple(map(_group_view, connection.execute(statement).mappings()))


def groups_by_programme(connection: Connection) -> dict[str, tuple[GroupView, ...]]:
    """The headings of every programme, each in printed order."""
    own = _GROUP.c
    statement = select(own.programme, *_GROUP_COLUMNS).where(own.shown).order_by(own.programme, own.sort_key)
    by_programme = groupby(connection.execute(statement).mappings(), key=lambda row: str(row["programme"] or ""))
    return {programme: tuple(map(_group_view, held)) for programme, held in by_programme}


def _group_view(row: Mapping[Any, Any]) -> GroupView:
    path, number, title, key = (row[name] or "" for name in ("path", "number", "title", "sort_key"))
    return GroupView(row["id"], path, number, title, row["parent"] or None, key)


def held_programme(connection: Connection, programme: str) -> HeldProgramme:
    """What the book holds of a programme, be it deleted itself; nothing for one that it does not know."""
    under = rows.load_all(connection, rows.below(connection, [programme]).items())
    held: dict[Kind, dict[str, Mapping[str, Value]]] = {}
    for record, row in under.items():
        if not _is_hidden(row, under, set()):
            held.setdefault(row.kind, {})[record] = row.values
    return HeldProgramme(held, said_by_imports(connection, [programme, *under]))


def _is_hidden(row: rows.Row, under: Mapping[str, rows.Row], seen: set[str]) -> bool:
    """Whether the row or anything above it among `under` is deleted; a circle of groups is walked once."""
    if row.id in seen:
        return False
    seen.add(row.id)
    above = [under[record] for _, record in rows.parents(row) if record in under]
    return row.deleted or any(_is_hidden(held, under, seen) for held in above)


def said_by_imports(connection: Connection, records: Sequence[str]) -> dict[str, dict[str, Value]]:
    """For each record, the value that an import gave each field last; DELETED left out."""
    said: dict[str, dict[str, Value]] = {}
    for part in rows.chunks(bytes.fromhex(record) for record in records):
        wanted = select(change).where(change.c.record.in_(part), change.c.verb == Verb.IMPORT.value)
        for row in connection.execute(wanted.order_by(change.c.local)):
            fields = {name: value for name, value in read_change(row).fields.items() if name != DELETED}
            said.setdefault(row.record.hex(), {}).update(fields)
    return {record: fields for record, fields in said.items() if fields}


def record_values(connection: Connection, kind: Kind, ids: Iterable[str]) -> dict[str, dict[str, Value]]:
    """For each record of `ids` that the book knows, deleted ones too, the fields that were ever set."""
    held = rows.load(connection, kind, ids)
    return {id_: {name: row.values.get(name) for name in row.heads if name != DELETED} for id_, row in held.items()}


def records_of(connection: Connection, kind: Kind, programme: str) -> tuple[dict[str, Value], ...]:
    """What hangs directly under a programme and shows, of a kind that has no tasks under it, in the order of import."""
    table = derived[kind]
    names = list(SPECS[kind].fields)
    order = table.c.position if "position" in names else table.c.id
    found = connection.execute(
        select(*(table.c[name] for name in names))
        .where(table.c.programme == programme, table.c.shown)
        .order_by(order, table.c.id)
    )
    return tuple(dict(zip(names, values, strict=True)) for values in found)


def issued_on(connection: Connection, programme: str) -> date | None:
    """The day on which a programme was issued, as far as it is known."""
    return iso(connection.execute(select(_PROGRAMME.c.issued_on).where(_PROGRAMME.c.id == programme)).scalar())


def choices(connection: Connection) -> dict[tuple[str, str], str]:
    """What the officer decided over earlier documents: values by what they are about and its key."""
    own = derived[Kind.CHOICE].c
    found = connection.execute(select(own.about, own.key, own.value).where(own.shown))
    return {(str(about), str(key)): str(value) for about, key, value in found}


def remembered_choices(connection: Connection) -> list[tuple[str, str, str, str]]:
    """The same with the words that each was made about: about, key, value, words."""
    own = derived[Kind.CHOICE].c
    found = connection.execute(select(own.about, own.key, own.value, own.words).where(own.shown).order_by(own.id))
    return [(str(about), str(key), str(value or ""), str(words or "")) for about, key, value, words in found]


def report_rounds(connection: Connection) -> tuple[tuple[ProgrammeView, ReportRoundView], ...]:
    """The reports that the documents of a book ask for, programme by programme, each in its order."""
    return tuple((view, held) for view in programmes(connection) for held in _rounds(connection, view.id))


def _rounds(connection: Connection, programme: str) -> tuple[ReportRoundView, ...]:
    held = records_of(connection, Kind.REPORT_ROUND, programme)
    return tuple(ReportRoundView(*(str(one[name] or "") for name in _ROUND)) for one in held)
