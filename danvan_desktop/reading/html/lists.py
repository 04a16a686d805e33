"""The numbers of lists: HTML counts them, Word prints them as text that it marks as «Ignore»."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from danvan_desktop.domain.numbering import letter, roman

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BULLETS: Final = {"–": "-", "—": "-", "−": "-", "-": "-", "+": "+", "*": "*", "\uf02d": "-", "\uf02b": "+"}
_SYMBOLS: Final = frozenset("·•§oØüvq►▪\uf0b7\uf0a7\uf0d8\uf0fc\uf076")
_MOST: Final = 3999


@dataclass(slots=True)
class Counter:
    """One list: the kind of its numbers and the next one."""

    kind: str
    next: int = 1

    def count(self, item: HtmlElement) -> str:
        """The number of the next item as printed."""
        if not self.kind:
            return "-"
        value = _whole(item.get("value"), self.next)
        self.next = value + 1
        return f"{_formed(value, item.get('type') or self.kind)}{')' if self.kind == 'a' else '.'}"


def counter_of(element: HtmlElement) -> Counter:
    """The counter of an `ol` or `ul`."""
    if str(element.tag).casefold() != "ol":
        return Counter("")
    return Counter(element.get("type") or "1", _whole(element.get("start"), 1))


def word_number(text: str) -> str:
    """The number that Word printed before an item, its signs for bullets as dashes or dots."""
    bare = text.strip()
    if bare in _BULLETS:
        return _BULLETS[bare]
    return "•" if bare in _SYMBOLS else bare


def _formed(value: int, kind: str) -> str:
    if not 1 <= value <= _MOST:
        return str(value)
    if kind in "iI":
        signs = roman(value)
        return signs if kind == "I" else signs.lower()
    if kind in "aA":
        return letter(value).upper() if kind == "A" else letter(value)
    return str(value)


def _whole(text: str | None, default: int) -> int:
    try:
        return int(text or "")
    except ValueError:
        return default
