"""What is known of one task while it is recognised: words about who, when and how, gathered from labels or cells."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from danvan_desktop.domain.draft import AssignmentSource, DraftAgency, DraftTask
from danvan_desktop.reading.recogniser.text.labels import AGENCY_LABELS, EVIDENCE, Field, Label

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from danvan_desktop.domain.catalogue.doubts import Doubt
    from danvan_desktop.domain.draft import SourcePlace
    from danvan_desktop.reading.recogniser.context import Context

_COORDINATES: Final = "phối hợp"


@dataclass(frozen=True, slots=True)
class Particulars:
    """The values of a task's labels or cells, as written; several of one label stand one a line."""

    values: Mapping[Label, str]

    @classmethod
    def of(cls, fields: Iterable[Field]) -> Particulars:
        """The particulars that label lines give."""
        values: dict[Label, str] = {}
        for field in fields:
            value = f"{field.words}: {field.value}" if field.label is Label.REMARK else field.value
            values[field.label] = f"{values[field.label]}\n{value}" if field.label in values else value
        return cls(values)

    def over(self, other: Particulars) -> Particulars:
        """These particulars, completed by others where they say nothing.

        Agencies go together: who names one role of his own does not inherit the others.
        """
        values = dict(other.values)
        if AGENCY_LABELS & self.values.keys():
            values = {label: value for label, value in values.items() if label not in AGENCY_LABELS}
        return Particulars(values | dict(self.values))

    @property
    def inheritable(self) -> Particulars:
        """What deeper tasks share: who and when, not the product or form of this one."""
        return Particulars({label: value for label, value in self.values.items() if label in EVIDENCE})

    @property
    def has_agencies(self) -> bool:
        """Whether any agency is named."""
        return any(self.values.get(label, "").strip() for label in AGENCY_LABELS)


NOTHING: Final = Particulars({})


@dataclass(frozen=True, slots=True)
class Found:
    """One task as found in the source: where it stands, its words, its particulars."""

    path: str
    number: str
    section: str
    group: str | None
    text: str
    place: SourcePlace
    particulars: Particulars = NOTHING
    source: AssignmentSource = AssignmentSource.OWN
    details: tuple[str, ...] = ()
    merge_group: str | None = None
    doubts: tuple[Doubt, ...] = ()


def drafted(found: Found, context: Context) -> DraftTask:
    """The draft task of what was found: agencies matched, its time read."""
    values = found.particulars.values
    lead, coord = _by_role(context.agencies(values.get(Label.LEAD, "")))
    implementing, more = _by_role(context.agencies(values.get(Label.IMPLEMENTING, "")))
    coord = (*coord, *more, *context.agencies(values.get(Label.COORD, "")))
    if not lead:
        lead, implementing = implementing, ()
    task = DraftTask(
        path=found.path,
        number=found.number,
        section=found.section,
        text=found.text,
        time=context.timing(_sentence(values.get(Label.TIME, ""))),
        source=found.place,
        group=found.group,
        lead=lead,
        implementing=implementing,
        coord=coord,
        assignment_source=found.source if lead or coord else AssignmentSource.NONE,
        details=found.details,
        merge_group=found.merge_group,
        doubts=found.doubts,
    )
    return replace(
        task,
        form=_words(values.get(Label.FORM)),
        product=_words(values.get(Label.PRODUCT)),
        note=_words(values.get(Label.REMARK)),
    )


def _by_role(agencies: tuple[DraftAgency, ...]) -> tuple[tuple[DraftAgency, ...], tuple[DraftAgency, ...]]:
    """Leads, and those that the same cell only asks to coordinate («… chủ trì, phối hợp với Công an xã»)."""
    asked = [agency for agency in agencies if _COORDINATES in (agency.note or "") and agency is not agencies[0]]
    return tuple(agency for agency in agencies if agency not in asked), tuple(asked)


def _sentence(text: str) -> str:
    """A time as one line, without the full stop or semicolon that ends its label line."""
    text = " ".join(text.split())
    return text if text.endswith("...") else text.rstrip(" .;")


def _words(text: str | None) -> str | None:
    return " ".join(text.split()) or None if text else None
