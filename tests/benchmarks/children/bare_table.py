"""The least that shows a list: a window of Qt's with a table and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QMainWindow, QTableView

SIZE = QSize(1240, 720)
COLUMNS = 8
_SHORT = 16
_NOWHERE = QModelIndex()


class BareModel(QAbstractTableModel):
    """One text a row, and its beginning in the other columns."""

    def __init__(self, rows: Sequence[str]) -> None:
        super().__init__()
        self._rows = rows

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:  # noqa: N802 - Qt's own name
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:  # noqa: N802 - Qt's own name
        return 0 if parent.isValid() else COLUMNS

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        text = self._rows[index.row()]
        return text if index.column() == 1 else text[:_SHORT]

    def show_rows(self, rows: Sequence[str]) -> None:
        """Show these instead."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()


class BareWindow(QMainWindow):
    """`painted`: its first picture is there."""

    painted = Signal()

    def __init__(self, rows: Sequence[str]) -> None:
        super().__init__()
        self.model = BareModel(rows)
        self.view = QTableView(self)
        self.view.setModel(self.model)
        self.view.verticalHeader().setVisible(False)
        self.setCentralWidget(self.view)
        self.resize(SIZE.boundedTo(self.screen().availableGeometry().size()))
        self._painted = False

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's own name
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.painted.emit)
