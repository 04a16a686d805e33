from __future__ import annotations

import pytest

from danvan_desktop.domain.agencies import CommuneType
from danvan_desktop.domain.agencies.names import split_commune
from danvan_desktop.domain.errors import KnownError
from danvan_desktop.domain.papers import (
    LetterheadProfile,
    Margins,
    RowKind,
    Signer,
    SigningForm,
    has_any,
    signature_of,
)
from tests.writing.papers_made import profile, rows


@pytest.mark.parametrize(
    ("side", "low", "high"), [("top", 20, 25), ("bottom", 20, 25), ("left", 30, 35), ("right", 15, 20)]
)
def test_margins_stay_in_the_ranges_of_the_decree(side: str, low: float, high: float) -> None:
    Margins(**{side: low})
    Margins(**{side: high})
    for outside in (low - 0.5, high + 0.5):
        with pytest.raises(ValueError, match="khoản 3 Mục I Phần I Phụ lục I Nghị định 30/2020/NĐ-CP"):
            Margins(**{side: outside})


@pytest.mark.parametrize("size", [12, 15, 16])
def test_a_body_of_another_size_is_refused_with_the_rule(size: int) -> None:
    with pytest.raises(ValueError, match=r"13 hoặc 14.*điểm e khoản 6 Mục II") as refused:
        LetterheadProfile("Tân Phú", font_size=size)
    assert isinstance(refused.value, KnownError)


@pytest.mark.parametrize("name", ["ThS. Lê Thị Hòa", "TS Lê Thị Hòa", "PGS.TS. Lê Thị Hòa", "Thạc sĩ Lê Thị Hòa"])
def test_a_signer_has_no_degree_before_the_name(name: str) -> None:
    with pytest.raises(ValueError, match="học hàm, học vị"):
        Signer(name)


@pytest.mark.parametrize("name", ["Lê Thị Hòa", "Tsần Văn Bình", "Bùi Sĩ Tiến", ""])
def test_ordinary_names_sign(name: str) -> None:
    assert Signer(name).name == name


def test_a_profile_needs_a_commune() -> None:
    with pytest.raises(ValueError, match="Chưa có tên xã, phường"):
        LetterheadProfile("  ")


def test_the_committee_prints_its_name_in_two_lines() -> None:
    assert profile().issuer_lines == ("ỦY BAN NHÂN DÂN", "XÃ TÂN PHÚ")
    assert profile().committee == "Ủy ban nhân dân xã Tân Phú"
    assert profile().place_name == "Tân Phú"


def test_a_numbered_ward_is_written_with_its_type() -> None:
    ward = LetterheadProfile("1", CommuneType.WARD)
    assert ward.committee == "Ủy ban nhân dân Phường 1"
    assert ward.issuer_lines[1] == "PHƯỜNG 1"
    assert ward.place_name == "Phường 1"


@pytest.mark.parametrize(
    ("text", "split"),
    [
        ("xã Tân Phú", (CommuneType.COMMUNE, "Tân Phú")),
        ("Phường Đông Hà", (CommuneType.WARD, "Đông Hà")),
        ("đặc khu Hòn Xa", (CommuneType.SPECIAL_ZONE, "Hòn Xa")),
        ("An Bình", (CommuneType.COMMUNE, "An Bình")),
    ],
)
def test_a_commune_is_split_from_its_type(text: str, split: tuple[CommuneType, str]) -> None:
    assert split_commune(text) == split


def test_every_signing_form_has_its_lines() -> None:
    assert SigningForm.DEPUTY.lines == ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
    assert all(form.lines for form in SigningForm)


def test_the_first_signer_signs_and_nobody_where_none_is_named() -> None:
    block = signature_of(profile())
    assert block is not None
    assert block.name == "Lê Thị Hòa"
    assert signature_of(profile(signers=())) is None


def test_a_column_tells_something_when_any_row_does() -> None:
    assert has_any(rows(2), "coord")
    assert not has_any(rows(2), "product")
    assert not has_any((), "product")
    with pytest.raises(KeyError):
        has_any(rows(1), "colour")
    assert rows(1)[0].kind is RowKind.GROUP
