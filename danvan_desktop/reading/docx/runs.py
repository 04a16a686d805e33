"""The visible text of one paragraph: insertions taken, deletions and hidden text left, notes and boxes set apart."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from danvan_desktop.reading.docx.package import MC, W
from danvan_desktop.reading.docx.properties import Styles, switch
from danvan_desktop.reading.legacy import Charset, run_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_RUN: Final = W + "r"
_TEXT: Final = W + "t"
_RUN_PROPERTIES: Final = W + "rPr"
_PARAGRAPH_PROPERTIES: Final = W + "pPr"
_TRANSPARENT: Final = frozenset(
    W + name
    for name in ("ins", "moveTo", "hyperlink", "smartTag", "customXml", "fldSimple", "sdt", "sdtContent", "dir", "bdo")
) | {W + "ruby", W + "rubyBase"}
_DELETED: Final = frozenset({W + "del", W + "moveFrom"})
_SIGNS: Final = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "-",
    W + "softHyphen": "\u00ad",
}
_PICTURES: Final = frozenset({W + "drawing", W + "pict", W + "object"})
_NOTES: Final = {W + "footnoteReference": "footnotes", W + "endnoteReference": "endnotes"}
_MATH_TEXT: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_SYMBOLS: Final = {0x2D: "-", 0x2B: "+", 0xFC: "✓", 0xFE: "☑", 0xA8: "☐", 0x6F: "☐"}
"""Characters of Word's symbol fonts (code without the F000 of the private area) that mean something in a programme."""
_SOFT_HYPHEN: Final = "\u00ad"
"""In TCVN3 the letter «ư»; elsewhere a place where a word may be divided."""


@dataclass(slots=True)
class RunText:
    """What the runs of a paragraph hold, gathered while walking them."""

    pieces: list[str] = field(default_factory=list)
    boxes: list[_Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    all_bold: bool = True
    all_italic: bool = True
    charsets: set[Charset] = field(default_factory=set)
    tracked: bool = False

    @property
    def text(self) -> str:
        """The visible text."""
        return "".join(self.pieces)


def read_runs(paragraph: _Element, styles: Styles, style: str | None, into: RunText) -> None:
    """Add the runs of a paragraph of a style to `into` (which may hold those of a paragraph joined to this one)."""
    _Reader(styles, style, into).read(paragraph)


def chosen(alternatives: _Element) -> _Element | None:
    """The branch of an `mc:AlternateContent` that is shown: the first choice, else the fallback; never both."""
    choice = alternatives.find(MC + "Choice")
    return alternatives.find(MC + "Fallback") if choice is None else choice


class _Reader:
    def __init__(self, styles: Styles, style: str | None, into: RunText) -> None:
        self._styles = styles
        self._style = style
        self._into = into

    def read(self, parent: _Element) -> None:
        for child in parent:
            tag = child.tag
            if tag == _RUN:
                self._run(child)
            elif tag in _DELETED:
                self._into.tracked = True
            elif tag in _TRANSPARENT:
                self._into.tracked |= tag in (W + "ins", W + "moveTo")
                self.read(child)
            elif tag == MC + "AlternateContent":
                branch = chosen(child)
                if branch is not None:
                    self.read(branch)
            elif tag != _PARAGRAPH_PROPERTIES:
                self._into.pieces.extend(part.text or "" for part in child.iter(_MATH_TEXT))

    def _run(self, run: _Element) -> None:
        look = self._styles.run_look(run.find(_RUN_PROPERTIES), self._style)
        if look.hidden:
            return
        text, charset = run_text("".join(self._pieces(run)), look.font)
        text = text.replace(_SOFT_HYPHEN, "")
        if charset is not None:
            self._into.charsets.add(charset)
        if look.capitals:
            text = text.upper()
        self._into.pieces.append(text)
        if text.strip():
            self._into.all_bold &= look.bold
            self._into.all_italic &= look.italic

    def _pieces(self, parent: _Element) -> Iterator[str]:
        for child in parent:
            tag = child.tag
            if tag == _TEXT:
                yield child.text or ""
            elif tag in _SIGNS:
                yield _SIGNS[tag]
            elif tag == _RUN_PROPERTIES:
                continue
            elif tag == W + "sym":
                yield _symbol(child.get(W + "char"))
            elif tag in _NOTES:
                self._into.notes.append((_NOTES[tag], child.get(W + "id") or ""))
            elif tag in _PICTURES:
                self._into.boxes.extend(_boxes(child))
            elif tag == MC + "AlternateContent":
                branch = chosen(child)
                if branch is not None:
                    yield from self._pieces(branch)
            elif tag == W + "ruby":
                self.read(child)


def _boxes(picture: _Element) -> Iterator[_Element]:
    """The outermost text boxes of a drawing, of one branch of each alternative."""
    for child in picture:
        if child.tag == W + "txbxContent":
            yield child
        elif child.tag == MC + "AlternateContent":
            branch = chosen(child)
            if branch is not None:
                yield from _boxes(branch)
        else:
            yield from _boxes(child)


def _symbol(code: str | None) -> str:
    try:
        number = int(code or "", 16)
    except ValueError:
        return ""
    if 0xF000 <= number <= 0xF0FF:
        return _SYMBOLS.get(number - 0xF000, "•")
    return chr(number) if 0x20 <= number < 0xD800 else ""


def mark_deleted(properties: _Element | None) -> bool:
    """Whether the mark that ends a paragraph is a tracked deletion: the next paragraph then continues this one."""
    mark = None if properties is None else properties.find(W + "rPr")
    return mark is not None and (mark.find(W + "del") is not None or mark.find(W + "moveFrom") is not None)


def mark_hidden(properties: _Element | None) -> bool:
    """Whether the paragraph's end is hidden text (with nothing visible in it, the paragraph is not there at all)."""
    mark = None if properties is None else properties.find(W + "rPr")
    return switch(mark, "vanish") or False
