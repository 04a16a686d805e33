"""How cells are shown; which number formats make a day of a number, and that day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from danvan_desktop.reading.sheets.model import Value
from danvan_desktop.reading.sheets.values import date_value, number_value


@dataclass(frozen=True, slots=True)
class CellLook:
    """How a cell is shown."""

    format: str = "General"
    bold: bool = False
    centred: bool = False
    font: str = ""


def built_in_format(number: int) -> str:
    """The format that a number below 164 means in every workbook."""
    from openpyxl.styles.numbers import BUILTIN_FORMATS

    return str(BUILTIN_FORMATS.get(number, "General"))


@lru_cache(maxsize=1024)
def makes_days(code: str) -> bool:
    """Whether a format shows numbers as days or times."""
    from openpyxl.styles.numbers import is_date_format, is_timedelta_format

    return bool(is_date_format(code)) and not is_timedelta_format(code)


def formatted(number: float, code: str, since_1904: bool) -> Value:
    """The value of a stored number under its format."""
    if not makes_days(code):
        return number_value(number, code)
    day = day_of(number, since_1904)
    return number_value(number, "General") if day is None else date_value(day, code)


def day_of(number: float, since_1904: bool) -> datetime | None:
    """The day that a stored number means; None outside the years that a programme can have."""
    from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

    try:
        found = from_excel(number, CALENDAR_MAC_1904 if since_1904 else CALENDAR_WINDOWS_1900)
    except (ValueError, OverflowError):
        return None
    if isinstance(found, datetime):
        return found
    # a number below 1 is a time of day
    return None if found is None else datetime.combine(date(1900, 1, 1), found)
