"""The few tasks that have to be seen to before all others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QSizePolicy, QWidget

from danvan_desktop.domain.lifecycle import State
from danvan_desktop.ui.models.ready_rows import ReadyRows, ReadyView
from danvan_desktop.ui.style import Icons

_STATE, _DUE, _NUMBER, _TEXT, _LEAD = range(5)
_TITLES = ("Tình hình", "Hạn", "Số", "Nhiệm vụ", "Chủ trì")
_GAP = 6
_LEAD_SHARE = 0.25
"""How much of the width the agencies take at most."""


@dataclass(frozen=True, slots=True)
class FirstRow:
    """One task ready to show, a cell for each column."""

    task: str
    state: State
    cells: tuple[str, ...]


class FirstModel(ReadyRows[FirstRow]):
    """Tasks, with the shapes of their states."""

    def __init__(self, icons: Icons, parent: QObject | None = None) -> None:
        super().__init__(_TITLES, parent)
        self._icons = {state: icons.shape(f"state-{state.value}") for state in State}

    def say(self, row: FirstRow, column: int, role: int) -> Any:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return row.cells[column]
        return self._icons[row.state] if role == Qt.ItemDataRole.DecorationRole and column == _STATE else None


class FirstList(ReadyView):
    """All rows are in view, without scrolling. `task_asked` carries a task's id: a click, or Enter."""

    task_asked = Signal(str)

    def __init__(self, model: FirstModel, parent: QWidget | None = None) -> None:
        super().__init__(model, "Việc phải lo trước", parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setSectionResizeMode(_TEXT, QHeaderView.ResizeMode.Stretch)
        self.clicked.connect(self._ask)
        model.modelReset.connect(self._fit)
        self._fit()

    def sizeHint(self) -> QSize:
        rows = self.model().rowCount()
        height = self.horizontalHeader().sizeHint().height() + rows * self.verticalHeader().defaultSectionSize() + 2
        return QSize(super().sizeHint().width(), height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._ask(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Each column as wide as what stands in it; the task takes what is left, the agencies never too much of it."""
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().lineSpacing() + 8)
        model = self.model()
        for column in range(len(_TITLES)):
            cells = [self.sizeHintForIndex(model.index(row, column)).width() for row in range(model.rowCount())]
            width = max(self.horizontalHeader().sectionSizeHint(column), *cells, 0) + _GAP
            if column == _LEAD:
                width = min(width, int(self.viewport().width() * _LEAD_SHARE))
            if column != _TEXT:
                self.horizontalHeader().resizeSection(column, width)
        self.updateGeometry()

    def _ask(self, index: QModelIndex) -> None:
        model = self.model()
        assert isinstance(model, FirstModel)
        row = model.row_at(index.row())
        if row is not None:
            self.task_asked.emit(row.task)
