"""Styles: what a paragraph or run inherits when it does not say so itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from danvan_desktop.reading.docx.package import W

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_OFF: Final = frozenset({"0", "false", "off", "none"})
_SWITCHES: Final = ("vanish", "caps", "b", "i")
_RUN_PROPERTIES: Final = {W + name: name for name in (*_SWITCHES, "rStyle", "rFonts")}
_PARAGRAPH_PROPERTIES: Final = {W + name: place for place, name in enumerate(("pStyle", "jc", "outlineLvl"))}
_NO_LEVEL: Final = 9
_VAL: Final = W + "val"
_ASCII: Final = W + "ascii"
_HIGH_ANSI: Final = W + "hAnsi"
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
class ParagraphLook:
    """What is to be known of a paragraph: its style, and `level` from 0 where it is a heading."""

    style: str | None
    centred: bool
    level: int | None


@dataclass(frozen=True, slots=True)
class RunLook:
    """What is to be known of a run's letters; `font` is «» when none is named."""

    hidden: bool
    capitals: bool
    bold: bool
    italic: bool
    font: str


@dataclass(frozen=True, slots=True)
class _Style:
    based_on: str | None
    paragraph: _Element | None
    run: _Element | None


class Styles:
    """The styles part, asked by style id; an absent part knows no style."""

    def __init__(self, root: _Element | None) -> None:
        self._styles: dict[str, _Style] = {}
        self._looks: dict[tuple[tuple[tuple[str, str], ...], str | None], RunLook] = {}
        self._paragraph_looks: dict[tuple[str | None, str | None, str | None], ParagraphLook] = {}
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

    def paragraph_look(self, own: _Element | None) -> ParagraphLook:
        """How a paragraph with these properties looks as it applies: its own, else its style's."""
        said: list[str | None] = [None, None, None]
        for child in () if own is None else own:
            place = _PARAGRAPH_PROPERTIES.get(child.tag)
            if place is not None:
                said[place] = child.get(_VAL)
        key = (said[0], said[1], said[2])
        if key not in self._paragraph_looks:
            self._paragraph_looks[key] = self._resolved_paragraph(*key)
        return self._paragraph_looks[key]

    def _resolved_paragraph(self, style: str | None, align: str | None, level: str | None) -> ParagraphLook:
        style = style or self._default_paragraph
        for _, properties, _ in self.chain(style):
            align = value(properties, "jc") if align is None else align
            level = value(properties, "outlineLvl") if level is None else level
        depth = whole(level, _NO_LEVEL)
        return ParagraphLook(style, align == "center", depth if 0 <= depth < _NO_LEVEL else None)

    def run_look(self, own: _Element | None, paragraph_style: str | None) -> RunLook:
        """How a run looks as it applies: its own properties, its style, the paragraph's style, the defaults."""
        said = _said(own)
        key = said, paragraph_style
        if key not in self._looks:
            self._looks[key] = self._resolved(dict(said), paragraph_style)
        return self._looks[key]

    def _resolved(self, own: dict[str, str], paragraph_style: str | None) -> RunLook:
        chains = (*self.chain(own.get("rStyle")), *self.chain(paragraph_style))
        layers = (own, *(dict(_said(run)) for _, _, run in chains), dict(_said(self._default_run)))
        applied: dict[str, str] = {}
        for layer in reversed(layers):
            applied.update(layer)
        hidden, capitals, bold, italic = (name in applied and applied[name] not in _OFF for name in _SWITCHES)
        return RunLook(hidden, capitals, bold, italic, applied.get("rFonts", ""))


def _said(run: _Element | None) -> tuple[tuple[str, str], ...]:
    """What run properties say of themselves, as far as a reader of text needs it."""
    if run is None:
        return ()
    found = []
    for child in run:
        name = _RUN_PROPERTIES.get(child.tag)
        if name == "rFonts":
            font = child.get(_ASCII) or child.get(_HIGH_ANSI)
            if font:
                found.append((name, font))
        elif name is not None:
            said = child.get(_VAL) or "true"
            found.append((name, said if name == "rStyle" else said.casefold()))
    return tuple(found)
