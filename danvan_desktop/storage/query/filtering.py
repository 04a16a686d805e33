"""Which tasks pass a filter, as SQL."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import TypeVarTuple

from sqlalchemy import ColumnElement, FromClause, Select, and_, exists, false, func, literal, not_, or_, select, union

from danvan_desktop.domain.catalogue.search import BREAKS, at_beginning, ways
from danvan_desktop.domain.lifecycle import State
from danvan_desktop.domain.records import LEADING, Kind, Role, Status
from danvan_desktop.domain.timing import TimingKind
from danvan_desktop.domain.views import (
    Gap,
    TaskFilter,
)
from danvan_desktop.storage.deriving.joined import reaching
from danvan_desktop.storage.tables import conflict, derived

_GROUP = derived[Kind.GROUP]
_TASK = derived[Kind.TASK]
_PROGRAMME = derived[Kind.PROGRAMME]
_ASSIGNMENT = derived[Kind.ASSIGNMENT]
_MEMBERSHIP = derived[Kind.MEMBERSHIP]

_Columns = TypeVarTuple("_Columns")
_OPEN = (Status.TODO.value, Status.DOING.value)


def filtered(statement: Select[*_Columns], wanted: TaskFilter) -> Select[*_Columns]:
    """Let through the tasks that pass, programme by programme in printed order."""
    statement = statement.join(_PROGRAMME, _PROGRAMME.c.id == _TASK.c.programme, isouter=True)
    statement = statement.where(_TASK.c.shown, *_conditions(wanted))
    return statement.order_by(_PROGRAMME.c.period_start, _PROGRAMME.c.id, _TASK.c.sort_key)


def _conditions(wanted: TaskFilter) -> Iterator[ColumnElement[bool]]:
    if wanted.programme is not None:
        yield _TASK.c.programme == wanted.programme
    if wanted.ids is not None:
        yield _TASK.c.id.in_(wanted.ids)
    if wanted.group is not None:
        yield _TASK.c.group.in_(_group_and_below(wanted.group)) if wanted.group else _is_homeless()
    if wanted.agency is not None:
        yield _concerns(wanted.agency, _roles(wanted))
    if wanted.lacking is not None:
        yield lacks(wanted.lacking)
    if ways(wanted.words):
        yield _answers(ways(wanted.words))
    yield from _conditions_of_time(wanted)


def _answers(asked: Sequence[Sequence[str]]) -> ColumnElement[bool]:
    """The rule of `search.search`, for the database: by the first way in which any task of the book answers."""
    best, others = asked[0], asked[1:]
    if not others:
        return _holds(_TASK, best)
    anyone = _TASK.alias()
    answered = exists().where(anyone.c.shown, _holds(anyone, best))
    return or_(_holds(_TASK, best), and_(not_(answered), _answers(others)))


def _holds(task: FromClause, pieces: Sequence[str]) -> ColumnElement[bool]:
    return and_(*(_begins_a_word(task, piece) if at_beginning(piece) else _stands_in(task, piece) for piece in pieces))


def searched_text(task: FromClause) -> ColumnElement[str]:
    """What is looked through: the path, as the task is spoken of («3.5.đ»), and the folded text. The one letter that a
    path may have and a folded text has not is folded here."""
    path = func.replace(func.replace(func.lower(task.c.path), "đ", "d"), "Đ", "d")
    return func.coalesce(path + " ", "") + func.coalesce(task.c.folded, "")


def _stands_in(task: FromClause, piece: str) -> ColumnElement[bool]:
    return searched_text(task).contains(piece, autoescape=True)


def _begins_a_word(task: FromClause, piece: str) -> ColumnElement[bool]:
    bare = "".join(f"[{letter}]" if letter in "*?[" else letter for letter in piece.lstrip())
    glob = searched_text(task).op("GLOB", is_comparison=True)
    return or_(glob(f"{bare}*"), glob(f"*[{BREAKS}]{bare}*"))


def _conditions_of_time(wanted: TaskFilter) -> Iterator[ColumnElement[bool]]:
    for day in (wanted.due_before, wanted.late_on):
        if day is not None:
            yield is_late(day)
    if wanted.due_from is not None:
        yield and_(_TASK.c.due >= wanted.due_from.isoformat(), is_open())
    if wanted.states and wanted.on is not None:
        yield or_(*(states(wanted.on)[state] for state in sorted(wanted.states)))


def is_open() -> ColumnElement[bool]:
    """Nobody has closed the task."""
    return or_(_TASK.c.status.in_(_OPEN), _TASK.c.status.is_(None))


def is_late(day: date) -> ColumnElement[bool]:
    """The task is open and its due date lies before the day."""
    return and_(_TASK.c.due < day.isoformat(), is_open())


@lru_cache(maxsize=8)
def states(day: date) -> Mapping[State, ColumnElement[bool]]:
    """The rules of `lifecycle.state_of`, for the database; conditions are never changed, so those of a day are kept."""
    in_time = or_(_TASK.c.due.is_(None), _TASK.c.due >= day.isoformat())
    begun = or_(_TASK.c.start.is_(None), _TASK.c.start <= day.isoformat())
    done = _TASK.c.status == Status.DONE.value
    done_late = func.coalesce(_TASK.c.done_on > _TASK.c.due, false())
    untouched = or_(_TASK.c.status == Status.TODO.value, _TASK.c.status.is_(None))
    held = {
        State.NOT_DUE_YET: and_(untouched, in_time, not_(begun)),
        State.NOT_STARTED: and_(untouched, in_time, begun),
        State.IN_PROGRESS: and_(_TASK.c.status == Status.DOING.value, in_time),
        State.OVERDUE: is_late(day),
        State.DONE: and_(done, not_(done_late)),
        State.DONE_LATE: and_(done, done_late),
        State.SUSPENDED: _TASK.c.status == Status.SUSPENDED.value,
        State.CANCELLED: _TASK.c.status == Status.CANCELLED.value,
    }
    return MappingProxyType(held)


def lacks(gap: Gap) -> ColumnElement[bool]:
    """The task has this gap."""
    match gap:
        case Gap.LEAD:
            doing = _ASSIGNMENT.c.role.in_([role.value for role in LEADING])
            return ~exists().where(_ASSIGNMENT.c.task == _TASK.c.id, _ASSIGNMENT.c.present, _ASSIGNMENT.c.shown, doing)
        case Gap.TIME:
            return func.json_extract(_TASK.c.timing, "$.kind") == TimingKind.NONE.value
        case Gap.ANSWER:
            return exists().where(conflict.c.record == _TASK.c.id)
        case Gap.DOUBT:
            return func.coalesce(_TASK.c.doubt, "") != ""


def _is_homeless() -> ColumnElement[bool]:
    """The task stands directly in its programme."""
    return func.coalesce(_TASK.c.group, "") == ""


def _group_and_below(group: str) -> Select[str]:
    """The ids of a group and of all groups under it."""
    tree = select(_GROUP.c.id).where(_GROUP.c.id == group).cte("tree", recursive=True)
    tree = tree.union(select(_GROUP.c.id).join(tree, _GROUP.c.parent == tree.c.id))
    return select(tree.c.id)


def _roles(wanted: TaskFilter) -> tuple[Role, ...]:
    if wanted.leading:
        return LEADING
    return (wanted.role,) if wanted.role is not None else ()


def _concerns(agency: str, roles: Sequence[Role]) -> ColumnElement[bool]:
    """The agency stands at the task itself, in one of the roles or in any, or is a member of a collective that does;
    what was joined counts as one."""
    own = reaching(select(literal(agency))).subquery()
    member = _MEMBERSHIP.c.agency.in_(select(own.c.id)), _MEMBERSHIP.c.present, ~_MEMBERSHIP.c.deleted
    named = reaching(union(select(own.c.id), select(_MEMBERSHIP.c.collective).where(*member)))
    part = [_ASSIGNMENT.c.task == _TASK.c.id, _ASSIGNMENT.c.present, ~_ASSIGNMENT.c.deleted]
    part.append(_ASSIGNMENT.c.agency.in_(named))
    if roles:
        part.append(_ASSIGNMENT.c.role.in_([role.value for role in roles]))
    return exists().where(*part)
