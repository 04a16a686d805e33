"""What the menus do. Imported after the first picture is on the screen, because it needs the services."""

from __future__ import annotations

from danvan_desktop.ui.commands.books import BookCommands
from danvan_desktop.ui.commands.desk import Desk
from danvan_desktop.ui.commands.editing import EditCommands
from danvan_desktop.ui.commands.keeping import KeepingCommands
from danvan_desktop.ui.commands.letterhead import LetterheadCommand
from danvan_desktop.ui.commands.task_list import TaskList
from danvan_desktop.ui.commands.viewing import ViewCommands
from danvan_desktop.ui.places.places import Places


class Commands:
    """All commands, connected to the window: those on books and tasks at once, those on documents a little later."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._list = TaskList(desk)
        self._keeping = KeepingCommands(desk)
        self.places = Places(desk, self._list)
        self._viewing = ViewCommands(desk)
        self.books = BookCommands(desk, self.places, self._keeping)
        self._editing = EditCommands(desk)
        self._letterhead = LetterheadCommand(desk)
        desk.release()

    def look_at_the_clock(self) -> None:
        """A new day may make tasks late."""
        self._list.look_at_the_clock()

    def connect_documents(self) -> None:
        """The commands that read and write documents; the book is on the screen before their modules are loaded."""
        from danvan_desktop.ui.commands.exporting import ExportCommands
        from danvan_desktop.ui.commands.importing import ImportCommands

        self._documents = (ImportCommands(self._desk, self.books), ExportCommands(self._desk))
        self._desk.situate(documents=True)
