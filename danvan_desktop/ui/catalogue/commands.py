"""All that is done in the catalogue itself: in its cells, to its rows, to its headings."""

from __future__ import annotations

from danvan_desktop.ui.catalogue.cell_commands import CellCommands
from danvan_desktop.ui.catalogue.context_menu import ContextMenu
from danvan_desktop.ui.catalogue.group_commands import GroupCommands
from danvan_desktop.ui.catalogue.row_commands import RowCommands
from danvan_desktop.ui.commands.desk import Desk
from danvan_desktop.ui.commands.task_list import TaskList
from danvan_desktop.ui.menus import Command


class CatalogueCommands:
    """Puts them together."""

    def __init__(self, desk: Desk, task_list: TaskList) -> None:
        self._cells = CellCommands(desk)
        self._rows = RowCommands(desk, task_list)
        self._groups = GroupCommands(desk, task_list)
        self._menu = ContextMenu(desk)
        desk.window.task_page.view.extend_asked.connect(desk.window.action(Command.EXTEND).trigger)
