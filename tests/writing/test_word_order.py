"""Children stand in the order that the schema gives."""

from __future__ import annotations

from pathlib import Path

import pytest

from danvan_desktop.domain.papers import CataloguePaper
from danvan_desktop.writing import write_catalogue
from tests.writing.papers_made import catalogue
from tests.writing.schema_order import misplaced
from tests.writing.test_word_rules import WIDE
from tests.writing.wordfile import W, part

PARTS = ("document", "styles", "settings", "header1", "header2", "fontTable")


@pytest.mark.parametrize(
    "paper", [catalogue(9), WIDE, catalogue(2, annex_label="Phụ lục")], ids=["upright", "across", "annex"]
)
def test_children_stand_in_the_order_of_the_schema(paper: CataloguePaper, tmp_path: Path) -> None:
    path = write_catalogue(paper, tmp_path / "a.docx")
    assert [found for name in PARTS for found in misplaced(part(path, f"word/{name}.xml"))] == []
    assert all(cell[-1].tag == f"{W}p" for cell in part(path).iter(f"{W}tc"))


def test_a_child_in_the_wrong_place_is_seen(tmp_path: Path) -> None:
    root = part(write_catalogue(catalogue(2), tmp_path / "a.docx"))
    look = root.find(f".//{W}pPr")
    look.append(look.find(f"{W}spacing"))
    assert len(list(misplaced(root))) == 1
