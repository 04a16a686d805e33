"""What the property changes mean for the reader: a paragraph's place and look, a character's look."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from danvan_desktop.reading.doc.container import Container, Place, u16
from danvan_desktop.reading.doc.properties import Pages, Styles, changes_of, long_changes
from danvan_desktop.reading.doc.rows import RowShape, row_shape

if TYPE_CHECKING:
    from collections.abc import Iterable

    from danvan_desktop.reading.doc.text import Text


@dataclass(frozen=True, slots=True)
class ParagraphLook:
    """A paragraph: whether it stands in a table (how deep) or ends a row, and how it is set.

    `list_number` counts from 1 in the table of lists, 0 for none; `level` is the outline level.
    """

    in_table: bool = False
    depth: int = 0
    row_end: bool = False
    inner_end: bool = False
    centred: bool = False
    list_number: int = 0
    list_level: int = 0
    old_number: bool = False
    level: int | None = None
    row: RowShape | None = None


@dataclass(frozen=True, slots=True)
class CharacterLook:
    """A stretch of characters; `symbol` is the one character that it stands for, as font and code."""

    bold: bool = False
    italic: bool = False
    capitals: bool = False
    hidden: bool = False
    deleted: bool = False
    inserted: bool = False
    special: bool = False
    font: int = 0
    symbol: tuple[int, int] | None = None


_SWITCHES: Final = {
    0x0800: "deleted",
    0x0801: "inserted",
    0x0835: "bold",
    0x0836: "italic",
    0x083B: "capitals",
    0x083C: "hidden",
    0x0855: "special",
}
_FONT, _SYMBOL, _CHARACTER_STYLE = 0x4A4F, 0x6A09, 0x4A30
_AS_STYLE, _UNLIKE_STYLE = 0x80, 0x81
_NUMBERED_BEFORE_97: Final = 0xC63E
_CENTRE: Final = 1
_BODY_LEVEL: Final = 9
_NO_LIST: Final = 0xF801
"""A paragraph that takes no part in the list of its style."""


class Looks:
    """The looks of a document's paragraphs and characters; equal changes are worked out once."""

    def __init__(self, container: Container, text: Text) -> None:
        self._container = container
        self._text = text
        self._styles = Styles(container)
        self._paragraphs = Pages(container, Place.PARAGRAPH_PAGES)
        self._characters = Pages(container, Place.CHARACTER_PAGES)
        self._known_paragraphs: dict[bytes, ParagraphLook] = {}
        self._known_characters: dict[tuple[int, bytes], CharacterLook] = {}

    def paragraph(self, mark: int) -> tuple[ParagraphLook, int]:
        """The look of the paragraph that the character at `mark` ends, and the number of its style."""
        piece = self._text.piece_of(mark)
        found, _ = self._paragraphs.at(piece.place_of(mark))
        key = found + b"|" + piece.modifier
        style = u16(found, 0) if len(found) >= 2 else 0
        look = self._known_paragraphs.get(key)
        if look is None:
            changes = long_changes(found[2:], self._container)
            chain = self._styles.chain(style)
            look = _paragraph_look([*(one.paragraph for one in chain), changes, piece.modifier])
            if look.level is None and chain and chain[-1].heading is not None:
                look = replace(look, level=chain[-1].heading)
            self._known_paragraphs[key] = look
        return look, style

    def stretches(self, start: int, end: int, style: int) -> Iterable[tuple[int, int, CharacterLook]]:
        """The characters from `start` to `end` of a paragraph of this style, cut where their look changes."""
        while start < end:
            piece = self._text.piece_of(start)
            changes, until = self._characters.at(piece.place_of(start))
            stop = min(end, piece.end, max(piece.character_at(until), start + 1))
            yield start, stop, self._character_look(style, changes + piece.modifier)
            start = stop

    def _character_look(self, style: int, changes: bytes) -> CharacterLook:
        key = (style, changes)
        if key not in self._known_characters:
            of_style = CharacterLook()
            for one in self._styles.chain(style):
                of_style = _changed(of_style, of_style, one.characters)
            for code, operand in changes_of(changes):
                if code == _CHARACTER_STYLE:
                    for one in self._styles.chain(u16(operand, 0)):
                        of_style = _changed(of_style, of_style, one.characters)
            self._known_characters[key] = _changed(of_style, of_style, changes)
        return self._known_characters[key]


def _changed(look: CharacterLook, of_style: CharacterLook, changes: bytes) -> CharacterLook:
    values: dict[str, object] = {}
    for code, operand in changes_of(changes):
        name = _SWITCHES.get(code)
        if name is not None:
            switch = operand[0]
            inherited = bool(getattr(of_style, name))
            values[name] = {_AS_STYLE: inherited, _UNLIKE_STYLE: not inherited}.get(switch, bool(switch & 1))
        elif code == _FONT:
            values["font"] = u16(operand, 0)
        elif code == _SYMBOL:
            values["symbol"] = (u16(operand, 0), u16(operand, 2))
    return replace(look, **values) if values else look  # type: ignore[arg-type]


def _paragraph_look(parts: Iterable[bytes]) -> ParagraphLook:
    values: dict[str, object] = {}
    rows: list[tuple[int, bytes]] = []
    for changes in parts:
        for code, operand in changes_of(changes):
            name = _MEANINGS.get(code)
            if name is not None:
                values[name] = operand[0] != 0
            elif code >> 10 & 7 == 5:
                rows.append((code, operand))
            else:
                values.update(_other_meaning(code, operand))
    if values.get("row_end"):
        values["row"] = row_shape(rows)
    return ParagraphLook(**values)  # type: ignore[arg-type]


_MEANINGS: Final = {0x2416: "in_table", 0x2417: "row_end", 0x244B: "inner_end", 0x244C: "inner_end"}


def _other_meaning(code: int, operand: bytes) -> dict[str, object]:
    match code:
        case 0x2403 | 0x2461:
            return {"centred": operand[0] == _CENTRE}
        case 0x260A:
            return {"list_level": operand[0]}
        case 0x460B:
            number = u16(operand, 0)
            return {"list_number": 0 if number >= _NO_LIST else number}
        case 0x2640:
            return {"level": operand[0] if operand[0] < _BODY_LEVEL else None}
        case 0x6649:
            return {"depth": operand[0]}
        case _ if code == _NUMBERED_BEFORE_97:
            return {"old_number": operand[1] not in (0, 0xFF)}
    return {}
