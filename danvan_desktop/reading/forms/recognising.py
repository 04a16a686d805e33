"""Whether a workbook is a form of ours, by its hidden sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from danvan_desktop.domain.returns.signs import FACTS_SHEET, FORMAT_NAME

if TYPE_CHECKING:
    from collections.abc import Iterable

    from danvan_desktop.reading.sheets.model import Sheet

_MOST_FACTS: Final = 3_000


def facts_of(sheets: Iterable[Sheet]) -> dict[str, str] | None:
    """What the hidden sheet says by key; None for a workbook that is no form."""
    sheet = next((sheet for sheet in sheets if sheet.name == FACTS_SHEET), None)
    if sheet is None:
        return None
    keys = sorted((row, value.text.strip()) for (row, column), value in sheet.cells.items() if column == 0)
    values = {row: value.text.strip() for (row, column), value in sheet.cells.items() if column == 1}
    facts = {key: values.get(row, "") for row, key in keys[:_MOST_FACTS]}
    return facts if facts.get("format") == FORMAT_NAME else None
