"""Taking back several actions, the newest first, each a step of its own in the history."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from danvan_desktop.services.history import stacks, undo
from danvan_desktop.storage.book import Book
from danvan_desktop.storage.errors import CannotUndo
from danvan_desktop.storage.log import Changes


@dataclass(frozen=True, slots=True)
class UndoneActions:
    """What going back did: a Changes for every step, and the sentence that says why it stopped, if it did."""

    steps: tuple[Changes, ...]
    trouble: str = ""


def undo_to(book: Book, action: str, cancelled: Callable[[], bool] = lambda: False) -> UndoneActions:
    """Undo step by step up to `action`, that one too; nothing when it cannot be undone any more.

    A step that cannot be undone ends it: what was taken back before stays taken back.
    """
    waiting = [held.id for held in stacks(book).undoable]
    steps: list[Changes] = []
    count = len(waiting) - waiting.index(action) if action in waiting else 0
    for _ in range(count):
        if cancelled():
            break
        try:
            steps.append(undo(book))
        except CannotUndo as trouble:
            return UndoneActions(tuple(steps), str(trouble))
    return UndoneActions(tuple(steps))
