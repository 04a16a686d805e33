"""Which form a table is written in."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from danvan_desktop.domain.official.workbooks import FiguresTable, MatrixTable, UnitForm, YearTable
from danvan_desktop.writing.excel import figures, forms, matrix, year

Poll = Callable[[], None]
Render = Callable[[Path, Poll], None]


def form_of(table: MatrixTable | YearTable | FiguresTable | UnitForm) -> tuple[Render, tuple[str, ...]]:
    """What writes it, and the sheets that the file then has."""
    match table:
        case MatrixTable():
            return partial(matrix.render_matrix, table), (matrix.SHEET_NAME,)
        case YearTable():
            return partial(year.render_year, table), year.SHEET_NAMES
        case FiguresTable():
            return partial(figures.render_figures, table), figures.sheet_names()
    return partial(forms.render_form, table), forms.SHEET_NAMES
