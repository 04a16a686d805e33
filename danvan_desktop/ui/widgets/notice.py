"""A bar over the page that says one thing and offers what to do about it. Never a dialog."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

Offer = tuple[str, Callable[[], None]]
"""The text of a button and what it does."""


class NoticeBar(QFrame):
    """Says what happened, with buttons; goes away when closed or when something else is said."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.setAccessibleName(name)
        self._text = QLabel(self)
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._buttons: list[QPushButton] = []
        self._close = QToolButton(self)
        self._close.setText("✕")
        self._close.setAutoRaise(True)
        self._close.setToolTip("Đóng thông báo")
        self._close.setAccessibleName("Đóng thông báo")
        self._close.clicked.connect(self.hide)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(10, 4, 6, 4)
        self._row.addWidget(self._text, 1)
        self._row.addWidget(self._close)
        self.hide()

    def say(self, text: str, offers: Sequence[Offer] = (), *, kind: str = "warning", closable: bool = True) -> None:
        """Show a sentence; `kind` is «warning» or «done»."""
        for button in self._buttons:
            button.setParent(None)
            button.deleteLater()
        self._buttons = [self._button(*offer) for offer in offers]
        self._text.setText(text)
        self._text.setAccessibleName(text)
        self._close.setVisible(closable)
        self.setProperty("kind", kind)
        self.style().unpolish(self)
        self.style().polish(self)
        self.show()

    def text(self) -> str:
        """What it says now, nothing while it is hidden."""
        return "" if self.isHidden() else self._text.text()

    def _button(self, text: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(text, self)
        button.setAccessibleName(text.replace("&", ""))
        button.clicked.connect(act)
        self._row.insertWidget(self._row.count() - 1, button)
        return button
