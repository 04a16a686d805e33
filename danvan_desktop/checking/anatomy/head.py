"""The letterhead: a table of two columns without rules, the first thing on the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from danvan_desktop.checking.anatomy import words
from danvan_desktop.checking.layout.model import Paragraph, Table, split_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Its parts, None or empty for what is not there. `left`, `right`: everything in each column."""

    left: tuple[Paragraph, ...]
    right: tuple[Paragraph, ...]
    nation: Paragraph | None
    motto: Paragraph | None
    issuer: tuple[Paragraph, ...]
    number: Paragraph | None
    subject: tuple[Paragraph, ...]
    place_date: Paragraph | None


def is_letterhead(block: Paragraph | Table) -> bool:
    """Whether a table holds quốc hiệu or tiêu ngữ."""
    return isinstance(block, Table) and any(
        words.NATION.search(paragraph.words) or words.MOTTO.search(paragraph.words) for paragraph in block.paragraphs()
    )


def letterhead_of(table: Table) -> Letterhead:
    """The parts of a letterhead."""
    left = split_lines(one for row in table.rows if row.cells for one in row.cells[0].paragraphs)
    right = split_lines(one for row in table.rows if len(row.cells) > 1 for one in row.cells[-1].paragraphs)
    both = (*left, *right)
    number = _first(left, words.NUMBER.match)
    return Letterhead(
        left=left,
        right=right,
        nation=_first(both, words.NATION.search),
        motto=_first(both, words.MOTTO.search),
        issuer=_issuer(left),
        number=number,
        subject=_subject(left),
        place_date=_first(both, words.PLACE_DATE.search),
    )


def _issuer(left: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    found = []
    for paragraph in left:
        if words.NUMBER.match(paragraph.words) or words.SUBJECT.match(paragraph.words):
            break
        if paragraph.words and not paragraph.underscores:
            found.append(paragraph)
    return tuple(found)


def _subject(left: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    found: list[Paragraph] = []
    for paragraph in left:
        if found and (paragraph.blank or paragraph.underscores):
            break
        if found or words.SUBJECT.match(paragraph.words):
            found.append(paragraph)
    return tuple(found)


def _first(paragraphs: Sequence[Paragraph], fits: Callable[[str], object]) -> Paragraph | None:
    return next((one for one in paragraphs if fits(one.words)), None)
