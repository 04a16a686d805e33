"""The task list: ids and ready rows. Rows are fetched in blocks when they are first looked at; nothing is queried here.

A changed row is marked stale: it goes on showing what it held until the new one arrives.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

if TYPE_CHECKING:
    from danvan_desktop.domain.records import Status
    from danvan_desktop.ui.catalogue.outline import Heading
    from danvan_desktop.ui.style import Icons

BLOCK = 64
"""Rows that are fetched together."""
_BLOCKS_AT_ONCE = 4
_KEPT = 4000
_WAITING = "…"


class Column(IntEnum):
    """The columns in their order."""

    NUMBER = 0
    TEXT = 1
    LEAD = 2
    COORD = 3
    TIME = 4
    DUE = 5
    STATE = 6
    RESULT = 7
    PERCENT = 8
    PRODUCT = 9
    NOTE = 10


TITLES = (
    "Số",
    "Nhiệm vụ",
    "Chủ trì",
    "Phối hợp",
    "Thời gian",
    "Hạn",
    "Trạng thái",
    "Kết quả",
    "Tiến độ",
    "Sản phẩm",
    "Ghi chú",
)
HEADING = Qt.ItemDataRole.UserRole
"""The role that answers with the Heading of a line, None for a task."""
ASIDE = Qt.ItemDataRole.UserRole + 1
"""The role that answers with what a search looks through though no column shows it: titles with texts."""
SEARCHED = frozenset(Column) - {Column.DUE, Column.STATE, Column.PERCENT}
"""The columns whose words a search looks through."""
_DOUBT_ROLES = (
    Qt.ItemDataRole.DecorationRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
)
_NOT_EDITED = frozenset({Column.DUE})
"""A due date follows from the time; an extension asks for a reason."""


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task ready to show: a cell for each column, the name of its state, and what the detail panel says.

    `facts` are labels with their values; `aside` those that a search looks through though no column shows them.
    `meaning` says how its time is understood. `status` is None for a task that is not in the book any more. `edited` is
    what is typed over in a cell where that differs from what is shown; `doubts` what its import left to be looked at.
    """

    id: str
    cells: tuple[str, ...]
    state: str
    programme: str
    text: str
    time_text: str
    status: Status | None
    facts: tuple[tuple[str, str], ...] = ()
    edited: Mapping[Column, str] = field(default_factory=dict)
    aside: tuple[tuple[str, str], ...] = ()
    meaning: str = ""
    doubts: str = ""


def gone_row(task: str) -> TaskRow:
    """What stands in for a task that is not in the book any more."""
    text = "Nhiệm vụ này không còn trong sổ"
    cells = tuple(text if column is Column.TEXT else "" for column in Column)
    return TaskRow(task, cells, "", "", text, "", None)


class TaskTableModel(QAbstractTableModel):
    """`rows_wanted` asks for rows by their ids; whoever hears it answers with `fill`.

    `typed` carries a task, a column and the text typed there; the cell goes on showing what the book holds. `editable`:
    whether cells may be typed in.
    """

    rows_wanted = Signal(object)
    typed = Signal(str, object, str)

    def __init__(self, icons: Icons, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._shapes: dict[str, Any] = {}
        self._ids: Sequence[str] = ()
        self._headings: Mapping[str, Heading] = {}
        self.editable = False
        self._places: dict[str, int] = {}
        self._rows: dict[str, TaskRow] = {}
        self._stale: set[str] = set()
        self._asked: frozenset[str] = frozenset()
        self._looked_at: dict[int, None] = {}
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._ask)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own
        return 0 if parent.isValid() else len(TITLES)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return TITLES[section] if 0 <= section < len(TITLES) else None
        return None

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._ids):
            return None
        heading = self.heading(index.row())
        if heading is not None or role == HEADING:
            return _heading_data(heading, index.column(), role)
        row = self._row(index.row())
        if role == ASIDE:
            return row.aside if row is not None else ()
        if role == Qt.ItemDataRole.EditRole and row is not None:
            return row.edited.get(Column(index.column()), row.cells[index.column()])
        if row is not None and row.doubts and index.column() == Column.TEXT and role in _DOUBT_ROLES:
            return self._doubtful(row, role)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            if row is not None:
                return row.cells[index.column()]
            return _WAITING if index.column() == Column.TEXT else None
        if role == Qt.ItemDataRole.DecorationRole and index.column() == Column.STATE and row is not None:
            return self._state_icon(row.state)
        return None

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        found = super().flags(index)
        if not index.isValid() or not self.editable or index.column() in _NOT_EDITED:
            return found
        row = self.row_at(index.row())
        return found | Qt.ItemFlag.ItemIsEditable if row is not None and row.status is not None else found

    def setData(
        self, index: QModelIndex | QPersistentModelIndex, value: Any, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        """Tell what was typed; nothing is shown before it is stored."""
        if role == Qt.ItemDataRole.EditRole and index.isValid() and str(value) != str(index.data(role) or ""):
            self.typed.emit(self._ids[index.row()], Column(index.column()), str(value))
        return False

    def headings(self) -> list[tuple[int, Heading]]:
        """The headings with the rows where they stand, from the top down."""
        held = self._headings
        return [(place, held[line]) for place, line in enumerate(self._ids) if line in held] if held else []

    def heading(self, place: int) -> Heading | None:
        """The heading at a place, None where a task stands."""
        return self._headings.get(self._ids[place]) if 0 <= place < len(self._ids) else None

    def set_ids(self, ids: Sequence[str], headings: Mapping[str, Heading] | None = None) -> None:
        """Show these lines, in this order; the rows that are known stay known."""
        if list(ids) == list(self._ids) and (headings or {}) == self._headings:
            return
        self.beginResetModel()
        self._ids = ids
        self._headings = headings or {}
        self._places = {}
        self._looked_at.clear()
        self.endResetModel()

    def clear(self) -> None:
        """Forget everything: another book."""
        self.beginResetModel()
        self._ids, self._places, self._rows, self._headings = (), {}, {}, {}
        self._stale.clear()
        self._looked_at.clear()
        self._asked = frozenset()
        self.endResetModel()

    def ids(self) -> Sequence[str]:
        """The lines shown, in their order."""
        return self._ids

    def place(self, task: str) -> int | None:
        """The row where a task stands now."""
        if not self._places:
            self._places = {id_: row for row, id_ in enumerate(self._ids)}
        return self._places.get(task)

    def row_at(self, place: int) -> TaskRow | None:
        """The row at a place when it has been fetched; a stale one is better than none."""
        return self._rows.get(self._ids[place]) if 0 <= place < len(self._ids) else None

    def mark_stale(self, tasks: frozenset[str] | None = None) -> None:
        """These tasks (None: all) have changed; they are fetched again when they are next looked at."""
        self._stale |= self._rows.keys() if tasks is None else tasks & self._rows.keys()
        self._tell_changed(0, len(self._ids) - 1)

    def fill(self, asked: Sequence[str], found: Mapping[str, TaskRow]) -> None:
        """The answer to `rows_wanted`: what was found of the tasks asked for."""
        self._asked = frozenset()
        for task in asked:
            self._rows.pop(task, None)
            self._rows[task] = found.get(task) or gone_row(task)
            self._stale.discard(task)
        for task in list(self._rows)[: max(0, len(self._rows) - _KEPT)]:
            del self._rows[task]
            self._stale.discard(task)
        places = [place for task in asked if (place := self.place(task)) is not None]
        if places:
            self._tell_changed(min(places), max(places))
        if self._looked_at:
            self._soon.start(0)

    def _row(self, place: int) -> TaskRow | None:
        task = self._ids[place]
        row = self._rows.get(task)
        if (row is None or task in self._stale) and task not in self._asked:
            block = place // BLOCK
            self._looked_at.pop(block, None)
            self._looked_at[block] = None
            if not self._soon.isActive() and not self._asked:
                self._soon.start(0)
        return row

    def _ask(self) -> None:
        """Ask for the blocks looked at last; those scrolled past are asked for when they are seen again."""
        if self._asked:
            return
        blocks = list(self._looked_at)[-_BLOCKS_AT_ONCE:]
        self._looked_at.clear()
        wanted = [
            task
            for block in blocks
            for task in self._ids[block * BLOCK : (block + 1) * BLOCK]
            if task not in self._headings and (task not in self._rows or task in self._stale)
        ]
        if wanted:
            self._asked = frozenset(wanted)
            self.rows_wanted.emit(tuple(wanted))

    def _tell_changed(self, first: int, last: int) -> None:
        if 0 <= first <= last:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(TITLES) - 1))

    def _doubtful(self, row: TaskRow, role: int) -> Any:
        """How a task is marked that its import left something doubtful about."""
        if role == Qt.ItemDataRole.DecorationRole:
            return self._shape("doubt")
        mark = "▲ " if role == Qt.ItemDataRole.ToolTipRole else ""
        return f"{row.cells[Column.TEXT]}\n{mark}Cần xem lại: {row.doubts}"

    def _state_icon(self, state: str) -> Any:
        return self._shape(f"state-{state}" if state else "")

    def _shape(self, name: str) -> Any:
        if name not in self._shapes:
            self._shapes[name] = self._icons.shape(name)
        return self._shapes[name]


def _heading_data(heading: Heading | None, column: int, role: int) -> Any:
    if role == HEADING or heading is None:
        return heading
    if role == Qt.ItemDataRole.ToolTipRole:
        return heading.title
    if role == Qt.ItemDataRole.DisplayRole:
        return {Column.NUMBER: heading.number, Column.TEXT: heading.title}.get(Column(column))
    return None
