"""How groups and tasks hang together, and who has which part in a task: what moving and editing them must know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, and_, func, or_, select

from danvan_desktop.domain.catalogue.places import Sibling
from danvan_desktop.domain.records import Kind
from danvan_desktop.storage.deriving import rows
from danvan_desktop.storage.deriving.joined import shown_as
from danvan_desktop.storage.tables import derived

_TASK = derived[Kind.TASK]
_GROUP = derived[Kind.GROUP]
_ASSIGNMENT = derived[Kind.ASSIGNMENT]
_AGENCY = derived[Kind.AGENCY]


@dataclass(frozen=True, slots=True)
class PartRow:
    """One agency's part in a task as it is stored; `agency` is the one that it is shown as."""

    assignment: str
    agency: str
    role: str
    position: int
    main: bool


def siblings(connection: Connection, programme: str, group: str | None) -> tuple[Sibling, ...]:
    """The groups and tasks that show directly under a group, or directly in a programme, in printed order."""
    known = select(_GROUP.c.id).where(_GROUP.c.programme == programme, _GROUP.c.shown)
    found = []
    for kind, table, above in ((Kind.GROUP, _GROUP, _GROUP.c.parent), (Kind.TASK, _TASK, _TASK.c.group)):
        here = above == group if group else or_(func.coalesce(above, "") == "", above.not_in(known))
        statement = select(table.c.id, table.c.position, table.c.number)
        statement = statement.where(and_(table.c.programme == programme, table.c.shown, here))
        for id_, position, number in connection.execute(statement):
            found.append(Sibling(id_, position or 0, number or "", kind))
    return tuple(sorted(found, key=lambda sibling: (sibling.position, sibling.id)))


def parts(connection: Connection, tasks: Sequence[str]) -> dict[str, list[PartRow]]:
    """For each task the parts that agencies have in it, in the order in which they show; those of joined agencies each
    on its own."""
    others = shown_as(connection)
    own = _ASSIGNMENT.c
    found: dict[str, list[PartRow]] = {}
    for part in rows.chunks(tasks):
        statement = select(own.task, own.id, own.agency, own.role, own.position, own.main)
        statement = statement.join(_AGENCY, _AGENCY.c.id == own.agency, isouter=True)
        statement = statement.where(own.task.in_(part), own.present, ~own.deleted)
        order = (own.main.desc(), own.position, _AGENCY.c.sort_key, own.id)
        for task, id_, agency, role, position, main in connection.execute(statement.order_by(*order)):
            held = PartRow(id_, others.get(agency, agency), role or "", position or 0, bool(main))
            found.setdefault(task, []).append(held)
    return found
