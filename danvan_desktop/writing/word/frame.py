"""Tables without rules that hold two columns side by side: letterhead and signature."""

from __future__ import annotations

from typing import TYPE_CHECKING

from danvan_desktop.writing.blocks import Letterhead, Role, Signature
from danvan_desktop.writing.decree import (
    MOTTO,
    NATION,
    RECIPIENTS_WORD,
    issuer_line,
    letterhead_columns,
    motto_line,
    style_of,
)
from danvan_desktop.writing.word.xml import drawn_line, plain_paragraph, twips

if TYPE_CHECKING:
    from danvan_desktop.writing.blocks import Page


def letterhead(head: Letterhead, page: Page, body: int) -> str:
    """`w:tbl` of the letterhead: names | quốc hiệu and tiêu ngữ, then number | place and date (N8-N17, N41)."""
    left, right = letterhead_columns(head, page, body)
    nation, motto = style_of(Role.NATION, body), style_of(Role.MOTTO, body)
    superior = plain_paragraph(head.superior, style_of(Role.SUPERIOR, body)) if head.superior else ""
    issuer = "".join(plain_paragraph(line, style_of(Role.ISSUER, body)) for line in head.issuer)
    rows = [
        (
            superior + issuer + drawn_line(issuer_line(head, left, body), left),
            plain_paragraph(NATION, nation) + plain_paragraph(MOTTO, motto) + drawn_line(motto_line(body), right),
        )
    ]
    if head.number or head.place_date:
        subject = plain_paragraph(head.subject, style_of(Role.SUBJECT, body)) if head.subject else ""
        rows.append(
            (
                plain_paragraph(head.number, style_of(Role.NUMBER, body)) + subject,
                plain_paragraph(head.place_date, style_of(Role.PLACE_DATE, body)),
            )
        )
    return _frame((left, right), rows)


def signature(block: Signature, page: Page, body: int) -> str:
    """`w:tbl` of nơi nhận | authority, room to sign, name; one row that is never cut (N29-N32)."""
    left = page.text_width / 2
    authority = style_of(Role.AUTHORITY, body)
    recipients = ""
    if block.recipients:
        recipients = plain_paragraph(RECIPIENTS_WORD, style_of(Role.RECIPIENTS_WORD, body))
    recipients += "".join(plain_paragraph(line, style_of(Role.RECIPIENT, body)) for line in block.recipients)
    signer = "".join(plain_paragraph(line, authority, keep_next=True) for line in block.authority)
    signer += plain_paragraph(block.name, style_of(Role.SIGNER, body))
    return _frame((left, page.text_width - left), [(recipients or plain_paragraph("", authority), signer)])


def _frame(widths: tuple[float, float], rows: list[tuple[str, str]]) -> str:
    grid = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
    body = "".join(_row(widths, cells) for cells in rows)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{twips(sum(widths))}" w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/>'
        '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"
    )


def _row(widths: tuple[float, float], cells: tuple[str, str]) -> str:
    inside = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
        for width, cell in zip(widths, cells, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{inside}</w:tr>"
