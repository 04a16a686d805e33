"""What an officer does at the window, for tests: menus, keys, typing, dialogs; and a look at what is stored."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QModelIndex, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from danvan_desktop import paths
from danvan_desktop.app import Program
from danvan_desktop.domain.views import TaskFilter, TaskView
from danvan_desktop.services import tasks
from danvan_desktop.services.books import Author, Book, open_book
from danvan_desktop.services.travel import Place, Stick
from danvan_desktop.settings import Settings, load_settings
from danvan_desktop.ui.jobs import Job
from danvan_desktop.ui.main_window import MainWindow
from danvan_desktop.ui.models.task_table import Column, TaskRow
from danvan_desktop.ui.surroundings import FileQuestion, Folders, Surroundings
from tests.making import author

NOW = datetime(2026, 3, 5, 9, 30)
WAIT_MS = 15_000
Kind = TypeVar("Kind", bound=QWidget)
Found = TypeVar("Found")


@dataclass
class Answers:
    """Answers the questions for files with what the test has laid ready; None closes the question."""

    ready: list[Path | None] = field(default_factory=list)
    asked: list[FileQuestion] = field(default_factory=list)

    def ask_open(self, _parent: QWidget, question: FileQuestion, then: Callable[[Path], None]) -> None:
        self.asked.append(question)
        answer = self.ready.pop(0)
        if answer is not None:
            then(answer)

    ask_save = ask_open
    ask_folder = ask_open

    def ask_several(self, _parent: QWidget, question: FileQuestion, then: Callable[[list[Path]], None]) -> None:
        """All that lies ready is chosen at once."""
        self.asked.append(question)
        answers = [answer for answer in self.ready if answer is not None]
        self.ready.clear()
        if answers:
            then(answers)


@dataclass
class World:
    """Everything outside the window: a home, files that were shown, the day."""

    home: Path
    answers: Answers = field(default_factory=Answers)
    shown: list[Path] = field(default_factory=list)
    now: datetime = NOW
    sticks: list[Path] = field(default_factory=list)
    places: dict[Path, Place] = field(default_factory=dict)
    openings: Iterator[int] = field(default_factory=lambda: itertools.count(2))

    def author(self, settings: Settings) -> Author:
        """Whoever the settings name; every opening of a book gets random bytes of its own."""
        return author(settings.author_name(), next(self.openings))

    def surroundings(self, settings: Settings) -> Surroundings:
        folders = Folders(
            paths.resources_dir(),
            self.home / "Tài liệu",
            self.home / "log",
            lambda book: self.home / "sao lưu" / book.stem,
        )
        return Surroundings(
            "0",
            folders,
            settings,
            partial(self.author, settings),
            lambda: self.now,
            self.answers,
            self.shown.append,
            lambda: SomeDisks(self),
        )


class SomeDisks:
    """The disks of that PC."""

    def __init__(self, world: World) -> None:
        self._world = world

    def sticks(self) -> list[Stick]:
        return [Stick(root, root.name, 3 << 30) for root in self._world.sticks]

    def place_of(self, path: Path) -> Place:
        return next((place for root, place in self._world.places.items() if path.is_relative_to(root)), Place.OWN)


class Officer:
    """A person at the window of a running program."""

    def __init__(self, program: Program, bot: QtBot, world: World) -> None:
        self.program = program
        self.bot = bot
        self.world = world
        self.window = program.window
        self.page = program.window.task_page

    def wait(self, holds: Callable[[], object]) -> None:
        """Until something is so."""
        self.bot.waitUntil(lambda: bool(holds()), timeout=WAIT_MS)

    def settle(self) -> None:
        """Until nothing is running, and every row on the screen has been fetched. A cell is stored by an event that is
        still to come when Enter has been pressed."""
        QApplication.processEvents()
        self.wait(lambda: not self.program.jobs.busy() and not self._soon() and self._rows_are_there())

    def choose(self, *titles: str) -> None:
        """Choose an entry of a menu, by the words in it."""
        menu_actions = self.window.menuBar().actions()
        for title in titles:
            action = next(action for action in menu_actions if plain(action.text()).startswith(title))
            assert action.isEnabled(), f"«{title}» is not enabled"
            inner = action.menu()
            menu_actions = inner.actions() if isinstance(inner, QMenu) else []
        action.trigger()

    def press(self, key: Qt.Key, control: bool = False, widget: QWidget | None = None) -> None:
        """Press a key where the keyboard is."""
        modifier = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
        self.bot.keyClick(widget or QApplication.focusWidget() or self.window, key, modifier)

    def click(self, parent: QWidget, text: str) -> None:
        """Press the button with these words."""
        button = next(
            button for button in parent.findChildren(QAbstractButton) if plain(button.text()).startswith(text)
        )
        assert button.isEnabled(), f"«{text}» is not enabled"
        self.bot.mouseClick(button, Qt.MouseButton.LeftButton)

    def type(self, widget: QWidget, text: str) -> None:
        """Type as an input method does; keyClicks would end the whole run at the first Vietnamese letter."""
        event = QInputMethodEvent()
        event.setCommitString(text)
        QCoreApplication.sendEvent(widget, event)

    def dialog(self, kind: type[Kind]) -> Kind:
        """The dialog of this kind that is open now, waiting for it if need be."""
        self.wait(lambda: isinstance(QApplication.activeModalWidget(), kind))
        found = QApplication.activeModalWidget()
        assert isinstance(found, kind)
        return found

    def row(self, number: str) -> TaskRow:
        """The task with this number, as the list shows it, and make it current."""
        model = self.page.model
        place = next(
            place for place in range(model.rowCount()) if (row := model.row_at(place)) and row.cells[0] == number
        )
        self.page.view.go_to(place)
        found = model.row_at(place)
        assert found is not None
        return found

    def cell(self, number: str, column: Column) -> QModelIndex:
        """Make a cell of the task with this number current, with the keyboard in the list."""
        self.row(number)
        view = self.page.view
        view.setFocus()
        view.go_to(view.currentIndex().row(), column)
        return view.currentIndex()

    def focused(self) -> QWidget:
        """What has the keyboard."""
        found = QApplication.focusWidget()
        assert found is not None
        return found

    def listed(self) -> int:
        """How many tasks the list shows; headings are no tasks."""
        model = self.page.model
        return sum(model.heading(place) is None for place in range(model.rowCount()))

    def stored(self, look: Callable[[Book], Found]) -> Found:
        """Ask the open book something, on the thread that owns it."""
        answers: list[Any] = []
        self.program.jobs.run(Job(lambda book, _: look(book), answers.append))
        self.wait(lambda: answers)
        return answers[0]

    def stored_tasks(self) -> dict[str, TaskView]:
        """The tasks that the book holds, by number."""
        return {view.path: view for view in self.stored(lambda book: tasks.list_tasks(book, TaskFilter()))}

    def in_file(self, book: Path) -> dict[str, TaskView]:
        """The tasks in the file of a book that is closed, by number."""
        with open_book(book, author(), read_only=True) as held:
            return {view.path: view for view in tasks.list_tasks(held, TaskFilter())}

    def another_window(self) -> MainWindow:
        """The window as it would look the next time the program is started."""
        window = MainWindow(paths.resources_dir() / "icons", load_settings(self.world.home / "cài đặt"))
        window.put_frame()
        window.furnish()
        return window

    def open(self, book: Path) -> None:
        """Open a book by the menu."""
        self.world.answers.ready.append(book)
        self.choose("Tệp", "Mở sổ")
        self.settle()

    def _soon(self) -> bool:
        """Whether the search, the list or its rows are about to be asked for."""
        owners = (self.window, self.page, self.page.model)
        timers = [timer for owner in owners for timer in owner.children() if isinstance(timer, QTimer)]
        return any(timer.isActive() and timer.isSingleShot() for timer in timers)

    def _rows_are_there(self) -> bool:
        return not self.page.view.isVisible() or all(
            self.page.model.row_at(place) is not None or self.page.model.heading(place) is not None
            for place in self._seen()
        )

    def _seen(self) -> Iterator[int]:
        view = self.page.view
        last = view.rowAt(view.viewport().height() - 1)
        yield from range(max(view.rowAt(0), 0), (last if last >= 0 else self.page.model.rowCount() - 1) + 1)


def plain(text: str) -> str:
    """Without the mnemonic."""
    return text.replace("&", "")
