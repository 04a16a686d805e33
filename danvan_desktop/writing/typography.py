"""How official text is set: dates as the decree writes them, blanks to fill in by hand, blanks that must not break."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from danvan_desktop.domain.draft import PartialDate
    from danvan_desktop.domain.papers import Dash
    from danvan_desktop.writing.blocks import Document

NBSP: Final = "\u00a0"
NUMBER_GAP: Final = NBSP * 14
"""Room for a number in handwriting: about 16 mm at 13 points."""
DAY_GAP: Final = NBSP * 8
"""Room for a day or a month in handwriting: about 9 mm."""

_REFERENCE: Final = re.compile(r"(?i)\b(điều|khoản|điểm|mục|phụ lục|mẫu|số)[ \u00a0]+(?=\d|[IVX]+\b|[a-zđ]\b)")
_DATE_WORD: Final = re.compile(r"(?i)\b(ngày|tháng|năm|quý)[ \u00a0]+(?=\d|[IVX]+\b)")
_HYPHEN: Final = re.compile(r"(?<=\w) (?=[-–] \w)")
_DASHES: Final = "-–—"
_DASH: Final = re.compile(rf"(?<=\w)([ {NBSP}])[{_DASHES}]([ {NBSP}])(?=\w)")
_ILLEGAL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """Text that can stand in a file: NFC (N5), no control characters, tabs as blanks; line ends stay."""
    if not text.isprintable():
        text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
        text = _ILLEGAL.sub("", text)
    return unicodedata.normalize("NFC", text)


def with_one_dash(document: Document, dash: Dash) -> Document:
    """The same paper with this dash between the parts of names («Văn hóa - Xã hội»), whatever the sources write; the
    line of the motto is the decree's own. What already has it is given back as it is."""
    from danvan_desktop.writing.blocks import with_texts

    def change(text: str) -> str:
        return _DASH.sub(rf"\g<1>{dash}\g<2>", text) if any(sign in text for sign in others) else text

    others = [sign for sign in _DASHES if sign != dash]
    return with_texts(document, change)


def bind_references(text: str) -> str:
    """Keep «Điều 5», «khoản 2», «điểm a», «số 30/2020/NĐ-CP» on one line."""
    return bind_hyphens(_REFERENCE.sub(rf"\1{NBSP}", text))


def bind_hyphens(text: str) -> str:
    """Let no line begin with the hyphen of «chính trị - xã hội»."""
    return _HYPHEN.sub(NBSP, text) if " - " in text or " – " in text else text


def bind(text: str) -> str:
    """Keep references and dates («ngày 05 tháng 02 năm 2026», «Quý II») on one line."""
    return _DATE_WORD.sub(rf"\1{NBSP}", bind_references(text))


def written_date(date: PartialDate) -> str:
    """«ngày 05 tháng 02 năm 2026», on one line; what is unknown is room to write.

    Days under 10 and months 1 and 2 have a 0 before them, months 3-9 have none (điểm b khoản 4 Mục II Phần I).
    """
    day = DAY_GAP if date.day is None else f"{NBSP}{date.day:02d}{NBSP}"
    month = DAY_GAP if date.month is None else f"{NBSP}{_month(date.month)}{NBSP}"
    year = DAY_GAP if date.year is None else f"{NBSP}{date.year}"
    return f"ngày{day}tháng{month}năm{year}"


def _month(month: int) -> str:
    return f"{month:02d}" if month < 3 else str(month)


def written_number(number: str, symbol: str) -> str:
    """«số 05/QĐ-UBND», or room to write before the stroke; a number under 10 has a 0 (điểm c khoản 3 Mục II Phần I)."""
    shown = f"{NBSP}{number.zfill(2)}" if number.strip() else NUMBER_GAP
    return f"số{shown}/{symbol}"
