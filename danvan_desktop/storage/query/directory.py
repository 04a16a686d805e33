"""The agencies, the marked days and the letterhead profile of a book."""

from __future__ import annotations

from sqlalchemy import Connection, select

from danvan_desktop.domain.calendar.workdays import DayKind, MarkedDay
from danvan_desktop.domain.records import SPECS, Kind, Value
from danvan_desktop.domain.views import (
    AgencyView,
)
from danvan_desktop.storage.deriving.computed import iso
from danvan_desktop.storage.deriving.joined import shown_as
from danvan_desktop.storage.tables import derived

_AGENCY = derived[Kind.AGENCY]
_MEMBERSHIP = derived[Kind.MEMBERSHIP]
_DAY = derived[Kind.DAY]
_PROFILE = derived[Kind.PROFILE]


def agencies(connection: Connection) -> tuple[AgencyView, ...]:
    """The directory of the book, in its own order, collectives with the names of their members.

    What was joined into another agency is not there beside it.
    """
    members = _members(connection)
    others = shown_as(connection)
    order = (_AGENCY.c.collective, _AGENCY.c.position, _AGENCY.c.sort_key, _AGENCY.c.id)
    return tuple(
        AgencyView(
            id=row.id,
            name=row.name or "",
            short=row.short or "",
            kind=row.kind or "",
            addressed_as=row.addressed_as or "",
            variants=tuple(part for part in (row.variants or "").split("\n") if part),
            collective=bool(row.collective),
            members=members.get(row.id, ()),
        )
        for row in connection.execute(select(_AGENCY).where(_AGENCY.c.shown).order_by(*order))
        if row.id not in others
    )


def _members(connection: Connection) -> dict[str, tuple[str, ...]]:
    others = shown_as(connection)
    held = select(_AGENCY.c.id, _AGENCY.c.name).where(_AGENCY.c.shown).order_by(_AGENCY.c.position, _AGENCY.c.sort_key)
    named = {id_: name or "" for id_, name in connection.execute(held)}
    members: dict[str, set[str]] = {}
    statement = select(_MEMBERSHIP.c.collective, _MEMBERSHIP.c.agency)
    for collective, member in connection.execute(statement.where(_MEMBERSHIP.c.present, ~_MEMBERSHIP.c.deleted)):
        members.setdefault(others.get(collective, collective), set()).add(others.get(member, member))
    return {
        collective: tuple(name for id_, name in named.items() if id_ in inside)
        for collective, inside in members.items()
    }


def marked_days(connection: Connection) -> tuple[MarkedDay, ...]:
    """The holidays, make-up days, worked Saturdays and observances of the book."""
    statement = select(_DAY.c.date, _DAY.c.kind, _DAY.c.name).where(_DAY.c.shown).order_by(_DAY.c.date, _DAY.c.name)
    return tuple(
        MarkedDay(day, DayKind(kind), name or "")
        for stored, kind, name in connection.execute(statement)
        if (day := iso(stored)) is not None and kind in list(DayKind)
    )


def profile(connection: Connection) -> dict[str, Value]:
    """The letterhead profile's fields, {} in a book without one."""
    row = connection.execute(select(_PROFILE).where(_PROFILE.c.shown).order_by(_PROFILE.c.id).limit(1)).first()
    return {} if row is None else {name: row._mapping[name] for name in SPECS[Kind.PROFILE].fields}
