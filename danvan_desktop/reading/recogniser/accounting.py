"""Nothing is dropped silently: what stands in a document and nowhere in its draft is listed as not recognised.

The parts of the recogniser name what they could not place. This is the net under them: it compares the words of the
source with those of the finished draft, so that a mistake anywhere above shows up in front of the officer.
"""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Final

from danvan_desktop.domain.draft import DraftAgency, DraftDocument, SourcePlace
from danvan_desktop.domain.text import fold, match_key
from danvan_desktop.reading.blocks import Paragraph
from danvan_desktop.reading.recogniser.items import Catalogue
from danvan_desktop.reading.recogniser.table.columns import MARKS, heading_again, numbering_row
from danvan_desktop.reading.recogniser.table.rows import DITTO
from danvan_desktop.reading.recogniser.text.labels import split_labels
from danvan_desktop.reading.recogniser.text.lines import lines_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from danvan_desktop.domain.draft import Draft
    from danvan_desktop.reading.blocks import Document, Row
    from danvan_desktop.reading.recogniser.items import Item
    from danvan_desktop.reading.recogniser.text.lines import Line

_BETWEEN: Final = "\x1f"
"""Stands between two texts of the draft, so that no words are found over their border."""
_NO_WORD: Final = re.compile(r"[^\w%]+")
_PIECES: Final = re.compile(r"[.;:,()\[\]…|]+|\s[-–—+*]+\s|^[-–—+*]+\s")
_FINER: Final = re.compile(r"(?:^|\s+)(?:và|từ|đến)(?:\s+|$)|\s*[&/]\s*")
_GIVEN: Final = re.compile(r"^(?:giao(?: cho)?|đề nghị|yêu cầu|phân công)\s+", re.IGNORECASE)
"""How a unit is addressed; the draft holds whom."""
_FURNITURE: Final = re.compile(
    r"cong hoa xa hoi chu nghia viet nam|doc lap tu do hanh phuc|noi nhan|so|phu luc.*|da ky|ky ten"
    r"|handwritten.*|kinh gui|nhu tren"
)
"""Words of the form itself, which every document has."""


def left_out(document: Document, items: Iterable[Item], draft: Draft) -> Iterator[SourcePlace]:
    """The places whose words a draft does not hold; a row of a table that holds others too names only those."""
    said = _Said(draft)
    catalogues = {piece.block: piece for item in items if isinstance(item, Catalogue) for piece in (item, *item.rest)}
    listed = {(place.block, place.row) for place in draft.unrecognised}
    for number, block in enumerate(document.blocks):
        if isinstance(block, Paragraph):
            missing = [] if (number, None) in listed else said.missing(lines_of(block, number))
            if missing:
                yield SourcePlace(number, None, " ".join(missing))
            continue
        for place, row in enumerate(block.rows):
            missing = [] if (number, place) in listed else said.missing(_lines_of_row(row, number))
            if missing and not _is_heading(place, row, catalogues.get(number)):
                yield SourcePlace(number, place, " | ".join(missing))


def _lines_of_row(row: Row, number: int) -> Iterator[Line]:
    for cell in row.cells:
        if not cell.continued:
            for paragraph in cell.paragraphs:
                yield from lines_of(paragraph, number)


def _is_heading(place: int, row: Row, catalogue: Catalogue | None) -> bool:
    """Whether a row only says what the columns of a catalogue are."""
    if catalogue is None:
        return False
    first = catalogue.start <= place < catalogue.first
    return first or heading_again(row, catalogue.columns) or numbering_row(row)


class _Said:
    """All words of a draft, to be asked whether they hold those of a line."""

    def __init__(self, draft: Draft) -> None:
        self._texts = set(_strings(draft))
        self._words = _BETWEEN.join(f" {_plain(text)} " for text in self._texts)
        self._held: dict[str, bool] = {}

    def missing(self, lines: Iterable[Line]) -> list[str]:
        """The lines that say something that the draft does not."""
        return [line.printed for line in lines if not self._holds(line)]

    def _holds(self, line: Line) -> bool:
        """The same cells come again in every row of a catalogue, so what was found is remembered."""
        if line.text in self._texts:
            return True
        if line.printed not in self._held:
            self._held[line.printed] = self._finds(line)
        return self._held[line.printed]

    def _finds(self, line: Line) -> bool:
        if self._has(line.text) or self._has(line.printed) or fold(line.text) in MARKS | DITTO:
            return True
        before, labels = split_labels(line)
        texts = [before, *(label.value for label in labels)] if labels else [line.text]
        return all(self._holds_piece(piece) for text in texts for piece in _PIECES.split(text))

    def _holds_piece(self, piece: str) -> bool:
        piece = _GIVEN.sub("", piece.strip())
        return self._has(piece) or all(self._has(finer) for finer in _FINER.split(piece))

    def _has(self, text: str) -> bool:
        words = _plain(text)
        return not words or f" {words} " in self._words or _FURNITURE.fullmatch(fold(words)) is not None


def _whole(value: object) -> Iterator[str]:
    """What the source writes as one and the draft keeps apart: a title behind its type, a name amid its role."""
    if isinstance(value, DraftDocument):
        yield f"{value.type} {value.title}"
    elif isinstance(value, DraftAgency) and value.note:
        note = value.note if "…" in value.note else f"… {value.note}"
        yield note.replace("…", value.raw)
        yield f"{value.note} {value.raw}"


def _plain(text: str) -> str:
    return _NO_WORD.sub(" ", match_key(text)).strip()


def _strings(value: object) -> Iterator[str]:
    """Every text in a draft but what it says was left over."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for inside in value:
            yield from _strings(inside)
    elif is_dataclass(value) and not isinstance(value, SourcePlace):
        yield from _whole(value)
        for field in fields(value):
            if field.name != "unrecognised":
                yield from _strings(getattr(value, field.name))
