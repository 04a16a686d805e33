"""Drawing a whole month into a rectangle: for the screen's size of cells, for a printer, for a picture."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from danvan_desktop.domain.calendar.months import WEEK_DAYS
from danvan_desktop.domain.calendar.wording import WEEKDAYS
from danvan_desktop.services.schedule import MonthView
from danvan_desktop.ui.calendar.day_painting import Stress, paint_day
from danvan_desktop.ui.calendar.look import CalendarLook, Letters


def paint_month(painter: QPainter, rect: QRectF, month: MonthView, look: CalendarLook) -> None:
    """Draw the names of the weekdays and the weeks of a month, as large as the rectangle."""
    painter.save()
    head = look.metrics(Letters.BOLD, painter).height() * 1.4
    width, height = rect.width() / WEEK_DAYS, (rect.height() - head) / len(month.weeks)
    painter.setFont(look.letters(Letters.BOLD))
    painter.setPen(look.colours.ink)
    for column, name in enumerate(WEEKDAYS):
        place = QRectF(rect.left() + column * width, rect.top(), width, head)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, name)
    cells = [
        (QRectF(rect.left() + column * width, rect.top() + head + row * height, width, height), plan)
        for row, week in enumerate(month.weeks)
        for column, plan in enumerate(week)
    ]
    for place, plan in cells:
        paint_day(painter, place, plan, look, Stress(plan.day == month.today, own=month.holds(plan.day)))
    painter.setPen(QPen(look.colours.line, 0))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for place, _ in cells:
        painter.drawRect(place)
    painter.restore()
