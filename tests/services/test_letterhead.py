"""Thông tin cơ quan: kept as it was given, and nothing the decree forbids comes out of a book."""

from __future__ import annotations

from pathlib import Path

import pytest

from danvan_desktop.domain.agencies import CommuneType
from danvan_desktop.domain.changes.composing import Write
from danvan_desktop.domain.ids import profile_id
from danvan_desktop.domain.papers import LetterheadProfile, Margins, OutsideDecree, Signer, SigningForm
from danvan_desktop.domain.records import Kind, Value
from danvan_desktop.services import history
from danvan_desktop.services.letterhead import BLANK_COMMUNE, read_letterhead, save_letterhead
from danvan_desktop.storage import log
from danvan_desktop.storage.book import Book
from tests.making import empty_book

FULL = LetterheadProfile(
    commune="An Bình",
    commune_type=CommuneType.WARD,
    superior="",
    province="Hải Phòng",
    place="An Bình",
    signers=(
        Signer("Lê Thị Hòa", SigningForm.DEPUTY),
        Signer("", SigningForm.CHAIR),
        Signer("Trần: Văn Minh", SigningForm.HEAD),
    ),
    recipients=("Sở Nội vụ (để báo cáo)", "TT Đảng ủy, TT HĐND phường", "Lưu: VT, VHXH"),
    font_size=14,
    margins=Margins(22.5, 20, 35, 17),
)


@pytest.mark.parametrize(
    "profile",
    [
        FULL,
        LetterheadProfile("1", CommuneType.WARD),
        LetterheadProfile("Cô Tô", CommuneType.SPECIAL_ZONE, superior="ỦY BAN NHÂN DÂN TỈNH"),
        LetterheadProfile(BLANK_COMMUNE, place="Tân Phú"),
        *(LetterheadProfile("Tân Phú", signers=(Signer("Vũ Văn A", form),)) for form in SigningForm),
    ],
)
def test_a_profile_is_read_as_it_was_kept(book: Book, profile: LetterheadProfile) -> None:
    assert save_letterhead(book, FULL)
    save_letterhead(book, profile)
    assert read_letterhead(book) == profile
    assert not save_letterhead(book, profile)


def test_one_undo_sets_it_back(book: Book) -> None:
    before = read_letterhead(book)
    save_letterhead(book, FULL)
    history.undo(book)
    assert read_letterhead(book) == before
    assert before.committee == "Ủy ban nhân dân xã Tân Phú"


def test_a_book_without_any_has_room_for_the_name(book_dir: Path) -> None:
    with empty_book(book_dir) as held:
        assert read_letterhead(held) == LetterheadProfile(BLANK_COMMUNE)
        assert read_letterhead(held).committee == f"Ủy ban nhân dân xã {BLANK_COMMUNE}"


FORBIDDEN: list[dict[str, Value]] = [
    {"font_size": "12"},
    {"font_size": "mười ba"},
    {"font_size": "²"},
    {"margins": "10,20,30,15"},
    {"margins": "20,20,30,150"},
    {"margins": "20,20,30"},
    {"margins": "hai,20,30,15"},
    {"margins": "²,20,30,15"},
    {"margins": ".,20,30,15"},
    {"signers": "chair: TS. Vũ Văn A"},
    {"signers": "emperor: Vũ Văn A"},
    {"signers": "Vũ Văn A"},
    {"type": "thị trấn"},
    {"commune": "   "},
]


@pytest.mark.parametrize("stored", FORBIDDEN, ids=str)
def test_what_the_decree_forbids_is_read_as_its_middle_course(book_dir: Path, stored: dict[str, Value]) -> None:
    """A stranger's book, or a newer program's, may hold anything; it must open all the same."""
    with empty_book(book_dir) as held:
        log.write(held, [Write(Kind.PROFILE, profile_id(), stored)])
        assert read_letterhead(held) == LetterheadProfile(BLANK_COMMUNE)


def test_a_signer_that_is_allowed_stays_beside_one_that_is_not(book_dir: Path) -> None:
    with empty_book(book_dir) as held:
        lines = "chair: TS. Vũ Văn A\ndeputy: Lê Thị Hòa\nx"
        log.write(held, [Write(Kind.PROFILE, profile_id(), {"signers": lines})])
        assert read_letterhead(held).signers == (Signer("Lê Thị Hòa", SigningForm.DEPUTY),)


@pytest.mark.parametrize("changes", [{"commune": " "}, {"font_size": 12}, {"font_size": 15}], ids=str)
def test_a_profile_that_the_decree_forbids_cannot_be_made(changes: dict[str, object]) -> None:
    given: dict[str, object] = {"commune": "Tân Phú", **changes}
    with pytest.raises(OutsideDecree, match="Nghị định 30/2020"):
        LetterheadProfile(**given)  # type: ignore[arg-type]


@pytest.mark.parametrize("sides", [(19, 20, 30, 15), (20, 26, 30, 15), (20, 20, 29, 15), (20, 20, 30, 21)])
def test_margins_that_the_decree_forbids_cannot_be_made(sides: tuple[float, float, float, float]) -> None:
    with pytest.raises(OutsideDecree, match="khoản 3 Mục I"):
        Margins(*sides)


@pytest.mark.parametrize("name", ["TS. Vũ Văn A", "Thạc sĩ Lê Thị Hòa", "GS Trần B"])
def test_a_signer_has_no_degree(name: str) -> None:
    with pytest.raises(OutsideDecree, match="học hàm, học vị"):
        Signer(name)
