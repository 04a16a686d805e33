"""The two charsets that offices used, as tables from what Word shows (Latin-1 letters) to Unicode.

TCVN3 (ABC) has one sign for every lower-case letter with its tone and capitals only by fonts of their own (`.VnTimeH`);
VNI writes a base letter and then a sign for hat and tone together.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from typing import Final

from danvan_desktop.reading.legacy.syllables import likeness


class Charset(StrEnum):
    """A charset of before Unicode; the value is the name that officers know."""

    TCVN3 = "TCVN3"
    VNI = "VNI"


_TCVN3: Final = dict(
    zip(
        map(
            ord,
            "¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
        ),
        "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        strict=True,
    )
)

_VNI_TONES: Final = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_VNI_HATS: Final = {"â": "", "á": "\u0301", "à": "\u0300", "å": "\u0309", "ã": "\u0303", "ä": "\u0323"}
_VNI_BREVES: Final = {"ê": "", "é": "\u0301", "è": "\u0300", "ú": "\u0309", "ü": "\u0303", "ë": "\u0323"}
_VNI_ALONE: Final = dict(zip("ôöæóòîñ", "ơưỉĩịỵđ", strict=True))


def _vni_table() -> dict[str, str]:
    """Every lower-case letter of VNI, of one sign or of two, with its Unicode letter."""
    table = dict(_VNI_ALONE)
    for base in "aeouyôö":
        letter = _VNI_ALONE.get(base, base)
        table.update((base + sign, _composed(letter + tone)) for sign, tone in _VNI_TONES.items())
    for base in "aeo":
        table.update((base + sign, _composed(base + "\u0302" + tone)) for sign, tone in _VNI_HATS.items())
    table.update(("a" + sign, _composed("a\u0306" + tone)) for sign, tone in _VNI_BREVES.items())
    return table


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


_VNI: Final = _vni_table()
_VNI_LETTER: Final = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)), re.IGNORECASE)
_UNICODE_LETTER: Final = re.compile("[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0-\u01b0\u1ea0-\u1ef9]")
"""Letters that no font of an old charset needs: text that has them is Unicode already."""
_TCVN3_FONT: Final = re.compile(r"\.?vn[a-z]", re.IGNORECASE)
_VNI_FONT: Final = re.compile(r"vni[- ]", re.IGNORECASE)


def charset_of_font(name: str) -> Charset | None:
    """The charset that a font makes readable; None for a Unicode font."""
    bare = name.strip("\"' ")
    if _VNI_FONT.match(bare):
        return Charset.VNI
    return Charset.TCVN3 if bare.startswith(".") and _TCVN3_FONT.match(bare) else None


def converted(text: str, charset: Charset) -> str:
    """Text in an old charset as Unicode."""
    if charset is Charset.TCVN3:
        return text.translate(_TCVN3)
    return _VNI_LETTER.sub(_vni_letter, text)


def run_text(text: str, font: str) -> tuple[str, Charset | None]:
    """A run as its font shows it, and the charset that it was converted from.

    A font says what was meant when it was chosen; text that is Unicode all the same stays as it is.
    """
    charset = charset_of_font(font)
    if charset is None or _UNICODE_LETTER.search(text):
        return text, None
    read = converted(text, charset)
    if read != text and likeness(text).right > likeness(read).right:
        return text, None
    if charset is Charset.TCVN3 and font.strip("\"' ").endswith("H"):
        read = read.upper()
    return read, charset if read != text else None


def is_unicode(text: str) -> bool:
    """Whether letters stand in it that only Unicode has."""
    return _UNICODE_LETTER.search(text) is not None


def _vni_letter(match: re.Match[str]) -> str:
    letter = _VNI[match[0].lower()]
    return letter.upper() if match[0][0].isupper() else letter
