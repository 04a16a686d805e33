"""The theme and the table of fonts: what is typed into a paper later, or set in a heading style, keeps its face."""

from __future__ import annotations

from typing import Final

from danvan_desktop.writing.word.xml import NAMESPACES

_FACE: Final = "Times New Roman"
_COLOURS: Final = (
    ("dk1", "000000"),
    ("lt1", "FFFFFF"),
    ("dk2", "000000"),
    ("lt2", "FFFFFF"),
    *((f"accent{number}", "000000") for number in range(1, 7)),
    ("hlink", "000000"),
    ("folHlink", "000000"),
)
"""Black on white, whatever somebody picks among the colours of the theme (N4)."""
_FILL: Final = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_LINE: Final = f'<a:ln w="6350">{_FILL}<a:prstDash val="solid"/></a:ln>'
_EFFECT: Final = "<a:effectStyle><a:effectLst/></a:effectStyle>"
_KINDS: Final = 3
"""Subtle, moderate, intense: a theme has one style of each."""


def theme() -> str:
    """`a:theme` in one face and in black."""
    colours = "".join(f'<a:{name}><a:srgbClr val="{colour}"/></a:{name}>' for name, colour in _COLOURS)
    face = f'<a:latin typeface="{_FACE}"/><a:ea typeface="{_FACE}"/><a:cs typeface="{_FACE}"/>'
    return (
        '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="VanBan"><a:themeElements>'
        f'<a:clrScheme name="VanBan">{colours}</a:clrScheme>'
        f'<a:fontScheme name="VanBan"><a:majorFont>{face}</a:majorFont><a:minorFont>{face}</a:minorFont></a:fontScheme>'
        f'<a:fmtScheme name="VanBan"><a:fillStyleLst>{_FILL * _KINDS}</a:fillStyleLst>'
        f"<a:lnStyleLst>{_LINE * _KINDS}</a:lnStyleLst><a:effectStyleLst>{_EFFECT * _KINDS}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{_FILL * _KINDS}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )


def font_table() -> str:
    """`w:fonts` with the one face that is used."""
    return (
        f'<w:fonts {NAMESPACES}><w:font w:name="{_FACE}"><w:panose1 w:val="02020603050405020304"/>'
        '<w:charset w:val="00"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font></w:fonts>'
    )
