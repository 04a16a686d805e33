"""The order of children that the schema (ISO/IEC 29500-1) gives: Word offers to repair a file that breaks it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

ORDERS = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs spacing ind contextualSpacing "
    "jc textAlignment outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike noProof vanish color spacing w kern position sz szCs "
    "highlight u shd vertAlign rtl cs lang",
    "tblPr": "tblStyle tblpPr tblOverlap tblW jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook",
    "tblBorders": "top left bottom right insideH insideV",
    "tblCellMar": "top left bottom right",
    "tcPr": "tcW gridSpan vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign",
    "pBdr": "top left bottom right between bar",
    "tbl": "tblPr tblGrid tr",
    "tr": "tblPrEx trPr tc",
    "tc": "tcPr p",
    "p": "pPr r",
    "r": "rPr t br noBreakHyphen fldChar instrText",
    "sectPr": "headerReference footerReference type pgSz pgMar pgBorders pgNumType cols formProt vAlign titlePg "
    "docGrid",
    "style": "name basedOn next uiPriority semiHidden unhideWhenUsed qFormat pPr rPr tblPr",
    "settings": "zoom defaultTabStop characterSpacingControl compat decimalSymbol listSeparator",
    "font": "altName panose1 charset family notTrueType pitch sig",
}
PLACES = {kind: {name: place for place, name in enumerate(order.split())} for kind, order in ORDERS.items()}


def misplaced(root: Any) -> Iterator[str]:
    """Elements whose children stand in another order, or have a child that the order does not know."""
    for element in root.iter():
        kind = etree.QName(element).localname
        if kind not in PLACES:
            continue
        places = [PLACES[kind].get(etree.QName(child).localname, -1) for child in element]
        if -1 in places or (places != sorted(places) if kind != "r" else places[:1] != [0]):
            yield etree.tostring(element, encoding="unicode")[:200]
