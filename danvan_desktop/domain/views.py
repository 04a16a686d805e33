"""What a book shows of its records: plain rows, ready for a list, a file or a screen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from danvan_desktop.domain.lifecycle import DueDate, State
from danvan_desktop.domain.records import Kind, Role, Status, Value
from danvan_desktop.domain.timing import Timing


@dataclass(frozen=True, slots=True)
class ProgrammeView:
    """A programme with the number of its tasks."""

    id: str
    title: str
    type: str
    number: str
    symbol: str
    issuer: str
    period: tuple[date, date] | None
    tasks: int


@dataclass(frozen=True, slots=True)
class ReportRoundView:
    """A report that the document asks for: its name, the sentence that says so, when it is due, who sends it to whom
    and through whom."""

    name: str
    text: str
    time_text: str
    sender: str
    addressee: str
    via: str


@dataclass(frozen=True, slots=True)
class DocumentView:
    """What the document of a programme says besides its tasks, in its order.

    `directions` are numbers with texts, `duties` numbers with the unit (blank where none is named) and the text;
    `citations` the documents it rests on, as cited.
    """

    programme: ProgrammeView
    issued_on: date | None
    signer: str
    recipients: str
    file_name: str
    imported_on: date | None
    directions: tuple[tuple[str, str], ...]
    duties: tuple[tuple[str, str, str], ...]
    citations: tuple[str, ...] = ()
    rounds: tuple[ReportRoundView, ...] = ()


@dataclass(frozen=True, slots=True)
class AgencyView:
    """An agency of the directory; `members` are names, for a collective."""

    id: str
    name: str
    short: str
    kind: str
    addressed_as: str
    variants: tuple[str, ...]
    collective: bool
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AssignedView:
    """One agency's part in a task; `disputed` when two books do not agree on it."""

    assignment: str
    agency: str
    name: str
    role: Role
    note: str
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class GroupView:
    """A heading of a programme, in printed order."""

    id: str
    path: str
    number: str
    title: str
    parent: str | None
    sort_key: str


@dataclass(frozen=True, slots=True)
class TaskView:
    """A task as the book holds it; what depends on today is asked of `lifecycle` with its `timing` and `due`.

    `conflicts` are the fields on which two books disagree, `conflicts_under` those of its extensions.
    """

    id: str
    programme: str
    path: str
    number: str
    group: str
    group_title: str
    text: str
    time_text: str
    timing: Timing
    due: DueDate
    status: Status
    done_on: date | None
    percent: int | None
    result: str
    product: str
    form: str
    note: str
    sort_key: str
    assigned: tuple[AssignedView, ...] = ()
    conflicts: tuple[str, ...] = ()
    doubts: str = ""
    """What its import left doubtful, in words."""
    conflicts_under: tuple[str, ...] = ()

    def names(self, role: Role) -> tuple[str, ...]:
        """The names of the agencies in one role, in their order."""
        return tuple(part.name for part in self.assigned if part.role is role)


@dataclass(frozen=True, slots=True)
class HistoryView:
    """One field of one change: who, when, what, from which value to which. `moment` is `day` with the hour, in
    milliseconds, 0 for what nobody's clock saw."""

    day: str
    person: str
    action: str
    verb: str
    kind: str
    record: str
    path: str
    field: str
    old: Value
    new: Value
    moment: int = 0


@dataclass(frozen=True, slots=True)
class ConflictView:
    """A field on which two books disagree, with every value offered; `before` is what both replaced."""

    kind: str
    record: str
    path: str
    field: str
    values: tuple[tuple[Value, str, str], ...]
    before: Value
    provisional: Value


@dataclass(frozen=True, slots=True)
class ProgressView:
    """How many tasks of a group or an agency are in each state; `id` is empty for what stands in no group.

    `through` is how many of them an agency has only as a member of a collective.
    """

    id: str
    number: str
    title: str
    counts: Mapping[State, int]
    through: int = 0

    @property
    def total(self) -> int:
        """All of its tasks."""
        return sum(self.counts.values())


class Gap(StrEnum):
    """What a task lacks."""

    LEAD = "lead"
    """Nobody leads or implements it."""
    TIME = "time"
    """Its time is not understood, or there is none."""
    ANSWER = "answer"
    """Two books disagree on one of its fields."""
    DOUBT = "doubt"
    """Its import left something doubtful that nobody has looked at since."""


@dataclass(frozen=True, slots=True)
class TaskFilter:
    """Which tasks to list; None (or nothing) asks for all, and what is asked for together must all hold.

    `agency` is an agency's id, collectives expanded, in `role` or in any role; with `leading` in the parts of chủ trì
    and thực hiện. `words` are looked for as
    `catalogue.search` says. `states` are as of the day `on`, which they need. `due_from` and `due_before` (not
    included) bound the due date of tasks that are still open; `late_on` asks for what is late that day. `group` is a
    group's id, groups under it included, or "" for what stands directly in a programme.
    """

    programme: str | None = None
    due_from: date | None = None
    due_before: date | None = None
    late_on: date | None = None
    agency: str | None = None
    role: Role | None = None
    leading: bool = False
    group: str | None = None
    states: frozenset[State] = frozenset()
    on: date | None = None
    lacking: Gap | None = None
    words: str = ""
    ids: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class HeldProgramme:
    """What a book holds of one programme: the values of the records that show (or would, if the programme itself were
    not deleted), and what imports said of them last, which nobody but an import has to follow."""

    records: Mapping[Kind, Mapping[str, Mapping[str, Value]]]
    said: Mapping[str, Mapping[str, Value]]
