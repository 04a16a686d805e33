"""Fields that are not changed by accident."""

from __future__ import annotations

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox


class QuietComboBox(QComboBox):
    """The wheel scrolls what lies around it; it never changes a value by accident."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
