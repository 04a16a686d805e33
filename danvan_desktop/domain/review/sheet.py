"""The rows of a draft under review, and what the officer does with them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final, TypedDict, Unpack

from danvan_desktop.domain.catalogue.doubts import Doubt
from danvan_desktop.domain.draft import Draft, DraftGroup, DraftTask, SourcePlace
from danvan_desktop.domain.ids import agency_id
from danvan_desktop.domain.records import Role
from danvan_desktop.domain.review.agencies import KnownAgencies, roles_of
from danvan_desktop.domain.review.source import SourceLine
from danvan_desktop.domain.text import clean
from danvan_desktop.domain.timing import Timing, TimingKind

_BETWEEN: Final = " \t\n;,"
"""What may stand where a text is cut in two and belongs to neither half."""


@dataclass(frozen=True, slots=True)
class Part:
    """One agency's part in a task; `name` as the document or the officer calls it."""

    role: Role
    agency: str
    name: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Seam:
    """Where a text was cut in two: the words at the cut, and what stood between them."""

    before: str
    between: str
    after: str


class Becomes(StrEnum):
    """What a row is to the officer; only a task is imported as one."""

    TASK = "task"
    GROUP = "group"
    DIRECTION = "direction"
    DUTY = "duty"
    NOTHING = "drop"


@dataclass(frozen=True, slots=True)
class Row:
    """One task as it will be imported. `source` is its place in the draft, for a half that was split off the place of
    the task that it comes from; `group` a place among the draft's groups; `seen` says that it raises no doubt at all,
    `settled` are the doubts that the officer has looked at; `seam` tells of a half how it goes together with the one
    before it. A row that was made of a line of the document has that `line`; its `source` is the last task before it,
    -1 where there is none. `recalled`: it is what the officer decided over an earlier document.
    """

    source: int
    number: str
    text: str
    time: str
    group: int | None = None
    product: str = ""
    form: str = ""
    note: str = ""
    parts: tuple[Part, ...] = ()
    taken: bool = True
    split_off: bool = False
    seen: bool = False
    settled: frozenset[Doubt] = frozenset()
    seam: Seam | None = None
    line: int | None = None
    becomes: Becomes = Becomes.TASK
    recalled: bool = False


class RowFields(TypedDict, total=False):
    """What can be corrected in a row."""

    number: str
    text: str
    time: str
    group: int | None
    product: str
    form: str
    note: str
    parts: tuple[Part, ...]
    seen: bool
    settled: frozenset[Doubt]


@dataclass(frozen=True, slots=True)
class Sheet:
    """All rows. `joined` are the tasks of the draft whose words went into the row before them, `same` says of unknown
    agencies which known one they are, `accepted` which ones are new indeed."""

    rows: tuple[Row, ...]
    known: KnownAgencies = field(compare=False, repr=False)
    draft: Draft = field(compare=False, repr=False)
    lines: tuple[SourceLine, ...] = field(default=(), compare=False, repr=False)
    choices: Mapping[tuple[str, str], str] = field(default_factory=dict, compare=False, repr=False)
    joined: frozenset[int] = frozenset()
    same: Mapping[str, str] = field(default_factory=dict)
    accepted: frozenset[str] = frozenset()
    columns: Mapping[tuple[int, int], str] = field(default_factory=dict)

    def take(self, places: Collection[int], *, taken: bool) -> Sheet:
        """Take rows into the import, or leave them out."""
        sheet = self
        for place in places:
            row = sheet.rows[place]
            if taken and row.becomes is not Becomes.TASK:
                sheet = sheet.become(place, Becomes.TASK)
            elif taken is not row.taken:
                sheet = sheet._with(place, 1, replace(row, taken=taken, recalled=False))
        return sheet

    def become(self, place: int, what: Becomes) -> Sheet:
        """Say what a row is; the rows under a new group, up to the next one, go into it."""
        row = self.rows[place]
        own = self.group_made_of(row)
        rows = list(self.rows)
        taken = what is Becomes.TASK
        rows[place] = replace(row, taken=taken, becomes=what, recalled=False)
        old, new = (row.group, own) if what is Becomes.GROUP else (own, row.group)
        for at in range(place + 1, len(rows)):
            if rows[at].group != old or old == new:
                break
            rows[at] = replace(rows[at], group=new)
        return replace(self, rows=tuple(rows))

    def correct(self, place: int, **fields: Unpack[RowFields]) -> Sheet:
        """Set fields of one row."""
        return self._with(place, 1, replace(self.rows[place], **fields))

    def split(self, place: int, at: int) -> Sheet:
        """Cut a row in two before the letter `at` of its text; nothing happens at its ends.

        The second half keeps agencies, time and group; its number is for the officer to give.
        """
        row = self.rows[place]
        first, second = row.text[:at].rstrip(_BETWEEN), row.text[at:].lstrip(_BETWEEN)
        if not first or not second:
            return self
        between = row.text[len(first) : len(row.text) - len(second)]
        seam = Seam(first.split()[-1], between, second.split()[0])
        rest = replace(row, number="", text=second, product="", form="", note="", split_off=True, seam=seam)
        return self._with(place, 1, replace(row, text=first), rest)

    def join(self, place: int) -> Sheet:
        """Put the next row's words and agencies into this one; of its other fields those that are blank here."""
        if place + 1 >= len(self.rows):
            return self
        row, after = self.rows[place : place + 2]
        held = {(part.role, part.agency) for part in row.parts}
        whole = replace(
            row,
            text=_together(row.text, after.text, after.seam),
            time=row.time or after.time,
            product=row.product or after.product,
            form=row.form or after.form,
            note=row.note or after.note,
            parts=(*row.parts, *(part for part in after.parts if (part.role, part.agency) not in held)),
            taken=row.taken or after.taken,
        )
        gone = frozenset[int]() if after.split_off else {after.source}
        return replace(self._with(place, 2, whole), joined=self.joined | gone)

    def resolve(self, agency: str, other: str) -> Sheet:
        """Say which known agency an unknown one is, in all rows."""
        return replace(self, same={**self.same, agency: other}, accepted=self.accepted - {agency})

    def accept(self, agency: str) -> Sheet:
        """Say that an unknown agency is a new one, in all rows."""
        same = {one: other for one, other in self.same.items() if one != agency}
        return replace(self, same=same, accepted=self.accepted | {agency})

    def task(self, row: Row) -> DraftTask:
        """What was recognised of a row; of one that was made of a line nothing was."""
        if row.line is None:
            return self.draft.tasks[row.source]
        return DraftTask("", "", "", "", Timing("", TimingKind.NONE), SourcePlace(0, None, ""))

    def group_made_of(self, row: Row) -> int:
        """The number of the group that a row would make, behind those of the draft."""
        tasks = len(self.draft.tasks)
        return len(self.draft.groups) + (row.source if row.line is None else tasks + row.line)

    def groups(self) -> dict[int, DraftGroup]:
        """The groups by their numbers: those of the draft, and those that rows were made."""
        made = {
            self.group_made_of(row): DraftGroup("", row.number, row.text)
            for row in self.rows
            if row.becomes is Becomes.GROUP
        }
        return {**dict(enumerate(self.draft.groups)), **made}

    def shown(self, part: Part) -> str:
        """The name by which an agency is shown: that of the one it is said to be."""
        agency = self.same.get(part.agency, part.agency)
        return self.known.names.get(agency, part.name)

    def names(self, row: Row, *roles: Role) -> tuple[str, ...]:
        """The agencies of a row in these roles."""
        return tuple(dict.fromkeys(self.shown(part) for part in row.parts if part.role in roles))

    def unknown(self, row: Row) -> tuple[Part, ...]:
        """The agencies of a row that nobody has said anything about yet."""
        settled = (self.known.names, self.same, self.accepted)
        open_ = {part.agency: part for part in row.parts if not any(part.agency in held for held in settled)}
        return tuple(open_.values())

    def rows_naming(self, agency: str) -> int:
        """How many rows name an agency."""
        return sum(any(part.agency == agency for part in row.parts) for row in self.rows)

    def parts_named(self, place: int, role: Role, names: Iterable[str]) -> tuple[Part, ...]:
        """The parts of a row when `names` are all its agencies in a role; unknown names are proposed as new ones."""
        row = self.rows[place]
        held = {self.shown(part): part for part in row.parts if part.role is role}
        named = [held.get(name) or self._part(role, name) for name in map(clean, names) if name]
        others = [part for part in row.parts if part.role is not role]
        order = list(Role)
        unique = {part.agency: part for part in named}
        return tuple(sorted([*others, *unique.values()], key=lambda part: order.index(part.role)))

    def _part(self, role: Role, name: str) -> Part:
        found = self.known.find(name)
        return Part(role, agency_id(name), name) if found is None else Part(role, found, self.known.names[found])

    def _with(self, place: int, count: int, *rows: Row) -> Sheet:
        return replace(self, rows=(*self.rows[:place], *rows, *self.rows[place + count :]))


def _together(first: str, second: str, seam: Seam | None) -> str:
    """Two texts as one: as it was before it was cut, as long as the words at the cut are the same."""
    uncut = seam is not None and first.endswith(seam.before) and second.startswith(seam.after)
    return first + seam.between + second if seam is not None and uncut else clean(f"{first} {second}")


def sheet_of(draft: Draft, known: KnownAgencies, lines: tuple[SourceLine, ...] = ()) -> Sheet:
    """The rows as they were recognised; an unknown name that is a spelling of a known agency is said to be that one."""
    rows = tuple(row_of(draft, place) for place in range(len(draft.tasks)))
    unknown = {part.agency: part.name for row in rows for part in row.parts if part.agency not in known.names}
    found = {agency: known.joined.get(agency) or known.find(name) for agency, name in unknown.items()}
    return Sheet(rows, known, draft, lines, same={agency: other for agency, other in found.items() if other})


def row_of(draft: Draft, place: int) -> Row:
    """One task as it was recognised."""
    task = draft.tasks[place]
    parts: dict[tuple[Role, str], Part] = {}
    for role, agency in roles_of(task):
        part = Part(role, agency_id(agency.canonical), agency.canonical, agency.note or "")
        parts.setdefault((role, part.agency), part)
    return Row(
        source=place,
        number=task.number,
        text=task.text,
        time=task.time.raw,
        group=draft.group_of(place),
        product=task.product or "",
        form=task.form or "",
        note=task.note or "",
        parts=tuple(parts.values()),
    )
