"""Reader of Excel workbooks, .xlsx and .xls."""

from danvan_desktop.reading.sheets.reader import read_sheets
from danvan_desktop.reading.sheets.source.extras import unread_extras
from danvan_desktop.reading.sheets.source.xls import read_xls
from danvan_desktop.reading.sheets.source.xlsx import read_xlsx

__all__ = ["read_sheets", "read_xls", "read_xlsx", "unread_extras"]
