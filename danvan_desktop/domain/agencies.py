"""The agencies of a commune: a directory to match names against, and lists of names taken apart.

Spellings, collectives and who is «giao», who «đề nghị»: domain.md 1.5 and R4-R6.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from danvan_desktop.domain.agency_names import EDGES, begins_like_agency, name_keys
from danvan_desktop.domain.draft import DraftAgency
from danvan_desktop.domain.text import clean, nfc

_DIGITS: Final = re.compile(r"\d+")
NEAR_SPELLING: Final = 0.9
"""How alike (`text.similarity`) two names must be for one to be a slip of the other."""


class AgencyKind(StrEnum):
    """What sort of body an agency is."""

    DEPARTMENT = "department"
    PUBLIC_UNIT = "public_unit"
    FORCE = "force"
    COUNCIL = "council"
    PARTY = "party"
    FRONT = "front"
    VILLAGE = "village"
    SUPERIOR = "superior"
    OTHER = "other"


class AddressedAs(StrEnum):
    """How UBND speaks to it: its own units are given work (giao), others are asked (đề nghị)."""

    ASSIGN = "assign"
    REQUEST = "request"


class LocalUnit(StrEnum):
    """The sort of commune-level unit; the value is the word in the agencies' names."""

    COMMUNE = "xã"
    WARD = "phường"
    SPECIAL_ZONE = "đặc khu"


@dataclass(frozen=True, slots=True)
class AgencyEntry:
    """One agency of the directory. `variants` are other spellings, `members` the codes that a collective stands for."""

    code: str
    name: str
    short: str
    kind: AgencyKind
    addressed_as: AddressedAs
    variants: tuple[str, ...] = ()
    collective: bool = False
    members: tuple[str, ...] = ()
    position: int = 0


@dataclass(frozen=True, slots=True)
class AgencyMatch:
    """An entry found for a name; `exact` is False when only a near spelling was found."""

    entry: AgencyEntry
    exact: bool


@dataclass(frozen=True, slots=True)
class AgencyDirectory:
    """The known agencies, in the order in which the officer lists them."""

    entries: tuple[AgencyEntry, ...] = ()
    _index: Mapping[str, AgencyEntry] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        index: dict[str, AgencyEntry] = {}
        for entry in self.entries:
            for name in (entry.name, entry.short, *entry.variants):
                for key in name_keys(name):
                    index.setdefault(key, entry)
        object.__setattr__(self, "_index", index)

    def find(self, raw: str) -> AgencyEntry | None:
        """The agency that a document calls `raw`: same key, expanded abbreviations, or a near spelling."""
        found = self.match(raw)
        return None if found is None else found.entry

    def match(self, raw: str) -> AgencyMatch | None:
        """As `find`, with how sure it is."""
        entry = self.exact(raw)
        if entry is not None:
            return AgencyMatch(entry, exact=True)
        near = self._near(name_keys(raw)[-1])
        return None if near is None else AgencyMatch(near, exact=False)

    def exact(self, raw: str) -> AgencyEntry | None:
        """The agency with this name or variant, near spellings apart."""
        return next((self._index[key] for key in name_keys(raw) if key in self._index), None)

    def by_code(self, code: str) -> AgencyEntry | None:
        """The entry with this code."""
        return next((entry for entry in self.entries if entry.code == code), None)

    def _near(self, key: str) -> AgencyEntry | None:
        from rapidfuzz import fuzz, process

        digits = _DIGITS.findall(key)
        found = process.extract(key, list(self._index), scorer=fuzz.ratio, score_cutoff=NEAR_SPELLING * 100, limit=5)
        alike = [(score, self._index[name]) for name, score, _ in found if _DIGITS.findall(name) == digits]
        best = [entry for score, entry in alike if score == alike[0][0]]
        return best[0] if best and all(entry == best[0] for entry in best) else None


def directory_from_json(text: str, unit: LocalUnit = LocalUnit.COMMUNE) -> AgencyDirectory:
    """The directory of a JSON file as shipped in resources/agencies, for a commune, ward or special zone.

    «{unit}» in names stands for the word of `unit`; an entry may give another `name` for one unit under «names».
    Raises ValueError (KeyError for a missing field) when the file is not such a directory.
    """
    return AgencyDirectory(
        tuple(_entry(data, position, unit) for position, data in enumerate(json.loads(text)["agencies"], start=1))
    )


def _entry(data: Mapping[str, object], position: int, unit: LocalUnit) -> AgencyEntry:
    names = data.get("names")
    own = names.get(unit.name.lower()) if isinstance(names, Mapping) else None
    name = str(own or data["name"])
    others = [str(data["name"]), *(map(str, names.values()) if isinstance(names, Mapping) else ())]
    variants = dict.fromkeys([*others, *_texts(data.get("variants"))])
    variants.pop(name, None)

    def local(text: str) -> str:
        return nfc(text.replace("{unit}", unit.value))

    return AgencyEntry(
        code=str(data["code"]),
        name=local(name),
        short=local(str(data.get("short") or name)),
        kind=AgencyKind(str(data["kind"])),
        addressed_as=AddressedAs(str(data["addressed_as"])),
        variants=tuple(local(variant) for variant in variants),
        collective=bool(data.get("collective")),
        members=_texts(data.get("members")),
        position=position,
    )


def _texts(value: object) -> tuple[str, ...]:
    return tuple(str(item) for item in value) if isinstance(value, list) else ()


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
_ROLE_VERB: Final = (
    "tổng hợp|theo dõi|chủ trì|phối hợp|thực hiện|tham mưu|đôn đốc|báo cáo|chịu trách nhiệm|làm đầu mối|là đầu mối"
    "|hướng dẫn|triển khai|kiểm tra|giám sát"
)
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
        for piece in _pieces(part, directory):
            agency = _agency(piece, directory)
            if agency is not None:
                found.append(agency)
    return tuple(found)


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
        if directory.exact(_OPENING.sub("", clean(text), count=1)) is None:
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
    brackets = " ".join(match[0].strip("()") for match in _IN_BRACKETS.finditer(text))
    core = clean(_IN_BRACKETS.sub(" ", text[len(opening[0]) if opening else 0 :])).strip(EDGES)
    core, after = _without_role(core, directory)
    if not core:
        return _drafted(text, None, directory)
    tail = "; ".join(filter(None, (after, brackets)))
    note = f"{before} … {tail}" if before and tail else before or tail
    return _drafted(core, note or None, directory)


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
