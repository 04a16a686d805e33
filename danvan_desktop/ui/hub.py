"""One message tells every view which records are stale."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class Hub(QObject):
    """`changed` carries what an action changed (services.history.Changes), `unopened` the path of a book that could not
    be opened. `listed`: the list of a book that was opened is on the screen, what it can be shown without may follow.
    `leaving`: the book is about to be closed or changed for another; what is typed is kept now or lost.
    `damaged` carries the path of a book, open or not, in which faults were seen.
    `history_asked`: who changed what in one task or agency; its id, and the title to show."""

    changed = Signal(object)
    unopened = Signal(object)
    damaged = Signal(object)
    listed = Signal()
    leaving = Signal()
    history_asked = Signal(str, str)
