"""What every dialog of ours has: a title, buttons in Vietnamese, no waiting."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLayout, QPushButton, QScrollArea, QWidget

_EDGE = 80
"""Pixels of the screen that a dialog leaves free above and below it, the system's own bars among them."""
_LEAST_HEIGHT = 480


def scrolled(inside: QLayout, parent: QWidget) -> QScrollArea:
    """What can be scrolled where large letters leave it no room; as high as all of it where there is room."""
    area = QScrollArea(parent)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    held = QWidget(area)
    inside.setContentsMargins(0, 0, 0, 0)
    held.setLayout(inside)
    area.setWidget(held)
    held.setAutoFillBackground(False)
    area.viewport().setAutoFillBackground(False)
    return area


class Dialog(QDialog):
    """A dialog that is opened, never waited for, and gone once it is closed."""

    def __init__(self, title: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.buttons = QDialogButtonBox(self)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)

    def width_in_letters(self, letters: int) -> int:
        """So many letters of the officer's own size, as far as the screen goes."""
        return min(letters * self.fontMetrics().averageCharWidth(), self.screen().availableGeometry().width() - 40)

    def spread(self, letters: int, lines: int) -> None:
        """So many letters wide and lines high, as far as the screen goes; not higher than the window under it."""
        self.resize(self.width_in_letters(letters), min(lines * self.fontMetrics().lineSpacing(), self._room()))

    def fit(self, letters: int) -> None:
        """So wide, and as high as the words in it need at that width."""
        width = self.width_in_letters(letters)
        self.setMinimumWidth(width)
        column = self.layout()
        column.activate()
        wanted = column.totalHeightForWidth(width) if column.hasHeightForWidth() else column.totalSizeHint().height()
        self.resize(width, min(max(wanted, column.totalMinimumSize().height()), self._room()))

    def _room(self) -> int:
        """How high a dialog may be that scrolls or spreads."""
        under = self.parentWidget().window().height() if self.parentWidget() else 0
        return min(self.screen().availableGeometry().height() - _EDGE, max(under - _EDGE, _LEAST_HEIGHT))

    def add_buttons(self, accept: str, reject: str = "Hủ&y") -> QPushButton:
        """The button that goes on, by Ctrl+Enter from anywhere, and the one that does not; the first is returned."""
        go_on = self.buttons.addButton(accept, QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton(reject, QDialogButtonBox.ButtonRole.RejectRole)
        for button in self.buttons.buttons():
            button.setAccessibleName(button.text().replace("&", ""))
        go_on.setDefault(True)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(go_on.click)
        return go_on

    def tab_through(self, stops: Sequence[QWidget]) -> None:
        """Tab goes from one to the next, and on to the buttons, as the style of the system orders them."""
        row = self.buttons.layout()
        ordered = (row.itemAt(place).widget() for place in range(row.count()))
        buttons = [widget for widget in ordered if isinstance(widget, QPushButton)]
        for before, after in pairwise((*stops, *buttons)):
            QWidget.setTabOrder(before, after)

    def keys_told(self) -> QLabel:
        """What Enter does in a field of several lines, and what goes on instead."""
        told = QLabel("↵: xuống dòng · Ctrl+↵: ghi lại và đóng", self)
        told.setProperty("role", "caption")
        return told
