"""The headings of the matrix: names that stand upright, and under them how many tasks each agency has."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPalette
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from danvan_desktop.domain.records import Role
from danvan_desktop.ui.assignment.marks import paint_mark
from danvan_desktop.ui.assignment.model import ROLE, Fixed
from danvan_desktop.ui.style import muted, tint
from danvan_desktop.ui.wording import count_text

_LETTERS = 15
"""How long a line of a name may be before it is cut."""
_TOTALS = ((Role.LEAD, "chủ trì, thực hiện"), (Role.COORDINATING, "phối hợp"))


class _Header(QHeaderView):
    """A heading as high as its sister's on the other side."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(8)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._names_height() + self._totals_height())

    def _names_height(self) -> int:
        return _LETTERS * self.fontMetrics().averageCharWidth() + self.fontMetrics().height()

    def _totals_height(self) -> int:
        return 2 * self.fontMetrics().lineSpacing() + 6

    def _line(self, place: QRect, line: int) -> QRect:
        """Where a total stands: 0 leading, 1 coordinating."""
        height = self.fontMetrics().lineSpacing()
        return QRect(place.left(), place.bottom() - (2 - line) * height - 2, place.width(), height)

    def _ground(self, painter: QPainter, place: QRect, chosen: bool) -> None:
        palette = self.palette()
        ground = palette.color(QPalette.ColorRole.Button)
        if chosen:
            ground = tint(palette, palette.color(QPalette.ColorRole.Highlight), 0.3)
        painter.fillRect(place, ground)
        painter.setPen(palette.color(QPalette.ColorRole.Mid))
        painter.drawLine(place.bottomLeft(), place.bottomRight())
        painter.drawLine(place.topRight(), place.bottomRight())
        above = place.bottom() - self._totals_height()
        painter.drawLine(place.left(), above, place.right(), above)


class TaskHeader(_Header):
    """The headings of the columns that stay, with the words for the totals at the right side."""

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        painter.save()
        self._ground(painter, rect, chosen=False)
        metrics, palette = self.fontMetrics(), self.palette()
        painter.setPen(palette.color(QPalette.ColorRole.ButtonText))
        title = str(self.model().headerData(logicalIndex, Qt.Orientation.Horizontal) or "")
        names = rect.adjusted(6, 0, -6, -self._totals_height() - 4)
        painter.drawText(names, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, title)
        if logicalIndex == Fixed.TEXT:
            painter.setPen(muted(palette))
            for line, (role, words) in enumerate(_TOTALS):
                place = self._line(rect, line).adjusted(0, 0, -metrics.height() - 8, 0)
                painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)
                centre = QPointF(place.right() + metrics.height() / 2 + 4, place.center().y() + 1)
                paint_mark(painter, role, centre, metrics.height() * 0.62, muted(palette))
        painter.restore()


class AgencyHeader(_Header):
    """The agencies; the one of the current cell is tinted. `asked` carries the column whose name was clicked."""

    asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pressed = -1
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click leads on, it does not choose the whole column: a key would then change every cell of it."""
        self._pressed = self.logicalIndexAt(event.position().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        column, self._pressed = self._pressed, -1
        if column >= 0 and column == self.logicalIndexAt(event.position().toPoint()):
            self.asked.emit(column)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        painter.save()
        view = self.parent()
        chosen = isinstance(view, QTableView) and view.currentIndex().column() == logicalIndex
        self._ground(painter, rect, chosen)
        metrics = self.fontMetrics()
        painter.setPen(self.palette().color(QPalette.ColorRole.ButtonText))
        totals = self.model().headerData(logicalIndex, Qt.Orientation.Horizontal, ROLE) or (0, 0)
        for line, number in enumerate(totals):
            text = count_text(number, "").strip() if number else "·"
            painter.drawText(self._line(rect, line), Qt.AlignmentFlag.AlignCenter, text)
        name = str(self.model().headerData(logicalIndex, Qt.Orientation.Horizontal) or "")
        painter.translate(rect.left(), rect.bottom() - self._totals_height() - 4)
        painter.rotate(-90)
        lines = two_lines(name, metrics, self._names_height() - metrics.height() // 2 - 4)
        top = (rect.width() - len(lines) * metrics.height()) // 2
        for line, words in enumerate(lines):
            painter.drawText(0, top + line * metrics.height() + metrics.ascent(), words)
        painter.restore()

    def width_of_section(self) -> int:
        """Room for a number of four figures and for a mark with space around it."""
        metrics = self.fontMetrics()
        return max(metrics.horizontalAdvance("0.000") + 8, 2 * metrics.height())


def two_lines(name: str, metrics: QFontMetrics, width: int) -> list[str]:
    """A name broken between words into at most two lines of that width; what is still too long is cut."""
    first, rest = [], name.split()
    while rest and (not first or metrics.horizontalAdvance(" ".join((*first, rest[0]))) <= width):
        first.append(rest.pop(0))
    lines = [" ".join(first), " ".join(rest)]
    return [metrics.elidedText(line, Qt.TextElideMode.ElideRight, width) for line in lines if line]
