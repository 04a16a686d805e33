"""What belongs to the pages and not to the text: page numbers, running heads, footnotes."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from danvan_desktop.reading.blocks import Footnote
from danvan_desktop.reading.pdf.wrapping import paragraph_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from danvan_desktop.reading.pdf.page.content import Page
    from danvan_desktop.reading.pdf.page.lines import Line

_PAGE_NUMBER: Final = re.compile(
    r"(?:trang(?: số)?:?\s*)?[-–—\s]*(?P<number>\d{1,4})(?:\s*/\s*\d{1,4})?[-–—.\s]*", re.IGNORECASE
)
_DIGITS: Final = re.compile(r"\d+")
_NOTE: Final = re.compile(r"(?P<mark>\d{1,3}|[⁰¹²³⁴-⁹]{1,3})[.)]?\s*(?P<text>\D.*)", re.DOTALL)
_PLAIN: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_SMALLER: Final = 0.93
_HEADS: Final = 3
"""Lines at a page's top or bottom that may be repeated on every page."""
_SAME_HEIGHT: Final = 4.0
_MARGIN: Final = 0.15
"""Of the page's height: where running heads stand."""


@dataclass(frozen=True, slots=True)
class Cleared:
    """The pages without what belongs to pages; `heads` are the words of running heads."""

    pages: tuple[Page, ...]
    footnotes: tuple[Footnote, ...]
    heads: tuple[str, ...]


def cleared(pages: Sequence[Page]) -> Cleared:
    """Page numbers, running heads and footnotes taken out of the pages' text."""
    pages = _without_numbers(pages)
    pages, heads = _without_heads(pages)
    size = body_size(pages)
    notes: list[list[Line]] = []
    kept = []
    for page in pages:
        text, found = _without_notes(page, size)
        for line in found:
            if _NOTE.match(line.text) or not notes:
                notes.append([line])
            else:
                notes[-1].append(line)
        kept.append(replace(page, text=text) if found else page)
    return Cleared(tuple(kept), tuple(map(_footnote, notes)), heads)


def body_size(pages: Iterable[Page]) -> float:
    """The size of most of the letters."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            sizes[round(line.size * 2) / 2] += len(line.words)
    return sizes.most_common(1)[0][0] if sizes else 14.0


def _without_numbers(pages: Sequence[Page]) -> list[Page]:
    """Numbers that count pages: not above the page's place in the file, or as far above it on several pages."""
    found = {page.number: _numbers(page) for page in pages}
    offsets = Counter(number - place for place, numbers in found.items() for number in numbers.values())
    cleaned = []
    for page in pages:
        counting = {
            index
            for index, number in found[page.number].items()
            if number <= page.number + 1 or offsets[number - page.number] > 1
        }
        lines = tuple(line for index, line in enumerate(page.text) if index not in counting)
        cleaned.append(replace(page, text=lines))
    return cleaned


def _numbers(page: Page) -> dict[int, int]:
    """The places of the first and last line of a page that are nothing but a number, and that number."""
    ends = {0: max, len(page.text) - 1: min} if page.text else {}
    found = {}
    for index, outermost in ends.items():
        line = page.text[index]
        match = _PAGE_NUMBER.fullmatch(line.text)
        outside = outermost([line.base, *(table.top for table in page.tables)]) == line.base
        if match and (outside or index > 0):
            found[index] = int(match["number"])
    return found


def _without_heads(pages: Sequence[Page]) -> tuple[list[Page], tuple[str, ...]]:
    """Lines in the upper or lower margin that stand with the same words at the same height on most pages."""
    if len(pages) < 2:
        return list(pages), ()
    seen: Counter[tuple[str, int]] = Counter()
    for page in pages:
        seen.update({_head_key(line) for end in _ends_of(page) for line in end})
    enough = max(2, len(pages) // 2)
    repeated = {key for key, count in seen.items() if count >= enough}
    heads: dict[str, None] = {}
    cleaned = []
    for page in pages:
        out = [line for end in _ends_of(page) for line in takewhile(lambda line: _head_key(line) in repeated, end)]
        heads.update(dict.fromkeys(line.text for line in out if not _DIGITS.search(line.text)))
        cleaned.append(replace(page, text=tuple(line for line in page.text if line not in out)) if out else page)
    return cleaned, tuple(heads)


def _ends_of(page: Page) -> tuple[list[Line], list[Line]]:
    """The lines in the upper and in the lower margin, from the outermost inwards."""
    upper = page.bottom + page.height * (1 - _MARGIN)
    lower = page.bottom + page.height * _MARGIN
    first = [line for line in page.text[:_HEADS] if line.base > upper]
    return first, [line for line in reversed(page.text[-_HEADS:]) if line.base < lower]


def _head_key(line: Line) -> tuple[str, int]:
    return _DIGITS.sub("0", line.text), round(line.base / _SAME_HEIGHT)


def _without_notes(page: Page, size: float) -> tuple[tuple[Line, ...], list[Line]]:
    """The small lines at the page's end, from the first that begins with a mark or goes on from the page before."""
    start = len(page.text)
    lowest = min((line.base for table in page.tables for line in table.lines), default=float("inf"))
    while start and page.text[start - 1].size < _SMALLER * size and page.text[start - 1].base < lowest:
        start -= 1
    if start == 0 and not page.tables:
        return page.text, []
    notes = page.text[start:]
    if not any(_NOTE.match(line.text) for line in notes):
        return page.text, []
    return page.text[:start], list(notes)


def _footnote(lines: Sequence[Line]) -> Footnote:
    text = paragraph_of(lines).text
    found = _NOTE.match(text)
    if found is None:
        return Footnote("", text)
    return Footnote(found["mark"].translate(_PLAIN), found["text"].strip())
