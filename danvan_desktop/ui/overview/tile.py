"""A number that matters, large, with what it counts; it opens the list of what it counts."""

from __future__ import annotations

from math import lcm

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QIcon, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QStyle, QStyleOptionFocusRect, QWidget

from danvan_desktop.ui.style import muted, state_colour, tint

_LARGER = 1.75
_LETTERS = 17
"""How many letters wide a tile is at least."""


class Tile(QAbstractButton):
    """A number with a shape and a caption. What calls for attention is in its colour and bold, a zero stands back."""

    def __init__(self, caption: str, icon: QIcon, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(caption)
        self.setIcon(icon)
        self._state = ""
        self._number = ""
        self._calls = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_number(self, number: str, calls: bool, state: str) -> None:
        """Show a number; `calls` for attention in the colour of that state."""
        self._number, self._calls, self._state = number, calls, state
        self.setAccessibleName(f"{self.text()}: {number}")
        self.update()

    def number(self) -> str:
        """The number shown."""
        return self._number

    def colour(self) -> QColor:
        """The colour of what calls for attention, as it is seen on the ground of now."""
        return state_colour(self._state, self.palette())

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        lines = (
            1 if metrics.horizontalAdvance(self.text()) <= max(self.width(), self._least()) - metrics.height() else 2
        )
        height = QFontMetrics(self._large()).height() + lines * metrics.lineSpacing() + metrics.height()
        return QSize(self._least(), height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        metrics = self.fontMetrics()
        inner = self.rect().adjusted(metrics.height() // 2, metrics.height() // 2, -metrics.height() // 2, 0)
        top = QRect(inner.left(), inner.top(), inner.width(), QFontMetrics(self._large()).height())
        self._paint_number(painter, top)
        words = QRect(inner.left(), top.bottom() + 1, inner.width(), 2 * metrics.lineSpacing())
        painter.setFont(self.font())
        painter.setPen(muted(self.palette()) if not self._calls else self.palette().color(QPalette.ColorRole.Text))
        painter.drawText(words, Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop, self.text())
        if self.hasFocus():
            option = QStyleOptionFocusRect()
            option.initFrom(self)
            option.rect = self.rect().adjusted(3, 3, -3, -3)
            self.style().drawPrimitive(QStyle.PrimitiveElement.PE_FrameFocusRect, option, painter, self)

    def _paint_ground(self, painter: QPainter) -> None:
        palette = self.palette()
        pressed = self.isDown() or self.underMouse()
        ground = tint(palette, self.colour(), 0.12) if self._calls else palette.color(QPalette.ColorRole.Base)
        edge = self.colour() if self._calls else palette.color(QPalette.ColorRole.Mid)
        painter.setPen(palette.color(QPalette.ColorRole.Highlight) if pressed or self.hasFocus() else edge)
        painter.setBrush(ground)
        painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)

    def _paint_number(self, painter: QPainter, place: QRect) -> None:
        side = self.icon_side()
        self.icon().paint(painter, QRect(place.right() - side, place.center().y() - side // 2, side, side))
        painter.setFont(self.number_font(place.width() - side - self.fontMetrics().averageCharWidth()))
        text = self.palette().color(QPalette.ColorRole.Text)
        painter.setPen(self.colour() if self._calls else text if self._number != "0" else muted(self.palette()))
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self._number)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()

    def _least(self) -> int:
        return least_width(self.fontMetrics())

    def icon_side(self) -> int:
        """How large the shape is drawn, at the right of the number."""
        return self.fontMetrics().height() + 2

    def number_font(self, room: int) -> QFont:
        """Large letters; smaller ones for a number that has no room in them."""
        font = self._large()
        wanted = QFontMetrics(font).horizontalAdvance(self._number)
        if wanted > room:
            font.setPointSizeF(max(font.pointSizeF() * room / wanted, self.font().pointSizeF()))
        return font

    def _large(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * _LARGER)
        font.setBold(self._calls)
        return font


def least_width(metrics: QFontMetrics) -> int:
    """How wide a tile is at least, for letters of this size."""
    return _LETTERS * metrics.averageCharWidth() + metrics.height()


class TileRow(QWidget):
    """Tiles beside each other, in rows of about as many when one row does not hold them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tiles: list[Tile] = []
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def add(self, tile: Tile) -> None:
        """A tile more, at the end."""
        self._tiles.append(tile)

    def arrange(self) -> None:
        """Put the tiles that show into rows; each row fills the whole width."""
        shown = [tile for tile in self._tiles if not tile.isHidden()]
        if not shown:
            return
        fitting = max(1, self.width() // (least_width(self.fontMetrics()) + self._grid.spacing()))
        rows = -(-len(shown) // fitting)
        across = -(-len(shown) // rows)
        lines = [shown[place : place + across] for place in range(0, len(shown), across)]
        columns = lcm(*map(len, lines))
        for column in range(max(columns, self._columns)):
            self._grid.setColumnStretch(column, int(column < columns))
        self._columns = columns
        for row, line in enumerate(lines):
            span = columns // len(line)
            for place, tile in enumerate(line):
                self._grid.addWidget(tile, row, place * span, 1, span)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.arrange()
