"""Hard-wrapped lines made paragraphs again.

Whether a file is wrapped, and how far its lines reach, is measured on the lines that surely go on: those whose next
line begins in lower case while they do not end as a sentence does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from danvan_desktop.domain.text import match_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from danvan_desktop.reading.text.lines import TextLine

_ENDED: Final = re.compile(r"[.;:!?…][\"'”’)\]*_]*$")
_FEWEST: Final = 3
_SHARE: Final = 0.2
"""Of all pairs of lines, those that surely go on: more than half in wrapped text, hardly one elsewhere."""
_NARROWEST: Final = 30
_TOLERANCE: Final = 0.03
"""The part of the sure lines that may reach less far than the measure: a page end cuts anywhere."""
_NEARLY: Final = 0.8
"""Of the reach, where the words or the empty lines around say that the sentence goes on."""
_NO_NUMBER: Final = re.compile(r"(?:[-–—] ?(?:\d|[a-zà-ỹ])|\d{4}\b|\d{1,2}/\d|\d+(?:[.,]\d{3})+\b)")
_PAIR: Final = re.compile(r"\b(\w{1,12} \w{1,12}) ?[-–—] ?(\w{1,12} \w{1,12})")
_DASHED: Final = frozenset({("văn hóa", "xã hội"), ("kinh tế", "xã hội"), ("chính trị", "xã hội")})


@dataclass(frozen=True, slots=True)
class Wrapping:
    """How the lines of a file are wrapped: `reach` is how far a full line comes, with the next word; 0: not at all.

    `across_blanks`: an empty line stands behind every line; `spaced`: one stands between paragraphs; `dashed`: words
    that the file has with a dash between them («Văn hóa - Xã hội»).
    """

    reach: int
    across_blanks: bool
    spaced: bool
    dashed: frozenset[tuple[str, str]]


def measured(lines: Sequence[TextLine]) -> Wrapping:
    """How these lines are wrapped."""
    pairs = list(pairwise(lines))
    touching = [pair for pair in pairs if not pair[1].after_blank]
    across = bool(pairs) and len(touching) < len(pairs) / 10
    asked = pairs if across else touching
    sure = [_reach(*pair) for pair in asked if _surely_goes_on(*pair)]
    if len(sure) < _FEWEST or len(sure) < _SHARE * len(asked):
        return Wrapping(0, across_blanks=False, spaced=False, dashed=_DASHED)
    longest = max(line.indent + len(line.text) for line in lines)
    reach = min(sorted(sure)[int(len(sure) * _TOLERANCE)], longest + 1)
    found = (match for line in lines for match in _PAIR.finditer(line.text))
    dashed = _DASHED | {(match_key(match[1]), match_key(match[2])) for match in found}
    items = [line.after_blank for line in lines if line.starts_item]
    spaced = not across and sum(items) * 2 > len(items)
    return Wrapping(reach if reach >= _NARROWEST else 0, across, spaced, dashed)


def joined(lines: Sequence[TextLine], wrapping: Wrapping) -> Iterator[tuple[TextLine, ...]]:
    """The lines of each paragraph."""
    paragraph: list[TextLine] = []
    for line in lines:
        if paragraph and not _goes_on(paragraph, line, wrapping):
            yield tuple(paragraph)
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield tuple(paragraph)


def _goes_on(paragraph: Sequence[TextLine], line: TextLine, wrapping: Wrapping) -> bool:
    before = paragraph[-1]
    if wrapping.reach == 0 or (line.after_blank and not wrapping.across_blanks):
        return False
    if _is_title(before.text) != _is_title(line.text):
        return False
    ended = _has_ended(before)
    if line.starts_item:
        return not ended and _reach(before, line) > _NEARLY * wrapping.reach and _is_no_item(before, line, wrapping)
    if _reach(before, line) < wrapping.reach * (_NEARLY if wrapping.spaced else 1):
        return not ended and line.text[0].islower()
    if _begins_further_in(paragraph, line):
        return False
    return wrapping.spaced or line.text[0].islower() or not _ends_item(paragraph, line)


def _first_word(line: TextLine) -> str:
    return line.text[:40].split()[0]


def _is_title(text: str) -> bool:
    return text.isupper() and len(text.split()) > 2


def _ends_item(paragraph: Sequence[TextLine], line: TextLine) -> bool:
    """Whether a line behind a colon or a semicolon is the next of a list («Căn cứ …; | Căn cứ …;»)."""
    last = paragraph[-1].text
    return last.endswith(":") or (last.endswith(";") and _first_word(paragraph[0]) == _first_word(line))


def _begins_further_in(paragraph: Sequence[TextLine], line: TextLine) -> bool:
    """Whether the line is set in as a first line is; an item's own lines hang under its words."""
    hangs = len(paragraph) == 1 and paragraph[0].marked
    return line.indent > paragraph[-1].indent and not hangs


def _is_no_item(before: TextLine, line: TextLine, wrapping: Wrapping) -> bool:
    """Whether what looks like a number or a dash is a part of the sentence: «… 2026 | - 2030», «Văn hóa | - Xã hội»."""
    if _NO_NUMBER.match(line.text):
        return True
    words = match_key(line.text).lstrip("-").split()[:2]
    around = (" ".join(match_key(before.text).split()[-2:]), " ".join(words).strip(".,;"))
    return line.text[0] in "-–—" and around in wrapping.dashed


def _surely_goes_on(before: TextLine, line: TextLine) -> bool:
    return line.text[0].islower() and not line.marked and not _has_ended(before)


def _has_ended(line: TextLine) -> bool:
    return _ENDED.search(line.text[-12:]) is not None


def _reach(before: TextLine, line: TextLine) -> int:
    """How long the line would be with the next line's first word."""
    return before.indent + len(before.text) + 1 + len(line.text.split(maxsplit=1)[0])
