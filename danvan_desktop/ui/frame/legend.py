"""What the signs of a picture stand for, beside or under it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

from danvan_desktop.ui.style import muted

Sign = Callable[[QPainter, QRectF, QPalette], None]
"""Draws a sign into its box."""
_APART = 4
_BETWEEN = 0.4
"""Of the height of letters, from a sign to its words."""
_GAP = 0.65


class Legend(QWidget):
    """Signs with their words, and words alone, on as many lines as it takes. `across` is how wide a sign is, by the
    height of letters."""

    def __init__(
        self, entries: Sequence[tuple[str, Sign | None]], across: float, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._entries = entries
        self._across = across
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def words(self) -> str:
        """All its words, for those who hear them."""
        return ", ".join(words for words, _ in self._entries)

    def heightForWidth(self, width: int) -> int:
        return int(self._places(width)[-1].bottom()) + _APART

    def sizeHint(self) -> QSize:
        return QSize(40 * self.fontMetrics().averageCharWidth(), self.heightForWidth(max(self.width(), 1)))

    def minimumSizeHint(self) -> QSize:
        widest = max(place.width() for place in self._places(1))
        return QSize(int(widest) + _APART, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, palette = QPainter(self), self.palette()
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        for (words, sign), place in zip(self._entries, self._places(self.width()), strict=True):
            if sign is not None:
                painter.save()
                sign(painter, QRectF(place.left(), place.top() + 1, self._side(), place.height() - 2), palette)
                painter.restore()
            painter.setPen(muted(palette))
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, words)

    def _side(self) -> float:
        return self._across * self.fontMetrics().height()

    def _places(self, width: int) -> Sequence[QRectF]:
        """Where each sign and its words stand together."""
        metrics = self.fontMetrics()
        places: list[QRectF] = []
        left, top = float(_APART), _APART / 2
        for words, sign in self._entries:
            before = self._side() + _BETWEEN * metrics.height() if sign is not None else 0
            wide = before + metrics.horizontalAdvance(words) + 1
            if left > _APART and left + wide > width:
                left, top = float(_APART), top + metrics.lineSpacing() + _APART
            places.append(QRectF(left, top, wide, metrics.lineSpacing()))
            left += wide + _GAP * metrics.height()
        return places
