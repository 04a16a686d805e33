"""The facts of the whole document, put together from its parts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from danvan_desktop.domain.agencies import AgencyDirectory, AgencyKind
from danvan_desktop.domain.draft import AttachedTo, DraftDocument
from danvan_desktop.domain.text import match_key
from danvan_desktop.reading.recogniser.facts.letterhead import (
    Head,
    attached_to,
    number_and_symbol,
    place_and_date,
    read_head,
)
from danvan_desktop.reading.recogniser.facts.parts import TYPE_CODES
from danvan_desktop.reading.recogniser.facts.period import most_named_year, period_of, year_in
from danvan_desktop.reading.recogniser.facts.signing import Signing, read_signing
from danvan_desktop.reading.recogniser.items import Catalogue

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from danvan_desktop.domain.draft import SourcePlace
    from danvan_desktop.reading.recogniser.facts.parts import Part

_DECISION: Final = match_key("quyết định")


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """The document, the period as dates, and lines of signature blocks that were not understood."""

    document: DraftDocument
    period: tuple[date, date] | None
    unplaced: tuple[SourcePlace, ...]


def read_facts(parts: Sequence[Part], directory: AgencyDirectory, year: int | None) -> DocumentFacts:
    """The facts of a document; `year` stands in when neither title nor date names one.

    When a decision carries the programme as its annex, the programme is the document and the decision what it is
    attached to.
    """
    heads = [read_head(part.head) for part in parts]
    main = _main(parts, heads)
    signings = [read_signing(part.signing) for part in parts]
    signing = next((found for found in signings if found.authority or found.recipients), Signing())
    named = _named(heads[0], heads[main], directory)
    dates = (named.date, named.attached_to.date if named.attached_to else None)
    years = (year_in(named.title or ""), *(found.year for found in dates if found), year)
    programme_year = next(filter(None, years), None) or most_named_year(_texts(parts))
    period = period_of(named.title or "", programme_year)
    document = replace(
        named,
        programme_year=programme_year,
        period=(period[0].isoformat(), period[1].isoformat()) if period else None,
        signature_authority=signing.authority,
        signature_name=signing.name,
        recipients=signing.recipients,
        legal_basis=tuple(line.printed for head in heads for line in head.basis),
        opening=tuple(_openings(heads, main)),
        closing=tuple(line.printed for part in parts for line in part.closing),
    )
    return DocumentFacts(document, period, tuple(place for found in signings for place in found.unplaced))


def _openings(heads: Sequence[Head], main: int) -> Iterator[str]:
    """What is said before the bodies and is no other fact; of the other parts of the file their headings too."""
    for index, head in enumerate(heads):
        yield from (line.printed for line in head.above)
        if index != main:
            yield from (line.printed for line in head.heading)
        yield from (line.printed for line in head.opening)


def _named(letter: Head, title: Head, directory: AgencyDirectory) -> DraftDocument:
    """What letterhead and title say; `letter` is the decision's when `title` is that of its annex."""
    number, symbol = number_and_symbol(letter.number_line)
    place, dated = place_and_date(letter.place_line)
    attached = attached_to(title.attached_line)
    if title is not letter:
        attached = _completed(attached, letter, number, symbol)
        number, symbol = None, None
    return DraftDocument(
        type=title.type,
        type_code=TYPE_CODES.get(match_key(title.type)) if title.type else None,
        number=number,
        symbol=symbol,
        number_as_written=_written(title),
        title=title.title,
        issuer=_known_name(letter.issuer or title.issuer, directory),
        place=place,
        place_date_as_written=letter.place_line.text if letter.place_line else None,
        date=dated,
        attached_to=attached,
    )


def _main(parts: Sequence[Part], heads: Sequence[Head]) -> int:
    """The part that is the programme: the first annex with a body when the first part is only its decision."""
    if not heads[0].type or match_key(heads[0].type) != _DECISION:
        return 0
    return next((index for index, part in enumerate(parts) if index and part.body), 0)


def _known_name(issuer: str | None, directory: AgencyDirectory) -> str | None:
    """An office of the commune by its proper name; letterheads print it in capitals."""
    entry = directory.exact(issuer) if issuer else None
    return entry.name if entry is not None and entry.kind is AgencyKind.DEPARTMENT else issuer


def _completed(attached: AttachedTo | None, letter: Head, number: str | None, symbol: str | None) -> AttachedTo:
    """The decision as the annex names it, its blanks filled from the decision's own letterhead."""
    _, dated = place_and_date(letter.place_line)
    if attached is None:
        return AttachedTo("Quyết định", number, symbol, dated)
    return AttachedTo(attached.type, attached.number or number, attached.symbol or symbol, attached.date or dated)


def _written(head: Head) -> str | None:
    line = head.number_line or head.attached_line
    return line.text if line else None


def _texts(parts: Sequence[Part]) -> Iterator[str]:
    for part in parts:
        for item in (*part.head, *part.body, *part.closing):
            if isinstance(item, Catalogue):
                tables = (item.table, *(piece.table for piece in item.rest))
                yield from (cell.text for table in tables for row in table.rows for cell in row.cells)
            else:
                yield item.text
