"""The lines of the list's grid, drawn once for all cells; none stands upright through a heading."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QLine
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QTableView

from danvan_desktop.ui.style import tint

_SHARE = 0.17


def draw_grid(view: QTableView, is_heading: Callable[[int], bool]) -> None:
    """Draw the lines under the rows that are seen, and right of their cells. Call after the cells are painted."""
    port = view.viewport()
    top, count = view.rowAt(0), view.model().rowCount()
    if top < 0:
        return
    header = view.horizontalHeader()
    columns = [column for column in range(header.count()) if not header.isSectionHidden(column)]
    rights = [view.columnViewportPosition(column) + view.columnWidth(column) - 1 for column in columns]
    last = max(rights, default=0)
    lines = []
    for row in range(top, count):
        upper = view.rowViewportPosition(row)
        if upper > port.height():
            break
        lower = upper + view.rowHeight(row) - 1
        lines.append(QLine(0, lower, last, lower))
        if not is_heading(row):
            lines.extend(QLine(right, upper, right, lower) for right in rights)
    painter = QPainter(port)
    painter.setPen(tint(view.palette(), view.palette().color(QPalette.ColorRole.Text), _SHARE))
    painter.drawLines(lines)
    painter.end()
