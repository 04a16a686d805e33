"""What is put out as a table for Excel, or as dates for a calendar program, in place of pages."""

from danvan_desktop.services.papers.tables.calendars import deadlines, year_table
from danvan_desktop.services.papers.tables.figures import figures_table
from danvan_desktop.services.papers.tables.forms import unit_forms
from danvan_desktop.services.papers.tables.matrix import matrix_table

__all__ = ["deadlines", "figures_table", "matrix_table", "unit_forms", "year_table"]
