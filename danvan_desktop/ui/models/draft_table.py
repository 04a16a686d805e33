"""The recognised tasks under review: a sheet of rows, the sheets before it, and how a row is shown."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from enum import IntEnum, StrEnum
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QBrush, QGuiApplication

from danvan_desktop.domain.records import Role
from danvan_desktop.domain.review import (
    Becomes,
    Row,
    Sheet,
    TimeReader,
    open_doubts,
    proposed,
    recalled_agencies,
    sheet_of,
)
from danvan_desktop.ui.style import doubt_colour, muted
from danvan_desktop.ui.wording import unbroken

if TYPE_CHECKING:
    from danvan_desktop.domain.catalogue.doubts import Doubt
    from danvan_desktop.services.importing import ReadSource, Standing


class DraftColumn(IntEnum):
    """The columns in their order."""

    NUMBER = 0
    HELD = 1
    TEXT = 2
    DOUBTS = 3
    LEAD = 4
    TIME = 5
    COORD = 6


class InTheBook(StrEnum):
    """What the book has of a recognised task, in the officer's words: nothing, or what the document said before."""

    NEW = "mới"
    CHANGED = "có thay đổi"
    SAME = "đã có trong sổ"


TITLES = ("Số", "Trong sổ", "Nhiệm vụ", "Xem lại", "Chủ trì", "Thời gian", "Phối hợp")
BECOMES: Mapping[Becomes, str] = MappingProxyType(
    {
        Becomes.GROUP: "→ tên nhóm",
        Becomes.DIRECTION: "→ định hướng",
        Becomes.DUTY: "→ trách nhiệm",
        Becomes.NOTHING: "→ bỏ",
    }
)
"""What a row is where it is no task."""
_DOING = (Role.LEAD, Role.IMPLEMENTING)
_MEANINGS_KEPT = 512

Step = Callable[[Sheet], Sheet]


class DraftTableModel(QAbstractTableModel):
    """`decided` says that something was corrected, left out, split, joined or taken back."""

    decided = Signal()

    def __init__(self, source: ReadSource, standing: Standing, read_time: TimeReader, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = standing.tasks
        self._read_time = lru_cache(_MEANINGS_KEPT)(read_time)
        fresh = sheet_of(source.draft, standing.agencies, source.lines)
        self._first = self._sheet = proposed(fresh, standing.choices)
        self._before: list[tuple[Hashable, Sheet]] = []

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own
        return 0 if parent.isValid() else len(self._sheet.rows)

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
        if not index.isValid() or index.row() >= len(self._sheet.rows):
            return None
        row, column = self._sheet.rows[index.row()], index.column()
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole) and column == DraftColumn.DOUBTS:
            return "\n".join((*(doubt.reason for doubt in self._doubts(row)), *recalled_words(self._sheet, row)))
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._cell(row, column)
        if role == Qt.ItemDataRole.CheckStateRole and column == DraftColumn.NUMBER:
            return Qt.CheckState.Checked if row.taken else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.ForegroundRole:
            palette = QGuiApplication.palette()
            if not row.taken:
                return QBrush(muted(palette))
            doubtful = column == DraftColumn.DOUBTS and self._doubts(row)
            return QBrush(doubt_colour(palette)) if doubtful else None
        return None

    def setData(
        self, index: QModelIndex | QPersistentModelIndex, value: Any, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        taken = Qt.CheckState(value) == Qt.CheckState.Checked
        self.change(lambda sheet: sheet.take([index.row()], taken=taken))
        return True

    def sheet(self) -> Sheet:
        """The rows as they will be imported."""
        return self._sheet

    def row(self, place: int) -> Row:
        """One row."""
        return self._sheet.rows[place]

    def in_the_book(self, row: Row) -> InTheBook:
        """What the book has of a row's task."""
        if row.split_off or row.source not in self._tasks.held:
            return InTheBook.NEW
        return InTheBook.CHANGED if row.source in self._tasks.changed else InTheBook.SAME

    def doubts(self, place: int) -> tuple[Doubt, ...]:
        """What is still doubtful about a row."""
        return self._doubts(self._sheet.rows[place])

    def meaning(self, text: str) -> str:
        """What a time means."""
        return self._read_time(text)[1]

    def changed(self) -> bool:
        """Whether the officer decided anything yet."""
        return self._sheet != self._first

    def change(self, step: Step, key: Hashable = None) -> None:
        """Go one step on; steps with one key, such as the letters of a word, are taken back as one."""
        sheet = step(self._sheet)
        if sheet == self._sheet:
            return
        held = bool(self._before) and key is not None and self._before[-1][0] == key
        if not held:
            self._before.append((key, self._sheet))
        elif sheet == self._before[-1][1]:
            self._before.pop()
        self._show(sheet)

    def undo(self) -> None:
        """Take the last step back."""
        if self._before:
            self._show(self._before.pop()[1])

    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._before)

    def _show(self, sheet: Sheet) -> None:
        """Tell the views where rows came and went: between what is equal at the start and at the end."""
        old, new = self._sheet.rows, sheet.rows
        shorter = min(len(old), len(new))
        start = next((place for place in range(shorter) if old[place] != new[place]), shorter)
        end = next((place for place in range(shorter) if old[-1 - place] != new[-1 - place]), shorter)
        first = start if start + end >= shorter else start + 1
        last = first + abs(len(new) - len(old)) - 1
        if len(new) > len(old):
            self.beginInsertRows(QModelIndex(), first, last)
            self._sheet = sheet
            self.endInsertRows()
        elif len(new) < len(old):
            self.beginRemoveRows(QModelIndex(), first, last)
            self._sheet = sheet
            self.endRemoveRows()
        else:
            self._sheet = sheet
        if sheet.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(sheet.rows) - 1, len(TITLES) - 1))
        self.decided.emit()

    def _doubts(self, row: Row) -> tuple[Doubt, ...]:
        return open_doubts(self._sheet, row, self._sheet.task(row), self._read_time)

    def _marked(self, row: Row) -> str:
        """What there is to look at, what else than a task it is, and that this was decided before."""
        recalled = row.recalled or bool(recalled_agencies(self._sheet, row))
        found = len(self._doubts(row)) if row.becomes is Becomes.TASK else 0
        said = (
            f"▲ {found} chỗ" if found else "",
            BECOMES.get(row.becomes, ""),
            "↺ đã nhớ" if recalled else "",
        )
        return "\n".join(filter(None, said))

    def _cell(self, row: Row, column: int) -> str:
        match column:
            case DraftColumn.NUMBER:
                task = self._sheet.task(row)
                if not row.split_off and row.number == task.number:
                    return task.path
                return row.number or ("mới tách" if row.line is None else "mới")
            case DraftColumn.HELD:
                return self.in_the_book(row).value
            case DraftColumn.TEXT:
                return row.text
            case DraftColumn.DOUBTS:
                return self._marked(row)
            case DraftColumn.LEAD:
                return "; ".join(self._sheet.names(row, *_DOING))
            case DraftColumn.COORD:
                return "; ".join(self._sheet.names(row, Role.COORDINATING))
        return unbroken(f"{row.time}\n{self.meaning(row.time)}".strip())


def recalled_words(sheet: Sheet, row: Row) -> tuple[str, ...]:
    """What of a row is as the officer decided over an earlier document."""
    said = [f"«{name}» là «{sheet.known.names[sheet.same[agency]]}»" for agency, name in recalled_agencies(sheet, row)]
    if row.recalled:
        said.insert(0, BECOMES.get(row.becomes, "→ nhiệm vụ").removeprefix("→ "))
    return tuple(f"Theo lựa chọn lần trước: {words}" for words in said)
