"""Printed lines: words that stand side by side, and the column of the page that they are set in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, NamedTuple

from danvan_desktop.domain.text import nfc
from danvan_desktop.reading.pdf.page.words import RAISED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from danvan_desktop.reading.pdf.page.words import Style, Word

_SAME_BASE: Final = 3.0
_RAISED_BY: Final = 8.5
"""No two lines of readable text are so near."""
_TOUCHING: Final = 0.06
"""Of the letters' size: less than the narrowest blank of justified text."""


class Column(NamedTuple):
    """The left and right edge between which text is set."""

    left: float
    right: float

    @property
    def width(self) -> float:
        """How much fits on a line."""
        return self.right - self.left


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line. `text` are its words with a blank between them; `bold` and `italic` mean all of them."""

    words: tuple[Word, ...]
    text: str
    page: int
    column: Column
    style: Style
    bold: bool
    italic: bool

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.words[-1].right

    @property
    def base(self) -> float:
        """The height of its baseline on the page."""
        return self.words[0].base

    @property
    def size(self) -> float:
        """The size of its letters in points."""
        return self.style.size

    def part(self, words: tuple[Word, ...], column: Column) -> Line:
        """Some of its words, as a line of another column."""
        return replace(self, words=words, text=text_of(words, self.size), column=column)


def text_of(words: Sequence[Word], size: float) -> str:
    """Words as text; pieces of one word that the file draws apart touch each other."""
    pieces: list[str] = []
    end = 0.0
    for word in words:
        if pieces and (word.blank or not -size < word.left - end < _TOUCHING * size):
            pieces.append(" ")
        pieces.append(word.text)
        end = word.right
    return nfc("".join(pieces))


def lines_of(words: Iterable[Word], page: int, column: Column, style_of: Callable[[Word], Style]) -> list[Line]:
    """The lines that words form, top to bottom."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (-word.base, word.left)):
        if rows and rows[-1][0].base - word.base <= _SAME_BASE:
            rows[-1].append(word)
        else:
            rows.append([word])
    rows = [sorted(row, key=lambda word: word.left) for row in rows]
    return [_line(row, page, column, style_of) for row in _with_marks(rows)]


def _with_marks(rows: Sequence[list[Word]]) -> list[list[Word]]:
    """A number drawn on its own a little above the next line is a footnote's mark in that line."""
    kept: list[list[Word]] = []
    for row in rows:
        if kept and _is_mark(kept[-1], row):
            mark = kept.pop()[0]
            raised = mark._replace(text=mark.text.translate(RAISED), base=row[0].base)
            kept.append(sorted([*row, raised], key=lambda word: word.left))
        else:
            kept.append(row)
    return kept


def _is_mark(above: Sequence[Word], row: Sequence[Word]) -> bool:
    (first, *more) = above
    return not more and first.text.isdecimal() and len(first.text) <= 3 and first.base - row[0].base < _RAISED_BY


def _line(words: Sequence[Word], page: int, column: Column, style_of: Callable[[Word], Style]) -> Line:
    first = style_of(words[0])
    bold = first.bold and all(style_of(word).bold for word in words[1:])
    italic = first.italic and all(style_of(word).italic for word in words[1:])
    return Line(tuple(words), text_of(words, first.size), page, column, first, bold, italic)
