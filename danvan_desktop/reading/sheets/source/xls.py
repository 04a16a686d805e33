"""Sheets of an .xls: values and merges by calamine, the rest from the records themselves."""

from __future__ import annotations

import struct
from dataclasses import replace
from datetime import date, datetime, time
from typing import IO, TYPE_CHECKING, Final

from danvan_desktop.reading.errors import Fault, FileFault
from danvan_desktop.reading.sheets.model import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Merge, Sheet, Value, ValueKind
from danvan_desktop.reading.sheets.source.formats import formatted, makes_days
from danvan_desktop.reading.sheets.source.records import BookRecords, SheetRecords, read_records
from danvan_desktop.reading.sheets.values import date_value, text_value, truth_value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from python_calamine import CalamineSheet, CalamineWorkbook

_STREAMS: Final = ("Workbook", "Book")
_PANIC: Final = "PanicException"
"""What calamine raises where its code went wrong over a damaged file; no class of its own can be imported for it."""
_WHOLE_DAY: Final = "dd/mm/yyyy"


def read_xls(stream: IO[bytes]) -> Iterator[Sheet]:
    """The sheets of an opened .xls in order; raises FileFault."""
    import python_calamine as calamine

    records = _records(stream)
    stream.seek(0)
    try:
        workbook = calamine.CalamineWorkbook.from_filelike(stream)
        yield from _sheets(workbook, records)
    except calamine.PasswordError as error:
        raise FileFault(Fault.ENCRYPTED) from error
    except calamine.CalamineError as error:
        raise FileFault(Fault.DAMAGED) from error
    except BaseException as error:
        if type(error).__name__ != _PANIC:
            raise
        raise FileFault(Fault.DAMAGED) from error


def _records(stream: IO[bytes]) -> BookRecords:
    import olefile

    try:
        container = olefile.OleFileIO(stream)
        name = next((name for name in _STREAMS if container.exists(name)), None)
        if name is None:
            raise FileFault(Fault.DAMAGED)
        return read_records(container.openstream(name).read())
    except (OSError, struct.error, IndexError, ValueError, TypeError, RecursionError) as error:
        raise FileFault(Fault.DAMAGED) from error


def _sheets(workbook: CalamineWorkbook, records: BookRecords) -> Iterator[Sheet]:
    import python_calamine as calamine

    left = MAX_CELLS
    for index, about in enumerate(workbook.sheets_metadata):
        if about.typ != calamine.SheetTypeEnum.WorkSheet:
            continue
        own = records.sheets[index] if index < len(records.sheets) else SheetRecords()
        sheet = Sheet(about.name, hidden=about.visible != calamine.SheetVisibleEnum.Visible)
        sheet.hidden_rows, sheet.hidden_columns = own.hidden_rows, own.hidden_columns
        _fill(sheet, workbook.get_sheet_by_index(index), own, records, left)
        left -= len(sheet.cells)
        yield sheet


def _fill(sheet: Sheet, source: CalamineSheet, own: SheetRecords, records: BookRecords, left: int) -> None:
    for (top, start), (bottom, end) in source.merged_cell_ranges or ():
        sheet.merges.append(Merge(top, start, bottom, end))
    for row, values in enumerate(source.to_python(skip_empty_area=False, nrows=MAX_ROWS)):
        for column, stored in enumerate(values[:MAX_COLUMNS]):
            look = records.look_of(own, row, column)
            value = Value(ValueKind.ERROR, "") if (row, column) in own.errors else _value(stored, look.format)
            if value is not None and len(sheet.cells) < left:
                sheet.put(row, column, replace(value, bold=look.bold, centred=look.centred), look.font)
    sheet.cut = source.total_height > MAX_ROWS or source.total_width > MAX_COLUMNS or len(sheet.cells) >= left


def _value(stored: object, code: str) -> Value | None:
    if isinstance(stored, bool):
        return truth_value(stored)
    if isinstance(stored, str):
        return text_value(stored) if stored else None
    if isinstance(stored, int | float):
        return formatted(float(stored), code, since_1904=False)
    moment = _moment(stored)
    return None if moment is None else date_value(moment, code if makes_days(code) else _WHOLE_DAY)


def _moment(stored: object) -> datetime | None:
    if isinstance(stored, datetime):
        return stored
    if isinstance(stored, date):
        return datetime(stored.year, stored.month, stored.day)  # noqa: DTZ001 - a day in a cell has no time zone
    return datetime.combine(date(1900, 1, 1), stored) if isinstance(stored, time) else None
