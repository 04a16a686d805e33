"""What the menus do. Imported after the first picture is on the screen, because it needs the services."""

from __future__ import annotations

from danvan_desktop.ui.catalogue.commands import CatalogueCommands
from danvan_desktop.ui.catalogue.filters.filtering import Filtering
from danvan_desktop.ui.commands.books import BookCommands
from danvan_desktop.ui.commands.desk import Desk
from danvan_desktop.ui.commands.editing import EditCommands
from danvan_desktop.ui.commands.keeping import KeepingCommands
from danvan_desktop.ui.commands.letterhead import LetterheadCommand, OwnNamesCommand
from danvan_desktop.ui.commands.task_list import TaskList
from danvan_desktop.ui.commands.viewing import ViewCommands
from danvan_desktop.ui.detail.commands import DetailCommands
from danvan_desktop.ui.places.places import Places
from danvan_desktop.ui.safety.commands import SafetyCommands


class Commands:
    """All commands, connected to the window: those on books and tasks at once, those on documents a little later."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._list = TaskList(desk)
        self._keeping = KeepingCommands(desk)
        self.places = Places(desk, self._list)
        self._catalogue = CatalogueCommands(desk, self._list)
        self._filtering = Filtering(desk, self._list)
        self._viewing = ViewCommands(desk)
        self.books = BookCommands(desk, self.places, self._keeping)
        self._editing = EditCommands(desk)
        self.detail = DetailCommands(desk)
        self._letterhead = LetterheadCommand(desk)
        self._own_names = OwnNamesCommand(desk)
        self._safety = SafetyCommands(desk)
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
