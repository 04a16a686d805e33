"""The lines of a document: what the recogniser reads instead of paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from danvan_desktop.domain.draft import SourcePlace
from danvan_desktop.domain.numbering import NumberStyle, PrintedNumber, parse_number, split_number
from danvan_desktop.domain.text import clean
from danvan_desktop.reading.blocks import Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator

_BOOKMARK: Final = re.compile(r"\[bookmark:[^\]]*\]", re.IGNORECASE)
_STRONG: Final = re.compile(r"\*\*+|__+(?=\w)|(?<=\w)__+")
_EMPHASIS: Final = re.compile(r"(?<![\w*])\*(?=\S)([^*]+)(?<=\S)\*(?![\w*])")
_HASHES: Final = re.compile(r"^#{1,6}\s+")
_NOTE_MARKS: Final = re.compile(r"[¹²³⁰⁴-⁹]+")
_SAYS_SOMETHING: Final = re.compile(r"[^\W_]")
_PART: Final = re.compile(r"(?:phần|chương) (?:thứ \w+|[ivx]+|\d+)\b", re.IGNORECASE)
_IN_WORDS: Final = re.compile(
    r"(?P<word>nhiệm vụ|nội dung|công việc|hoạt động|giải pháp|việc)\s+(?:số\s+|thứ\s+)?(?P<number>\d{1,2})"
    r"\s*[:.]\s+(?=\S)",
    re.IGNORECASE,
)
_TERMINAL: Final = tuple(".;:!?…")


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph, or one hard line of it.

    `text` is clean and without its number; `block` is the place in the document's blocks, `row` the row when it stands
    in a table; `joined` says that pieces cut by a page end were put together; `tabular` that it is a whole row of a
    table that is no catalogue.
    """

    text: str
    block: int
    number: PrintedNumber | None = None
    row: int | None = None
    bold: bool = False
    centred: bool = False
    level: int | None = None
    joined: bool = False
    tabular: bool = False

    @property
    def mark(self) -> str:
        """The number as printed, «» for none."""
        return self.number.text if self.number else ""

    @property
    def printed(self) -> str:
        """The whole line as on paper."""
        return f"{self.mark} {self.text}".strip()

    @property
    def ended(self) -> bool:
        """Whether the line ends as a sentence or list item does."""
        return self.text.rstrip("”\"')] ").endswith(_TERMINAL) or self.text.endswith(("./.", "./"))

    @property
    def capitals(self) -> bool:
        """Whether all its letters are capitals."""
        return self.text.isupper()

    @property
    def is_part(self) -> bool:
        """Whether it heads a part: «Phần thứ nhất», «Chương II»."""
        return self.number is None and _PART.match(self.text) is not None

    @property
    def place(self) -> SourcePlace:
        """Where the officer finds it in the source."""
        return SourcePlace(self.block, self.row, self.printed)


def tidy(text: str) -> str:
    """Clean text without markdown left-overs, bookmarks and footnote marks (domain.md 1.8)."""
    text = _HASHES.sub("", _BOOKMARK.sub("", text).strip())
    return clean(_NOTE_MARKS.sub("", _EMPHASIS.sub(r"\1", _STRONG.sub("", text))))


def lines_of(paragraph: Paragraph, block: int, row: int | None = None) -> Iterator[Line]:
    """The lines of a paragraph; its automatic number stands before the first. Drawn rules («_____») are no lines."""
    number = paragraph.number
    for piece in paragraph.text.split("\n"):
        text = tidy(piece)
        if number:
            line = _numbered(number, text, block)
            number = ""
        else:
            printed, rest = _split(text)
            line = Line(rest, block, printed) if rest else Line(text, block)
        if _SAYS_SOMETHING.search(line.text):
            yield replace(line, row=row, bold=paragraph.bold, centred=paragraph.centred, level=paragraph.level)


def _split(text: str) -> tuple[PrintedNumber | None, str]:
    """A line's number and its rest; a number may be written with a word («Nhiệm vụ 1: …»), below numbered points."""
    found = _IN_WORDS.match(text)
    if found is None:
        return split_number(text)
    label = "".join(word[0].upper() for word in found["word"].split()) + found["number"]
    printed = PrintedNumber(found[0].strip(), label, NumberStyle.DECIMAL, (1, int(found["number"])))
    return printed, text[found.end() :]


def _numbered(number: str, text: str, block: int) -> Line:
    """A line with Word's number; a dash typed again behind a bullet is the same mark."""
    printed = parse_number(number)
    if printed is None:
        return Line(f"{number} {text}", block)
    typed, rest = split_number(text)
    if typed is not None and not typed.parts and not printed.parts:
        text = rest
    return Line(text, block, printed)


def is_footnote(paragraph: Paragraph) -> bool:
    """Whether a paragraph is a footnote standing in the flow: it begins with a raised number."""
    return _NOTE_MARKS.match(paragraph.text.lstrip()) is not None
