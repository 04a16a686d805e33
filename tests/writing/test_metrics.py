from __future__ import annotations

import pytest

from danvan_desktop.writing.blocks import Letterhead, Orientation, Page, Title, TitleForm
from danvan_desktop.writing.decree import (
    MOTTO,
    NATION,
    Look,
    balanced_room,
    issuer_line,
    letterhead_columns,
    motto_line,
    title_line,
)
from danvan_desktop.writing.metrics import Face, text_width, wrap


@pytest.mark.parametrize(
    ("text", "size", "face", "width"),
    [("00/00/0000", 13, Face.REGULAR, 20.9), (NATION, 12, Face.BOLD, 88.3), (MOTTO, 13, Face.BOLD, 56.2)],
)
def test_widths_are_those_measured_on_paper(text: str, size: float, face: Face, width: float) -> None:
    assert text_width(text, size, face) == pytest.approx(width, abs=0.5)


def test_marks_add_no_width_but_the_horn_does() -> None:
    assert text_width("ệẩỗ", 13) == text_width("eao", 13)
    assert text_width("ự", 13) > text_width("u", 13)
    assert text_width("đĐ", 13, Face.BOLD) == text_width("dD", 13, Face.BOLD)


def test_lines_break_at_blanks_only() -> None:
    assert wrap("Quý\u00a0II năm", 13, Face.REGULAR, 12) == ["Quý\u00a0II", "năm"]
    assert wrap("một hai", 13, Face.REGULAR, 100) == ["một hai"]


def test_a_title_of_two_lines_has_two_alike() -> None:
    look = Look(13, bold=True)
    title = "Nhiệm vụ công tác dân vận chính quyền năm 2026 của Ủy ban nhân dân xã Tân Phú"
    assert len(wrap(title, look.size, look.face, 165)) == 2
    first, second = wrap(title, look.size, look.face, balanced_room(title, look, 165))
    assert 0.6 < text_width(second, 13, Face.BOLD) / text_width(first, 13, Face.BOLD) < 1.7


@pytest.mark.parametrize("body", [13, 14])
@pytest.mark.parametrize("orientation", list(Orientation))
def test_quoc_hieu_stays_on_one_line(body: int, orientation: Orientation) -> None:
    page = Page(orientation)
    left, right = letterhead_columns(Letterhead(("ỦY BAN NHÂN DÂN", "XÃ " + "TÂN PHÚ " * 15)), page, body)
    assert left + right == pytest.approx(page.text_width)
    assert text_width(NATION, body - 1, Face.BOLD) < right


@pytest.mark.parametrize("body", [13, 14])
def test_drawn_lines_have_the_length_of_the_decree(body: int) -> None:
    assert motto_line(body) == pytest.approx(text_width(MOTTO, body, Face.BOLD), rel=0.05)
    issuer = text_width("XÃ TÂN PHÚ", body - 1, Face.BOLD)
    assert 1 / 3 <= issuer_line(Letterhead(("ỦY BAN NHÂN DÂN", "XÃ TÂN PHÚ")), 70, body) / issuer <= 1 / 2
    title = Title(TitleForm.DOCUMENT, "KẾ HOẠCH", "Kiểm tra công tác dân vận")
    assert 1 / 3 <= title_line(title, 165, body) / text_width(title.text, body, Face.BOLD) <= 1 / 2
