"""The agencies of a book with all that is said of them and how many tasks name them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, distinct, func, select

from danvan_desktop.domain.agencies import AddressedAs, AgencyKind
from danvan_desktop.domain.agencies.registered import AgencyFacts, RegisteredAgency
from danvan_desktop.domain.records import LEADING, Kind, Role
from danvan_desktop.storage.deriving.computed import iso
from danvan_desktop.storage.deriving.joined import agency_shown, shown_as
from danvan_desktop.storage.query.assignments import led_through_others
from danvan_desktop.storage.tables import conflict, derived

_AGENCY = derived[Kind.AGENCY]
_MEMBERSHIP = derived[Kind.MEMBERSHIP]
_ASSIGNMENT = derived[Kind.ASSIGNMENT]
_TASK = derived[Kind.TASK]
_LEADING = tuple(role.value for role in LEADING)
_COORDINATING = (Role.COORDINATING.value,)


def registered(connection: Connection) -> tuple[RegisteredAgency, ...]:
    """The agencies in the order of the directory, collectives last; what was joined into another is told with it."""
    others = shown_as(connection)
    members = _member_ids(connection, others)
    leading, coordinating = (_counted(connection, others, roles) for roles in (_LEADING, _COORDINATING))
    through = led_through_others(connection)
    order = (_AGENCY.c.collective, _AGENCY.c.position, _AGENCY.c.sort_key, _AGENCY.c.id)
    held = connection.execute(select(_AGENCY).where(_AGENCY.c.shown).order_by(*order)).all()
    unsure = set(connection.execute(select(conflict.c.record).where(conflict.c.kind == Kind.AGENCY.value)).scalars())
    joined: dict[str, list[str]] = {}
    for row in held:
        if row.id in others:
            joined.setdefault(others[row.id], []).append(row.name or "")
    return tuple(
        RegisteredAgency(
            id=row.id,
            facts=AgencyFacts(
                name=row.name or "",
                short=row.short or "",
                kind=AgencyKind(row.kind) if row.kind in list(AgencyKind) else AgencyKind.OTHER,
                addressed_as=AddressedAs.REQUEST if row.addressed_as == AddressedAs.REQUEST else AddressedAs.ASSIGN,
                variants=tuple(part for part in (row.variants or "").split("\n") if part),
                collective=bool(row.collective),
                members=frozenset(members.get(row.id, ())),
                active_from=iso(row.active_from),
                active_to=iso(row.active_to),
            ),
            leading=leading.get(row.id, 0),
            coordinating=coordinating.get(row.id, 0),
            through=through.get(row.id, 0),
            joined=tuple(joined.get(row.id, ())),
            disputed=row.id in unsure,
        )
        for row in held
        if row.id not in others
    )


def tasks_naming(connection: Connection, agency: str) -> int:
    """How many tasks name an agency, or one that was joined into it, in any part."""
    others = shown_as(connection)
    return _counted(connection, others, tuple(role.value for role in Role)).get(agency, 0)


def memberships(connection: Connection, agencies: Sequence[str]) -> tuple[tuple[str, str, str], ...]:
    """(id, collective, member) of every membership in force that names one of `agencies` on either side."""
    own = _MEMBERSHIP.c
    statement = select(own.id, own.collective, own.agency).where(own.present, ~own.deleted)
    found = connection.execute(statement.where(own.collective.in_(agencies) | own.agency.in_(agencies)))
    return tuple((id_, collective, member) for id_, collective, member in found)


def places(connection: Connection) -> dict[str, int | None]:
    """The position of every agency that shows, in the order of the directory."""
    order = (_AGENCY.c.collective, _AGENCY.c.position, _AGENCY.c.sort_key, _AGENCY.c.id)
    statement = select(_AGENCY.c.id, _AGENCY.c.position).where(_AGENCY.c.shown).order_by(*order)
    return {id_: position for id_, position in connection.execute(statement)}  # noqa: C416 - rows are no pairs to mypy


def shared_parts(connection: Connection, one: str, other: str) -> tuple[str, ...]:
    """The assignments of `one` in the tasks that give `other` the same part."""
    beside = _ASSIGNMENT.alias()
    same = (beside.c.task == _ASSIGNMENT.c.task) & (beside.c.role == _ASSIGNMENT.c.role) & (beside.c.agency == other)
    statement = select(_ASSIGNMENT.c.id).join(beside, same).where(_ASSIGNMENT.c.agency == one)
    in_force = (_ASSIGNMENT.c.present, ~_ASSIGNMENT.c.deleted, beside.c.present, ~beside.c.deleted)
    return tuple(connection.execute(statement.where(*in_force).order_by(_ASSIGNMENT.c.id)).scalars())


def _counted(connection: Connection, others: dict[str, str], roles: Sequence[str]) -> dict[str, int]:
    """For each agency the tasks that name it in one of `roles`."""
    agency = agency_shown(_ASSIGNMENT.c.agency, others)
    statement = select(agency, func.count(distinct(_ASSIGNMENT.c.task)))
    statement = statement.join(_TASK, _TASK.c.id == _ASSIGNMENT.c.task).where(_TASK.c.shown)
    statement = statement.where(_ASSIGNMENT.c.present, ~_ASSIGNMENT.c.deleted, _ASSIGNMENT.c.role.in_(roles))
    return {id_: count for id_, count in connection.execute(statement.group_by(agency)) if id_}


def _member_ids(connection: Connection, others: dict[str, str]) -> dict[str, set[str]]:
    own = _MEMBERSHIP.c
    statement = select(own.collective, own.agency).join(_AGENCY, _AGENCY.c.id == own.agency)
    found: dict[str, set[str]] = {}
    for collective, member in connection.execute(statement.where(own.present, ~own.deleted, _AGENCY.c.shown)):
        found.setdefault(others.get(collective, collective), set()).add(others.get(member, member))
    return found
