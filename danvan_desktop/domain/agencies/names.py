"""The names of agencies as documents write them, made comparable (domain.md 1.5, «Matching»)."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final

from danvan_desktop.domain.text import clean, fold, match_key


class CommuneType(StrEnum):
    """The units of the lower tier since 1/7/2025; the value is the word in the names of their agencies."""

    COMMUNE = "xã"
    WARD = "phường"
    SPECIAL_ZONE = "đặc khu"


EDGES: Final = " \t\n.,;:…-–—+*•·"
"""What may stand around a name without being part of it: dashes of lists, closing marks."""
_DOUBLED: Final = re.compile(r"\b(\w+)(?: \1\b)+")
_DOUBLED_AS_WRITTEN: Final = re.compile(_DOUBLED.pattern, re.IGNORECASE)
_ABBREVIATIONS: Final = (
    (re.compile(r"\bubmttq(?: ?vn)?\b"), "ủy ban mặt trận tổ quốc"),
    (re.compile(r"\bmttq(?: ?vn)?\b"), "mặt trận tổ quốc"),
    (re.compile(r"(?:\b|(?<=\bvp))hđnd\b"), "hội đồng nhân dân"),
    (re.compile(r"(?:\b|(?<=\bvp))ubnd\b"), "ủy ban nhân dân"),
    (re.compile(r"\bubkt\b"), "ủy ban kiểm tra"),
    (re.compile(r"\bvp\b(?:\. ?)?|\bvp(?=hội đồng|ủy ban)"), "văn phòng "),
    (re.compile(r"\btt\.? (?=phục vụ|dịch vụ|pvhcc|dvsnc|văn hóa|chính trị|cung ứng)"), "trung tâm "),
    (re.compile(r"\btp\b\.?"), "thành phố"),
    (re.compile(r"\bthcs\b"), "trung học cơ sở"),
    (re.compile(r"\bp\.? ?(?=văn hóa|vh|kinh tế)"), "phòng "),
    (re.compile(r"\bvh-?xh\b"), "văn hóa-xã hội"),
    (re.compile(r"\bđu\b"), "đảng ủy"),
    (re.compile(r"\blhpn\b"), "liên hiệp phụ nữ"),
    (re.compile(r"\bccb\b"), "cựu chiến binh"),
    (re.compile(r"\bch ?qs\b|\bchqs\b"), "chỉ huy quân sự"),
    (re.compile(r"\bdvsnc\b"), "dịch vụ sự nghiệp công"),
    (re.compile(r"\bpvhcc\b"), "phục vụ hành chính công"),
)
_COUNCIL_AND_COMMITTEE: Final = re.compile(r"(hội đồng nhân dân) ?(?:[,&/-]|và)? ?(ủy ban nhân dân)")
_UNITS: Final = ("xa", "phuong", "thi tran", "dac khu")
_PROVINCE: Final = re.compile(r"\b(thành phố|tỉnh|TP\.?)(?: [A-ZĐÀ-Ỵ]\w*){1,4}$")
"""«Sở Nội vụ tỉnh Lạng Sơn»: a commune has one province."""
_NEVER_A_PLACE: Final = "hoi"
"""«Xã hội» at the end of a name is no commune called Hội."""

_HEADS: Final = re.compile(
    r"(?:phòng|ban|văn phòng|vp|trung tâm|công an|ủy ban|ubnd|ubmttq|ubkt|hội|hđnd|đoàn|trạm|trường|trưởng|sở"
    r"|thường trực|thường vụ|mặt trận|mttq|công đoàn|liên đoàn|đảng ủy|đảng bộ|chi bộ|chi cục|đài|quỹ|hợp tác xã"
    r"|ngân hàng|bưu điện|hạt|đội|đồn|bộ phận|tổ|thôn|ấp|khu phố|bản|lãnh đạo|chủ tịch|phó chủ tịch|bí thư|cơ quan"
    r"|đơn vị|bộ chỉ huy|bchqs|nhà văn hóa|thư viện|tòa án|viện|kho bạc|thuế|thống kê|bảo hiểm|cấp ủy|doanh nghiệp"
    r"|cán bộ|công chức|các|những|toàn thể|tất cả|mọi)\b"
)
"""How the name of an agency begins; by `match_key`, so that «Môi trường» does not begin with «mọi»."""


def split_commune(text: str) -> tuple[CommuneType, str]:
    """«xã Tân Phú» → (xã, «Tân Phú»); a name without a type is a commune's."""
    for kind in CommuneType:
        if text.strip().casefold().startswith(f"{kind} "):
            return kind, text.strip()[len(kind) :].strip()
    return CommuneType.COMMUNE, text.strip()


def commune_type_of(text: str) -> CommuneType:
    """The unit of that name as a book holds it; a commune for any other word."""
    return CommuneType(text) if text in list(CommuneType) else CommuneType.COMMUNE


def unit_name(kind: CommuneType, commune: str) -> str:
    """«xã Tân Phú»; a commune named by a number has the capital: «Phường 1» (Phụ lục II of the decree); «» for none."""
    return f"{str(kind).capitalize() if commune[0].isdigit() else kind} {commune}" if commune else ""


def agency_key(raw: str) -> str:
    """The comparison key of a name: `text.match_key`, abbreviations written out, doubled words once."""
    key = match_key(clean(raw).strip(EDGES))
    for pattern, words in _ABBREVIATIONS:
        key = pattern.sub(words, key)
    key = _DOUBLED.sub(r"\1", key.replace(" & ", "&"))
    return " ".join(_COUNCIL_AND_COMMITTEE.sub(r"\1 và \2", key).split())


def doubled_word(raw: str) -> str:
    """«Các các» of «Các các cơ quan»: a word written twice, as written; nothing where there is none."""
    found = _DOUBLED_AS_WRITTEN.search(clean(raw))
    return found[0] if found else ""


def name_keys(raw: str) -> tuple[str, ...]:
    """The keys under which a name may be known, the most exact first: as written, without its commune, without the
    name of its province."""
    name = clean(raw).strip(EDGES)
    return tuple(dict.fromkeys(map(agency_key, (name, _without_place(name), _PROVINCE.sub(r"\1", name)))))


def _without_place(name: str) -> str:
    """«Công an xã Tân Phú» → «Công an»: a final xã, phường, thị trấn or đặc khu with at most four capitalised words."""
    words = name.split()
    end = len(words)
    while end > 1 and len(words) - end < 4 and (words[end - 1][0].isupper() or words[end - 1].isdigit()):
        if fold(words[end - 1]) in _UNITS:
            break
        end -= 1
    for length in (1, 2):
        unit = fold(" ".join(words[max(end - length, 0) : end]))
        place = fold(words[end]) if end < len(words) else ""
        if unit in _UNITS and end > length and place != _NEVER_A_PLACE:
            rest = " ".join(words[: end - length])
            return _without_ground(rest) or name
    return _without_ground(name)


def _without_ground(name: str) -> str:
    return name.removesuffix(" trên địa bàn").removesuffix(" của").strip(EDGES)


def begins_like_agency(text: str) -> bool:
    """Whether words begin as the name of an agency or collective does («Phòng …», «Các …»)."""
    return _HEADS.match(match_key(text)) is not None
