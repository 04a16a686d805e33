"""Two long texts held against each other word by word, so that what differs can be marked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_MOST_WORDS = 4000
"""Together; longer texts are marked as a whole."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words with the blanks after them; `own` when the other text does not have it there."""

    text: str
    own: bool


def compared(one: str, other: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both texts in pieces; the pieces of each put together are the text itself."""
    words, others = (re.findall(r"\S+\s*|\s+", text) for text in (one, other))
    if len(words) + len(others) > _MOST_WORDS:
        return _whole(one), _whole(other)
    keys, other_keys = ([word.strip() for word in held] for held in (words, others))
    mine: list[Piece] = []
    theirs: list[Piece] = []
    for what, low, high, other_low, other_high in SequenceMatcher(None, keys, other_keys, autojunk=False).get_opcodes():
        for found, held in ((mine, words[low:high]), (theirs, others[other_low:other_high])):
            if held:
                found.append(Piece("".join(held), what != "equal"))
    return tuple(mine), tuple(theirs)


def _whole(text: str) -> tuple[Piece, ...]:
    return (Piece(text, own=True),) if text else ()
