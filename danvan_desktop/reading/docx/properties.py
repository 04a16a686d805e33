"""Styles: what a paragraph or run inherits when it does not say so itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from danvan_desktop.reading.docx.package import W

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_OFF: Final = frozenset({"0", "false", "off", "none"})
_MAX_DEPTH: Final = 20
"""Longest chain of styles based on styles; damaged files have circles."""


def value(element: _Element | None, name: str, attribute: str = "val") -> str | None:
    """The `w:val` (or another attribute) of a child called `w:name`; None when either is missing."""
    child = None if element is None else element.find(W + name)
    return None if child is None else child.get(W + attribute)


def switch(properties: _Element | None, name: str) -> bool | None:
    """A property that is on or off; None when it is not mentioned."""
    child = None if properties is None else properties.find(W + name)
    if child is None:
        return None
    return (child.get(W + "val") or "true").casefold() not in _OFF


def whole(text: str | None, default: int) -> int:
    """An attribute that should be a whole number."""
    try:
        return int(text or "")
    except ValueError:
        return default


@dataclass(frozen=True, slots=True)
class _Style:
    based_on: str | None
    paragraph: _Element | None
    run: _Element | None


class Styles:
    """The styles part, asked by style id; an absent part knows no style."""

    def __init__(self, root: _Element | None) -> None:
        self._styles: dict[str, _Style] = {}
        self._default_paragraph: str | None = None
        self._default_run = None if root is None else root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        for style in () if root is None else root.iter(W + "style"):
            style_id = style.get(W + "styleId") or ""
            self._styles[style_id] = _Style(value(style, "basedOn"), style.find(W + "pPr"), style.find(W + "rPr"))
            if style.get(W + "type") == "paragraph" and (style.get(W + "default") or "0") not in _OFF:
                self._default_paragraph = style_id

    def chain(self, style_id: str | None) -> Iterator[tuple[str, _Element | None, _Element | None]]:
        """A style and those it is based on, nearest first: id, paragraph properties, run properties."""
        for _ in range(_MAX_DEPTH):
            style = self._styles.get(style_id or "")
            if style is None or style_id is None:
                return
            yield style_id, style.paragraph, style.run
            style_id = style.based_on

    def paragraph_style(self, properties: _Element | None) -> str | None:
        """The style id of a paragraph with these properties."""
        return value(properties, "pStyle") or self._default_paragraph

    def paragraph_value(self, properties: _Element | None, name: str) -> str | None:
        """A paragraph property as it applies: the paragraph's own, else its style's."""
        own = value(properties, name)
        if own is not None:
            return own
        inherited = (value(style, name) for _, style, _ in self.chain(self.paragraph_style(properties)))
        return next((found for found in inherited if found is not None), None)

    def run_switch(self, run: _Element | None, paragraph_style: str | None, name: str) -> bool:
        """A run property (b, i, caps, vanish) as it applies: run, its style, the paragraph's style, the defaults."""
        chains = (*self.chain(value(run, "rStyle")), *self.chain(paragraph_style))
        for properties in (run, *(style_run for _, _, style_run in chains), self._default_run):
            state = switch(properties, name)
            if state is not None:
                return state
        return False

    def run_font(self, run: _Element | None, paragraph_style: str | None) -> str:
        """The font of a run's letters as it applies, looked for where `run_switch` looks; «» when none is named."""
        chains = (*self.chain(value(run, "rStyle")), *self.chain(paragraph_style))
        for properties in (run, *(style_run for _, _, style_run in chains), self._default_run):
            font = value(properties, "rFonts", "ascii") or value(properties, "rFonts", "hAnsi")
            if font:
                return font
        return ""
