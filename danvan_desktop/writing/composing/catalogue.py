"""Danh mục nhiệm vụ: the paper as blocks.

Issued with a decision on paper it has the form of the second page of Mẫu 1.3 (letterhead without number, «DANH MỤC»,
title, «(Kèm theo Quyết định số …)», a line); as an annex the form of Mẫu 2.1. Five columns stand upright, as khoản 2
Mục I Phần I has it; with product or note the table needs the sheet across.
"""

from __future__ import annotations

from typing import Final

from danvan_desktop.domain.papers import (
    AttachedDecision,
    CataloguePaper,
    CatalogueRow,
    RowKind,
    has_any,
)
from danvan_desktop.writing.blocks import (
    Align,
    Block,
    Column,
    Document,
    Letterhead,
    Orientation,
    Page,
    Paragraph,
    Role,
    Row,
    Section,
    Span,
    Table,
    Title,
    TitleForm,
)
from danvan_desktop.writing.composing.signing import signature_block
from danvan_desktop.writing.metrics import text_width
from danvan_desktop.writing.typography import bind, bind_hyphens, bind_references, written_date, written_number

_SHARES: Final = {
    Orientation.PORTRAIT: {"lead": 0.18, "coord": 0.19, "time": 0.17},
    Orientation.LANDSCAPE: {"lead": 0.16, "coord": 0.17, "product": 0.13, "time": 0.15, "note": 0.09},
}
"""Width of the columns over the room beside the number; what is left is the task's."""
_HEADINGS: Final = {
    "lead": "Cơ quan chủ trì",
    "coord": "Cơ quan phối hợp",
    "product": "Sản phẩm",
    "time": "Thời gian thực hiện",
    "note": "Ghi chú",
}
_OPTIONAL: Final = ("product", "note")
_NUMBER_MM: Final = (11, 30)
_PADDING_MM: Final = 4
_DATE: Final = "00/00/0000;"
"""What must never be broken in the column of times."""


def compose_catalogue(paper: CataloguePaper) -> Document:
    """The catalogue as blocks. Numbers stay as printed; product and note have columns only when a row has them."""
    names = [name for name in _HEADINGS if name not in _OPTIONAL or has_any(paper.rows, name)]
    across = any(name in names for name in _OPTIONAL)
    page = Page(Orientation.LANDSCAPE if across else Orientation.PORTRAIT, paper.profile.margins)
    blocks: list[Block] = []
    if not paper.annex_label:
        blocks.append(Letterhead(paper.profile.issuer_lines, paper.profile.superior))
    blocks.append(_title(paper))
    if paper.rows:
        blocks.append(Table(_columns(paper, page, names), tuple(_row(row, names) for row in paper.rows)))
    blocks.append(_closing(paper))
    if paper.signature:
        blocks.append(signature_block(paper.signature))
    return Document(
        (Section(page, tuple(blocks)),),
        paper.profile.font_size,
        f"{paper.type_name} {paper.title}".strip(),
        paper.profile.committee,
    )


def _title(paper: CataloguePaper) -> Title:
    title = _without_type(" ".join(paper.title.split()), paper.type_name)
    issuer = paper.decision.issuer or paper.profile.committee
    reference = reference_text(paper.decision, issuer)
    if paper.annex_label:
        whole = f"{paper.type_name} {title}".strip().upper()
        return Title(TitleForm.ANNEX, paper.annex_label, bind_references(whole), reference)
    return Title(TitleForm.DOCUMENT, paper.type_name.upper(), bind_references(title), reference)


def _without_type(title: str, type_name: str) -> str:
    """A title that repeats its type («Danh mục nhiệm vụ …») without it: the type stands on the line above."""
    if title.casefold().startswith(f"{type_name} ".casefold()):
        title = title[len(type_name) :].strip()
    return title[:1].upper() + title[1:]


def reference_text(decision: AttachedDecision, issuer: str) -> str:
    """«(Kèm theo Quyết định số      /QĐ-UBND ngày    tháng    năm 2026 của Ủy ban nhân dân xã Tân Phú)»."""
    number = written_number(decision.number, decision.symbol)
    return bind(f"(Kèm theo {decision.type_name} {number} {written_date(decision.date)} của {issuer})")


def _columns(paper: CataloguePaper, page: Page, names: list[str]) -> tuple[Column, ...]:
    size = paper.profile.font_size
    longest = max(text_width(row.number, size) for row in paper.rows)
    number = min(max(longest + _PADDING_MM, _NUMBER_MM[0]), _NUMBER_MM[1])
    room = page.text_width - number
    widths = {name: room * _SHARES[page.orientation][name] for name in names}
    widths["time"] = max(widths["time"], text_width(_DATE, size) + _PADDING_MM)
    return (
        Column("TT", number, Align.CENTRE),
        Column("Nhiệm vụ", room - sum(widths.values())),
        *(Column(_HEADINGS[name], widths[name]) for name in names),
    )


def _row(row: CatalogueRow, names: list[str]) -> Row:
    text = bind_references(row.text)
    if row.kind is RowKind.GROUP:
        return Row((row.number, text), band=True)
    return Row((row.number, text, *(bind_hyphens(getattr(row, name)) for name in names)))


def _closing(paper: CataloguePaper) -> Paragraph:
    """The sentence below the table: a paper of one table ends in words, with «./.» (N26)."""
    count = sum(row.kind is RowKind.TASK for row in paper.rows)
    said = f"{paper.type_name} này {f'gồm {count}' if count else 'chưa có'} nhiệm vụ./."
    return Paragraph(Role.CLOSING, (Span(said),), keep_next=paper.signature is not None)
