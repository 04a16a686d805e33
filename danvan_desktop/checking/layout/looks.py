"""The look of a paragraph or a run as the model keeps it; what is set alike is worked out once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from danvan_desktop.checking.layout.styles import Styling, first, measure, number, on
from danvan_desktop.reading.docx.package import W
from danvan_desktop.reading.docx.properties import value

if TYPE_CHECKING:
    from lxml.etree import _Element

    from danvan_desktop.checking.layout.styles import Layers

_SLOTS: Final = ("ascii", "hAnsi")
"""Vietnamese letters are set in the faces for these."""
_USUAL_SIZE: Final = "20"
_SINGLE: Final = 240


@dataclass(frozen=True, slots=True)
class RunLook:
    """What a run looks like: the properties of `Run` but for its text, whether it is seen at all, and in capitals."""

    properties: dict[str, Any]
    hidden: bool
    capitals: bool


class Looks:
    """Answers for properties as written; a paper has a few dozen different ones, however long it is."""

    def __init__(self, styles: _Element | None) -> None:
        self._styling = Styling(styles)
        self._paragraphs: dict[bytes, dict[str, Any]] = {}
        self._runs: dict[tuple[bytes, str], RunLook] = {}

    def of_paragraph(self, own: _Element | None) -> dict[str, Any]:
        """The properties of `Paragraph` that its look decides."""
        key = _written(own)
        found = self._paragraphs.get(key)
        if found is None:
            found = self._paragraphs[key] = _paragraph_look(self._styling.paragraph(own))
        return found

    def of_run(self, own: _Element | None, paragraph: _Element | None) -> RunLook:
        """The look of a run in a paragraph with these properties."""
        key = (_written(own), value(paragraph, "pStyle") or "")
        found = self._runs.get(key)
        if found is None:
            inherited = own is None or own.find(W + "rFonts") is None
            found = self._runs[key] = _run_look(self._styling.run(own, paragraph), inherited=inherited)
        return found

    def layers_of_table(self, own: _Element | None) -> Layers:
        """Table properties, nearest first."""
        return self._styling.table(own)


def _written(element: _Element | None) -> bytes:
    if element is None:
        return b""
    from lxml import etree

    return etree.tostring(element, with_tail=False)


def _paragraph_look(layers: Layers) -> dict[str, Any]:
    align = first(layers, "jc", "val") or "left"
    return {
        "align": {"start": "left", "end": "right"}.get(align, align),
        "before": number(layers, "spacing", "before"),
        "after": number(layers, "spacing", "after"),
        "line": number(layers, "spacing", "line") or _SINGLE,
        "line_rule": first(layers, "spacing", "lineRule") or "auto",
        "left": number(layers, "ind", "left", "start"),
        "right": number(layers, "ind", "right", "end"),
        "first_line": number(layers, "ind", "firstLine") - number(layers, "ind", "hanging"),
        "keep_next": on(layers, "keepNext"),
        "ruled": _has_border(layers),
    }


def _run_look(layers: Layers, *, inherited: bool) -> RunLook:
    fill = first(layers, "shd", "fill") or "auto"
    properties = {
        "size": measure(first(layers, "sz", "val") or _USUAL_SIZE),
        "bold": on(layers, "b"),
        "italic": on(layers, "i"),
        "underlined": (first(layers, "u", "val") or "none") != "none",
        "raised": first(layers, "vertAlign", "val") == "superscript",
        "fonts": _fonts(layers),
        "inherited": inherited,
        "colour": (first(layers, "color", "val") or "auto").upper(),
        "shaded": fill.upper() not in ("AUTO", "FFFFFF") or first(layers, "highlight", "val") not in (None, "none"),
        "language": first(layers, "lang", "val") or "",
    }
    return RunLook(properties, on(layers, "vanish"), on(layers, "caps"))


def _fonts(layers: Layers) -> frozenset[str]:
    """The faces for Latin letters; one of the theme counts as «theme»."""
    found = set()
    for slot in _SLOTS:
        for layer in layers:
            fonts = layer.find(W + "rFonts")
            if fonts is None:
                continue
            if fonts.get(f"{W}{slot}Theme") is not None:
                found.add("theme")
                break
            if fonts.get(W + slot) is not None:
                found.add(fonts.get(W + slot) or "")
                break
    return frozenset(found)


def _has_border(layers: Layers) -> bool:
    borders = next((found for layer in layers if (found := layer.find(W + "pBdr")) is not None), None)
    return any((value(borders, side) or "none") not in ("none", "nil") for side in ("top", "bottom"))
