"""Every paper that can be put out of a book, each kind in all its shapes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from danvan_desktop import paths
from danvan_desktop.domain.official import Period, PeriodKind, period_of
from danvan_desktop.domain.papers import SigningForm
from danvan_desktop.services.papers import PAPERS, ExportOrder, PaperChoices, PaperKind, WordingPlaces

DAY = date(2026, 11, 20)
"""Late in the year: most tasks are due, and many are late."""


@dataclass(frozen=True, slots=True)
class Shape:
    """One kind of paper and what is chosen for it; `agency`: for the first agency that leads something;
    `usual`: test_papers looks at it already."""

    kind: PaperKind
    choices: Mapping[str, Any] = field(default_factory=dict)
    agency: bool = False
    usual: bool = False


def _period(kind: PeriodKind, month: int = 1) -> dict[str, Any]:
    return {"period": period_of(kind, date(2026, month, 1))}


SHAPES: Mapping[str, Shape] = MappingProxyType(
    {
        "decision": Shape(PaperKind.DECISION, usual=True),
        "decision of the chair": Shape(PaperKind.DECISION, {"signing": SigningForm.DEPUTY_ALONE}),
        "plan": Shape(PaperKind.PLAN, usual=True),
        "programme": Shape(PaperKind.PROGRAMME, usual=True),
        "deployment": Shape(PaperKind.DEPLOYMENT, usual=True),
        "deployment to one": Shape(PaperKind.DEPLOYMENT, agency=True),
        "urging": Shape(PaperKind.URGING, usual=True),
        "urging again": Shape(
            PaperKind.URGING, {"letter_round": 2, "earlier": "Công văn số 12/UBND-VHXH ngày 05/3/2026"}, usual=True
        ),
        "assignment": Shape(PaperKind.ASSIGNMENT, usual=True),
        "report of half a year": Shape(PaperKind.REPORT, _period(PeriodKind.HALF), usual=True),
        "report of nine months": Shape(PaperKind.REPORT, _period(PeriodKind.NINE), usual=True),
        "report of the year": Shape(PaperKind.REPORT, _period(PeriodKind.YEAR), usual=True),
        "special report": Shape(
            PaperKind.REPORT, {"period": Period(PeriodKind.SPECIAL, date(2026, 3, 1), date(2026, 8, 15))}
        ),
        "report of the office": Shape(PaperKind.REPORT, {"signing": SigningForm.HEAD}, usual=True),
        "month": Shape(PaperKind.TIMETABLE, _period(PeriodKind.MONTH, 6), usual=True),
        "quarter": Shape(PaperKind.TIMETABLE, _period(PeriodKind.QUARTER, 4)),
        "inspection": Shape(PaperKind.INSPECTION, usual=True),
        "scores": Shape(PaperKind.SCORES, usual=True),
        "follow-up": Shape(PaperKind.FOLLOW_UP, usual=True),
        "catalogue": Shape(PaperKind.CATALOGUE),
    }
)


def order_of(shape: Shape, target: Path, agency: str | None = None, day: date = DAY) -> ExportOrder:
    """The order for a shape in the shipped words; `agency` is the id of an agency that leads something."""
    places = WordingPlaces(paths.resources_dir() / "wording", target.parent / "Câu chữ")
    assert target.suffix == PAPERS[shape.kind].suffix
    choices = PaperChoices(**shape.choices)
    return ExportOrder(shape.kind, target, day, places, None, agency if shape.agency else None, choices)
