"""The words of one page with their places, turned so that the text runs to the right."""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from danvan_desktop.reading.errors import Fault, FileFault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdfium2 import PdfPage

MAX_CHARACTERS: Final = 100_000
"""On one page; a full page of small print holds 8,000."""
_WORD: Final = re.compile(r"[^\s\x00-\x1f\ufffe]+[\x02\ufffe]?|[\x02\ufffe]")
"""A hyphen that ends a line ends the word, because the line's end is not in pdfium's text then."""
_MAY_BE_RAISED: Final = re.compile(r"(?<=[^\W\d_]|[”\"’)\].,;:])\d{1,3}(?=\W*$)")
_ENDS_RAISED: Final = frozenset('0123456789.,;:”"’)]')
_HYPHEN_SIGNS: Final = "\x02\ufffe\u00ad"
_HYPHENS: Final = str.maketrans(dict.fromkeys(_HYPHEN_SIGNS, "-"))
"""pdfium's signs for a hyphen at a line's end; Vietnamese does not hyphenate, so it belongs to the word."""
RAISED: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_RAISED_BY: Final = 1.5
_SAMPLES: Final = 24
_QUARTER: Final = 1.5708
_LEGACY: Final = (".vn", "vni-", "vni ")
_HEAVY: Final = ("bold", "black", "heavy", "-bd", ",bd")
_SLANTED: Final = ("italic", "oblique")
_FILL_AND_STROKE: Final = 2
_INVISIBLE: Final = 3
_SMALLEST: Final = 2.0
_USUAL: Final = 12.0
_LARGEST: Final = 200.0
"""Sizes of letters: what is outside them is not to be believed."""


class Word(NamedTuple):
    """Letters without a blank between them.

    `base` is the height of its baseline, `char` where to ask for its font, `blank` whether the file has a blank before.
    """

    text: str
    left: float
    right: float
    base: float
    char: int
    blank: bool

    @property
    def width(self) -> float:
        """Its breadth on paper."""
        return self.right - self.left


@dataclass(frozen=True, slots=True)
class Style:
    """How a word is printed.

    `unseen` letters lie under a scanned picture, `unmapped` ones have no known meaning; a font that is not `carried` by
    the file is replaced by one that may lack letters, and pdfium leaves out letters that stand alone then.
    """

    size: float
    bold: bool
    italic: bool
    legacy: bool = False
    unseen: bool = False
    unmapped: bool = False
    carried: bool = True


class PageText:
    """The text of an open page."""

    def __init__(self, page: PdfPage) -> None:
        import pypdfium2.raw as pdfium

        self._pdfium = pdfium
        self._text = page.get_textpage()
        self._raw = self._text.raw
        self._styles: dict[tuple[object, ...], Style] = {}
        self._name = ctypes.create_string_buffer(160)
        self._flags = ctypes.c_int()
        self._matrix = pdfium.FS_MATRIX()
        count = pdfium.FPDFText_CountChars(self._raw)
        if count > MAX_CHARACTERS:
            raise FileFault(Fault.TOO_COMPLEX)
        self._letters = self._read_letters(max(count, 0))
        self.turn = self._direction()

    def close(self) -> None:
        """Give the page's text back; styles cannot be asked for any more."""
        self._text.close()

    def words(self) -> Iterator[Word]:
        """The words in the order in which they were drawn."""
        x, y = ctypes.c_double(), ctypes.c_double()
        at = ctypes.byref(x), ctypes.byref(y)
        box = self._pdfium.FS_RECTF()
        into = ctypes.byref(box)
        origin, loose, raw = self._pdfium.FPDFText_GetCharOrigin, self._pdfium.FPDFText_GetLooseCharBox, self._raw
        letters = self._letters
        hyphens = any(sign in letters for sign in _HYPHEN_SIGNS)
        for found in _WORD.finditer(letters):
            start, end = found.span()
            text = found[0].translate(_HYPHENS) if hyphens else found[0]
            origin(raw, start, *at)
            if self.turn:
                yield self._turned(text, start, end, (x.value, y.value))
                continue
            left, base = x.value, y.value
            loose(raw, end - 1, into)
            if text[-1] in _ENDS_RAISED and (found_digits := _MAY_BE_RAISED.search(text)):
                text = self._with_raised(found_digits, start, base)
            yield Word(text, left, box.right, base, start, letters[start - 1 : start] == " ")

    def split(self, word: Word, edge: float) -> tuple[Word, ...]:
        """A word that runs over a ruling line, as the two words that it is."""
        x, y = ctypes.c_double(), ctypes.c_double()
        for offset in range(1, len(word.text)):
            self._pdfium.FPDFText_GetCharOrigin(self._raw, word.char + offset, ctypes.byref(x), ctypes.byref(y))
            left = turned(self.turn, x.value, y.value)[0]
            if left >= edge - 1:
                first, rest = word.text[:offset], word.text[offset:]
                return (
                    Word(first, word.left, min(left, edge), word.base, word.char, word.blank),
                    Word(rest, left, word.right, word.base, word.char + offset, blank=True),
                )
        return (word,)

    def style(self, word: Word) -> Style:
        """How the first letter of a word is printed."""
        pdfium, raw, char = self._pdfium, self._raw, word.char
        pdfium.FPDFText_GetFontInfo(raw, char, self._name, 160, self._flags)
        pdfium.FPDFText_GetMatrix(raw, char, self._matrix)
        size = pdfium.FPDFText_GetFontSize(raw, char) * (max(abs(self._matrix.a), abs(self._matrix.b)) or 1.0)
        drawn = pdfium.FPDFText_GetTextObject(raw, char)
        mode = pdfium.FPDFTextObj_GetTextRenderMode(drawn) if drawn else 0
        unmapped = pdfium.FPDFText_HasUnicodeMapError(raw, char) == 1
        key = (self._name.value, size, mode, unmapped)
        style = self._styles.get(key)
        if style is None:
            bold, italic, legacy = _font(self._name.value)
            style = self._styles[key] = Style(
                size=size if _SMALLEST < size < _LARGEST else _USUAL,
                bold=bold or mode == _FILL_AND_STROKE,
                italic=italic,
                legacy=legacy,
                unseen=mode == _INVISIBLE,
                unmapped=unmapped,
                carried=not drawn or pdfium.FPDFFont_GetIsEmbedded(pdfium.FPDFTextObj_GetFont(drawn)) != 0,
            )
        return style

    def _read_letters(self, count: int) -> str:
        buffer = (ctypes.c_ushort * (count + 1))()
        self._pdfium.FPDFText_GetText(self._raw, 0, count, buffer)
        letters = bytes(buffer)[: 2 * count].decode("utf-16-le", "replace")
        if len(letters) != count or "\0" in letters:
            codes = (self._pdfium.FPDFText_GetUnicode(self._raw, index) for index in range(count))
            letters = "".join(chr(code) if 0 < code < 0x110000 else "\ufffd" for code in codes)
        return letters

    def _direction(self) -> int:
        """The quarter turns by which most of the text is rotated."""
        places = [found.start() for found in _WORD.finditer(self._letters)]
        sample = places[:: max(len(places) // _SAMPLES, 1)]
        angles = (self._pdfium.FPDFText_GetCharAngle(self._raw, char) for char in sample)
        turns = Counter(round(angle / _QUARTER) % 4 for angle in angles if angle >= 0)
        return turns.most_common(1)[0][0] if turns else 0

    def _turned(self, text: str, start: int, end: int, origin: tuple[float, float]) -> Word:
        edges = [ctypes.c_double() for _ in range(4)]
        self._pdfium.FPDFText_GetCharBox(self._raw, end - 1, *map(ctypes.byref, edges))
        left, base = turned(self.turn, *origin)
        low, high, bottom, top = (edge.value for edge in edges)
        right = max(turned(self.turn, low, bottom)[0], turned(self.turn, high, top)[0])
        return Word(text, left, right, base, start, self._letters[start - 1 : start] == " ")

    def _with_raised(self, found: re.Match[str], start: int, base: float) -> str:
        """A word whose last digits stand above the line has them as raised digits: a footnote's mark."""
        text = found.string
        x, y = ctypes.c_double(), ctypes.c_double()
        self._pdfium.FPDFText_GetCharOrigin(self._raw, start + found.start(), ctypes.byref(x), ctypes.byref(y))
        if y.value - base < _RAISED_BY:
            return text
        return text[: found.start()] + found[0].translate(RAISED) + text[found.end() :]


def turned(turn: int, x: float, y: float) -> tuple[float, float]:
    """A point of the page where the text runs to the right."""
    match turn:
        case 1:
            return -y, x
        case 2:
            return -x, -y
        case 3:
            return y, -x
    return x, y


def _font(name: bytes) -> tuple[bool, bool, bool]:
    """Whether a font is bold, italic, of a legacy encoding: a PDF says so only in its name."""
    words = name.decode("utf-8", "replace").casefold()
    plain = words[7:] if words[6:7] == "+" else words
    return (
        any(heavy in words for heavy in _HEAVY),
        any(slanted in words for slanted in _SLANTED),
        plain.startswith(_LEGACY),
    )
