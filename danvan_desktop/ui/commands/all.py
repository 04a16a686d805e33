"""What the menus do. Imported after the first picture is on the screen, because it needs the services."""

from __future__ import annotations

from pathlib import Path

from danvan_desktop.ui.catalogue.filters.filtering import Filtering
from danvan_desktop.ui.commands.books import BookCommands
from danvan_desktop.ui.commands.desk import Desk
from danvan_desktop.ui.commands.keeping import KeepingCommands
from danvan_desktop.ui.commands.task_list import TaskList
from danvan_desktop.ui.commands.viewing import ViewCommands
from danvan_desktop.ui.places.places import Places


class Commands:
    """All commands, connected to the window: those that show a book at once, those that change one and work on
    documents a little later."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._list = TaskList(desk)
        self._keeping = KeepingCommands(desk)
        self.places = Places(desk, self._list)
        self._filtering = Filtering(desk, self._list)
        self._viewing = ViewCommands(desk)
        self.books = BookCommands(desk, self.places, self._keeping)
        desk.release()

    def open_book(self) -> Path | None:
        """The file of the book that is open, None without one."""
        return self._desk.book.path if self._desk.book is not None else None

    def look_at_the_clock(self) -> None:
        """A new day may make tasks late."""
        self._list.look_at_the_clock()

    def connect_rest(self) -> None:
        """What is not needed to show a book; it is on the screen before these modules are loaded."""
        from danvan_desktop.ui.catalogue.commands import CatalogueCommands
        from danvan_desktop.ui.commands.documents import DocumentsCommand
        from danvan_desktop.ui.commands.editing import EditCommands
        from danvan_desktop.ui.commands.exporting import ExportCommands
        from danvan_desktop.ui.commands.importing import ImportCommands
        from danvan_desktop.ui.commands.letterhead import LetterheadCommand, OwnNamesCommand
        from danvan_desktop.ui.detail.commands import DetailCommands
        from danvan_desktop.ui.exchange.commands import MergeCommands
        from danvan_desktop.ui.form_check.commands import FormCommands
        from danvan_desktop.ui.past.commands import PastCommands
        from danvan_desktop.ui.remembered.commands import RememberedCommand
        from danvan_desktop.ui.returns.commands import ReceiveCommands
        from danvan_desktop.ui.safety.commands import SafetyCommands
        from danvan_desktop.ui.travel.commands import Receiver, TravelCommands

        self._editing = EditCommands(self._desk, self._list)
        self._safety = SafetyCommands(self._desk, self._keeping)
        self._past = PastCommands(self._desk, self.books)
        self._catalogue = CatalogueCommands(self._desk, self._list)
        self.detail = DetailCommands(self._desk, self.places.open_conflict)
        self._names = (LetterheadCommand(self._desk), OwnNamesCommand(self._desk))
        self._receiving = ReceiveCommands(self._desk)
        importing = ImportCommands(self._desk, self.books, self._receiving.take)
        self._documents = (importing, ExportCommands(self._desk))
        self._form = FormCommands(self._desk)
        self._merging = MergeCommands(self._desk, self.places, self.books.open_chosen)
        self._travel = TravelCommands(self._desk, Receiver(self._merging.look_at, self.books.open_copy))
        self._said_in_documents = (DocumentsCommand(self._desk), RememberedCommand(self._desk))
        self._desk.situate(documents=True)
