"""How a search is read, the same while typing in the window and on the command line.

What is typed is a phrase: «dang uy» asks for these words next to each other. Only when nothing in the book holds the
phrase do the tasks answer instead in which every word begins a word somewhere.

A piece that is looked for stands anywhere in a folded text; one that begins with a blank (`at_beginning`) only where a
word begins.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from danvan_desktop.domain.text import fold

BREAKS: Final = " (\"'/-"
"""What stands before the beginning of a word in a folded text, if anything does."""

Pairs = Sequence[tuple[str, str]]
"""Ids with folded texts."""


def ways(words: str) -> tuple[tuple[str, ...], ...]:
    """The ways to read a question, best first: the pieces that a folded text must all hold. Nothing typed has none, and
    asks for everything."""
    phrase = fold(words)
    pieces = tuple(dict.fromkeys(phrase.split()))
    if not pieces:
        return ()
    return ((phrase,),) if pieces == (phrase,) else ((phrase,), tuple(map(_as_a_word, pieces)))


def _as_a_word(piece: str) -> str:
    return f" {piece}" if piece[0].isalnum() else piece


_AS_BLANKS = str.maketrans(dict.fromkeys(BREAKS, " "))


def as_words(text: str) -> str:
    """A folded text with a blank before each of its words and for everything that stands between them: where a word
    begins one look says it, instead of one for every break."""
    return f" {text.translate(_AS_BLANKS)}"


def are_words(pieces: Sequence[str]) -> bool:
    """Whether a text holds all of these pieces exactly when it holds them `as_words`."""
    return all(at_beginning(piece) and as_words(piece[1:]) == piece for piece in pieces)


def at_beginning(piece: str) -> bool:
    """Whether a piece is looked for only where a word begins."""
    return piece.startswith(" ")


def search(texts: Pairs, words: str) -> list[str]:
    """Of (id, folded text) the ids that answer, in the given order: by the first way in which any of them does."""
    asked = ways(words)
    for pieces in asked:
        found = holding(texts, pieces)
        if found:
            return [id_ for id_, _ in found]
    return [] if asked else [id_ for id_, _ in texts]


def holding(pairs: Pairs, pieces: Sequence[str]) -> Pairs:
    """Those whose text holds all pieces."""
    for piece in pieces:
        bare = piece.lstrip()
        pairs = [pair for pair in pairs if bare in pair[1]]
    for piece in filter(at_beginning, pieces):
        pairs = _beginning(pairs, piece.lstrip())
    return pairs


def _beginning(pairs: Pairs, word: str) -> Pairs:
    """Those in whose text a word begins so; written out, because it is asked of every task at every letter."""
    a, b, c, d, e, f = (mark + word for mark in BREAKS)
    return [
        pair
        for pair in pairs
        if a in (text := pair[1])
        or text.startswith(word)
        or b in text
        or c in text
        or d in text
        or e in text
        or f in text
    ]
