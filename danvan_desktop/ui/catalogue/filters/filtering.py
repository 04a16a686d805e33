"""The filter bar at work: what is chosen narrows the list, and filters are kept by name on this PC."""

from __future__ import annotations

from danvan_desktop.ui.catalogue.filters.choice import FilterChoice, filter_of, read_saved, title_of, write_saved
from danvan_desktop.ui.catalogue.filters.filter_bar import FilterBar
from danvan_desktop.ui.commands.desk import Desk
from danvan_desktop.ui.commands.task_list import TaskList


class Filtering:
    """Between the filter bar, the list and the settings."""

    def __init__(self, desk: Desk, task_list: TaskList) -> None:
        self._desk = desk
        self._list = task_list
        self._bar = FilterBar(desk.window.task_page)
        desk.window.task_page.put_filters(self._bar)
        self._bar.chosen.connect(self._narrow)
        self._bar.saved.connect(self._save)
        self._bar.dropped.connect(self._drop)
        self._bar.set_saved(read_saved(desk.around.habits.filters))

    def _narrow(self, choice: FilterChoice) -> None:
        name = self._bar.saved_name()
        self._list.narrow(filter_of(choice, self._desk.around.today()), title_of(choice, self._bar.names()))
        self._bar.show_choice(choice, name)

    def _save(self, name: str, choice: FilterChoice) -> None:
        held = {**read_saved(self._desk.around.habits.filters), name: choice}
        self._desk.around.habits.filters = write_saved(held)
        self._bar.set_saved(held, name)
        self._desk.window.say(f"Đã lưu bộ lọc «{name}».")

    def _drop(self, name: str) -> None:
        held = read_saved(self._desk.around.habits.filters)
        held.pop(name, None)
        self._desk.around.habits.filters = write_saved(held)
        self._bar.set_saved(held)
        self._desk.window.say(f"Đã xóa bộ lọc «{name}»; nhiệm vụ không thay đổi.")
