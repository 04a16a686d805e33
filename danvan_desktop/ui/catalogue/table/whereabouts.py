"""Where a search hit stands that the cells of a row do not show: in a column put away, in what has no column, or behind
the end of a cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics

from danvan_desktop.ui.catalogue.table.hits import hits
from danvan_desktop.ui.models.task_table import TITLES, Column

LINES: Final = 2
"""How many lines of text a row has."""
LINE_END: Final = "\N{LINE SEPARATOR}"
_BEFORE: Final = 0.7
"""How far into its line a hit ends, so that some of what follows is seen too."""
_USED: Final = 0.94
"""How much of its lines a text fills that is broken between words."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where a search looks in a task: the cells of its row, how wide the text of each may be (nothing for a column that
    is put away), and the titles and texts of what has no column."""

    cells: Mapping[Column, str]
    room: Mapping[Column, int]
    aside: Sequence[tuple[str, str]] = ()

    def named(self) -> Iterator[tuple[str, str]]:
        """All texts, with the titles under which an officer knows them; the task's own needs none."""
        for column in sorted(self.cells):
            yield "" if column is Column.TEXT else f"{TITLES[column]}: ", self.cells[column]
        for title, text in self.aside:
            yield f"{title}: ", text


def told(places: Places, pieces: Sequence[str], letters: QFontMetrics) -> str:
    """What the cell of a task's text says: the text, and on its second line the hit that is seen nowhere in the row."""
    cells, room = places.cells, places.room
    text, width = cells[Column.TEXT], room[Column.TEXT]
    for piece in pieces:
        if any(hits(_seen(cells[column], room[column], letters), (piece,)) for column in cells):
            continue
        for title, held in places.named():
            if hits(held, (piece,)):
                second = _excerpt(held, piece, (title, width), letters)
                return letters.elidedText(text, Qt.TextElideMode.ElideRight, width) + LINE_END + second
    return text


def fields_with(places: Places, pieces: Sequence[str]) -> list[str]:
    """The task's own text, and every other text in which a hit stands, each under its title."""
    named = list(places.named())
    return [f"{title}{text}" for title, text in named if not title or hits(text, pieces)]


def fitted(text: str, width: int, letters: QFontMetrics) -> str:
    """As much of a text as its lines have room for."""
    if LINE_END in text:
        return text
    return letters.elidedText(text, Qt.TextElideMode.ElideRight, int(width * LINES * _USED))


def _seen(text: str, width: int, letters: QFontMetrics) -> str:
    return fitted(text, width, letters).removesuffix("…") if width > 0 else ""


def _initials(title: str) -> str:
    """«PH: » for «Phối hợp: », where there is room for no more."""
    return "".join(word[0].upper() for word in title.split()) + ": " if title else ""


def _excerpt(held: str, piece: str, line: tuple[str, int], letters: QFontMetrics) -> str:
    """The part of a text in which the hit stands, behind a title, in one line."""
    title, width = line
    start, length = hits(held, (piece,))[0]
    begin, before = 0, title
    while begin < start and letters.horizontalAdvance(before + held[begin : start + length]) > width * _BEFORE:
        blank = held.find(" ", begin, start)
        begin, before = blank + 1 if blank >= 0 else start, f"{title}… "
    hit = held[start : start + length]
    if letters.horizontalAdvance(before + held[begin:start] + hit + "…") > width:
        short = _initials(title)
        begin, before = start, short if letters.horizontalAdvance(f"{short}{hit}…") <= width else ""
    return letters.elidedText(before + held[begin:], Qt.TextElideMode.ElideRight, width)
