"""Letterhead, title and legal basis of a part: what stands before its body."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from danvan_desktop.domain.draft import AttachedTo, PartialDate
from danvan_desktop.domain.text import fold
from danvan_desktop.reading.recogniser.facts.parts import type_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from danvan_desktop.reading.recogniser.text.lines import Line

_SYMBOL: Final = r"[A-ZĐ][A-Za-zĐđ]*(?:\s?-\s?[A-ZĐ&][A-Za-zĐđ&\d]*)*"
_BLANK: Final = r"[\s.…_]*"
NUMBER: Final = re.compile(
    rf"^Số\s*:?{_BLANK}(?P<number>\d+[a-z]?)?{_BLANK}(?:(?P<slash>/)\s*(?P<symbol>{_SYMBOL})|-\s?(?P<party>{_SYMBOL}(?:/{_SYMBOL})?))",
)
_PLACE_DATE: Final = re.compile(
    rf"^(?P<place>[^,]{{2,60}}),\s*ngày{_BLANK}(?P<day>\d{{1,2}})?{_BLANK}tháng{_BLANK}(?P<month>\d{{1,2}})?{_BLANK}"
    rf"năm{_BLANK}(?P<year>20\d\d)?{_BLANK}$",
    re.IGNORECASE,
)
_ATTACHED: Final = re.compile(
    rf"kèm theo (?P<type>Quyết định|Kế hoạch|Chương trình|Công văn|Thông báo|Nghị quyết|Tờ trình)(?: số)?:?{_BLANK}"
    rf"(?P<number>\d+[a-z]?)?{_BLANK}/?\s*(?P<symbol>{_SYMBOL})?,?{_BLANK}"
    rf"(?:ngày{_BLANK}(?P<day>\d{{1,2}})?{_BLANK}(?:tháng{_BLANK}|/)(?P<month>\d{{1,2}})?{_BLANK}(?:năm{_BLANK}|/)(?P<year>20\d\d)?)?",
    re.IGNORECASE,
)
_NATION: Final = ("cong hoa xa hoi chu nghia viet nam", "doc lap - tu do - hanh phuc", "doc lap-tu do-hanh phuc")
_BASIS: Final = re.compile(
    r"(?:căn cứ|theo đề nghị|xét đề nghị|thực hiện (?:kế hoạch|chương trình|chỉ thị|nghị quyết|quyết định|công văn"
    r"|hướng dẫn|kết luận|đề án)(?: số)?\s*[\d/])",
    re.IGNORECASE,
)
_BODIES: Final = (
    "uy ban nhan dan",
    "ubnd",
    "hoi dong nhan dan",
    "hdnd",
    "dang uy",
    "dang bo",
    "uy ban",
    "phong",
    "ban",
)
_UNITS: Final = ("xa", "phuong", "thi tran", "dac khu", "thanh pho", "tinh", "huyen", "quan")
_LONGEST_TITLE: Final = 6
_ISSUES: Final = re.compile(
    r"^((?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân)\s+(?:xã|phường|đặc khu|thị trấn)(?:\s+[A-ZĐÀ-Ỵ]\w*)+)\b"
)


@dataclass(frozen=True, slots=True)
class Head:
    """The facts before a part's body; `opening` are lines that are none of them."""

    type: str | None
    title: str | None
    issuer: str | None
    number_line: Line | None
    place_line: Line | None
    attached_line: Line | None
    basis: tuple[Line, ...]
    opening: tuple[Line, ...]
    heading: tuple[Line, ...] = ()
    """The lines of type and title, and of what they are attached to."""
    above: tuple[Line, ...] = ()
    """The superior bodies over the issuer in the letterhead."""


def read_head(lines: Sequence[Line]) -> Head:
    """The facts in the lines before a body."""
    at = next((index for index, line in enumerate(lines) if type_of(line)), None)
    number = next((line for line in lines if NUMBER.match(line.text)), None)
    place = next((line for line in lines if _PLACE_DATE.match(line.text)), None)
    attached = next((line for line in lines if _ATTACHED.search(line.text) and line.text.startswith("(")), None)
    used = [line for line in (number, place, attached) if line is not None]
    said = [line for line in lines if line not in used and not _is_nation(line)]
    before = [line for line in said if line in lines[: at or 0]]
    after = [line for line in said if line in lines[0 if at is None else at + 1 :]]
    issuing = _issuer_lines(before if at is not None else after)
    named = type_of(lines[at]) if at is not None else None
    titles = [] if at is None and not _titled(after) else _title_lines([line for line in after if line not in issuing])
    rest = [line for line in (*before, *after) if line not in issuing and line not in titles]
    basis = tuple(line for line in rest if _BASIS.match(line.text))
    opening = tuple(line for line in rest if line not in basis)
    title = " ".join(filter(None, (named[1] if named else "", *(line.text for line in titles))))
    return Head(
        type=named[0] if named else None,
        title=title or None,
        issuer=_issuer(issuing) or _issuer_in_text((*opening, *basis)),
        number_line=number,
        place_line=place,
        attached_line=attached,
        basis=basis,
        opening=opening,
        heading=tuple(line for line in (lines[at] if at is not None else None, *titles, attached) if line),
        above=tuple(issuing[: -1 - _in_two_lines(issuing)]),
    )


def number_and_symbol(line: Line | None) -> tuple[str | None, str | None]:
    """Number and symbol of «Số: 05/CTr-UBND»; the number is None when it is left blank."""
    found = NUMBER.match(line.text) if line else None
    if found is None:
        return None, None
    symbol = found["symbol"] or found["party"]
    return found["number"], "".join(symbol.split()) if symbol else None


def place_and_date(line: Line | None) -> tuple[str | None, PartialDate | None]:
    """Place and date of «Tân Phú, ngày … tháng 02 năm 2026»; what is blank is None."""
    found = _PLACE_DATE.match(line.text) if line else None
    if found is None:
        return None, None
    return found["place"].strip(), _date(found)


def attached_to(line: Line | None) -> AttachedTo | None:
    """The decision of «(Kèm theo Quyết định số …/QĐ-UBND ngày … tháng … năm 2026 …)»."""
    found = _ATTACHED.search(line.text) if line else None
    if found is None:
        return None
    dated = any(found[name] for name in ("day", "month", "year"))
    return AttachedTo(found["type"], found["number"], found["symbol"], _date(found) if dated else None)


def _date(found: re.Match[str]) -> PartialDate:
    day, month, year = (int(text) if (text := found[name]) else None for name in ("day", "month", "year"))
    return PartialDate(day, month, year)


def _is_nation(line: Line) -> bool:
    return fold(line.text).strip(" .-–") in _NATION


def _issuer_lines(lines: Sequence[Line]) -> list[Line]:
    """The capital lines of the letterhead's left side."""
    return [line for line in lines if line.capitals and line.number is None and _names_body(line)]


def _names_body(line: Line) -> bool:
    words = fold(line.text)
    return words.startswith((*(f"{body} " for body in _BODIES), *(f"{unit} " for unit in _UNITS))) or words in _BODIES


def _issuer(lines: Sequence[Line]) -> str | None:
    """«ỦY BAN NHÂN DÂN» over «XÃ TÂN PHÚ» → «Ủy ban nhân dân xã Tân Phú»; a superior body above it is left out."""
    if not lines:
        return None
    last = lines[-1].text
    return f"{_lowered(lines[-2].text)} {_placed(last)}" if _in_two_lines(lines) else _lowered(last)


def _in_two_lines(lines: Sequence[Line]) -> bool:
    """Whether the issuer's place stands under its name."""
    return len(lines) > 1 and fold(lines[-1].text).startswith(tuple(f"{unit} " for unit in _UNITS))


def _lowered(text: str) -> str:
    """Capitals as a name: «UBND XÃ TÂN PHÚ» → «UBND xã Tân Phú», «ỦY BAN NHÂN DÂN» → «Ủy ban nhân dân»."""
    words = text.split()
    for index in range(1, len(words)):
        if fold(words[index]) in ("xa", "phuong", "tinh") and fold(" ".join(words[index + 1 : index + 2])) != "hoi":
            return f"{_lowered(' '.join(words[:index]))} {_placed(' '.join(words[index:]))}"
    if len(words) == 1:
        return text
    kept = [word if word in ("UBND", "HĐND", "HĐND&UBND") else word.lower() for word in words]
    joined = " ".join(kept)
    return joined[0].upper() + joined[1:]


def _placed(text: str) -> str:
    """«XÃ TÂN PHÚ» → «xã Tân Phú»."""
    unit, *name = text.split()
    return " ".join((unit.lower(), *(word.capitalize() for word in name)))


def _issuer_in_text(lines: Sequence[Line]) -> str | None:
    found = (_ISSUES.match(line.text) for line in lines)
    return next((match[1] for match in found if match), None)


def _titled(lines: Sequence[Line]) -> bool:
    """Whether lines without a named type begin with a title: centred or in capitals."""
    return bool(lines) and (lines[0].centred or lines[0].capitals)


def _title_lines(lines: Sequence[Line]) -> list[Line]:
    """The lines after the type up to the first whole sentence, citation or office."""
    titles: list[Line] = []
    for line in lines[:_LONGEST_TITLE]:
        if line.ended or line.number is not None or _BASIS.match(line.text) or line.text.startswith("("):
            break
        titles.append(line)
    return titles
