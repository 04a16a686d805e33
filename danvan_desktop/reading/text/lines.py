"""The lines of a text file: tidied, with their indent, without quotation marks of mail and page numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from danvan_desktop.domain.numbering import split_number
from danvan_desktop.domain.text import fold

_LINE_END: Final = re.compile("\r\n|[\n\r\v\x85\u2028\u2029]")
_PAGE_END: Final = "\f"
_QUOTED: Final = re.compile(r"(?:> ?)+")
_PAGE_NUMBER: Final = re.compile(r"[-–—\s]*(?:trang\s*)?(\d{1,3})(?:\s*/\s*\d{1,3})?[-–—\s]*", re.IGNORECASE)
_TAB_WIDTH: Final = 4
_LABELS: Final = re.compile(
    r"(?:cac )?(?:co quan|don vi|thoi (?:gian|han)|hinh thuc|ket qua|san pham|noi dung|noi nhan|tien do|chu tri"
    r"|phoi hop|phan cong|lanh dao|nguoi phu trach|ghi chu|lo trinh|han hoan thanh)\b[^:]{0,50}:"
)
_MARK: Final = re.compile(r"[-–—+*•●▪·►✓]\s|\[[ xX]\]\s|#{1,6}\s")


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of the file: its words, how far in they begin; `after_blank` when an empty line stands before it."""

    text: str
    indent: int = 0
    after_blank: bool = False

    @property
    def starts_item(self) -> bool:
        """Whether it begins with a number, a dash or a label, as a new paragraph does."""
        return self.marked or _LABELS.match(fold(self.text[:70])) is not None

    @property
    def marked(self) -> bool:
        """Whether a number or a dash stands before its words."""
        return _MARK.match(self.text) is not None or split_number(self.text)[0] is not None


def raw_lines(text: str) -> list[str]:
    """The lines as they stand, without what mail puts before them; a page end is an empty line."""
    lines = [line.rstrip() for line in _LINE_END.split(text.replace(_PAGE_END, "\n\n").replace("\u00a0", " "))]
    filled = [line for line in lines if line]
    if filled and sum(line.startswith(">") for line in filled) > len(filled) // 2:
        return [_QUOTED.sub("", line, count=1) if line.startswith(">") else line for line in lines]
    return lines


def text_lines(lines: list[str]) -> list[TextLine]:
    """The lines with words in them."""
    found: list[TextLine] = []
    blank = True
    for line in lines:
        words = line.strip()
        if words:
            before = line[: len(line) - len(line.lstrip())]
            found.append(TextLine(words, len(before.expandtabs(_TAB_WIDTH)), blank))
        blank = not words
    return found


def without_page_numbers(lines: list[str]) -> list[str]:
    """The lines without those that only number pages: each alone between empty lines, and one more than the last."""
    places: list[int] = []
    last = None
    for place, line in enumerate(lines):
        match = _PAGE_NUMBER.fullmatch(line)
        if match is None or not _alone(lines, place):
            continue
        number = int(match[1])
        if number == (last + 1 if last is not None else number) and (last is not None or number <= 2):
            places.append(place)
            last = number
    if len(places) < 2:
        return lines
    dropped = frozenset(places)
    return [line for place, line in enumerate(lines) if place not in dropped]


def _alone(lines: list[str], place: int) -> bool:
    around = [lines[other] for other in (place - 1, place + 1) if 0 <= other < len(lines)]
    return not any(around)
