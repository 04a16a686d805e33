"""Moving tasks as the hand does it: a line up or down, or dragged to another line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from danvan_desktop.domain.records import Kind
from danvan_desktop.services.catalogue.places import Target, home_of, siblings, values
from danvan_desktop.services.catalogue.structure import move_tasks
from danvan_desktop.storage.book import Book
from danvan_desktop.storage.log import NOTHING, Changes


def shift_tasks(book: Book, tasks: Sequence[str], step: int) -> Changes:
    """Put tasks one line up (`step` -1) or down (1) among what stands beside the first of them; no further than to the
    end. Those of other groups stay."""
    home = home_of(book, tasks[0])
    order = [sibling.id for sibling in siblings(book, home)]
    places = [order.index(task) for task in tasks if task in order]
    if not places:
        return NOTHING
    moving = [order[place] for place in sorted(places)]
    at = min(places) - 1 if step < 0 else max(places) + 2
    if at < 0 or at > len(order):
        return NOTHING
    return move_tasks(book, moving, replace(home, before=order[at] if at < len(order) else None))


def place_before(book: Book, task: str) -> Target:
    """The place directly before a task."""
    return replace(home_of(book, task), before=task)


def place_under(book: Book, heading: str) -> Target:
    """The place at the end of a group or programme."""
    group = values(book, Kind.GROUP, heading)
    return Target(str(group["programme"]), heading) if group.get("programme") else Target(heading)
