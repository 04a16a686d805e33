"""What a review comes to: how the officer's rows differ from what the recogniser read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from danvan_desktop.domain.agencies import agency_key
from danvan_desktop.domain.catalogue.doubts import Doubt, read_doubts, written_doubts
from danvan_desktop.domain.draft import Draft
from danvan_desktop.domain.records import Value
from danvan_desktop.domain.review.choices import About, Choice, learned, replaced_everywhere, unknown_names
from danvan_desktop.domain.review.doubts import TimeReader, open_doubts
from danvan_desktop.domain.review.sheet import Becomes, Part, Row, Sheet, row_of, sheet_of


@dataclass(frozen=True, slots=True)
class AddedTask:
    """A task that the recogniser did not find, behind the one at `after` in the draft: a half that was split off, or
    one made of a line; with all its fields."""

    after: int
    fields: Mapping[str, Value]
    group: int | None = None
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class AddedText:
    """A group, a direction or a duty (`what`) that the officer made of a task or a line behind the task at `after`;
    `group` is the number by which tasks name a group."""

    what: Becomes
    after: int
    number: str
    text: str
    group: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What the officer has settled of the doubts about a task, and what his own corrections raised; `needless` are
    those of the recogniser that nobody was shown, because the book knows better."""

    settled: tuple[Doubt, ...] = ()
    raised: tuple[Doubt, ...] = ()
    needless: tuple[Doubt, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.settled or self.raised or self.needless)


@dataclass(frozen=True, slots=True)
class Review:
    """What the officer decided over a draft; places are those of its tasks and groups.

    A row left out (`dropped`) is not taken from the document: what the book holds of it already stays as it is. A
    `joined` one is deleted, because another row says it now. `assigned` are all agencies of a row whose agencies were
    corrected. `same` says of agencies that the document proposes which agency of the book each is. The doubts of tasks
    without an answer stay open. `texts` are what else was made of tasks and lines. `choices` are to be remembered for
    the next document, `forgotten` remembered ones that he went against, `parted` the agencies that these had joined to
    another one.
    """

    dropped: frozenset[int] = frozenset()
    corrected: Mapping[int, Mapping[str, Value]] = field(default_factory=dict)
    joined: frozenset[int] = frozenset()
    groups: Mapping[int, int | None] = field(default_factory=dict)
    assigned: Mapping[int, tuple[Part, ...]] = field(default_factory=dict)
    added: tuple[AddedTask, ...] = ()
    same: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[int, Answer] = field(default_factory=dict)
    texts: tuple[AddedText, ...] = ()
    choices: tuple[Choice, ...] = ()
    forgotten: frozenset[tuple[str, str]] = frozenset()
    parted: frozenset[str] = frozenset()


AS_READ: Final = Review()
"""Everything as the recogniser read it."""


def decided(sheet: Sheet, draft: Draft, read_time: TimeReader) -> Review:
    """The decisions behind a sheet; none at all for a sheet as it was recognised."""
    own = [row for row in sheet.rows if not row.split_off]
    kept = [(row, row_of(draft, row.source)) for row in own if row.taken]
    corrected = {row.source: _changed(row, first) for row, first in kept}
    doubtful = _Doubtful(sheet, draft, read_time)
    named = {part.agency for row in sheet.rows if row.taken for part in row.parts}
    choices, forgotten = learned(sheet, doubtful.first)
    return Review(
        dropped=frozenset(row.source for row in own if not row.taken),
        corrected={place: fields for place, fields in corrected.items() if fields},
        joined=sheet.joined,
        groups={row.source: row.group for row, first in kept if row.group != first.group},
        assigned={row.source: row.parts for row, first in kept if row.parts != first.parts},
        added=tuple(
            AddedTask(row.source, _all_fields(row, doubtful.of(row)), row.group, row.parts)
            for row in sheet.rows
            if row.split_off and row.taken
        ),
        same={
            **{agency: other for agency, other in sheet.same.items() if agency in named},
            **replaced_everywhere(sheet, doubtful.first),
        },
        answers={row.source: answer for row, _ in kept if (answer := doubtful.answer(row))},
        texts=tuple(
            AddedText(row.becomes, row.source, row.number, row.text, sheet.group_made_of(row))
            for row in sheet.rows
            if row.becomes in (Becomes.GROUP, Becomes.DIRECTION, Becomes.DUTY)
        ),
        choices=choices,
        forgotten=forgotten,
        parted=frozenset(
            agency
            for name, agency in unknown_names(sheet)
            if (About.AGENCY.value, agency_key(name)) in forgotten and agency not in sheet.same
        ),
    )


class _Doubtful:
    """What is doubtful about the rows of a sheet, beside what was doubtful at first."""

    def __init__(self, sheet: Sheet, draft: Draft, read_time: TimeReader) -> None:
        self._sheet, self._draft, self._read_time = sheet, draft, read_time
        self.first = sheet_of(draft, sheet.known, sheet.lines)

    def of(self, row: Row) -> tuple[Doubt, ...]:
        """What is left open about a row."""
        return _as_held(open_doubts(self._sheet, row, self._sheet.task(row), self._read_time))

    def answer(self, row: Row) -> Answer:
        """How that differs from what the recogniser found, and from the row as it was shown first."""
        task, left = self._draft.tasks[row.source], self.of(row)
        shown = _as_held(open_doubts(self.first, self.first.rows[row.source], task, self._read_time))
        return Answer(
            settled=tuple(doubt for doubt in shown if doubt not in left),
            raised=tuple(doubt for doubt in left if doubt not in shown),
            needless=tuple(doubt for doubt in _as_held(task.doubts) if doubt not in shown),
        )


def _as_held(doubts: Iterable[Doubt]) -> tuple[Doubt, ...]:
    return read_doubts(written_doubts(doubts))


def _all_fields(row: Row, doubts: Iterable[Doubt]) -> dict[str, Value]:
    fields = {**_fields(row), "doubt": written_doubts(doubts)}
    return {name: value for name, value in fields.items() if value}


def _changed(row: Row, first: Row) -> dict[str, Value]:
    before = _fields(first)
    return {name: value for name, value in _fields(row).items() if value != before[name]}


def _fields(row: Row) -> dict[str, Value]:
    return {
        "number": row.number,
        "text": row.text,
        "time_text": row.time,
        "product": row.product,
        "form": row.form,
        "note": row.note,
    }
