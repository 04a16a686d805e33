"""How wide Times New Roman sets a text: drawn lines and columns are measured by it, not guessed.

Advance widths are those that Times New Roman and every font made to fit in its place (Liberation Serif) share, in
thousandths of the size. A Vietnamese letter is as wide as its plain letter; only ơ and ư are wider.
"""

from __future__ import annotations

import unicodedata
from enum import StrEnum
from typing import Final

MM_PER_POINT: Final = 25.4 / 72


class Face(StrEnum):
    """The three cuts that papers use."""

    REGULAR = "regular"
    BOLD = "bold"
    ITALIC = "italic"


_ASCII: Final = {
    Face.REGULAR: (
        "250 333 408 500 500 833 778 180 333 333 500 564 250 333 250 278 500 500 500 500 500 500 500 500 500 "
        "500 278 278 564 564 564 444 921 722 667 667 722 611 556 722 722 333 389 722 611 889 722 722 556 722 "
        "667 556 611 722 722 944 722 722 611 333 278 333 469 500 333 444 500 444 500 444 333 500 500 278 278 "
        "500 278 778 500 500 500 500 333 389 278 500 500 722 500 500 444 480 200 480 541"
    ),
    Face.BOLD: (
        "250 333 555 500 500 1000 833 278 333 333 500 570 250 333 250 278 500 500 500 500 500 500 500 500 500 "
        "500 333 333 570 570 570 500 930 722 667 722 722 667 611 778 778 389 500 778 667 944 722 778 611 778 "
        "722 556 667 722 722 1000 722 722 667 333 278 333 581 500 333 500 556 444 556 444 333 500 556 278 333 "
        "556 278 833 556 500 556 556 444 389 333 556 500 722 500 500 444 394 220 394 520"
    ),
    Face.ITALIC: (
        "250 333 420 500 500 833 778 214 333 333 500 675 250 333 250 278 500 500 500 500 500 500 500 500 500 "
        "500 333 333 675 675 675 500 920 611 611 667 722 611 611 722 722 333 444 667 556 833 667 722 611 722 "
        "611 500 556 722 611 833 611 556 556 389 278 389 422 500 333 500 500 444 500 444 278 500 500 278 278 "
        "444 278 722 500 500 500 500 389 389 278 500 444 667 444 444 389 400 275 400 541"
    ),
}
_HORNED: Final = {Face.REGULAR: (529, 776, 542), Face.BOLD: (554, 796, 600), Face.ITALIC: (534, 754, 545)}
"""ơ, Ư, ư (Ơ is as wide as O)."""
_SIGNS: Final = {"\u00a0": 345, "–": 500, "—": 1000, "…": 1000, "‘": 333, "’": 333}
"""A blank that does not break is 250 in Word and 345 in LibreOffice: what fits the wider fits both."""
_QUOTES: Final = {Face.REGULAR: 444, Face.BOLD: 500, Face.ITALIC: 556}
_UNKNOWN: Final = 1000


class _Widths(dict[str, int]):
    """Letter → width; a sign that is not in the table is as wide as any."""

    def __missing__(self, char: str) -> int:
        return _UNKNOWN


def _letters(face: Face) -> _Widths:
    widths = _Widths(zip(map(chr, range(32, 127)), map(int, _ASCII[face].split()), strict=True))
    small_o, capital_u, small_u = _HORNED[face]
    horned = {"o": small_o, "O": widths["O"], "u": small_u, "U": capital_u}
    for char in map(chr, (*range(0xC0, 0x1B1), *range(0x1EA0, 0x1EFA))):
        decomposed = unicodedata.normalize("NFD", char)
        letter = decomposed[0]
        if letter.isascii():
            widths[char] = horned[letter] if "\u031b" in decomposed else widths[letter]
    quotes = dict.fromkeys("“”", _QUOTES[face])
    return _Widths(widths | {"đ": widths["d"], "Đ": widths["D"]} | _SIGNS | quotes)


_WIDTHS: Final = {face: _letters(face) for face in Face}


def text_width(text: str, size_pt: float, face: Face = Face.REGULAR) -> float:
    """Width in mm of `text` (NFC, one line) at `size_pt` points."""
    return sum(map(_WIDTHS[face].__getitem__, text)) * size_pt * MM_PER_POINT / 1000


def wrap(text: str, size_pt: float, face: Face, room_mm: float) -> list[str]:
    """The lines that `text` takes in a column of `room_mm`, as Word breaks them: at blanks, never at NBSP."""
    blank = text_width(" ", size_pt, face)
    lines: list[str] = []
    used = room_mm
    for word in text.split(" "):
        width = text_width(word, size_pt, face)
        if lines and used + blank + width <= room_mm:
            lines[-1] += f" {word}"
            used += blank + width
        else:
            lines.append(word)
            used = width
    return lines
