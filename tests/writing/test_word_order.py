"""Children stand in the order that the schema (ISO/IEC 29500-1) gives: Word offers to repair a file that breaks it."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from danvan_desktop.domain.papers import CataloguePaper
from danvan_desktop.writing import write_catalogue
from tests.writing.papers_made import catalogue
from tests.writing.test_word_rules import WIDE
from tests.writing.wordfile import W, part

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
}
FREE = {"r"}
"""Elements whose later children may come in any order."""


@pytest.mark.parametrize(
    "paper", [catalogue(9), WIDE, catalogue(2, annex_label="Phụ lục")], ids=["upright", "across", "annex"]
)
@pytest.mark.parametrize("name", ["document", "styles", "settings", "header1", "header2"])
def test_children_stand_in_the_order_of_the_schema(paper: CataloguePaper, name: str, tmp_path: Path) -> None:
    root = part(write_catalogue(paper, tmp_path / "a.docx"), f"word/{name}.xml")
    for element in root.iter():
        kind = etree.QName(element).localname
        if kind not in ORDERS:
            continue
        order = ORDERS[kind].split()
        places = [order.index(etree.QName(child).localname) for child in element]
        assert places == sorted(places) or kind in FREE, kind
        if kind in FREE:
            assert places[0] == 0


def test_every_cell_ends_with_a_paragraph(tmp_path: Path) -> None:
    root = part(write_catalogue(catalogue(9), tmp_path / "a.docx"))
    assert all(cell[-1].tag == f"{W}p" for cell in root.iter(f"{W}tc"))
