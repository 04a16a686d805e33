"""All tasks against all agencies, and the change of one cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from danvan_desktop.domain.agencies.registered import RegisteredAgency
from danvan_desktop.domain.changes.composing import Write
from danvan_desktop.domain.labels import state_label
from danvan_desktop.domain.lifecycle import State
from danvan_desktop.domain.merging.marking import marked
from danvan_desktop.domain.records import Kind, Role, Status
from danvan_desktop.domain.views import TaskView
from danvan_desktop.services.agencies import list_registered
from danvan_desktop.services.editing import assign_write
from danvan_desktop.services.tasks import load_tasks
from danvan_desktop.storage import log, query
from danvan_desktop.storage.book import Book
from danvan_desktop.storage.log import Changes
from danvan_desktop.storage.query import assignments


@dataclass(frozen=True, slots=True)
class MatrixTask:
    """A row; `folded` is what a search looks through, `told` says when it is to be done and how it stands."""

    id: str
    path: str
    text: str
    folded: str
    state: State
    told: str


@dataclass(frozen=True, slots=True)
class MatrixAgency:
    """A column; `members` are ids, for a collective."""

    id: str
    name: str
    short: str
    collective: bool
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Who has which part in what: agency → role by task. `done` holds the (task, member) whose own result is there,
    `disputed` the (task, agency) on which two books disagree."""

    tasks: tuple[MatrixTask, ...]
    agencies: tuple[MatrixAgency, ...]
    parts: Mapping[str, Mapping[str, Role]]
    done: frozenset[tuple[str, str]]
    disputed: frozenset[tuple[str, str]] = frozenset()


def read_matrix(book: Book, day: date) -> Matrix:
    """The whole matrix on a day. An agency with several parts in one task shows the strongest."""
    agencies = list_registered(book)
    with book.transaction() as connection:
        unsure = assignments.disputed_tasks(connection)
        tasks = tuple(_row(held, day, held.id in unsure) for held in assignments.matrix_tasks(connection, day))
        parts: dict[str, dict[str, Role]] = {}
        for task, agency, role in assignments.all_parts(connection):
            held = parts.setdefault(task, {})
            held[agency] = strongest((role, held.get(agency, role)))
        outcomes = assignments.member_outcomes(connection)
        disputed = assignments.disputed_parts(connection)
    done = frozenset(part for part, held in outcomes.items() if has_done(held))
    order = [agency.id for agency in agencies]
    return Matrix(tasks, tuple(_column(agency, order) for agency in agencies), parts, done, disputed)


def _row(held: assignments.MatrixRow, day: date, unsure: bool) -> MatrixTask:
    behind = f"{(day - held.due).days:,}".replace(",", ".") if held.due and held.state is State.OVERDUE else ""
    late = f", chậm {behind} ngày" if behind else ""
    time = f"Thời gian: {held.time_text}" if held.time_text else "Chưa ghi thời gian"
    due = f"hạn {held.due:%d/%m/%Y}" if held.due else "không có hạn"
    told = f"{state_label(held.state)}{late} · {due}\n{time}"
    return MatrixTask(held.id, held.path, marked(held.text, disputed=unsure), held.folded, held.state, told)


def _column(agency: RegisteredAgency, order: Iterable[str]) -> MatrixAgency:
    facts = agency.facts
    members = tuple(id_ for id_ in order if id_ in facts.members)
    short = marked(facts.short or facts.name, disputed=agency.disputed)
    return MatrixAgency(agency.id, facts.name, short, facts.collective, members)


def strongest(roles: Iterable[Role]) -> Role:
    """Leading before implementing before coordinating."""
    return min(roles, key=list(Role).index)


def has_done(outcomes: Mapping[str, Status]) -> bool:
    """Whether a member has done its part: what is said of the whole task counts, else every date that is told of."""
    whole = outcomes.get("")
    if whole is not None:
        return whole is Status.DONE
    return bool(outcomes) and all(status is Status.DONE for status in outcomes.values())


def set_part(book: Book, task: str, agency: str, role: Role | None) -> Changes:
    """Give an agency this part in a task and no other, or none at all; one action, one undo step."""
    return set_parts(book, [(task, agency)], role)


def set_parts(book: Book, cells: Sequence[tuple[str, str]], role: Role | None) -> Changes:
    """The same in every one of some cells (task, agency), as one action; tasks that are gone are left alone."""
    by_task: dict[str, list[str]] = {}
    for task, agency in dict.fromkeys(cells):
        by_task.setdefault(task, []).append(agency)
    views = load_tasks(book, list(by_task))
    with book.transaction() as connection:
        held = query.parts(connection, [view.id for view in views])
    writes: list[Write] = []
    for view in views:
        writes.extend(_cell_writes(view, by_task[view.id], held.get(view.id, []), role))
    return log.write(book, writes)


def _cell_writes(
    task: TaskView, agencies: Iterable[str], held: Sequence[query.PartRow], role: Role | None
) -> Iterator[Write]:
    """The writes by which agencies have one part in a task; those that are new stand behind the others."""
    end = len(task.assigned)
    for agency in agencies:
        own = [part for part in held if part.agency == agency]
        for part in own:
            if role is None or part.role != role.value:
                yield Write(Kind.ASSIGNMENT, part.assignment, {"present": False, "main": None})
        if role is not None and all(part.role != role.value for part in own):
            given = assign_write(task, agency, role)
            yield replace(given, fields={**given.fields, "position": end}) if "position" in given.fields else given
            end += 1
