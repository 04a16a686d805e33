"""N33-N35: annexes and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from danvan_desktop.checking.anatomy import words
from danvan_desktop.checking.findings import Mend, MendKind, Severity
from danvan_desktop.checking.layout import Table
from danvan_desktop.checking.rules.head import short_line
from danvan_desktop.checking.rules.hits import Hit, Style, misfits

if TYPE_CHECKING:
    from danvan_desktop.checking.anatomy import Annex, Paper

_LABEL: Final = Style((28, 28), bold=True, italic=False, align="center")
_TITLE: Final = Style((26, 28), bold=True, italic=False, align="center")
_REFERENCE: Final = Style((26, 28), bold=False, italic=True, align="center")
_NAMED: Final = re.compile(r"phụ lục|kèm theo|danh mục", re.IGNORECASE)
_ROMAN: Final = re.compile(r"phụ lục (?:số )?[IVXLC]+", re.IGNORECASE)
_TABLE_ROWS: Final = 3


def named(paper: Paper) -> Iterator[Hit]:
    """N33."""
    if paper.annexes and paper.body and not any(_NAMED.search(one.words) for one in paper.body):
        at = (paper.annexes[0].label,)
        yield Hit("Văn bản có phụ lục mà không có chỉ dẫn; ghi «(có Phụ lục kèm theo)» ở chỗ liên quan.", at)
    if len(paper.annexes) > 1:
        unnumbered = tuple(one.label for one in paper.annexes if not _ROMAN.fullmatch(one.label.words.rstrip(".:")))
        if unnumbered:
            yield Hit("Có nhiều phụ lục nên phải đánh số La Mã; viết «Phụ lục I», «Phụ lục II».", unnumbered)


def headings(paper: Paper) -> Iterator[Hit]:
    """N34."""
    for annex in paper.annexes:
        if words.is_capital(annex.label.words):
            yield Hit("Chữ «Phụ lục» đang in hoa; viết in thường «Phụ lục».", (annex.label,))
        yield from misfits("«Phụ lục»", (annex.label,), _LABEL)
        said = tuple(one for one in annex.title if not words.is_form(one.words))
        small = tuple(one for one in said if not words.is_capital(one.words))
        if small:
            yield Hit("Tên phụ lục chưa in hoa; viết in hoa.", small)
        yield from misfits("Tên phụ lục", said, _TITLE)
        yield from _reference(annex)


def _reference(annex: Annex) -> Iterator[Hit]:
    if not annex.reference:
        yield Hit("Phụ lục thiếu dòng «(Kèm theo … số … ngày … của …)»; thêm dưới tên phụ lục.", (annex.label,))
        return
    yield from misfits("Dòng «(Kèm theo …)»", annex.reference, _REFERENCE)
    if not annex.reference[0].words.startswith("(") or not annex.reference[-1].words.endswith(")"):
        yield Hit("Dòng «Kèm theo …» phải ở trong ngoặc đơn; thêm dấu ngoặc.", annex.reference)
    yield from short_line("dòng «Kèm theo» của phụ lục", annex.heading, annex.reference)


def tables(paper: Paper) -> Iterator[Hit]:
    """N35."""
    held = [block for annex in paper.annexes for block in annex.blocks if isinstance(block, Table) and block.ruled]
    for table in (*paper.tables, *held):
        if len(table.rows) < _TABLE_ROWS or max(len(row.cells) for row in table.rows) < 2:
            continue
        first = next(iter(table.paragraphs()), None)
        at = () if first is None else (first,)
        if not table.rows[0].heading:
            mend = Mend(MendKind.HEADING_ROW, (table.index,))
            yield Hit(
                "Hàng tiêu đề của bảng không lặp lại ở trang sau; bật «Lặp lại hàng tiêu đề».", at, (mend,), _DOUBT
            )
        if not all(
            row.whole or sum(len(cell.text) for one in row.cells for cell in one.paragraphs) > _LONG_ROW
            for row in table.rows
        ):
            mend = Mend(MendKind.WHOLE_ROWS, (table.index,))
            yield Hit(
                "Hàng của bảng có thể bị cắt sang trang sau; tắt «Cho phép ngắt hàng qua trang».", at, (mend,), _DOUBT
            )


_DOUBT: Final = Severity.DOUBTFUL
_LONG_ROW: Final = 1500
"""Letters from which a row may be higher than a page and has to be cut."""
