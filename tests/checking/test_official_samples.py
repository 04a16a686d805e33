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


@lru_cache(maxsize=1)
def _whole(path: Path) -> tuple[dict[str, bytes], Any]:
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    return parts, etree.fromstring(parts.pop("word/document.xml"))


def _heading(element: Any) -> str:
    text = "".join(node.text or "" for node in element.iter(f"{W}t")).strip() if element.tag == f"{W}p" else ""
    found = re.match(r"Mẫu (\d\.\d+|văn bản)\b", text)
    return found[1] if found else ""


def sample(path: Path, number: str) -> bytes:
    """One sample of Phụ lục III cut out, as a .docx of its own."""
    parts, whole = _whole(path)
    root = copy.deepcopy(whole)
    body = root.find(f"{W}body")
    current = ""
    for element in list(body):
        heading = _heading(element)
        current = heading or current
        if element.tag != f"{W}sectPr" and (heading or current != number):
            body.remove(element)
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        for name, data in {**parts, "word/document.xml": etree.tostring(root)}.items():
            package.writestr(name, data)
    return packed.getvalue()


@pytest.mark.parametrize("number", ["1.2", "1.4", "1.5", "1.9", "2.1"])
def test_an_official_sample_is_right(shared_dir: Path, number: str) -> None:
    found = found_in(sample(shared_dir / "nd30" / "phu-luc-3-mau.docx", number))
    assert [one for one in found if one.severity is Severity.WRONG or one.rule not in ADVICE] == []


@pytest.mark.parametrize("name", list(PAPERS))
def test_what_the_program_writes_is_right(tmp_path: Path, name: str) -> None:
    path = write_catalogue(PAPERS[name], tmp_path / "Danh mục.docx")
    assert found_in(path.read_bytes()) == ()
