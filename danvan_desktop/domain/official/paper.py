"""What an official paper is made of, as plain data: who issues it, its words, what the book says, its tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from danvan_desktop.domain.papers import CataloguePaper, LetterheadProfile, Signer, SigningForm

_OFFICE: Final = "Phòng Văn hóa - Xã hội"
_OF_THE_OFFICE: Final = frozenset({SigningForm.HEAD, SigningForm.DEPUTY_HEAD})
_OF_THE_CHAIR: Final = frozenset({SigningForm.CHAIR_ALONE, SigningForm.DEPUTY_ALONE, SigningForm.OFFICE_HEAD})


@dataclass(frozen=True, slots=True)
class Issuing:
    """Who issues a paper and who signs it: the People's Committee, its chair, or the office under its own head."""

    profile: LetterheadProfile
    signer: Signer

    @property
    def by_office(self) -> bool:
        """Whether the office issues it in its own name."""
        return self.signer.form in _OF_THE_OFFICE

    @property
    def superior(self) -> str:
        """The line above the issuer, not bold."""
        return f"UBND {self.profile.unit_name.upper()}" if self.by_office else self.profile.superior

    @property
    def lines(self) -> tuple[str, ...]:
        """The issuer as a letterhead prints it."""
        return (_OFFICE.upper(),) if self.by_office else self.profile.issuer_lines

    @property
    def name(self) -> str:
        """The issuer inside a sentence."""
        return f"{_OFFICE} {self.profile.unit_name}" if self.by_office else self.profile.committee

    @property
    def competence(self) -> str:
        """Who decides, as a decision prints it above its grounds (Mẫu 1.3)."""
        if self.by_office:
            return f"TRƯỞNG {_OFFICE.upper()}"
        committee = self.profile.committee.upper()
        return f"CHỦ TỊCH {committee}" if self.signer.form in _OF_THE_CHAIR else committee

    @property
    def symbol(self) -> str:
        """What abbreviates the issuer in a number."""
        return "VHXH" if self.by_office else "UBND"

    @property
    def letter_symbol(self) -> str:
        """The whole symbol of a công văn: issuer and drafter (N20)."""
        return "VHXH-DV" if self.by_office else "UBND-VHXH"


def issuing(profile: LetterheadProfile, form: SigningForm | None) -> Issuing:
    """Who signs under `form` (None: the profile's first signer). A form that nobody of the profile has is signed
    without a name: it is left to the stamp."""
    named = next((held for held in profile.signers if form in (None, held.form)), None)
    return Issuing(profile, named or Signer("", form or SigningForm.CHAIR))


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one kind of paper: the shipped text, and the officer's own where there is one."""

    name: str
    shipped: str
    own: str | None = None


@dataclass(frozen=True, slots=True)
class PaperColumn:
    """A column of a table: `share` of the width of the text, over the sum of all shares."""

    heading: str
    share: float
    centred: bool = False


@dataclass(frozen=True, slots=True)
class PaperRow:
    """The texts of a row; a band has two, its number and a bold text over all other columns."""

    cells: tuple[str, ...]
    band: bool = False


@dataclass(frozen=True, slots=True)
class PaperTable:
    """A table that a wording places by name."""

    columns: tuple[PaperColumn, ...]
    rows: tuple[PaperRow, ...]


@dataclass(frozen=True, slots=True)
class OfficialPaper:
    """One paper: `facts` are what its wording may name, `tables` what it may place. `attached` is issued with it, on
    sheets of its own; `across`: its sheets lie across."""

    issuing: Issuing
    wording: Wording
    facts: Mapping[str, object]
    day: date
    tables: Mapping[str, PaperTable] = field(default_factory=dict)
    signed: bool = True
    across: bool = False
    attached: CataloguePaper | None = None


_SHOWN_IN_CAPITALS: Final = frozenset(
    ("UBND", "HĐND", "MTTQ", "CCHC", "TTHC", "QCDC", "CNTT", "ANTT", "BHYT", "BHXH", "XHCN", "NĐ-CP", "CT-TTG")
)
_NAMES: Final = (
    "Mặt trận Tổ quốc",
    "Ủy ban nhân dân",
    "Hội đồng nhân dân",
    "Việt Nam",
    "Nhân dân",
    "Nhà nước",
    "Đảng",
    "Dân vận khéo",
    "Chính quyền thân thiện",
    "Văn hóa - Xã hội",
)


def sentence_case(title: str) -> str:
    """A heading in capitals as a sentence: «DÂN CHỦ Ở CƠ SỞ» → «Dân chủ ở cơ sở»; any other stays as it is."""
    if not title.isupper():
        return title
    words = [word if word.strip('.,;:()“”"') in _SHOWN_IN_CAPITALS else word.lower() for word in title.split()]
    text = " ".join(words)
    for name in _NAMES:
        text = text.replace(name.lower(), name)
    text = text.replace("Ủy ban Nhân dân", "Ủy ban nhân dân").replace("Hội đồng Nhân dân", "Hội đồng nhân dân")
    return text[:1].upper() + text[1:]
