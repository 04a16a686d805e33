"""Blocks → a Word file in the decree's form, right in Word, WPS Office and LibreOffice."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from danvan_desktop.writing.blocks import (
    Addressees,
    Document,
    Letterhead,
    NumberedItem,
    Paragraph,
    Role,
    Section,
    Signature,
    Span,
    Table,
    Title,
)
from danvan_desktop.writing.decree import (
    addressee_lines,
    balanced_room,
    must_not_stand_alone,
    style_of,
    title_line,
    title_parts,
)
from danvan_desktop.writing.word.frame import letterhead, signature
from danvan_desktop.writing.word.package import section_properties, write_package
from danvan_desktop.writing.word.table import table_pieces
from danvan_desktop.writing.word.xml import (
    drawn_line,
    plain_paragraph,
    spanned_paragraph,
    tiny_paragraph,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from danvan_desktop.writing.blocks import Block, Page
    from danvan_desktop.writing.decree import Look

_TABLES: Final = (Letterhead, Table, Signature)
_AFTER_TITLE_PT: Final = 10


def render(document: Document, path: Path, poll: Callable[[], None]) -> None:
    """Write `document` to `path`. `poll` is called between the rows of tables and may raise to stop."""
    write_package(path, document, _body(document, poll))


def _body(document: Document, poll: Callable[[], None]) -> Iterator[str]:
    *earlier, last = document.sections
    for section in earlier:
        yield from _section(section, document.font_size, poll)
        yield tiny_paragraph(section_properties(section.page))
    yield from _section(last, document.font_size, poll)
    if isinstance(last.blocks[-1], _TABLES):
        yield tiny_paragraph()
    yield section_properties(last.page)


def _section(section: Section, body: int, poll: Callable[[], None]) -> Iterator[str]:
    for block, following in zip(section.blocks, (*section.blocks[1:], None), strict=True):
        if isinstance(block, Table):
            yield from table_pieces(block, section.page, body, poll, keep_last=must_not_stand_alone(following))
        else:
            poll()
            yield _markup(block, section.page, body)
        if isinstance(block, _TABLES) and isinstance(following, _TABLES):
            yield tiny_paragraph(keep_next=must_not_stand_alone(following))


def _markup(block: Block, page: Page, body: int) -> str:
    match block:
        case Letterhead():
            return letterhead(block, page, body)
        case Title():
            return _title(block, page, body)
        case Addressees():
            return "".join(plain_paragraph(*line) for line in addressee_lines(block, page, body))
        case Signature():
            return signature(block, page, body)
        case NumberedItem():
            return spanned_paragraph((Span(f"{block.number} "), *block.spans), style_of(Role.BODY, body))
        case Paragraph():
            return spanned_paragraph(block.spans, style_of(block.role, body), block.keep_next)
        case Table():
            raise TypeError("tables are written row by row")


def _title(title: Title, page: Page, body: int) -> str:
    lines = "".join(_title_line(text, style_of(role, body), page.text_width) for role, text in title_parts(title))
    return lines + drawn_line(title_line(title, page.text_width, body), page.text_width, _AFTER_TITLE_PT)


def _title_line(text: str, look: Look, room: float) -> str:
    indent = (room - balanced_room(text, look, room)) / 2
    return plain_paragraph(text, replace(look, indent=indent), keep_next=True)
