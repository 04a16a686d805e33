"""The list of what is due, week by week."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from danvan_desktop.domain.labels import state_label
from danvan_desktop.domain.lifecycle import State
from danvan_desktop.services.schedule import Schedule
from danvan_desktop.ui.calendar.agenda_model import AgendaModel, Column
from danvan_desktop.ui.calendar.look import CalendarLook, window_look
from danvan_desktop.ui.calendar.month_grid import OPENING_KEYS
from danvan_desktop.ui.style import Icons

_LEAD_SHARE = 0.3
_LEAD_LETTERS = 12
"""In less room the name of an agency says nothing: its column is away as a whole."""


class AgendaView(QTableView):
    """`task_opened` carries the id of a task, `day_asked` the day of the line that became current; `today_asked` is the
    key Home."""

    task_opened = Signal(str)
    today_asked = Signal()
    day_asked = Signal(object)

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._showing = False
        self.agenda = AgendaModel(self._new_look(), self)
        self.setModel(self.agenda)
        self.setAccessibleName("Danh sách việc theo hạn")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.doubleClicked.connect(self._open)
        self.selectionModel().currentChanged.connect(self._tell_day)
        self._fit()

    def show_schedule(self, held: Schedule | None, day: date | None = None) -> None:
        """Show a schedule from its start, keeping the current task or going to a day."""
        row = self.agenda.row(self.currentIndex().row())
        self._showing = True
        self.clearSpans()
        self.agenda.show(held)
        for place in self.agenda.headings():
            self.setSpan(place, 0, 1, len(Column))
            self.setRowHeight(place, self.fontMetrics().lineSpacing() + 10)
        kept = self.agenda.place_of(row.day.day, row.due.task) if row is not None and row.due is not None else -1
        if kept >= 0 or day is not None:
            place = kept if kept >= 0 else self.agenda.place(day) if day is not None else -1
            self.setCurrentIndex(self.agenda.index(place, Column.TEXT))
        self._showing = False

    def go_to(self, day: date) -> None:
        """Make the first task due on a day or after it current."""
        self.setCurrentIndex(self.agenda.index(self.agenda.place(day), Column.TEXT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in OPENING_KEYS and self.currentIndex().isValid():
            self._open(self.currentIndex())
        elif event.key() == Qt.Key.Key_Home and not event.modifiers():
            self.today_asked.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Nothing: letters lead nowhere."""

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange) and hasattr(self, "agenda"):
            self.agenda.set_look(self._new_look())
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _new_look(self) -> CalendarLook:
        return window_look(self.font(), self._icons)

    def _open(self, index: QModelIndex) -> None:
        row = self.agenda.row(index.row())
        if row is not None and row.due is not None:
            self.task_opened.emit(row.due.task)

    def _tell_day(self, current: QModelIndex, _previous: QModelIndex) -> None:
        row = self.agenda.row(current.row()) if current.isValid() else None
        if row is not None and not self._showing:
            self.day_asked.emit(row.day.day)

    def _fit(self) -> None:
        """Two lines a row; number and day as wide as they are, text and agencies share the rest."""
        metrics, header = self.fontMetrics(), self.horizontalHeader()
        self.verticalHeader().setDefaultSectionSize(2 * metrics.lineSpacing() + 6)
        day = metrics.horizontalAdvance("T2 00/00/0000") + 16
        number = metrics.horizontalAdvance("00.00.đ") + 12
        widest = max(map(metrics.horizontalAdvance, (state_label(State.DONE), "chậm 000 ngày")))
        state = widest + metrics.height() + 24
        spare = max(0, self.viewport().width() - day - number - state)
        lead = int(spare * _LEAD_SHARE)
        away = lead < _LEAD_LETTERS * metrics.averageCharWidth()
        self.setColumnHidden(Column.LEAD, away)
        lead = 0 if away else lead
        for column, width in zip(Column, (day, number, spare - lead, lead, state), strict=True):
            header.resizeSection(column, width)
