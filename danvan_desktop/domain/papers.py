"""The papers that the office hands out, as plain data: services fill them, `writing` prints them.

Rules named here are of Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I (`domain.md` N3, N15-N16, N25, N29-N32).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, fields
from datetime import date
from enum import StrEnum
from typing import Final

from danvan_desktop.domain.agencies.names import CommuneType, unit_name
from danvan_desktop.domain.draft import PartialDate
from danvan_desktop.domain.errors import KnownError
from danvan_desktop.domain.lifecycle import State

_DECREE: Final = "Phụ lục I Nghị định 30/2020/NĐ-CP"
_BLANK_DATE: Final = PartialDate(None, None, None)
_DEGREE: Final = re.compile(r"(?i)^\s*((gs|pgs|ts|ths|bs|ks|cn)[.\s]|(cử nhân|thạc sĩ|tiến sĩ|kỹ sư|bác sĩ)\s)")


class OutsideDecree(KnownError, ValueError):
    """A choice of the house that the decree does not allow; the sentence names the rule."""


MARGIN_RANGES: Final = (
    ("top", "trên", 20, 25),
    ("bottom", "dưới", 20, 25),
    ("left", "trái", 30, 35),
    ("right", "phải", 15, 20),
)
"""The sides of a page by their names here and in print, with the least and the greatest margin in mm."""


_MARGIN_RULE: Final = (
    "«Cách mép trên và mép dưới 20 - 25 mm, cách mép trái 30 - 35 mm, cách mép phải 15 - 20 mm» "
    f"(khoản 3 Mục I Phần I {_DECREE})"
)
_SIZE_RULE: Final = (
    "«Nội dung văn bản được trình bày bằng chữ in thường, … cỡ chữ từ 13 đến 14» "
    f"(điểm e khoản 6 Mục II Phần I {_DECREE})"
)


class Dash(StrEnum):
    """The dash between the parts of a name («Văn hóa - Xã hội»): one on all papers, whatever the sources write."""

    HYPHEN = "-"
    EN = "–"


@dataclass(frozen=True, slots=True)
class Margins:
    """Distance of the text from the edges of the page, in mm."""

    top: float = 20
    bottom: float = 20
    left: float = 30
    right: float = 15

    def __post_init__(self) -> None:
        for field_name, name, low, high in MARGIN_RANGES:
            side = getattr(self, field_name)
            if not low <= side <= high:
                wanted = f"Lề {name} {side:g} mm không được: phải từ {low} đến {high} mm."
                raise OutsideDecree(f"{wanted} Quy tắc N3: {_MARGIN_RULE}.")


class SigningForm(StrEnum):
    """Under what authority a document is signed."""

    CHAIR = "chair"
    DEPUTY = "deputy"
    CHAIR_ALONE = "chair_alone"
    DEPUTY_ALONE = "deputy_alone"
    HEAD = "head"
    DEPUTY_HEAD = "deputy_head"
    OFFICE_HEAD = "office_head"

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines above the signature, as printed (khoản 7 Mục II Phần I)."""
        return _AUTHORITY[self]


_AUTHORITY: Final[dict[SigningForm, tuple[str, ...]]] = {
    SigningForm.CHAIR: ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
    SigningForm.DEPUTY: ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
    SigningForm.CHAIR_ALONE: ("CHỦ TỊCH",),
    SigningForm.DEPUTY_ALONE: ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
    SigningForm.HEAD: ("TRƯỞNG PHÒNG",),
    SigningForm.DEPUTY_HEAD: ("KT. TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG"),
    SigningForm.OFFICE_HEAD: ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"),
}


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs, and under what authority. The name may be blank: it is then left to the stamp."""

    name: str
    form: SigningForm = SigningForm.CHAIR

    def __post_init__(self) -> None:
        if _DEGREE.match(self.name):
            raise OutsideDecree(
                f"Họ tên người ký «{self.name}» không được có học hàm, học vị (điểm c khoản 7 Mục II Phần I {_DECREE})."
            )


@dataclass(frozen=True, slots=True)
class LetterheadProfile:
    """Thông tin cơ quan: what every paper of the commune has in common, inside the decree's ranges.

    `commune` is the name without its type («Tân Phú», «1»); `superior` the direct superior printed above the issuer,
    blank for a People's Committee; `place` is blank when it is the commune's own name. `font_size` is in points;
    `recipients` are the lines of «Nơi nhận» without dash and end mark, «Lưu: …» among them or not.
    """

    commune: str
    commune_type: CommuneType = CommuneType.COMMUNE
    superior: str = ""
    province: str = ""
    place: str = ""
    signers: tuple[Signer, ...] = ()
    recipients: tuple[str, ...] = ()
    font_size: int = 13
    margins: Margins = field(default_factory=Margins)
    dash: Dash = Dash.HYPHEN

    def __post_init__(self) -> None:
        if not self.commune.strip():
            raise OutsideDecree(f"Chưa có tên xã, phường ban hành văn bản (khoản 2 Mục II Phần I {_DECREE}).")
        if self.font_size not in (13, 14):
            raise OutsideDecree(
                f"Cỡ chữ {self.font_size} không được: chữ nội dung phải là 13 hoặc 14. Quy tắc N23: {_SIZE_RULE}."
            )

    @property
    def unit_name(self) -> str:
        """«xã Tân Phú»; a commune named by a number has the capital: «Phường 1» (Phụ lục II of the decree)."""
        return unit_name(self.commune_type, self.commune)

    @property
    def committee(self) -> str:
        """«Ủy ban nhân dân xã Tân Phú»."""
        return f"Ủy ban nhân dân {self.unit_name}"

    @property
    def issuer_lines(self) -> tuple[str, str]:
        """The name of the People's Committee as a letterhead prints it, a line each."""
        return "ỦY BAN NHÂN DÂN", self.unit_name.upper()

    @property
    def place_name(self) -> str:
        """The place before a date: the name alone, with its type only when it is a number (khoản 4 Mục II Phần I)."""
        return self.place or (self.unit_name if self.commune[0].isdigit() else self.commune)


@dataclass(frozen=True, slots=True)
class SignatureBlock:
    """Nơi nhận on the left, authority and name on the right. `recipients` as in `LetterheadProfile`."""

    authority: tuple[str, ...]
    name: str
    recipients: tuple[str, ...] = ()


def signature_of(profile: LetterheadProfile) -> SignatureBlock | None:
    """The block with the profile's first signer and its recipients; None where nobody is named to sign."""
    if not profile.signers:
        return None
    signer = profile.signers[0]
    return SignatureBlock(signer.form.lines, signer.name, profile.recipients)


@dataclass(frozen=True, slots=True)
class AttachedDecision:
    """The document that a paper is issued with; what is blank is left open to be written in by hand.

    `issuer` blank means the People's Committee of the profile.
    """

    type_name: str = "Quyết định"
    number: str = ""
    symbol: str = "QĐ-UBND"
    date: PartialDate = _BLANK_DATE
    issuer: str = ""


class RowKind(StrEnum):
    """What a row of a catalogue is: a heading, a task that only holds others, a task."""

    GROUP = "group"
    CONTAINER = "container"
    TASK = "task"


@dataclass(frozen=True, slots=True)
class CatalogueRow:
    """One row as it is printed; agencies are one text («A; B»). Groups use number and text only."""

    kind: RowKind
    number: str
    text: str
    lead: str = ""
    coord: str = ""
    time: str = ""
    product: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class CataloguePaper:
    """Danh mục nhiệm vụ issued with a decision.

    With `annex_label` («Phụ lục», «Phụ lục I») it is printed as an annex (Mẫu 2.1); without, as a document issued
    together with the decision (Mẫu 1.3), with the letterhead. `signature` is printed only when given.
    """

    profile: LetterheadProfile
    title: str
    rows: tuple[CatalogueRow, ...]
    decision: AttachedDecision = field(default_factory=AttachedDecision)
    type_name: str = "Danh mục"
    annex_label: str = ""
    signature: SignatureBlock | None = None


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One task of the tracking register. `due` is the last day on time, `time` the text as written, `percent` 0-100."""

    number: str
    group: str
    text: str
    state: State
    lead: str = ""
    implementing: str = ""
    coord: str = ""
    time: str = ""
    start: date | None = None
    due: date | None = None
    original_due: date | None = None
    last_working_day: date | None = None
    done_on: date | None = None
    late_days: int = 0
    percent: int | None = None
    result: str = ""
    product: str = ""
    note: str = ""
    programme: str = ""


@dataclass(frozen=True, slots=True)
class RegisterPaper:
    """Sổ theo dõi nhiệm vụ: every task of one or more programmes as on `as_of`.

    `office` is the unit that keeps the register; `subject` says what it covers («Chương trình … năm 2026»).
    """

    profile: LetterheadProfile
    rows: tuple[RegisterRow, ...]
    as_of: date
    subject: str = ""
    office: str = "Phòng Văn hóa - Xã hội"


def has_any(rows: tuple[CatalogueRow, ...] | tuple[RegisterRow, ...], name: str) -> bool:
    """Whether any row says something in the column `name`; raises KeyError for a name that is no column."""
    if rows and name not in {column.name for column in fields(rows[0])}:
        raise KeyError(name)
    return any(getattr(row, name) for row in rows)
