"""Signature and recipients: what stands after a part's closing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from danvan_desktop.domain.text import fold
from danvan_desktop.reading.recogniser.facts.parts import AUTHORITY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from danvan_desktop.domain.draft import SourcePlace
    from danvan_desktop.reading.recogniser.text.lines import Line

_HEADING: Final = re.compile(r"noi nhan\b\s*:?\s*")
_SIGNED: Final = re.compile(r"\(?\s*(?:da ky|ky ten|handwritten|ky so|signature).*", re.IGNORECASE)
_NAME: Final = re.compile(r"(?:[A-ZĐÀ-Ỵ][\wÀ-ỹ]*\s+){1,5}[A-ZĐÀ-Ỵ][\wÀ-ỹ]*")


@dataclass(frozen=True, slots=True)
class Signing:
    """Who signs by what authority, who receives; `unplaced` are lines that are neither."""

    authority: tuple[str, ...] = ()
    name: str | None = None
    recipients: tuple[str, ...] = ()
    unplaced: tuple[SourcePlace, ...] = ()


def read_signing(lines: Sequence[Line]) -> Signing:
    """The signature and the recipients in the lines that end a document."""
    authority: list[str] = []
    recipients: list[str] = []
    unplaced: list[SourcePlace] = []
    name: str | None = None
    for line in lines:
        words = fold(line.text)
        heading = _HEADING.match(words) if line.number is None else None
        if heading is not None:
            recipients.extend(filter(None, [line.text[heading.end() :].strip()]))
        elif line.number is None and AUTHORITY.fullmatch(line.text.strip()) and line.capitals:
            authority.append(line.text)
        elif line.number is not None and not line.number.parts:
            recipients.append(line.printed)
        elif authority and name is None and _NAME.fullmatch(line.text):
            name = line.text
        elif _SIGNED.fullmatch(words):
            continue
        elif recipients and not authority:
            recipients.append(line.printed)
        else:
            unplaced.append(line.place)
    return Signing(tuple(authority), name, tuple(recipients), tuple(unplaced))
