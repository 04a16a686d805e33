"""Numbers and dates as a workbook shows them: the stored number, seen through its number format."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from danvan_desktop.reading.sheets.model import Value, ValueKind

if TYPE_CHECKING:
    from datetime import datetime

_LITERALS: Final = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_PLAIN_NUMBER: Final = re.compile(
    r'(?P<before>(?:"[^"]*"|\\.|[ .\-/])*)(?P<digits>[#0,]*0|General)(?P<places>\.0+)?(?P<percent>%?)'
    r'(?P<after>(?:"[^"]*"|\\.|[ .\-/)])*)',
)
_QUOTES: Final = re.compile(r'"([^"]*)"|\\(.)')
_ISO_DAY: Final = re.compile(r"(20\d\d|19\d\d)-(\d{1,2})-(\d{1,2})(?:[ T]00:00(?::00(?:\.0+)?)?)?")
_OTHER_DAY: Final = re.compile(r"(\d{1,2})([.-])(\d{1,2})\2(20\d\d|19\d\d)")
_LONGEST: Final = 32_767
"""Excel's own limit for the letters of a cell."""


def text_value(text: str, bold: bool = False, centred: bool = False) -> Value:
    """A cell of text; a day written in another order is brought into ours."""
    clean = text[:_LONGEST].replace("\r\n", "\n").replace("\r", "\n")
    return Value(ValueKind.TEXT, _day_in_order(clean), bold=bold, centred=centred)


def number_value(number: float, code: str) -> Value:
    """A number seen through its format."""
    return Value(ValueKind.NUMBER, _number_text(number, code.split(";")[0]), number)


def date_value(moment: datetime, code: str) -> Value:
    """A date or time seen through its format: what the format leaves out (day, year, hour) is not written either."""
    return Value(ValueKind.DATE, _moment_text(moment, _LITERALS.sub("", code.split(";")[0]).lower()), day=moment)


def truth_value(truth: bool) -> Value:
    """A box that is ticked or not."""
    return Value(ValueKind.TRUTH, "TRUE" if truth else "FALSE")


def plain(number: float, places: int | None = None) -> str:
    """A number with a point, without the noise of its binary form."""
    if places is not None:
        return f"{number:.{min(places, 15)}f}"
    return str(int(number)) if number == int(number) and abs(number) < 1e15 else f"{number:.12g}"


def _day_in_order(text: str) -> str:
    said = text.strip()
    found = _ISO_DAY.fullmatch(said)
    if found:
        return f"{int(found[3]):02d}/{int(found[2]):02d}/{found[1]}"
    found = _OTHER_DAY.fullmatch(said)
    if found:
        return f"{int(found[1]):02d}/{int(found[3]):02d}/{found[4]}"
    return text


def _number_text(number: float, code: str) -> str:
    found = _PLAIN_NUMBER.fullmatch(code)
    if found is None:
        return plain(number).replace(".", ",")
    places = found["places"]
    shown = number * 100 if found["percent"] else number
    text = plain(shown, len(places) - 1 if places else 0 if found["digits"] != "General" else None)
    whole, _, rest = text.partition(".")
    whole = whole.zfill(found["digits"].count("0")) if found["digits"] != "General" else whole
    if "," in found["digits"]:
        whole = f"{int(whole):,}".replace(",", ".")
    joined = f"{whole},{rest}" if rest else whole
    return f"{_unquoted(found['before'])}{joined}{found['percent']}{_unquoted(found['after'])}"


def _unquoted(text: str) -> str:
    return _QUOTES.sub(lambda found: found[1] if found[1] is not None else found[2], text)


def _moment_text(moment: datetime, code: str) -> str:
    hours = "h" in code
    has_day, has_year = "d" in code, "y" in code
    has_month = "m" in (code.replace("mm:ss", "").replace("h:mm", "").replace("hh:mm", "") if hours else code)
    time = f"{moment.hour:02d} giờ {moment.minute:02d}" if hours and (moment.hour or moment.minute) else ""
    if has_day and has_month:
        day = f"{moment:%d/%m/}{moment.year:04d}" if has_year else f"{moment:%d/%m}"
    elif has_month and has_year:
        day = f"Tháng {moment.month}/{moment.year:04d}"
    elif has_month:
        day = f"Tháng {moment.month}"
    elif has_year:
        day = f"{moment.year:04d}"
    elif hours:
        return f"{moment.hour:02d}:{moment.minute:02d}"
    else:
        day = f"{moment:%d/%m/}{moment.year:04d}"
    return f"{time} ngày {day}" if time else day
