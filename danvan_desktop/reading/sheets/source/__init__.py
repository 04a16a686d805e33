"""The two kinds of workbook, .xlsx and .xls, each read into the same sheets."""
