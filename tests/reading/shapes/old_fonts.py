"""Word documents as offices wrote them before Unicode: the same words in the signs of TCVN3 and its fonts."""

from __future__ import annotations

from copy import deepcopy
from itertools import groupby
from typing import Any, Final

from docx.oxml.ns import qn

BODY_FONT, CAPITALS_FONT = ".VnTime", ".VnTimeH"
LETTERS: Final = (
    "ăâêôơưđ"
    + "àảãáạ"
    + "ằẳẵắặ"
    + "ầẩẫấậ"
    + "èẻẽéẹ"
    + "ềểễếệ"
    + "ìỉĩíị"
    + "òỏõóọ"
    + "ồổỗốộ"
    + "ờởỡớợ"
    + "ùủũúụ"
    + "ừửữứựỳỷỹýỵ"
)
CODES: Final = bytes.fromhex(
    "a8a9aaabacadae" "b5b6b7b8b9" "bbbcbdbec6" "c7c8c9cacb" "cccecfd0d1" "d2d3d4d5d6" "d7d8dcddde" "dfe1e2e3e4"
    "e5e6e7e8e9" "eaebecedee" "eff1f2f3f4" "f5f6f7f8f9fafbfcfdfe"
)  # fmt: skip
PLAIN_CAPITALS: Final = dict(zip("ĂÂÊÔƠƯĐ", bytes.fromhex("a1a2a3a4a5a6a7").decode("latin-1"), strict=True))
SIGNS: Final = {**dict(zip(LETTERS, CODES.decode("latin-1"), strict=True)), **PLAIN_CAPITALS}


def in_tcvn3(document: Any) -> None:
    """Write every run of a document in TCVN3; a capital with a tone has no sign and is a small letter of `.VnTimeH`."""
    for run in list(document.element.body.iter(qn("w:r"))):
        text = "".join(part.text or "" for part in run.iter(qn("w:t")))
        for capitals, letters in groupby(text, key=_needs_the_capitals_font):
            piece = deepcopy(run)
            _write(piece, "".join(letters), CAPITALS_FONT if capitals else BODY_FONT)
            run.addprevious(piece)
        if text:
            run.getparent().remove(run)


def _needs_the_capitals_font(letter: str) -> bool:
    return letter not in SIGNS and letter.lower() in SIGNS


def _write(run: Any, text: str, font: str) -> None:
    first, *others = run.iter(qn("w:t"))
    for other in others:
        other.getparent().remove(other)
    small = text.lower() if font == CAPITALS_FONT else text
    first.text = "".join(SIGNS.get(letter, letter) for letter in small)
    first.set(qn("xml:space"), "preserve")
    fonts = run.get_or_add_rPr().get_or_add_rFonts()
    for side in ("w:ascii", "w:hAnsi", "w:cs"):
        fonts.set(qn(side), font)
