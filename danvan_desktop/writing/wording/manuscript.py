"""A filled-in wording read line by line: what heads the paper, its paragraphs, its annexes.

Before the line «---» stands what heads and ends the paper, «Nhãn: chữ» a line. After it every line is a paragraph:

    # I. HEADING              a bold heading                > Căn cứ …;      a basis, in italics
    ^ QUYẾT ĐỊNH:             bold, in the middle           **15/6/2026**    bold inside a line
    [bảng: nhiệm vụ]          a table that the program makes
    | TT:1^ | Nội dung:6 |    a table typed in: first its heading (width, ^ in the middle), then its rows
    [phụ lục: TÊN]            begins an annex; «[phụ lục ngang: TÊN]» one on sheets that lie across
    [trang mới]               goes on on another sheet; «[trang mới ngang]» on one that lies across
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from danvan_desktop.writing.wording.environment import restored
from danvan_desktop.writing.wording.errors import BrokenWording


class LineKind(StrEnum):
    """What a line of a manuscript is."""

    TEXT = "text"
    HEADING = "heading"
    BASIS = "basis"
    CENTRED = "centred"
    TABLE = "table"
    CELLS = "cells"


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph as pieces of text, each bold or not; a table has its name as the only piece, a row of a
    table that was typed in its cells."""

    kind: LineKind
    pieces: tuple[tuple[str, bool], ...]

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(text for text, _ in self.pieces)


@dataclass(frozen=True, slots=True)
class Part:
    """The paper itself, one annex with its title, or what goes on on another sheet."""

    title: str
    lines: tuple[Line, ...]
    across: bool = False
    annex: bool = False


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A wording, read. `head` holds what was said before the line «---», by label, in order."""

    head: tuple[tuple[str, str], ...]
    main: Part
    others: tuple[Part, ...]

    def one(self, label: str) -> str:
        """What is said under a label, nothing if it is not there."""
        return next(iter(self.all(label)), "")

    def all(self, label: str) -> tuple[str, ...]:
        """Everything that is said under a label."""
        return tuple(text for held, text in self.head if held == label and text)


TYPE, SUBJECT, SYMBOL = "Tên loại", "Trích yếu", "Ký hiệu"
ADDRESSEE, RECIPIENT, REFERENCE = "Kính gửi", "Nơi nhận", "Kèm theo"
_LABELS: Final = (TYPE, SUBJECT, SYMBOL, ADDRESSEE, RECIPIENT, REFERENCE)
_END_OF_HEAD: Final = "---"
_TABLE: Final = re.compile(r"\[bảng: *([^\]]+?) *\]")
_ANNEX: Final = re.compile(r"\[phụ lục(?P<across> ngang)?: *(?P<title>[^\]]*?) *\]")
_BLANKS: Final = re.compile(" {2,}")
_SHEET: Final = re.compile(r"\[trang mới(?P<across> ngang)?\]")
_SIGNS: Final = {"#": LineKind.HEADING, ">": LineKind.BASIS, "^": LineKind.CENTRED}


def read_manuscript(name: str, text: str) -> Manuscript:
    """The parts of a filled-in wording. Raises BrokenWording for one without head, or with a label that is unknown."""
    lines = [line.strip() for line in text.splitlines()]
    if _END_OF_HEAD not in lines:
        raise BrokenWording(name, 0, f"thiếu dòng «{_END_OF_HEAD}» giữa phần đầu và nội dung")
    end = lines.index(_END_OF_HEAD)
    head = tuple(_labelled(name, line) for line in lines[:end] if line)
    parts = [(Part("", ()), list[Line]())]
    for raw in filter(None, lines[end + 1 :]):
        if annex := _ANNEX.fullmatch(raw):
            parts.append((Part(restored(annex["title"]), (), bool(annex["across"]), annex=True), []))
        elif sheet := _SHEET.fullmatch(raw):
            parts.append((Part("", (), bool(sheet["across"])), []))
        else:
            parts[-1][1].append(_line(raw))
    main, *others = (replace(part, lines=tuple(held)) for part, held in parts)
    return Manuscript(head, main, tuple(others))


def _labelled(name: str, line: str) -> tuple[str, str]:
    label, colon, text = line.partition(":")
    if not colon or label.strip() not in _LABELS:
        raise BrokenWording(name, 0, f"phần đầu có dòng «{restored(line)[:40]}» không bắt đầu bằng nhãn nào")
    return label.strip(), restored(text.strip())


def _line(raw: str) -> Line:
    if table := _TABLE.fullmatch(raw):
        return Line(LineKind.TABLE, ((restored(table[1]), False),))
    if raw.startswith("|"):
        cells = raw.strip("|").split("|")
        return Line(LineKind.CELLS, tuple((restored(cell.strip()), False) for cell in cells))
    kind = _SIGNS.get(raw[0], LineKind.TEXT)
    text = _BLANKS.sub(" ", raw if kind is LineKind.TEXT else raw[1:].lstrip())
    pieces = ((restored(piece), place % 2 == 1) for place, piece in enumerate(text.split("**")))
    return Line(kind, tuple(piece for piece in pieces if piece[0]))
