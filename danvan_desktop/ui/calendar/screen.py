"""The place «Lịch thời hạn»: what is due, by month, quarter, year, or as a list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QStackedWidget, QVBoxLayout, QWidget

from danvan_desktop.domain.calendar.months import days_later, grid_span, months_later, quarter_months, within
from danvan_desktop.domain.views import AgencyView, TaskFilter
from danvan_desktop.services.books import Book
from danvan_desktop.services.schedule import Schedule, month_view, schedule, with_late
from danvan_desktop.services.tasks import list_agencies
from danvan_desktop.ui.calendar.agenda_view import AgendaView
from danvan_desktop.ui.calendar.day_popup import DayPopup
from danvan_desktop.ui.calendar.month_grid import MonthGrid
from danvan_desktop.ui.calendar.overview import Overview, shade_legend
from danvan_desktop.ui.calendar.telling import Mode, count_told, late_told, nothing_told, title
from danvan_desktop.ui.calendar.tools import CalendarTools
from danvan_desktop.ui.jobs import Job, Progress

if TYPE_CHECKING:
    from danvan_desktop.ui.commands.desk import Desk
    from danvan_desktop.ui.places.place import Guide

_MONTHS_ON = {Mode.MONTH: 1, Mode.QUARTER: 3, Mode.YEAR: 12, Mode.AGENDA: 1}
_AGENDA_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be read: the mode, its days, and which tasks."""

    mode: Mode
    first: date
    last: date
    tasks: TaskFilter
    turn: int


class CalendarScreen:
    """Keeps the calendar in step with the book. Reading is done elsewhere; only the newest answer is shown."""

    def __init__(self, desk: Desk, guide: Guide) -> None:
        self._desk, self._guide = desk, guide
        self._day = desk.around.today()
        self._start = self._day
        self._mode = Mode.MONTH
        self._held: Schedule | None = None
        self._wanted: Wanted | None = None
        self._turn = 0
        self._reading = False
        icons = desk.window.icons
        self.widget = QWidget()
        self.tools = CalendarTools(self.widget)
        self.month = MonthGrid(icons, small=False, parent=self.widget)
        self.overview = Overview(icons, self.widget)
        self.legend = shade_legend(self.overview, self.widget)
        self.agenda = AgendaView(icons, self.widget)
        self._hint = QLabel(self.widget)
        self._pages = QStackedWidget(self.widget)
        self._lay_out()
        self._connect()

    def load(self) -> None:
        """Read everything anew; the day, the mode and the filter stay."""
        self._desk.jobs.run(Job(_agencies, self.tools.set_agencies))
        self._turn += 1
        self._read()

    def forget(self) -> None:
        """Show nothing, and start from today in the next book."""
        self._held = self._wanted = None
        self._day = self._start = self._desk.around.today()
        self.tools.reset()
        self.month.show_month(None)
        self.agenda.show_schedule(None)
        self.overview.show_months(())
        self._hint.hide()

    def set_mode(self, mode: Mode) -> None:
        """Show the same day in another way."""
        self._mode = mode
        self._start = self._day
        self.tools.set_mode(mode)
        self.widget.setFocusProxy(self._page())
        self._read()
        self._page().setFocus(Qt.FocusReason.OtherFocusReason)

    def go(self, day: date) -> None:
        """Make a day current, reading what is needed for it."""
        self._day = within(day)
        self.month.set_day(self._day)
        self.overview.set_day(self._day)
        self._read()

    def open_day(self, day: date) -> None:
        """Show all of a day, over the calendar."""
        self.go(day)
        plan = self._held.day(day) if self._held is not None else None
        if plan is not None:
            popup = DayPopup(self.month.look(), self.widget)
            popup.task_opened.connect(self._guide.open_task)
            popup.destroyed.connect(self._take_back_keyboard)
            popup.show_day(plan, self._beside(day))

    def _take_back_keyboard(self) -> None:
        """The list that hung over the calendar is gone."""
        if self.widget.isVisible() and QApplication.focusWidget() is None:
            self._page().setFocus(Qt.FocusReason.OtherFocusReason)

    def hint(self) -> str:
        """Why there is nothing to see, if there is nothing."""
        return "" if self._hint.isHidden() else self._hint.text()

    def _lay_out(self) -> None:
        for page in (self.month, self.overview, self.agenda):
            self._pages.addWidget(page)
        self._hint.setWordWrap(True)
        self._hint.setContentsMargins(10, 0, 10, 6)
        self._hint.hide()
        column = QVBoxLayout(self.widget)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tools)
        column.addWidget(self._hint)
        column.addWidget(self._pages, 1)
        column.addWidget(self.legend)
        self.legend.hide()
        self.widget.setFocusProxy(self.month)
        self.tools.set_mode(self._mode)

    def _connect(self) -> None:
        self.tools.mode_chosen.connect(self.set_mode)
        self.tools.moved.connect(self._move)
        self.tools.today_asked.connect(self._go_to_today)
        self.tools.filtered.connect(self._read)
        self.month.day_asked.connect(self.go)
        self.month.day_opened.connect(self.open_day)
        self.month.task_opened.connect(self._guide.open_task)
        self.overview.day_asked.connect(self.go)
        self.overview.day_opened.connect(self.open_day)
        self.overview.month_opened.connect(self._open_month)
        self.agenda.task_opened.connect(self._guide.open_task)
        self.agenda.day_asked.connect(self._keep_day)
        self.agenda.today_asked.connect(self._go_to_today)

    def _page(self) -> QWidget:
        return {Mode.MONTH: self.month, Mode.AGENDA: self.agenda}.get(self._mode, self.overview)

    def _move(self, steps: int) -> None:
        months = steps * _MONTHS_ON[self._mode]
        self._start = months_later(self._start, months)
        self.go(self._start if self._mode is Mode.AGENDA else months_later(self._day, months))

    def _go_to_today(self) -> None:
        self._start = self._desk.around.today()
        self.go(self._start)
        if self._held is not None and self._mode is Mode.AGENDA:
            self.agenda.go_to(self._start)
        self._page().setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_month(self, first: date) -> None:
        self._day = first if (first.year, first.month) != (self._day.year, self._day.month) else self._day
        self.set_mode(Mode.MONTH)

    def _keep_day(self, day: date) -> None:
        self._day = day

    def _span(self) -> tuple[date, date]:
        day = self._day
        match self._mode:
            case Mode.MONTH:
                return grid_span(day.year, day.month)
            case Mode.QUARTER:
                first, _, last = quarter_months(day)
                return grid_span(day.year, first)[0], grid_span(day.year, last)[1]
            case Mode.YEAR:
                return grid_span(day.year, 1)[0], grid_span(day.year, 12)[1]
            case Mode.AGENDA:
                return self._start, days_later(months_later(self._start, _AGENDA_MONTHS), -1)

    def _read(self) -> None:
        """Ask for what is to be shown now, unless it is there or asked for; one reading at a time."""
        if self._desk.book is None:
            return
        wanted = Wanted(self._mode, *self._span(), self.tools.wanted(self._desk.around.today()), self._turn)
        if wanted == self._wanted:
            return
        self._wanted = wanted
        if not self._reading:
            self._order(wanted)

    def _order(self, wanted: Wanted) -> None:
        self._reading = True
        work = partial(_scheduled, wanted=wanted, today=self._desk.around.today())
        self._desk.jobs.run(
            Job(work, partial(self._take, wanted), "Đang đọc lịch", failed=partial(self._give_up, wanted))
        )

    def _take(self, wanted: Wanted, held: Schedule) -> None:
        """Show an answer; one that is not wanted any more makes room for the one that is."""
        self._reading = False
        if self._wanted is None:
            return
        if wanted != self._wanted:
            self._order(self._wanted)
            return
        self._held = held
        self._show(held)

    def _give_up(self, wanted: Wanted) -> None:
        """There is no answer: the book was closed, or it could not be read."""
        self._reading = False
        if self._wanted is not None and self._wanted != wanted:
            self._order(self._wanted)
        else:
            self._wanted = None

    def _show(self, held: Schedule) -> None:
        day = self._day
        match self._mode:
            case Mode.MONTH:
                self.month.show_month(month_view(held, day.year, day.month), title(self._mode, day, day))
                self.month.set_day(day)
            case Mode.QUARTER:
                self.overview.show_months([month_view(held, day.year, month) for month in quarter_months(day)])
            case Mode.YEAR:
                self.overview.show_months([month_view(held, day.year, month) for month in range(1, 13)])
            case Mode.AGENDA:
                self.agenda.show_schedule(held, day)
        self.overview.set_day(day)
        self._pages.setCurrentWidget(self._page())
        self._say(held)

    def _say(self, held: Schedule) -> None:
        day = held.first if self._mode is Mode.AGENDA else self._day
        own = [plan for plan in held.days if self._is_own(plan.day)]
        words = "" if held.late else nothing_told(held, own, self.tools.narrowed(), self._mode)
        counts = [late_told(held.late), count_told(own)] if held.late else [] if words else [count_told(own)]
        self.tools.set_title(title(self._mode, day, held.last), " · ".join(counts))
        self.legend.setVisible(self._mode in (Mode.QUARTER, Mode.YEAR))
        self._hint.setText(words)
        self._hint.setVisible(bool(words))

    def _is_own(self, day: date) -> bool:
        """Whether a day belongs to what the title names, and does not only fill a week."""
        match self._mode:
            case Mode.MONTH:
                return (day.year, day.month) == (self._day.year, self._day.month)
            case Mode.QUARTER:
                return day.year == self._day.year and day.month in quarter_months(self._day)
            case Mode.YEAR:
                return day.year == self._day.year
            case Mode.AGENDA:
                return True

    def _beside(self, day: date) -> QPoint:
        """Where on the screen a day ends at its right."""
        grid = self.month if self._mode is Mode.MONTH else self.overview.grid_of(day)
        if grid is None:
            return self.widget.mapToGlobal(QPoint(40, 80))
        cell = grid.cell(day)
        return grid.viewport().mapToGlobal(QPoint(cell.right() + 1, cell.top()))


def _scheduled(book: Book, _progress: Progress, wanted: Wanted, today: date) -> Schedule:
    held = schedule(book, wanted.first, wanted.last, wanted.tasks, today)
    return with_late(book, held, wanted.tasks) if wanted.mode is Mode.AGENDA and wanted.first == today else held


def _agencies(book: Book, _progress: Progress) -> tuple[AgencyView, ...]:
    return list_agencies(book)
