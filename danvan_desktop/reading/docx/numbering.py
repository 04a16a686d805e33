"""Automatic numbers as Word prints them: they are not in the text, only rules and counters are.

Follows ECMA-376 part 1, 17.9: levels of abstract lists, lists that override them, restarts, style-based numbering.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from danvan_desktop.domain.numbering import roman
from danvan_desktop.reading.docx.package import W
from danvan_desktop.reading.docx.properties import Styles, switch, value, whole

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element

_PLACEHOLDER: Final = re.compile(r"%([1-9])")
_PLAIN_BULLETS: Final = {"–": "-", "—": "-", "−": "-", "-": "-", "+": "+", "*": "*", "\uf02d": "-", "\uf02b": "+"}
_ENGLISH_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
_MAX_ROMAN: Final = 3999


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    form: str
    text: str
    restart: int | None
    legal: bool
    style: str | None


@dataclass(frozen=True, slots=True)
class _List:
    """One `w:num`: its abstract list, the levels after its overrides, the starts that it sets anew."""

    abstract: str
    levels: Mapping[int, _Level]
    starts: Mapping[int, int]


class Numbering:
    """Counts through a document in reading order; every numbered paragraph must be asked for once."""

    def __init__(self, root: _Element | None, styles: Styles) -> None:
        self._styles = styles
        self._lists = {} if root is None else _lists(root, styles)
        self._counters: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()

    def next_number(self, properties: _Element | None) -> str:
        """The number of the next paragraph, which has these properties; «» when it has none."""
        found = self._place(properties)
        if found is None:
            return ""
        list_id, depth = found
        numbered = self._lists[list_id]
        level = numbered.levels.get(depth)
        counters = self._counters.setdefault(numbered.abstract, {})
        self._begin(list_id, numbered, counters)
        if level is None:
            return ""
        counters[depth] = counters[depth] + 1 if depth in counters else _start(numbered, depth)
        for deeper in [other for other in counters if other > depth and _restarts(numbered, other, depth)]:
            del counters[deeper]
        return _printed(numbered, level, counters)

    def _begin(self, list_id: str, numbered: _List, counters: dict[int, int]) -> None:
        if list_id not in self._begun:
            self._begun.add(list_id)
            for depth in numbered.starts:
                counters.pop(depth, None)

    def _place(self, properties: _Element | None) -> tuple[str, int] | None:
        """List and level of a paragraph: its own `numPr`, completed by its style's."""
        own = None if properties is None else properties.find(W + "numPr")
        list_id, depth = value(own, "numId"), value(own, "ilvl")
        style_id = None
        if list_id is None:
            for name, style, _ in self._styles.chain(self._styles.paragraph_style(properties)):
                numbering = None if style is None else style.find(W + "numPr")
                list_id = value(numbering, "numId")
                if list_id is not None:
                    style_id, depth = name, depth or value(numbering, "ilvl")
                    break
        numbered = self._lists.get(list_id or "")
        if list_id is None or numbered is None:
            return None
        linked = (number for number, level in numbered.levels.items() if style_id and level.style == style_id)
        return list_id, next(linked, whole(depth, 0))


def _lists(root: _Element, styles: Styles) -> dict[str, _List]:
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


def _list(abstract_id: str, abstract: _Element, number: _Element) -> _List:
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
    return _List(abstract_id, levels, starts)


def _level(level: _Element) -> _Level:
    restart = value(level, "lvlRestart")
    return _Level(
        start=whole(value(level, "start"), 1),
        form=value(level, "numFmt") or "decimal",
        text=value(level, "lvlText") or "",
        restart=None if restart is None else whole(restart, 0),
        legal=switch(level, "isLgl") or False,
        style=value(level, "pStyle"),
    )


def _start(numbered: _List, depth: int) -> int:
    level = numbered.levels.get(depth)
    return numbered.starts.get(depth, level.start if level else 1)


def _restarts(numbered: _List, deeper: int, depth: int) -> bool:
    """Whether a new number at `depth` starts `deeper` anew: always, or as its `lvlRestart` says (0: never)."""
    level = numbered.levels.get(deeper)
    if level is None or level.restart is None:
        return True
    return depth < level.restart


def _printed(numbered: _List, level: _Level, counters: Mapping[int, int]) -> str:
    if level.form == "bullet":
        return _bullet(level.text)

    def part(match: re.Match[str]) -> str:
        depth = int(match[1]) - 1
        other = numbered.levels.get(depth)
        form = "decimal" if level.legal or other is None else other.form
        return _formed(counters.get(depth, _start(numbered, depth)), form)

    return _PLACEHOLDER.sub(part, level.text).strip()


def _bullet(sign: str) -> str:
    return _PLAIN_BULLETS.get(sign, "•") if sign else ""


def _formed(number: int, form: str) -> str:
    if form in ("none", "bullet"):
        return ""
    if form == "decimalZero":
        return f"{number:02d}"
    if form in ("upperRoman", "lowerRoman") and 1 <= number <= _MAX_ROMAN:
        signs = roman(number)
        return signs if form == "upperRoman" else signs.lower()
    if form in ("upperLetter", "lowerLetter") and number >= 1:
        turns, place = divmod(number - 1, len(_ENGLISH_LETTERS))
        letters = _ENGLISH_LETTERS[place] * (turns + 1)
        return letters.upper() if form == "upperLetter" else letters
    if form == "decimalEnclosedParen":
        return f"({number})"
    return str(number)
