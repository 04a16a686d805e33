"""The review of a draft before it is imported: its rows as the officer leaves them, what is still doubtful, where each
row stands in the document. Every step makes a new sheet, so that the one before can be brought back."""

from danvan_desktop.domain.catalogue.doubts import ROLE_FIELDS
from danvan_desktop.domain.review.agencies import KnownAgencies, known_agencies
from danvan_desktop.domain.review.decisions import AS_READ, AddedTask, Answer, Review, decided
from danvan_desktop.domain.review.doubts import TimeReader, open_doubts
from danvan_desktop.domain.review.sheet import Part, Row, Sheet, sheet_of
from danvan_desktop.domain.review.source import LineUse, SourceLine, source_lines

__all__ = [
    "AS_READ",
    "ROLE_FIELDS",
    "AddedTask",
    "Answer",
    "KnownAgencies",
    "LineUse",
    "Part",
    "Review",
    "Row",
    "Sheet",
    "SourceLine",
    "TimeReader",
    "decided",
    "known_agencies",
    "open_doubts",
    "sheet_of",
    "source_lines",
]
