"""Everything about the task that is selected, beside the list, and where most of it is changed.

The head, the text, the status and the time come with the task's row; the rest follows a moment later.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from danvan_desktop.domain.merging.marking import MARK, marked
from danvan_desktop.ui.detail.parts.fold import controls
from danvan_desktop.ui.detail.parts.head import TaskHead, TaskText
from danvan_desktop.ui.detail.parts.several import SeveralTasks
from danvan_desktop.ui.models.task_table import Column
from danvan_desktop.ui.widgets.quiet import QuietComboBox
from danvan_desktop.ui.widgets.read_only import ONLY_READ
from danvan_desktop.ui.widgets.time_field import TimeField

if TYPE_CHECKING:
    from danvan_desktop.domain.records import Status
    from danvan_desktop.ui.detail.body import DetailBody
    from danvan_desktop.ui.detail.shown import Details
    from danvan_desktop.ui.models.task_table import TaskRow
    from danvan_desktop.ui.style import Icons

Explainer = Callable[[str, str], str]
"""What a time means in a programme: (text, id of the programme) → one line."""
_STATUS, _TIME = "Trạng t&hái", "Thời gian thực h&iện"
_NOTHING = "Chọn một nhiệm vụ để xem chi tiết"
_PATIENCE_MS = 250
"""So long the details of the task before stand there, not to be used; walking through the list does not flicker."""


class TaskPanel(QScrollArea):
    """Signals carry the task's id and the new value; `left` gives the keyboard back to the list, `time_refused`: a time
    that is not understood keeps the book from being closed. `drafts` are such times of other tasks, by their ids."""

    time_applied = Signal(str, str)
    status_chosen = Signal(str, object)
    field_saved = Signal(str, str, str)
    row_shown = Signal(object)
    left = Signal()
    time_refused = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._row: TaskRow | None = None
        self._details: Details | None = None
        self._explainer: Explainer = lambda _text, _programme: ""
        self._understands: Callable[[str, str], bool] = lambda _text, _programme: True
        self._editable = False
        self._statuses: list[Status] = []
        self.drafts: dict[str, str] = {}
        self.body: DetailBody | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(255)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("Chi tiết nhiệm vụ")
        self._make_controls()
        self._lay_out()
        self._nothing = QLabel(_NOTHING, self)
        self._nothing.setProperty("role", "caption")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._nothing.setWordWrap(True)
        self._nothing.setContentsMargins(12, 24, 12, 0)
        self.several = SeveralTasks(self)
        self.several.setAutoFillBackground(True)
        self.several.hide()
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._patience.timeout.connect(self._hide_body)
        self.show_row(None)

    def set_statuses(self, words: Mapping[Status, str]) -> None:
        """The statuses that can be chosen, with their words."""
        self._statuses = list(words)
        self.status.clear()
        self.status.addItems(list(words.values()))

    def set_explainer(self, explainer: Explainer) -> None:
        """Who says what a time means."""
        self._explainer = explainer

    def set_understanding(self, understands: Callable[[str, str], bool]) -> None:
        """Who says whether a time means anything at all."""
        self._understands = understands

    def set_body(self, body: DetailBody) -> None:
        """Where the details are shown; it is made once the window is there."""
        self.body = body
        self._column.insertWidget(self._column.count() - 1, body)
        body.hide()
        body.left.connect(self.left)
        body.field_saved.connect(self.field_saved)
        self._chain()

    def set_editable(self, editable: bool, *, only_read: bool) -> None:
        """Whether the book may be changed now; `only_read`: it may not, for as long as it is open."""
        self.only_read.setVisible(only_read)
        if editable != self._editable:
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
            self._leave_task()
        self._row = row
        self._show_whether(row is not None)
        self._enable()
        if row is None:
            self.time.show_time("", lambda _: "")
        else:
            self._show_head(row)
            for caption, title, column in (
                (self._status_caption, _STATUS, Column.STATE),
                (self._time_caption, _TIME, Column.TIME),
            ):
                caption.setText(marked(title, disputed=row.cells[column].startswith(MARK)))
            if not (same and self.time.typing()):
                self._show_time(row)
            self.status.setCurrentIndex(self._statuses.index(row.status) if row.status in self._statuses else -1)
            self.text.show_text(row.text)
        self.row_shown.emit(row)

    def show_details(self, details: Details) -> None:
        """Show the rest of the task; details of another one are let go."""
        if self._row is None or details.task != self._row.id or self.body is None:
            return
        self._patience.stop()
        self._details = details
        self.head.say(details.situation, details.due)
        self.body.show_details(details, self._may_change())
        self.body.setEnabled(True)
        self.body.show()
        self._chain()

    def show_several(self, count: int) -> None:
        """Show how many tasks are selected and what can be done with all of them; of one, show the task."""
        self.several.setVisible(count > 1)
        if count > 1:
            self.several.say(count)
            self.several.setGeometry(self.rect())
            self.several.raise_()
        self._show_whether(self._row is not None)

    def row(self) -> TaskRow | None:
        """The task shown."""
        return self._row

    def task(self) -> str:
        """The id of the task shown, nothing for none."""
        return self._row.id if self._row is not None else ""

    def commit(self) -> None:
        """Save what is being typed, as far as it can be."""
        self.time.commit()
        self.text.commit()
        if self.body is not None:
            self.body.commit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._nothing.setGeometry(self.rect())
        self.several.setGeometry(self.rect())

    def _make_controls(self) -> None:
        self.only_read = QLabel(ONLY_READ, self)
        self.only_read.setProperty("role", "caption")
        self.only_read.setWordWrap(True)
        self.head = TaskHead(self)
        self.text = TaskText(self)
        self.text.saved.connect(self._save_text)
        self.text.left.connect(self.left)
        self._status_caption, self._time_caption = QLabel(_STATUS, self), QLabel(_TIME, self)
        self.status = QuietComboBox(self)
        self.status.setAccessibleName("Trạng thái do cán bộ ghi")
        self.status.setToolTip(
            "Cán bộ ghi; «Quá hạn», «Chưa đến kỳ» thì chương trình tự tính (Trợ giúp, Ý nghĩa các trạng thái)"
        )
        self.status.activated.connect(self._choose_status)
        self.time = TimeField("Thời gian thực hiện", self)
        self.time.applied.connect(self._apply_time)
        self.time.left.connect(self.left)

    def _lay_out(self) -> None:
        inside = QWidget(self)
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(12, 10, 12, 10)
        self._column.setSpacing(6)
        self._column.addWidget(self.only_read)
        self._column.addWidget(self.head)
        self._column.addWidget(self.text)
        for caption, field, buddy in (
            (self._status_caption, self.status, self.status),
            (self._time_caption, self.time, self.time.edit),
        ):
            caption.setBuddy(buddy)
            self._column.addWidget(caption)
            self._column.addWidget(field)
        self._column.addStretch(1)
        self.setWidget(inside)

    def _show_whether(self, shown: bool) -> None:
        """The task, or the line that says how one comes here; what is empty is not scrolled."""
        shown = shown and self.several.isHidden()
        needed, off = Qt.ScrollBarPolicy.ScrollBarAsNeeded, Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(needed if shown else off)
        QCoreApplication.sendEvent(self, QEvent(QEvent.Type.LayoutRequest))  # a panel out of sight would keep its bar
        self.widget().setVisible(shown)
        self._nothing.setVisible(not shown and self.several.isHidden())

    def _show_head(self, row: TaskRow) -> None:
        """As far as the row says it; the details say more."""
        facts = dict(row.facts)
        self.head.show_task(row.cells[0], row.state, self._icons)
        due = facts.get("Hạn", "")
        self.head.say(facts.get("Trạng thái", ""), [f"Hạn {due}"] if due else [])

    def _show_time(self, row: TaskRow) -> None:
        self.time.show_time(
            row.time_text,
            lambda text: row.meaning if text == row.time_text else self._explainer(text, row.programme),
            lambda text: self._understands(text, row.programme),
        )
        if row.id in self.drafts:
            self.time.edit.setText(self.drafts.pop(row.id))

    def _leave_task(self) -> None:
        """Save what was typed. A time that is not understood waits until the officer comes back to its task."""
        self.commit()
        typed = self.time.take_back()
        if self._row is not None and typed:
            self.drafts[self._row.id] = typed
        self._details = None
        if self.body is not None and not self.body.isHidden():
            self.body.setEnabled(False)
            self._patience.start()

    def _hide_body(self) -> None:
        if self.body is not None:
            self.body.hide()

    def _may_change(self) -> bool:
        return self._editable and self._row is not None and self._row.status is not None

    def _enable(self) -> None:
        editable = self._may_change()
        self.time.set_editable(editable)
        self.text.set_editable(editable)
        self.status.setEnabled(editable)
        if self.body is not None and self._details is not None:
            self.body.show_details(self._details, editable)

    def _chain(self) -> None:
        """Tab goes down the panel after the time, in the order in which things stand there."""
        if self.body is None:
            return
        before: QWidget = self.time.edit
        rest = [self.time.button, self.text.change, self.text.field.edit, *controls(self.body)]
        for control in rest:
            QWidget.setTabOrder(before, control)
            before = control

    def _apply_time(self, text: str) -> None:
        if self._row is not None:
            self.time_applied.emit(self._row.id, text)

    def _save_text(self, text: str) -> None:
        if self._row is not None:
            self.field_saved.emit(self._row.id, "text", text)

    def _choose_status(self, place: int) -> None:
        status = self._statuses[place]
        if self._row is not None and status is not self._row.status:
            self.status_chosen.emit(self._row.id, status)
