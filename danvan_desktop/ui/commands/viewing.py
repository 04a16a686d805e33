"""How the window looks: size of the letters, light or dark; and the keys there are."""

from __future__ import annotations

from functools import partial

from danvan_desktop.ui.commands.desk import Desk
from danvan_desktop.ui.frame.look import (
    Look,
    apply_letter_size,
    apply_look,
    dress_window,
    letter_size,
    usual_letter_size,
)
from danvan_desktop.ui.menus import Command

_LOOKS = {Command.LOOK_SYSTEM: Look.SYSTEM, Command.LOOK_LIGHT: Look.LIGHT, Command.LOOK_DARK: Look.DARK}

HIDDEN = "hidden"
"""The habit of a catalogue without the detail panel."""


class ViewCommands:
    """The officer's choices of look, remembered on this PC."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        commands = desk.window.commands
        for command, look in _LOOKS.items():
            commands.on(command, partial(self._choose_look, look))
            commands.get(command).setChecked((desk.around.habits.look or Look.SYSTEM) == look)
        commands.on(Command.LARGER, lambda: self._resize(letter_size() + 1))
        commands.on(Command.SMALLER, lambda: self._resize(letter_size() - 1))
        commands.on(Command.USUAL_SIZE, lambda: self._resize(usual_letter_size()))
        desk.window.task_page.panel.setVisible(desk.around.habits.detail != HIDDEN)
        commands.get(Command.DETAIL_PANEL).setChecked(desk.around.habits.detail != HIDDEN)
        commands.on(Command.DETAIL_PANEL, self._show_detail)
        commands.on(Command.STATES, self._show_states)
        commands.on(Command.KEYS, self._show_keys)

    def _show_states(self) -> None:
        from danvan_desktop.ui.detail.dialogs.states import StateLegend

        StateLegend(self._desk.window.icons, self._desk.window).open()

    def _show_keys(self) -> None:
        from danvan_desktop.ui.dialogs.keys import KeysDialog

        KeysDialog(self._desk.window).open()

    def _show_detail(self) -> None:
        shown = self._desk.window.action(Command.DETAIL_PANEL).isChecked()
        self._desk.around.habits.detail = "" if shown else HIDDEN
        page = self._desk.window.task_page
        page.panel.commit()
        page.panel.setVisible(shown)
        if not shown:
            page.setFocus()

    def _choose_look(self, look: Look) -> None:
        self._desk.around.habits.look = look.value
        apply_look(look)

    def _resize(self, points: int) -> None:
        apply_letter_size(points)
        # Under a sheet the widgets keep the letters that they have, until it is taken off and put on again.
        window = self._desk.window
        window.setStyleSheet("")
        dress_window(window)
        size = letter_size()
        self._desk.around.habits.letters = "" if size == usual_letter_size() else str(size)
        self._desk.window.say(f"Cỡ chữ {size}")
