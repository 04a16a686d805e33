"""Looking at tasks: lists, one task by how it is spoken of, and where it stands today."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from danvan_desktop.domain.calendar.workdays import WorkCalendar
from danvan_desktop.domain.errors import KnownError
from danvan_desktop.domain.lifecycle import State, late_days, state_of
from danvan_desktop.domain.text import fold, match_key
from danvan_desktop.domain.views import AgencyView, GroupView, ProgrammeView, TaskFilter, TaskView
from danvan_desktop.storage import query
from danvan_desktop.storage.book import Book


class NotFound(KnownError):
    """Nothing in the book is called that."""


class Ambiguous(KnownError):
    """Several things in the book are called that; the sentence lists them."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a task stands on a given day; `last_working_day` is the last day of work on which it is still on time."""

    task: TaskView
    state: State
    late_days: int
    last_working_day: date | None


def list_programmes(book: Book) -> tuple[ProgrammeView, ...]:
    """Every programme of the book."""
    with book.transaction() as connection:
        return query.programmes(connection)


def list_groups(book: Book, programme: str) -> tuple[GroupView, ...]:
    """The headings of one programme in printed order."""
    with book.transaction() as connection:
        return query.groups(connection, programme)


def groups_by_programme(book: Book) -> dict[str, tuple[GroupView, ...]]:
    """The headings of all programmes, each in printed order."""
    with book.transaction() as connection:
        return query.groups_by_programme(connection)


def list_agencies(book: Book) -> tuple[AgencyView, ...]:
    """The agencies of the book, collectives last."""
    with book.transaction() as connection:
        return query.agencies(connection)


def list_task_ids(book: Book, wanted: TaskFilter) -> tuple[str, ...]:
    """The ids of the tasks that pass a filter, in printed order."""
    with book.transaction() as connection:
        return query.task_ids(connection, wanted)


def searchable_tasks(book: Book) -> tuple[tuple[str, str], ...]:
    """(id, folded text) of every task, in printed order, for searching while typing."""
    with book.transaction() as connection:
        return query.searchable(connection)


def searchable_texts(book: Book, ids: Iterable[str]) -> dict[str, str]:
    """The folded texts of some tasks by their ids, of those that are still there."""
    with book.transaction() as connection:
        return query.searchable_of(connection, ids)


def load_tasks(book: Book, ids: Sequence[str]) -> tuple[TaskView, ...]:
    """The tasks of `ids`, in that order."""
    with book.transaction() as connection:
        return query.tasks(connection, ids)


def list_tasks(book: Book, wanted: TaskFilter) -> tuple[TaskView, ...]:
    """The tasks that pass a filter, in printed order."""
    with book.transaction() as connection:
        return query.tasks(connection, query.task_ids(connection, wanted))


def work_calendar(book: Book) -> WorkCalendar:
    """The calendar of working days as the book has it."""
    with book.transaction() as connection:
        return WorkCalendar(query.marked_days(connection))


def standing(task: TaskView, calendar: WorkCalendar, today: date) -> Standing:
    """Where a task stands today. Nothing of this is stored."""
    return Standing(
        task=task,
        state=state_of(task.status, task.timing, task.due, task.done_on, today),
        late_days=late_days(task.due, task.done_on, task.status, today),
        last_working_day=calendar.last_working_day(task.due.due) if task.due.due else None,
    )


def find_programme(book: Book, reference: str) -> ProgrammeView:
    """A programme by id, number or part of its title. Raises NotFound or Ambiguous."""
    held = list_programmes(book)
    wanted = fold(reference)
    exact = [view for view in held if reference == view.id or wanted in (fold(view.number), fold(view.title))]
    found = exact or [view for view in held if wanted in fold(f"{view.type} {view.title} {view.issuer}")]
    if not found:
        raise NotFound(f"Trong sổ không có chương trình «{reference}».")
    if len(found) > 1:
        names = "; ".join(f"{view.id[:8]} {view.type} {view.title}" for view in found)
        raise Ambiguous(f"Có {len(found)} chương trình ứng với «{reference}»: {names}. Hãy ghi rõ hơn.")
    return found[0]


def find_task(book: Book, reference: str) -> TaskView:
    """A task by id, by path («3.5.a»), `PROGRAMME:PATH`, or `3.2~2` for the second of equal paths.

    A path follows the tree as it is now. Raises NotFound, or Ambiguous with the candidates.
    """
    scope, _, path = reference.rpartition(":")
    programme = find_programme(book, scope).id if scope else None
    path, tilde, ordinal = path.partition("~")
    key = match_key(path.rstrip("."))
    held = list_tasks(book, TaskFilter(programme=programme))
    found = [view for view in held if reference == view.id or match_key(view.path) == key]
    if tilde:
        found = [view for place, view in enumerate(found, start=1) if str(place) == ordinal]
    if not found:
        raise NotFound(f"Trong sổ không có nhiệm vụ «{reference}». Hãy xem số thứ tự trong danh mục.")
    if len(found) > 1:
        names = "; ".join(f"{path}~{place} {_short(view)}" for place, view in enumerate(found, start=1))
        raise Ambiguous(f"Có {len(found)} nhiệm vụ mang số «{reference}»: {names}. Hãy ghi rõ một nhiệm vụ.")
    return found[0]


def _short(view: TaskView) -> str:
    return view.text if len(view.text) <= 50 else view.text[:49] + "…"


def find_agency(book: Book, name: str) -> AgencyView:
    """An agency by its name, short name or another spelling. Raises NotFound or Ambiguous."""
    held = list_agencies(book) if name.strip() else ()
    key = match_key(name)
    found = [view for view in held if key in {match_key(word) for word in (view.name, view.short, *view.variants)}]
    if not found:
        found = [view for view in held if fold(name) in fold(view.name)]
    if not found:
        raise NotFound(f"Trong sổ không có cơ quan «{name}». Hãy xem tên trong danh sách cơ quan.")
    if len(found) > 1:
        names = "; ".join(view.name for view in found)
        raise Ambiguous(f"Có {len(found)} cơ quan ứng với «{name}»: {names}. Hãy ghi đủ tên.")
    return found[0]
