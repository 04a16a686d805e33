"""The five real documents against the answer keys; skipped where the folder of real documents is not."""

from __future__ import annotations

import importlib.util
import json
import textwrap
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from danvan_desktop.domain.draft import Draft
from danvan_desktop.reading import read_draft
from danvan_desktop.reading.blocks import Paragraph
from danvan_desktop.reading.draft_json import draft_json
from danvan_desktop.reading.parsing import parse_file
from danvan_desktop.reading.recogniser import recognise
from danvan_desktop.reading.recogniser.items import items_of
from danvan_desktop.reading.recogniser.text.labels import begins_label
from danvan_desktop.reading.recogniser.text.lines import Line
from danvan_desktop.reading.sheets.model import cell_name
from danvan_desktop.reading.text import read_text
from tests.reading.recogniser.documents import directory
from tests.reading.sheets.workbooks import saved

DOCUMENTS = (
    "dong-hai-2025-chuong-trinh-6-thang-cuoi-nam.docx",
    "hong-phong-2026-ke-hoach.docx",
    "ke-sat-2026-chuong-trinh.docx",
    "kim-thanh-2026-2030-ke-hoach.docx",
    "nghi-duong-2026-danh-muc.docx",
)
OLD_DOCUMENTS = ("ke-sat-2026-chuong-trinh.doc", "nghi-duong-2026-danh-muc.doc")
NATION = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")


def scorer(shared_dir: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_intake", shared_dir / "tools" / "score_intake.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def drafted(path: Path) -> Draft:
    """Without the parsing process, which has tests of its own."""
    return recognise(parse_file(path), directory())


def found(path: Path) -> dict[str, Any]:
    return json.loads(json.dumps(draft_json(drafted(path))))  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("key", "document"),
    [
        ("nghi-duong-2026", DOCUMENTS[4]),
        ("nghi-duong-2026", OLD_DOCUMENTS[1]),
        ("ke-sat-2026", DOCUMENTS[2]),
        ("ke-sat-2026", OLD_DOCUMENTS[0]),
        ("dong-hai-2025", DOCUMENTS[0]),
    ],
)
def test_scores(shared_dir: Path, key: str, document: str) -> None:
    gold = json.loads((shared_dir / "gold" / f"{key}.json").read_text(encoding="utf-8"))
    score = scorer(shared_dir).score(gold, found(shared_dir / "corpus" / document))
    rates = {name: score[name] for name in ("f1", "lead", "coord", "kind", "end")}
    assert rates == dict.fromkeys(rates, 1.0)
    assert score["reporting"] in (1.0, None)


@pytest.mark.parametrize("document", [DOCUMENTS[4], DOCUMENTS[2]])
def test_a_pdf_of_it_reads_as_the_word_file(shared_dir: Path, document: str) -> None:
    """Not only its score: every task, group, duty, report and fact, with the words of each."""
    path = shared_dir / "corpus" / document
    word, pdf = (
        {key: value for key, value in found(one).items() if key != "source"} for one in (path, path.with_suffix(".pdf"))
    )
    assert without_places(pdf) == without_places(word)


def without_places(data: Any) -> Any:
    """A draft's data without where in the file it stood."""
    if isinstance(data, dict):
        return {key: without_places(value) for key, value in data.items() if key not in ("source", "places")}
    return [without_places(value) for value in data] if isinstance(data, list) else data


@pytest.mark.parametrize("document", OLD_DOCUMENTS)
def test_an_old_document_is_read_like_the_new_one(shared_dir: Path, document: str) -> None:
    old = shared_dir / "corpus" / document
    assert parse_file(old) == parse_file(old.with_suffix(".docx"))


def test_a_catalogue_carried_over_to_excel(shared_dir: Path, tmp_path: Path) -> None:
    """Cell by cell, numbers as numbers: what an officer does who pastes the Word table into a sheet."""
    rows: list[list[object]] = []
    merged: list[str] = []
    for block in parse_file(shared_dir / "corpus" / DOCUMENTS[4]).blocks:
        if isinstance(block, Paragraph):
            rows.append([block.printed])
            continue
        for row in block.rows:
            rows.append([])
            for cell in row.cells:
                if cell.colspan > 1:
                    merged.append(f"{cell_name(len(rows) - 1, len(rows[-1]))}:{cell_name(len(rows) - 1, 4)}")
                rows[-1].extend([as_typed(cell.text), *[None] * (cell.colspan - 1)])
    gold = json.loads((shared_dir / "gold" / "nghi-duong-2026.json").read_text(encoding="utf-8"))
    score = scorer(shared_dir).score(gold, found(saved(tmp_path / "danh mục.xlsx", *rows, merged=merged)))
    rates = {name: score[name] for name in ("f1", "lead", "coord", "kind", "end")}
    assert rates == dict.fromkeys(rates, 1.0)


def as_typed(text: str) -> object:
    try:
        return float(text)
    except ValueError:
        return text


@pytest.mark.parametrize(
    ("key", "document"),
    [("nghi-duong-2026", DOCUMENTS[4]), ("ke-sat-2026", DOCUMENTS[2]), ("dong-hai-2025", DOCUMENTS[0])],
)
def test_scores_of_plain_text(shared_dir: Path, key: str, document: str) -> None:
    """The same documents as text, as they stand there and as a mail program wraps them."""
    gold = json.loads((shared_dir / "gold" / f"{key}.json").read_text(encoding="utf-8"))
    text = (shared_dir / "corpus" / document).with_suffix(".txt").read_text(encoding="utf-8")
    texts = {"as it stands": text}
    if "\t" not in text:
        lines = text.split("\n")
        texts |= {f"wrapped at {width}": "\n".join(textwrap.fill(line, width) for line in lines) for width in (72, 90)}
    for name, content in texts.items():
        draft = recognise(read_text(content.encode("utf-16")), directory())
        score = scorer(shared_dir).score(gold, json.loads(json.dumps(draft_json(draft))))
        rates = {rate: score[rate] for rate in ("f1", "lead", "coord", "kind", "end", "reporting")}
        assert {rate: value for rate, value in rates.items() if value is not None and value < 0.97} == {}, name


@pytest.mark.parametrize("key", ["nghi-duong-2026:4", "ke-sat-2026:2", "dong-hai-2025:0"])
def test_document_facts(shared_dir: Path, key: str) -> None:
    name, _, index = key.partition(":")
    gold = json.loads((shared_dir / "gold" / f"{name}.json").read_text(encoding="utf-8"))["document"]
    document = found(shared_dir / "corpus" / DOCUMENTS[int(index)])["document"]
    same = ("type", "type_code", "number", "symbol", "title", "date", "programme_year", "period", "legal_basis")
    assert {field: document[field] for field in same} == {field: gold[field] for field in same}
    assert (document["recipients"], document["signature"]) == (gold["recipients"], gold["signature"])


@pytest.mark.parametrize("suffix", [".docx", ".txt"])
@pytest.mark.parametrize(("document", "count"), [(DOCUMENTS[1], 21), (DOCUMENTS[3], 6)])
def test_documents_without_a_key(shared_dir: Path, document: str, count: int, suffix: str) -> None:
    draft = drafted((shared_dir / "corpus" / document).with_suffix(suffix))
    assert abs(len(draft.tasks) - count) <= 1
    assert draft.directions
    assert draft.responsibilities
    assert draft.reporting


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_line_is_somewhere_in_the_draft(shared_dir: Path, document: str) -> None:
    path = shared_dir / "corpus" / document
    said = "\n".join(strings(draft_json(drafted(path))))
    for item in items_of(parse_file(path)).items:
        if isinstance(item, Line) and not begins_label(item) and item.text not in NATION:
            words = item.text.removesuffix(":")
            assert words in said or words.casefold() in said.casefold() or is_kept_apart(item), item


def is_kept_apart(line: Line) -> bool:
    """Lines whose words are data in another form: letterhead, references to annexes, the head of the recipients."""
    apart = ("Nơi nhận", "(có Phụ lục", "(Handwritten", "I. ", "II. ", "III. ")
    return line.printed.startswith(apart) or "UBND" in line.text[:12] or line.text.startswith(("XÃ", "PHƯỜNG"))


def strings(data: object) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from strings(value)
    elif isinstance(data, list):
        for value in data:
            yield from strings(value)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_reading_again_gives_an_equal_draft(shared_dir: Path, document: str) -> None:
    path = shared_dir / "corpus" / document
    assert read_draft(path, directory()) == drafted(path)
