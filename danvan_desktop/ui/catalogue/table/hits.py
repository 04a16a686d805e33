"""Where in a text the words that are looked for stand, so that the list can mark them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from danvan_desktop.domain.catalogue.search import BREAKS, at_beginning
from danvan_desktop.domain.text import fold


def hits(text: str, pieces: Sequence[str]) -> list[tuple[int, int]]:
    """(start, length) of each place in `text` where one of the folded pieces stands, marks and capitals apart;
    pieces as `domain.catalogue.search` makes them."""
    folded = fold(text)
    wanted = [piece for piece in pieces if piece and piece.lstrip() in folded]
    if not wanted:
        return []
    letters, places = _folded_letters(text)
    marked = sorted({place for piece in wanted for place in _places(letters, places, piece)})
    return list(_runs(marked))


def _places(letters: str, places: Sequence[int], piece: str) -> Iterator[int]:
    bare, beginning = piece.lstrip(), at_beginning(piece)
    at = letters.find(bare)
    while at >= 0:
        if not (beginning and at and letters[at - 1] not in BREAKS):
            yield from range(places[at], places[at + len(bare) - 1] + 1)
        at = letters.find(bare, at + 1)


def _runs(marked: Sequence[int]) -> Iterator[tuple[int, int]]:
    start = 0
    for at in range(1, len(marked) + 1):
        if at == len(marked) or marked[at] != marked[at - 1] + 1:
            yield marked[start], at - start
            start = at


def _folded_letters(text: str) -> tuple[str, list[int]]:
    """The folded text letter by letter, runs of blanks as one, and where in `text` each letter comes from."""
    letters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        folded = " " if character.isspace() else fold(character)
        if folded == " " and letters[-1:] == [" "]:
            continue
        letters.extend(folded)
        places.extend([place] * len(folded))
    return "".join(letters), places
