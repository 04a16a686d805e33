"""Whether every block of a document is in its draft or listed as not recognised."""

from __future__ import annotations

import re
from dataclasses import replace

from danvan_desktop.domain.draft import Draft
from danvan_desktop.domain.text import fold
from danvan_desktop.reading.blocks import Document, paragraphs_of
from danvan_desktop.reading.draft_json import draft_json
from danvan_desktop.reading.recogniser.accounting import left_out
from danvan_desktop.reading.recogniser.items import items_of
from tests.reading.test_corpus_scores import strings

PLACED = ("tasks", "directions", "responsibilities")
FORM = """
cong hoa xa hoi chu nghia viet nam doc lap tu do hanh phuc noi nhan so phu luc va co quan don vi chu tri phoi hop thuc
hien hoan thanh thoi gian han hinh thuc noi dung nhiem vu cong viec stt tt ghi chu phan san pham lanh dao phu trach quy
i ii iii iv x nt handwritten signature in blue ink
"""
"""Words of the form: what letterheads, labels and column headings are made of."""


def words_of(text: str) -> set[str]:
    return set(re.findall("[a-z]+", fold(text)))


def unsaid(document: Document, draft: Draft) -> list[str]:
    """Blocks with a word that stands neither in the draft nor in what it lists as not recognised."""
    said = words_of(" ".join(strings(draft_json(draft)))) | words_of(FORM)
    blocks = (" ".join(one.printed for one in paragraphs_of(block)) for block in document.blocks)
    return [text for text in blocks if words_of(text) - said]


def lost_in_silence(document: Document, draft: Draft) -> list[str]:
    """Tasks, directions and duties that nobody would miss if the recogniser had left them out of the draft."""
    items = items_of(document).items
    lost = []
    for field in PLACED:
        without = replace(draft, **{field: ()})
        missed = {(place.block, place.row) for place in left_out(document, items, without)}
        said = fold(" ".join(strings(draft_json(without))))
        parts = getattr(draft, field)
        lost += [
            one.text for one in parts if (one.source.block, one.source.row) not in missed and fold(one.text) not in said
        ]
    return lost
