"""The two real documents without a full key against the keys kept here; skipped where the documents are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from danvan_desktop.reading.parsing import parse_file
from danvan_desktop.reading.recogniser import recognise
from tests.reading.recogniser.documents import directory
from tests.reading.shapes.scoring import key_named, score


@pytest.mark.parametrize(
    ("key", "document"),
    [
        ("hong-phong-2026", "hong-phong-2026-ke-hoach.docx"),
        ("kim-thanh-2026-2030", "kim-thanh-2026-2030-ke-hoach.docx"),
    ],
)
def test_scores(shared_dir: Path, key: str, document: str) -> None:
    made = score(key_named(key), recognise(parse_file(shared_dir / "corpus" / document), directory()))
    print(key, made.rates)
    assert made.differences == []
