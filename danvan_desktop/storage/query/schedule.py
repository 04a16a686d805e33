"""Tasks by when something of them is due."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import Connection, func, or_, select

from danvan_desktop.domain.records import Kind
from danvan_desktop.domain.timing import TimingKind
from danvan_desktop.domain.views import TaskFilter
from danvan_desktop.storage.query.filtering import filtered
from danvan_desktop.storage.tables import derived

_TASK = derived[Kind.TASK]
_PROGRAMME = derived[Kind.PROGRAMME]
_IN_PARTS = (TimingKind.COMPOUND.value, TimingKind.PHASES.value)
_LONGEST_WAIT = timedelta(days=366)
"""What a period brings is due a year after it at the latest."""


def due_between(connection: Connection, first: date, last: date, wanted: TaskFilter) -> tuple[str, ...]:
    """The ids of the tasks whose due date, as it is now, lies in `first` … `last`, be they done or not."""
    statement = filtered(select(_TASK.c.id), wanted)
    return tuple(
        connection.execute(statement.where(_TASK.c.due.between(first.isoformat(), last.isoformat()))).scalars()
    )


def with_instances(connection: Connection, first: date, last: date, wanted: TaskFilter) -> tuple[str, ...]:
    """The ids of the tasks that come again or have several parts, in programmes whose period may bring one of these
    due in `first` … `last`."""
    running = (
        _PROGRAMME.c.period_start <= last.isoformat(),
        _PROGRAMME.c.period_end >= (first - _LONGEST_WAIT).isoformat(),
    )
    several = or_(
        func.json_extract(_TASK.c.timing, "$.rule").is_not(None),
        func.json_extract(_TASK.c.timing, "$.kind").in_(_IN_PARTS),
    )
    return tuple(connection.execute(filtered(select(_TASK.c.id), wanted).where(*running, several)).scalars())
