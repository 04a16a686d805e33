"""The tasks of one agency as a table: ready rows, and a view that opens them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QWidget

from danvan_desktop.domain.labels import state_label
from danvan_desktop.domain.lifecycle import State
from danvan_desktop.domain.merging.marking import Spot, marked, provisional
from danvan_desktop.domain.records import Role
from danvan_desktop.services.assignments import SheetLine
from danvan_desktop.ui.models.ready_rows import ReadyRows, ReadyView
from danvan_desktop.ui.style import Icons
from danvan_desktop.ui.wording import count_text, day_text

_NUMBER, _TEXT, _TIME, _DUE, _STATE, _PART = range(6)
_TITLES = ("Số", "Nhiệm vụ", "Thời gian", "Hạn", "Trạng thái", "Phần việc")
_WIDEST = ("00.0.đ", "", "6 tháng đầu năm", "00/00/0000", "Hoàn thành 0", "chưa hoàn thành phần mình")
"""What the columns have room for; the task takes the rest, and the part only what it needs."""
_LONGER_TIME = " đến hết năm"
_AMPLE_LETTERS = 110
"""From so much room on the time has more of it."""
_EDGES = 14
_PART_SHARE = 0.45
"""How much of the width of task and part the part takes at most."""
_BOTH_LETTERS = 45
"""In less room than this the part is away as a whole."""
_TEXT_LETTERS = 24
"""In less room than this for the task its time is away too: the last day stands beside it."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One task ready to show, a cell for each column."""

    task: str
    state: State
    cells: tuple[str, ...]


def sheet_row(line: SheetLine) -> SheetRow:
    """A task of an agency as the table shows it."""
    task, unsure = line.task, provisional(line.task)
    state = marked(state_label(line.state), disputed=Spot.STATE in unsure)
    if line.state is State.OVERDUE:
        state += f" {count_text(line.late_days, 'ngày')}"
    due = marked(day_text(task.due.due), disputed=Spot.DUE in unsure)
    time = marked(task.time_text, disputed=Spot.TIME in unsure)
    cells = (task.path or task.number, task.text, time, due, state, _part(line))
    return SheetRow(task.id, line.state, cells)


def _part(line: SheetLine) -> str:
    """How the agency comes by the task and how far its own part is, a line for each."""
    leads = line.role is not Role.COORDINATING
    said = ["thực hiện"] if line.role is Role.IMPLEMENTING else []
    if line.through:
        said.append(f"qua {line.through}")
        said += [("đã" if line.own_done else "chưa") + " hoàn thành phần mình"] if leads else []
    if line.members and leads:
        said.append(f"{sum(member.done for member in line.members)}/{len(line.members)} đơn vị hoàn thành")
    return "\n".join(said)


class SheetModel(ReadyRows[SheetRow]):
    """Tasks, with the shapes of their states."""

    def __init__(self, icons: Icons, parent: QObject | None = None) -> None:
        super().__init__(_TITLES, parent)
        self._icons = {state: icons.shape(f"state-{state.value}") for state in State}

    def say(self, row: SheetRow, column: int, role: int) -> Any:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return row.cells[column]
        return self._icons[row.state] if role == Qt.ItemDataRole.DecorationRole and column == _STATE else None


class SheetView(ReadyView):
    """`task_asked` carries a task's id: a double click or Enter. `task_entered`: another task is current."""

    task_asked = Signal(str)
    task_entered = Signal(str)

    def __init__(self, model: SheetModel, name: str, parent: QWidget | None = None) -> None:
        super().__init__(model, name, parent)
        self._model = model
        self._held = ""
        self._part = 0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.doubleClicked.connect(lambda index: self.task_asked.emit(self._model.rows()[index.row()].task))
        model.modelAboutToBeReset.connect(self._keep_place)
        model.modelReset.connect(self._take_up_place)
        self._fit()

    def current_task(self) -> str:
        """The id of the current task, nothing when there is none."""
        row = self.currentIndex().row()
        return self._model.rows()[row].task if 0 <= row < len(self._model.rows()) else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_task():
            self.task_asked.emit(self.current_task())
        else:
            super().keyPressEvent(event)

    def part_wanted(self) -> int:
        """How wide the column of parts has to be for what stands in it; 0 when that is nothing."""
        metrics = self.fontMetrics()
        said = [line for row in self._model.rows() for line in row.cells[_PART].split("\n") if line]
        widest = (*said, _TITLES[_PART]) if said else ()
        wide = max((metrics.horizontalAdvance(line) for line in widest), default=0) + _EDGES
        return min(wide, metrics.horizontalAdvance(_WIDEST[_PART]) + _EDGES) if said else 0

    def give_part(self, wide: int) -> None:
        """So wide is the column of parts, here and in the table beside it, as far as there is room; away for 0."""
        self._part = wide
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        super().currentChanged(current, previous)
        self.task_entered.emit(self.current_task())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        metrics = self.fontMetrics()
        self.verticalHeader().setDefaultSectionSize(2 * metrics.lineSpacing() + 6)
        room = self.width() - self.verticalScrollBar().sizeHint().width()  # with a bar or without, as the table beside
        room -= sum(map(self._width_of, (_NUMBER, _DUE, _STATE)))
        letter = metrics.averageCharWidth()
        time = self._width_of(_TIME)
        if room > _AMPLE_LETTERS * letter:
            time += metrics.horizontalAdvance(_LONGER_TIME)
        crowded = room - time < _TEXT_LETTERS * letter
        room -= 0 if crowded else time
        part = self._part if room >= _BOTH_LETTERS * letter else 0
        part = min(part, int(room * _PART_SHARE))
        widths = (self._width_of(_NUMBER), room - part, time, self._width_of(_DUE), self._width_of(_STATE), part)
        for column, wide in enumerate(widths):
            self.setColumnHidden(column, (column == _TIME and crowded) or wide <= 0)
            self.setColumnWidth(column, wide)

    def _width_of(self, column: int) -> int:
        shape = self.fontMetrics().height() + 6 if column == _STATE else 0
        return self.fontMetrics().horizontalAdvance(_WIDEST[column]) + _EDGES + shape

    def _keep_place(self) -> None:
        self._held = self.current_task()

    def _take_up_place(self) -> None:
        places = [place for place, row in enumerate(self._model.rows()) if row.task == self._held]
        if self._model.rows():
            self.setCurrentIndex(self._model.index(places[0] if places else 0, _TEXT))
