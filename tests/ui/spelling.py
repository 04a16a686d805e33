"""Where the mark of a tone stands: «hóa», «Hủy», as in the «Ủy ban» and «Văn hóa» of every paper and as in Windows."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_LATE: Final = re.compile(
    r"(?P<o>[oO])(?P<a>&?)(?P<e>[àáảãạèéẻẽẹ])(?!&?\w)|(?<![qQ\]])(?<![qQ]&)(?P<u>[uU])(?P<b>&?)(?P<y>[ỳýỷỹỵ])(?!&?\w)",
    re.I,
)
"""Syllables that end in oa, oe, uy with the mark on their last letter; a mnemonic may stand between the two."""


BOTH: Final = (
    "danvan_desktop/checking/anatomy/words.py",
    "danvan_desktop/checking/rules/end.py",
    "danvan_desktop/domain/text.py",
    "danvan_desktop/reading/recogniser/facts/letterhead.py",
)
"""Where both spellings stand, because papers have both."""


def respelt(text: str) -> str:
    """The same with every mark where the program writes it."""
    return _LATE.sub(_early, unicodedata.normalize("NFC", text))


def _early(found: re.Match[str]) -> str:
    first, between, last = (
        part or "" for part in (found["o"] or found["u"], found["a"] or found["b"], found["e"] or found["y"])
    )
    plain, tone = unicodedata.normalize("NFD", last)
    return f"{unicodedata.normalize('NFC', first + tone)}{between}{plain}"
