"""What the officer decided in earlier reviews, proposed for the next document of the same shape.

A choice is known by the folded shape of what it is about, numbers apart: «Kế hoạch năm 2026» and «Kế hoạch năm 2027»
are one. What is proposed is marked, raises no doubt, and is forgotten when the officer decides otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from danvan_desktop.domain.agencies import agency_key
from danvan_desktop.domain.ids import agency_id
from danvan_desktop.domain.review.agencies import roles_of
from danvan_desktop.domain.review.lines import number_and_text, put_column, unused, use_line
from danvan_desktop.domain.review.sheet import Becomes, Row, Sheet
from danvan_desktop.domain.text import match_key

_NUMBERS: Final = re.compile(r"\d+")
_LEAST_LETTERS: Final = 4
"""A shorter shape is of too many lines."""


class About(StrEnum):
    """What a choice is about."""

    LINE = "line"
    """The words of a task or of another line; its value is what becomes of it."""
    AGENCY = "agency"
    """The name of an agency; its value is the agency of the book that it is."""
    COLUMN = "column"
    """The heading of a column; its value is the field that its cells are."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One decision; `words` are those that it was made about, as they stood."""

    about: About
    key: str
    value: str
    words: str


Choices = Mapping[tuple[str, str], str]
"""The values of remembered choices by what they are about and its key."""


def shape(text: str) -> str:
    """What two lines of different years have in common."""
    return " ".join(_NUMBERS.sub("#", match_key(text)).strip(" .:;,").split())


def proposed(sheet: Sheet, choices: Choices) -> Sheet:
    """The sheet with what was decided before."""
    if not choices:
        return sheet
    for line, column, field in _known_columns(sheet, choices):
        sheet = put_column(sheet, line, column, field)
    for name, agency in unknown_names(sheet):
        other = choices.get((About.AGENCY, agency_key(name)))
        if other is not None and other in sheet.known.names:
            sheet = sheet.resolve(agency, other)
    for row in sheet.rows:
        value = choices.get((About.LINE, shape(row.text)))
        if value is not None and value in (Becomes.NOTHING, Becomes.DIRECTION, Becomes.DUTY, Becomes.GROUP):
            place = sheet.rows.index(next(held for held in sheet.rows if held.source == row.source))
            sheet = _recalled(sheet.become(place, Becomes(value)), place)
    for line in tuple(unused(sheet)):
        value = choices.get((About.LINE, shape(number_and_text(sheet.lines[line])[1])))
        if value is not None and value in list(Becomes) and value != Becomes.NOTHING:
            sheet = use_line(sheet, line, Becomes(value))
            place = next(at for at, row in enumerate(sheet.rows) if row.line == line)
            sheet = _recalled(sheet, place)
    return replace(sheet, choices=choices)


def forget(sheet: Sheet, place: int) -> Sheet:
    """Take back what was proposed about a row: it is what was recognised, a line of which it was made is a line again,
    an agency is unknown again."""
    row = sheet.rows[place]
    named = {agency for agency, _ in recalled_agencies(sheet, row)}
    sheet = replace(sheet, same={agency: other for agency, other in sheet.same.items() if agency not in named})
    if not row.recalled:
        return sheet
    sheet = sheet.become(place, Becomes.TASK)
    if row.line is not None:
        return replace(sheet, rows=(*sheet.rows[:place], *sheet.rows[place + 1 :]))
    return sheet.correct(place, seen=False)


def recalled_agencies(sheet: Sheet, row: Row) -> tuple[tuple[str, str], ...]:
    """The agencies of a row (id, name) of which a remembered choice says which one each is."""
    found = {part.agency: part.name for part in row.parts}
    return tuple(
        (agency, name)
        for agency, name in found.items()
        if agency in sheet.same and sheet.choices.get((About.AGENCY, agency_key(name))) == sheet.same[agency]
    )


def recalled_count(sheet: Sheet) -> int:
    """How many remembered choices were made again: rows, agencies, columns."""
    agencies = {agency for row in sheet.rows for agency, _ in recalled_agencies(sheet, row)} if sheet.choices else ()
    return sum(row.recalled for row in sheet.rows) + len(agencies) + len(recalled_columns(sheet))


def recalled_columns(sheet: Sheet) -> tuple[str, ...]:
    """The headings of the columns that are what a remembered choice says."""
    headings = ((_heading(sheet, block, column), field) for (block, column), field in sheet.columns.items())
    return tuple(words for words, field in headings if sheet.choices.get((About.COLUMN, shape(words))) == field)


def learned(sheet: Sheet, first: Sheet) -> tuple[tuple[Choice, ...], frozenset[tuple[str, str]]]:
    """What is to be remembered of a review that began with `first`, and which remembered choices it goes against."""
    made = {(choice.about.value, choice.key): choice for choice in _decisions(sheet, first)}
    new = tuple(choice for key, choice in made.items() if sheet.choices.get(key) != choice.value)
    return new, frozenset(key for key in _asked(sheet) if key in sheet.choices and key not in made)


def _decisions(sheet: Sheet, first: Sheet) -> Iterator[Choice]:
    yield from _lines_decided(sheet)
    yield from _agencies_decided(sheet, first)
    for (block, column), field in sheet.columns.items():
        heading = _heading(sheet, block, column)
        if heading:
            yield Choice(About.COLUMN, shape(heading), field, heading)


def _lines_decided(sheet: Sheet) -> Iterator[Choice]:
    """Whoever leaves out most tasks of a document chooses among them once, and sets no rule."""
    left = sum(not row.taken for row in sheet.rows)
    for row in sheet.rows:
        words, what = _words(sheet, row), row.becomes
        if row.line is None and what is Becomes.TASK:
            what = Becomes.TASK if row.taken or row.split_off or left * 2 > len(sheet.rows) else Becomes.NOTHING
        decided = what is not Becomes.TASK or (row.line is not None and row.taken)
        if decided and len(shape(words)) >= _LEAST_LETTERS:
            yield Choice(About.LINE, shape(words), what.value, words)


def _agencies_decided(sheet: Sheet, first: Sheet) -> Iterator[Choice]:
    replaced = replaced_everywhere(sheet, first)
    for name, agency in unknown_names(sheet):
        other = sheet.same.get(agency) or replaced.get(agency)
        remembered = sheet.choices.get((About.AGENCY, agency_key(name)))
        if other is not None and (other != first.same.get(agency) or other == remembered):
            yield Choice(About.AGENCY, agency_key(name), other, name)


def _asked(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """All that a remembered choice could be about in the document."""
    yield from ((About.LINE.value, shape(task.text)) for task in sheet.draft.tasks)
    yield from ((About.LINE.value, shape(number_and_text(line)[1])) for line in sheet.lines)
    yield from ((About.AGENCY.value, agency_key(name)) for name, _ in unknown_names(sheet))
    for line, held in enumerate(sheet.lines):
        if _first_of_block(sheet, held.place[0]) == line:
            yield from ((About.COLUMN.value, shape(cell)) for cell in held.cells)


def _words(sheet: Sheet, row: Row) -> str:
    """What the document says where a row comes from."""
    if row.line is not None:
        return number_and_text(sheet.lines[row.line])[1]
    return sheet.draft.tasks[row.source].text


def unknown_names(sheet: Sheet) -> list[tuple[str, str]]:
    """The agencies that the document names and the book did not know, by name and id."""
    named = (agency.canonical for task in sheet.draft.tasks for _, agency in roles_of(task))
    return [(name, agency_id(name)) for name in dict.fromkeys(named) if agency_id(name) not in sheet.known.names]


def replaced_everywhere(sheet: Sheet, first: Sheet) -> dict[str, str]:
    """The unknown agencies that the officer replaced by one and the same of the book in every row."""
    found = ((agency, _replaced_by(sheet, first, agency)) for _, agency in unknown_names(sheet))
    return {agency: other for agency, other in found if other is not None}


def _replaced_by(sheet: Sheet, first: Sheet, agency: str) -> str | None:
    """The one agency that stands in every row where an unknown one was named."""
    found: set[str] = set()
    for before in first.rows:
        for part in (part for part in before.parts if part.agency == agency):
            after = next((row for row in sheet.rows if row.source == before.source and not row.split_off), None)
            if after is None:
                continue
            new = {held.agency for held in after.parts if held.role is part.role} - {
                held.agency for held in before.parts if held.role is part.role
            }
            if any(held.agency == agency for held in after.parts) or len(new) != 1:
                return None
            found |= new
    return found.pop() if len(found) == 1 and next(iter(found)) in sheet.known.names else None


def _known_columns(sheet: Sheet, choices: Choices) -> Iterator[tuple[int, int, str]]:
    """Columns whose headings are remembered: a line of their table, their place, the field that they are."""
    for line, held in enumerate(sheet.lines):
        if len(held.cells) > 1 and _first_of_block(sheet, held.place[0]) == line:
            for column, cell in enumerate(held.cells):
                field = choices.get((About.COLUMN, shape(cell)))
                if field is not None:
                    yield line, column, field


def _heading(sheet: Sheet, block: int, column: int) -> str:
    line = _first_of_block(sheet, block)
    cells = sheet.lines[line].cells if line is not None else ()
    return cells[column] if column < len(cells) else ""


def _first_of_block(sheet: Sheet, block: int) -> int | None:
    return next((line for line, held in enumerate(sheet.lines) if held.place[0] == block), None)


def _recalled(sheet: Sheet, place: int) -> Sheet:
    row = replace(sheet.rows[place], recalled=True, seen=True)
    return replace(sheet, rows=(*sheet.rows[:place], row, *sheet.rows[place + 1 :]))
