"""What one unit has reported: its own parts in tasks, its entries in the diary, the forms that were taken in."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, Table, select

from danvan_desktop.domain.records import SPECS, Kind, Value
from danvan_desktop.storage.deriving.computed import iso
from danvan_desktop.storage.deriving.joined import shown_as, with_those_joined
from danvan_desktop.storage.tables import derived

_RETURN = derived[Kind.RETURN]


def own_results(connection: Connection, agency: str) -> dict[str, dict[str, Value]]:
    """For each task what a member of a collective said of its part as a whole."""
    found = _of_agency(connection, derived[Kind.MEMBER_RESULT], Kind.MEMBER_RESULT, agency)
    return {str(held["task"]): held for held in found if not held["anchor"]}


def diary_texts(connection: Connection, agency: str) -> dict[str, tuple[str, ...]]:
    """For each task the texts of the agency's entries."""
    texts: dict[str, tuple[str, ...]] = {}
    for held in _of_agency(connection, derived[Kind.PROGRESS], Kind.PROGRESS, agency):
        task = str(held["task"])
        texts[task] = (*texts.get(task, ()), str(held["text"] or ""))
    return texts


def standing_for(connection: Connection, agency: str) -> str:
    """The agency as which an agency is shown: itself, or what it was joined into."""
    return shown_as(connection).get(agency, agency)


def return_received(connection: Connection, record: str) -> date | None:
    """The day on which a form was taken in; None for one that was not, or not any more."""
    own = _RETURN.c
    return iso(connection.execute(select(own.received_on).where(own.id == record, own.shown)).scalar())


def returns(connection: Connection) -> tuple[dict[str, Value], ...]:
    """The forms that were taken in, the newest first."""
    names = list(SPECS[Kind.RETURN].fields)
    own = _RETURN.c
    statement = select(*(own[name] for name in names)).where(own.shown)
    found = connection.execute(statement.order_by(own.received_on.desc(), own.day.desc(), own.file_name, own.id))
    return tuple(dict(zip(names, values, strict=True)) for values in found)


def _of_agency(connection: Connection, table: Table, kind: Kind, agency: str) -> list[dict[str, Value]]:
    """The records of a kind that are about an agency, or about one that was joined into it."""
    names = list(SPECS[kind].fields)
    named = table.c.agency.in_(with_those_joined(connection, [agency]))
    statement = select(*(table.c[name] for name in names)).where(named, table.c.shown).order_by(table.c.id)
    return [dict(zip(names, values, strict=True)) for values in connection.execute(statement)]
