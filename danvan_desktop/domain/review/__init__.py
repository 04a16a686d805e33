"""The review of a draft before it is imported: its rows as the officer leaves them, what is still doubtful, where each
row stands in the document. Every step makes a new sheet, so that the one before can be brought back."""

from danvan_desktop.domain.catalogue.doubts import ROLE_FIELDS
from danvan_desktop.domain.review.agencies import KnownAgencies, known_agencies
from danvan_desktop.domain.review.choices import (
    About,
    Choice,
    Choices,
    forget,
    proposed,
    recalled_agencies,
    recalled_count,
)
from danvan_desktop.domain.review.decisions import AS_READ, AddedTask, AddedText, Answer, Review, decided
from danvan_desktop.domain.review.doubts import TimeReader, open_doubts, settle
from danvan_desktop.domain.review.lines import forget_column, line_of, put, put_column, row_of_line, use_line
from danvan_desktop.domain.review.sheet import Becomes, Part, Row, Sheet, sheet_of
from danvan_desktop.domain.review.source import LineUse, SourceLine, source_lines

__all__ = [
    "AS_READ",
    "ROLE_FIELDS",
    "About",
    "AddedTask",
    "AddedText",
    "Answer",
    "Becomes",
    "Choice",
    "Choices",
    "KnownAgencies",
    "LineUse",
    "Part",
    "Review",
    "Row",
    "Sheet",
    "SourceLine",
    "TimeReader",
    "decided",
    "forget",
    "forget_column",
    "known_agencies",
    "line_of",
    "open_doubts",
    "proposed",
    "put",
    "put_column",
    "recalled_agencies",
    "recalled_count",
    "row_of_line",
    "settle",
    "sheet_of",
    "source_lines",
    "use_line",
]
