"""The list of tasks in the order that the officer asks for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from operator import itemgetter

from danvan_desktop.domain.catalogue.lines import SortColumn, TaskOrder
from danvan_desktop.domain.records import Role
from danvan_desktop.domain.text import collation_keys
from danvan_desktop.domain.views import TaskFilter
from danvan_desktop.services.tasks import list_task_ids
from danvan_desktop.storage import query
from danvan_desktop.storage.book import Book

_ROLES: Mapping[SortColumn, tuple[Role, ...]] = {
    SortColumn.LEAD: (Role.LEAD, Role.IMPLEMENTING),
    SortColumn.COORD: (Role.COORDINATING,),
}
_NEVER = "~"
"""Stands after every day."""


def sorted_task_ids(book: Book, wanted: TaskFilter, order: TaskOrder) -> tuple[str, ...]:
    """The ids of the tasks that pass a filter, in an order; what is empty last, what is equal as printed.

    A time stands by the last day that the document gives, work without one after all that has one; a state by how
    much it asks for the officer.
    """
    if order.column is SortColumn.PRINTED:
        printed = list_task_ids(book, wanted)
        return tuple(reversed(printed)) if order.descending else printed
    keyed = list(_keyed(book, wanted, order))
    full = sorted((pair for pair in keyed if pair[1]), key=itemgetter(1), reverse=order.descending)
    return (*(id_ for id_, _ in full), *(id_ for id_, key in keyed if not key))


def _keyed(book: Book, wanted: TaskFilter, order: TaskOrder) -> Iterable[tuple[str, str]]:
    """(id, what to compare by) in printed order; the key of what is empty is empty."""
    match order.column:
        case SortColumn.TEXT | SortColumn.RESULT:
            return _by_text(book, wanted, order.column)
        case SortColumn.TIME:
            return _by_time(book, wanted)
        case SortColumn.LEAD | SortColumn.COORD:
            return _by_agencies(book, wanted, _ROLES[order.column])
        case _:
            with book.transaction() as connection:
                return query.ranks(connection, wanted, order)


def _by_text(book: Book, wanted: TaskFilter, column: SortColumn) -> Iterable[tuple[str, str]]:
    with book.transaction() as connection:
        held = query.texts(connection, wanted, column)
    keys = collation_keys(text for _, text in held)
    return ((id_, key) for (id_, _), key in zip(held, keys, strict=True))


def _by_time(book: Book, wanted: TaskFilter) -> Iterable[tuple[str, str]]:
    with book.transaction() as connection:
        held = query.times(connection, wanted)
    words = dict.fromkeys(text for *_, text in held)
    keys = dict(zip(words, collation_keys(words), strict=True))
    for id_, due, start, text in held:
        yield id_, f"{due or _NEVER} {start or _NEVER} {keys[text]}" if keys[text] else due


def _by_agencies(book: Book, wanted: TaskFilter, roles: Collection[Role]) -> Iterable[tuple[str, str]]:
    """By the first agency, then the second, and so on."""
    with book.transaction() as connection:
        ids = query.task_ids(connection, wanted)
        names = query.agency_names(connection, roles)
    words = dict.fromkeys(name for held in names.values() for name in held)
    keys = dict(zip(words, collation_keys(words), strict=True))
    for id_ in ids:
        yield id_, "\t".join([keys[name] for name in names.get(id_, ())])
