"""How far something is, drawn: one bar of segments, each with its own pattern and number, so that it reads on paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QStyle, QStyleOptionFocusRect, QWidget

from danvan_desktop.domain.labels import state_label
from danvan_desktop.domain.lifecycle import State
from danvan_desktop.domain.views import ProgressView
from danvan_desktop.ui.frame.legend import Legend
from danvan_desktop.ui.style import muted, on_colour, state_colour, tint
from danvan_desktop.ui.wording import SHARED_TOLD, count_text, led_text


@dataclass(frozen=True, slots=True)
class Segment:
    """The states that one piece of a bar stands for, its name, and how it is filled: whole, or with a pattern."""

    states: tuple[State, ...]
    name: str
    pattern: Qt.BrushStyle
    ground: float


_SIGN_ACROSS = 1.6
_PUT_ASIDE = f"{state_label(State.SUSPENDED)}, {state_label(State.CANCELLED).lower()}"
SEGMENTS = (
    Segment((State.DONE,), state_label(State.DONE), Qt.BrushStyle.SolidPattern, 1.0),
    Segment((State.DONE_LATE,), state_label(State.DONE_LATE), Qt.BrushStyle.BDiagPattern, 0.3),
    Segment((State.IN_PROGRESS,), state_label(State.IN_PROGRESS), Qt.BrushStyle.VerPattern, 0.18),
    Segment((State.NOT_STARTED, State.NOT_DUE_YET), state_label(State.NOT_STARTED), Qt.BrushStyle.NoBrush, 0.0),
    Segment((State.OVERDUE,), state_label(State.OVERDUE), Qt.BrushStyle.DiagCrossPattern, 0.22),
    Segment((State.SUSPENDED, State.CANCELLED), _PUT_ASIDE, Qt.BrushStyle.Dense7Pattern, 0.1),
)


def segment_count(segment: Segment, counts: Mapping[State, int]) -> int:
    """How many tasks a segment stands for."""
    return sum(counts.get(state, 0) for state in segment.states)


def paint_segment(painter: QPainter, segment: Segment, place: QRectF, palette: QPalette) -> None:
    """Fill a place as the segment is filled."""
    colour = state_colour(segment.states[0].value, palette)
    painter.fillRect(place, tint(palette, colour, segment.ground))
    if segment.pattern not in (Qt.BrushStyle.SolidPattern, Qt.BrushStyle.NoBrush):
        painter.fillRect(place, QBrush(colour, segment.pattern))
    painter.setPen(colour)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(place.adjusted(0.5, 0.5, -0.5, -0.5))


class ProgressBar(QAbstractButton):
    """A name, its numbers in words, and under them the bar; chosen like any button."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = ProgressView("", "", "", {})
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_view(self, view: ProgressView, title: str) -> None:
        """Draw these numbers."""
        self.view = view
        self.setText(title)
        parts = [
            f"{segment.name}: {segment_count(segment, view.counts)}"
            for segment in SEGMENTS
            if segment_count(segment, view.counts)
        ]
        told = [led_text(view.total - view.through, view.through)] if view.through else []
        self.setAccessibleName(f"{title}: {', '.join((*told, *parts))}")
        why = [SHARED_TOLD] if told else []
        self.setToolTip("\n".join((title, count_text(view.total, "nhiệm vụ"), *told, *parts, *why)))
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(24 * metrics.averageCharWidth(), 2 * metrics.lineSpacing() + metrics.height() // 2 + 6)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        palette, metrics = self.palette(), self.fontMetrics()
        if self.underMouse() or self.isDown():
            painter.fillRect(self.rect(), tint(palette, palette.color(QPalette.ColorRole.Highlight), 0.1))
        line = self.rect().adjusted(4, 2, -4, 0)
        line.setHeight(metrics.lineSpacing())
        room = line.width() - metrics.horizontalAdvance(self.text()) - metrics.height()
        numbers = next(
            (said for said in self._numbers() if metrics.horizontalAdvance(said) <= room), self._numbers()[-1]
        )
        width = metrics.horizontalAdvance(numbers)
        painter.setPen(muted(palette))
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, numbers)
        line.setRight(line.right() - width - metrics.height())
        painter.setPen(palette.color(QPalette.ColorRole.WindowText))
        title = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, title)
        self._paint_bar(painter, QRectF(4, line.bottom() + 3, self.width() - 8, metrics.lineSpacing()))
        if self.hasFocus():
            option = QStyleOptionFocusRect()
            option.initFrom(self)
            self.style().drawPrimitive(QStyle.PrimitiveElement.PE_FrameFocusRect, option, painter, self)

    def _numbers(self) -> tuple[str, ...]:
        """What stands beside the name, the longest way to say it first."""
        counts = self.view.counts
        done = counts.get(State.DONE, 0) + counts.get(State.DONE_LATE, 0)
        late = counts.get(State.OVERDUE, 0)
        text = f"hoàn thành {count_text(done, '').strip()}/{count_text(self.view.total, '').strip()}"
        text = f"{text} · {count_text(late, 'quá hạn')}" if late else text
        through = self.view.through
        return (f"{led_text(self.view.total - through, through)} · {text}", text) if through else (text,)

    def _paint_bar(self, painter: QPainter, bar: QRectF) -> None:
        total, left = max(self.view.total, 1), bar.left()
        for segment in SEGMENTS:
            count = segment_count(segment, self.view.counts)
            if count:
                place = QRectF(left, bar.top(), bar.width() * count / total, bar.height())
                paint_segment(painter, segment, place, self.palette())
                self._paint_count(painter, segment, place, count)
                left = place.right()

    def _paint_count(self, painter: QPainter, segment: Segment, place: QRectF, count: int) -> None:
        """The number in its segment, on a ground of its own, where there is room for it."""
        text = count_text(count, "").strip()
        width = self.fontMetrics().horizontalAdvance(text) + 8
        if width > place.width() - 2:
            return
        palette = self.palette()
        solid = segment.pattern is Qt.BrushStyle.SolidPattern
        box = QRectF(place.center().x() - width / 2, place.top() + 1, width, place.height() - 2)
        if not solid:
            painter.fillRect(box, palette.color(QPalette.ColorRole.Base))
        ink = (
            on_colour(state_colour(segment.states[0].value, palette))
            if solid
            else palette.color(QPalette.ColorRole.Text)
        )
        painter.setPen(ink)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def segment_legend(parent: QWidget) -> Legend:
    """What each kind of segment stands for."""
    legend = Legend([(segment.name, partial(_sign, segment)) for segment in SEGMENTS], _SIGN_ACROSS, parent)
    legend.setAccessibleName(f"Chú thích: {legend.words()}")
    return legend


def _sign(segment: Segment, painter: QPainter, box: QRectF, palette: QPalette) -> None:
    paint_segment(painter, segment, box, palette)
