"""The safety of a book: what backups hold, going back to one, where the book stands."""

from danvan_desktop.services.safety.going_back import UndoneActions, undo_to
from danvan_desktop.services.safety.restoring import BackupState, look_at_backup, restore_open
from danvan_desktop.services.safety.summary import BookSummary, summary

__all__ = [
    "BackupState",
    "BookSummary",
    "UndoneActions",
    "look_at_backup",
    "restore_open",
    "summary",
    "undo_to",
]
