"""Vietnamese text: one form to store, keys to search, to compare and to sort by.

Offices mix composed and half-composed Unicode, two places for the tone, three kinds of dash; SQLite folds and sorts
ASCII only. Alphabet and order of the tones are those of the Vietnamese dictionaries.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import product
from typing import Final

_VOWELS: Final = "aăâeêioôơuưy"
_TONES: Final = "\u0300\u0309\u0303\u0301\u0323"
"""huyền, hỏi, ngã, sắc, nặng: the order of the dictionaries, after the letter without a tone."""
_ALPHABET: Final = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"

_DASHES: Final = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_DOUBLE_QUOTES: Final = "“”„‟«»″＂"
_SINGLE_QUOTES: Final = "‘’‚‛‹›′`´"
_ZERO_WIDTH: Final = "\u00ad\u034f\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u202a\u202b\u202c\u202d\u202e"
_LOOKALIKES: Final = {"Ð": "đ", "ð": "đ", "Ɖ": "đ", "ɖ": "đ"}
"""Letters that old converters write for Đ."""


def _toned_letters() -> dict[str, tuple[str, str]]:
    """Every precomposed lower-case vowel with a tone → its letter and the place of its tone («1» huyền … «5» nặng)."""
    return {
        unicodedata.normalize("NFC", vowel + tone): (vowel, str(place))
        for vowel, (place, tone) in product(_VOWELS, enumerate(_TONES, start=1))
    }


def _search_table() -> dict[int, str | None]:
    table: dict[int, str | None] = dict(_PUNCTUATION)
    table.update(_INVISIBLE)
    for letter in [*_TONED, *"ăâêôơưđ"]:
        plain = "d" if letter == "đ" else unicodedata.normalize("NFD", letter)[0]
        table[ord(letter)] = table[ord(letter.upper())] = plain
    table.update((ord(letter), "d") for letter in _LOOKALIKES)
    return table


def _place_table() -> dict[int, str]:
    place = {letter: chr(ord("A") + index) for index, letter in enumerate(_ALPHABET)}
    place.update((letter, place[plain]) for letter, (plain, _) in _TONED.items())
    return {ord(letter): code for letter, code in place.items()}


_TONED: Final = _toned_letters()
_INVISIBLE: Final[dict[int, None]] = {
    ord(char): None for char in [*map(chr, range(32)), *map(chr, range(127, 160)), *_ZERO_WIDTH] if not char.isspace()
}
_PUNCTUATION: Final[dict[int, str]] = {
    **{ord(char): "-" for char in _DASHES},
    **{ord(char): '"' for char in _DOUBLE_QUOTES},
    **{ord(char): "'" for char in _SINGLE_QUOTES},
}
_SEARCH: Final = _search_table()
_COMPARE: Final = _PUNCTUATION | {ord(letter): plain for letter, plain in _LOOKALIKES.items()}
_PLACE: Final = _place_table()
_LATE_TONE: Final = re.compile("o[àảãáạèẻẽéẹ]|(?<!q)u[ỳỷỹýỵ]")
_DASH: Final = re.compile(r"\s*-\s*")
_RUN: Final = re.compile(r"[0-9]+|[^\W0-9_]+")


def nfc(text: str) -> str:
    """The one form in which text is kept: precomposed letters, also from «ô» + tone as Windows-1258 writes it."""
    return unicodedata.normalize("NFC", text)


def clean(text: str) -> str:
    """Text of one field: NFC, a run of blanks (NBSP, tab, line end) one blank, none at the ends, nothing invisible."""
    return " ".join(nfc(text.translate(_INVISIBLE)).split())


def fold(text: str) -> str:
    """The search key: «dang uy» finds «Đảng ủy».

    Lower case, marks off, đ → d, every dash «-», every quote straight, blanks collapsed. Both the stored text and what
    the officer types go through it. ASCII for Vietnamese; letters of other scripts stay without their marks.
    """
    if not (text.isascii() and text.isprintable()):
        text = nfc(text).translate(_SEARCH)
        if not text.isascii():
            text = _without_marks(text)
    return " ".join(text.lower().split())


def _without_marks(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.casefold())
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return nfc(bare.translate(_SEARCH))


def match_key(text: str) -> str:
    """The key by which two spellings are the same words: «Phòng Văn hoá – Xã hội» = «phòng Văn hóa - Xã hội».

    Keeps letters and tones. Case, place of the tone (oa, oe, uy; the «qu» of «quý» is a consonant), dashes with or
    without blanks, quotes and runs of blanks do not matter.
    """
    key = nfc(clean(text).casefold()).translate(_COMPARE)
    key = _LATE_TONE.sub(_tone_first, key)
    return _DASH.sub("-", key)


def _tone_first(pair: re.Match[str]) -> str:
    first, late = pair[0][0], pair[0][1]
    plain, place = _TONED[late]
    return nfc(first + _TONES[int(place) - 1]) + plain


def collation_key(text: str) -> str:
    """The key to sort by, as Vietnamese dictionaries do; plain comparison of the keys (in SQLite too) gives the order.

    Word by word: first the letters (a ă â b c d đ e ê …), then the tone (none, huyền, hỏi, ngã, sắc, nặng), then the
    next word. Numbers by value: «1.10» after «1.9». Case and punctuation do not order; texts whose `match_key` differs
    never have the same key.
    """
    words = match_key(text)
    return "".join(_word_place(run) for run in _RUN.findall(words)) + " " + words


def collation_keys(texts: Iterable[str]) -> Iterator[str]:
    """Keys that order texts as `collation_key` does, word by word; for long lists, in which words come again and
    again. Unlike there, texts of the same words have one key."""
    known = _KnownWords()
    return ("".join([known[word] for word in text.split()]) for text in texts)


class _KnownWords(dict[str, str]):
    """The places of words, each computed once."""

    def __missing__(self, word: str) -> str:
        place = "".join(map(_word_place, _RUN.findall(match_key(word))))
        self[word] = place
        return place


def _word_place(run: str) -> str:
    if run[0] in "0123456789":
        digits = run.lstrip("0")
        return f"{_length_place(len(digits))}{digits}! "
    tones = "".join(_TONED[char][1] for char in run if char in _TONED)
    return f"{_letter_places(run)}!{tones} "


def _letter_places(word: str) -> str:
    if any(ord(char) not in _PLACE for char in word):
        word = "".join(char if ord(char) in _PLACE else unicodedata.normalize("NFD", char)[0] for char in word)
    return word.translate(_PLACE)


def _length_place(length: int) -> str:
    """Length of a number such that longer ones sort later: one digit up to 8, «9» and the rest above."""
    return str(length) if length < 9 else "9" + _length_place(length - 9)


def person_key(name: str) -> str:
    """The key to sort persons by: given name (the last word), then surname and middle names."""
    words = clean(name).split()
    return collation_key(" ".join(words[-1:] + words[:-1]))


def similarity(a: str, b: str) -> float:
    """How alike two texts are, 0 (nothing in common) to 1 (the same by `match_key`)."""
    from rapidfuzz import fuzz

    return fuzz.ratio(match_key(a), match_key(b)) / 100


_KEPT_CAPITALS = (
    *("Ủy ban", "Đảng", "Mặt trận", "Nhân dân", "Nhà nước", "Công an", "Chủ tịch", "Phó Chủ tịch"),
    *("Hội đồng", "Hội Liên", "Hội Nông", "Hội Cựu", "Ban Chỉ", "Ban Chấp", "Ban Xây", "Ban Tuyên", "Quốc hội"),
)
"""Names that keep their capital inside a sentence; most tasks begin with a verb."""


def begins_with_name(text: str) -> bool:
    """Whether the first word keeps its capital inside a sentence."""
    return len(text) < 2 or not text[1].islower() or text.startswith(_KEPT_CAPITALS)


def lower_first(text: str) -> str:
    """A sentence as it goes on inside another one: «Tổ chức …» → «tổ chức …»; abbreviations and names stay."""
    return text if begins_with_name(text) else text[0].lower() + text[1:]


def written_month(month: int) -> str:
    """A month as official text writes it: 01 and 02, then 3 to 12 (điểm b khoản 4 Mục II Phần I)."""
    return f"{month:02d}" if month <= 2 else str(month)


def short_date(day: date) -> str:
    """«05/3/2026», as official text writes a date inside a sentence."""
    return f"{day.day:02d}/{written_month(day.month)}/{day.year}"


_SIZE_STEP: Final = 1024
_SIZE_UNITS: Final = ("byte", "KB", "MB", "GB")


def size_text(size: int) -> str:
    """The size of a file as the officer reads it: «820 byte», «96 KB», «1,4 MB»."""
    number, unit = float(size), 0
    while number >= _SIZE_STEP and unit < len(_SIZE_UNITS) - 1:
        number, unit = number / _SIZE_STEP, unit + 1
    shown = f"{number:.1f}" if unit > 1 and number < 10 else f"{number:.0f}"
    return f"{shown} {_SIZE_UNITS[unit]}".replace(".", ",")
