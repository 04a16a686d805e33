"""Số liệu: how many tasks are in each state, by group, by agency, by month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from danvan_desktop.domain.lifecycle import State
from danvan_desktop.domain.official import sentence_case
from danvan_desktop.domain.official.workbooks import FigureLine, FiguresTable
from danvan_desktop.domain.records import Role
from danvan_desktop.services.papers.facts import Placed, Source, roots_of
from danvan_desktop.services.papers.tables.head import head_of

_WHOLE = "Toàn bộ nhiệm vụ"
_NO_GROUP = "Không thuộc nhóm nào"
_NO_AGENCY = "Chưa giao cơ quan nào"
_NO_DAY = "Không có hạn cụ thể"


def figures_table(source: Source) -> FiguresTable:
    """The tasks of the order as they stand on its day; a task counts for every agency that leads or implements it."""
    placed = source.placed(source.tasks, source.order.today)
    titles = {group.id: sentence_case(group.title) for group in source.groups}
    roots = {group: titles[root] for group, root in roots_of(source.groups).items()}
    return FiguresTable(
        head_of(source),
        FigureLine(_WHOLE, Counter(held.state for held in placed)),
        _lines((roots.get(held.task.group) or _NO_GROUP, held) for held in placed),
        _by_agency(source, placed),
        _by_month(placed),
    )


def _by_agency(source: Source, placed: Iterable[Placed]) -> tuple[FigureLine, ...]:
    """In the order of the directory, what nobody leads last."""
    found = {line.title: line for line in _lines((name, held) for held in placed for name in _leading(held))}
    order = [agency.facts.name for agency in source.registered.values()]
    return tuple(found[name] for name in (*order, _NO_AGENCY) if name in found)


def _leading(placed: Placed) -> tuple[str, ...]:
    names = placed.task.names(Role.LEAD) + placed.task.names(Role.IMPLEMENTING)
    return tuple(dict.fromkeys(names)) or (_NO_AGENCY,)


def _by_month(placed: Iterable[Placed]) -> tuple[FigureLine, ...]:
    """Month after month, what has no due date last."""
    dated = sorted(placed, key=lambda held: held.task.due.due or date.max)
    return _lines((_month(held.task.due.due), held) for held in dated)


def _month(due: date | None) -> str:
    return f"Tháng {due.month}/{due.year}" if due else _NO_DAY


def _lines(named: Iterable[tuple[str, Placed]]) -> tuple[FigureLine, ...]:
    """A line for each name, in the order in which they come."""
    counts: dict[str, Counter[State]] = {}
    for name, held in named:
        counts.setdefault(name, Counter())[held.state] += 1
    return tuple(FigureLine(name, held) for name, held in counts.items())
