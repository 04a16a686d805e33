"""A returned form as JSON, on its way out of the parsing process."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

from danvan_desktop.domain.returns.form import CellKind, FormCell, FormRow, ReturnedForm
from danvan_desktop.domain.returns.layout import FormFact, FormField

if TYPE_CHECKING:
    from collections.abc import Mapping


def form_json(form: ReturnedForm) -> dict[str, Any]:
    """Everything of it; days as ISO text."""
    return {
        **asdict(form),
        "made_on": _iso(form.made_on),
        "facts": _cells_json(form.facts),
        "rows": [{**asdict(row), "cells": _cells_json(row.cells)} for row in form.rows],
    }


def form_of(data: Mapping[str, Any]) -> ReturnedForm:
    """The other way; raises KeyError, TypeError, ValueError or AttributeError for what was not written so."""
    return ReturnedForm(
        **{
            **data,
            "made_on": _day(data["made_on"]),
            "facts": {FormFact(name): _cell(held) for name, held in data["facts"].items()},
            "rows": tuple(_row(held) for held in data["rows"]),
            "bases": {
                task: {FormField(name): str(text) for name, text in base.items()}
                for task, base in data["bases"].items()
            },
            "notices": tuple(data["notices"]),
        }
    )


def _cells_json(cells: Mapping[Any, FormCell]) -> dict[str, Any]:
    return {str(name): {**asdict(cell), "day": _iso(cell.day)} for name, cell in cells.items()}


def _row(data: Mapping[str, Any]) -> FormRow:
    return FormRow(**{**data, "cells": {FormField(name): _cell(held) for name, held in data["cells"].items()}})


def _cell(data: Mapping[str, Any]) -> FormCell:
    return FormCell(**{**data, "kind": CellKind(data["kind"]), "day": _day(data["day"])})


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
