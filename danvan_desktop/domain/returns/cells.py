"""The cells of a row, read into what the unit says; what cannot be read is told with its place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from danvan_desktop.domain.catalogue.cells import NotACellValue, read_day, read_percent, read_status
from danvan_desktop.domain.labels import STATUS_LABELS
from danvan_desktop.domain.records import Status
from danvan_desktop.domain.returns.form import CellKind, FormCell, FormRow
from danvan_desktop.domain.returns.layout import ANSWER_WORDS, ANSWERS, FormField
from danvan_desktop.domain.returns.review import CellProblem
from danvan_desktop.domain.text import clean, nfc
from danvan_desktop.domain.timing import why_no_day

_DAY_AND_MONTH = re.compile(r"(\d{1,2})[./-](\d{1,2})(?:[./-](\d{2}|\d{4}))?")
_SHOWN = 60


@dataclass(slots=True)
class Said:
    """What the cells of a row say; nothing for those that are empty. `unread` are the fields with a problem."""

    status: Status | None = None
    done_on: date | None = None
    percent: int | None = None
    texts: dict[FormField, str] = field(default_factory=dict)
    unread: set[FormField] = field(default_factory=set)
    problems: list[CellProblem] = field(default_factory=list)

    def text(self, name: FormField) -> str:
        """One of the free texts."""
        return self.texts.get(name, "")


def read_row(row: FormRow, path: str) -> Said:
    """What a row says of the task called `path`."""
    said = Said()
    for name, cell in row.cells.items():
        try:
            _read(said, name, cell)
        except NotACellValue as error:
            said.unread.add(name)
            said.problems.append(CellProblem(cell.place, _short(_stored(cell)), str(error), path))
    return said


def read_day_cell(cell: FormCell) -> date | None:
    """The day in a cell, None for an empty one. Raises NotACellValue."""
    if cell.kind is CellKind.DAY and cell.day is not None:
        return cell.day
    if cell.kind is CellKind.NUMBER:
        raise NotACellValue("ô ghi một số, không phải ngày; hãy ghi ngày dạng 31/03/2026")
    try:
        return read_day(cell.text)
    except NotACellValue as error:
        raise NotACellValue(_why_no_day(cell.text) or str(error)) from error


def read_fact(cell: FormCell | None) -> str:
    """The words in a cell about the whole report."""
    return "" if cell is None or cell.kind is CellKind.BROKEN else nfc(cell.text).strip()


def shown_row(row: FormRow) -> str:
    """What is filled in, as it stands, for a row that is no task of the book."""
    return "; ".join(_short(cell.text) for cell in row.cells.values() if clean(cell.text))


def _read(said: Said, name: FormField, cell: FormCell) -> None:
    if cell.kind is CellKind.BROKEN:
        raise NotACellValue("ô báo lỗi hoặc công thức chưa tính; hãy ghi thẳng giá trị")
    match name:
        case FormField.STATUS:
            said.status = _status(cell.text)
        case FormField.DONE_ON:
            said.done_on = read_day_cell(cell)
        case FormField.PERCENT:
            said.percent = _percent(cell)
        case _:
            said.texts[name] = nfc(cell.text).strip()


def _status(text: str) -> Status | None:
    if not clean(text):
        return None
    known: Mapping[Status, str] = STATUS_LABELS
    try:
        status = read_status(text)
    except NotACellValue:
        status = None
    if status in ANSWERS:
        return status
    words = ", ".join(f"«{word}»" for word in ANSWER_WORDS)
    if status is not None:
        raise NotACellValue(f"«{known[status]}» không do đơn vị quyết định; đơn vị ghi được {words}")
    raise NotACellValue(f"không phải một trạng thái; đơn vị ghi được {words}")


def _percent(cell: FormCell) -> int | None:
    """A number that its format rounds is not what was written."""
    whole = cell.number is None or "%" in cell.text or cell.number == int(cell.number)
    if cell.kind is CellKind.DAY or not whole:
        raise NotACellValue("hãy ghi số nguyên từ 0 đến 100")
    return read_percent(cell.text)


def _why_no_day(text: str) -> str:
    """«tháng 2 chỉ có 29 ngày», or that the year is missing."""
    found = _DAY_AND_MONTH.fullmatch(clean(text))
    if found is None:
        return ""
    day, month, year = int(found[1]), int(found[2]), int(found[3]) if found[3] and len(found[3]) == 4 else None
    try:
        date(year or 2024, month, day)
    except ValueError:
        return f"không có ngày này: {why_no_day(month, day, year)}"
    return "thiếu năm hoặc năm chưa đủ bốn chữ số; hãy ghi dạng 31/03/2026"


def _stored(cell: FormCell) -> str:
    """What was written: a number as it is, not as its format rounds it."""
    rounded = cell.kind is CellKind.NUMBER and cell.number is not None and cell.number != int(cell.number)
    return f"{cell.number:.12g}".replace(".", ",") if rounded else cell.text


def _short(text: str) -> str:
    said = clean(text)
    return said if len(said) <= _SHOWN else f"{said[: _SHOWN - 1]}…"
