"""The head of the detail panel: which task, how it stands, when it is due, what it says."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from danvan_desktop.ui.detail.parts.fold import small_button, words
from danvan_desktop.ui.detail.parts.free_field import FreeField
from danvan_desktop.ui.style import Icons

_NEEDS_TEXT = "chưa lưu; nhiệm vụ phải có nội dung"
_SHAPE = 16


class TaskHead(QWidget):
    """«Nhiệm vụ 3.1», its state in a shape and words, its due date with what is to be known of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = words("", self)
        font = self._number.font()
        font.setBold(True)
        self._number.setFont(font)
        self._shape = QLabel(self)
        self._situation = words("", self)
        self._situation.setFont(font)
        self._due = words("", self)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self._number, 0, 0, 1, 2)
        grid.addWidget(self._shape, 1, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._situation, 1, 1)
        grid.addWidget(self._due, 2, 0, 1, 2)

    def show_task(self, number: str, state: str, icons: Icons) -> None:
        """Which task, with the shape of its state."""
        self._number.setText(f"Nhiệm vụ {number}".strip())
        self._shape.setVisible(bool(state))
        if state:
            side = max(_SHAPE, self._situation.fontMetrics().ascent())
            self._shape.setPixmap(icons.get(f"state-{state}").pixmap(side, side))
        self._situation.setProperty("state", state)  # the sheet knows its colour, in every look
        self._situation.style().unpolish(self._situation)
        self._situation.style().polish(self._situation)

    def say(self, situation: str, due: Sequence[str]) -> None:
        """The state in words, and the due date with its remarks, a line each."""
        self._situation.setText(situation)
        self._situation.setVisible(bool(situation))
        self._due.setText("\n".join(due))
        self._due.setVisible(bool(due))

    def said(self) -> str:
        """All that the head says, to be read out."""
        parts = (self._number.text(), self._situation.text(), *self._due.text().split("\n"))
        return "; ".join(part for part in parts if part)


class TaskText(QWidget):
    """What the task says; «Sửa» makes it a field. `saved` carries the new text, `left` gives the keyboard back."""

    saved = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = words("", self)
        self.field = FreeField("Nội dung nhiệm vụ", lambda text: "" if text.strip() else _NEEDS_TEXT, self)
        self.field.saved.connect(self.saved)
        self.field.left.connect(self._close)
        self.field.left.connect(self.left)
        self.field.edit.gone.connect(self._close)
        self.change = small_button("Sửa", "Sửa nội dung nhiệm vụ", self)
        self.change.clicked.connect(self.start)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(QLabel("Nội dung", self), 1)
        row.addWidget(self.change)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self._text)
        column.addWidget(self.field)
        self.field.hide()

    def show_text(self, text: str) -> None:
        """Show what is stored; what is being typed stays."""
        self._text.setText(text)
        if not self.field.typing():
            self.field.show_text(text)

    def set_editable(self, editable: bool) -> None:
        """Whether the text may be changed."""
        self.change.setVisible(editable and self.field.isHidden())
        self.field.set_editable(editable)

    def start(self) -> None:
        """Make it a field, with the keyboard in it."""
        self.field.show()
        self._text.hide()
        self.change.hide()
        self.field.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def commit(self) -> None:
        """Save what was typed; a text that cannot be saved is let go."""
        self.field.commit()
        self.field.drop()
        self._close()

    def _close(self) -> None:
        if not self.field.isHidden() and not self.field.typing():
            self._text.setText(self.field.text())
            self._text.show()
            self.field.hide()
            self.change.show()
