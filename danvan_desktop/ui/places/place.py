"""What the window asks of each place of the navigation, and what a place may ask of the window."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from danvan_desktop.domain.views import TaskFilter


class Place(StrEnum):
    """The places of the navigation, in its order."""

    OVERVIEW = "overview"
    TASKS = "tasks"
    CALENDAR = "calendar"
    ASSIGNMENT = "assignment"
    AGENCIES = "agencies"
    EXCHANGE = "exchange"


class Shortcut(StrEnum):
    """Lists of the catalogue that stand in the navigation."""

    OVERDUE = "overdue"
    SOON = "soon"
    NOBODY = "nobody"
    UNCLEAR = "unclear"


class Screen(Protocol):
    """A place as the window works with it. It is made when the officer first goes there, never at start."""

    @property
    def widget(self) -> QWidget:
        """What is shown."""
        ...

    def load(self) -> None:
        """Read what is shown anew from the open book, off the GUI thread.

        Called when the officer comes here and something has changed since, and when something changes while this is
        shown. What is selected, scrolled and filtered stays as it was.
        """
        ...

    def forget(self) -> None:
        """Another book, or none, is open: show nothing of the old one."""
        ...


class Guide(Protocol):
    """How one place leads to another."""

    def open_task(self, task: str) -> None:
        """Go to a task in the catalogue and select it."""
        ...

    def show_tasks(self, wanted: TaskFilter, title: str) -> None:
        """Go to the catalogue with only these tasks; `title` says which they are («Quá hạn»)."""
        ...

    def open_agency(self, agency: str) -> None:
        """Go to what one agency leads and coordinates."""
        ...

    def open_conflict(self, record: str) -> None:
        """Go to what two books disagree on in a record, or in what hangs under it."""
        ...
