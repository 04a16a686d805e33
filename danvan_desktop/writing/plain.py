"""Blocks → plain text for the clipboard: the same words in the same order as on paper, tables in cells with tabs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from danvan_desktop.writing.blocks import (
    Addressees,
    Letterhead,
    NumberedItem,
    Paragraph,
    Signature,
    Table,
    Title,
)
from danvan_desktop.writing.decree import MOTTO, NATION, RECIPIENTS_WORD, addressee_lines, title_parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from danvan_desktop.writing.blocks import Block, Document, Page


def render_plain(document: Document) -> str:
    """The whole paper; an empty line around what stands apart on paper."""
    pieces = (
        "\n".join(lines)
        for section in document.sections
        for lines in _groups(section.blocks, section.page, document.font_size)
    )
    whole = "\n\n".join(pieces)
    return f"{whole}\n".replace("\xa0", " ")


def _groups(blocks: tuple[Block, ...], page: Page, body: int) -> Iterator[list[str]]:
    """Lines that stand together: running text as one, anything else apart."""
    running: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph | NumberedItem):
            running.append(_said(block))
            continue
        if running:
            yield running
        running = []
        yield list(_lines(block, page, body))
    if running:
        yield running


def _said(block: Paragraph | NumberedItem) -> str:
    text = "".join(span.text for span in block.spans)
    return f"{block.number} {text}" if isinstance(block, NumberedItem) else text


def _lines(block: Block, page: Page, body: int) -> Iterator[str]:
    match block:
        case Letterhead():
            head = (block.superior, *block.issuer, NATION, MOTTO, block.number, block.subject, block.place_date)
            yield from filter(None, head)
        case Title():
            yield from (text for _, text in title_parts(block))
        case Addressees():
            yield from (text for text, _ in addressee_lines(block, page, body))
        case Table():
            yield _cells(column.heading for column in block.columns)
            yield from (_cells(row.cells) for row in block.rows)
        case Signature():
            yield from (RECIPIENTS_WORD, *block.recipients) if block.recipients else ()
            yield from filter(None, (*block.authority, block.name))


def _cells(texts: Iterable[str]) -> str:
    return "\t".join(" ".join(text.split()) for text in texts)
