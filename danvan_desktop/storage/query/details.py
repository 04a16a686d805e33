"""What hangs under one task, and who belongs to the collectives that lead it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import Connection, select

from danvan_desktop.domain.records import SPECS, Kind, Value
from danvan_desktop.storage.deriving.joined import shown_as
from danvan_desktop.storage.tables import derived

_AGENCY = derived[Kind.AGENCY]
_MEMBERSHIP = derived[Kind.MEMBERSHIP]


def records_under(connection: Connection, kind: Kind, task: str) -> dict[str, dict[str, Value]]:
    """The records of a kind that hang under a task and show, with their fields, by id."""
    table = derived[kind]
    statement = select(table.c.id, *(table.c[name] for name in SPECS[kind].fields))
    found = connection.execute(statement.where(table.c.task == task, table.c.shown).order_by(table.c.id))
    return {id_: dict(zip(SPECS[kind].fields, values, strict=True)) for id_, *values in found}


def members(connection: Connection, collectives: Collection[str]) -> tuple[tuple[str, str], ...]:
    """(collective, member) for each of some collectives, in the order of the directory; joined agencies as what they
    are shown as."""
    others = shown_as(connection)
    statement = (
        select(_MEMBERSHIP.c.collective, _MEMBERSHIP.c.agency)
        .join(_AGENCY, _AGENCY.c.id == _MEMBERSHIP.c.agency)
        .where(_MEMBERSHIP.c.collective.in_(collectives), _MEMBERSHIP.c.present, _MEMBERSHIP.c.shown, _AGENCY.c.shown)
        .order_by(_MEMBERSHIP.c.collective, _AGENCY.c.position, _AGENCY.c.sort_key, _AGENCY.c.id)
    )
    found = ((collective, others.get(agency, agency)) for collective, agency in connection.execute(statement))
    return tuple(dict.fromkeys(found))


def agency_name(connection: Connection, agency: str) -> str:
    """What an agency is called, be it deleted; nothing for one that the book does not know."""
    others = shown_as(connection)
    found = connection.execute(select(_AGENCY.c.name).where(_AGENCY.c.id == others.get(agency, agency)))
    return found.scalar() or ""


def progress_between(connection: Connection, first: date, last: date) -> dict[str, str]:
    """For each task that its diary tells of in these days, the last entry."""
    table = derived[Kind.PROGRESS]
    days = table.c.day.between(first.isoformat(), last.isoformat())
    statement = select(table.c.task, table.c.text).where(days, table.c.shown).order_by(table.c.day, table.c.id)
    return {task: text for task, text in connection.execute(statement) if text}
