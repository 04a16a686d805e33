"""The page of the overview: the day, the tiles, what comes first, the bars; each of them leads on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from danvan_desktop.domain.calendar.lunar import lunar_day
from danvan_desktop.domain.calendar.wording import long_day, lunar_long
from danvan_desktop.domain.catalogue.lines import TaskCounts, due_within
from danvan_desktop.domain.labels import state_label
from danvan_desktop.domain.lifecycle import State
from danvan_desktop.domain.merging.marking import Spot, marked, names_of, provisional
from danvan_desktop.domain.records import Role
from danvan_desktop.domain.views import Gap, TaskFilter
from danvan_desktop.services.overview import Overview
from danvan_desktop.services.tasks import Standing
from danvan_desktop.ui.frame.wrapping_row import WrappingRow
from danvan_desktop.ui.overview.bar_panel import BarPanel
from danvan_desktop.ui.overview.bars import segment_legend
from danvan_desktop.ui.overview.first_list import FirstList, FirstModel, FirstRow
from danvan_desktop.ui.overview.telling import today_told, urgency_told
from danvan_desktop.ui.overview.tile import Tile, TileRow
from danvan_desktop.ui.style import Icons
from danvan_desktop.ui.wording import SHARED_TOLD, count_text, day_text

_SIDE_BY_SIDE = 78
"""From how many letters of width on the bars of groups and of agencies stand beside each other."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One tile: its caption, icon and colour (a state's), and whether it is put away when it is 0."""

    caption: str
    icon: str
    colour: State
    calls: bool = True
    rare: bool = False


FIGURES: Mapping[str, Figure] = {
    "overdue": Figure(state_label(State.OVERDUE), "state-overdue", State.OVERDUE),
    "due_7": Figure("Đến hạn trong 7 ngày", "soon", State.IN_PROGRESS),
    "due_15": Figure("Đến hạn trong 15 ngày", "soon", State.IN_PROGRESS, calls=False),
    "due_30": Figure("Đến hạn trong 30 ngày", "soon", State.IN_PROGRESS, calls=False),
    "lead": Figure("Chưa có chủ trì", "nobody", State.OVERDUE),
    "time": Figure("Thời gian chưa rõ", "unclear", State.OVERDUE),
    "answer": Figure("Hai bên cùng sửa, chưa chọn", "unclear", State.OVERDUE, rare=True),
    "doubt": Figure("Cần xem lại từ lần nhập", "verify", State.IN_PROGRESS, rare=True),
    "done": Figure(state_label(State.DONE), "state-done", State.DONE, calls=False),
}


def figure_filter(name: str, day: date) -> TaskFilter:
    """The tasks that a tile counts."""
    match name:
        case "overdue":
            return TaskFilter(states=frozenset({State.OVERDUE}), on=day)
        case "done":
            return TaskFilter(states=frozenset({State.DONE, State.DONE_LATE}), on=day)
        case "lead" | "time" | "answer" | "doubt":
            return TaskFilter(lacking=Gap(name))
    return due_within(day, int(name.removeprefix("due_")))


class OverviewPage(QScrollArea):
    """`list_asked` carries the name of a figure, `task_asked` a task's id."""

    list_asked = Signal(str)
    task_asked = Signal(str)

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setAccessibleName("Tổng quan")
        self._heading = QLabel(self)
        self._lunar = QLabel(self)
        self._lunar.setProperty("role", "caption")
        self.told = QLabel(self)
        self.told.setWordWrap(True)
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self._row = TileRow(self)
        self.tiles = {
            name: Tile(figure.caption, icons.shape(figure.icon), self._row) for name, figure in FIGURES.items()
        }
        self._first_title = QLabel("Việc phải lo trước", self)
        self.first_model = FirstModel(icons, self)
        self.first = FirstList(self.first_model, self)
        self.more_late = QPushButton(self)
        self.more_late.setFlat(True)
        self.more_late.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.more_late.clicked.connect(lambda: self.list_asked.emit("overdue"))
        self._nothing_first = QLabel("Không có việc nào quá hạn hoặc sắp đến hạn.", self)
        self._nothing_first.setProperty("role", "caption")
        self.groups = BarPanel("Tiến độ theo nhóm nhiệm vụ", "nhóm", "Không thuộc nhóm nào", self)
        self.agencies = BarPanel("Tiến độ theo cơ quan, kể cả việc giao chung", "cơ quan", "", self)
        self.agencies.setToolTip(SHARED_TOLD)
        self._bars = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        for name, tile in self.tiles.items():
            self._row.add(tile)
            tile.clicked.connect(lambda _=False, chosen=name: self.list_asked.emit(chosen))
        self.first.task_asked.connect(self.task_asked)
        self._lay_out()

    def show_overview(self, read: Overview, *, is_past: bool = False) -> None:
        """Show these figures, of today or of a day that is past; what has the keyboard and how far it is scrolled
        stay."""
        day = long_day(read.day)
        self._heading.setText(f"Cuối {_lowered(day)}" if is_past else f"Hôm nay, {_lowered(day)}")
        self._lunar.setText(f"ngày {lunar_long(lunar_day(read.day))}")
        self.told.setText(today_told(read))
        for name, number in _numbers(read).items():
            figure, tile = FIGURES[name], self.tiles[name]
            tile.setVisible(not figure.rare or number > 0)
            words = count_text(number, "").strip()
            if name == "done":
                words = f"{words}/{count_text(read.counts.all, '').strip()}"
            tile.show_number(words, figure.calls and number > 0, figure.colour.value)
        self._row.arrange()
        self.first_model.show_rows([_first_row(now, read.day) for now in read.first])
        self.first.setVisible(bool(read.first))
        self._nothing_first.setVisible(not read.first)
        self._show_more_late(read)
        self.groups.show_views(read.groups)
        self.agencies.show_views(read.agencies)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn_bars()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_bars"):
            self._enlarge()
            self._turn_bars()

    def _lay_out(self) -> None:
        inside = QWidget(self)
        column = QVBoxLayout(inside)
        column.setContentsMargins(12, 10, 12, 12)
        column.addLayout(WrappingRow(self._heading, self._lunar))
        column.addWidget(self.told)
        column.addSpacing(2)
        column.addWidget(self._row)
        column.addSpacing(8)
        for widget in (self._first_title, self.first, self.more_late, self._nothing_first):
            column.addWidget(widget)
        column.addSpacing(8)
        self._bars.setSpacing(20)
        self._bars.addWidget(self.groups, 1)
        self._bars.addWidget(self.agencies, 1)
        column.addLayout(self._bars)
        column.addWidget(segment_legend(self))
        column.addStretch(1)
        self._enlarge()
        self.setWidget(inside)

    def _show_more_late(self, read: Overview) -> None:
        """Say how many tasks are overdue besides those that are listed."""
        more = read.counts.overdue - sum(now.state is State.OVERDUE for now in read.first)
        self.more_late.setText(f"và {count_text(more, 'nhiệm vụ quá hạn khác')}…")
        self.more_late.setAccessibleName(self.more_late.text())
        self.more_late.setVisible(more > 0)

    def _enlarge(self) -> None:
        for label, share in ((self._heading, 1.35), (self._first_title, 1.0)):
            font = self.font()
            font.setPointSizeF(font.pointSizeF() * share)
            font.setBold(True)
            label.setFont(font)

    def _turn_bars(self) -> None:
        wide = self.viewport().width() >= _SIDE_BY_SIDE * self.fontMetrics().averageCharWidth()
        self._bars.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)


def _numbers(read: Overview) -> dict[str, int]:
    counts: TaskCounts = read.counts
    return {
        "overdue": counts.overdue,
        "due_7": counts.due_in_7,
        "due_15": counts.due_in_15,
        "due_30": counts.due_in_30,
        "lead": counts.without_lead,
        "time": counts.time_unclear,
        "answer": counts.disputed,
        "doubt": counts.doubtful,
        "done": read.done,
    }


def _first_row(now: Standing, day: date) -> FirstRow:
    task, unsure = now.task, provisional(now.task)
    lead = names_of(task, Role.LEAD, Role.IMPLEMENTING)
    due = marked(day_text(task.due.due), disputed=Spot.DUE in unsure)
    text = marked(task.text, disputed=bool({Spot.TEXT, Spot.STATE} & unsure))
    cells = (urgency_told(now, day), due, task.path or task.number, text, lead or "chưa có")
    return FirstRow(task.id, now.state, cells)


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]
