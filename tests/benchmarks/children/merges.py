"""A process with the program's window in which a colleague's book is looked at and merged, as an officer would.

The only argument is a JSON object: `pairs` of paths, the book and the one to merge into it. Answers with one JSON
object: `stood` and `taken`, in seconds for each pair, from the order to the preview and from its button to the end.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from at_work import Heart
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QDialogButtonBox

from danvan_desktop import paths
from danvan_desktop.app import Program, surroundings
from danvan_desktop.settings import load_settings
from danvan_desktop.ui.exchange.preview import MergePreviewDialog


class Merging:
    """The program while it merges."""

    def __init__(self) -> None:
        self.program = Program(surroundings(load_settings(paths.config_dir())))
        self.heart = Heart()

    def run(self, pairs: list[list[str]]) -> None:
        self.program.start()
        self.until(self.at_rest)
        found: dict[str, list[float]] = {"stood": [], "taken": []}
        for mine, theirs in pairs:
            self.program.commands.books.open_path(Path(mine))
            self.until(self.at_rest)
            window = self.program.window
            for act in (lambda: window.books_dropped.emit([Path(theirs)]), self.go_on):  # noqa: B023 - called at once
                start = time.perf_counter()
                with self.heart.watched():
                    act()
                    self.until(self.at_rest)
                found["stood"].append(self.heart.longest)
                found["taken"].append(time.perf_counter() - start)
            self.program.commands.books.close()
            self.until(self.at_rest)
        print(json.dumps(found), flush=True)
        self.program.window.close()

    def go_on(self) -> None:
        """Press the preview's button."""
        dialog = next(held for held in self.program.window.findChildren(MergePreviewDialog) if held.isVisible())
        buttons = dialog.buttons
        next(held for held in buttons.buttons() if buttons.buttonRole(held) == QDialogButtonBox.AcceptRole).click()

    def at_rest(self) -> bool:
        """Nothing is under way."""
        there = hasattr(self.program, "commands") and self.program.window.situation.documents
        return there and self.program.window.situation.ready and not self.program.jobs.busy()

    def until(self, there: Callable[[], bool]) -> None:
        """Wait until something has been so twice in a row."""
        quiet = 0
        while quiet < 2:
            wait = QEventLoop()
            QTimer.singleShot(70, wait.quit)
            wait.exec()
            quiet = quiet + 1 if there() else 0


if __name__ == "__main__":
    application = QApplication(["merges"])
    merging = Merging()
    QTimer.singleShot(0, lambda: merging.run(json.loads(sys.argv[1])["pairs"]))
    sys.exit(application.exec())
