"""How a search is read, the same while typing in the window and on the command line.

What is typed is a phrase: «dang uy» asks for these words next to each other. Only when nothing in the book holds the
phrase do the tasks that hold every word somewhere answer instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from danvan_desktop.domain.text import fold


def ways(words: str) -> tuple[tuple[str, ...], ...]:
    """The ways to read a question, best first: the folded pieces that a folded text must all hold. Nothing typed has
    none, and asks for everything."""
    phrase = fold(words)
    pieces = tuple(dict.fromkeys(phrase.split()))
    if not pieces:
        return ()
    return ((phrase,),) if pieces == (phrase,) else ((phrase,), pieces)


def search(texts: Sequence[tuple[str, str]], words: str) -> list[str]:
    """Of (id, folded text) the ids that answer, in the given order: by the first way in which any of them does."""
    asked = ways(words)
    for pieces in asked:
        found = list(_holding(texts, pieces))
        if found:
            return found
    return [] if asked else [id_ for id_, _ in texts]


def _holding(texts: Iterable[tuple[str, str]], pieces: Iterable[str]) -> Iterable[str]:
    for piece in pieces:
        texts = [pair for pair in texts if piece in pair[1]]
    return (id_ for id_, _ in texts)
