"""Putting a colleague's book together with one's own: look, merge, write back, take back; conflicts; doubles."""

from danvan_desktop.domain.merging.views import ConflictCard, MergePreview, SideView, Suspicion
from danvan_desktop.domain.merging.watching import UNWATCHED, MergeCancelled, Watch
from danvan_desktop.services.merging.conflicts import (
    BadAnswer,
    Keep,
    answer_alike,
    answer_conflict,
    answer_with,
    conflict_cards,
)
from danvan_desktop.services.merging.joining import join_suspected, join_tasks
from danvan_desktop.services.merging.merging import Merged, can_undo_merge, list_merges, merge, undo_merge, write_back
from danvan_desktop.services.merging.preparing import PreparedMerge, prepare
from danvan_desktop.storage.merging.errors import CannotMerge

__all__ = [
    "UNWATCHED",
    "BadAnswer",
    "CannotMerge",
    "ConflictCard",
    "Keep",
    "MergeCancelled",
    "MergePreview",
    "Merged",
    "PreparedMerge",
    "SideView",
    "Suspicion",
    "Watch",
    "answer_alike",
    "answer_conflict",
    "answer_with",
    "can_undo_merge",
    "conflict_cards",
    "join_suspected",
    "join_tasks",
    "list_merges",
    "merge",
    "prepare",
    "undo_merge",
    "write_back",
]
