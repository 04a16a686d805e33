"""Markdown left-overs read as what they mean: **bold**, # headings, links, escapes, footnotes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_HEADING: Final = re.compile(r"(#{1,6})\s+(.+)", re.DOTALL)
_UNDERLINE: Final = re.compile(r"(?:={3,}|-{3,})")
_RULE: Final = re.compile(r"(?:[-*_]\s*){3,}|`{3,}.*|~{3,}.*")
_STRONG: Final = re.compile(r"\*\*+|__+(?=\w)|(?<=\w)__+")
_ITALIC: Final = re.compile(r"(?<![\w*])([*_])(?=[^\s*_])([^*_]+?)(?<=\S)\1(?![\w*])")
_IMAGE: Final = re.compile(r"!\[([^\]]{0,200})\]\([^)]{0,500}\)")
_LINK: Final = re.compile(r"\[([^\]]{1,200})\]\((?:https?:|mailto:|#|\.{0,2}/|<)[^)]{0,500}\)")
_NOTE_MARK: Final = re.compile(r"\[\^[^\]]{1,20}\]")
_NOTE: Final = re.compile(r"\[\^([^\]]{1,20})\]:\s*(.+)")
_ESCAPE: Final = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|<>~])")
_BREAK: Final = re.compile(r"<br\s*/?>", re.IGNORECASE)
_ENTITIES: Final = {"&nbsp;": " ", "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"'}
_TASK_BOX: Final = re.compile(r"^([-*+]\s+)?\[[ xX]\]\s+")


@dataclass(frozen=True, slots=True)
class Marked:
    """Words without their markdown, and what it said of them."""

    text: str
    bold: bool = False
    italic: bool = False
    level: int | None = None


def is_rule(line: str) -> bool:
    """Whether a line only draws a rule, fences code or underlines a heading."""
    return _RULE.fullmatch(line) is not None or _UNDERLINE.fullmatch(line) is not None


def note_of(line: str) -> tuple[str, str] | None:
    """The mark and the words of a footnote «[^1]: …»."""
    match = _NOTE.fullmatch(line)
    return (match[1], meant(match[2]).text) if match else None


def meant(text: str) -> Marked:
    """A paragraph as its markdown means it."""
    heading = _HEADING.fullmatch(text)
    level = len(heading[1]) - 1 if heading else None
    words = heading[2].rstrip(" #") if heading else text.strip()
    words = _NOTE_MARK.sub("", _BREAK.sub("\n", words))
    if "](" in words:
        words = _LINK.sub(r"\1", _IMAGE.sub(r"\1", words))
    words = _TASK_BOX.sub(r"\1", words)
    bold = words.count("**") == 2 and words.startswith("**") and words.endswith("**")
    words = _STRONG.sub("", words)
    whole = _ITALIC.match(words.strip())
    italic = whole is not None and whole.end() == len(words.strip())
    words = _ESCAPE.sub(r"\1", _ITALIC.sub(r"\2", words))
    for entity, sign in _ENTITIES.items():
        words = words.replace(entity, sign)
    return Marked(words.strip(), bold or heading is not None, italic, level)
