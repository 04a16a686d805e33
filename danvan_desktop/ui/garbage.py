"""Python's search for garbage, on the GUI thread alone and in quiet moments.

Left to itself it runs on whatever thread allocates next; on a worker it would take down widgets that only the GUI
thread may touch, and in the middle of the officer's work it stops the window.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 1000


class GarbageRounds(QObject):
    """Looks for garbage from time to time from `begin` until `end`; till then nobody does."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._go_round)

    def begin(self) -> None:
        """The start is over: what it made, and left, may be looked through."""
        self._timer.start(_EVERY_MS)

    def end(self) -> None:
        """Leave it to Python again."""
        self._timer.stop()
        gc.enable()

    def _go_round(self) -> None:
        """The oldest generation that is due; the younger ones go with it."""
        due = [
            age for age, (held, most) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)) if held > most
        ]
        if due:
            gc.collect(due[-1])
