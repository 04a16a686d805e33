"""What every workbook shares: how a file is made, what A4 asks of a sheet, how a cell is written.

Text is always written as text, whatever it begins with, so that nothing an agency sent can run as a formula; dates and
numbers are real ones. xlsxwriter is imported only when a workbook is written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO
from math import ceil
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from danvan_desktop.writing.metrics import text_width
from danvan_desktop.writing.typography import printable

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from danvan_desktop.domain.papers import LetterheadProfile

Value = str | date | int | None

FONT_PT: Final = 11
FONT: Final = MappingProxyType({"font_name": "Times New Roman", "font_size": FONT_PT})
CELL: Final = MappingProxyType({**FONT, "valign": "top", "text_wrap": True, "border": 1})
MIDDLE: Final = MappingProxyType({"align": "center", "valign": "vcenter", "text_wrap": True})
HEADING: Final = MappingProxyType({**FONT, **MIDDLE, "bold": True, "border": 1, "bg_color": "#F2F2F2"})
DAY: Final = MappingProxyType({"align": "center", "num_format": "dd/mm/yyyy"})
NUMBER: Final = MappingProxyType({"align": "center", "num_format": "0"})
TEXT_FORMAT: Final = "@"

_OFFICE: Final = "Phòng Văn hóa - Xã hội"
_LONGEST_TEXT: Final = 32_766
"""Excel holds 32,767 letters in a cell; one is kept for the mark that something was left out."""
_LONGEST_NAME: Final = 31
_NOT_IN_NAMES: Final = str.maketrans("[]:*?/\\", "       ")
_A4: Final = 9
_MARGIN_INCH: Final = 0.4
_LINE_PT: Final = 14.5
_HIGHEST_ROW_PT: Final = 409
_UNIT_MM: Final = 1.85
"""What one unit of a column's width gives to text."""
_LOST_MM: Final = 3.5
"""What stays free of a line because the next word does not fit."""
_LARGER: Final = 0.9
"""So much of a width is left for letters of 12 points, over those of 11."""
_FOOTER: Final = '&C&"Times New Roman,Regular"&11Trang &P/&N'
_OPTIONS: Final = MappingProxyType(
    {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_format_properties": dict(FONT),
    }
)


@dataclass(frozen=True, slots=True)
class About:
    """Whose workbook it is, what it is called, and on which day."""

    profile: LetterheadProfile
    title: str
    subject: str
    as_of: date

    @property
    def said(self) -> str:
        """The line under the title."""
        return f"{printable(self.subject)} (tính đến ngày {self.as_of:%d/%m/%Y})".strip()


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns side by side, from the first to the last, and how wide they are together (in Excel's units)."""

    first: int
    last: int
    width: float


def make_workbook(path: Path, about: About, fill: Callable[[Any], None], *, streamed: bool = False) -> None:
    """Write a workbook to `path`: `fill` gets the open workbook, and may raise to stop. Raises OSError.

    `streamed` keeps no more than a row in memory; rows must then be written in their order.
    """
    from xlsxwriter import Workbook  # type: ignore[import-untyped]
    from xlsxwriter.exceptions import FileCreateError  # type: ignore[import-untyped]

    packed = BytesIO()
    with TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        try:
            with Workbook(packed, {**_OPTIONS, "constant_memory": streamed, "tmpdir": scratch}) as book:
                _set_properties(book, about)
                fill(book)
        except FileCreateError as error:
            raise error.args[0] from error
    path.write_bytes(packed.getbuffer())


def _set_properties(book: Any, about: About) -> None:
    book.set_properties(
        {
            "title": f"{about.title} {printable(about.subject)}".strip()[:255],
            "author": about.profile.committee[:255],
            "created": datetime.combine(about.as_of, time()),
        }
    )


def set_page(sheet: Any, *, across: bool = True, repeated: int | None = None, pages_wide: int = 1) -> None:
    """A4, as wide as the sheet, with page numbers; the row `repeated` stands on every page."""
    if across:
        sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(pages_wide, 0)
    sheet.set_margins(_MARGIN_INCH, _MARGIN_INCH, _MARGIN_INCH, 0.6)
    sheet.center_horizontally()
    sheet.set_footer(_FOOTER)
    if repeated is not None:
        sheet.repeat_rows(repeated)


def write_titles(sheet: Any, book: Any, about: About, columns: Columns, office: str = _OFFICE) -> None:
    """The first four rows: who keeps it, what it is, of what, as on which day; over these columns."""
    title = book.add_format({**FONT, **MIDDLE, "bold": True, "font_size": 14})
    subject = book.add_format({**FONT, **MIDDLE, "italic": True, "font_size": 12})
    first, last = columns.first, columns.last
    sheet.write_string(0, first, printable(about.profile.committee).upper(), book.add_format(dict(FONT)))
    sheet.write_string(1, first, printable(office).upper(), book.add_format({**FONT, "bold": True}))
    lines = lines_of(about.said, columns.width * _LARGER)
    for row, (text, look, height) in enumerate(
        ((about.title.upper(), title, 24.0), (about.said, subject, max(20.0, row_height(lines) + 4))), start=2
    ):
        sheet.set_row(row, height)
        if last > first:
            sheet.merge_range(row, first, row, last, "", look)
        sheet.write_string(row, first, text, look)


def write_cell(sheet: Any, place: tuple[int, int], value: Value, look: Any) -> None:
    """One cell: blank where there is nothing to say, text as text whatever it begins with."""
    if value is None or value == "":
        sheet.write_blank(*place, None, look)
    elif isinstance(value, str):
        sheet.write_string(*place, fitted(printable(value)), look)
    elif isinstance(value, date):
        sheet.write_datetime(*place, value, look)
    else:
        sheet.write_number(*place, value, look)


def fitted(text: str) -> str:
    """No longer than a cell holds."""
    return text if len(text) <= _LONGEST_TEXT else text[:_LONGEST_TEXT] + "…"


def sheet_name(text: str, taken: Sequence[str] = ()) -> str:
    """A name that Excel allows for a sheet, and that no other sheet has."""
    name = " ".join(printable(text).translate(_NOT_IN_NAMES).split()).strip("'")[:_LONGEST_NAME] or "Bảng"
    held = {other.casefold() for other in taken}
    for count in range(2, 1000):
        if name.casefold() not in held:
            break
        name = f"{name[: _LONGEST_NAME - 6]} ({count})"
    return name


def row_height(lines: int) -> float:
    """Height in points of a row whose highest cell has so many lines.

    Excel would fit the rows itself when it opens the file; LibreOffice leaves them one line high.
    """
    return min(lines * _LINE_PT + 2, _HIGHEST_ROW_PT)


def lines_of(text: str, units: float) -> int:
    """Lines that `text` takes when wrapped in a column, rather one too many than one too few."""
    room = units * _UNIT_MM
    widths = [text_width(line, FONT_PT) for line in text.split("\n")]
    return sum(1 if width <= room else ceil(width / (room - _LOST_MM)) for width in widths)


def looks_of(book: Any, looks: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """The formats of a workbook by name, each a cell with something of its own."""
    return {name: book.add_format({**CELL, **look}) for name, look in looks.items()}
