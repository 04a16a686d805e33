"""Whether a file is HTML or a web archive, by how it begins."""

from __future__ import annotations

import re
from typing import Final

_BEFORE: Final = rb"\s*(?:<\?xml[^>]*\?>\s*|<!--.*?-->\s*)*"
_HTML: Final = re.compile(
    _BEFORE + rb"<(?:!doctype\s+html|html|head|body|meta|title|style|table|div|span|p|h[1-6]|font|b|ul|ol|center)\b",
    re.IGNORECASE | re.DOTALL,
)
_MHTML: Final = re.compile(rb"(?:[\w-]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){1,30}?", re.IGNORECASE)
_ARCHIVE: Final = re.compile(rb"^content-type:\s*(?:multipart/related|text/html)", re.IGNORECASE | re.MULTILINE)
_MARKS: Final = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def looks_like_html(head: bytes) -> bool:
    """Whether these first bytes begin a page, in UTF-16 too."""
    for mark in _MARKS:
        head = head.removeprefix(mark)
    return _HTML.match(head.replace(b"\0", b"")) is not None


def looks_like_mhtml(head: bytes) -> bool:
    """Whether these first bytes are the header of a web archive (Word's «Single File Web Page»)."""
    start = _MHTML.match(head.lstrip())
    return start is not None and _ARCHIVE.search(head) is not None and b"mime-version" in head.lower()
