"""The menu under the right mouse button: the same actions as in the menu bar, those that fit the line."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from danvan_desktop.ui.commands.desk import Desk
from danvan_desktop.ui.menus import STATUS_MENU, Command, Entry

_OF_A_TASK: tuple[Command | None, ...] = (
    Command.EDIT_CELL,
    Command.COPY,
    Command.PASTE,
    Command.FILL_DOWN,
    None,
    Command.FINISH_SELECTED,
    Command.ADD_PROGRESS,
    Command.EXTEND,
    Command.ASSIGN_SELECTED,
    Command.TIME_OF_SELECTED,
    Command.TASK_HISTORY,
    None,
    Command.NEW_TASK,
    Command.DUPLICATE,
    Command.MOVE_UP,
    Command.MOVE_DOWN,
    Command.DELETE,
)
_OF_A_HEADING: tuple[Command | None, ...] = (
    Command.NEW_TASK,
    Command.NEW_GROUP,
    Command.RENAME_GROUP,
    Command.DELETE_GROUP,
    Command.MOVE_UP,
    Command.MOVE_DOWN,
    None,
    Command.FOLD_ALL,
    Command.UNFOLD_ALL,
)


class ContextMenu:
    """Opens over the list."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        desk.window.task_page.view.menu_asked.connect(self._open)

    def _open(self, at: QPoint) -> None:
        menu = QMenu(self._desk.window.task_page.view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName("Việc làm được với dòng đang chọn")
        heading = self._desk.window.task_page.heading()
        for command in _OF_A_TASK if heading is None else _OF_A_HEADING:
            if command is None:
                menu.addSeparator()
            else:
                menu.addAction(self._desk.window.action(command))
            if command is Command.FILL_DOWN:
                menu.addSeparator()
                self._add_statuses(menu)
        menu.popup(at)

    def _add_statuses(self, menu: QMenu) -> None:
        inner = menu.addMenu(STATUS_MENU.title)
        for item in STATUS_MENU.items:
            if isinstance(item, Entry):
                inner.addAction(self._desk.window.action(item.command))
