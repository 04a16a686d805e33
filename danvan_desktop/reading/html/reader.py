"""From a page to blocks, in reading order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from danvan_desktop.reading.blocks import Block, Document
from danvan_desktop.reading.errors import Fault, FileFault
from danvan_desktop.reading.html.walking import Walker
from danvan_desktop.reading.legacy import document_converted
from danvan_desktop.reading.text.decoding import latin, unicode_text, windows_text

if TYPE_CHECKING:
    from email.message import EmailMessage

    from lxml.html import HtmlElement

MAX_PAGE_BYTES: Final = 12 * 1024 * 1024
"""Word's page of a 300-row table is 1 MB; a tree takes ten times its text."""
MAX_ARCHIVE_BYTES: Final = 40 * 1024 * 1024
"""Pictures take most of an archive; they are decoded nowhere."""
_MAX_PARTS: Final = 200
_PART: Final = b"\n--"
_TOO_DEEP: Final = "xcessive depth"
"""What the parser says when it gave up on elements within elements, and with them on the text inside."""
_CHARSET: Final = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_XML_CHARSET: Final = re.compile(rb"^\s*<\?xml[^>]{0,200}encoding=[\"']([\w-]+)", re.IGNORECASE)
_WESTERN: Final = frozenset({"windows-1252", "iso-8859-1", "us-ascii", "ascii", "cp1252", "latin1"})
_NOTHING: Final = re.compile(r"^\s*<\?xml[^>]*\?>")


def read_html(data: bytes) -> Document:
    """The document that a page is; raises FileFault when it is too large to be one."""
    return _document([_text(data, _declared(data))])


def read_mhtml(data: bytes) -> Document:
    """The document in a web archive: its pages one after the other; raises FileFault when there is none."""
    from email import message_from_bytes, policy

    if len(data) > MAX_ARCHIVE_BYTES or data.count(_PART) > 2 * _MAX_PARTS:
        raise FileFault(Fault.TOO_MANY_PARTS)
    message = message_from_bytes(data, policy=policy.default)
    pages = []
    for count, part in enumerate(message.walk()):
        if count > _MAX_PARTS:
            raise FileFault(Fault.TOO_MANY_PARTS)
        if part.get_content_type() == "text/html" and not _is_furniture(part):
            content = part.get_payload(decode=True)
            if isinstance(content, bytes):
                pages.append(_text(content, _declared(content) or part.get_content_charset() or ""))
    if not pages:
        raise FileFault(Fault.DAMAGED)
    return _document(pages)


def _is_furniture(part: EmailMessage) -> bool:
    """Whether a part holds running heads and feet, not text of the document."""
    place = str(part.get("Content-Location", "")).casefold()
    return place.rsplit("/", 1)[-1].startswith(("header", "footer"))


def _document(pages: list[str]) -> Document:
    blocks: list[Block] = []
    notices: dict[str, None] = {}
    footnotes = []
    for text in pages:
        walker = Walker()
        blocks.extend(walker.blocks_of(_tree(text)))
        footnotes.extend(walker.footnotes)
        notices.update(dict.fromkeys(walker.notices))
    return document_converted(Document(tuple(blocks), tuple(footnotes), tuple(notices)))


def _tree(text: str) -> HtmlElement:
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False)
    try:
        root: HtmlElement = html.document_fromstring(_NOTHING.sub("", text).encode("utf-8", "replace"), parser=parser)
    except etree.XMLSyntaxError as error:
        short_of_memory = getattr(error, "code", None) == etree.ErrorTypes.ERR_NO_MEMORY
        raise FileFault(Fault.MEMORY if short_of_memory else Fault.DAMAGED) from error
    except etree.ParserError as error:  # an empty page
        raise FileFault(Fault.NO_TEXT) from error
    if any(_TOO_DEEP in entry.message for entry in parser.error_log):
        raise FileFault(Fault.DAMAGED)
    return root


def _text(data: bytes, charset: str) -> str:
    """The page as text. What a page says of its encoding is believed when it is not Unicode."""
    if len(data) > MAX_PAGE_BYTES:
        raise FileFault(Fault.TEXT_TOO_LONG)
    text = unicode_text(data)
    if text is not None:
        return text
    return latin(data) if charset in _WESTERN else windows_text(data)


def _declared(data: bytes) -> str:
    head = data[:4096]
    found = _CHARSET.search(head) or _XML_CHARSET.search(head)
    return found[1].decode("ascii").casefold() if found else ""
