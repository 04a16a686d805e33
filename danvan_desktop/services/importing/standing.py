"""Where a draft stands before its review: what the book holds of it, which agencies it can name, its printed lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path

from danvan_desktop.domain.agencies import AgencyDirectory
from danvan_desktop.domain.draft import Draft, SourcePlace
from danvan_desktop.domain.errors import KnownError
from danvan_desktop.domain.ids import agency_id
from danvan_desktop.domain.records import Kind
from danvan_desktop.domain.review import Choices, KnownAgencies, SourceLine, TimeReader, known_agencies, source_lines
from danvan_desktop.domain.review.agencies import roles_of
from danvan_desktop.domain.timing import Timing, explain, parse
from danvan_desktop.reading import Fault, Isolation, UnreadableFile, read_blocks, read_pasted_blocks
from danvan_desktop.reading.blocks import Block, Document, Paragraph
from danvan_desktop.reading.recogniser import recognise
from danvan_desktop.services.importing.documents import Comparison, compared
from danvan_desktop.storage import query
from danvan_desktop.storage.book import Book


class IsUnitForm(KnownError):
    """The file is a form that a unit filled in and sent back, and no document to be imported."""


@dataclass(frozen=True, slots=True)
class ReadSource:
    """A document as recognised, and every line of it with what was made of it."""

    draft: Draft
    lines: tuple[SourceLine, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """What an import would do to the tasks of the book, the agencies that it knows, and what the officer decided over
    earlier documents."""

    tasks: Comparison
    agencies: KnownAgencies
    choices: Choices = field(default_factory=dict)


def read_source(
    path: Path, directory: AgencyDirectory, year: int | None = None, cancelled: Callable[[], bool] = lambda: False
) -> ReadSource:
    """As `read_document`, with the lines of the document beside the draft. Raises IsUnitForm too."""
    try:
        document = read_blocks(path, Isolation(cancelled=cancelled))
    except UnreadableFile as error:
        if error.fault is Fault.UNIT_FORM:
            raise IsUnitForm(error.message) from error
        raise
    return _source(document, directory, year)


def read_pasted(
    text: str, name: str, directory: AgencyDirectory, year: int, cancelled: Callable[[], bool] = lambda: False
) -> ReadSource:
    """As `read_source` for text that is in no file; `name` stands for the file's in what is said of it."""
    return _source(read_pasted_blocks(text, name, Isolation(cancelled=cancelled)), directory, year)


def _source(document: Document, directory: AgencyDirectory, year: int | None) -> ReadSource:
    draft = recognise(document, directory, year)
    printed = [found for number, block in enumerate(document.blocks) for found in _printed(number, block)]
    return ReadSource(draft, source_lines(draft, [place for place, _ in printed], [cells for _, cells in printed]))


def _printed(number: int, block: Block) -> Iterator[tuple[SourcePlace, tuple[str, ...]]]:
    """A paragraph, or the rows of a table, as printed; blank ones are left out."""
    if isinstance(block, Paragraph):
        if block.printed.strip():
            yield SourcePlace(number, None, block.printed.strip()), ()
        return
    for place, row in enumerate(block.rows):
        cells = tuple("" if cell.continued else cell.text for cell in row.cells)
        if any(cell.strip() for cell in cells):
            yield SourcePlace(number, place, " | ".join(filter(None, cells)).strip()), cells


def standing_of(book: Book, draft: Draft) -> Standing:
    """What the book has of a draft and for it."""
    tasks = compared(book, draft)
    proposed = {agency_id(agency.canonical) for task in draft.tasks for _, agency in roles_of(task)}
    with book.transaction() as connection:
        views = query.agencies(connection)
        values = query.record_values(connection, Kind.AGENCY, proposed)
        choices = query.choices(connection)
    joined = {agency: str(fields["merged_into"]) for agency, fields in values.items() if fields.get("merged_into")}
    return Standing(tasks, known_agencies(views, draft, joined), choices)


def time_reader(draft: Draft, year: int) -> TimeReader:
    """What times mean in a document; `year` fills in only where it names none."""
    document = draft.document
    period = None
    if document.period:
        period = date.fromisoformat(document.period[0]), date.fromisoformat(document.period[1])
    return partial(_read_time, year=period[0].year if period else document.programme_year or year, period=period)


def _read_time(text: str, year: int, period: tuple[date, date] | None) -> tuple[Timing, str]:
    timing = parse(text, year, period)
    return timing, explain(timing)
