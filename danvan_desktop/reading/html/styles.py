"""What an element says of its look: hidden, bold, centred, its font; by tag, attributes and Word's own properties."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.html import HtmlElement

_DECLARATION: Final = re.compile(r"([\w-]+)\s*:\s*((?:\"[^\"]*\"|'[^']*'|[^;\"'])+)")
_BOLD: Final = frozenset({"bold", "bolder", "600", "700", "800", "900"})
_BOLD_TAGS: Final = frozenset({"b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "th"})
_ITALIC_TAGS: Final = frozenset({"i", "em", "cite"})
_NEVER_SHOWN: Final = frozenset(
    {"script", "style", "head", "title", "meta", "link", "noscript", "template", "object", "iframe", "svg", "select"}
    | {"textarea", "button", "del", "xml"}
)
_MAX_RULES: Final = 3000
_MAX_SELECTORS: Final = 20
"""Word's longest rule has seven."""


@dataclass(frozen=True, slots=True)
class Look:
    """How the text inside an element looks."""

    bold: bool = False
    italic: bool = False
    centred: bool = False
    capitals: bool = False
    preformatted: bool = False
    font: str = ""


class StyleSheet:
    """The rules of a page's own style sheet for classes and tags; what it takes from elsewhere is not looked up."""

    def __init__(self, root: HtmlElement) -> None:
        self._rules: dict[str, dict[str, str]] = {}
        for sheet in root.iter("style"):
            for rule in _without_comments(sheet.text or "").split("}")[:_MAX_RULES]:
                selectors, _, declarations = rule.rpartition("{")
                for selector in selectors.split(",")[:_MAX_SELECTORS]:
                    self._rules.setdefault(selector.strip().casefold(), {}).update(_declared(declarations))

    def properties(self, element: HtmlElement) -> dict[str, str]:
        """The declarations that apply to an element: its tag's, its class's, its own."""
        tag = str(element.tag).casefold()
        found = dict(self._rules.get(tag, {}))
        for name in (element.get("class") or "").casefold().split():
            found.update(self._rules.get(f".{name}", {}))
            found.update(self._rules.get(f"{tag}.{name}", {}))
        found.update(_declared(element.get("style") or ""))
        return found


def is_hidden(element: HtmlElement, properties: Mapping[str, str]) -> bool:
    """Whether nothing of an element is to be read."""
    if str(element.tag).casefold() in _NEVER_SHOWN or element.get("hidden") is not None:
        return True
    element_kind = properties.get("mso-element", "")
    return (
        properties.get("display") == "none"
        or properties.get("visibility") == "hidden"
        or properties.get("mso-hide") == "all"
        or element_kind in ("header", "footer", "comment-list")
        or properties.get("mso-comment-reference") is not None
        or (element.get("class") or "").casefold() == "msocomanchor"
        or (element.get("title") or "").casefold() in ("header", "footer")
    )


def is_deleted(element: HtmlElement) -> bool:
    """Whether an element is text that a tracked change took away."""
    return str(element.tag).casefold() == "del"


def look_of(element: HtmlElement, properties: Mapping[str, str], around: Look) -> Look:
    """The look inside an element, given the look around it."""
    tag = str(element.tag).casefold()
    weight = properties.get("font-weight")
    style = properties.get("font-style")
    align = (element.get("align") or "").casefold() or properties.get("text-align")
    font = properties.get("font-family") or element.get("face") or ""
    return replace(
        around,
        bold=weight in _BOLD if weight else around.bold or tag in _BOLD_TAGS,
        italic=style in ("italic", "oblique") if style else around.italic or tag in _ITALIC_TAGS,
        centred=align == "center" if align else around.centred or tag in ("center", "th"),
        capitals=properties.get("text-transform", "uppercase" if around.capitals else "") == "uppercase",
        preformatted=around.preformatted or tag == "pre" or properties.get("white-space", "").startswith("pre"),
        font=font.split(",")[0].strip("\"' ") if font else around.font,
    )


def _without_comments(sheet: str) -> str:
    first, *others = sheet.replace("<!--", "").replace("-->", "").split("/*")
    return first + "".join(part.partition("*/")[2] for part in others)


def _declared(text: str) -> dict[str, str]:
    return {name.casefold(): _value(name.casefold(), value) for name, value in _DECLARATION.findall(text)}


def _value(name: str, value: str) -> str:
    value = value.strip()
    return value if name == "font-family" else value.casefold()
