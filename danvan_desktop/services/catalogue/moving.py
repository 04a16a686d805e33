"""Moving tasks and groups as the hand does it: a line up or down, or dragged to another line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from danvan_desktop.domain.changes.composing import Write
from danvan_desktop.domain.records import Kind
from danvan_desktop.services.catalogue.places import Target, home_of, placed, siblings, values
from danvan_desktop.services.catalogue.structure import move_tasks
from danvan_desktop.storage import log
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


def shift_group(book: Book, group: str, step: int) -> Changes:
    """Put a group, with all that stands under it, before (`step` -1) or behind (1) the group next to it."""
    order = [sibling.id for sibling in siblings(book, _home_of_group(book, group)) if sibling.kind is Kind.GROUP]
    at = order.index(group) + step if group in order else -1
    return place_group(book, group, order[at], behind=step > 0) if 0 <= at < len(order) else NOTHING


def place_group(book: Book, group: str, beside: str, *, behind: bool) -> Changes:
    """Put a group directly before or behind another one of its level; numbers stay as they are printed."""
    home = _home_of_group(book, group)
    order = siblings(book, home)
    places = [sibling.id for sibling in order]
    if group == beside or beside not in places:
        return NOTHING
    at = places.index(beside) + behind
    moving = [Write(Kind.GROUP, group, {"programme": home.programme})]
    return log.write(book, placed(order, moving, places[at] if at < len(places) else None))


def _home_of_group(book: Book, group: str) -> Target:
    held = values(book, Kind.GROUP, group)
    return Target(str(held.get("programme") or ""), str(held.get("parent") or "") or None)


def place_before(book: Book, task: str) -> Target:
    """The place directly before a task."""
    return replace(home_of(book, task), before=task)


def place_under(book: Book, heading: str) -> Target:
    """The place at the end of a group or programme."""
    group = values(book, Kind.GROUP, heading)
    return Target(str(group["programme"]), heading) if group.get("programme") else Target(heading)
