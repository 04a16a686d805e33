"""A process of the program with a book, from its start to a list that can be worked with, and to rest."""

from __future__ import annotations

import sys
from pathlib import Path

from moments import Moments
from PySide6.QtCore import QTimer
from watch import Watch

import danvan_desktop.app

SETTLING_MS = 300


class Watched(danvan_desktop.app.Program):
    """The program as it is, with somebody looking on who closes it at the end."""

    def start(self, book: Path | None = None) -> None:
        self._moments = Moments()
        self.around.habits.place = "tasks"
        super().start(book)

    def _load(self) -> None:
        """The picture is there; what the program sets going now is no part of it."""
        self._moments.painted()
        super()._load()

    def _connect(self, answer: object) -> None:
        super()._connect(answer)
        self._watch = Watch(self.window.task_page)
        self._watch.shown.connect(self._usable)
        self._watch.wait()

    def _usable(self) -> None:
        self._moments.usable()
        self._settle()

    def _settle(self) -> None:
        if self.jobs.busy() or not self.window.situation.documents:
            QTimer.singleShot(20, self._settle)
        else:
            QTimer.singleShot(SETTLING_MS, self._report)

    def _report(self) -> None:
        self._moments.settled()
        self.window.close()


if __name__ == "__main__":
    danvan_desktop.app.Program = Watched
    sys.exit(danvan_desktop.app.run(sys.argv[1:]))
