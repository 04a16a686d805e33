"""A form that came back, as it was read: nothing of it is believed yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from danvan_desktop.domain.returns.layout import FormFact, FormField


class CellKind(StrEnum):
    """What a cell holds. BROKEN: an error, or a formula that no program has worked out."""

    TEXT = "text"
    NUMBER = "number"
    DAY = "day"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class FormCell:
    """A cell that is filled in: its name («J12»), its words as shown, and the day or number that is stored."""

    place: str
    text: str
    kind: CellKind = CellKind.TEXT
    day: date | None = None
    number: float | None = None


@dataclass(frozen=True, slots=True)
class FormRow:
    """A row of the form: the hidden id (maybe nothing), number and text as printed, and what is filled in."""

    row: int
    id: str
    number: str
    text: str
    cells: Mapping[FormField, FormCell] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReturnedForm:
    """A form as read from the file called `name`. `bases` are what the book said of each task when the form was
    written; nothing in a form of the first version. `checksum` tells two files apart."""

    name: str
    version: int
    book: str
    agency: str
    agency_name: str
    made_on: date | None
    sheet: str
    checksum: str
    facts: Mapping[FormFact, FormCell]
    rows: tuple[FormRow, ...]
    bases: Mapping[str, Mapping[FormField, str]] = field(default_factory=dict)
    notices: tuple[str, ...] = ()
