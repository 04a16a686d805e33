"""Automatic numbers of a .docx: they are not in the text, only rules are, in the numbering part and in styles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from danvan_desktop.reading.docx.lists import Level, ListCounters, NumberedList
from danvan_desktop.reading.docx.package import W
from danvan_desktop.reading.docx.properties import Styles, switch, value, whole

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element


class Numbering:
    """Counts through a document in reading order; every numbered paragraph must be asked for once."""

    def __init__(self, root: _Element | None, styles: Styles) -> None:
        self._styles = styles
        self._lists = {} if root is None else _lists(root, styles)
        self._by_style: dict[str | None, tuple[str | None, str | None, str | None]] = {}
        self._counters = ListCounters(self._lists)

    def next_number(self, properties: _Element | None) -> str:
        """The number of the next paragraph, which has these properties; «» when it has none."""
        found = self._place(properties)
        if found is None:
            return ""
        return self._counters.next_number(*found)

    def _place(self, properties: _Element | None) -> tuple[str, int] | None:
        """List and level of a paragraph: its own `numPr`, completed by its style's."""
        own = None if properties is None else properties.find(W + "numPr")
        list_id, depth = value(own, "numId"), value(own, "ilvl")
        style_id = None
        if list_id is None:
            style_id, list_id, inherited = self._of_style(self._styles.paragraph_look(properties).style)
            depth = depth or inherited
        numbered = self._lists.get(list_id or "")
        if list_id is None or numbered is None:
            return None
        linked = (number for number, level in numbered.levels.items() if style_id and level.style == style_id)
        return list_id, next(linked, whole(depth, 0))

    def _of_style(self, style: str | None) -> tuple[str | None, str | None, str | None]:
        """The style that puts a paragraph into a list, with list and level; looked for once in each chain of styles."""
        if style not in self._by_style:
            found: tuple[str | None, str | None, str | None] = (None, None, None)
            for name, properties, _ in self._styles.chain(style):
                numbering = None if properties is None else properties.find(W + "numPr")
                list_id = value(numbering, "numId")
                if list_id is not None:
                    found = (name, list_id, value(numbering, "ilvl"))
                    break
            self._by_style[style] = found
        return self._by_style[style]


def _lists(root: _Element, styles: Styles) -> dict[str, NumberedList]:
    abstracts = {abstract.get(W + "abstractNumId") or "": abstract for abstract in root.iter(W + "abstractNum")}
    numbers = {number.get(W + "numId") or "": number for number in root.iter(W + "num")}
    made = {}
    for list_id, number in numbers.items():
        abstract_id = value(number, "abstractNumId") or ""
        abstract = _linked(abstracts.get(abstract_id), abstracts, numbers, styles)
        if abstract is not None:
            made[list_id] = _list(abstract.get(W + "abstractNumId") or "", abstract, number)
    return made


def _linked(
    abstract: _Element | None, abstracts: Mapping[str, _Element], numbers: Mapping[str, _Element], styles: Styles
) -> _Element | None:
    """The abstract list itself, or the one that its `numStyleLink` points at."""
    style_id = value(abstract, "numStyleLink")
    if style_id is None:
        return abstract
    for _, paragraph, _ in styles.chain(style_id):
        list_id = value(None if paragraph is None else paragraph.find(W + "numPr"), "numId")
        if list_id is not None:
            return abstracts.get(value(numbers.get(list_id), "abstractNumId") or "", abstract)
    return abstract


def _list(abstract_id: str, abstract: _Element, number: _Element) -> NumberedList:
    levels = {whole(level.get(W + "ilvl"), 0): _level(level) for level in abstract.findall(W + "lvl")}
    starts = {}
    for override in number.findall(W + "lvlOverride"):
        depth = whole(override.get(W + "ilvl"), 0)
        level = override.find(W + "lvl")
        if level is not None:
            levels[depth] = _level(level)
        start = value(override, "startOverride")
        if start is not None:
            starts[depth] = whole(start, 1)
    return NumberedList(abstract_id, levels, starts)


def _level(level: _Element) -> Level:
    restart = value(level, "lvlRestart")
    return Level(
        start=whole(value(level, "start"), 1),
        form=value(level, "numFmt") or "decimal",
        text=value(level, "lvlText") or "",
        restart=None if restart is None else whole(restart, 0),
        legal=switch(level, "isLgl") or False,
        style=value(level, "pStyle"),
    )
