"""Drawing one day of a month: where everything in it lies, and the drawing itself. Knows no widget."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from danvan_desktop.domain.calendar.wording import lunar_short
from danvan_desktop.domain.calendar.workdays import DayKind
from danvan_desktop.services.schedule import DayPlan, DueTask
from danvan_desktop.ui.calendar.look import CalendarLook, Letters

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_WRAPPED = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
_CENTRE = Qt.AlignmentFlag.AlignCenter
_GAP = 2.0
_CORNER = 0.45
_TALL = 2.2
_SMALLEST = 0.72
_MARK_ORDER = (DayKind.HOLIDAY, DayKind.MAKE_UP, DayKind.WORKDAY, DayKind.OBSERVANCE)


@dataclass(frozen=True, slots=True)
class Stress:
    """How a day stands out: it is today, the current one of a window, or one of another month, which steps back."""

    today: bool = False
    chosen: bool = False
    own: bool = True


@dataclass(frozen=True, slots=True)
class DayLayout:
    """Where the parts of a day lie: its heading, a chip for each task that fits, a foot that says what is hidden."""

    heading: QRectF
    room: QRectF
    """What is left free under the heading and the chips."""
    chips: tuple[tuple[QRectF, DueTask], ...]
    foot: QRectF | None
    hidden: int
    warned: bool
    """Whether the foot says the last working day before this day off."""

    def task_at(self, point: QPointF) -> DueTask | None:
        """The task whose chip lies there."""
        return next((due for rect, due in self.chips if rect.contains(point)), None)

    def foot_at(self, point: QPointF) -> bool:
        """Whether that is the foot."""
        return self.foot is not None and self.foot.contains(point)


def lay_out_day(rect: QRectF, plan: DayPlan, look: CalendarLook, painter: QPainter | None = None) -> DayLayout:
    """Share out the room of a day. What does not fit is counted in the foot."""
    inside = rect.adjusted(_GAP, _GAP, -_GAP, -_GAP)
    line = look.metrics(Letters.NORMAL, painter).height()
    heading = QRectF(inside.left(), inside.top(), inside.width(), look.metrics(Letters.BOLD, painter).height() + _GAP)
    room = inside.bottom() - heading.bottom()
    step = line + _GAP
    fitting = max(0, floor((room + _GAP / 2) / step))
    warned = not plan.working and any(due.is_open for due in plan.tasks)
    if len(plan.tasks) > fitting or (warned and plan.tasks):
        fitting = max(0, min(fitting - 1, len(plan.tasks)))
    shown = plan.tasks[:fitting]
    chips = tuple(
        (QRectF(inside.left(), heading.bottom() + place * step, inside.width(), line), due)
        for place, due in enumerate(shown)
    )
    hidden = len(plan.tasks) - len(shown)
    foot = None
    if hidden or warned:
        top = heading.bottom() + len(shown) * step
        foot = QRectF(inside.left(), min(top, inside.bottom() - line), inside.width(), line)
    free = QRectF(inside)
    free.setTop(heading.bottom() + (len(shown) + (foot is not None)) * step)
    return DayLayout(heading, free, chips, foot, hidden, warned)


def paint_day(painter: QPainter, rect: QRectF, plan: DayPlan, look: CalendarLook, stress: Stress) -> None:
    """Draw a day with all that fits."""
    painter.save()
    painter.setClipRect(rect)
    look = look if stress.own else look.stepping_back()
    painter.fillRect(rect, look.colours.ground(plan))
    layout = lay_out_day(rect, plan, look, painter)
    between = _paint_heading(painter, layout.heading, plan, look, stress.today)
    _paint_marks(painter, between, layout.room, plan, look)
    for place, due in layout.chips:
        _paint_chip(painter, place, due, look)
    if layout.foot is not None:
        _paint_foot(painter, layout, plan, look)
    if stress.chosen:
        painter.setPen(QPen(look.colours.accent, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect.adjusted(1, 1, -1, -1))
    painter.restore()


def _paint_heading(painter: QPainter, rect: QRectF, plan: DayPlan, look: CalendarLook, today: bool) -> QRectF:
    """Day at the left, lunar day at the right; what is free between them is returned."""
    number, bold = str(plan.day.day), look.metrics(Letters.BOLD, painter)
    width = max(bold.horizontalAdvance("00"), bold.horizontalAdvance(number)) + 3 * _GAP
    badge = QRectF(rect.left(), rect.top(), width, rect.height() - _GAP / 2)
    painter.setFont(look.letters(Letters.BOLD))
    if today:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colours.accent)
        painter.drawRoundedRect(badge, 3, 3)
        painter.setPen(look.colours.on_accent)
    else:
        painter.setPen(look.colours.ink if plan.working else look.colours.off)
    painter.drawText(badge, _CENTRE, number)
    painter.setFont(look.letters(Letters.SMALL))
    lunar, small = lunar_short(plan.lunar), look.metrics(Letters.SMALL, painter)
    painter.setPen(look.colours.ink if plan.lunar.day == 1 else look.colours.quiet)
    painter.drawText(rect.adjusted(0, 0, -_GAP, 0), _RIGHT, lunar)
    between = QRectF(badge.right() + 2 * _GAP, rect.top(), 0, rect.height())
    between.setRight(rect.right() - small.horizontalAdvance(lunar) - 4 * _GAP)
    return between


def _paint_marks(painter: QPainter, between: QRectF, room: QRectF, plan: DayPlan, look: CalendarLook) -> None:
    """What is marked: in the heading when it fits, else in lines of its own when there is room, else its beginning."""
    if not plan.marks:
        return
    marks = sorted(plan.marks, key=lambda mark: _MARK_ORDER.index(mark.kind))
    words, small = " · ".join(mark.name for mark in marks), look.metrics(Letters.SMALL, painter)
    painter.setFont(look.letters(Letters.SMALL))
    painter.setPen(look.colours.mark_ink(marks[0].kind))
    if small.horizontalAdvance(words) > between.width() and room.height() >= small.height():
        lines = floor(room.height() / small.height())
        place = QRectF(room.left() + 2 * _GAP, room.top(), room.width() - 3 * _GAP, lines * small.height())
        said = _shortened(words, small, place) if lines > 1 else _elided(words, small, place)
        painter.drawText(place, _WRAPPED, said)
    else:
        painter.drawText(between, _LEFT, _elided(words, small, between))


def _elided(words: str, metrics: QFontMetricsF, place: QRectF) -> str:
    return metrics.elidedText(words, Qt.TextElideMode.ElideRight, place.width())


def _shortened(words: str, metrics: QFontMetricsF, place: QRectF) -> str:
    """As much of the words as the place takes, whole words, with dots for the rest."""
    kept, said = words.split(" "), words
    while len(kept) > 1 and metrics.boundingRect(place, _WRAPPED, said).height() > place.height() + 1:
        kept.pop()
        said = " ".join(kept) + "…"
    return said


def _paint_chip(painter: QPainter, rect: QRectF, due: DueTask, look: CalendarLook) -> None:
    """The shape of the state, the number, the beginning of the text."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colours.chip_ground(due.state))
    painter.drawRoundedRect(rect, 3, 3)
    side = min(rect.height() - 2, look.metrics(Letters.NORMAL, painter).ascent() + 1)
    shape = QRectF(rect.left() + 2, rect.center().y() - side / 2, side, side)
    look.shapes[due.state].paint(painter, shape.toAlignedRect())
    words = rect.adjusted(side + 5, 0, -2, 0)
    painter.setPen(look.colours.chip_ink(due.state))
    bold = look.metrics(Letters.BOLD, painter)
    number = _elided(due.path, bold, words)
    painter.setFont(look.letters(Letters.BOLD))
    painter.drawText(words, _LEFT, number)
    words.setLeft(words.left() + bold.horizontalAdvance(number + " "))
    normal = look.metrics(Letters.NORMAL, painter)
    if words.width() > normal.averageCharWidth() * 2:
        painter.setFont(look.letters(Letters.NORMAL))
        painter.drawText(words, _LEFT, _elided(due.text, normal, words))


def _paint_foot(painter: QPainter, layout: DayLayout, plan: DayPlan, look: CalendarLook) -> None:
    """«+3», and the last working day before a day off on which something is due."""
    painter.setFont(look.letters(Letters.SMALL))
    small = look.metrics(Letters.SMALL, painter)
    rect = (layout.foot or QRectF()).adjusted(2 * _GAP, 0, -2 * _GAP, 0)
    if layout.hidden:
        painter.setPen(look.colours.ink)
        more = f"+{layout.hidden}" if layout.chips else f"{layout.hidden} việc"
        painter.drawText(rect, _LEFT, more)
        rect.setLeft(rect.left() + small.horizontalAdvance(more + " "))
    if layout.warned:
        painter.setPen(look.colours.off)
        day = f"{plan.last_working_day:%d/%m}"
        wordings = (f"làm việc cuối {day}", f"làm đến {day}", f"← {day}")
        fitting = next((words for words in wordings if small.horizontalAdvance(words) <= rect.width()), "")
        painter.drawText(rect, _RIGHT if layout.hidden else _LEFT, fitting)


def is_low_day(height: float, look: CalendarLook, painter: QPainter | None = None) -> bool:
    """Whether a day of an overview has no room for a shape beside its count."""
    return height < _TALL * look.metrics(Letters.SMALL, painter).height()


def paint_small_day(painter: QPainter, rect: QRectF, plan: DayPlan, look: CalendarLook, stress: Stress) -> None:
    """A day of an overview: its number, how much is due, and the shape of what is late."""
    painter.save()
    painter.setClipRect(rect)
    painter.fillRect(rect, look.colours.shade(len(plan.tasks)) or look.colours.ground(plan))
    small = look.metrics(Letters.SMALL, painter)
    tall = not is_low_day(rect.height(), look, painter)
    inside = rect.adjusted(3, 1, -3, -1) if tall else rect.adjusted(2, 1, -2, -1)
    shrink = 1.0 if tall else _shrinking(plan, look, painter, inside.width())
    number = QRectF(inside.left(), inside.top(), inside.width(), small.height() if tall else inside.height())
    painter.setPen(look.colours.quiet if plan.working else look.colours.off)
    if stress.today:
        badge = QRectF(rect.left() + 1, number.top(), small.horizontalAdvance("00") + 4, number.height())
        painter.fillRect(badge if tall else rect, look.colours.accent)
        painter.setPen(look.colours.on_accent)
    painter.setFont(_scaled(look.letters(Letters.SMALL), shrink))
    painter.drawText(number, _LEFT, str(plan.day.day))
    if plan.tasks:
        painter.setFont(_scaled(look.letters(Letters.BOLD if tall else Letters.SMALL_BOLD), shrink))
        painter.setPen(look.colours.late if plan.late else look.colours.chip_ink(plan.tasks[0].state))
        if stress.today and not tall:
            painter.setPen(look.colours.on_accent)
        _paint_count(painter, inside, plan, look, tall)
    if stress.chosen:
        painter.setPen(QPen(look.colours.accent, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect.adjusted(1, 1, -1, -1))
    painter.restore()


def _paint_count(painter: QPainter, inside: QRectF, plan: DayPlan, look: CalendarLook, tall: bool) -> None:
    """How much is due, in the pen's colour; the shape of what is late beside it, or a sign of it in the corner."""
    metrics = QFontMetricsF(painter.font(), painter.device())
    count = str(len(plan.tasks))
    place = QRectF(inside)
    if tall:
        place.setTop(inside.bottom() - metrics.height())
    if plan.late and not tall:
        place.setRight(inside.right() - metrics.height() * _CORNER / 2)
    painter.drawText(place, _RIGHT, count)
    if plan.late and tall:
        side = metrics.ascent()
        left = place.right() - metrics.horizontalAdvance(count) - side - 1
        look.shapes["overdue"].paint(painter, QRectF(left, place.center().y() - side / 2, side, side).toAlignedRect())
    elif plan.late:
        paint_late_corner(painter, inside.adjusted(0, -1, 3, 0), look)


def paint_late_corner(painter: QPainter, cell: QRectF, look: CalendarLook) -> None:
    """The sign of what is late in the upper right corner of a day."""
    corner, side = cell.topRight(), look.metrics(Letters.SMALL, painter).height() * _CORNER
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colours.late)
    painter.drawPolygon([corner, corner - QPointF(side, 0), corner + QPointF(0, side)])


def _shrinking(plan: DayPlan, look: CalendarLook, painter: QPainter, width: float) -> float:
    """How much smaller the letters must be for day and count to stand side by side."""
    if not plan.tasks:
        return 1.0
    number = look.metrics(Letters.SMALL, painter).horizontalAdvance(str(plan.day.day))
    bold = look.metrics(Letters.SMALL_BOLD, painter)
    count = bold.horizontalAdvance(str(len(plan.tasks))) + (bold.height() * _CORNER / 2 if plan.late else 0)
    return min(1.0, max(_SMALLEST, (width - 2 * _GAP) / (number + count)))


def _scaled(font: QFont, factor: float) -> QFont:
    font.setPointSizeF(font.pointSizeF() * factor)
    return font
