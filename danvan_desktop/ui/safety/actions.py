"""Các việc đã làm: the last actions, newest first; one or several of them taken back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from danvan_desktop.services.safety import ActionLine
from danvan_desktop.ui.dialogs.frame import Dialog
from danvan_desktop.ui.safety.lines import Line, LinesModel, LinesView
from danvan_desktop.ui.wording import count_text, day_text, hour_text

_TITLES = ("Việc đã làm", "Người làm", "Lúc", "Tình trạng")
_LETTERS = (48, 16, 18, 18)


class ActionsDialog(Dialog):
    """`back_asked` carries the handle of the action to go back to; `undo_asked` and `redo_asked` are one step."""

    back_asked = Signal(str)
    undo_asked = Signal()
    redo_asked = Signal()

    def __init__(self, writable: bool, parent: QWidget | None) -> None:
        super().__init__("Các việc đã làm", parent)
        self._writable = writable
        self._lines: Sequence[ActionLine] = ()
        self.model = LinesModel(_TITLES, self)
        self.view = LinesView(self.model, _LETTERS, self)
        self.view.setAccessibleName("Các việc đã làm, mới nhất ở trên")
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._about = QLabel(self)
        self._about.setWordWrap(True)
        self.back = QPushButton("&Quay lại đến đây", self)
        self.undo = QPushButton("&Hoàn tác", self)
        self.redo = QPushButton("&Làm lại", self)
        self._lay_out()
        self.view.selectionModel().currentRowChanged.connect(lambda *_: self._say())
        self.back.clicked.connect(self._go_back)
        self.undo.clicked.connect(self.undo_asked)
        self.redo.clicked.connect(self.redo_asked)
        self._say()

    def show_lines(self, lines: Sequence[ActionLine], redoable: bool) -> None:
        """Show the actions as they stand now; the row that is chosen stays."""
        place = max(self.view.currentIndex().row(), 0)
        self._lines = lines
        selection = self.view.selectionModel()
        selection.blockSignals(True)
        self.model.show_rows([Line(_cells(line), line.undone) for line in lines])
        selection.blockSignals(False)
        if lines:
            self.view.selectRow(min(place, len(lines) - 1))
        self.undo.setEnabled(self._writable and any(line.handle for line in lines))
        self.redo.setEnabled(self._writable and redoable)
        self._say()

    def say(self, text: str) -> None:
        """What came of an order."""
        self._about.setText(text)
        self._about.setAccessibleName(text)

    def about(self) -> str:
        """What is said under the list."""
        return self._about.text()

    def _current(self) -> ActionLine | None:
        place = self.view.currentIndex().row()
        return self._lines[place] if 0 <= place < len(self._lines) else None

    def _say(self) -> None:
        line = self._current()
        handle = line.handle if line else ""
        self.back.setEnabled(self._writable and bool(handle))
        if line is None:
            self.say("Trong sổ chưa có việc nào do người dùng làm.")
        elif handle:
            place = self.view.currentIndex().row()
            count = sum(1 for held in self._lines[: place + 1] if held.handle)
            self.say(f"Quay lại đến đây: lần lượt hoàn tác {count_text(count, 'việc')}, kể cả việc đang chọn.")
        elif line.undone:
            self.say("Việc này đã được hoàn tác.")
        else:
            self.say("Việc này đến từ sổ khác khi gộp nên không hoàn tác ở đây được.")

    def _go_back(self) -> None:
        line = self._current()
        if line is not None and line.handle:
            self.back_asked.emit(line.handle)

    def _lay_out(self) -> None:
        orders = QHBoxLayout()
        for button in (self.back, self.undo, self.redo):
            button.setAccessibleName(button.text().replace("&", ""))
            button.setAutoDefault(False)
            orders.addWidget(button)
        orders.addStretch(1)
        close = self.buttons.addButton("Đó&ng", QDialogButtonBox.ButtonRole.RejectRole)
        close.setAccessibleName("Đóng")
        close.setIcon(QIcon())
        orders.addWidget(self.buttons)
        column = QVBoxLayout(self)
        column.addWidget(self.view, 1)
        column.addWidget(self._about)
        column.addLayout(orders)
        self._about.setMinimumHeight(2 * self.fontMetrics().lineSpacing())
        self.spread(112, 28)


def _cells(line: ActionLine) -> tuple[str, ...]:
    when = f"{hour_text(line.when)} {day_text(line.when.date())}" if line.when else ""
    state = "đã hoàn tác" if line.undone else "" if line.own else "từ sổ khác"
    return line.sentence, line.person, when, state
