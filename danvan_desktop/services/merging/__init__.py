"""Putting a colleague's book together with one's own: look, merge, write back, take back; conflicts; doubles."""

from danvan_desktop.domain.merging.views import ConflictCard, MergePreview, SideView, Suspicion
from danvan_desktop.domain.merging.watching import UNWATCHED, MergeCancelled, Watch
from danvan_desktop.services.merging.conflicts import (
    BadAnswer,
    Keep,
    answer_alike,
    answer_conflict,
    answer_side,
    answer_with,
    conflict_cards,
    count_conflicts,
)
from danvan_desktop.services.merging.doubles import Twins, list_twins
from danvan_desktop.services.merging.joining import join_suspected, join_tasks
from danvan_desktop.services.merging.merging import (
    Merged,
    MergedFile,
    can_undo_merge,
    give_back,
    list_merges,
    merge,
    merged_files,
    undo_merge,
    write_back,
)
from danvan_desktop.services.merging.preparing import PreparedMerge, Room, prepare, prepare_readable
from danvan_desktop.services.merging.telling import ToldLine, ToldList, ToldMerge, tell_done, tell_merge
from danvan_desktop.storage.merging.errors import CannotMerge
from danvan_desktop.storage.merging.undoing import PastMerge

__all__ = [
    "UNWATCHED",
    "BadAnswer",
    "CannotMerge",
    "ConflictCard",
    "Keep",
    "MergeCancelled",
    "MergePreview",
    "Merged",
    "MergedFile",
    "PastMerge",
    "PreparedMerge",
    "Room",
    "SideView",
    "Suspicion",
    "ToldLine",
    "ToldList",
    "ToldMerge",
    "Twins",
    "Watch",
    "answer_alike",
    "answer_conflict",
    "answer_side",
    "answer_with",
    "can_undo_merge",
    "conflict_cards",
    "count_conflicts",
    "give_back",
    "join_suspected",
    "join_tasks",
    "list_merges",
    "list_twins",
    "merge",
    "merged_files",
    "prepare",
    "prepare_readable",
    "tell_done",
    "tell_merge",
    "undo_merge",
    "write_back",
]
