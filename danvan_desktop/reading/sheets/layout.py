"""What stands where in a sheet: title lines, the table with its heading, and what is signed below it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from danvan_desktop.domain.numbering import roman
from danvan_desktop.domain.text import fold
from danvan_desktop.reading.recogniser.table.columns import Column, find_heading
from danvan_desktop.reading.sheets.grid import Grid, GridCell, GridRow, paragraphs_of, table_of
from danvan_desktop.reading.sheets.model import ValueKind, cell_name
from danvan_desktop.reading.sheets.ordinals import with_numbers
from danvan_desktop.reading.sheets.source.formats import day_of
from danvan_desktop.reading.sheets.values import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from danvan_desktop.reading.blocks import Paragraph, Table
    from danvan_desktop.reading.recogniser.table.columns import Heading

_LOOK_AT: Final = 60
_STEP: Final = 5
"""Rows between two tries: a heading is looked for in the first six rows of what is given."""
_CLOSING: Final = re.compile(
    r"noi nhan\b.*|(?:tm|kt|tl|tuq|q)\s?\..{3,}|nguoi (?:lap|tong hop|ky)\b.*|thu truong\b.*|(?:pho )?chu tich\b.{0,40}"
    r"|.{2,40}, ngay\b.*\bthang\b.*\bnam\b.*|tong (?:cong|so)\b.*|ghi chu ?:.*"
)
_OFFICE: Final = re.compile(r"(?:tm|kt|tl|tuq|q)\s?\..{3,}|(?:pho )?chu tich\b.{0,40}")
_DAY_AND_PLACE: Final = re.compile(r".{2,40}, ngay\b.*\bthang\b.*\bnam\b.{0,12}")
_UNITS: Final = {"quy": "Quý", "thang": "Tháng"}
_FIRST_SERIAL, _LAST_SERIAL = 40_000, 60_000
"""Days from 2009 to 2064 as bare numbers."""
_LONG_TEXT: Final = 60


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a sheet: the lines above its table, the table (None for lines alone), the lines below it.

    `heading` is what its columns are called where it is a catalogue; `repaired` are sentences on what was put right.
    """

    above: tuple[Paragraph, ...]
    table: Table | None = None
    below: tuple[Paragraph, ...] = ()
    heading: tuple[str, ...] = ()
    repaired: tuple[str, ...] = ()


def parts_of(grid: Grid) -> Iterator[Part]:
    """The parts of a sheet in order: each table with what stands above and below it."""
    for rows in _stretches(grid.rows):
        heading = _heading(rows)
        if heading is None:
            yield _without_heading(rows)
        else:
            yield _catalogue(rows, heading, grid.columns)


def is_prose(rows: Sequence[GridRow]) -> bool:
    """Whether rows without a catalogue are worth reading: they hold sentences, not lists of names."""
    return sum(len(cell.text) > _LONG_TEXT for row in rows for cell in row.filled) > 1


def _stretches(rows: Sequence[GridRow]) -> Iterator[Sequence[GridRow]]:
    """The rows cut at gaps behind which another heading stands."""
    starts = [0]
    headed = False
    for index, row in enumerate(rows):
        if not row.after_gap:
            continue
        if not headed and index - starts[-1] <= 2 * _LOOK_AT:
            headed = _heading(rows[starts[-1] : index]) is not None
        if headed and _heads(rows[index : index + 8]):
            starts.append(index)
            headed = False
    for start, end in zip(starts, [*starts[1:], len(rows)], strict=True):
        yield rows[start:end]


def _heads(rows: Sequence[GridRow]) -> bool:
    gap = next((index for index, row in enumerate(rows) if index and row.after_gap), len(rows))
    return find_heading(table_of(rows[: max(gap, 2)])) is not None


def _heading(rows: Sequence[GridRow]) -> Heading | None:
    """The heading of a table, its rows counted from the first of these."""
    for start in range(0, min(len(rows), _LOOK_AT), _STEP):
        found = find_heading(table_of(rows[start : start + 2 * _STEP]))
        if found is not None:
            return replace(found, start=found.start + start, first=found.first + start)
    return None


def _without_heading(rows: Sequence[GridRow]) -> Part:
    if any(len(row.filled) > 1 for row in rows):
        return Part((), table_of(rows))
    return Part(tuple(_lines(rows)))


def _lines(rows: Sequence[GridRow]) -> Iterator[Paragraph]:
    """The cells of rows as paragraphs."""
    for row in rows:
        for cell in row.filled:
            yield from paragraphs_of(cell)


def _catalogue(rows: Sequence[GridRow], heading: Heading, columns: Sequence[int]) -> Part:
    end = _end_of_table(rows, heading)
    body = list(rows[heading.first : end])
    repaired: list[str] = []
    for column in heading.columns.of(Column.NUMBER)[:1]:
        found = with_numbers(body, column, columns[column])
        body = found.rows
        repaired.extend(_told(_FROM_DAYS, found.from_days))
        repaired.extend(_told(_FROM_NUMBERS, found.from_numbers))
    serials: list[str] = []
    for column in heading.columns.of(Column.TIME):
        body = [_with_time(row, column, columns[column], serials) for row in body]
    repaired.extend(_told(_SERIALS, serials))
    heads = rows[heading.start : heading.first]
    table = table_of([*heads, *body], frozenset(range(len(heads))))
    above, below = tuple(_lines(rows[: heading.start])), tuple(_signed(rows[end:]))
    return Part(above, table, below, tuple(map(fold, heading.columns.headings)), tuple(repaired))


def _signed(rows: Sequence[GridRow]) -> Iterator[Paragraph]:
    """What stands below a table, column by column: first the one in which an office signs, days and places last."""
    columns: dict[int, list[Paragraph]] = {}
    days: list[Paragraph] = []
    for row in rows:
        for start, cell in row.starts():
            dated = _DAY_AND_PLACE.fullmatch(fold(cell.text)) is not None
            (days if dated else columns.setdefault(start, [])).extend(paragraphs_of(cell))
    order = sorted(columns, key=lambda start: not any(_OFFICE.fullmatch(fold(one.text)) for one in columns[start]))
    for start in order:
        yield from columns[start]
    yield from days


_FROM_DAYS: Final = "số thứ tự ở ô {cells} đã bị Excel đổi thành ngày, được đọc lại là số"
_FROM_NUMBERS: Final = "số thứ tự ở ô {cells} đã bị Excel bỏ số 0 cuối, được đọc theo dòng phía trên"
_SERIALS: Final = "ô {cells} ghi ngày dưới dạng số của Excel, được đọc lại là ngày"
_NAMED: Final = 5


def _told(sentence: str, cells: Sequence[str]) -> Iterator[str]:
    if cells:
        more = f" và {len(cells) - _NAMED} ô khác" if len(cells) > _NAMED else ""
        yield sentence.format(cells=", ".join(cells[:_NAMED]) + more)


def _end_of_table(rows: Sequence[GridRow], heading: Heading) -> int:
    """The row behind the table: a signature, a sum or a note with no number, below the last numbered or timed row."""
    columns = heading.columns
    telling = {*columns.of(Column.NUMBER), *columns.of(Column.TIME), *columns.of(Column.LEAD)}
    last = heading.first
    for index in range(heading.first, len(rows)):
        row = rows[index]
        if not _closes(row) and any(start in telling and cell.text and cell.span == 1 for start, cell in row.starts()):
            last = index + 1
    closing = (index for index in range(last, len(rows)) if _closes(rows[index]))
    return next(closing, len(rows))


def _closes(row: GridRow) -> bool:
    return any(_CLOSING.fullmatch(fold(cell.text.split("\n")[0])) for cell in row.filled)


def _with_time(row: GridRow, column: int, sheet_column: int, serials: list[str]) -> GridRow:
    """A row whose time is a bare number: a day that lost its format."""
    cell = row.at(column)
    number = cell.value.number
    if cell.value.kind is not ValueKind.NUMBER or number is None or not _FIRST_SERIAL < number < _LAST_SERIAL:
        return row
    day = day_of(number, since_1904=False)
    if day is None:
        return row
    serials.append(cell_name(row.place, sheet_column))
    return _with_cell(row, column, cell.saying(f"{day:%d/%m/%Y}"))


def _with_cell(row: GridRow, column: int, cell: GridCell) -> GridRow:
    return replace(row, cells=tuple(cell if start == column else other for start, other in row.starts()))


def with_units(grid: Grid) -> Grid:
    """A column headed «Quý» or «Tháng» as one of times: its numbers say which quarter or month."""
    for index, row in enumerate(grid.rows[:_LOOK_AT]):
        if len(row.filled) < 3:
            continue
        for column, cell in row.starts():
            unit = _UNITS.get(fold(cell.text).strip("() .:"))
            if unit is not None and cell.span == 1:
                named = _with_cell(row, column, cell.saying(f"Thời gian ({cell.text})"))
                below = (_with_unit(other, column, unit) for other in grid.rows[index + 1 :])
                return Grid((*grid.rows[:index], named, *below), grid.columns)
    return grid


def _with_unit(row: GridRow, column: int, unit: str) -> GridRow:
    cell = row.at(column)
    said = cell.text
    if cell.value.kind is ValueKind.NUMBER and cell.value.number is not None:
        said = plain(cell.value.number)
    number = said.upper()
    if number.isdecimal() and unit == "Quý" and 1 <= int(number) <= 4:
        number = roman(int(number))
    known = number in ("I", "II", "III", "IV") or (number.isdecimal() and 1 <= int(number) <= 12)
    return _with_cell(row, column, cell.saying(f"{unit} {number}")) if known else row
