"""Where in a text the words that are looked for stand, so that the list can mark them."""

from __future__ import annotations

from danvan_desktop.domain.text import fold


def hits(text: str, words: str) -> list[tuple[int, int]]:
    """(start, length) of each place in `text` where the words stand, marks and capitals apart."""
    wanted = fold(words)
    if not wanted or wanted not in fold(text):
        return []
    letters, places = _folded_letters(text)
    found, at = [], letters.find(wanted)
    while at >= 0:
        first, last = places[at], places[at + len(wanted) - 1]
        found.append((first, last - first + 1))
        at = letters.find(wanted, at + len(wanted))
    return found


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
