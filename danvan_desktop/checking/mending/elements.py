"""Setting properties where the schema wants them (ECMA-376 part 1: the children of pPr, rPr, sectPr have an order)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from danvan_desktop.reading.docx.package import W

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element

_PARAGRAPH: Final = (
    "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd "
    "tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi "
    "adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc "
    "textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
)
_RUN: Final = (
    "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof "
    "snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd "
    "fitText vertAlign rtl cs em lang"
)
_SECTION: Final = (
    "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType "
    "pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid "
    "printerSettings sectPrChange"
)
_ROW: Final = "cnfStyle divId gridBefore gridAfter wBefore wAfter cantSplit trHeight tblHeader tblCellSpacing jc hidden"
_ORDERS: Final = {
    part: tuple(names.split())
    for part, names in (("pPr", _PARAGRAPH), ("rPr", _RUN), ("sectPr", _SECTION), ("trPr", _ROW))
}


def properties(element: _Element, name: str) -> _Element:
    """The `pPr`, `rPr` or `trPr` of an element, made where there is none."""
    found = element.find(W + name)
    if found is None:
        found = element.makeelement(W + name, {})
        at = 1 if name == "trPr" and len(element) and element[0].tag == W + "tblPrEx" else 0
        element.insert(at, found)
    return found


def child(parent: _Element, name: str) -> _Element:
    """A property, made where the schema wants it when there is none."""
    found = parent.find(W + name)
    if found is None:
        found = parent.makeelement(W + name, {})
        parent.insert(_place(parent, name), found)
    return found


def put(parent: _Element, name: str, **attributes: str) -> None:
    """Set attributes of a property."""
    element = child(parent, name)
    for attribute, value in attributes.items():
        element.set(W + attribute, value)


def unset(element: _Element, attribute: str) -> None:
    """Take an attribute out."""
    if W + attribute in element.attrib:
        del element.attrib[W + attribute]


def drop(parent: _Element, *names: str) -> None:
    """Take properties out."""
    for name in names:
        for element in parent.findall(W + name):
            parent.remove(element)


def runs_of(paragraph: _Element) -> Iterator[_Element]:
    """The properties of every run of a paragraph, and of the sign at its end."""
    for run in within(paragraph, "r"):
        yield properties(run, "rPr")
    own = properties(paragraph, "pPr")
    yield child(own, "rPr")


def within(paragraph: _Element, name: str) -> list[_Element]:
    """The elements of that name that belong to a paragraph itself, not to a text box anchored in it."""
    found = paragraph.iter(W + name)
    return [one for one in found if next(one.iterancestors(W + "p"), None) is paragraph]


def _place(parent: _Element, name: str) -> int:
    order: Sequence[str] = _ORDERS[str(parent.tag).removeprefix(W)]
    later = {W + other for other in order[order.index(name) + 1 :]}
    return next((at for at, other in enumerate(parent) if other.tag in later), len(parent))
