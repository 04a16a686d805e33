"""No false alarm: not on the samples that the decree itself prints, nor on what this program writes."""

from __future__ import annotations

import copy
import re
import zipfile
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from danvan_desktop.checking.findings import Severity
from danvan_desktop.reading.docx.package import W
from danvan_desktop.writing import write_catalogue
from tests.checking.good_papers import found_in
from tests.writing.test_word_rules import PAPERS

ADVICE = {"N4", "N10", "N42"}
"""What the ministry's own samples do not keep either: a face left to the style, lines of underscores, the language."""


SAMPLES = ("1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "1.7", "1.8", "1.9", "1.10", "2.1", "2.2", "3.1", "3.2", "văn bản")
"""Every sample of Phụ lục III; the last is what goes with a decision (Mẫu văn bản ban hành kèm theo)."""


@lru_cache(maxsize=1)
def _whole(path: Path) -> tuple[dict[str, bytes], Any, dict[str, list[Any]]]:
    """The parts of the file, its document with nothing in it, and what stands below the heading of each sample."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    root = etree.fromstring(parts.pop("word/document.xml"))
    body = root.find(f"{W}body")
    held: dict[str, list[Any]] = {}
    current: list[Any] = []
    for element in body.findall("*"):
        if element.tag == f"{W}sectPr":
            continue
        heading = _heading(element)
        body.remove(element)
        if heading:
            current = held.setdefault(heading, [])
        else:
            current.append(element)
    return parts, root, held


def _heading(element: Any) -> str:
    text = "".join(node.text or "" for node in element.iter(f"{W}t")).strip() if element.tag == f"{W}p" else ""
    found = re.match(r"Mẫu (\d\.\d+|văn bản)\b", text)
    return found[1] if found else ""


def sample(path: Path, number: str) -> bytes:
    """One sample of Phụ lục III cut out, as a .docx of its own."""
    parts, empty, held = _whole(path)
    root = copy.deepcopy(empty)
    for place, element in enumerate(held[number]):
        root[0].insert(place, copy.deepcopy(element))
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        for name, data in {**parts, "word/document.xml": etree.tostring(root)}.items():
            package.writestr(name, data)
    return packed.getvalue()


@pytest.mark.parametrize("number", SAMPLES)
def test_an_official_sample_is_right(shared_dir: Path, number: str) -> None:
    path = shared_dir / "nd30" / "phu-luc-3-mau.docx"
    found = found_in(sample(path, number))
    assert [one for one in found if one.severity is Severity.WRONG or one.rule not in ADVICE] == []
    assert set(_whole(path)[2]) == set(SAMPLES)


@pytest.mark.parametrize("name", list(PAPERS))
def test_what_the_program_writes_is_right(tmp_path: Path, name: str) -> None:
    path = write_catalogue(PAPERS[name], tmp_path / "Danh mục.docx")
    assert found_in(path.read_bytes()) == ()
