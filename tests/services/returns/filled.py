"""Forms of the sample book, filled in as a unit fills them in."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl

from danvan_desktop import paths
from danvan_desktop.domain.returns.layout import FACT_WORDS, FIELD_HEADINGS, FormFact, FormField
from danvan_desktop.domain.returns.signs import FACTS_SHEET
from danvan_desktop.services import papers
from danvan_desktop.services.papers import ExportOrder, PaperChoices, PaperKind, WordingPlaces
from danvan_desktop.services.tasks import find_agency
from danvan_desktop.storage.book import Book
from tests.making import TODAY

PLACES = WordingPlaces(paths.resources_dir() / "wording", Path("không có"))
OFFICE = "Phòng Văn hóa - Xã hội"
Answers = Mapping[str, Mapping[FormField, Any]]


def form_of(book: Book, folder: Path, agency: str = OFFICE, name: str = "bieu.xlsx") -> Path:
    """The form of an agency as on TODAY."""
    held = find_agency(book, agency).id
    order = ExportOrder(PaperKind.FORMS, folder / name, TODAY, PLACES, None, held, PaperChoices())
    return papers.export(book, order).files[0]


def fill_in(path: Path, answers: Answers, facts: Mapping[FormFact, Any] | None = None) -> Path:
    """Write into the cells of tasks by their numbers, and about the whole report."""
    book = openpyxl.load_workbook(path)
    sheet = next(sheet for sheet in book.worksheets if sheet.title.startswith("Báo cáo"))
    columns = {cell.value: cell.column for row in sheet.iter_rows(max_row=20) for cell in row if cell.value}
    rows = {str(row[1].value): row[0].row for row in sheet.iter_rows(min_row=11)}
    for number, fields in answers.items():
        for field, value in fields.items():
            sheet.cell(rows[number], columns[FIELD_HEADINGS[field]]).value = value
    for fact, value in (facts or {}).items():
        row = next(row for row in range(1, 12) if sheet.cell(row, 2).value == FACT_WORDS[fact])
        sheet.cell(row, 4).value = value
    book.save(path)
    return path


def set_fact(path: Path, key: str, value: Any) -> Path:
    """Change what the hidden sheet says; None takes the key away."""
    book = openpyxl.load_workbook(path)
    sheet = book[FACTS_SHEET]
    for row in range(1, sheet.max_row + 1):
        if sheet.cell(row, 1).value == key:
            sheet.cell(row, 2).value = value
            if value is None:
                sheet.cell(row, 1).value = None
    book.save(path)
    return path
