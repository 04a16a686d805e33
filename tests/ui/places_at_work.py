"""A place beside the window of a running program: shown on its own, led by a guide that keeps what it was asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from danvan_desktop.domain.views import TaskFilter
from danvan_desktop.ui.commands.desk import Desk
from danvan_desktop.ui.places.place import Guide, Screen
from tests.ui.officer import Officer


@dataclass
class KeptGuide:
    """Keeps where it was asked to lead."""

    tasks: list[str] = field(default_factory=list)
    lists: list[tuple[TaskFilter, str]] = field(default_factory=list)
    agencies: list[str] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)

    def open_task(self, task: str) -> None:
        self.tasks.append(task)

    def show_tasks(self, wanted: TaskFilter, title: str) -> None:
        self.lists.append((wanted, title))

    def open_agency(self, agency: str) -> None:
        self.agencies.append(agency)

    def open_conflict(self, record: str) -> None:
        self.conflicts.append(record)


@contextmanager
def shown_place(officer: Officer, make: Callable[[Desk, Guide], Screen], guide: KeptGuide) -> Iterator[Screen]:
    """A place of the open book, loaded anew after every change as the window does it."""
    desk = next(held for held in vars(officer.program.commands).values() if isinstance(held, Desk))
    place = make(desk, guide)

    def load(_changes: object) -> None:
        place.load()

    desk.hub.changed.connect(load)
    place.widget.resize(854, 500)
    place.widget.show()
    place.load()
    officer.settle()
    try:
        yield place
    finally:
        desk.hub.changed.disconnect(load)
        place.widget.close()
        place.widget.deleteLater()
