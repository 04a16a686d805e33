"""The real documents: two without a full key against the keys kept here, all of them against their own words; skipped
where the documents are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from danvan_desktop.domain.draft import Draft, DraftDocument
from danvan_desktop.reading.blocks import Document
from danvan_desktop.reading.parsing import parse_file
from danvan_desktop.reading.recogniser import recognise
from danvan_desktop.reading.recogniser.accounting import left_out
from danvan_desktop.reading.recogniser.items import items_of
from tests.reading.recogniser.documents import directory, grid, lines
from tests.reading.shapes.accounting import lost_in_silence, unsaid
from tests.reading.shapes.scoring import key_named, score
from tests.reading.test_corpus_scores import DOCUMENTS


@pytest.mark.parametrize(
    ("key", "document"),
    [
        ("hong-phong-2026", "hong-phong-2026-ke-hoach.docx"),
        ("kim-thanh-2026-2030", "kim-thanh-2026-2030-ke-hoach.docx"),
    ],
)
def test_scores(shared_dir: Path, key: str, document: str) -> None:
    made = score(key_named(key), recognise(parse_file(shared_dir / "corpus" / document), directory()))
    assert made.differences == []
    assert set(made.rates.values()) == {1.0}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_block_is_said(shared_dir: Path, document: str) -> None:
    read = parse_file(shared_dir / "corpus" / document)
    draft = recognise(read, directory())
    assert unsaid(read, draft) == []
    assert lost_in_silence(read, draft) == []


def test_what_a_draft_lacks_is_listed() -> None:
    table = grid(("STT", "Nhiệm vụ", "Chủ trì", "Thời gian"), ("1", "Trồng cây", "Công an xã", "Quý I"))
    read = Document((*lines("I. NHIỆM VỤ\n1. Dọn vệ sinh đường thôn."), table))
    missed = left_out(read, items_of(read).items, Draft(DraftDocument(title="Nhiệm vụ: dọn vệ sinh")))
    assert [(place.block, place.row, place.text) for place in missed] == [
        (1, None, "1. Dọn vệ sinh đường thôn."),
        (2, 1, "1 | Trồng cây | Công an xã | Quý I"),
    ]
