"""What stands over the calendar: where it is, how much it shows, and of which tasks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from danvan_desktop.domain.records import Role
from danvan_desktop.domain.views import AgencyView, TaskFilter
from danvan_desktop.services.schedule import OPEN_STATES
from danvan_desktop.ui.calendar.telling import Mode
from danvan_desktop.ui.widgets.elided_label import ElidedLabel
from danvan_desktop.ui.widgets.quiet import QuietComboBox

_MODES = (
    (Mode.MONTH, "T&háng", "Alt+H"),
    (Mode.QUARTER, "Q&uý", "Alt+U"),
    (Mode.YEAR, "Nă&m", "Alt+M"),
    (Mode.AGENDA, "&Danh sách", "Alt+D"),
)
_ROLES = (
    (None, "Mọi vai trò"),
    (Role.LEAD, "Chủ trì"),
    (Role.IMPLEMENTING, "Thực hiện"),
    (Role.COORDINATING, "Phối hợp"),
)
_LETTERS_WIDE = 18
_NARROWEST = 120
_TITLE_MORE = 3.0
_TITLE_SCALE = 1.25
_LONGEST_TITLE = "05/03/2026 – 04/03/2027"
_EDGES = 48


class CalendarTools(QWidget):
    """`mode_chosen` carries a Mode, `moved` -1 or 1, `today_asked` nothing; `filtered`: other tasks are wanted."""

    mode_chosen = Signal(object)
    moved = Signal(int)
    today_asked = Signal()
    filtered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.back = _arrow(self, "‹", "Lùi lại")
        self.on = _arrow(self, "›", "Tới tiếp")
        self.today = QPushButton("Hôm na&y", self)
        self.today.setToolTip("Về ngày hôm nay (Alt+Y, trong lịch thêm phím Home)")
        self._title = ElidedLabel(self)
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._modes = QButtonGroup(self)
        self.buttons = {mode: self._mode_button(mode, *words) for mode, *words in _MODES}
        self.agency = _quiet_box(self, "Cơ quan")
        self.role = _quiet_box(self, "Vai trò của cơ quan")
        self.role.addItems([words for _, words in _ROLES])
        self.role.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.open_only = QCheckBox("Chỉ việc chưa h&oàn thành", self)
        self._count = ElidedLabel(self)
        self._count.setProperty("role", "caption")
        self.agency.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.agency.setMinimumContentsLength(_LETTERS_WIDE)
        self.agency.setMinimumWidth(_NARROWEST)  # large letters in a small window
        self._lay_out()
        self._scale()
        self.set_agencies(())
        self._connect()

    def set_title(self, title: str, count: str) -> None:
        """What is shown, and how much is due in it."""
        self._title.setText(title)
        self._count.setText(count)

    def texts(self) -> tuple[str, str]:
        """What is shown, and how much is due in it."""
        return self._title.text(), self._count.text()

    def set_mode(self, mode: Mode) -> None:
        """Show which mode it is."""
        self.buttons[mode].setChecked(True)

    def set_agencies(self, agencies: Sequence[AgencyView]) -> None:
        """The agencies to choose from; the chosen one stays chosen while it is there."""
        chosen = self.agency.currentData()
        self.agency.blockSignals(True)
        self.agency.clear()
        self.agency.addItem("Mọi cơ quan", None)
        for place, view in enumerate(agencies):
            if view.collective and (not place or not agencies[place - 1].collective):
                self.agency.insertSeparator(self.agency.count())
            self.agency.addItem(view.name, view.id)
        self.agency.setCurrentIndex(max(0, self.agency.findData(chosen)) if chosen is not None else 0)
        self.agency.blockSignals(False)
        self.role.setEnabled(self.agency.currentData() is not None)

    def reset(self) -> None:
        """All tasks are wanted again."""
        self.blockSignals(True)
        self.role.setCurrentIndex(0)
        self.open_only.setChecked(False)
        self.agency.setCurrentIndex(0)
        self.blockSignals(False)
        self.set_agencies(())
        self.set_title("", "")

    def wanted(self, today: date) -> TaskFilter:
        """Which tasks are wanted."""
        agency = self.agency.currentData()
        return TaskFilter(
            agency=agency,
            role=_ROLES[self.role.currentIndex()][0] if agency is not None else None,
            states=OPEN_STATES if self.open_only.isChecked() else frozenset(),
            on=today,
        )

    def narrowed(self) -> bool:
        """Whether some tasks are left out."""
        return self.agency.currentData() is not None or self.open_only.isChecked()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "open_only"):
            self._scale()
            self._arrange()

    def _arrange(self) -> None:
        """The four modes stand beside the title, or under it where large letters leave it no room."""
        title = self._title.fontMetrics().horizontalAdvance(_LONGEST_TITLE)
        controls = (self.back, self.on, self.today, *self.buttons.values())
        wide = title + sum(control.sizeHint().width() for control in controls) + _EDGES
        beside = wide <= self.width()
        self._top.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)

    def _scale(self) -> None:
        """The title and the arrows are larger than the letters of the window."""
        font = QFont(self.font())
        font.setPointSizeF(min(font.pointSizeF() * _TITLE_SCALE, font.pointSizeF() + _TITLE_MORE))
        font.setBold(True)
        for widget in (self._title, self.back, self.on):
            widget.setFont(font)

    def _lay_out(self) -> None:
        self._count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        where, row, below = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        for widget in (self.back, self.on, self.today):
            where.addWidget(widget)
        where.addSpacing(6)
        where.addWidget(self._title, 1)
        row.setSpacing(0)
        for button in self.buttons.values():
            row.addWidget(button)
        self._top.addLayout(where, 1)
        self._top.addLayout(row)
        for widget in (self.agency, self.role, self.open_only):
            below.addWidget(widget)
        below.addWidget(self._count, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 8, 6)
        column.setSpacing(4)
        column.addLayout(self._top)
        column.addLayout(below)
        order = (self.back, self.on, self.today, *self.buttons.values(), self.agency, self.role, self.open_only)
        for before, after in pairwise(order):
            self.setTabOrder(before, after)

    def _connect(self) -> None:
        self.back.clicked.connect(lambda: self.moved.emit(-1))
        self.on.clicked.connect(lambda: self.moved.emit(1))
        self.today.clicked.connect(self.today_asked)
        self.agency.currentIndexChanged.connect(self._take_agency)
        self.role.currentIndexChanged.connect(lambda _: self.filtered.emit())
        self.open_only.toggled.connect(lambda _: self.filtered.emit())

    def _take_agency(self, _place: int) -> None:
        self.role.setEnabled(self.agency.currentData() is not None)
        self.filtered.emit()

    def _mode_button(self, mode: Mode, words: str, keys: str) -> QPushButton:
        button = QPushButton(words, self)
        button.setCheckable(True)
        button.setToolTip(f"{words.replace('&', '')} ({keys})")
        self._modes.addButton(button)
        button.toggled.connect(partial(_embolden, button))
        button.clicked.connect(lambda: self.mode_chosen.emit(mode))
        return button


def _embolden(button: QPushButton, chosen: bool) -> None:
    """The chosen one is told from the others in every look."""
    font = button.font()
    font.setBold(chosen)
    button.setFont(font)


def _quiet_box(parent: QWidget, name: str) -> QComboBox:
    box = QuietComboBox(parent)
    box.setAccessibleName(name)
    box.setToolTip(name)
    return box


def _arrow(parent: QWidget, sign: str, name: str) -> QToolButton:
    button = QToolButton(parent)
    button.setText(sign)
    button.setAutoRaise(True)
    button.setAccessibleName(name)
    button.setToolTip(name)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return button
