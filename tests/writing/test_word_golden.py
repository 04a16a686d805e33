"""The body of a small catalogue compared with a file that was looked at: what changes here changes on paper.

After a change that is meant, run this test with REWRITE_GOLDEN=1, look at the pages and at the difference in git.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from lxml import etree

from danvan_desktop.domain.papers import CataloguePaper
from danvan_desktop.writing import write_catalogue
from tests.writing.papers_made import catalogue
from tests.writing.test_word_rules import WIDE
from tests.writing.wordfile import part

GOLDEN = Path(__file__).resolve().parents[1] / "golden"


@pytest.mark.parametrize(
    ("name", "paper"),
    [("catalogue", catalogue(2)), ("catalogue-across", WIDE), ("annex", catalogue(1, annex_label="Phụ lục I"))],
)
def test_the_document_is_as_it_was_looked_at(name: str, paper: CataloguePaper, tmp_path: Path) -> None:
    root = part(write_catalogue(paper, tmp_path / "a.docx"))
    made = etree.tostring(root, pretty_print=True, encoding="unicode")
    golden = GOLDEN / f"{name}-document.xml"
    if os.environ.get("REWRITE_GOLDEN"):
        golden.write_text(made, encoding="utf-8")
    assert made == golden.read_text(encoding="utf-8")
