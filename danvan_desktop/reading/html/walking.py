"""The walk over a page's tree: paragraphs, tables, footnotes; hidden and deleted text left."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from danvan_desktop.reading.blocks import Block, Footnote, Paragraph
from danvan_desktop.reading.html.grid import GridReader
from danvan_desktop.reading.html.lists import Counter, counter_of, word_number
from danvan_desktop.reading.html.styles import Look, StyleSheet, is_deleted, is_hidden, look_of
from danvan_desktop.reading.legacy import Charset, conversion_notice, run_text

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TRACKED: Final = (
    "Văn bản còn chỗ sửa đang theo dõi (chưa chấp nhận); chương trình đã đọc như thể mọi chỗ sửa được chấp nhận."
)
_BLOCKS: Final = frozenset(
    {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl", "dt", "dd", "blockquote", "pre", "hr"}
    | {"body", "html", "section", "article", "header", "footer", "main", "aside", "nav", "form", "fieldset", "address"}
    | {"center", "table", "tr", "td", "th", "caption", "figure", "frameset", "noframes"}
)
_HEADING: Final = re.compile(r"h([1-6])")
_NOTE_ID: Final = re.compile(r"(?:ftn|edn|sdfootnote|sdendnote)\d+")
_NOTE_ANCHOR: Final = re.compile(r"#_(?:ftn|edn)(?:ref)?\d+|#sd(?:foot|end)note\d+(?:sym|anc)")
_SIGN_FONTS: Final = ("symbol", "wingdings", "webdings")
_SPACE: Final = re.compile(r"[ \t\n\r\f]+")
_MAX_DEPTH: Final = 90
"""Elements within elements; no page of an office comes near, what lies deeper is taken as plain text."""


@dataclass(slots=True)
class _Gathering:
    """The paragraph that is being read."""

    pieces: list[str] = field(default_factory=list)
    number: str = ""
    level: int | None = None
    all_bold: bool = True
    all_italic: bool = True
    centred: bool = False


class Walker:
    """Walks one page; afterwards `footnotes` and `notices` hold what was met on the way."""

    def __init__(self) -> None:
        self.footnotes: list[Footnote] = []
        self._sheet: StyleSheet | None = None
        self._grid = GridReader(self._cell, lambda element: is_hidden(element, self._properties(element)))
        self._out: list[Block] = []
        self._open = _Gathering()
        self._lists: list[Counter] = []
        self._look = Look()
        self._depth = 0
        self._tracked = False
        self._charsets: set[Charset] = set()

    @property
    def notices(self) -> tuple[str, ...]:
        """Sentences on how the page was read."""
        said = [_TRACKED] if self._tracked else []
        return (*said, *([conversion_notice(self._charsets)] if self._charsets else []))

    def blocks_of(self, root: HtmlElement) -> tuple[Block, ...]:
        """The blocks of a whole page."""
        self._sheet = StyleSheet(root)
        self._element(root, Look())
        self._close()
        return tuple(self._out)

    def _cell(self, element: HtmlElement) -> tuple[Block, ...]:
        outer, self._out = self._out, []
        outside, self._open = self._open, _Gathering()
        lists, self._lists = self._lists, []
        look = look_of(element, self._properties(element), self._look)
        self._children(element, look)
        self._close()
        found, self._out = tuple(self._out), outer
        self._open, self._lists = outside, lists
        return found

    def _properties(self, element: HtmlElement) -> dict[str, str]:
        return self._sheet.properties(element) if self._sheet else {}

    def _element(self, element: HtmlElement, around: Look) -> None:
        if not isinstance(element.tag, str):
            return
        if self._depth > _MAX_DEPTH:
            self._add_text(element.text_content(), around)
            return
        tag = element.tag.casefold()
        properties = self._properties(element)
        if is_hidden(element, properties):
            self._tracked |= is_deleted(element)
            return
        self._tracked |= tag == "ins"
        look = look_of(element, properties, around)
        if _NOTE_ANCHOR.fullmatch(element.get("href") or ""):
            return
        self._depth += 1
        if tag == "br":
            self._add("\n", look)
        elif properties.get("mso-list") == "ignore":
            self._open.number = word_number(element.text_content())
        elif "mso-tab-count" in properties:
            self._add("\t", look)
        elif tag == "table":
            self._table(element, look)
        elif _NOTE_ID.fullmatch(element.get("id") or "") and tag in ("div", "p", "li"):
            self._note(element)
        elif tag in _BLOCKS:
            self._block(element, tag, look)
        else:
            self._children(element, look)
        self._depth -= 1

    def _children(self, element: HtmlElement, look: Look) -> None:
        self._add_text(element.text, look)
        for child in element:
            self._element(child, look)
            self._add_text(child.tail, look)

    def _block(self, element: HtmlElement, tag: str, look: Look) -> None:
        self._close()
        if tag in ("ol", "ul"):
            self._lists.append(counter_of(element))
        heading = _HEADING.fullmatch(tag)
        self._open.level = int(heading[1]) - 1 if heading else None
        if tag == "li" and self._lists:
            self._open.number = self._lists[-1].count(element)
        self._children(element, look)
        self._close()
        if tag in ("ol", "ul"):
            self._lists.pop()

    def _table(self, element: HtmlElement, look: Look) -> None:
        self._close()
        for caption in element.iterchildren("caption"):
            self._element(caption, look)
        self._close()
        before, self._look = self._look, look
        table = self._grid.table(element)
        self._look = before
        if table.rows:
            self._out.append(table)

    def _note(self, element: HtmlElement) -> None:
        paragraphs = [block.text for block in self._cell(element) if isinstance(block, Paragraph)]
        if paragraphs:
            self.footnotes.append(Footnote(str(len(self.footnotes) + 1), "\n".join(paragraphs)))

    def _add_text(self, text: str | None, look: Look) -> None:
        if text:
            self._add(text if look.preformatted else _SPACE.sub(" ", text), look)

    def _add(self, text: str, look: Look) -> None:
        if look.font.casefold().startswith(_SIGN_FONTS) and len(text.strip()) == 1:
            text = word_number(text)
        read, charset = run_text(text, look.font)
        if charset is not None:
            self._charsets.add(charset)
        if read.strip():
            self._open.all_bold &= look.bold
            self._open.all_italic &= look.italic
            self._open.centred = look.centred
        self._open.pieces.append(read.upper() if look.capitals else read)

    def _close(self) -> None:
        """End the open paragraph; one without words is none."""
        gathered, self._open = self._open, _Gathering()
        text = "\n".join(line.strip(" \u00a0") for line in "".join(gathered.pieces).split("\n")).strip()
        if not text:
            return
        self._out.append(
            Paragraph(
                text=text,
                number=gathered.number,
                bold=gathered.all_bold,
                italic=gathered.all_italic,
                centred=gathered.centred,
                level=gathered.level,
            )
        )
