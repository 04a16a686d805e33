"""The directory of a commune's agencies (spellings, collectives, «giao» or «đề nghị»: domain.md 1.5 and R4-R6)."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from danvan_desktop.domain.agencies.names import CommuneType, name_keys
from danvan_desktop.domain.text import nfc

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


def directory_from_json(text: str, unit: CommuneType = CommuneType.COMMUNE) -> AgencyDirectory:
    """The directory of a JSON file as shipped in resources/agencies, for a commune, ward or special zone.

    «{unit}» in names stands for the word of `unit`; an entry may give another `name` for one unit under «names».
    Raises ValueError (KeyError for a missing field) when the file is not such a directory.
    """
    return AgencyDirectory(
        tuple(_entry(data, position, unit) for position, data in enumerate(json.loads(text)["agencies"], start=1))
    )


def _entry(data: Mapping[str, object], position: int, unit: CommuneType) -> AgencyEntry:
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
