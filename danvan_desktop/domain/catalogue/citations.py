"""The documents that a programme rests on or carries out, as its opening lines cite them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from danvan_desktop.domain.records import Value
from danvan_desktop.domain.text import clean, short_date

_OPENING: Final = re.compile(r"(?P<basis>căn cứ(?: vào)?|thực hiện|triển khai)\s+", re.IGNORECASE)
_KINDS: Final = (
    "Bộ luật|Luật|Pháp lệnh|Nghị quyết|Nghị định|Quyết định|Quy định|Chỉ thị|Kết luận|Thông tư|Thông báo|Hướng dẫn"
    "|Kế hoạch|Chương trình|Công văn|Quy chế|Đề án|Tờ trình"
)
_NEXT: Final = re.compile(rf"\s*;\s*(?:và\s+)?(?=(?:căn cứ\s+)?(?:{_KINDS})\b)", re.IGNORECASE)
_DATE: Final = r"(?P<day>\d{1,2})(?:/|-|\s+tháng\s+)(?P<month>\d{1,2})(?:/|-|\s+năm\s+)(?P<year>\d{4})"
_TITLE: Final = (
    r"(?:về|quy định|ban hành|thực hiện|hướng dẫn|sửa đổi|phê duyệt|triển khai|tiếp tục|tăng cường|công bố|kèm theo"
    r"|[“\"«(]).*"
)
_NUMBERED: Final = re.compile(
    rf"(?P<type>{_KINDS})\s+số:?\s+(?P<number>\d+\w*(?:\s*-\s*[A-ZĐ]+)?)\s*/\s*(?P<symbol>[^\s,;]+)"
    rf"(?:,?\s+ngày\s+{_DATE})?(?:,?\s+của\s+(?P<issuer>[^,;]+?))?(?:,?\s+(?P<title>{_TITLE}))?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Citation:
    """One document cited; `role` is basis («Căn cứ») or direction («Thực hiện»). Of one that is not cited by number
    `title` is all that is said of it."""

    role: str
    title: str
    type: str = ""
    number: str = ""
    symbol: str = ""
    date: str = ""
    issuer: str = ""


def read_citations(line: str) -> Iterator[Citation]:
    """The documents that a line «Căn cứ …» names; nothing for one that proposes («Xét đề nghị của …»)."""
    text = clean(line).rstrip(" .;,")
    opening = _OPENING.match(text)
    if opening is None:
        return
    role = "basis" if opening["basis"].lower().startswith("căn cứ") else "direction"
    for piece in _NEXT.split(text[opening.end() :]):
        words = re.sub(r"^căn cứ\s+", "", piece.strip(" .;,"), flags=re.IGNORECASE)
        if words:
            yield _cited(role, words)


def _cited(role: str, words: str) -> Citation:
    found = _NUMBERED.fullmatch(words)
    if found is None:
        return Citation(role, words)
    day = f"{int(found['year']):04}-{int(found['month']):02}-{int(found['day']):02}" if found["day"] else ""
    return Citation(
        role, found["title"] or "", found["type"], found["number"], found["symbol"], day, found["issuer"] or ""
    )


def citation_told(held: Mapping[str, Value]) -> str:
    """A stored citation as a document cites it."""
    said = {name: str(value or "") for name, value in held.items()}
    number = "/".join(part for part in (said["number"], said["symbol"]) if part)
    day = _told_day(said["date"])
    pieces = (
        "Thực hiện" if said["role"] == "direction" else "Căn cứ",
        said["type"],
        f"số {number}" if number else "",
        f"ngày {day}" if day else "",
        f"của {said['issuer']}" if said["issuer"] else "",
        said["title"],
    )
    return " ".join(piece for piece in pieces if piece)


def _told_day(stored: str) -> str:
    try:
        return short_date(date.fromisoformat(stored))
    except ValueError:
        return stored
