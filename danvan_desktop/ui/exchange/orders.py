"""The orders of «Trao đổi dữ liệu», each the same action that stands in the menu."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QToolButton, QWidget

from danvan_desktop.ui.frame.actions import Actions
from danvan_desktop.ui.frame.wrapping_row import WrappingRow
from danvan_desktop.ui.menus import Command

ORDERS = (
    Command.RECEIVE,
    Command.SEND,
    Command.SEND_PART,
    Command.MERGE,
    Command.RECEIVE_FORMS,
    Command.GIVE_BACK,
    Command.UNDO_MERGE,
)
"""What stands over the place, from left to right."""


class OrdersBar(QWidget):
    """A button for each order; it can be pressed when its action can."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setLayout(WrappingRow(*(self._button(actions.get(command)) for command in ORDERS)))

    def _button(self, action: QAction) -> QToolButton:
        button = QToolButton(self)
        button.setDefaultAction(action)
        button.setProperty("role", "order")
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setAccessibleName(action.iconText())
        button.setAccessibleDescription(action.statusTip())
        return button
