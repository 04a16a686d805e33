"""Text set in lines. All lengths are points: whoever draws scales to the device, and lines break alike everywhere."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QPainter, QTextCharFormat, QTextLayout, QTextOption

from danvan_desktop.writing.blocks import Align, Span
from danvan_desktop.writing.decree import Look

FONT: Final = "Times New Roman"
MM: Final = 72 / 25.4
"""Points in a millimetre."""
_ALIGNED: Final = {
    Align.LEFT: Qt.AlignmentFlag.AlignLeft,
    Align.CENTRE: Qt.AlignmentFlag.AlignHCenter,
    Align.RIGHT: Qt.AlignmentFlag.AlignRight,
    Align.JUSTIFIED: Qt.AlignmentFlag.AlignJustify,
}
_HELD: Final = re.compile(r"(?<=[0-9A-ZĐ])-(?=[A-ZĐ])|/(?=\w)")
"""After these Qt would break a line, and Word does not: «30/2020/NĐ-CP», «Quý III/2026»."""
_JOINER: Final = "\u2060"
_LINE_END: Final = "\u2028"


@dataclass(frozen=True, slots=True)
class SetText:
    """Lines `first` to `last` (not included) of a text that was laid out; they are drawn from the top of the first."""

    layout: QTextLayout
    first: int
    last: int

    @property
    def height(self) -> float:
        """From the top of the first line to the bottom of the last."""
        if self.first >= self.last:
            return 0
        end = self.layout.lineAt(self.last - 1)
        return end.y() + end.height() - self.layout.lineAt(self.first).y()

    def draw(self, painter: QPainter, x: float, y: float) -> None:
        """With the left edge at `x` and the top at `y`."""
        if self.first >= self.last:
            return
        top = self.layout.lineAt(self.first).y()
        for place in range(self.first, self.last):
            self.layout.lineAt(place).draw(painter, QPointF(x, y - top))

    def split(self, room: float) -> tuple[SetText, SetText] | None:
        """What fits into `room`, and the rest; neither is a single line. None when it cannot be divided so."""
        top = self.layout.lineAt(self.first).y()
        fitting = self.first
        while fitting < self.last:
            line = self.layout.lineAt(fitting)
            if line.y() + line.height() - top > room:
                break
            fitting += 1
        at = min(fitting, self.last - 2)
        if at - self.first < 2:
            return None
        return SetText(self.layout, self.first, at), SetText(self.layout, at, self.last)

    def divide(self, room: float) -> tuple[SetText, SetText]:
        """The lines that fit into `room`, and the rest; either may be empty."""
        fitting = self.first
        while fitting < self.last and SetText(self.layout, self.first, fitting + 1).height <= room:
            fitting += 1
        return SetText(self.layout, self.first, fitting), SetText(self.layout, fitting, self.last)

    @property
    def text(self) -> str:
        """What it says, without the signs that only forbid a break."""
        start = self.layout.lineAt(self.first).textStart()
        end = self.layout.lineAt(self.last - 1)
        held = self.layout.text()[start : end.textStart() + end.textLength()]
        return held.replace(_JOINER, "").replace(_LINE_END, "\n").strip()


def set_text(spans: Sequence[Span], look: Look, width: float) -> SetText:
    """Set spans in a column `width` points wide; the look says how far the lines stand in."""
    shown = [_HELD.sub(rf"\g<0>{_JOINER}", span.text).replace("\n", _LINE_END) for span in spans]
    layout = QTextLayout("".join(shown), font_of(look))
    layout.setTextOption(_option(look))
    layout.setFormats(_formats(spans, shown))
    layout.setCacheEnabled(True)
    left, y = look.left * MM, 0.0
    x = left - look.hanging * MM + look.first_line * MM
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width - x)
        line.setPosition(QPointF(x, y))
        y += line.height()
        x = left
    layout.endLayout()
    return SetText(layout, 0, layout.lineCount())


def set_plain(text: str, look: Look, width: float) -> SetText:
    """Set one text of one cut."""
    return set_text((Span(text),), look, width)


def font_of(look: Look) -> QFont:
    """The font of a look, its size in the units of the page."""
    font = QFont(FONT)
    font.setPixelSize(round(look.size))
    font.setBold(look.bold)
    font.setItalic(look.italic)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def _option(look: Look) -> QTextOption:
    option = QTextOption(_ALIGNED[look.align])
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option


def _formats(spans: Sequence[Span], shown: Sequence[str]) -> list[QTextLayout.FormatRange]:
    formats, start = [], 0
    for span, text in zip(spans, shown, strict=True):
        length = len(text.encode("utf-16-le")) // 2
        if span.bold or span.italic:
            held = QTextLayout.FormatRange()
            held.start, held.length = start, length
            cut = QTextCharFormat()
            if span.bold:
                cut.setFontWeight(QFont.Weight.Bold)
            if span.italic:
                cut.setFontItalic(True)
            held.format = cut
            formats.append(held)
        start += length
    return formats
