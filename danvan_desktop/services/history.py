"""What was done: history of a task or the book, undo and redo of whole actions, conflicts, soundness."""

from __future__ import annotations

from collections.abc import Callable

from danvan_desktop.domain.views import ConflictView, HistoryView
from danvan_desktop.storage import history as stored
from danvan_desktop.storage import undo as undoing
from danvan_desktop.storage import verify as verifying
from danvan_desktop.storage.book import Book
from danvan_desktop.storage.log import Changes
from danvan_desktop.storage.merging.sides import conflict_views
from danvan_desktop.storage.undo import Stacks
from danvan_desktop.storage.verify import Soundness


def book_history(book: Book) -> tuple[HistoryView, ...]:
    """Everything that was ever written, oldest first."""
    with book.transaction() as connection:
        return stored.history(connection)


def task_history(book: Book, task: str) -> tuple[HistoryView, ...]:
    """Everything that was written of a task and of what hangs under it, oldest first; of an agency, of its parts in
    tasks and in other agencies too."""
    with book.transaction() as connection:
        return stored.history(connection, stored.concerning(connection, task))


def open_conflicts(book: Book) -> tuple[ConflictView, ...]:
    """The fields on which two books disagree."""
    with book.transaction() as connection:
        return conflict_views(connection)


def stacks(book: Book) -> Stacks:
    """What can be undone and redone."""
    with book.transaction() as connection:
        return undoing.stacks(connection)


def can_go(book: Book) -> tuple[bool, bool]:
    """Whether there is something to undo and something to redo; does not read the whole log, as `stacks` does."""
    with book.transaction() as connection:
        return undoing.next_to_undo(connection) is not None, undoing.next_to_redo(connection) is not None


def undo(book: Book) -> Changes:
    """Take back the newest action; empty when there is none. Raises CannotUndo."""
    return undoing.undo(book)


def redo(book: Book) -> Changes:
    """Do again what was taken back last; empty when there is none. Raises CannotUndo."""
    return undoing.redo(book)


def verify(book: Book, cancelled: Callable[[], bool] = lambda: False) -> Soundness:
    """Check every stored hash, and the derived tables against the log."""
    return verifying.verify(book, cancelled)
