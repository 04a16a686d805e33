"""Fields that are not changed by accident."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter, QWidget

_LABEL_MARGINS = 2
"""What the style leaves free beside the words."""
_LIST_MARGINS = 12
"""What a list that has dropped down leaves free beside its words."""
_MOST_ROWS = 14


class QuietComboBox(QComboBox):
    """The wheel scrolls what lies around it; it never changes a value by accident. A long choice is shortened, a long
    list scrolls."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaxVisibleItems(_MOST_ROWS)
        self.setStyleSheet("QComboBox { combobox-popup: 0; }")  # else some styles open it over the whole screen

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def showPopup(self) -> None:
        """As wide as its longest line, as far as the screen goes; a line cut all the same says all in its tip."""
        lines = self.view()
        wanted = lines.sizeHintForColumn(0) + lines.verticalScrollBar().sizeHint().width() + _LIST_MARGINS
        room = self.screen().availableGeometry().width() - _LIST_MARGINS
        lines.setTextElideMode(Qt.TextElideMode.ElideRight)
        lines.setMinimumWidth(min(max(wanted, self.width()), room))
        for place in range(self.count() if wanted > room else 0):
            self.setItemData(place, self.itemText(place), Qt.ItemDataRole.ToolTipRole)
        super().showPopup()
        self._keep_on_the_screen(lines.window())

    def _keep_on_the_screen(self, popup: QWidget) -> None:
        around = self.screen().availableGeometry()
        left = max(around.left(), min(popup.x(), around.right() - popup.width()))
        popup.move(left, popup.y())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        box = QStyle.ComplexControl.CC_ComboBox
        painter.drawComplexControl(box, option)
        room = self.style().subControlRect(box, option, QStyle.SubControl.SC_ComboBoxEditField, self).width()
        room -= _LABEL_MARGINS
        option.currentText = self.fontMetrics().elidedText(option.currentText, Qt.TextElideMode.ElideRight, room)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
