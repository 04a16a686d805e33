"""What the officer makes of a line of the document: a task, a group, what the programme keeps beside its tasks, or a
field of a task."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from danvan_desktop.domain.catalogue.doubts import ROLE_FIELDS
from danvan_desktop.domain.numbering import split_number
from danvan_desktop.domain.review.sheet import Becomes, Row, Sheet, row_of
from danvan_desktop.domain.review.source import LineUse, SourceLine
from danvan_desktop.domain.text import clean

_ROLES: Final = {field: role for role, field in ROLE_FIELDS.items()}
_LABEL: Final = re.compile(r"[^:\d]{2,40}:\s*(?=\S)")
"""«Thời gian thực hiện: » before a value."""
_NUMBER_LETTERS: Final = 8
"""A first cell of a table row that is no longer than this is a number."""


def use_line(sheet: Sheet, line: int, what: Becomes) -> Sheet:
    """Make something of a line: its own row if it has one, else a new row where the line stands."""
    place = row_of_line(sheet, line)
    if place is None:
        sheet, place = _with_row(sheet, line)
    return sheet.become(place, what)


def put(sheet: Sheet, place: int, field: str, text: str) -> Sheet:
    """Put words of the document into a field of a row: added to its text, in place of what stands in another field."""
    words = clean(text)
    if field in _ROLES:
        names = _without_label(words).split(";")
        return sheet.correct(place, parts=sheet.parts_named(place, _ROLES[field], names), seen=False)
    if field == "text":
        return sheet.correct(place, text=clean(f"{sheet.rows[place].text} {words}"))
    return replace(sheet, rows=_replaced(sheet.rows, place, {field: _without_label(words)}))


def put_column(sheet: Sheet, line: int, column: int, field: str) -> Sheet:
    """Say what the cells of a column are: a field of every row that stands in the table of a line."""
    block = sheet.lines[line].place[0]
    for place, row in enumerate(sheet.rows):
        at = line_of(sheet, row)
        if at is None or sheet.lines[at].place[0] != block or column >= len(sheet.lines[at].cells):
            continue
        words = clean(sheet.lines[at].cells[column])
        if field == "text":
            sheet = sheet.correct(place, text=words or row.text)
        elif words:
            sheet = put(sheet, place, field, words)
    return replace(sheet, columns={**sheet.columns, (block, column): field})


def forget_column(sheet: Sheet, line: int, column: int) -> Sheet:
    """The field that a column was said to be is again as it was recognised in every row of the table."""
    block = sheet.lines[line].place[0]
    field = sheet.columns.get((block, column))
    if field is None:
        return sheet
    for place, row in enumerate(sheet.rows):
        at = line_of(sheet, row)
        if at is not None and row.line is None and sheet.lines[at].place[0] == block:
            sheet = _as_read(sheet, place, field)
    return replace(sheet, columns={key: held for key, held in sheet.columns.items() if key != (block, column)})


def _as_read(sheet: Sheet, place: int, field: str) -> Sheet:
    row, first = sheet.rows[place], row_of(sheet.draft, sheet.rows[place].source)
    if field not in _ROLES:
        return replace(sheet, rows=_replaced(sheet.rows, place, {field: getattr(first, field)}))
    role = _ROLES[field]
    parts = [part for part in row.parts if part.role is not role] + [part for part in first.parts if part.role is role]
    return sheet.correct(place, parts=tuple(sorted(parts, key=lambda part: list(_ROLES.values()).index(part.role))))


def row_of_line(sheet: Sheet, line: int) -> int | None:
    """The first row that a line stands for: made of it, or recognised in it."""
    made = (place for place, row in enumerate(sheet.rows) if row.line == line)
    if (found := next(made, None)) is not None or line >= len(sheet.lines):
        return found
    tasks = sheet.lines[line].tasks
    own = (place for place, row in enumerate(sheet.rows) if row.line is None and row.source in tasks)
    return next(own, None)


def line_of(sheet: Sheet, row: Row) -> int | None:
    """The line that a row stands in."""
    if row.line is not None:
        return row.line
    return next((at for at, line in enumerate(sheet.lines) if row.source in line.tasks), None)


def number_and_text(line: SourceLine) -> tuple[str, str]:
    """What a line says as a task: of a table row its number and the first words behind it."""
    cells = [clean(cell) for cell in line.cells if clean(cell)]
    if len(cells) > 1:
        first, *rest = cells if len(cells[0]) <= _NUMBER_LETTERS else ["", *cells]
        return first.strip(" .)"), rest[0]
    number, text = split_number(clean(line.text))
    return (number.label if number is not None else "", text)


def unused(sheet: Sheet) -> Iterator[int]:
    """The lines of which nothing was made yet."""
    made = {row.line for row in sheet.rows}
    for line, held in enumerate(sheet.lines):
        if held.use is not LineUse.TASK and line not in made:
            yield line


def _with_row(sheet: Sheet, line: int) -> tuple[Sheet, int]:
    held = sheet.lines[line]
    number, text = number_and_text(held)
    place = sum(_stands_before(row, held.after, line) for row in sheet.rows)
    beside = sheet.rows[place - 1 : place] or sheet.rows[:1]
    group = beside[0].group if beside else None
    row = Row(held.after, number, text, "", group, split_off=True, line=line)
    return replace(sheet, rows=(*sheet.rows[:place], row, *sheet.rows[place:])), place


def _stands_before(row: Row, after: int, line: int) -> bool:
    return row.source < after or (row.source == after and (row.line is None or row.line < line))


def _without_label(words: str) -> str:
    return _LABEL.sub("", words, count=1)


def _replaced(rows: Iterable[Row], place: int, fields: dict[str, str]) -> tuple[Row, ...]:
    return tuple(replace(row, **fields) if at == place else row for at, row in enumerate(rows))  # type: ignore[arg-type]
