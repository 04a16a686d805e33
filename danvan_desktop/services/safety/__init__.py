"""The safety of a book: what backups hold, going back to one, where the book stands."""

from danvan_desktop.services.safety.actions import ActionLine, list_actions, local_time, next_undone
from danvan_desktop.services.safety.going_back import UndoneActions, undo_to
from danvan_desktop.services.safety.mending import (
    CannotRebuild,
    NothingSaved,
    Salvaged,
    log_is_whole,
    rebuild,
    salvage,
)
from danvan_desktop.services.safety.past import DoubtedClock, PastDay, PastDays, look_back, past_days
from danvan_desktop.services.safety.restoring import BackupState, look_at_backup, restore_open
from danvan_desktop.services.safety.setting_back import CannotSetBack, set_back
from danvan_desktop.services.safety.summary import BookSummary, summary
from danvan_desktop.services.safety.telling import HistoryLine, tell_history

__all__ = [
    "ActionLine",
    "BackupState",
    "BookSummary",
    "CannotRebuild",
    "CannotSetBack",
    "DoubtedClock",
    "HistoryLine",
    "NothingSaved",
    "PastDay",
    "PastDays",
    "Salvaged",
    "UndoneActions",
    "list_actions",
    "local_time",
    "log_is_whole",
    "look_at_backup",
    "look_back",
    "next_undone",
    "past_days",
    "rebuild",
    "restore_open",
    "salvage",
    "set_back",
    "summary",
    "tell_history",
    "undo_to",
]
