"""What the window is given from outside: folders, the day, the person, the habits, the world of files.

The composition root fills it in with the PC's; tests with theirs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from danvan_desktop.services.books import Author
    from danvan_desktop.services.travel import Place, Stick


class Habits(Protocol):
    """What this PC remembers for the officer (settings.Settings)."""

    person: str
    device: str
    commune: str
    geometry: str
    columns: str
    panes: str
    review: str
    last_folder: str
    place: str
    look: str
    letters: str
    filters: str
    outline: str
    detail: str
    apart: str
    last_book: str
    second_backups: str
    travel_folder: str
    recent: list[str]
    recalled: dict[str, str]

    def author_name(self) -> str: ...
    def account_name(self) -> str: ...
    def device_name(self) -> str: ...
    def pc_name(self) -> str: ...
    def remember_book(self, book: Path, what: str = "") -> None: ...
    def forget_book(self, book: Path) -> None: ...
    def save(self) -> None: ...


@dataclass(frozen=True, slots=True)
class FileQuestion:
    """A question for a file: title of the dialog, where it starts (a folder, or a proposed file), kinds of file."""

    title: str
    start: Path
    kinds: str


class FileChooser(Protocol):
    """Asks for a file, several, or a folder; `then` is called with the answer, and not at all when there is none."""

    def ask_open(self, parent: QWidget, question: FileQuestion, then: Callable[[Path], None]) -> None: ...
    def ask_several(self, parent: QWidget, question: FileQuestion, then: Callable[[Sequence[Path]], None]) -> None: ...
    def ask_folder(self, parent: QWidget, question: FileQuestion, then: Callable[[Path], None]) -> None: ...
    def ask_save(self, parent: QWidget, question: FileQuestion, then: Callable[[Path], None]) -> None: ...


class DisksOfPc(Protocol):
    """Which sticks are there, and where a file lies (services.travel.Disks)."""

    def sticks(self) -> Sequence[Stick]: ...
    def place_of(self, path: Path) -> Place: ...


@dataclass(frozen=True, slots=True)
class Folders:
    """Where things lie: what the program ships, new books, the log; `backups` answers for one book."""

    resources: Path
    documents: Path
    logs: Path
    backups: Callable[[Path], Path]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Everything outside the window that it needs. `author` answers with the person's name as it is now."""

    version: str
    folders: Folders
    habits: Habits
    author: Callable[[], Author]
    now: Callable[[], datetime]
    chooser: FileChooser
    show_file: Callable[[Path], None]
    disks: Callable[[], DisksOfPc]

    def today(self) -> date:
        """The PC's day."""
        return self.now().date()
