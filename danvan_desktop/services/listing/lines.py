"""The catalogue as a tree, and how many tasks it holds."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from operator import itemgetter

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
    if replace(wanted, programme=None) != TaskFilter():
        groups = {programme: _leading_to(tasks.get(programme, ()), held) for programme, held in groups.items()}
    whole = wanted == TaskFilter()
    found: list[CatalogueLine] = []
    for view in programmes:
        headings, under = groups.get(view.id, ()), tasks.get(view.id, ())
        if whole or headings or under or view.id == wanted.programme:
            found += _programme_lines(view, headings, under, unsure)
    return tuple(found)


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
    view: ProgrammeView, groups: Sequence[LineRow], tasks: Sequence[LineRow], unsure: Collection[str]
) -> Iterator[CatalogueLine]:
    yield CatalogueLine(view.id, LineKind.PROGRAMME, None, 0, "", programme_title(view))
    by_id = {group.id: group.id for group in groups}  # one text for all the lines under it
    for key, id_, above, number, title in sorted((*groups, *tasks), key=itemgetter(0)):
        depth = key.count("/") or 1
        parent = by_id.get(above or "", view.id) if depth > 1 else view.id
        if id_ in by_id:
            name = marked(title or "", disputed=True) if id_ in unsure else title or ""
            yield CatalogueLine(id_, LineKind.GROUP, parent, depth, number or "", name)
        else:
            yield CatalogueLine(id_, LineKind.TASK, parent, depth)


def count_tasks(book: Book, wanted: TaskFilter) -> int:
    """How many tasks pass a filter."""
    with book.transaction() as connection:
        return query.count_tasks(connection, wanted)


def task_counts(book: Book, on: date) -> TaskCounts:
    """How many tasks call for attention on a day; read at once, for a navigation that counts them all."""
    with book.transaction() as connection:
        return query.task_counts(connection, on)
