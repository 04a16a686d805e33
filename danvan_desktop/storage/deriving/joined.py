"""Agencies that stand for others: what was joined is read as what it was joined into, and stays as it was written.

An agency that was joined into one that is not there any more stands for itself again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from sqlalchemy import ColumnElement, CompoundSelect, Connection, Select, case, select, union_all

from danvan_desktop.domain.agencies.joined import survivors
from danvan_desktop.domain.records import Kind
from danvan_desktop.storage.connection import Prepared
from danvan_desktop.storage.tables import derived

_AGENCY = derived[Kind.AGENCY]


def shown_as(connection: Connection) -> dict[str, str]:
    """For each agency that is shown as another, that other."""
    return survivors(dict(_all_joins().all(connection)))


def with_those_joined(connection: Connection, agencies: Iterable[str]) -> set[str]:
    """`agencies`, and all that are shown as the same as one of them."""
    others = shown_as(connection)
    ends = {others.get(agency, agency) for agency in agencies}
    return ends | {agency for agency, end in others.items() if end in ends}


def agency_shown(column: ColumnElement[str], others: Mapping[str, str]) -> ColumnElement[str]:
    """The agency that the one named in a column is shown as; `others` as told by `shown_as`."""
    return case(dict(others), value=column, else_=column) if others else column


def reaching(start: Select[str] | CompoundSelect[str]) -> Select[str]:
    """As `with_those_joined`, for the database: `start` selects ids, and so does what is returned."""
    one_way = _joins().subquery()
    both = union_all(select(one_way.c.one, one_way.c.other), select(one_way.c.other, one_way.c.one)).cte()
    first = start.subquery()
    found = select(first.c[0].label("id")).cte(recursive=True)
    found = found.union(select(both.c[1]).join(found, both.c[0] == found.c.id))
    return select(found.c.id)


@cache
def _all_joins() -> Prepared:
    return Prepared(_joins())


def _joins() -> Select[str, str]:
    into = _AGENCY.alias()
    statement = select(_AGENCY.c.id.label("one"), _AGENCY.c.merged_into.label("other"))
    return statement.join(into, into.c.id == _AGENCY.c.merged_into).where(into.c.shown)
