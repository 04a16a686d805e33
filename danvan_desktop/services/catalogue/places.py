"""Where new and moved rows go: the group and programme they stand in, and their positions there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from danvan_desktop.domain.catalogue.places import Sibling, put_between
from danvan_desktop.domain.changes.composing import Write
from danvan_desktop.domain.changes.rules import Verb
from danvan_desktop.domain.ids import NewId
from danvan_desktop.domain.records import Kind, Value
from danvan_desktop.services.tasks import list_programmes
from danvan_desktop.storage import query
from danvan_desktop.storage.book import Book


@dataclass(frozen=True, slots=True)
class Target:
    """Where rows go: before one of the rows of a group or (`group` None) of a programme, or to its end."""

    programme: str
    group: str | None = None
    before: str | None = None


@dataclass(frozen=True, slots=True)
class NewRow:
    """A task or group to be made; `text` is a group's title.

    It stands directly after the task `after`, else at the end of `group`, else at the end of `programme`; with none of
    them named, in the programme of the day, which is made in a book that has none.

    Without `number` it gets the number after that of `after` when no sibling carries it, else the one after the last of
    its siblings: the place is always the one asked for, and nothing that is printed is renumbered.
    """

    text: str
    programme: str | None = None
    group: str | None = None
    after: str | None = None
    number: str | None = None


def destination(book: Book, row: NewRow, new_id: NewId, today: date) -> tuple[Target, list[Write]]:
    """Where a new row goes, and what must be written first."""
    if row.after is not None:
        return place_after(book, row.after), []
    if row.group is not None:
        above = values(book, Kind.GROUP, row.group)
        return Target(str(above.get("programme") or ""), row.group), []
    held = list_programmes(book)
    if row.programme is not None or held:
        current = [view for view in held if view.period and view.period[0] <= today <= view.period[1]]
        return Target(row.programme or (current or held)[-1].id), []
    programme = new_id()
    return Target(programme), [Write(Kind.PROGRAMME, programme, _programme_of(today.year), Verb.ADD)]


def _programme_of(year: int) -> dict[str, Value]:
    return {
        "title": f"Chương trình công tác dân vận năm {year}",
        "type": "Chương trình",
        "period_start": f"{year}-01-01",
        "period_end": f"{year}-12-31",
        "state": "draft",
    }


def home_of(book: Book, task: str) -> Target:
    """The group or programme in which a task stands."""
    held = values(book, Kind.TASK, task)
    return Target(str(held.get("programme") or ""), str(held.get("group") or "") or None)


def place_after(book: Book, task: str) -> Target:
    """The place directly after a task."""
    home = home_of(book, task)
    order = [sibling.id for sibling in siblings(book, home)]
    behind = order[order.index(task) + 1 :] if task in order else []
    return replace(home, before=behind[0] if behind else None)


def siblings(book: Book, target: Target) -> tuple[Sibling, ...]:
    """What stands directly there, in printed order."""
    with book.transaction() as connection:
        return query.siblings(connection, target.programme, target.group)


def values(book: Book, kind: Kind, record: str) -> dict[str, Value]:
    """What the book says of a record, {} where it does not know it."""
    with book.transaction() as connection:
        return query.record_values(connection, kind, [record]).get(record, {})


def placed(beside: Sequence[Sibling], rows: Sequence[Write], before: str | None) -> list[Write]:
    """The writes of `rows` with positions by which they stand before a sibling, in their order; last those of siblings
    that must make room."""
    positions = put_between(beside, [row.record for row in rows], before)
    writes = [
        replace(row, fields={**row.fields, "position": positions.pop(row.record)}) if row.record in positions else row
        for row in rows
    ]
    kinds = {sibling.id: sibling.kind for sibling in beside}
    return writes + [Write(kinds[record], record, {"position": at}) for record, at in positions.items()]
