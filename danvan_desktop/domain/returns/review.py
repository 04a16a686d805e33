"""What a returned form would do to the book, before it does: for the officer to look at and choose from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from danvan_desktop.domain.records import Status, Value
from danvan_desktop.domain.returns.layout import FormField


class Target(StrEnum):
    """Where what a unit says of a task belongs."""

    TASK = "task"
    """To the task: the unit leads it."""
    MEMBER = "member"
    """To the unit's own part: it leads as a member of a collective."""
    DIARY = "diary"
    """To the diary alone: the unit takes part, and others lead."""


@dataclass(frozen=True, slots=True)
class HeldTask:
    """A task as the book has it now, for one unit: its own outcome where it answers for a part. `diary` are the texts
    of the unit's entries; `assigned` is False where it has no part in the task any more."""

    id: str
    path: str
    text: str
    target: Target
    status: Status = Status.TODO
    done_on: date | None = None
    percent: int | None = None
    result: str = ""
    diary: tuple[str, ...] = ()
    assigned: bool = True


@dataclass(frozen=True, slots=True)
class FormLine:
    """Something that a unit says of a task and the book does not.

    `now` and `new` are in words; `values` go to the target, `piece` to the diary. `conflict`: the book was changed
    since the form was written. `doubt` says why it is not taken in unless the officer wants it.
    """

    task: str
    path: str
    text: str
    field: FormField
    target: Target
    now: str
    new: str
    values: Mapping[str, Value]
    piece: str
    cell: str
    conflict: bool = False
    doubt: str = ""

    @property
    def proposed(self) -> bool:
        """Whether it is taken in unless the officer says otherwise."""
        return not self.conflict and not self.doubt


@dataclass(frozen=True, slots=True)
class CellProblem:
    """A cell that cannot be understood: where, what stands in it, why, of which task."""

    cell: str
    said: str
    why: str
    path: str


@dataclass(frozen=True, slots=True)
class StrangeRow:
    """A row that is no task of the book, and what was filled in."""

    row: int
    number: str
    text: str
    said: str
    why: str


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """What the unit says of the whole report."""

    number: str = ""
    day: date | None = None
    author: str = ""
    phone: str = ""
    proposal: str = ""


@dataclass(frozen=True, slots=True)
class FormReview:
    """A form beside the book. `agency` is the book's id; `same` counts what the book says already; `received` is the
    day on which the same file was taken in before."""

    name: str
    sheet: str
    checksum: str
    agency: str
    agency_name: str
    report: ReportFacts
    lines: tuple[FormLine, ...]
    problems: tuple[CellProblem, ...] = ()
    strange: tuple[StrangeRow, ...] = ()
    notices: tuple[str, ...] = ()
    same: int = 0
    received: date | None = field(default=None)


def with_rivals(reviews: Sequence[FormReview]) -> tuple[FormReview, ...]:
    """Where two forms say different things of one field of a task, none is proposed and each names the other."""
    said: dict[tuple[str, str, FormField], list[tuple[FormReview, FormLine]]] = {}
    for review in reviews:
        for line in review.lines:
            if line.target is not Target.DIARY:
                said.setdefault(place_of(review, line), []).append((review, line))
    return tuple(
        replace(review, lines=tuple(_beside(review, line, said) for line in review.lines)) for review in reviews
    )


def place_of(review: FormReview, line: FormLine) -> tuple[str, str, FormField]:
    """What a line writes to; two lines with one place cannot both be taken in. Diaries hold any number."""
    owner = {Target.TASK: "", Target.MEMBER: review.agency, Target.DIARY: review.checksum}[line.target]
    return line.task, owner, line.field


def _beside(
    review: FormReview, line: FormLine, said: Mapping[tuple[str, str, FormField], Sequence[tuple[FormReview, FormLine]]]
) -> FormLine:
    rivals = [
        other.agency_name if other.agency != review.agency else f"tệp «{other.name}»"
        for other, held in said.get(place_of(review, line), ())
        if other is not review and held.values != line.values
    ]
    return replace(line, doubt=f"biểu khác ({', '.join(rivals)}) ghi khác") if rivals else line
