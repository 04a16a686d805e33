"""What is said under the pages: what goes on, with a way to stop it, or what was done, with a way to open it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget


class TellingRow(QWidget):
    """Hidden while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = QLabel(self)
        self.label.setWordWrap(True)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setFixedSize(140, 12)
        self._bar.setAccessibleName("Tiến độ")
        self._stop = self._button("&Hủy")
        self._open = self._button("&Mở tệp")
        self._act: Callable[[], None] | None = None
        self._stop.clicked.connect(self._cancel)
        self._open.clicked.connect(self._go)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.label, 1)
        for widget in (self._bar, self._stop, self._open):
            row.addWidget(widget)
        self.say("")

    def say(self, text: str, offered: Callable[[], None] | None = None) -> None:
        """Say what was done; `offered` opens what came of it."""
        self._show(text, offered)
        self._open.setVisible(offered is not None)

    def wait(self, text: str, stop: Callable[[], None], steps: int = 0) -> None:
        """Say what is going on, in so many steps where they are known; `stop` ends it."""
        self._show(text, stop)
        self._bar.setRange(0, steps)
        self._bar.show()
        self._stop.setEnabled(True)
        self._stop.show()

    def step(self, done: int) -> None:
        """So many steps are done."""
        self._bar.setValue(done)

    def text(self) -> str:
        """What is said."""
        return self.label.text()

    def waits(self) -> bool:
        """Whether something is going on."""
        return self._stop.isVisibleTo(self)

    def _show(self, text: str, act: Callable[[], None] | None) -> None:
        self._act = act
        self.label.setText(text)
        self.setVisible(bool(text))
        for widget in (self._bar, self._stop, self._open):
            widget.hide()

    def _cancel(self) -> None:
        self._stop.setEnabled(False)
        self._go()

    def _go(self) -> None:
        if self._act is not None:
            self._act()

    def _button(self, text: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setAccessibleName(text.replace("&", ""))
        button.setAutoDefault(False)
        return button
