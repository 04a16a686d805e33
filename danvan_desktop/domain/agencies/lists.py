"""Lists of agencies in cells and label lines, taken apart (domain.md 1.5; 1.8, item 11)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from danvan_desktop.domain.agencies.directory import AgencyDirectory, AgencyEntry, AgencyKind
from danvan_desktop.domain.agencies.names import EDGES, begins_like_agency
from danvan_desktop.domain.draft import DraftAgency
from danvan_desktop.domain.text import clean, nfc

_HARD: Final = re.compile(r";|\n\s*[-–+*•·]\s*(?=\S)")
_SOFT: Final = re.compile(r",|\n|(?<=\w)\.\s+(?=[A-ZĐÀ-Ỵ])|\s+và\s+|/(?=\s*[A-ZĐÀ-Ỵ])|\s+&\s+")
_IN_BRACKETS: Final = re.compile(r"\([^()]*\)")
_COLLECTIVE: Final = re.compile(
    r"(?:đề nghị |giao |mời )?(?:thủ trưởng |lãnh đạo |người đứng đầu )?(?:các|những|tất cả|toàn thể|mọi)\b",
    re.IGNORECASE,
)
_OPENING: Final = re.compile(
    r"(?:(?:đề nghị|giao cho|giao|mời|phân công|yêu cầu|phối hợp với|chủ trì:|phối hợp:)\s+)+", re.IGNORECASE
)
_HEAD: Final = re.compile(
    r"(?:(?:đồng chí |đ/c )?(?:thủ trưởng|lãnh đạo|người đứng đầu|chỉ huy trưởng|hiệu trưởng|trưởng|giám đốc|chánh"
    r"|chủ tịch|bí thư))\s+",
    re.IGNORECASE,
)
"""The head of a unit stands for it: «Trưởng Công an xã», «Thủ trưởng các cơ quan, đơn vị»."""
_ROLE_VERB: Final = (
    "tổng hợp|theo dõi|chủ trì|phối hợp|thực hiện|tham mưu|đôn đốc|báo cáo|chịu trách nhiệm|làm đầu mối|là đầu mối"
    "|hướng dẫn|triển khai|kiểm tra|giám sát"
)
_ASKED: Final = "phối hợp"
_ROLE_TAIL: Final = re.compile(rf"(?:{_ROLE_VERB})\b(?:[\s,]*(?:{_ROLE_VERB}|chung|cùng|kết quả|trực tiếp|và|để)\b)*")
_ROLE_START: Final = re.compile(rf"\s(?=(?:{_ROLE_VERB}|là|có trách nhiệm)\b)")


def split_agencies(cell: str, directory: AgencyDirectory) -> tuple[DraftAgency, ...]:
    """The agencies that a cell or label line names, in its order.

    «;» always divides; «,», «và», a full stop or a line end only before the next agency, so never inside a name («Phòng
    Kinh tế, Hạ tầng và Đô thị») or a collective («Các cơ quan, đơn vị, tổ chức»). Words about the role go into `note`.
    An agency that the directory does not know comes back with `code` None and its own words as `canonical`.
    """
    found: list[DraftAgency] = []
    for part in _outside_brackets(_HARD, nfc(cell)):
        named = [agency for piece in _pieces(part, directory) if (agency := _agency(piece, directory)) is not None]
        found.extend(_sharing_a_role(named) if found else named)
    return tuple(found)


def _sharing_a_role(agencies: Sequence[DraftAgency]) -> Iterator[DraftAgency]:
    """«…; Công an xã, các thôn phối hợp»: the words behind the last agency are about all behind the semicolon."""
    role = agencies[-1].note if agencies else None
    shared = role is not None and role.startswith(_ASKED) and all(agency.note is None for agency in agencies[:-1])
    for agency in agencies:
        yield replace(agency, note=role) if shared else agency


def _outside_brackets(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    """The text divided at the matches of a pattern that stand outside brackets."""
    inside = [match.span() for match in _IN_BRACKETS.finditer(text)]
    start = 0
    for match in pattern.finditer(text):
        if not any(opening < match.start() < closing for opening, closing in inside):
            yield text[start : match.start()]
            start = match.end()
    yield text[start:]


def _pieces(part: str, directory: AgencyDirectory) -> Iterator[str]:
    """One piece of text for each agency of a part without «;»."""
    atoms = _atoms(part)
    start = 0
    while start < len(atoms):
        end = _known_end(part, atoms, start, directory) or _next_start(part, atoms, start, directory)
        yield part[atoms[start][0] : atoms[end - 1][1]]
        start = end


def _atoms(part: str) -> list[tuple[int, int]]:
    """Where the stretches between possible dividers stand in the part."""
    spans, position = [], 0
    for text in _outside_brackets(_SOFT, part):
        at = part.index(text, position)
        position = at + len(text)
        if clean(text).strip(EDGES):
            spans.append((at, position))
    return spans


def _known_end(part: str, atoms: Sequence[tuple[int, int]], start: int, directory: AgencyDirectory) -> int | None:
    """The end of the longest run of atoms that is a known name, if the next atom does not go on with it."""
    for end in range(len(atoms), start, -1):
        text = part[atoms[start][0] : atoms[end - 1][1]]
        name = _OPENING.sub("", clean(text), count=1)
        if directory.exact(name) is None and directory.exact(_HEAD.sub("", name, count=1)) is None:
            continue
        if end == len(atoms) or _starts_agency(part, atoms[end], text, directory):
            return end
    return None


def _next_start(part: str, atoms: Sequence[tuple[int, int]], start: int, directory: AgencyDirectory) -> int:
    """The first atom after `start` that begins another agency."""
    for end in range(start + 1, len(atoms)):
        if _starts_agency(part, atoms[end], part[atoms[start][0] : atoms[end - 1][1]], directory):
            return end
    return len(atoms)


def _starts_agency(part: str, atom: tuple[int, int], before: str, directory: AgencyDirectory) -> bool:
    """Whether an atom begins an agency of its own after the words `before` it."""
    words = clean(part[atom[0] : atom[1]])
    opening = _OPENING.match(words)
    name = words[opening.end() if opening else 0 :].strip(EDGES)
    if not name:
        return False
    if _COLLECTIVE.match(clean(before).strip(EDGES)) and not _is_proper(name):
        return bool(_COLLECTIVE.match(name))
    return directory.exact(name) is not None or begins_like_agency(name)


def _is_proper(name: str) -> bool:
    """Whether a name is of one agency («Công an xã», «phòng Văn hóa») and not the next noun of a collective."""
    return name[0].isupper() or any(word[0].isupper() for word in name.split()[1:3])


def _agency(piece: str, directory: AgencyDirectory) -> DraftAgency | None:
    text = clean(piece).strip(EDGES)
    if not text:
        return None
    if directory.exact(text) is not None:
        return _drafted(text, None, directory)
    opening = _OPENING.match(text)
    before = opening[0].strip() if opening else ""
    head = _HEAD.match(text)
    if head is not None and opening is None and _is_unit(directory.exact(text[head.end() :])):
        return _drafted(text[head.end() :], head[0].strip(), directory)
    brackets = " ".join(match[0].strip("()") for match in _IN_BRACKETS.finditer(text))
    core = clean(_IN_BRACKETS.sub(" ", text[len(opening[0]) if opening else 0 :])).strip(EDGES)
    core, after = _without_role(core, directory)
    if not core:
        return _drafted(text, None, directory)
    tail = "; ".join(filter(None, (after, brackets)))
    note = f"{before} … {tail}" if before and tail else before or tail
    return _drafted(core, note or None, directory)


def _is_unit(entry: AgencyEntry | None) -> bool:
    """Whether somebody's office names the unit; the head of UBND or HĐND is one of its own."""
    return entry is not None and entry.kind is not AgencyKind.COUNCIL


def _without_role(text: str, directory: AgencyDirectory) -> tuple[str, str]:
    """The name and the words about its role behind it: cut after a known name, or before nothing but role words."""
    for match in _ROLE_START.finditer(text):
        name, role = text[: match.start()].strip(EDGES), text[match.end() :].strip()
        pure = _ROLE_TAIL.fullmatch(role) is not None and len(name.split()) > 1
        if directory.exact(name) is not None or pure:
            return name, role
    return text, ""


def _drafted(raw: str, note: str | None, directory: AgencyDirectory) -> DraftAgency:
    entry = directory.find(raw)
    if entry is None:
        return DraftAgency(raw, raw, collective=_COLLECTIVE.match(raw) is not None, note=note)
    return DraftAgency(raw, entry.name, entry.code, entry.collective, note)
