"""Bringing a document in: read it into a draft, then write the reviewed draft as one action (exchange.md R10).

Two things are written: the *reading*, exactly what the recogniser found, as changes that are the same on every PC,
and what this officer did with it (corrections, rows dropped, the fact of importing) as ordinary changes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from danvan_desktop.domain.agencies import AgencyDirectory
from danvan_desktop.domain.changes.composing import Write
from danvan_desktop.domain.changes.rules import Verb, canonical_json
from danvan_desktop.domain.draft import Draft
from danvan_desktop.domain.errors import KnownError
from danvan_desktop.domain.ids import computed_id, uuid7
from danvan_desktop.domain.records import Kind, Value
from danvan_desktop.domain.review import AS_READ, Review
from danvan_desktop.domain.views import HeldProgramme, TaskFilter
from danvan_desktop.reading import Isolation, read_draft
from danvan_desktop.reading.draft_json import draft_json
from danvan_desktop.services.importing.amending import amendment, amends, matched, tasks_amended
from danvan_desktop.services.importing.catalogue import Catalogue, catalogue_of
from danvan_desktop.services.importing.counting import TaskCount, counted
from danvan_desktop.services.importing.deciding import Ground, decision_writes, made_groups, named_agencies
from danvan_desktop.storage import log, query
from danvan_desktop.storage.book import Author, Book
from danvan_desktop.storage.log import Changes


class NothingToImport(KnownError):
    """The document holds no task."""


@dataclass(frozen=True, slots=True)
class ImportFact:
    """Who imported what and when; written on the programme, merged without a conflict."""

    file_name: str
    person: str
    day: date


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: the programme, how many rows were taken, whether it updated an earlier import, and what it
    did to the tasks of the programme."""

    changes: Changes
    programme: str
    tasks: int
    updated: bool
    count: TaskCount


def read_document(
    path: Path, directory: AgencyDirectory, year: int | None = None, cancelled: Callable[[], bool] = lambda: False
) -> Draft:
    """What the recogniser finds in a file; nothing is written.

    `year` fills in only where the document names none. Raises UnreadableFile or ReadingCancelled.
    """
    return read_draft(path, directory, year, Isolation(cancelled=cancelled))


def draft_object(draft: Draft) -> dict[str, object]:
    """The draft as one JSON object, in the shape of the recogniser's answer keys."""
    return draft_json(draft)


def import_draft(book: Book, draft: Draft, fact: ImportFact, review: Review = AS_READ) -> Imported:
    """Write a reviewed draft as one action that one undo takes back.

    A document that the book knows already, in the same words or amended, becomes ordinary changes on the records it
    made; what was deleted of it comes back. Raises NothingToImport, BookError.
    """
    taken = len(draft.tasks) - len(review.dropped | review.joined) + len(review.added)
    if not taken:
        raise NothingToImport("Không có nhiệm vụ nào để nhập; sổ được giữ nguyên. Hãy kiểm tra lại tài liệu.")
    with book.transaction() as connection:
        catalogue, held = _destination(draft, partial(query.held_programme, connection))
        before = query.programme_tasks(connection, catalogue.programme)
        agencies = query.record_values(connection, Kind.AGENCY, _proposed(catalogue))
        if held is None:
            reading = reading_session(catalogue)
            log.add_deterministic(connection, reading, catalogue.writes)
            writes = [
                *_kept(agencies, catalogue),
                Write(Kind.PROGRAMME, catalogue.programme, {"reading": reading}, Verb.IMPORT),
            ]
            records = {task: task for task in catalogue.tasks}
        else:
            writes = amendment(held, catalogue, agencies, [catalogue.tasks[place] for place in review.dropped])
            records = matched(held, catalogue)
        shipped = query.record_values(connection, Kind.AGENCY, [write.record for write in catalogue.shipped])
        writes.extend(_lacking(shipped, catalogue))
        ground = Ground(
            catalogue,
            [records[task] for task in catalogue.tasks],
            {task.id for task in before},
            held or HeldProgramme({}, {}),
            query.record_values(connection, Kind.AGENCY, named_agencies(review)).keys(),
            made_groups(review, catalogue.programme),
        )
        writes.extend(decision_writes(review, ground, partial(_new_id, book.author)))
        writes.append(Write(Kind.PROGRAMME, catalogue.programme, _fact_fields(fact), Verb.IMPORT))
        changes = log.write_in(connection, book, writes)
        count = counted(before, query.programme_tasks(connection, catalogue.programme))
    return Imported(changes, catalogue.programme, taken, held is not None, count)


def _new_id(author: Author) -> str:
    return uuid7(author.now_ms(), author.entropy(10))


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a draft stands to what the book holds of its document.

    `held` are the places of the tasks that the book holds already, in these words or in words much alike, `changed`
    those of them that the document says otherwise than at its last import; `gone` are the words of the tasks that it
    no longer has, which an import takes out of the book.
    """

    held: frozenset[int] = frozenset()
    changed: frozenset[int] = frozenset()
    gone: tuple[str, ...] = ()


def compared(book: Book, draft: Draft) -> Comparison:
    """What an import of this draft would do to the tasks of the book; nothing is written."""
    with book.transaction() as connection:
        catalogue, held = _destination(draft, partial(query.held_programme, connection))
        if held is None:
            return Comparison()
        shown = set(query.task_ids(connection, TaskFilter(programme=catalogue.programme)))
    records = matched(held, catalogue)
    places = frozenset(place for place, task in enumerate(catalogue.tasks) if records[task] in shown)
    touched, gone = tasks_amended(held, catalogue)
    tasks = held.records.get(Kind.TASK, {})
    return Comparison(
        places,
        frozenset(place for place in places if records[catalogue.tasks[place]] in touched),
        tuple(
            " ".join(filter(None, (str(tasks[record].get(name) or "") for name in ("number", "text"))))
            for record in gone
        ),
    )


def _destination(draft: Draft, hold: Callable[[str], HeldProgramme]) -> tuple[Catalogue, HeldProgramme | None]:
    """The records that a draft makes, and what the book holds of its programme; None for a new one.

    An office issues several plans a year: what only shares issuer, type and period with a programme of the book is
    another one, counted from 2.
    """
    ordinal = 1
    while True:
        catalogue = catalogue_of(draft, ordinal)
        held = hold(catalogue.programme)
        if not held.records and not held.said:
            return catalogue, None
        if amends(held, catalogue):
            return catalogue, held
        ordinal += 1


def _proposed(catalogue: Catalogue) -> dict[str, Mapping[str, Value]]:
    """The agencies that the document proposes as new, with their fields."""
    return {write.record: write.fields for write in catalogue.writes if write.kind == Kind.AGENCY}


def _kept(held: Mapping[str, Mapping[str, Value]], catalogue: Catalogue) -> list[Write]:
    """An agency that the book has already keeps what the book says of it, however this document spells its name.

    A reading names no parents, so without these writes importing by one person alone would make a conflict (P7).
    """
    proposed = _proposed(catalogue)
    return [
        Write(Kind.AGENCY, record, {name: values.get(name) for name in proposed[record]}, Verb.IMPORT)
        for record, values in held.items()
    ]


def _lacking(held: Collection[str], catalogue: Catalogue) -> list[Write]:
    """An agency of the shipped directory that the book lacks, so that no task is without its name; a deleted one comes
    back."""
    return [
        Write(write.kind, write.record, {} if write.record in held else write.fields, Verb.IMPORT)
        for write in catalogue.shipped
    ]


def reading_session(catalogue: Catalogue) -> str:
    """The session of a reading: the document's key and a digest of every row that was recognised (R10)."""
    content = canonical_json([[write.kind, write.record, dict(write.fields)] for write in catalogue.writes])
    return computed_id("reading", catalogue.key, hashlib.sha256(content.encode()).hexdigest())


def _fact_fields(fact: ImportFact) -> dict[str, Value]:
    return {"imported_by": fact.person, "imported_on": fact.day.isoformat(), "file_name": fact.file_name}
