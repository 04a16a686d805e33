"""What stands in the panel while several tasks are selected: how many, and what can be done with all of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from danvan_desktop.ui.wording import count_text


class SeveralTasks(QWidget):
    """Buttons that order what the menus order."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = QLabel(self)
        self.heading.setWordWrap(True)
        font = self.heading.font()
        font.setBold(True)
        self.heading.setFont(font)
        hint = QLabel("Làm một lần cho tất cả; một lần hoàn tác là có lại.", self)
        hint.setWordWrap(True)
        hint.setProperty("role", "caption")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 10, 12, 10)
        self._column.setSpacing(6)
        self._column.addWidget(self.heading)
        self._column.addWidget(hint)
        self._column.addStretch(1)

    def offer(self, actions: Sequence[QAction | None]) -> None:
        """Put a button for each action; None leaves a gap."""
        for action in actions:
            place = self._column.count() - 1
            if action is None:
                self._column.insertSpacing(place, 8)
            else:
                self._column.insertWidget(place, self._button(action))

    def say(self, count: int) -> None:
        """How many are selected."""
        self.heading.setText(f"{count_text(count, 'nhiệm vụ')} đang chọn")

    def _button(self, action: QAction) -> QPushButton:
        words = action.text().partition("\t")[0].replace("&", "")
        button = QPushButton(action.icon(), words, self)
        button.setAccessibleName(words.rstrip("…"))
        button.setToolTip(action.toolTip())
        button.setEnabled(action.isEnabled())
        action.enabledChanged.connect(button.setEnabled)
        button.clicked.connect(action.trigger)
        return button
