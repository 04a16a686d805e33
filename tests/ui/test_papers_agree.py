"""The Word file, the printed PDF and the copied text of one paper say the same."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pypdfium2
import pytest

from danvan_desktop.services import papers
from danvan_desktop.services.agencies import list_registered
from danvan_desktop.storage.book import open_book
from danvan_desktop.ui.printing.flow import LaidPage, lay_out
from danvan_desktop.ui.printing.paint import write_pdf
from tests.making import author
from tests.services.every_paper import SHAPES, order_of
from tests.writing.wordfile import W, part, text_of

QUICK = ("deployment to one", "special report")
EACH = [pytest.param(name, marks=() if name in QUICK else (pytest.mark.slow,)) for name in SHAPES]


def words(text: str) -> Counter[str]:
    """How often each word is said, and how many hyphens: one at the end of a printed line joins the next word."""
    text = re.sub("[\ufffe\u00ad]", "-", text)
    return Counter({**Counter(text.replace("-", " ").split()), "-": text.count("-")})


def of_word(path: Path) -> Counter[str]:
    return words("\n".join(text_of(line) for line in part(path).iter(f"{W}p")))


def repeated(pages: tuple[LaidPage, ...]) -> Counter[str]:
    """What the pages say beyond the paper: their numbers, and headings of tables that stand again."""
    said: Counter[str] = Counter()
    seen = set[int]()
    for page in pages:
        said.update(words(page.number.text.text) if page.number else {})
        for laid in page.pieces:
            if id(laid.piece) in seen:
                said.update(words("\n".join(laid.piece.texts)))
            seen.add(id(laid.piece))
    return said


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("shape", EACH)
def test_a_paper_says_the_same_in_word_on_paper_and_in_the_clipboard(
    sample_file: Path, shape: str, tmp_path: Path
) -> None:
    with open_book(sample_file, author(), read_only=True) as book:
        leading = next(agency.id for agency in list_registered(book) if agency.leading)
        order = order_of(SHAPES[shape], tmp_path / "a.docx", leading)
        composed = papers.compose(book, order)
        (written,) = papers.export(book, order).files
    said = of_word(written)
    assert words(composed.text) == said
    pages = lay_out(composed.document)
    write_pdf(pages, "a", tmp_path / "a.pdf")
    with pypdfium2.PdfDocument(tmp_path / "a.pdf") as pdf:
        printed = words("\n".join(page.get_textpage().get_text_bounded() for page in pdf))
    assert printed == said + repeated(pages)
    ruled = [table for table in part(written).iter(f"{W}tbl") if table.find(f"{W}tblPr/{W}tblBorders") is not None]
    heads = {id(laid.piece.head) for page in pages for laid in page.pieces if laid.piece.head is not None}
    assert len(heads) == len(ruled)
