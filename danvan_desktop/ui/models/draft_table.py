"""The tasks that were recognised in a document, with what the officer corrects and leaves out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QBrush, QColor

from danvan_desktop.domain.timing import Timing, TimingKind

if TYPE_CHECKING:
    from danvan_desktop.domain.draft import DraftAgency, DraftTask


class DraftColumn(IntEnum):
    """The columns in their order."""

    NUMBER = 0
    TEXT = 1
    LEAD = 2
    COORD = 3
    TIME = 4
    MEANING = 5
    DOUBTS = 6


TITLES = ("Số", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời gian", "Hiểu là", "Cần xem lại")
_DOUBTFUL = QColor("#a4500f")

Reader = Callable[[str], tuple[Timing, str]]
"""What a time text means, and that in one line."""


class DraftTableModel(QAbstractTableModel):
    """`decided` says that something was corrected, left out or taken back in."""

    decided = Signal()

    def __init__(self, tasks: Sequence[DraftTask], read_time: Reader, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._read_time = read_time
        self._dropped: set[int] = set()
        self._texts: dict[int, str] = {}
        self._times: dict[int, str] = {}

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own
        return 0 if parent.isValid() else len(self._tasks)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own
        return 0 if parent.isValid() else len(TITLES)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return TITLES[section] if 0 <= section < len(TITLES) else None
        return None

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        found = super().flags(index)
        if index.isValid() and index.column() == DraftColumn.NUMBER:
            found |= Qt.ItemFlag.ItemIsUserCheckable
        return found

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._tasks):
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._cell(index.row(), index.column())
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == DraftColumn.NUMBER:
            return Qt.CheckState.Unchecked if index.row() in self._dropped else Qt.CheckState.Checked
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == DraftColumn.DOUBTS:
            return QBrush(_DOUBTFUL)
        return None

    def setData(
        self, index: QModelIndex | QPersistentModelIndex, value: Any, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        self.take([index.row()], taken=Qt.CheckState(value) == Qt.CheckState.Checked)
        return True

    def take(self, places: Sequence[int], *, taken: bool) -> None:
        """Take rows into the import, or leave them out."""
        if taken:
            self._dropped.difference_update(places)
        else:
            self._dropped.update(places)
        for place in places:
            self._tell(place)
        self.decided.emit()

    def taken(self, place: int) -> bool:
        """Whether a row will be imported."""
        return place not in self._dropped

    def set_text(self, place: int, text: str) -> None:
        """Correct the text of a task."""
        self._correct(self._texts, place, text, self._tasks[place].text)

    def set_time(self, place: int, text: str) -> None:
        """Correct the time of a task."""
        self._correct(self._times, place, text, self._tasks[place].time.raw)

    def text(self, place: int) -> str:
        """The text as it will be imported."""
        return self._texts.get(place, self._tasks[place].text)

    def time(self, place: int) -> str:
        """The time as it will be imported."""
        return self._times.get(place, self._tasks[place].time.raw)

    def doubts(self, place: int) -> list[str]:
        """What is still doubtful: a corrected field is judged anew."""
        task = self._tasks[place]
        settled = {name for name, held in (("text", self._texts), ("time", self._times)) if place in held}
        found = [doubt.reason for doubt in task.doubts if doubt.field not in settled]
        if place in self._times:
            timing, meaning = self._read_time(self._times[place])
            found.extend([meaning] if timing.kind is TimingKind.NONE else timing.warnings)
        return found

    def dropped(self) -> frozenset[int]:
        """The rows left out."""
        return frozenset(self._dropped)

    def corrected(self) -> dict[int, dict[str, str]]:
        """The fields that were corrected, by row."""
        found: dict[int, dict[str, str]] = {}
        for name, held in (("text", self._texts), ("time_text", self._times)):
            for place, text in held.items():
                found.setdefault(place, {})[name] = text
        return found

    def _correct(self, held: dict[int, str], place: int, text: str, original: str) -> None:
        if text == held.get(place, original):
            return
        if text == original:
            held.pop(place, None)
        else:
            held[place] = text
        self._tell(place)
        self.decided.emit()

    def _cell(self, place: int, column: int) -> str:
        task = self._tasks[place]
        match column:
            case DraftColumn.NUMBER:
                return task.path
            case DraftColumn.TEXT:
                return self.text(place)
            case DraftColumn.LEAD:
                return _names((*task.lead, *task.implementing))
            case DraftColumn.COORD:
                return _names(task.coord)
            case DraftColumn.TIME:
                return self.time(place)
            case DraftColumn.MEANING:
                return self._read_time(self.time(place))[1]
        return " ".join(self.doubts(place))

    def _tell(self, place: int) -> None:
        self.dataChanged.emit(self.index(place, 0), self.index(place, len(TITLES) - 1))


def _names(agencies: Sequence[DraftAgency]) -> str:
    return "; ".join(agency.canonical for agency in agencies)
