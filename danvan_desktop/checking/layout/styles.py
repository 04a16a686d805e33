"""How a paragraph or a run looks once styles and defaults have had their say (ECMA-376 part 1, 17.7)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from danvan_desktop.reading.docx.package import W
from danvan_desktop.reading.docx.properties import value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    Layers = tuple[_Element, ...]

_OFF: Final = frozenset({"0", "false", "off", "none"})
_MAX_DEPTH: Final = 20
_DIGITS: Final = 10
"""Longest chain of styles based on styles; damaged files have circles."""


class Styling:
    """The styles part, asked for properties as they apply; an absent part knows no style."""

    def __init__(self, root: _Element | None) -> None:
        self._styles: dict[str, _Element] = {}
        self._default: dict[str, str] = {}
        self._base: dict[str, _Element | None] = {"pPr": None, "rPr": None}
        if root is None:
            return
        self._base["pPr"] = root.find(f"{W}docDefaults/{W}pPrDefault/{W}pPr")
        self._base["rPr"] = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        for style in root.iter(W + "style"):
            name = style.get(W + "styleId") or ""
            self._styles[name] = style
            if (style.get(W + "default") or "0") not in _OFF:
                self._default[style.get(W + "type") or ""] = name

    def paragraph(self, own: _Element | None) -> Layers:
        """Paragraph properties, nearest first."""
        return tuple(self._layers(own, self._paragraph_styles(own), "pPr"))

    def run(self, own: _Element | None, paragraph: _Element | None) -> Layers:
        """Run properties, nearest first; `paragraph` are those of the paragraph around it."""
        styles = (*self._chain(value(own, "rStyle")), *self._paragraph_styles(paragraph))
        return tuple(self._layers(own, styles, "rPr"))

    def table(self, own: _Element | None) -> Layers:
        """Table properties, nearest first."""
        name = value(own, "tblStyle") or self._default.get("table")
        return tuple(self._layers(own, tuple(self._chain(name)), "tblPr"))

    def _paragraph_styles(self, own: _Element | None) -> Layers:
        return tuple(self._chain(value(own, "pStyle") or self._default.get("paragraph")))

    def _chain(self, name: str | None) -> Iterator[_Element]:
        for _ in range(_MAX_DEPTH):
            style = self._styles.get(name or "")
            if style is None:
                return
            yield style
            name = value(style, "basedOn")

    def _layers(self, own: _Element | None, styles: tuple[_Element, ...], part: str) -> Iterator[_Element]:
        found = (own, *(style.find(W + part) for style in styles), self._base.get(part))
        yield from (layer for layer in found if layer is not None)


def first(layers: Layers, child: str, *attributes: str) -> str | None:
    """The first of these attributes of `child` that any layer gives, nearest layer first."""
    for layer in layers:
        element = layer.find(W + child)
        if element is not None:
            for attribute in attributes:
                given = element.get(W + attribute)
                if given is not None:
                    return given
    return None


def number(layers: Layers, child: str, *attributes: str) -> int:
    """As `first`, a whole number; 0 when nothing is given or it is not one."""
    return measure(first(layers, child, *attributes))


def measure(text: str | None, default: int = 0) -> int:
    """A length as Word writes it, in twips; some programs write fractions or units."""
    given = (text or "").strip()
    if given.isdecimal() and len(given) < _DIGITS:
        return int(given)
    for unit, twips in (("pt", 20.0), ("mm", 56.6929), ("cm", 566.929), ("in", 1440.0), ("", 1.0)):
        if given.endswith(unit):
            try:
                return round(float(given.removesuffix(unit)) * twips)
            except (ValueError, OverflowError):
                continue
    return default


def on(layers: Layers, child: str) -> bool:
    """A property that is on or off, as the nearest layer that mentions it has it."""
    for layer in layers:
        element = layer.find(W + child)
        if element is not None:
            return (element.get(W + "val") or "true").casefold() not in _OFF
    return False
