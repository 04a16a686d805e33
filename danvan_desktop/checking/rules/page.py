"""N1-N3, N6, N7: the sheet, its margins, the page numbers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from danvan_desktop.checking.anatomy import Annex, Paper
from danvan_desktop.checking.findings import Mend, MendKind, Severity
from danvan_desktop.checking.layout import Section, Table
from danvan_desktop.checking.rules.hits import TOLERANCE, Hit, Style, millimetres, misfits

if TYPE_CHECKING:
    from danvan_desktop.checking.layout import Paragraph

_SHORT, _LONG = 11906, 16838
UPRIGHT_MARGINS: Final = {"top": (1134, 1417), "bottom": (1134, 1417), "left": (1701, 1984), "right": (851, 1134)}
ACROSS_MARGINS: Final = {"top": (851, 1984), "bottom": (851, 1984), "left": (1134, 1984), "right": (851, 1417)}
"""Across, where the binding is at the top or at the left, as the annexes of real papers have it."""
_SIDES: Final = {"top": "trên", "bottom": "dưới", "left": "trái", "right": "phải"}
_NUMBER: Final = Style((26, 28), bold=False, italic=False, align="center")
_LINES_OF_A_PAGE: Final = 42


def sheet(paper: Paper) -> Iterator[Hit]:
    """N1."""
    for section in paper.layout.sections:
        sides = sorted((section.width, section.height))
        if abs(sides[0] - _SHORT) > TOLERANCE or abs(sides[1] - _LONG) > TOLERANCE:
            size = f"{millimetres(section.width)} x {millimetres(section.height)} mm"
            mend = Mend(MendKind.SHEET, (section.index,))
            yield _of(section, f"Khổ giấy {size} không phải A4; chọn A4 (210 x 297 mm).", mend)


def upright(paper: Paper) -> Iterator[Hit]:
    """N2."""
    for section in paper.layout.sections:
        has_table = any(isinstance(block, Table) and block.ruled for block in section.blocks)
        across = section.width > section.height
        if across and not has_table:
            mend = Mend(MendKind.UPRIGHT, (section.index,))
            yield _of(section, "Trang nằm ngang mà không có bảng; đặt lại trang dọc.", mend)


def margins(paper: Paper) -> Iterator[Hit]:
    """N3."""
    for section in paper.layout.sections:
        allowed = ACROSS_MARGINS if section.width > section.height else UPRIGHT_MARGINS
        for side, (low, high) in allowed.items():
            given = section.margins[side] + (section.margins["gutter"] if side == "left" else 0)
            if not low - TOLERANCE <= given <= high + TOLERANCE:
                mend = Mend(MendKind.MARGINS, (section.index,), side)
                yield _of(
                    section,
                    f"Lề {_SIDES[side]} {millimetres(given)} mm; đặt lại {millimetres(low)}-{millimetres(high)} mm.",
                    mend,
                )


def page_numbers(paper: Paper) -> Iterator[Hit]:
    """N6."""
    seen: set[int] = set()
    for section in paper.layout.sections:
        if any(one.page_field for one in section.footer):
            yield _of(section, "Số trang đang ở lề dưới; chuyển lên giữa lề trên.")
        numbers = [one for one in section.header if one.page_field]
        fresh = [one for one in numbers if one.index not in seen]
        seen.update(one.index for one in fresh)
        for hit in misfits("Số trang", fresh, _NUMBER):
            yield Hit(hit.advice, hit.at, hit.mends, section=section.index + 1)
        if numbers and (not section.first_differs or any(one.page_field for one in section.first_header)):
            mends = () if section.first_differs else (Mend(MendKind.TITLE_PAGE, (section.index,)),)
            yield _of(section, "Trang thứ nhất đang hiện số trang; đánh dấu «Trang đầu khác» và để trống.", *mends)
        if numbers and not section.index and section.start not in (None, 1):
            mend = Mend(MendKind.RESTART, (section.index,))
            yield _of(section, f"Số trang bắt đầu từ {section.start}; đánh từ số 1.", mend)
        if numbers and section.number_form != "decimal":
            mend = Mend(MendKind.ARABIC, (section.index,))
            yield _of(section, "Số trang không phải chữ số Ả Rập; chọn kiểu 1, 2, 3.", mend)
        if not numbers and not any(one.page_field for one in section.footer) and _is_long(section):
            yield _of(section, "Văn bản nhiều trang mà không có số trang; chèn số trang vào giữa lề trên.")


def annex_numbers(paper: Paper) -> Iterator[Hit]:
    """N7."""
    sections = paper.layout.sections
    for annex in paper.annexes:
        section = sections[annex.label.section]
        if not _begins(section, annex):
            yield Hit(
                "Phụ lục chưa ở phần (section) riêng; ngắt phần trước nó và đánh số trang lại từ 1.", (annex.label,)
            )
        elif section.index and section.start != 1:
            mend = Mend(MendKind.RESTART, (section.index,))
            yield Hit("Số trang của phụ lục đang nối tiếp; đánh lại từ 1.", (annex.label,), (mend,))


def _begins(section: Section, annex: Annex) -> bool:
    """Whether a section begins with the annex."""
    for block in section.blocks:
        if block is annex.label:
            return True
        if isinstance(block, Table) or block.words:
            return False
    return False


def _is_long(section: Section) -> bool:
    """Certainly more than one page, by the lines that the text takes."""
    paragraphs: list[Paragraph] = [
        one for block in section.blocks for one in (block.paragraphs() if isinstance(block, Table) else (block,))
    ]
    pages = {one.page for one in paragraphs if one.page is not None}
    if pages:
        return len(pages) > 1
    text = sum(len(block.text) // 80 + 1 for block in section.blocks if not isinstance(block, Table))
    return text > _LINES_OF_A_PAGE * 1.3


def _of(section: Section, advice: str, *mends: Mend) -> Hit:
    return Hit(advice, (), mends, Severity.WRONG, section.index + 1)
