"""Which column of a table holds what: read from its heading row or rows, never from the number of columns."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from danvan_desktop.domain.text import fold
from danvan_desktop.reading.recogniser.table.grid import Place, at, places, width
from danvan_desktop.reading.recogniser.text.lines import tidy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from danvan_desktop.reading.blocks import Row, Table


class Column(StrEnum):
    """What the cells of a column are."""

    NUMBER = "number"
    TASK = "task"
    LEAD = "lead"
    IMPLEMENTING = "implementing"
    COORD = "coord"
    TIME = "time"
    PRODUCT = "product"
    FORM = "form"
    NOTE = "note"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Columns:
    """The role and the printed heading of every column."""

    roles: tuple[Column, ...]
    headings: tuple[str, ...]
    times: tuple[str, ...] = ()
    """The time that the heading of each column is («Quý I»), «» for none; empty unless several columns are such."""

    def of(self, role: Column) -> tuple[int, ...]:
        """The columns with a role, left to right."""
        return tuple(index for index, found in enumerate(self.roles) if found is role)


@dataclass(frozen=True, slots=True)
class Heading:
    """The columns of a table, and its heading rows: from `start` up to the `first` row of data."""

    columns: Columns
    start: int
    first: int


_ROLES: Final = (
    (Column.NUMBER, r"(?:s?tt|so tt|so thu tu|thu tu|stt\b.*|muc|ma so)"),
    (Column.LEAD, r".*\bchu tri\b.*\bphoi hop\b.*"),
    (Column.COORD, r".*\bphoi hop\b.*"),
    (Column.LEAD, r".*\bchu tri\b.*"),
    (Column.NOTE, r"ghi chu.*|.*\bphu trach\b.*|.*\bchi dao\b.*|can cu.*|kinh phi.*|dia diem.*"),
    (Column.TIME, r".*\b(?:thoi gian|thoi han|tg|tien do|hoan thanh|thoi diem|lo trinh)\b.*"),
    (Column.PRODUCT, r".*\b(?:san pham|ket qua|dau ra)\b.*"),
    (Column.FORM, r".*\bhinh thuc\b.*"),
    (
        Column.IMPLEMENTING,
        r".*\b(?:co quan|don vi|cq|dv|bo phan|ca nhan|nguoi)\b.*\b(?:thuc hien|tham muu|duoc giao|trien khai)\b.*"
        r"|phan cong.*|co quan|don vi|cq|dv|trach nhiem.*",
    ),
    (Column.TASK, r".*\b(?:nhiem vu|noi dung|cong viec|hoat dong|dau viec|nhom viec|chi tieu|muc tieu)\b.*"),
)
_COMPILED: Final = tuple((role, re.compile(pattern)) for role, pattern in _ROLES)
_TIME_HEADING: Final = re.compile(
    r"\b(?:quy ?(?:iv|i{1,3}|0?[1-4])|(?:thang ?|t\.? ?)(?:1[0-2]|0?[1-9])|tuan [1-5]|[69] thang (?:dau|cuoi) nam)"
    r"(?: ?[/-] ?20\d\d| nam 20\d\d)?$"
)
"""The end of the heading of a column whose cells mark what is done in that time."""
_UNDER_TIME: Final = re.compile(r"\b(?P<unit>thang|quy)\b[a-z ]* (?P<number>1[0-2]|0?[1-9]|iv|i{1,3})$")
"""«Các tháng trong năm» over 1, 2, 3 …"""
_UNITS: Final = {"thang": "Tháng", "quy": "Quý"}
MARKS: Final = frozenset({"x", "v", "+", "*", "✓", "✔", "√", "•", "●", "\uf0fc", "\uf0fe"})
"""What stands in the cells of such a column, folded."""
_FIGURE: Final = re.compile(r"[\d.,]+ ?%?")
_LOOK_AT: Final = 6
"""Rows in which the heading may stand; a title row or a unit row can come before it."""
_LONGEST_HEADING: Final = 60


def find_heading(table: Table) -> Heading | None:
    """The heading of a catalogue table; None for other tables.

    A catalogue has a column of tasks and at least one of leads, times or coordinating agencies.
    """
    columns = width(table)
    for index, row in enumerate(table.rows[:_LOOK_AT]):
        for height in (1, 2):
            rows = table.rows[index : index + height]
            if len(rows) < height or (height == 2 and not _goes_down(row, rows[1])):
                continue
            found = _columns(rows, columns, table.rows[index + height :])
            if found is not None and not (height == 1 and _deeper(table.rows, index, columns)):
                return Heading(found, index, index + height)
    return None


def heading_again(row: Row, columns: Columns) -> bool:
    """Whether a row repeats the heading (a table set over several pages by hand)."""
    texts = _headings((row,), len(columns.roles))
    said = [(text, heading) for text, heading in zip(texts, columns.headings, strict=True) if text]
    return len(said) > 1 and all(fold(text) in fold(heading) for text, heading in said)


def numbering_row(row: Row) -> bool:
    """Whether a row only numbers the columns: (1) (2) (3), 1 2 3, or A B 1 2."""
    texts = [tidy(cell.text).strip("()[]. ") for cell in row.cells]
    filled = [text for text in texts if text]
    digits = [int(text) for text in filled if text.isdecimal()]
    letters = [text for text in filled if not text.isdecimal()]
    if len(filled) < 3 or len(digits) < 2 or any(len(text) > 2 for text in letters):
        return False
    return digits == list(range(digits[0], digits[0] + len(digits))) and digits[0] <= 2


def _columns(rows: Sequence[Row], columns: int, below: Sequence[Row]) -> Columns | None:
    headings = _headings(rows, columns)
    if any(len(heading) > _LONGEST_HEADING for heading in headings):
        return None
    roles = _one_number([_role(heading) for heading in headings])
    if Column.LEAD not in roles:
        roles = [Column.LEAD if role is Column.IMPLEMENTING else role for role in roles]
    times = _times(headings, below)
    if times:
        roles = [Column.TIME if time else role for role, time in zip(roles, times, strict=True)]
    if Column.TASK not in roles or not {Column.LEAD, Column.COORD, Column.TIME} & set(roles):
        return None
    return Columns(tuple(roles), headings, times)


def _times(headings: Sequence[str], below: Sequence[Row]) -> tuple[str, ...]:
    """The times that headings are, if the cells below them mark work in that time; figures in them are other data."""
    times = tuple(map(_time_of, headings))
    timed = [column for column, time in enumerate(times) if time]
    cells = [at(places(row), column) for row in below if not numbering_row(row) for column in timed]
    said = [fold(place.cell.text) for place in cells if place is not None and place.cell.text.strip()]
    marked = any(text in MARKS for text in said) and not any(_FIGURE.fullmatch(text) for text in said)
    return times if len(timed) > 1 and marked else ()


def _time_of(heading: str) -> str:
    words = fold(heading)
    found = _TIME_HEADING.search(words)
    if found:
        return heading[found.start() :]
    under = _UNDER_TIME.search(words)
    return f"{_UNITS[under['unit']]} {under['number'].upper()}" if under else ""


def _headings(rows: Sequence[Row], columns: int) -> tuple[str, ...]:
    """The heading of every column, those of two rows one under the other."""
    headings = []
    found = [_covering(row) for row in rows[:-1]] + [places(row) for row in rows[-1:]]
    for column in range(columns):
        cells = [at(row, column) for row in found]
        texts = [tidy(place.cell.text) for place in cells if place is not None]
        headings.append(" ".join(dict.fromkeys(filter(None, texts))))
    return tuple(headings)


def _role(heading: str) -> Column:
    words = fold(heading).strip("() .:")
    return next((role for role, pattern in _COMPILED if pattern.fullmatch(words)), Column.OTHER)


def _one_number(roles: list[Column]) -> list[Column]:
    """A heading «Mục» or «Mã số» is a number only in the first column; a first column without words is one."""
    if roles and roles[0] is Column.OTHER and Column.NUMBER not in roles and Column.TASK in roles[1:2]:
        roles = [Column.NUMBER, *roles[1:]]
    first = next((index for index, role in enumerate(roles) if role is Column.NUMBER), None)
    return [Column.OTHER if role is Column.NUMBER and index != first else role for index, role in enumerate(roles)]


def _goes_down(upper: Row, lower: Row) -> bool:
    """Whether the second row completes the heading: it divides the wide cells above it and is blank elsewhere."""
    if len(upper.cells) < 2:  # a title over the whole width
        return False
    covering = _covering(upper)
    beside = any(place.end - place.start == 1 for place in covering)
    return _divides(places(upper), lower) or (beside and _divides(covering, lower))


def _divides(upper: Sequence[Place], lower: Row) -> bool:
    below = places(lower)
    divides = False
    for place in upper:
        texts = [under.cell.text.strip() for under in below if place.start <= under.start < place.end]
        if place.end - place.start == 1 and any(texts):
            return False
        divides |= place.end - place.start > 1 and sum(map(bool, texts)) > 1
    return divides


def _covering(row: Row) -> tuple[Place, ...]:
    """The cells of an upper heading row; a blank one belongs to the one before it, as if they were merged.

    A title or a letterhead has wide cells alone, a heading also narrow ones, with nothing below them.
    """
    found: list[Place] = []
    for place in places(row):
        if found and not place.cell.text.strip():
            found[-1] = replace(found[-1], end=place.end)
        else:
            found.append(place)
    return tuple(found)


def _deeper(rows: Sequence[Row], index: int, columns: int) -> bool:
    """Whether the heading goes on in the row below (a wide «Phân công» over «Chủ trì» and «Phối hợp»)."""
    pair = rows[index : index + 2]
    return len(pair) == 2 and _goes_down(*pair) and _columns(pair, columns, rows[index + 2 :]) is not None
