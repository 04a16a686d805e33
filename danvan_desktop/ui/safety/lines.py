"""Ready lines as a table: nothing is queried here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from danvan_desktop.ui.models.ready_rows import ReadyRows, ReadyView

_GIVES_WAY = 15
"""From how many letters on a column becomes narrower before the table has to be scrolled; its tips say all."""
_GIVEN_AT_MOST = 0.5
_EDGES = 14


@dataclass(frozen=True, slots=True)
class Line:
    """A row: its cells, and whether it is faded."""

    cells: tuple[str, ...]
    faded: bool = False


class LinesModel(ReadyRows[Line]):
    """Lines that can be copied."""

    def say(self, row: Line, column: int, role: int) -> Any:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return row.cells[column]
        if role == Qt.ItemDataRole.ForegroundRole and row.faded:
            return QApplication.palette().color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text)
        return None

    def text(self, places: Sequence[int]) -> str:
        """Rows as a spreadsheet takes them, the titles first."""
        rows = [self._titles, *(self._rows[place].cells for place in places)]
        return "\n".join("\t".join(" ".join(cell.split()) for cell in cells) for cells in rows)


class LinesView(ReadyView):
    """Columns as wide as their letters say; the widest one takes what is left, the wide ones give what is missing."""

    def __init__(self, model: LinesModel, letters: Sequence[int], parent: QWidget | None = None) -> None:
        super().__init__(model, "", parent)
        self._letters = tuple(letters)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def places(self) -> list[int]:
        """The rows that are selected, from the top down."""
        ranges = self.selectionModel().selection()
        return sorted({place for item in ranges for place in range(item.top(), item.bottom() + 1)})

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        letter = self.fontMetrics().averageCharWidth()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().lineSpacing() + 8)
        widths = [letters * letter + 8 for letters in self._letters]
        wide = [place for place, letters in enumerate(self._letters) if letters >= _GIVES_WAY]
        missing = sum(widths) - self.viewport().width()
        share = min(max(missing, 0) / max(1, sum(widths[place] for place in wide)), _GIVEN_AT_MOST)
        for place in wide:
            title = self.fontMetrics().horizontalAdvance(self.model().headerData(place, Qt.Orientation.Horizontal))
            widths[place] = max(int((1 - share) * widths[place]), title + _EDGES)
        widest = self._letters.index(max(self._letters))
        least = int((1 - _GIVEN_AT_MOST) * self._letters[widest] * letter)
        widths[widest] = max(widths[widest] + self.viewport().width() - sum(widths), least)
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)
