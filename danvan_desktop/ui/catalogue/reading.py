"""What the catalogue reads from the open book. All of it runs on the keeper's thread."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from danvan_desktop.domain.catalogue.lines import CatalogueLine, LineKind, TaskOrder, programme_title, programme_years
from danvan_desktop.domain.views import ProgrammeView, TaskFilter
from danvan_desktop.services import listing, tasks
from danvan_desktop.services.books import Book
from danvan_desktop.ui.commands.rows import ready_rows
from danvan_desktop.ui.jobs import Progress
from danvan_desktop.ui.models.task_table import TaskRow
from danvan_desktop.ui.places.place import Place, Shortcut

if TYPE_CHECKING:
    from danvan_desktop.ui.widgets.agency_picker import AgencyChoice

_SEEN_FIRST = 40
TREE_LIMIT = 20_000
"""A longer list has no headings: reading them would keep the officer waiting."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What every edit may change: how much each line of the navigation holds, and whether there is anything to undo
    or redo, and whether the newest of it is a merge."""

    lists: Mapping[Place | Shortcut, int]
    undoable: bool
    redoable: bool
    merge_undoable: bool = False


@dataclass(frozen=True, slots=True)
class Names:
    """What a book calls its parts: its programmes and agencies, and its groups and programmes by their ids."""

    programmes: tuple[ProgrammeView, ...]
    agencies: tuple[AgencyChoice, ...]
    groups: tuple[tuple[str, str], ...]
    titles: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """The tasks to show in their order, and the lines of the catalogue where there are headings over them; `rows` are
    those that are seen first."""

    ids: tuple[str, ...]
    lines: tuple[CatalogueLine, ...] | None
    total: int
    rows: Mapping[str, TaskRow] = field(default_factory=dict)


def first_listed(book: Book, progress: Progress, today: date, *, flat: bool) -> Listed:
    """All tasks of a book that was just opened, with the rows that its first picture holds."""
    found = listed(book, progress, TaskFilter(), None, flat=flat)
    return replace(found, rows=ready_rows(book, found.ids[:_SEEN_FIRST], today))


def listed(book: Book, _progress: Progress, wanted: TaskFilter, order: TaskOrder | None, *, flat: bool) -> Listed:
    """The tasks that pass a filter; under headings where they stand in printed order and are not to be `flat`."""
    total = listing.count_tasks(book, TaskFilter())
    if order is None and not flat and total <= TREE_LIMIT:
        lines = listing.catalogue_rows(book, wanted)
        return Listed(tuple(line.id for line in lines if line.kind is LineKind.TASK), lines, total)
    ids = listing.sorted_task_ids(book, wanted, order) if order else tasks.list_task_ids(book, wanted)
    return Listed(ids, None, total)


def searchable(book: Book, _progress: Progress) -> Sequence[tuple[str, str]]:
    """What a search looks through."""
    return tasks.searchable_tasks(book)


def texts(book: Book, _progress: Progress, wanted: Iterable[str]) -> dict[str, str]:
    """What a search looks through in some tasks."""
    return tasks.searchable_texts(book, wanted)


def rows(book: Book, _progress: Progress, wanted: Sequence[str], today: date) -> dict[str, TaskRow]:
    """The rows of some tasks."""
    return ready_rows(book, wanted, today)


def counted(book: Book, _progress: Progress, today: date) -> Counts:
    """What stands in the navigation, and whether there is a way back and forth."""
    from danvan_desktop.services import history, merging

    undoable, redoable = history.can_go(book)
    numbers = listing.task_counts(book, today)
    lists: dict[Place | Shortcut, int] = {
        Shortcut.OVERDUE: numbers.overdue,
        Shortcut.SOON: numbers.due_in_30,
        Shortcut.NOBODY: numbers.without_lead,
        Shortcut.UNCLEAR: numbers.time_unclear,
        Place.EXCHANGE: merging.count_conflicts(book),
    }
    merged = merging.can_undo_merge(book)
    return Counts(lists, undoable or merged, redoable, merged)


def named(book: Book, _progress: Progress) -> Names:
    """What there is to choose from in the filters and in cells."""
    from danvan_desktop.ui.detail.reading.details import agency_choices

    programmes = tasks.list_programmes(book)
    return Names(
        programmes,
        agency_choices(book),
        tuple(_groups(book, programmes)),
        tuple((view.id, programme_title(view)) for view in programmes),
    )


def _groups(book: Book, programmes: Sequence[ProgrammeView]) -> list[tuple[str, str]]:
    """The groups by name; where there are several programmes, with the years of theirs."""
    groups = tasks.groups_by_programme(book)
    found = []
    for view in programmes:
        years = f" ({programme_years(view)})" if len(programmes) > 1 and programme_years(view) else ""
        for group in groups.get(view.id, ()):
            found.append((group.id, f"{group.number}. {group.title}".lstrip(". ") + years))
    return found
