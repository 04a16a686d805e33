"""What the rules look at. Lengths are twips (twentieths of a point), sizes half-points, as Word keeps them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_UNDERSCORES: Final = re.compile(r"[\s_]*_{3}[\s_]*")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text set in one way. `fonts`: every face that it is drawn in; `inherited`: it names none itself."""

    text: str
    size: int
    bold: bool
    italic: bool
    underlined: bool
    raised: bool
    fonts: frozenset[str]
    inherited: bool
    colour: str
    shaded: bool
    language: str


@dataclass(frozen=True)
class Paragraph:
    """One paragraph. `index` counts them all, those of tables too; `page` is known where Word has left its marks.

    `room` is the width of its column, `lines` the lengths of the lines drawn in it, `ruled` says that it has a border
    above or below, `number` is the automatic number. `part`: one line of a paragraph that was broken by hand.
    """

    index: int
    section: int
    page: int | None
    runs: tuple[Run, ...]
    align: str
    before: int
    after: int
    line: int
    line_rule: str
    left: int
    right: int
    first_line: int
    keep_next: bool
    room: int
    ruled: bool
    lines: tuple[int, ...]
    number: str
    page_field: bool
    part: bool = False

    @cached_property
    def text(self) -> str:
        """The visible text, the automatic number not in it."""
        return "".join(run.text for run in self.runs)

    @cached_property
    def words(self) -> str:
        """The text with single blanks, nothing around it and no raised marks of notes."""
        kept = "".join(run.text for run in self.runs if not run.raised)
        return " ".join(kept.replace("\xa0", " ").split())

    @cached_property
    def inked(self) -> tuple[Run, ...]:
        """The runs that leave a trace on paper, raised marks left out."""
        return tuple(run for run in self.runs if run.text.strip() and not run.raised)

    @property
    def blank(self) -> bool:
        """No text, and no line either."""
        return not self.text.strip() and not self.ruled and not self.lines

    @property
    def underscores(self) -> bool:
        """A line made of underscores."""
        return _UNDERSCORES.fullmatch(self.text) is not None

    @property
    def border_length(self) -> int:
        """Length of the line that its border draws."""
        return self.room - self.left - self.right


def split_lines(paragraphs: Iterable[Paragraph]) -> tuple[Paragraph, ...]:
    """Each line of what was broken by hand as a paragraph of its own: «Quốc hiệu⏎Tiêu ngữ» are two."""
    return tuple(line for one in paragraphs for line in (_lines_of(one) if "\n" in one.text else (one,)))


def _lines_of(paragraph: Paragraph) -> Iterator[Paragraph]:
    lines: list[list[Run]] = [[]]
    for run in paragraph.runs:
        first, *others = run.text.split("\n")
        lines[-1].append(replace(run, text=first))
        lines.extend([replace(run, text=text)] for text in others)
    for place, runs in enumerate(lines):
        yield replace(
            paragraph,
            runs=tuple(runs),
            before=0 if place else paragraph.before,
            after=paragraph.after if place == len(lines) - 1 else 0,
            lines=paragraph.lines if place == len(lines) - 1 else (),
            part=True,
        )


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table."""

    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One row: `heading` is repeated on every page, `whole` is never cut."""

    cells: tuple[Cell, ...]
    heading: bool
    whole: bool


@dataclass(frozen=True, slots=True)
class Table:
    """One table; `ruled` when its lines are drawn."""

    index: int
    section: int
    rows: tuple[Row, ...]
    ruled: bool

    def paragraphs(self) -> Iterator[Paragraph]:
        """Every paragraph of it, row by row."""
        for row in self.rows:
            for cell in row.cells:
                yield from cell.paragraphs


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of pages of one kind. `start` is the number of its first page, None when it goes on counting."""

    index: int
    width: int
    height: int
    orientation: str
    margins: dict[str, int]
    first_differs: bool
    start: int | None
    number_form: str
    header: tuple[Paragraph, ...]
    first_header: tuple[Paragraph, ...]
    footer: tuple[Paragraph, ...]
    blocks: tuple[Paragraph | Table, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """A whole document. `doubled_shapes`: drawings that share one id; `pages_known`: Word has left its marks."""

    sections: tuple[Section, ...]
    doubled_shapes: bool
    pages_known: bool

    def paragraphs(self) -> Iterator[Paragraph]:
        """Every paragraph of the body, in reading order."""
        for section in self.sections:
            for block in section.blocks:
                if isinstance(block, Table):
                    yield from block.paragraphs()
                else:
                    yield block
