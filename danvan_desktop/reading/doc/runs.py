"""The visible text of one paragraph of a .doc: field codes, deletions and hidden text left out, marks translated."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from danvan_desktop.reading.doc.text import whole_letters
from danvan_desktop.reading.legacy import Charset, charset_of_font, run_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from danvan_desktop.reading.doc.looks import CharacterLook, Looks
    from danvan_desktop.reading.doc.text import Text

_SIGNS: Final = str.maketrans(
    {
        "\x0b": "\n",
        "\x1e": "-",
        **dict.fromkeys(map(chr, (*range(0x09), *range(0x0C, 0x1E), 0x1F)), None),
    }
)
"""Marks inside the text: a hard line, a dash that keeps words together; all others stand for things without words."""
_PLACEHOLDERS: Final = "\x01\x02\x03\x04\x05\x08\x28"
_PRIVATE: Final = re.compile("[\uf000-\uf0ff]")
"""Where the characters of symbol fonts stand in plain text."""
_SYMBOLS: Final = {0x2D: "-", 0x2B: "+", 0xFC: "✓", 0xFE: "☑", 0xA8: "☐", 0x6F: "☐"}
"""Characters of Word's symbol fonts that mean something in a programme."""
_SYMBOL_FONTS: Final = ("symbol", "wingdings", "webdings")
_OPTIONAL_HYPHEN: Final = "\x1f"
_SOFT_HYPHEN: Final = "\u00ad"
"""In TCVN3 the letter «ư», which other programs write as Word's mark where a word may be divided."""


@dataclass(slots=True)
class Seen:
    """What was met on the way and has to be told: tracked changes, letters of old charsets (by all fonts' names)."""

    fonts: tuple[str, ...]
    tracked: bool = False
    charsets: set[Charset] = field(default_factory=set)

    def font(self, number: int) -> str:
        """A font's name, «» for one that is missing."""
        return self.fonts[number] if number < len(self.fonts) else ""


@dataclass(slots=True)
class ParagraphText:
    """The text of a paragraph and the look that all of its letters share."""

    pieces: list[str] = field(default_factory=list)
    all_bold: bool = True
    all_italic: bool = True

    @property
    def text(self) -> str:
        """The visible text."""
        return whole_letters("".join(self.pieces))


def paragraph_text(text: Text, looks: Looks, parts: Iterable[tuple[int, int]], style: int, seen: Seen) -> ParagraphText:
    """The text between the given characters (first, and the mark behind the last), which make one paragraph."""
    found = ParagraphText()
    for start, end in parts:
        for first, last, look in looks.stretches(start, end, style):
            seen.tracked |= look.deleted or look.inserted
            if look.hidden or look.deleted:
                continue
            words = _shown(text, first, last, look, seen)
            found.pieces.append(words)
            if words.strip():
                found.all_bold &= look.bold
                found.all_italic &= look.italic
    return found


def _shown(text: Text, first: int, last: int, look: CharacterLook, seen: Seen) -> str:
    raw = text.characters[first:last]
    if 1 in text.hidden[first:last]:
        raw = "".join(letter for at, letter in enumerate(raw, start=first) if not text.hidden[at])
    if look.symbol is not None and look.special:
        sign_font, code = look.symbol
        return "".join(_symbol(code, seen.font(sign_font)) for _ in raw)
    if look.special:
        raw = "".join(letter for letter in raw if letter not in _PLACEHOLDERS)
    font = seen.font(look.font)
    if charset_of_font(font) is not None:
        raw = raw.replace(_OPTIONAL_HYPHEN, _SOFT_HYPHEN)
    words = _PRIVATE.sub(lambda found: _symbol(ord(found[0]), ""), raw.translate(_SIGNS))
    words, charset = run_text(words, font)
    words = words.replace(_SOFT_HYPHEN, "")
    if charset is not None:
        seen.charsets.add(charset)
    return words.upper() if look.capitals else words


def _symbol(code: int, font: str) -> str:
    if code & 0xFF00 == 0xF000 or font.casefold().startswith(_SYMBOL_FONTS):
        return _SYMBOLS.get(code & 0xFF, "•")
    return chr(code) if 0x20 <= code < 0xD800 else ""
