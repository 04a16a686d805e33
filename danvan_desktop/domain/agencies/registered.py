"""An agency as the book has it: all that the officer says of it, and what it has to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from danvan_desktop.domain.agencies.directory import AddressedAs, AgencyKind

KIND_WORDS: Mapping[AgencyKind, str] = MappingProxyType(
    {
        AgencyKind.DEPARTMENT: "Phòng chuyên môn",
        AgencyKind.PUBLIC_UNIT: "Đơn vị sự nghiệp",
        AgencyKind.FORCE: "Công an, quân sự",
        AgencyKind.COUNCIL: "HĐND, UBND",
        AgencyKind.PARTY: "Cơ quan Đảng",
        AgencyKind.FRONT: "Mặt trận, đoàn thể",
        AgencyKind.VILLAGE: "Thôn, tổ dân phố",
        AgencyKind.SUPERIOR: "Cấp trên",
        AgencyKind.OTHER: "Khác",
    }
)
"""What the officer calls each sort of body."""
ADDRESSED_WORDS: Mapping[AddressedAs, str] = MappingProxyType(
    {AddressedAs.ASSIGN: "giao", AddressedAs.REQUEST: "đề nghị"}
)
"""The word before its name in what UBND writes to it."""


@dataclass(frozen=True, slots=True)
class AgencyFacts:
    """What the officer says of an agency. `members` are the ids of agencies, for a collective alone."""

    name: str
    short: str = ""
    kind: AgencyKind = AgencyKind.OTHER
    addressed_as: AddressedAs = AddressedAs.ASSIGN
    variants: tuple[str, ...] = ()
    collective: bool = False
    members: frozenset[str] = frozenset()
    active_from: date | None = None
    active_to: date | None = None


@dataclass(frozen=True, slots=True)
class RegisteredAgency:
    """An agency of a book. `leading` and `coordinating` count the tasks that name it, in the parts of chủ trì or thực
    hiện and of phối hợp, `through` those more that it leads or implements as a member of a collective; `joined` are the
    names of those that were joined into it; `disputed` when two books disagree on what is said of it."""

    id: str
    facts: AgencyFacts
    leading: int = 0
    coordinating: int = 0
    through: int = 0
    joined: tuple[str, ...] = ()
    disputed: bool = False
