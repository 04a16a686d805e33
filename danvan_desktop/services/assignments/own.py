"""What one unit said of its own part in the tasks that a collective leads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from danvan_desktop.domain.records import Status, Value
from danvan_desktop.storage import query
from danvan_desktop.storage.book import Book


@dataclass(frozen=True, slots=True)
class OwnPart:
    """How far a unit is with its part; not begun where it said nothing. No percentage is kept of parts."""

    status: Status = Status.TODO
    done_on: date | None = None
    percent: int | None = None
    result: str = ""


def own_parts(book: Book, agency: str) -> dict[str, OwnPart]:
    """The parts of a unit by task, of each task as a whole."""
    with book.transaction() as connection:
        held = query.own_results(connection, agency)
    return {task: _part(fields) for task, fields in held.items()}


def _part(fields: Mapping[str, Value]) -> OwnPart:
    status, done_on = fields["status"], fields["done_on"]
    day = date.fromisoformat(done_on) if isinstance(done_on, str) and done_on else None
    return OwnPart(Status(status) if status in list(Status) else Status.TODO, day, None, str(fields["result"] or ""))
