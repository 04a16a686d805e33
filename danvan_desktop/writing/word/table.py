"""Ruled tables of any length: one prepared row of each sort, filled and written on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from danvan_desktop.writing.blocks import Align, Role
from danvan_desktop.writing.decree import LINE_PT, style_of
from danvan_desktop.writing.metrics import MM_PER_POINT, wrap
from danvan_desktop.writing.word.xml import paragraph, run, run_properties, text_nodes, twips

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from danvan_desktop.writing.blocks import Column, Page, Row, Table
    from danvan_desktop.writing.decree import Look

_SIDE_MM: Final = 1.5
"""Room between the rules and the text."""
_LONG: Final = 400
"""Letters in a cell up to which its row is certainly lower than a page."""
_WHOLE: Final = "<w:trPr><w:cantSplit/></w:trPr>"
_PROPERTIES: Final = "<w:p><w:pPr>"
_KEPT: Final = "<w:keepNext/>"
_HOLE: Final = "\0"
"""Where a text goes in a prepared row; it can stand in no XML."""
_RULES: Final = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def table_pieces(
    table: Table, page: Page, body: int, poll: Callable[[], None], *, keep_last: bool = False
) -> Iterator[str]:
    """`w:tbl` piece by piece: its heading row repeated on every page (N35), no row cut unless it is higher than a page.

    `poll` is called before every row and may raise to stop; `keep_last` keeps the last row with what follows.
    """
    look = style_of(Role.CELL, body)
    yield _opening(table.columns, style_of(Role.CELL_HEADING, body))
    plain = _plain_row(table.columns, look).split(_HOLE)
    band = _band_row(table.columns, look).split(_HOLE)
    room = page.text_height - 2 * look.size * LINE_PT * MM_PER_POINT
    for place, row in enumerate(table.rows, start=1):
        poll()
        filled = _filled(band if row.band else plain, row.cells)
        if max(map(len, row.cells)) > _LONG and _height(row, table.columns, look) > room:
            filled = filled.replace(_WHOLE, "", 1)
        yield _kept(filled) if keep_last and place == len(table.rows) else filled
    yield "</w:tbl>"


def _filled(prepared: list[str], texts: tuple[str, ...]) -> str:
    first, *others = prepared
    return first + "".join([text_nodes(text) + part for text, part in zip(texts, others, strict=True)])


def _kept(row: str) -> str:
    return row.replace(_KEPT, "").replace(_PROPERTIES, _PROPERTIES + _KEPT)


def _height(row: Row, columns: tuple[Column, ...], look: Look) -> float:
    """Height of a row in mm, as near as the widths of the letters tell."""
    widths = [column.width for column in columns]
    if row.band:
        widths[1:] = [sum(widths[1:])]
    lines = max(
        sum(len(wrap(line, look.size, look.face, width - 2 * _SIDE_MM)) for line in text.split("\n"))
        for text, width in zip(row.cells, widths, strict=True)
    )
    return (lines * look.size * LINE_PT + look.before + look.after) * MM_PER_POINT


def _opening(columns: tuple[Column, ...], look: Look) -> str:
    side = twips(_SIDE_MM)
    grid = "".join(f'<w:gridCol w:w="{twips(column.width)}"/>' for column in columns)
    headings = "".join(
        _cell(column.width, '<w:vAlign w:val="center"/>', paragraph(run(column.heading, look), look))
        for column in columns
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(twips(column.width) for column in columns)}" w:type="dxa"/>'
        f'<w:tblInd w:w="0" w:type="dxa"/><w:tblBorders>{_RULES}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f'<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="{side}" w:type="dxa"/>'
        f'<w:bottom w:w="0" w:type="dxa"/><w:right w:w="{side}" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{headings}</w:tr>"
    )


def _plain_row(columns: tuple[Column, ...], look: Look) -> str:
    cells = (_cell(column.width, "", _hole(replace(look, align=column.align))) for column in columns)
    return f"<w:tr>{_WHOLE}{''.join(cells)}</w:tr>"


def _band_row(columns: tuple[Column, ...], look: Look) -> str:
    """Number, and a bold text over all other columns, kept with the row that follows."""
    first, *others = columns
    number = _hole(replace(look, align=first.align, bold=True), keep_next=True)
    text = _hole(replace(look, align=Align.LEFT, bold=True), keep_next=True)
    span = f'<w:gridSpan w:val="{len(others)}"/>' if len(others) > 1 else ""
    cells = _cell(first.width, "", number) + _cell(sum(column.width for column in others), span, text)
    return f"<w:tr>{_WHOLE}{cells}</w:tr>"


def _hole(look: Look, *, keep_next: bool = False) -> str:
    return paragraph(f"<w:r>{run_properties(look)}{_HOLE}</w:r>", look, keep_next, mark=False)


def _cell(width: float, properties: str, content: str) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/>{properties}</w:tcPr>{content}</w:tc>'
