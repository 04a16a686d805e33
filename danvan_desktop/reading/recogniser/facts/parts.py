"""A document cut into parts: letterhead and title, body, closing; and the same again for every annex."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from danvan_desktop.domain.text import fold, match_key
from danvan_desktop.reading.recogniser.items import Catalogue

if TYPE_CHECKING:
    from collections.abc import Sequence

    from danvan_desktop.reading.recogniser.context import Context
    from danvan_desktop.reading.recogniser.items import Item
    from danvan_desktop.reading.recogniser.text.lines import Line

_TYPES: Final = {
    "nghị quyết": "NQ",
    "quyết định": "QĐ",
    "chỉ thị": "CT",
    "quy chế": "QC",
    "quy định": "QyĐ",
    "thông báo": "TB",
    "hướng dẫn": "HD",
    "chương trình": "CTr",
    "kế hoạch": "KH",
    "phương án": "PA",
    "đề án": "ĐA",
    "dự án": "DA",
    "báo cáo": "BC",
    "tờ trình": "TTr",
    "danh mục": None,
    "phân công nhiệm vụ": None,
    "phân công": None,
    "lịch": None,
}
TYPE_CODES: Final = {match_key(name): code for name, code in _TYPES.items()}
"""Kinds of document by `match_key` → abbreviation of Nghị định 30/2020/NĐ-CP, Phụ lục III; None: it has none.

Not by the folded name: then «PHƯỜNG AN BÌNH» would begin with «phương án».
"""

_ARTICLE: Final = re.compile(r"Điều \d+\b", re.IGNORECASE)
_RECIPIENTS: Final = re.compile(r"noi nhan\b\s*:?.*")
AUTHORITY: Final = re.compile(
    r"(?:TM|KT|TL|TUQ|Q)\s?\..{3,80}"
    r"|(?:PHÓ )?(?:CHỦ TỊCH|TRƯỞNG PHÒNG|GIÁM ĐỐC|BÍ THƯ|CHÁNH VĂN PHÒNG|TRƯỞNG BAN)\b.{0,40}"
)
_ANNEX: Final = re.compile(r"phu luc(?: so)?(?: [ivx\d]+)?")
_CLOSING_START: Final = re.compile(
    r"(?:trên đây là|trong quá trình (?:triển khai|thực hiện|tổ chức)|đề nghị (?:các|thủ trưởng|lãnh đạo)"
    r"|yêu cầu (?:các|thủ trưởng)|căn cứ (?:nội dung )?(?:kế hoạch|chương trình|danh mục) này|nhận được"
    r"|(?:ủy ban nhân dân|ubnd)\b.{0,60}(?:yêu cầu|đề nghị))",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Part:
    """One document within the file: the main one or an annex. `annex` is the line «Phụ lục I», if there is one."""

    annex: Line | None = None
    head: list[Line] = field(default_factory=list)
    body: list[Item] = field(default_factory=list)
    closing: list[Line] = field(default_factory=list)
    signing: list[Line] = field(default_factory=list)

    @property
    def has_catalogue(self) -> bool:
        """Whether a catalogue table stands in it."""
        return any(isinstance(item, Catalogue) for item in self.body)


def parts_of(items: Sequence[Item], context: Context) -> list[Part]:
    """The parts of a document in order; every line is in exactly one place of one part."""
    parts = [Part()]
    signing = False
    for index, item in enumerate(items):
        part = parts[-1]
        if isinstance(item, Catalogue):
            if signing:
                part, signing = _annex(parts, None), False
            part.body.append(item)
            continue
        if _is_annex(item) and (part.body or part.signing):
            _annex(parts, item)
            signing = False
        elif signing and type_of(item) is not None and _says_attached(items[index + 1 : index + 8]):
            _annex(parts, None).head.append(item)
            signing = False
        elif signing or _begins_signing(part, item):
            signing = True
            part.signing.append(item)
        elif part.body or _begins_body(part, item, context):
            part.body.append(item)
        else:
            part.head.append(item)
    for part in parts:
        _move_closing(part)
    return parts


def type_of(line: Line) -> tuple[str, str] | None:
    """The kind of document that a line names in capitals at its start, and the rest of the line."""
    if not line.capitals or line.number is not None:
        return None
    words = match_key(line.text).strip(" :.")
    kind = max((name for name in TYPE_CODES if words == name or words.startswith(f"{name} ")), key=len, default=None)
    if kind is None:
        return None
    length = len(kind)
    return line.text[:length], line.text[length:].strip(" :.")


def _annex(parts: list[Part], line: Line | None) -> Part:
    parts.append(Part(annex=line))
    return parts[-1]


def _is_annex(line: Line) -> bool:
    return line.number is None and _ANNEX.fullmatch(fold(line.text).strip(" :.")) is not None


def _says_attached(items: Sequence[Item]) -> bool:
    return any(not isinstance(item, Catalogue) and "kem theo" in fold(item.text) for item in items)


def _begins_signing(part: Part, line: Line) -> bool:
    """«Nơi nhận:», or a signing office once the text has begun (in a decision it also stands above the articles)."""
    if line.number is None and _RECIPIENTS.fullmatch(fold(line.text)):
        return True
    begun = bool(part.body) or any(_ARTICLE.match(other.text) for other in part.head)
    return begun and line.capitals and AUTHORITY.fullmatch(line.text) is not None


def _begins_body(part: Part, line: Line, context: Context) -> bool:
    """The first numbered line, part, row of a table of figures, or heading that is a time."""
    if line.tabular:
        return True
    if line.number is not None:
        return not _in_letterhead(part, line)
    if line.is_part:
        return True
    in_title = line.centred or not any(other.ended for other in part.head)
    return not in_title and context.heading_time(line.text) is not None


def _in_letterhead(part: Part, line: Line) -> bool:
    """A place whose name begins like a number («Ea …») or an «A. Lưới, ngày …» is still the letterhead."""
    return not part.head or ("ngày" in line.text and "tháng" in line.text and len(line.text) < 60)


def _move_closing(part: Part) -> None:
    """The last unnumbered sentences of a body that speak of the whole document are its closing."""
    start = len(part.body)
    while start > 0:
        line = part.body[start - 1]
        if isinstance(line, Catalogue) or line.number is not None:
            break
        start -= 1
    tail = [line for line in part.body[start:] if not isinstance(line, Catalogue)]
    first = next((index for index, line in enumerate(tail) if _CLOSING_START.match(line.text)), None)
    if first is not None:
        part.closing = tail[first:]
        del part.body[start + first :]
