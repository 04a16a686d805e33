"""Counting through lists: what Word prints before each numbered paragraph, whichever format holds the rules.

Follows ECMA-376 part 1, 17.9: levels of abstract lists, lists that override them, restarts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from danvan_desktop.domain.numbering import roman

if TYPE_CHECKING:
    from collections.abc import Mapping

_PLACEHOLDER: Final = re.compile(r"%([1-9])")
_PLAIN_BULLETS: Final = {"–": "-", "—": "-", "−": "-", "-": "-", "+": "+", "*": "*", "\uf02d": "-", "\uf02b": "+"}
_ENGLISH_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
_MAX_ROMAN: Final = 3999
_MAX_TURNS: Final = 30
"""Word itself writes «aaa» for the 53rd letter; a start of a billion is damage."""


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list counts; `text` holds «%1» for the number of the first level, and so on."""

    start: int
    form: str
    text: str
    restart: int | None = None
    legal: bool = False
    style: str | None = None


@dataclass(frozen=True, slots=True)
class NumberedList:
    """A list as paragraphs name it: its abstract list, the levels after its overrides, the starts it sets anew."""

    abstract: str
    levels: Mapping[int, Level]
    starts: Mapping[int, int]


class ListCounters:
    """Counts through a document in reading order; every numbered paragraph must be asked for once."""

    def __init__(self, lists: Mapping[str, NumberedList]) -> None:
        self._lists = lists
        self._counters: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()

    def next_number(self, list_id: str, depth: int) -> str:
        """The number of the next paragraph, which stands in this list at this depth; «» where the list is unknown."""
        numbered = self._lists.get(list_id)
        if numbered is None:
            return ""
        level = numbered.levels.get(depth)
        counters = self._counters.setdefault(numbered.abstract, {})
        self._begin(list_id, numbered, counters)
        if level is None:
            return ""
        counters[depth] = counters[depth] + 1 if depth in counters else _start(numbered, depth)
        for deeper in [other for other in counters if other > depth and _restarts(numbered, other, depth)]:
            del counters[deeper]
        return _printed(numbered, level, counters)

    def _begin(self, list_id: str, numbered: NumberedList, counters: dict[int, int]) -> None:
        if list_id not in self._begun:
            self._begun.add(list_id)
            for depth in numbered.starts:
                counters.pop(depth, None)


def _start(numbered: NumberedList, depth: int) -> int:
    level = numbered.levels.get(depth)
    return numbered.starts.get(depth, level.start if level else 1)


def _restarts(numbered: NumberedList, deeper: int, depth: int) -> bool:
    """Whether a new number at `depth` starts `deeper` anew: always, or as its `lvlRestart` says (0: never)."""
    level = numbered.levels.get(deeper)
    if level is None or level.restart is None:
        return True
    return depth < level.restart


def _printed(numbered: NumberedList, level: Level, counters: Mapping[int, int]) -> str:
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
        letters = _ENGLISH_LETTERS[place] * min(turns + 1, _MAX_TURNS)
        return letters.upper() if form == "upperLetter" else letters
    if form == "decimalEnclosedParen":
        return f"({number})"
    return str(number)
