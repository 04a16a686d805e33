"""A quarter or a year at a glance: small months with how much is due on each day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from danvan_desktop.domain.calendar.months import WEEK_DAYS
from danvan_desktop.services.schedule import MonthView
from danvan_desktop.ui.calendar.day_painting import is_low_day, paint_late_corner
from danvan_desktop.ui.calendar.look import SHADES, CalendarLook, Colours, Letters, holiday_ground
from danvan_desktop.ui.calendar.month_grid import MonthGrid
from danvan_desktop.ui.calendar.month_model import SMALL_ROWS
from danvan_desktop.ui.calendar.telling import count_told
from danvan_desktop.ui.frame.legend import Legend
from danvan_desktop.ui.style import Icons
from danvan_desktop.ui.wording import count_text

_IN_A_ROW = (4, 3, 2, 1)
_YEAR = 12
_QUIET_MS = 20
_SIGN_ACROSS = 1.6


class SmallMonth(QWidget):
    """A month under its name; the name is a button that shows it large (`opened` carries its first day)."""

    opened = Signal(object)

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grid = MonthGrid(icons, small=True, parent=self)
        self._name = QPushButton(self)
        self._name.setFlat(True)
        self._name.setProperty("role", "month")
        self._name.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._name.clicked.connect(self._open)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._name)
        column.addWidget(self.grid, 1)

    def show_month(self, month: MonthView) -> None:
        """Show a month with its name and what is due in it."""
        own = [plan for week in month.weeks for plan in week if month.holds(plan.day)]
        count, late = sum(len(plan.tasks) for plan in own), sum(plan.late for plan in own)
        said = f"Tháng {month.month}"
        said += f" · {count_text(count, 'việc')}" if count else ""
        said += f" · {count_text(late, 'quá hạn')}" if late else ""
        self._name.setText(said)
        self._name.setAccessibleName(f"Xem tháng {month.month} năm {month.year}")
        self._name.setToolTip(f"Tháng {month.month} năm {month.year}: {count_told(own)}. Bấm để xem cả tháng.")
        self.grid.show_month(month, f"Tháng {month.month} năm {month.year}")

    def least_width(self) -> int:
        """What it takes to show a day's number and its count."""
        look = self.grid.look()
        count = look.metrics(Letters.SMALL_BOLD).horizontalAdvance("0")
        wide = look.metrics(Letters.SMALL).horizontalAdvance("00") + count
        return round(WEEK_DAYS * (wide + 6))

    def least_height(self) -> int:
        """What it takes to show its name, the weekdays and six weeks."""
        row = self.grid.verticalHeader().minimumSectionSize()
        return self._name.sizeHint().height() + self.grid.horizontalHeader().sizeHint().height() + SMALL_ROWS * row + 2

    def _open(self) -> None:
        if self.grid.days.month is not None:
            self.opened.emit(date(self.grid.days.month.year, self.grid.days.month.month, 1))


class Overview(QScrollArea):
    """As many small months as are given. Signals are those of `MonthGrid`; `month_opened` carries a first day."""

    day_asked = Signal(object)
    day_opened = Signal(object)
    month_opened = Signal(object)

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.months: list[SmallMonth] = []
        self._icons = icons
        self._inside = QWidget(self)
        self._places = QGridLayout(self._inside)
        self._places.setContentsMargins(8, 2, 8, 8)
        self._places.setHorizontalSpacing(10)
        self._places.setVerticalSpacing(4)
        self._arranged = (0, 0)
        self._undrawn: list[SmallMonth] = []
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.setInterval(0)
        self._next.timeout.connect(self._draw_next)
        self._making = QTimer(self)
        self._making.timeout.connect(self._make_one)
        self._making.start(_QUIET_MS)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setWidget(self._inside)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_months(self, months: Sequence[MonthView]) -> None:
        """Show these months."""
        while len(self.months) < len(months):
            self._add_month()
        for place, small in enumerate(self.months):
            small.setVisible(place < len(months))
            if place < len(months):
                small.setUpdatesEnabled(False)
                small.grid.setShowGrid(len(months) < _YEAR)  # many low rows are read better without lines
                small.show_month(months[place])
        self._undrawn = list(self.months[: len(months)])
        self._arrange()
        self._draw_next()

    def _draw_next(self) -> None:
        """A month at a time, so that drawing a whole year never stops the window."""
        if self._undrawn:
            self._undrawn.pop(0).setUpdatesEnabled(True)
            self._next.start()

    def look(self) -> CalendarLook:
        """Colours and letters as the window has them now."""
        if not self.months:
            self._add_month()
        return self.months[0].grid.look()

    def is_low(self) -> bool:
        """Whether the days are so low that what is late in them is told by a corner."""
        shown = [small.grid for small in self.months if not small.isHidden()]
        return not shown or is_low_day(shown[0].rowHeight(0), self.look())

    def set_day(self, day: date) -> None:
        """Make a day current; the keyboard goes along with it."""
        focused = any(small.grid.hasFocus() for small in self.months)
        for small in self.months:
            small.grid.set_day(day)
            small.grid.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        current = self.grid_of(day)
        if current is not None:
            current.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setFocusProxy(current)
            if focused:
                current.setFocus()
                self.ensureWidgetVisible(current)

    def grid_of(self, day: date) -> MonthGrid | None:
        """The small month that shows a day as its own."""
        months = (small.grid for small in self.months if not small.isHidden())
        return next((grid for grid in months if grid.days.month is not None and grid.days.month.holds(day)), None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _make_one(self) -> None:
        """A year's months are made one by one in quiet moments, before anybody asks for them."""
        if len(self.months) < _YEAR:
            self._add_month()
        else:
            self._making.stop()

    def _add_month(self) -> None:
        small = SmallMonth(self._icons, self._inside)
        small.hide()
        small.opened.connect(self.month_opened)
        small.grid.day_asked.connect(self.day_asked)
        small.grid.day_opened.connect(self.day_opened)
        self.months.append(small)
        self._arranged = (0, 0)

    def _arrange(self) -> None:
        """Side by side as many as there is room for."""
        shown = [small for small in self.months if not small.isHidden()]
        if not shown:
            return
        least = shown[0].least_width() + self._places.horizontalSpacing()
        room = max(1, self.viewport().width() // least)
        across = min(next(count for count in _IN_A_ROW if count <= room), len(shown))
        for small in shown:
            small.grid.setMinimumHeight(0)
            small.setMinimumHeight(small.least_height())
        if (across, len(shown)) != self._arranged:
            self._arranged = (across, len(shown))
            for small in self.months:
                self._places.removeWidget(small)
            for place, small in enumerate(shown):
                self._places.addWidget(small, *divmod(place, across))
            for row in range(len(self.months)):
                self._places.setRowStretch(row, 1 if row * across < len(shown) else 0)
            for column in range(max(_IN_A_ROW)):
                self._places.setColumnStretch(column, 1 if column < across else 0)


def shade_legend(overview: Overview, parent: QWidget) -> Legend:
    """What the colours and signs of the small months mean."""
    grounds = [(f"{least}+ việc" if least > 1 else "1 việc", partial(_shade, least)) for least, _ in SHADES]
    signs = (("hôm nay", _accent), ("ngày lễ", holiday_ground))
    entries = [(words, partial(_paint_ground, overview, ground)) for words, ground in (*grounds, *signs)]
    legend = Legend([*entries, ("có việc quá hạn", partial(_paint_late, overview))], _SIGN_ACROSS, parent)
    legend.setAccessibleName(f"Chú thích: {legend.words()}; bấm đúp một ngày để xem các việc của ngày đó")
    legend.setToolTip("Số đậm ở mỗi ngày là số việc đến hạn; bấm đúp một ngày để xem các việc đó")
    legend.setContentsMargins(4, 2, 4, 2)
    return legend


def _shade(least: int, colours: Colours) -> QColor:
    return colours.shade(least) or colours.paper


def _accent(colours: Colours) -> QColor:
    return colours.accent


def _paint_ground(
    overview: Overview, ground: Callable[[Colours], QColor], painter: QPainter, box: QRectF, _palette: QPalette
) -> None:
    colours = overview.look().colours
    painter.fillRect(box, ground(colours))
    painter.setPen(colours.line)
    painter.drawRect(box)


def _paint_late(overview: Overview, painter: QPainter, box: QRectF, palette: QPalette) -> None:
    """As the days show it now: the shape beside the count, or a corner where there is no room for one."""
    _paint_ground(overview, _paper, painter, box, palette)
    look = overview.look()
    if overview.is_low():
        paint_late_corner(painter, box, look)
    else:
        side = box.height() - 2
        place = QRectF(box.center().x() - side / 2, box.top() + 1, side, side)
        look.shapes["overdue"].paint(painter, place.toAlignedRect())


def _paper(colours: Colours) -> QColor:
    return colours.paper
