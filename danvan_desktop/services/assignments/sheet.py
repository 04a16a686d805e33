"""What one agency has to do: what it leads and what it coordinates, by its own name or as a member of a collective."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from danvan_desktop.domain.agencies.registered import RegisteredAgency
from danvan_desktop.domain.lifecycle import State, late_days, state_of
from danvan_desktop.domain.merging.marking import with_marks
from danvan_desktop.domain.records import Role, Status
from danvan_desktop.domain.views import AssignedView, TaskFilter, TaskView
from danvan_desktop.services.agencies import list_registered
from danvan_desktop.services.assignments.matrix import has_done, strongest
from danvan_desktop.services.tasks import NotFound, list_tasks
from danvan_desktop.storage.book import Book
from danvan_desktop.storage.query import assignments

SOON_DAYS = 30
_CLOSED = frozenset({Status.DONE, Status.SUSPENDED, Status.CANCELLED})


@dataclass(frozen=True, slots=True)
class MemberPart:
    """A member of a collective, and whether its own result in a task is there."""

    agency: str
    name: str
    done: bool


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One task of an agency, with a sign where two books disagree. `through` names the collective by which it has its
    part; `own_done` is then whether its own result is there. `members` are the collective's, on the sheet of one.
    """

    task: TaskView
    role: Role
    state: State
    late_days: int
    through: str = ""
    own_done: bool = False
    members: tuple[MemberPart, ...] = ()

    @property
    def is_late(self) -> bool:
        """Whether the agency itself is late: a member that has its own result is not."""
        return self.state is State.OVERDUE and not self.own_done


@dataclass(frozen=True, slots=True)
class AgencySheet:
    """One agency's tasks on a day; the figures count those that it leads or implements."""

    agency: RegisteredAgency
    leading: tuple[SheetLine, ...]
    coordinating: tuple[SheetLine, ...]
    day: date

    @property
    def overdue(self) -> int:
        """How many are late."""
        return sum(line.state is State.OVERDUE for line in self.leading)

    @property
    def soon(self) -> int:
        """How many open ones are due within 30 days."""
        return sum(_is_soon(line.task, self.day) for line in self.leading)

    @property
    def done(self) -> int:
        """How many are done."""
        return sum(line.task.status is Status.DONE for line in self.leading)


def read_sheet(book: Book, agency: str, day: date) -> AgencySheet:
    """The sheet of one agency. Raises NotFound for one that is not in the book any more."""
    registered = {held.id: held for held in list_registered(book)}
    if agency not in registered:
        raise NotFound("Cơ quan này không còn trong sổ.")
    tasks = list_tasks(book, TaskFilter(agency=agency))
    with book.transaction() as connection:
        outcomes = assignments.member_outcomes(connection, [task.id for task in tasks])
    return _Reader(registered, agency, outcomes).sheet(tasks, day)


def read_sheets(book: Book, agencies: Sequence[str], day: date, programme: str | None) -> Iterator[AgencySheet]:
    """The sheets of several agencies, in one programme or in all; the tasks are read once."""
    registered = {held.id: held for held in list_registered(book)}
    tasks = list_tasks(book, TaskFilter(programme=programme))
    with book.transaction() as connection:
        outcomes = assignments.member_outcomes(connection)
    by_agency: dict[str, list[int]] = {}
    for place, task in enumerate(tasks):
        for agency in dict.fromkeys(part.agency for part in task.assigned):
            by_agency.setdefault(agency, []).append(place)
    for agency in agencies:
        reader = _Reader(registered, agency, outcomes)
        places = sorted({place for named in reader.named_as for place in by_agency.get(named, ())})
        yield reader.sheet([tasks[place] for place in places], day)


class _Reader:
    """Reads the lines of one agency."""

    def __init__(
        self,
        registered: Mapping[str, RegisteredAgency],
        agency: str,
        outcomes: Mapping[tuple[str, str], Mapping[str, Status]],
    ) -> None:
        self._registered, self._agency, self._outcomes = registered, agency, outcomes
        self._collectives = {held.id for held in registered.values() if agency in held.facts.members}
        inside = registered[agency].facts.members
        self._members = [held for held in registered.values() if held.id in inside]

    @property
    def named_as(self) -> frozenset[str]:
        """The agencies as which a task may name it: itself, and the collectives it belongs to."""
        return frozenset((self._agency, *self._collectives))

    def sheet(self, tasks: Sequence[TaskView], day: date) -> AgencySheet:
        """Its lines among some tasks."""
        lines = [line for task in tasks if (line := self.line(task, day)) is not None]
        leading = tuple(line for line in lines if line.role is not Role.COORDINATING)
        coordinating = tuple(line for line in lines if line.role is Role.COORDINATING)
        return AgencySheet(self._registered[self._agency], leading, coordinating, day)

    def line(self, task: TaskView, day: date) -> SheetLine | None:
        """The agency's part in a task."""
        parts = [part for part in task.assigned if part.agency == self._agency or part.agency in self._collectives]
        if not parts:
            return None
        role = strongest(part.role for part in parts)
        return SheetLine(
            task=with_marks(task),
            role=role,
            state=state_of(task.status, task.timing, task.due, task.done_on, day),
            late_days=late_days(task.due, task.done_on, task.status, day),
            through=self._through([part for part in parts if part.role is role]),
            own_done=self._has_done(task.id, self._agency),
            members=tuple(
                MemberPart(held.id, held.facts.name, self._has_done(task.id, held.id)) for held in self._members
            ),
        )

    def _through(self, parts: Sequence[AssignedView]) -> str:
        """The collective that the part comes from, nothing when the agency is named itself."""
        return "" if any(part.agency == self._agency for part in parts) else parts[0].name

    def _has_done(self, task: str, agency: str) -> bool:
        return has_done(self._outcomes.get((task, agency), {}))


def _is_soon(task: TaskView, day: date) -> bool:
    due = task.due.due
    return due is not None and task.status not in _CLOSED and day <= due <= day + timedelta(SOON_DAYS)
