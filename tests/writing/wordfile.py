"""Reading a produced .docx in tests, without the code that wrote it."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TOLERANCE = 20
"""Twips, as the checker of the decree allows."""


def part(path: Path, name: str = "word/document.xml") -> Any:
    with zipfile.ZipFile(path) as package:
        return etree.fromstring(package.read(name))


def text_of(element: Any) -> str:
    """The text of an element, as a reader sees it."""
    signs = {f"{W}br": "\n", f"{W}noBreakHyphen": "-"}
    nodes = element.iter(f"{W}t", *signs)
    return "".join(signs.get(node.tag, node.text or "") for node in nodes).replace("\u00a0", " ")


def value(element: Any, path: str, attribute: str = "val") -> str | None:
    """An attribute of the first descendant along `path` («pPr/jc»); None where there is none."""
    found = element.find("/".join(W + step for step in path.split("/")))
    return None if found is None else found.get(W + attribute)


def size_of(paragraph: Any) -> float:
    """The size in points of the first run of a paragraph."""
    size = value(paragraph, "r/rPr/sz")
    assert size is not None
    return int(size) / 2


def is_set(paragraph: Any, name: str) -> bool:
    """Whether every run of a paragraph has the property («b», «i»)."""
    return all(run.find(f"{W}rPr/{W}{name}") is not None for run in paragraph.iter(f"{W}r"))


def paragraph_with(root: Any, text: str) -> Any:
    """The one paragraph whose text contains `text`."""
    found = [paragraph for paragraph in root.iter(f"{W}p") if text in text_of(paragraph)]
    assert len(found) == 1, f"{len(found)} paragraphs with «{text}»"
    return found[0]


def drawn_length(paragraph: Any, room: int) -> int:
    """Length in twips of the line that a bordered paragraph draws in a column of `room` twips."""
    assert paragraph.find(f"{W}pPr/{W}pBdr/{W}top") is not None
    return room - int(value(paragraph, "pPr/ind", "left") or 0) - int(value(paragraph, "pPr/ind", "right") or 0)
