"""Small pieces of WordprocessingML as text, their children in the order that the schema asks for.

Every run names its font, size and language itself, so that nothing depends on styles, themes or the template of the
PC that opens the file (N4, N42).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

from danvan_desktop.writing.decree import Look
from danvan_desktop.writing.metrics import MM_PER_POINT
from danvan_desktop.writing.typography import printable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from danvan_desktop.writing.blocks import Span

NAMESPACES: Final = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
FONTS: Final = (
    '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" '
    'w:eastAsia="Times New Roman" w:cs="Times New Roman"/>'
)
_TEXT: Final = '<w:t xml:space="preserve">'
_SYMBOL_HYPHEN: Final = re.compile("(?<=[0-9A-ZĐ])-(?=[A-ZĐ])")
_LINE_GAP_PT: Final = 4
LANGUAGE: Final = '<w:lang w:val="vi-VN" w:eastAsia="vi-VN"/>'


def twips(mm: float) -> int:
    """Millimetres in twentieths of a point."""
    return round(mm / MM_PER_POINT * 20)


def points(value: float) -> int:
    """Points in twentieths of a point."""
    return round(value * 20)


def run_properties(look: Look, bold: bool = False, italic: bool = False) -> str:
    """`w:rPr` for text of this look."""
    heavy = "<w:b/><w:bCs/>" if look.bold or bold else ""
    slanted = "<w:i/><w:iCs/>" if look.italic or italic else ""
    half = round(look.size * 2)
    return f'<w:rPr>{FONTS}{heavy}{slanted}<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>{LANGUAGE}</w:rPr>'


def escaped(text: str) -> str:
    """Text as it may stand between tags: NFC, without control characters."""
    return escape(printable(text))


def text_nodes(text: str) -> str:
    """`w:t` for each line of `text`, `w:br` between them; symbols («30/2020/NĐ-CP») do not break at their hyphen."""
    shown = f"{_TEXT}{escaped(text)}</w:t>"
    if "\n" in shown:
        shown = shown.replace("\n", f"</w:t><w:br/>{_TEXT}")
    return _SYMBOL_HYPHEN.sub(f"</w:t><w:noBreakHyphen/>{_TEXT}", shown) if "-" in shown else shown


def run(text: str, look: Look, bold: bool = False, italic: bool = False) -> str:
    """`w:r` with its text."""
    return f"<w:r>{run_properties(look, bold, italic)}{text_nodes(text)}</w:r>"


def paragraph_properties(look: Look, keep_next: bool = False, *, mark: bool = True) -> str:
    """`w:pPr` for a paragraph of this look; with `mark` the sign at its end is set like its text, else by default."""
    keep = "<w:keepNext/>" if keep_next else ""
    room = f'w:before="{points(look.before)}" w:after="{points(look.after)}"'
    spacing = f'<w:spacing {room} w:line="240" w:lineRule="auto"/>'
    indent = f'<w:ind w:firstLine="{twips(look.first_line)}"/>' if look.first_line else ""
    if look.indent:
        indent = f'<w:ind w:left="{twips(look.indent)}" w:right="{twips(look.indent)}"/>'
    if look.left:
        hanging = f' w:hanging="{twips(look.hanging)}"' if look.hanging else ""
        indent = f'<w:ind w:left="{twips(look.left)}"{hanging}/>'
    return f'<w:pPr>{keep}{spacing}{indent}<w:jc w:val="{look.align}"/>{run_properties(look) if mark else ""}</w:pPr>'


def paragraph(runs: str, look: Look, keep_next: bool = False, *, mark: bool = True) -> str:
    """`w:p` around runs."""
    return f"<w:p>{paragraph_properties(look, keep_next, mark=mark)}{runs}</w:p>"


def plain_paragraph(text: str, look: Look, keep_next: bool = False) -> str:
    """`w:p` of one run."""
    return paragraph(run(text, look), look, keep_next)


def spanned_paragraph(spans: Iterable[Span], look: Look, keep_next: bool = False) -> str:
    """`w:p` of a run for each span."""
    return paragraph("".join(run(span.text, look, span.bold, span.italic) for span in spans), look, keep_next)


def drawn_line(length_mm: float, room_mm: float, after_pt: float = 0) -> str:
    """A horizontal line of exact length in the middle of a column `room_mm` wide, `after_pt` of room below it.

    It is the upper border of a paragraph one point high with equal indents. A shape (wps with a VML fallback, as the
    ministry's samples have it) stands where each program thinks the paragraph is: WPS Office misplaces anchored lines,
    and a title that wraps moves away from its line. A border is drawn alike by Word since 97, WPS and LibreOffice,
    stays centred when the text above is edited, needs no ids, and measures what its indents say.
    """
    indent = twips((room_mm - length_mm) / 2)
    return (
        '<w:p><w:pPr><w:keepNext/><w:pBdr><w:top w:val="single" w:sz="6" w:space="0" w:color="000000"/></w:pBdr>'
        f'<w:spacing w:before="{points(_LINE_GAP_PT)}" w:after="{points(after_pt)}" w:line="20" w:lineRule="exact"/>'
        f'<w:ind w:left="{indent}" w:right="{indent}"/><w:jc w:val="center"/>{run_properties(Look(1))}</w:pPr></w:p>'
    )


def tiny_paragraph(section: str = "", *, keep_next: bool = False) -> str:
    """The paragraph that must stand after a table or end a section (`w:sectPr`): a point high, to take no room."""
    kept = "<w:keepNext/>" if keep_next else ""
    return (
        f'<w:p><w:pPr>{kept}<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
        f"{run_properties(Look(1))}{section}</w:pPr></w:p>"
    )
