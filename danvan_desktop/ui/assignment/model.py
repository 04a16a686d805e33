"""The matrix as a table: number, task and totals, then a column for each agency that shows. Nothing is queried here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from danvan_desktop.domain.labels import ROLE_LABELS
from danvan_desktop.domain.lifecycle import State
from danvan_desktop.domain.merging.marking import MARK
from danvan_desktop.domain.records import LEADING, Role
from danvan_desktop.services.assignments import Matrix, MatrixAgency, MatrixTask
from danvan_desktop.ui.models.search_index import SearchIndex
from danvan_desktop.ui.style import Icons
from danvan_desktop.ui.wording import SHARED_TOLD, count_text, led_text, number_text

ROLE = Qt.ItemDataRole.UserRole
"""The part that an agency has in a task, None for none."""
UNSURE = Qt.ItemDataRole.UserRole + 1
"""Whether two books disagree on a part."""
_NAMED_MEMBERS = 12
_UNSURE_TOLD = f"{MARK} hai bên cùng sửa, chưa chọn bản nào"


def part_at(index: QModelIndex | QPersistentModelIndex) -> Role | None:
    """The part in a cell; Qt hands enumerated words out as plain ones."""
    held = index.data(ROLE)
    return None if held is None else Role(held)


class Fixed(IntEnum):
    """The columns that stay in view."""

    NUMBER = 0
    TEXT = 1
    TOTAL = 2


FIXED_TITLES = ("Số", "Nhiệm vụ", "Tổng")
_TOTAL_TIP = "Số cơ quan chủ trì hoặc thực hiện / số cơ quan phối hợp"


@dataclass(frozen=True, slots=True)
class Choice:
    """Which rows and columns show: tasks with these words, only those that nobody leads, all agencies or those with a
    part."""

    words: str = ""
    only_without_lead: bool = False
    all_agencies: bool = False


class MatrixModel(QAbstractTableModel):
    """Rows and columns are ids; the marks are looked up by them."""

    def __init__(self, icons: Icons, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._icons = {state: icons.shape(f"state-{state.value}") for state in State}
        self._index = SearchIndex()
        self._choice = Choice()
        self._by_id: dict[str, MatrixTask] = {}
        self._agencies: Sequence[MatrixAgency] = ()
        self._parts: dict[str, dict[str, Role]] = {}
        self._done: frozenset[tuple[str, str]] = frozenset()
        self._disputed: frozenset[tuple[str, str]] = frozenset()
        self._rows: Sequence[MatrixTask] = ()
        self._columns: Sequence[MatrixAgency] = ()
        self._totals: dict[str, tuple[int, int]] = {}

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own
        return 0 if parent.isValid() else len(Fixed) + len(self._columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < self.columnCount():
            return None
        if section < len(Fixed):
            tip = _TOTAL_TIP if section == Fixed.TOTAL else FIXED_TITLES[section]
            return {Qt.ItemDataRole.DisplayRole: FIXED_TITLES[section], Qt.ItemDataRole.ToolTipRole: tip}.get(role)
        agency = self._columns[section - len(Fixed)]
        if role == Qt.ItemDataRole.DisplayRole:
            return agency.short
        if role == ROLE:
            return self._totals.get(agency.id, (0, 0))
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            leading, coordinating = self._totals.get(agency.id, (0, 0))
            parts = f"{led_text(leading, self._shared(agency))} · phối hợp {number_text(coordinating)}"
            told = f"{agency.name}\n{parts}{self._member_names(agency)}"
            return f"{told}\nBấm vào tên để xem riêng cơ quan này\n{SHARED_TOLD}"
        return None

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows) or index.column() >= self.columnCount():
            return None
        task = self._rows[index.row()]
        if index.column() < len(Fixed):
            return self._fixed(task, Fixed(index.column()), role)
        agency = self._columns[index.column() - len(Fixed)]
        part = self._parts.get(task.id, {}).get(agency.id)
        if role == ROLE:
            return part
        if role == UNSURE:
            return (task.id, agency.id) in self._disputed
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = f"{task.path}, {agency.name}: {ROLE_LABELS[part] if part else 'không có phần việc'}"
            return f"{said}, {_UNSURE_TOLD}" if (task.id, agency.id) in self._disputed else said
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(task, agency, part)
        return None

    def show_matrix(self, matrix: Matrix) -> None:
        """Show what was read; rows and columns that are the same stay where they are."""
        self._index = SearchIndex([(task.id, task.folded) for task in matrix.tasks])
        self._by_id = {task.id: task for task in matrix.tasks}
        self._agencies, self._done, self._disputed = matrix.agencies, matrix.done, matrix.disputed
        self._parts = {task: dict(held) for task, held in matrix.parts.items()}
        self._totals = _totals(self._parts)
        self._arrange()

    def choose(self, choice: Choice) -> None:
        """Show other rows or columns."""
        self._choice = choice
        self._arrange()

    def set_parts(self, cells: Iterable[tuple[str, str]], role: Role | None) -> None:
        """Show a part in some cells (task, agency) before they are read again; rows and columns stay in view."""
        for task, agency in cells:
            held = self._parts.setdefault(task, {})
            held.pop(agency, None)
            if role is not None:
                held[agency] = role
        self._totals = _totals(self._parts)
        self._tell_changed()

    def task_at(self, row: int) -> MatrixTask | None:
        """The task of a row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def agency_at(self, column: int) -> MatrixAgency | None:
        """The agency of a column; None for those that stay in view."""
        place = column - len(Fixed)
        return self._columns[place] if 0 <= place < len(self._columns) else None

    def place(self, task: str, agency: str) -> QModelIndex:
        """Where a task and an agency meet; not valid when one of them does not show."""
        rows = [row for row, held in enumerate(self._rows) if held.id == task]
        columns = [column for column, held in enumerate(self._columns) if held.id == agency]
        return self.index(rows[0], columns[0] + len(Fixed)) if rows and columns else QModelIndex()

    def agencies(self) -> Sequence[MatrixAgency]:
        """All agencies, those that do not show too."""
        return self._agencies

    def total(self) -> int:
        """How many tasks there are, those that do not show too."""
        return len(self._index)

    def _arrange(self) -> None:
        choice = self._choice
        rows = [self._by_id[task] for task in self._index.find(choice.words)]
        if choice.only_without_lead:
            rows = [task for task in rows if not self._count(task, leading=True)]
        named = {agency for held in self._parts.values() for agency in held}
        columns = [agency for agency in self._agencies if choice.all_agencies or not named or agency.id in named]
        if rows == self._rows and columns == self._columns:
            self._tell_changed()
            return
        self.beginResetModel()
        self._rows, self._columns = rows, columns
        self.endResetModel()

    def _tell_changed(self) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, self.columnCount() - 1))
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)

    def _fixed(self, task: MatrixTask, column: Fixed, role: int) -> Any:
        totals = f"{self._count(task, leading=True)} / {self._count(task, leading=False)}"
        texts = {Fixed.NUMBER: task.path, Fixed.TEXT: task.text, Fixed.TOTAL: totals}
        if role == Qt.ItemDataRole.DisplayRole:
            return texts[column]
        if role == Qt.ItemDataRole.ToolTipRole:
            return _TOTAL_TIP if column is Fixed.TOTAL else f"{task.path}. {task.text}\n{task.told}"
        if role == Qt.ItemDataRole.DecorationRole and column is Fixed.NUMBER:
            return self._icons[task.state]
        if role == Qt.ItemDataRole.TextAlignmentRole and column is Fixed.TOTAL:
            return Qt.AlignmentFlag.AlignCenter
        return None

    def _count(self, task: MatrixTask, *, leading: bool) -> int:
        return sum((role is not Role.COORDINATING) is leading for role in self._parts.get(task.id, {}).values())

    def _tip(self, task: MatrixTask, agency: MatrixAgency, part: Role | None) -> str:
        lines = [
            f"{task.path}. {task.text}",
            task.told,
            f"{agency.name}: {ROLE_LABELS[part] if part else 'không có phần việc'}",
        ]
        if (task.id, agency.id) in self._disputed:
            lines.append(_UNSURE_TOLD)
        if part and agency.members:
            open_ones = [member for member in agency.members if (task.id, member) not in self._done]
            done = len(agency.members) - len(open_ones)
            lines.append(f"{done}/{len(agency.members)} đơn vị hoàn thành")
            if done and open_ones:
                lines.append("Chưa hoàn thành: " + self._names(open_ones))
        return "\n".join(lines)

    def _shared(self, agency: MatrixAgency) -> int:
        """How many tasks an agency leads or implements only as a member of a collective."""
        around = {held.id for held in self._agencies if agency.id in held.members}
        named = (frozenset(one for one, role in held.items() if role in LEADING) for held in self._parts.values())
        return sum(agency.id not in doing and not around.isdisjoint(doing) for doing in named)

    def _member_names(self, agency: MatrixAgency) -> str:
        if not agency.members:
            return ""
        return f"\n{count_text(len(agency.members), 'thành viên')}: {self._names(agency.members)}"

    def _names(self, agencies: Sequence[str]) -> str:
        held = {agency.id: agency.name for agency in self._agencies}
        names = [held.get(agency, "") for agency in agencies]
        more = "" if len(names) <= _NAMED_MEMBERS else f" và {len(names) - _NAMED_MEMBERS} đơn vị khác"
        return "; ".join(names[:_NAMED_MEMBERS]) + more


def _totals(parts: Mapping[str, Mapping[str, Role]]) -> dict[str, tuple[int, int]]:
    """How many tasks each agency leads or implements, and how many it coordinates."""
    found: dict[str, tuple[int, int]] = {}
    for held in parts.values():
        for agency, role in held.items():
            leading, coordinating = found.get(agency, (0, 0))
            aside = role is Role.COORDINATING
            found[agency] = (leading + (not aside), coordinating + aside)
    return found
