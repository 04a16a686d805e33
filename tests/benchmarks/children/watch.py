"""Sees when every row that is on the screen has been painted with its content.

Imports nothing of the program: what is measured loads itself, when its time has come.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

if TYPE_CHECKING:
    from danvan_desktop.ui.widgets.task_page import TaskPage


class Watch(QObject):
    """`shown` comes once after each `wait`."""

    shown = Signal()

    def __init__(self, page: TaskPage) -> None:
        super().__init__()
        self._page = page
        self._waiting = False
        page.view.viewport().installEventFilter(self)

    def wait(self) -> None:
        """From now on, tell when the rows have been painted."""
        self._waiting = True

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        """Never stops an event."""
        if event.type() == QEvent.Type.Paint and self._waiting and self._all_there():
            self._waiting = False
            QTimer.singleShot(0, self.shown.emit)
        return False

    def _all_there(self) -> bool:
        view, model = self._page.view, self._page.model
        count = model.rowCount()
        if not count:
            return False
        last = view.rowAt(view.viewport().height() - 1)
        rows = range(view.rowAt(0), (count - 1 if last < 0 else last) + 1)
        return all(model.row_at(row) is not None or model.heading(row) is not None for row in rows)
