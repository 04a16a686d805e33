"""What the recogniser found in a document, before anything is written to a book.

The names follow the answer keys of the recogniser's scorer (schema danvan-gold/1), so that
`danvan import FILE --dry-run --json` is this data as it stands (see `draft_json`).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from danvan_desktop.domain.catalogue.doubts import Doubt
from danvan_desktop.domain.timing import Timing


class AssignmentSource(StrEnum):
    """Where the assignment of a task stands in the document."""

    OWN = "own"
    SECTION = "section"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class SourcePlace:
    """Where a draft item came from: block of the document, row of its table, the words themselves."""

    block: int
    row: int | None
    text: str


@dataclass(frozen=True, slots=True)
class DraftAgency:
    """An agency as a document names it.

    `raw` keeps the source spelling, `canonical` is the repaired name, `code` the directory's code or None
    for an agency that the directory does not know, `note` the words about its role («tổng hợp, theo dõi chung»).
    """

    raw: str
    canonical: str
    code: str | None = None
    collective: bool = False
    note: str | None = None


@dataclass(frozen=True, slots=True)
class DraftGroup:
    """A heading with tasks under it; `parent` is the path of the heading above, None at the top."""

    path: str
    number: str
    title: str
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class DraftTask:
    """One recognised task. `path` is unique but for equal paths in the source, which keep their order."""

    path: str
    number: str
    section: str
    text: str
    time: Timing
    source: SourcePlace
    group: str | None = None
    lead: tuple[DraftAgency, ...] = ()
    implementing: tuple[DraftAgency, ...] = ()
    coord: tuple[DraftAgency, ...] = ()
    assignment_source: AssignmentSource = AssignmentSource.NONE
    form: str | None = None
    product: str | None = None
    note: str | None = None
    details: tuple[str, ...] = ()
    merge_group: str | None = None
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftDirection:
    """Text of the programme that makes no task (nhiệm vụ trọng tâm; mục đích, yêu cầu)."""

    path: str
    number: str
    text: str
    source: SourcePlace
    section: str = ""


@dataclass(frozen=True, slots=True)
class DraftDuty:
    """What «Tổ chức thực hiện» asks of one unit."""

    path: str
    number: str
    unit: DraftAgency | None
    text: str
    source: SourcePlace
    section: str = ""


@dataclass(frozen=True, slots=True)
class DraftReport:
    """An obligation to report: who, to whom, through whom, by when; `raw` is the sentence that says so."""

    path: str
    name: str
    raw: str
    time: Timing
    sender: str | None = None
    to: str | None = None
    via: str | None = None
    source: SourcePlace | None = None


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date of which the clerk leaves the day or month blank to write in by hand."""

    day: int | None
    month: int | None
    year: int | None


@dataclass(frozen=True, slots=True)
class AttachedTo:
    """The decision that a catalogue is an annex of; every part may be blank."""

    type: str
    number: str | None
    symbol: str | None
    date: PartialDate | None


@dataclass(frozen=True, slots=True)
class DraftDocument:
    """The facts of the document itself.

    `period` is two ISO dates, both inclusive, or None. `opening` is what stands before the first section and is
    no other fact (superior bodies, sentences, headings of annexes), `closing` the sentences after the last one; as
    printed.
    """

    type: str | None = None
    type_code: str | None = None
    number: str | None = None
    symbol: str | None = None
    number_as_written: str | None = None
    title: str | None = None
    issuer: str | None = None
    place: str | None = None
    place_date_as_written: str | None = None
    date: PartialDate | None = None
    programme_year: int | None = None
    period: tuple[str, str] | None = None
    attached_to: AttachedTo | None = None
    signature_authority: tuple[str, ...] = ()
    signature_name: str | None = None
    recipients: tuple[str, ...] = ()
    legal_basis: tuple[str, ...] = ()
    opening: tuple[str, ...] = ()
    closing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A whole document as recognised; every block of it is in one of these lists."""

    document: DraftDocument
    groups: tuple[DraftGroup, ...] = ()
    tasks: tuple[DraftTask, ...] = ()
    directions: tuple[DraftDirection, ...] = ()
    responsibilities: tuple[DraftDuty, ...] = ()
    reporting: tuple[DraftReport, ...] = ()
    footnotes: tuple[str, ...] = ()
    unrecognised: tuple[SourcePlace, ...] = ()
    warnings: tuple[str, ...] = ()

    def group_of(self, place: int) -> int | None:
        """The place of a task's group: of headings with one path the one with the title that the task names."""
        task = self.tasks[place]
        places = [at for at, group in enumerate(self.groups) if group.path == task.group]
        named = [at for at in places if self.groups[at].title == task.section]
        return next(reversed(named or places), None)
