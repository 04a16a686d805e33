"""What a review comes to: how the officer's rows differ from what the recogniser read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from danvan_desktop.domain.draft import Draft
from danvan_desktop.domain.records import Value
from danvan_desktop.domain.review.sheet import Part, Row, Sheet, row_of


@dataclass(frozen=True, slots=True)
class AddedTask:
    """A half that was split off the task at `after` in the draft, with all its fields."""

    after: int
    fields: Mapping[str, Value]
    group: int | None = None
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Review:
    """What the officer decided over a draft; places are those of its tasks and groups.

    A row left out (`dropped`) is not taken from the document: what the book holds of it already stays as it is. A
    `joined` one is deleted, because another row says it now. `assigned` are all agencies of a row whose agencies were
    corrected. `same` says of agencies that the document proposes which agency of the book each is.
    """

    dropped: frozenset[int] = frozenset()
    corrected: Mapping[int, Mapping[str, Value]] = field(default_factory=dict)
    joined: frozenset[int] = frozenset()
    groups: Mapping[int, int | None] = field(default_factory=dict)
    assigned: Mapping[int, tuple[Part, ...]] = field(default_factory=dict)
    added: tuple[AddedTask, ...] = ()
    same: Mapping[str, str] = field(default_factory=dict)


AS_READ: Final = Review()
"""Everything as the recogniser read it."""


def decided(sheet: Sheet, draft: Draft) -> Review:
    """The decisions behind a sheet; none at all for a sheet as it was recognised."""
    own = [row for row in sheet.rows if not row.split_off]
    kept = [(row, row_of(draft, row.source)) for row in own if row.taken]
    corrected = {row.source: _changed(row, first) for row, first in kept}
    named = {part.agency for row in sheet.rows if row.taken for part in row.parts}
    return Review(
        dropped=frozenset(row.source for row in own if not row.taken),
        corrected={place: fields for place, fields in corrected.items() if fields},
        joined=sheet.joined,
        groups={row.source: row.group for row, first in kept if row.group != first.group},
        assigned={row.source: row.parts for row, first in kept if row.parts != first.parts},
        added=tuple(
            AddedTask(row.source, {name: value for name, value in _fields(row).items() if value}, row.group, row.parts)
            for row in sheet.rows
            if row.split_off and row.taken
        ),
        same={agency: other for agency, other in sheet.same.items() if agency in named},
    )


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
