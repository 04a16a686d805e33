"""The agencies, the marked days and the letterhead profile of a book."""

from __future__ import annotations

from sqlalchemy import Connection, and_, or_, select

from danvan_desktop.domain.calendar.workdays import DayKind, MarkedDay
from danvan_desktop.domain.records import SPECS, Kind, Value
from danvan_desktop.domain.views import (
    AgencyView,
)
from danvan_desktop.storage.deriving.computed import iso
from danvan_desktop.storage.tables import derived

_AGENCY = derived[Kind.AGENCY]
_MEMBERSHIP = derived[Kind.MEMBERSHIP]
_DAY = derived[Kind.DAY]
_PROFILE = derived[Kind.PROFILE]


def agencies(connection: Connection) -> tuple[AgencyView, ...]:
    """The directory of the book, in its own order, collectives with the names of their members."""
    members = _members(connection)
    order = (_AGENCY.c.collective, _AGENCY.c.position, _AGENCY.c.sort_key, _AGENCY.c.id)
    shown = and_(_AGENCY.c.shown, or_(_AGENCY.c.merged_into.is_(None), _AGENCY.c.merged_into == ""))
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
        for row in connection.execute(select(_AGENCY).where(shown).order_by(*order))
    )


def _members(connection: Connection) -> dict[str, tuple[str, ...]]:
    statement = (
        select(_MEMBERSHIP.c.collective, _AGENCY.c.name)
        .join(_AGENCY, _AGENCY.c.id == _MEMBERSHIP.c.agency)
        .where(_MEMBERSHIP.c.present, ~_MEMBERSHIP.c.deleted, _AGENCY.c.shown)
        .order_by(_AGENCY.c.position, _AGENCY.c.sort_key)
    )
    found: dict[str, list[str]] = {}
    for collective, name in connection.execute(statement):
        found.setdefault(collective, []).append(name)
    return {collective: tuple(names) for collective, names in found.items()}


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
