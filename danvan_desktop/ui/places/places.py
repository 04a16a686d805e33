"""The places of an open book: made when the officer first goes there, read anew when something has changed."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from danvan_desktop.domain.views import TaskFilter
from danvan_desktop.ui.commands.desk import Desk
from danvan_desktop.ui.commands.task_list import TaskList
from danvan_desktop.ui.menus import Command
from danvan_desktop.ui.places.greeting import greet, take_leave
from danvan_desktop.ui.places.place import Place, Screen, Shortcut
from danvan_desktop.ui.places.second_click import SecondClick
from danvan_desktop.ui.places.shortcuts import shortcut_filter, shortcut_title

if TYPE_CHECKING:
    from danvan_desktop.services.history import Changes

COMMANDS = {
    Place.OVERVIEW: Command.GO_OVERVIEW,
    Place.TASKS: Command.GO_TASKS,
    Place.CALENDAR: Command.GO_CALENDAR,
    Place.ASSIGNMENT: Command.GO_ASSIGNMENT,
    Place.AGENCIES: Command.GO_AGENCIES,
    Place.EXCHANGE: Command.GO_EXCHANGE,
}
_MAKERS = {
    Place.OVERVIEW: ("danvan_desktop.ui.overview.screen", "OverviewScreen"),
    Place.CALENDAR: ("danvan_desktop.ui.calendar.screen", "CalendarScreen"),
    Place.ASSIGNMENT: ("danvan_desktop.ui.assignment.screen", "AssignmentScreen"),
    Place.AGENCIES: ("danvan_desktop.ui.agencies.screen", "AgenciesScreen"),
    Place.EXCHANGE: ("danvan_desktop.ui.exchange.screen", "ExchangeScreen"),
}
_RELOAD_MS = 60
"""Changes in quick succession make one reading."""


class Places:
    """Leads the officer about (a `Guide` for the screens)."""

    def __init__(self, desk: Desk, task_list: TaskList) -> None:
        self._desk = desk
        self._list = task_list
        self._screens: dict[Place, Screen] = {}
        self._fresh: set[Place] = set()
        self._second = SecondClick(desk.window)
        self._soon = QTimer(desk.window)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_RELOAD_MS)
        self._soon.timeout.connect(self._load_shown)
        for place, command in COMMANDS.items():
            desk.window.commands.on(command, self._going(place))
        desk.window.commands.on(Command.FIND, self._find)
        desk.window.commands.on(Command.EDIT_TIME, self._edit_time)
        desk.window.commands.on(Command.EDIT_CELL, self._edit_cell)
        desk.window.commands.on(Command.COLUMNS, self._choose_columns)
        desk.window.places.navigation.place_chosen.connect(self.go)
        desk.window.places.navigation.shortcut_chosen.connect(self._take_shortcut)
        desk.hub.changed.connect(self._take_changes)
        desk.hub.listed.connect(self._greet)
        task_list.counted.connect(desk.window.places.navigation.set_counts)
        task_list.day_changed.connect(self._take_changes)

    def begin(self) -> None:
        """Another book, or none: forget what was shown."""
        self._soon.stop()
        self._fresh.clear()
        self._list.begin()
        for screen in self._screens.values():
            screen.forget()
        self._desk.window.places.navigation.set_counts({})

    def load(self) -> None:
        """Read the book that was opened, and show the place where the officer was last."""
        self._list.load()
        last = self._desk.around.habits.place
        place = Place(last) if last in list(Place) else Place.OVERVIEW
        self.go(place)

    def _greet(self) -> None:
        if self._desk.window.places.place() is not Place.OVERVIEW:
            greet(self._desk, self._going(Place.OVERVIEW))

    def go(self, place: Place) -> None:
        """Show a place."""
        if self._desk.book is None:
            return
        self._desk.around.habits.place = place.value
        window = self._desk.window
        if place is not Place.TASKS and place not in self._screens:
            module, name = _MAKERS[place]
            self._screens[place] = getattr(import_module(module), name)(self._desk, self)
            window.places.put(place, self._screens[place].widget)
        window.places.show_place(place)
        self._desk.situate(catalogue=place is Place.TASKS)
        window.action(COMMANDS[place]).setChecked(True)
        if place is Place.OVERVIEW:
            take_leave(self._desk)
        self._load_shown()

    def refresh(self) -> None:
        """Read the place that is shown anew, though nothing in the book has changed."""
        self._fresh.clear()
        self._load_shown()

    def open_task(self, task: str) -> None:
        """Go to a task in the catalogue and select it; a filter that hides it is taken off."""
        self._lead_to(Place.TASKS)
        self._list.reveal(task)

    def show_tasks(self, wanted: TaskFilter, title: str) -> None:
        """Go to the catalogue with only these tasks."""
        self._lead_to(Place.TASKS)
        self._list.narrow(wanted, title)

    def open_agency(self, agency: str) -> None:
        """Go to what one agency leads and coordinates."""
        self._lead_to(Place.ASSIGNMENT)
        screen = self._screens[Place.ASSIGNMENT]
        screen.open_agency(agency)  # type: ignore[attr-defined]

    def open_conflict(self, record: str) -> None:
        """Go to what two books disagree on in a record, or in what hangs under it."""
        self._lead_to(Place.EXCHANGE)
        screen = self._screens[Place.EXCHANGE]
        screen.open_conflict(record)  # type: ignore[attr-defined]

    def _lead_to(self, place: Place) -> None:
        self.go(place)
        self._second.expect()

    def _going(self, place: Place) -> Callable[[], None]:
        return lambda: self.go(place)

    def _find(self) -> None:
        self.go(Place.TASKS)
        self._desk.window.task_page.start_search()

    def _edit_time(self) -> None:
        self.go(Place.TASKS)
        panel = self._desk.window.task_page.panel
        if panel.isHidden():
            self._desk.window.action(Command.DETAIL_PANEL).trigger()
        panel.start_editing()

    def _edit_cell(self) -> None:
        self.go(Place.TASKS)
        self._desk.window.task_page.view.edit_current()

    def _choose_columns(self) -> None:
        self.go(Place.TASKS)
        view = self._desk.window.task_page.view
        view.columns.choose(view.viewport().mapToGlobal(view.rect().topLeft()))

    def _take_shortcut(self, shortcut: Shortcut) -> None:
        wanted = shortcut_filter(shortcut, self._desk.around.today())
        self.show_tasks(wanted, shortcut_title(shortcut))
        self._desk.window.places.navigation.show_place(shortcut)

    def _take_changes(self, _changes: Changes | None = None) -> None:
        self._fresh.clear()
        self._soon.start()

    def _load_shown(self) -> None:
        place = self._desk.window.places.place()
        if self._desk.book is not None and place in self._screens and place not in self._fresh:
            self._fresh.add(place)
            self._screens[place].load()
