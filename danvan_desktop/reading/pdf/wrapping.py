"""Where a printed line goes on in the next one, and how the two are written as one.

A line breaks because the next word does not fit, or because its paragraph ends: measuring tells which.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from danvan_desktop.domain.numbering import split_number
from danvan_desktop.reading.blocks import Paragraph

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from danvan_desktop.reading.pdf.page.lines import Line

_BLANK: Final = 0.25
_INDENT: Final = 0.7
_SLACK: Final = 0.5
_FREE: Final = 0.3
_OFF_CENTRE: Final = 3.0
"""In sizes of the letters; the slack, and how far from the middle a centred line may stand, in points."""
_WIDER: Final = 1.25
"""Times the usual distance of lines: a distance that only paragraphs have."""
_TERMINAL: Final = re.compile(r"[.;:!?…]+[”\"’')\]/]*$")
_JOINED: Final = re.compile(r"\w[-/]$")
_CONSONANTS: Final = re.compile(r"[bcdđghklmnpqrstvx]{1,2}[.,;:)]*", re.IGNORECASE)


def paragraphs(lines: Sequence[Line], goes_on: Callable[[Sequence[Line], Line], bool]) -> list[Paragraph]:
    """Lines as paragraphs; `goes_on` says whether a line continues the paragraph of the lines before it."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and goes_on(groups[-1], line):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [paragraph_of(group) for group in groups]


def paragraph_of(lines: Sequence[Line]) -> Paragraph:
    """The lines of one paragraph as its text."""
    pieces = [lines[0].text]
    for before, line in pairwise(lines):
        pieces.extend((line.text,) if is_one_word(before, line) else (" ", line.text))
    return Paragraph(
        "".join(pieces),
        bold=all(line.bold for line in lines),
        italic=all(line.italic for line in lines),
        centred=all(is_centred(line) for line in lines),
    )


def is_centred(line: Line) -> bool:
    """Whether a line stands in the middle of its column with room on both sides."""
    before, after = line.left - line.column.left, line.column.right - line.right
    return min(before, after) > _FREE * line.size and abs(before - after) < _OFF_CENTRE


def wraps_in_text(pitch: float) -> Callable[[Sequence[Line], Line], bool]:
    """For the lines of a page's own text, whose usual distance is `pitch`."""

    def goes_on(group: Sequence[Line], line: Line) -> bool:
        before = group[-1]
        if before.page == line.page and before.base - line.base > pitch * _WIDER:
            return False
        return not _fits(before, line) and not _new_item(before, line) and not _set_anew(group, line)

    return goes_on


def wraps_in_cell(group: Sequence[Line], line: Line) -> bool:
    """For the lines of a table's cell."""
    before = group[-1]
    if _new_item(before, line):
        return False
    return plainly_goes_on(before, line) if _fits(before, line) else True


def wraps_in_block(group: Sequence[Line], line: Line) -> bool:
    """For the short lines of letterheads and signatures, set in columns of unknown width: only what surely goes on."""
    before = group[-1]
    if before.text.endswith("CHỦ NGHĨA") and line.text.startswith("VIỆT NAM"):
        return True
    if split_number(group[0].text)[0] is not None and split_number(line.text)[0] is None:
        return not ends(before) and line.left >= group[0].left - 1 and not line.text.isupper()
    return plainly_goes_on(before, line)


def plainly_goes_on(before: Line, line: Line) -> bool:
    """Whether a line begins in lower case after one that has not ended its sentence."""
    return line.text[:1].islower() and not ends(before)


def certainly_goes_on(before: Line, line: Line) -> bool:
    """Whether a line is the rest of a sentence cut by a page end: it did not fit, or begins in lower case."""
    if _new_item(before, line):
        return False
    return not _fits(before, line) or plainly_goes_on(before, line)


def ends(line: Line) -> bool:
    """Whether a line ends as a sentence or an item of a list does."""
    return _TERMINAL.search(line.text) is not None


def usual_distance(lines: Iterable[Line]) -> float:
    """The distance of lines within paragraphs: the median of all distances that are near a line's height."""
    listed = list(lines)
    distances = sorted(
        before.base - line.base
        for before, line in pairwise(listed)
        if before.page == line.page and 0.8 * line.size < before.base - line.base < 2.2 * line.size
    )
    return distances[len(distances) // 2] if distances else 2.0 * max((line.size for line in listed), default=14.0)


def _fits(before: Line, line: Line) -> bool:
    """Whether the next line's first word had room at the end of the line before: then that line was ended there."""
    first = line.words[0]
    hyphen = first.text.find("-", 1)
    part = first.width * (hyphen + 1) / len(first.text) if 0 < hyphen < len(first.text) - 1 else first.width
    needed = _BLANK * before.size + part
    column = before.column
    if is_centred(before):
        return before.right - before.left + needed <= column.width - _SLACK
    return before.right + needed <= column.right - _SLACK


def _new_item(before: Line, line: Line) -> bool:
    return ends(before) and split_number(line.text)[0] is not None


def _set_anew(group: Sequence[Line], line: Line) -> bool:
    """Whether a line's indent begins a paragraph; one whose first line hangs out goes on further right."""
    before = group[-1]
    step = _INDENT * before.size
    shift = (line.left - line.column.left) - (before.left - before.column.left)
    if is_centred(before) and is_centred(line):
        return before.bold != line.bold
    if shift > step:
        return len(group) > 1 or split_number(before.text)[0] is None
    if shift < -step:
        return len(group) > 1
    indented = before.left - before.column.left > step
    return len(group) == 1 and indented and ends(before) and line.text[:1].isupper()


def is_one_word(before: Line, line: Line) -> bool:
    """Whether a break stands inside a word: after a hyphen or stroke, or in a word longer than its cell is wide."""
    last, first = before.words[-1], line.words[0]
    if _JOINED.search(last.text) or (first.text[0] == "/" and last.text[-1].isalnum()):
        return True
    if len(before.words) > 1 or before.right + first.width / len(first.text) <= before.column.right - _SLACK:
        return False
    if last.text[-1].isdigit() and first.text[0].isdigit():
        return True
    return last.text[-1].isalpha() and _CONSONANTS.fullmatch(first.text) is not None
