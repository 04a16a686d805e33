"""The catalogue as a tree, and how many tasks it holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from danvan_desktop.domain.catalogue.lines import CatalogueLine, LineKind, TaskCounts, programme_title
from danvan_desktop.domain.merging.marking import marked
from danvan_desktop.domain.views import ProgrammeView, TaskFilter
from danvan_desktop.storage import query
from danvan_desktop.storage.book import Book
from danvan_desktop.storage.query import LineRow


def catalogue_rows(book: Book, wanted: TaskFilter) -> tuple[CatalogueLine, ...]:
    """Programmes, groups and the tasks that pass a filter, in printed order.

    Where only a programme is asked for, its empty groups show too; else only what leads to a task that passes.
    """
    with book.transaction() as connection:
        programmes = query.programmes(connection)
        groups = query.group_lines(connection, wanted.programme)
        tasks = query.task_lines(connection, wanted)
        unsure = query.disputed_groups(connection)
    groups = [row._replace(title=marked(row.title or "", disputed=True)) if row.id in unsure else row for row in groups]
    if replace(wanted, programme=None) != TaskFilter():
        groups = _leading_to(tasks, groups)
    under: dict[str | None, list[LineRow]] = {}
    for row in (*groups, *tasks):
        under.setdefault(row.programme, []).append(row)
    whole = wanted == TaskFilter()
    shown = [view for view in programmes if whole or view.id in under or view.id == wanted.programme]
    held = {group.id: group.id for group in groups}  # one text for all the lines under it
    return tuple(line for view in shown for line in _programme_lines(view, under.get(view.id, ()), held))


def _leading_to(tasks: Iterable[LineRow], groups: Iterable[LineRow]) -> list[LineRow]:
    """The groups with a task among `tasks` in them or under them."""
    by_id = {group.id: group for group in groups}
    leading: set[str] = set()
    for above in {task.above for task in tasks}:
        at = above
        while at in by_id and at not in leading:
            leading.add(at)
            at = by_id[at].above
    return [group for id_, group in by_id.items() if id_ in leading]


def _programme_lines(
    view: ProgrammeView, under: Iterable[LineRow], groups: Mapping[str, str]
) -> Iterator[CatalogueLine]:
    yield CatalogueLine(view.id, LineKind.PROGRAMME, None, 0, "", "", programme_title(view))
    for row in sorted(under, key=lambda held: held.sort_key or ""):
        kind = LineKind.GROUP if row.id in groups else LineKind.TASK
        depth = max((row.sort_key or "").count("/"), 1)
        parent = groups.get(row.above or "", view.id) if depth > 1 else view.id
        yield CatalogueLine(row.id, kind, parent, depth, row.number or "", row.path or "", row.title or "")


def count_tasks(book: Book, wanted: TaskFilter) -> int:
    """How many tasks pass a filter."""
    with book.transaction() as connection:
        return query.count_tasks(connection, wanted)


def task_counts(book: Book, on: date) -> TaskCounts:
    """How many tasks call for attention on a day; read at once, for a navigation that counts them all."""
    with book.transaction() as connection:
        return query.task_counts(connection, on)
