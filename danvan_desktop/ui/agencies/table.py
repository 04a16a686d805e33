"""The agencies as a table: ready cells, nothing is queried here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from danvan_desktop.domain.agencies.registered import ADDRESSED_WORDS, KIND_WORDS, AgencyFacts, RegisteredAgency
from danvan_desktop.domain.merging.marking import marked
from danvan_desktop.domain.text import fold
from danvan_desktop.ui.models.ready_rows import ReadyRows, ReadyView
from danvan_desktop.ui.wording import SHARED_TOLD, day_text, number_text


class Column(IntEnum):
    """The columns in their order."""

    NAME = 0
    LEADING = 1
    SHARED = 2
    COORDINATING = 3
    ADDRESSED = 4
    KIND = 5
    SHORT = 6
    MEMBERS = 7
    ACTIVE = 8


_TITLES = (
    "Tên cơ quan",
    "Chủ trì",
    "Giao chung",
    "Phối hợp",
    "Cách giao",
    "Loại",
    "Tên tắt",
    "Thành viên",
    "Hoạt động",
)
_TIPS = {
    Column.LEADING: SHARED_TOLD,
    Column.SHARED: SHARED_TOLD,
    Column.COORDINATING: "Số nhiệm vụ nêu tên cơ quan này ở phần phối hợp",
    Column.ADDRESSED: "Chữ đứng trước tên cơ quan trong văn bản: giao hoặc đề nghị",
}
_LETTERS = (31, 6, 6, 6, 8, 20, 16, 6, 25)
_NUMBERS = (Column.LEADING, Column.SHARED, Column.COORDINATING, Column.MEMBERS)


@dataclass(frozen=True, slots=True)
class AgencyLine:
    """One agency ready to show; `folded` is what a search looks through, `ended` that it works no more."""

    agency: RegisteredAgency
    cells: tuple[str, ...]
    folded: str
    ended: bool


def agency_line(agency: RegisteredAgency, today: date) -> AgencyLine:
    """What the list shows of an agency."""
    facts = agency.facts
    cells = (
        marked(facts.name, disputed=agency.disputed),
        number_text(agency.leading) if agency.leading else "",
        number_text(agency.through) if agency.through else "",
        number_text(agency.coordinating) if agency.coordinating else "",
        ADDRESSED_WORDS[facts.addressed_as],
        KIND_WORDS[facts.kind],
        facts.short,
        str(len(facts.members)) if facts.collective else "",
        activity(facts),
    )
    words = " ".join((facts.name, facts.short, *facts.variants, *agency.joined))
    return AgencyLine(agency, cells, fold(words), bool(facts.active_to and facts.active_to < today))


def activity(facts: AgencyFacts) -> str:
    """«từ 01/01/2026 đến 30/06/2026»."""
    parts = [("từ", facts.active_from), ("đến", facts.active_to)]
    return " ".join(f"{word} {day_text(day)}" for word, day in parts if day)


class AgencyTableModel(ReadyRows[AgencyLine]):
    """The agencies that a search let through."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(_TITLES, parent)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.ToolTipRole and orientation == Qt.Orientation.Horizontal:
            return _TIPS.get(Column(section)) if 0 <= section < len(Column) else None
        return super().headerData(section, orientation, role)

    def say(self, row: AgencyLine, column: int, role: int) -> Any:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return row.cells[column]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column in _NUMBERS else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.FontRole and row.ended:
            font = self.parent().font()  # type: ignore[union-attr, attr-defined]
            font.setItalic(True)
            return font
        return None

    def place(self, agency: str) -> int | None:
        """The row of an agency."""
        return next((place for place, line in enumerate(self._rows) if line.agency.id == agency), None)


class AgencyView(ReadyView):
    """`edit_asked`: Enter on an agency."""

    edit_asked = Signal()

    def __init__(self, model: AgencyTableModel, parent: QWidget | None = None) -> None:
        super().__init__(model, "Danh sách cơ quan", parent)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def go_to(self, place: int) -> None:
        """Select one row and bring it into view."""
        self.selectRow(place)
        self.scrollTo(self.model().index(place, Column.NAME))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.edit_asked.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns that do not fit are away as a whole; everything stands beside the list, too."""
        super().resizeEvent(event)
        letter = self.fontMetrics().averageCharWidth()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().lineSpacing() + 8)
        titles = (self.fontMetrics().horizontalAdvance(title) + 18 for title in _TITLES)
        widths = [max(letters * letter + 8, title) for letters, title in zip(_LETTERS, titles, strict=True)]
        room = self.viewport().width()
        shown = [column for column in Column if not column or sum(widths[: column + 1]) <= room]
        widths[Column.NAME] += max(0, room - sum(widths[column] for column in shown))
        for column, width in zip(Column, widths, strict=True):
            self.setColumnHidden(column, column not in shown)
            self.setColumnWidth(column, width)
