"""The menus and the toolbar made of `ui.menus`: every command is one action, wherever it is shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QToolBar

from danvan_desktop.ui.menus import MENUS, TOOLBAR, Command, Entry, Menu, Needs, Situation
from danvan_desktop.ui.style import Icons
from danvan_desktop.ui.wording import keys_text


class Actions:
    """The actions of a window by their commands, in its `menus`; `recent` stands where MENUS says RECENT."""

    def __init__(self, window: QMainWindow, menus: Sequence[QMenu], icons: Icons, recent: QMenu) -> None:
        self._window = window
        self._icons = icons
        self._recent = recent
        self._actions: dict[Command, QAction] = {}
        self._needs: dict[Command, Needs] = {}
        self._choices: dict[str, QActionGroup] = {}
        window.menuBar().setAccessibleName("Thực đơn")
        for target, menu in zip(menus, MENUS, strict=True):
            self._fill(target, menu)
        window.addToolBar(self._new_toolbar())

    def get(self, command: Command) -> QAction:
        """The action of a command."""
        return self._actions[command]

    def situate(self, situation: Situation) -> None:
        """Allow the commands that make sense now."""
        for command, needs in self._needs.items():
            self._actions[command].setEnabled(situation.allows(needs))

    def on(self, command: Command, act: Callable[[], None]) -> None:
        """Do this when the command is given."""
        self._actions[command].triggered.connect(lambda _=False: act())

    def _fill(self, target: QMenu, menu: Menu) -> None:
        for item in menu.items:
            if item is None:
                target.addSeparator()
            elif isinstance(item, Menu):
                self._fill(target.addMenu(item.title), item)
            elif isinstance(item, Entry):
                target.addAction(self._new_action(item))
            else:
                target.addMenu(self._recent)

    def _new_action(self, entry: Entry) -> QAction:
        said = keys_text(entry.keys)
        # What stands behind a tab is shown in place of the English name that Qt has for some keys.
        text = entry.text if said == entry.keys else f"{entry.text}\t{said}"
        action = QAction(self._icons.get(entry.icon), text, self._window)
        if entry.keys:
            action.setShortcut(QKeySequence(entry.keys))
        action.setCheckable(entry.checkable or bool(entry.choice))
        if entry.choice:
            self._choices.setdefault(entry.choice, QActionGroup(self._window)).addAction(action)
        words = entry.text.partition("\t")[0].replace("&", "").rstrip("…")
        action.setIconText(entry.short or words)
        action.setToolTip(f"{words} ({said})" if entry.keys else words)
        action.setStatusTip(entry.tip)
        self._actions[entry.command] = action
        self._needs[entry.command] = entry.needs
        return action

    def _new_toolbar(self) -> QToolBar:
        bar = QToolBar("Thanh công cụ", self._window)
        bar.setObjectName("toolbar")
        bar.setAccessibleName("Thanh công cụ")
        bar.setMovable(False)
        bar.setIconSize(QSize(20, 20))
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        bar.toggleViewAction().setVisible(False)
        bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        for command in TOOLBAR:
            if command is None:
                bar.addSeparator()
            else:
                bar.addAction(self._actions[command])
        return bar
