"""Text that makes no task: mục đích, yêu cầu; nhiệm vụ trọng tâm without assignment or time (gold convention 3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from danvan_desktop.domain.draft import DraftDirection
from danvan_desktop.reading.recogniser.body.outline import Node
from danvan_desktop.reading.recogniser.text.labels import Field
from danvan_desktop.reading.recogniser.text.lines import Line

if TYPE_CHECKING:
    from collections.abc import Iterator


def read_directions(node: Node, section: str = "") -> Iterator[DraftDirection]:
    """The directions of a section: its numbered points with what belongs to them, and its loose paragraphs.

    `section` are the headings above, outermost first, divided by «›».
    """
    entries = [entry for entry in node.entries if isinstance(entry, Line | Field | Node)]
    if node.line is not None and (node.is_sentence or not entries or node.is_item):
        yield _point(node, section)
        entries = [entry for entry in entries if isinstance(entry, Node) and not entry.is_item]
        title = section
    else:
        title = " › ".join(filter(None, (section, node.text)))
    count = 0
    for entry in entries:
        if isinstance(entry, Node) and not entry.is_item:
            yield from read_directions(entry, title)
            continue
        count += 1
        path = f"{node.path}/{count}" if node.path else str(count)
        if isinstance(entry, Node):
            line = entry.whole
            yield DraftDirection(path, line.mark, _with_below(entry), line.place, title)
        else:
            line = entry.line if isinstance(entry, Field) else entry
            yield DraftDirection(path, line.mark, line.text, line.place, title)


def _point(node: Node, section: str) -> DraftDirection:
    """A numbered point as one direction, with its paragraphs and lists."""
    line = node.whole
    return DraftDirection(node.path, line.mark, _with_below(node), line.place, section)


def _with_below(node: Node) -> str:
    texts = [node.whole.text]
    for entry in node.entries:
        if isinstance(entry, Line):
            texts.append(entry.text)
        elif isinstance(entry, Field):
            texts.append(entry.line.text)
        elif isinstance(entry, Node) and entry.is_item:
            texts.append(_with_below(entry))
    return " ".join(filter(None, texts))
