"""Everything about the task that is selected, beside the list; its time and its status are changed here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from danvan_desktop.ui.style import muted
from danvan_desktop.ui.widgets.time_field import TimeField

if TYPE_CHECKING:
    from danvan_desktop.domain.records import Status
    from danvan_desktop.ui.models.task_table import TaskRow

Explainer = Callable[[str, str], str]
"""What a time means in a programme: (text, id of the programme) → one line."""


class QuietComboBox(QComboBox):
    """The wheel scrolls what lies around it; it never changes a value by accident."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class TaskPanel(QScrollArea):
    """`time_applied` and `status_chosen` carry the task's id and the new value; `left` gives the keyboard back."""

    time_applied = Signal(str, str)
    status_chosen = Signal(str, object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row: TaskRow | None = None
        self._explainer: Explainer = lambda _text, _programme: ""
        self._editable = False
        self._statuses: list[Status] = []
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(255)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("Chi tiết nhiệm vụ")
        self.time = TimeField("Thời gian thực hiện", self)
        self.time.applied.connect(self._apply_time)
        self.time.left.connect(self.left)
        self.status = QuietComboBox(self)
        self.status.setAccessibleName("Trạng thái do cán bộ ghi")
        self.status.activated.connect(self._choose_status)
        self._head = self._label(bold=True)
        self._text = self._label()
        self._facts = self._label()
        self._facts.setTextFormat(Qt.TextFormat.RichText)
        self._build()
        self.show_row(None)

    def set_statuses(self, words: Mapping[Status, str]) -> None:
        """The statuses that can be chosen, with their words."""
        self._statuses = list(words)
        self.status.clear()
        self.status.addItems(list(words.values()))

    def set_explainer(self, explainer: Explainer) -> None:
        """Who says what a time means."""
        self._explainer = explainer

    def set_editable(self, editable: bool) -> None:
        """Whether the book may be changed."""
        self._editable = editable
        self._enable()

    def start_editing(self) -> None:
        """Put the keyboard into the time."""
        if self.status.isEnabled():
            self.time.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.time.edit.selectAll()

    def show_row(self, row: TaskRow | None) -> None:
        """Show a task. What the officer is typing is kept as long as it is the same task."""
        same = self._row is not None and row is not None and self._row.id == row.id
        if not same:
            self.time.commit()
        self._row = row
        self.widget().setVisible(row is not None)
        self._enable()
        if row is None:
            self.time.show_time("", lambda _: "")
            return
        self._head.setText(f"Nhiệm vụ {row.cells[0]}".strip())
        self._text.setText(row.text)
        if not (same and self.time.typing()):
            self.time.show_time(row.time_text, lambda text: self._explainer(text, row.programme))
        self.status.setCurrentIndex(self._statuses.index(row.status) if row.status in self._statuses else -1)
        self._show_facts(row)

    def row(self) -> TaskRow | None:
        """The task shown."""
        return self._row

    def _build(self) -> None:
        body = QWidget(self)
        column = QVBoxLayout(body)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(6)
        column.addWidget(self._head)
        column.addWidget(self._text)
        column.addSpacing(4)
        for title, field in (("&Trạng thái", self.status), ("Thời &gian thực hiện", self.time)):
            caption = QLabel(title, body)
            caption.setBuddy(field)
            column.addWidget(caption)
            column.addWidget(field)
        column.addSpacing(4)
        column.addWidget(self._facts)
        column.addStretch(1)
        self.setWidget(body)

    def _label(self, *, bold: bool = False) -> QLabel:
        label = QLabel(self)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        label.setSizePolicy(policy)
        if bold:
            font = label.font()
            font.setBold(True)
            label.setFont(font)
        return label

    def _show_facts(self, row: TaskRow) -> None:
        """One label for all: its lines wrap as one, and it is read out in one go."""
        colour = muted(self.palette()).name()
        rows = "".join(
            f'<tr><td style="color: {colour}; padding: 0 10px 5px 0; white-space: nowrap">{escape(title)}</td>'
            f'<td style="padding-bottom: 5px">{_lines(value)}</td></tr>'
            for title, value in row.facts
        )
        self._facts.setText(f"<table cellspacing='0' cellpadding='0'>{rows}</table>")
        self._facts.setAccessibleName("; ".join(f"{title}: {value}" for title, value in row.facts))

    def _enable(self) -> None:
        editable = self._editable and self._row is not None and self._row.status is not None
        self.time.set_editable(editable)
        self.status.setEnabled(editable)

    def _apply_time(self, text: str) -> None:
        if self._row is not None:
            self.time_applied.emit(self._row.id, text)

    def _choose_status(self, place: int) -> None:
        status = self._statuses[place]
        if self._row is not None and status is not self._row.status:
            self.status_chosen.emit(self._row.id, status)


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")
