"""Sentences cut by a page end, put together again (domain.md 1.8, items 3 and 4)."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from danvan_desktop.domain.text import match_key
from danvan_desktop.reading.recogniser.text.labels import begins_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from danvan_desktop.reading.recogniser.text.lines import Line

_NEVER_LAST: Final = re.compile(
    r"(?:và|của|về|với|các|cho|tại|theo|do|bởi|trong|là|những|từ|đến|số|giữa|hoặc|để|trên|dưới|khi|nhằm|gồm)"
)
"""Words that no sentence ends with: the next line goes on, even when it begins with a capital."""
_WORD: Final = re.compile(r"[^\W\d_]+")
_PUNCTUATION: Final = re.compile(r"[^\w\s]")
_FULL_LINE: Final = 60
"""A line cut by a page end fills the width of the page; shorter ones end where their author ended them."""
_LONG_SENTENCE: Final = 200


def join_cut(lines: Sequence[Line]) -> list[Line]:
    """The lines with cut sentences joined; a joined line keeps the place of its first piece."""
    phrases = _phrases(lines)
    joined: list[Line] = []
    for line in lines:
        if joined and _continues(joined[-1], line, phrases):
            joined[-1] = replace(joined[-1], text=f"{joined[-1].text} {line.text}", joined=True)
        else:
            joined.append(line)
    return joined


def _continues(before: Line, line: Line, phrases: frozenset[tuple[str, ...]]) -> bool:
    if line.number or line.row != before.row or begins_label(line) or not before.text:
        return False
    if before.ended:
        return line.text[0].islower() and _in_running_text(before)
    if line.text[0].islower():
        return True
    if before.capitals or line.capitals or len(before.text) < _FULL_LINE or before.bold != line.bold:
        return False
    if before.number and before.number.parts:
        return _open_quotation(before.text)
    return _open_quotation(before.text) or _hangs(before.text) or _same_phrase(before.text, line.text, phrases)


def _in_running_text(before: Line) -> bool:
    """Whether a semicolon ends no list item but a part of a long unnumbered sentence."""
    return before.number is None and before.text.endswith(";") and len(before.text) >= _LONG_SENTENCE


def _open_quotation(text: str) -> bool:
    return text.count("“") > text.count("”")


def _hangs(text: str) -> bool:
    return _NEVER_LAST.fullmatch(text.rsplit(maxsplit=1)[-1]) is not None


def _same_phrase(before: str, after: str, phrases: frozenset[tuple[str, ...]]) -> bool:
    """Whether the words around the cut stand side by side elsewhere too («… Tổ quốc | Việt Nam …»)."""
    around = (*_words(before)[-2:], *_words(after)[:2])
    return len(around) == 4 and around in phrases


def _phrases(lines: Iterable[Line]) -> frozenset[tuple[str, ...]]:
    """Every run of four words of the document that no punctuation divides."""
    found: set[tuple[str, ...]] = set()
    for line in lines:
        for stretch in _PUNCTUATION.split(line.text):
            words = _words(stretch)
            found.update(zip(words, words[1:], words[2:], words[3:], strict=False))
    return frozenset(found)


def _words(text: str) -> list[str]:
    return _WORD.findall(match_key(text))
