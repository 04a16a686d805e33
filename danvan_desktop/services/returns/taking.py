"""Taking in what was chosen of returned forms, and what was taken in before."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from danvan_desktop.domain.ids import uuid7
from danvan_desktop.domain.returns.review import FormReview
from danvan_desktop.domain.returns.taking import Pick, Taking, taken_writes
from danvan_desktop.storage import log, query
from danvan_desktop.storage.book import Author, Book
from danvan_desktop.storage.log import Changes


@dataclass(frozen=True, slots=True)
class ReceivedReturn:
    """A form that was taken in: of whom, what it said of itself, when it came, from which file."""

    agency: str
    number: str
    day: date | None
    author: str
    phone: str
    proposal: str
    file_name: str
    received_on: date | None


def take_in(book: Book, reviews: Sequence[FormReview], picked: Collection[Pick], today: date) -> Changes:
    """Write the chosen lines of all forms, the entries of the diary that tell where they come from, and the reports
    themselves: one action, which one undo takes back. Raises BookError."""
    taking = Taking(today, partial(_new_id, book.author))
    return log.write(book, list(taken_writes(reviews, picked, taking)))


def list_returns(book: Book) -> tuple[ReceivedReturn, ...]:
    """Every form that was taken in, the newest first."""
    with book.transaction() as connection:
        held = query.returns(connection)
        names = {agency: query.agency_name(connection, agency) for agency in {str(one["agency"]) for one in held}}
    return tuple(
        ReceivedReturn(
            names[str(one["agency"])],
            str(one["report_number"] or ""),
            _day(one["day"]),
            str(one["drawn_up_by"] or ""),
            str(one["phone"] or ""),
            str(one["proposal"] or ""),
            str(one["file_name"] or ""),
            _day(one["received_on"]),
        )
        for one in held
    )


def _new_id(author: Author) -> str:
    return uuid7(author.now_ms(), author.entropy(10))


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value)) if value else None
    except ValueError:
        return None
