"""A process with the program's window in which books are opened, searched and written to, as an officer would.

The only argument is a JSON object: `books` (paths of copies), `rounds`, `letters` (what stands in the search field
after each keystroke), `saves`. Answers with one JSON object: seconds by book, in the order of the rounds.
"""

from __future__ import annotations

import json
import os
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from bare_table import BareWindow
from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer, Signal, SignalInstance
from PySide6.QtWidgets import QApplication
from watch import Watch

from danvan_desktop import paths
from danvan_desktop.app import Program, surroundings
from danvan_desktop.domain.records import Status
from danvan_desktop.domain.text import fold
from danvan_desktop.domain.views import TaskFilter
from danvan_desktop.settings import load_settings
from danvan_desktop.ui.menus import Command
from danvan_desktop.ui.models.task_table import Column

ACTS = ("sort", "filter", "scroll")
_PATIENCE_MS = 120_000
_BEAT_MS = 2


class Heart(QObject):
    """How long the GUI thread stood still, at the longest, in seconds."""

    def __init__(self) -> None:
        super().__init__()
        self.longest = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._beat)

    @contextmanager
    def watched(self) -> Iterator[Heart]:
        self.longest, self._last = 0.0, time.perf_counter()
        self._timer.start(_BEAT_MS)
        yield self
        self._timer.stop()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, now - self._last)
        self._last = now


class Painted(QObject):
    """Tells when a table has been painted."""

    shown = Signal()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self.shown.emit)
        return False


class Session:
    """The program at work."""

    def __init__(self, order: dict[str, Any]) -> None:
        self.order = order
        settings = load_settings(paths.config_dir())
        settings.place = "tasks"
        self.program = Program(surroundings(settings))
        self.heart = Heart()
        self.bare = BareWindow(())
        self.painted = Painted()
        self.bare.view.viewport().installEventFilter(self.painted)
        self.found: dict[str, dict[str, list[Any]]] = {
            part: {book: [] for book in order["books"]}
            for part in (*ACTS, "open", "idle", "stood", "search", "bare_search", "save", "save_stood")
        }

    def run(self) -> None:
        after(self.bare.painted, self.bare.show)
        self.program.start()
        self.rest()
        self.page = self.program.window.task_page
        self.watch = Watch(self.page)
        texts = {book: folded_texts(Path(book)) for book in self.order["books"]}
        for round_ in range(-1, self.order["rounds"]):
            for book in self.order["books"]:
                self.open(book, counts=round_ >= 0)
                self.search(book, texts[book], counts=round_ >= 0)
                self.look_round(book, counts=round_ >= 0)
        for book in self.order["books"]:
            self.open(book, counts=False)
            for save in range(-1, self.order["saves"]):
                self.save(book, save, counts=save >= 0)
        self.close()
        print(json.dumps(self.found), flush=True)
        self.bare.close()
        self.program.window.close()

    def open(self, book: str, *, counts: bool) -> None:
        """Open a book in a window that has none."""
        self.close()
        start = time.perf_counter()
        with self.heart.watched():
            self.shown(lambda: self.program.commands.books.open_path(Path(book)))
            usable = time.perf_counter() - start
        self.rest()
        if counts:
            self.found["open"][book].append(usable)
            self.found["idle"][book].append(time.perf_counter() - start)
            self.found["stood"][book].append(self.heart.longest)

    def search(self, book: str, texts: list[str], *, counts: bool) -> None:
        """Type letter by letter, without the pause that the window makes for the officer; then the bare way."""
        ours, bare = [], []
        for letters in self.order["letters"]:
            ours.append(self.ask(letters))
            bare.append(self.ask_bare(texts, letters))
        self.ask("")
        if counts:
            self.found["search"][book].append(ours)
            self.found["bare_search"][book].append(bare)

    def ask(self, letters: str) -> float:
        self.page.search.blockSignals(True)
        self.page.search.setText(letters)
        self.page.search.blockSignals(False)
        start = time.perf_counter()
        self.shown(lambda: self.emit(letters))
        taken = time.perf_counter() - start
        self.rest()
        return taken

    def ask_bare(self, texts: list[str], letters: str) -> float:
        start = time.perf_counter()
        after(self.painted.shown, lambda: self.bare.model.show_rows(scan(texts, fold(letters))))
        return time.perf_counter() - start

    def emit(self, letters: str) -> None:
        """A question that finds the same as the one before paints nothing; here it does, as in the bare window."""
        self.page.search_asked.emit(letters)
        self.page.view.viewport().update()

    def look_round(self, book: str, *, counts: bool) -> None:
        """Sort by the text, filter, scroll to the end: (until painted, how long the window stood still)."""
        bar = self.page.view.verticalScrollBar()
        places = self.program.commands.places
        acts: dict[str, Callable[[], object]] = {
            "sort": lambda: self.page.view.order_asked.emit(Column.TEXT),
            "filter": lambda: places.show_tasks(TaskFilter(due_from=date(2026, 1, 1)), "Có hạn"),
            "scroll": lambda: (bar.setValue(bar.maximum()), self.page.view.viewport().update()),
        }
        for name, act in acts.items():
            start = time.perf_counter()
            with self.heart.watched():
                self.shown(act)
                taken = time.perf_counter() - start
                self.rest()
            if counts:
                self.found[name][book].append((taken, self.heart.longest))
        self.page.all_asked.emit()
        self.page.view.order_asked.emit(Column.NUMBER)
        self.rest()

    def save(self, book: str, place: int, *, counts: bool) -> None:
        """Give one task another status, until its row says so."""
        model = self.page.model
        tasks = [row for row in range(min(40, model.rowCount())) if model.heading(row) is None]
        self.page.view.go_to(tasks[max(place, 0) % min(20, len(tasks))])
        self.rest()
        before = self.page.model.row_at(self.page.view.currentIndex().row())
        command = Command.DOING if before is None or before.status is not Status.DOING else Command.SUSPENDED
        start = time.perf_counter()
        with self.heart.watched():
            after(self.program.hub.changed, self.program.window.action(command).trigger)
            taken = time.perf_counter() - start
            self.rest()
        if counts:
            self.found["save"][book].append(taken)
            self.found["save_stood"][book].append(self.heart.longest)

    def close(self) -> None:
        action = self.program.window.action(Command.CLOSE)
        if action.isEnabled():
            action.trigger()
            self.rest()

    def shown(self, begin: Callable[[], object]) -> None:
        self.watch.wait()
        after(self.watch.shown, begin)

    def rest(self) -> None:
        """Wait until nothing is under way any more."""
        quiet = 0
        while quiet < 2:
            wait = QEventLoop()
            QTimer.singleShot(70, wait.quit)
            wait.exec()
            there = hasattr(self.program, "commands") and self.program.window.situation.ready
            quiet = 0 if not there or self.program.jobs.busy() else quiet + 1


def after(signal: SignalInstance, begin: Callable[[], object]) -> None:
    """Begin something and go on when the signal comes; the process ends when it does not come."""
    wait = QEventLoop()
    signal.connect(wait.quit)
    guard = QTimer()
    guard.setSingleShot(True)
    guard.timeout.connect(lambda: os._exit(3))
    guard.start(_PATIENCE_MS)
    begin()
    wait.exec()
    signal.disconnect(wait.quit)


def folded_texts(book: Path) -> list[str]:
    """What a search looks through, read without our code."""
    with sqlite3.connect(f"{book.as_uri()}?mode=ro", uri=True) as connection:
        return [text for (text,) in connection.execute("SELECT folded FROM task WHERE shown")]


def scan(texts: list[str], word: str) -> list[str]:
    """The bare scan."""
    return [text for text in texts if word in text]


if __name__ == "__main__":
    application = QApplication(["at work"])
    session = Session(json.loads(sys.argv[1]))
    QTimer.singleShot(0, session.run)
    sys.exit(application.exec())
