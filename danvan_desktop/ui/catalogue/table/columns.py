"""The columns of the catalogue: how wide, in which order, which of them; kept from one day to the next."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QItemSelectionModel, QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QMenu, QStyle, QTableView

from danvan_desktop.domain.labels import state_label
from danvan_desktop.domain.lifecycle import State
from danvan_desktop.ui.models.task_table import TITLES, Column

_LETTERS = {
    Column.NUMBER: 7,
    Column.TEXT: 22,
    Column.LEAD: 13,
    Column.COORD: 13,
    Column.TIME: 12,
    Column.DUE: 11.5,
    Column.STATE: 13,
    Column.RESULT: 12,
    Column.PERCENT: 8,
    Column.PRODUCT: 14,
    Column.NOTE: 14,
}
"""How many letters wide a column is before a wider window is shared out."""
_SHARES = {
    Column.TEXT: 0.38,
    Column.LEAD: 0.15,
    Column.COORD: 0.15,
    Column.TIME: 0.12,
    Column.STATE: 0.12,
    Column.RESULT: 0.08,
}
"""Who gets what of a wider window, until the officer has a hand in it."""
_AWAY_AT_FIRST = (Column.PERCENT, Column.PRODUCT, Column.NOTE)
_GIVING_WAY = (Column.RESULT, Column.COORD, Column.TIME, Column.DUE, Column.LEAD)
"""Which columns a narrow window does without, the first first, until the officer has a hand in it."""
_LAST_TO_GO = {Column.TIME: 0.5, Column.DUE: 1.0, Column.LEAD: 1.0}
"""Before these go, the texts become narrower, by this share of what they can."""
_SQUEEZED = {Column.TEXT: 11, Column.LEAD: 8.5}
"""How many letters wide these may become in a narrow window, the first first."""
_WIDEST_STATE = state_label(State.DONE)
"""The longest of the two lines on which a state stands."""
_ALWAYS = (Column.NUMBER, Column.TEXT)
_WIDEST_DAY = "00/00/0000"
"""A day without its year is none: its column never becomes narrower than it."""


class Columns(QObject):
    """Between a table and its header. What the officer drags, hides or moves stays; until then the program decides.

    `gave_way` carries the columns that have no room now.
    """

    gave_way = Signal(object)

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view
        self._header = view.horizontalHeader()
        self._fitting = False
        self._chosen = False
        self._away: tuple[Column, ...] = ()
        self._at = self._letter()
        self._own: tuple[int, dict[Column, int]] = (self._at, {})
        self._lay_out()

    def shown(self) -> list[Column]:
        """The columns that are there, from left to right as the officer has put them."""
        ordered = sorted(Column, key=self._header.visualIndex)
        return [column for column in ordered if not self._header.isSectionHidden(column)]

    def selected(self) -> list[Column]:
        """The columns with a selected cell, from left to right as they stand now."""
        ranges = self._view.selectionModel().selection()
        held = {column for item in ranges for column in range(item.left(), item.right() + 1)}
        return [column for column in self.shown() if column in held]

    def put_away_before(self, column: Column, first: Column) -> list[Column]:
        """The columns that are not shown and would stand between `first` and `column`."""
        start, end = self._header.visualIndex(first), self._header.visualIndex(column)
        between = (Column(self._header.logicalIndex(place)) for place in range(start + 1, end))
        return [held for held in between if self._header.isSectionHidden(held)]

    def bring(self, column: Column) -> None:
        """Show a column that was put away, or had no room."""
        self._show(column, shown=True)

    def mark_order(self, column: Column | None, *, descending: bool = False) -> None:
        """Mark the column that the list is sorted by; None for the printed order."""
        self._header.setSortIndicatorShown(column is not None)
        if column is not None:
            down = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
            self._header.setSortIndicator(column, down)

    def away(self) -> tuple[Column, ...]:
        """The columns that have no room now."""
        return self._away

    def save(self) -> QByteArray:
        """What the officer has made of the columns; nothing while they are the program's own."""
        return self._header.saveState() if self._chosen else QByteArray()

    def restore(self, state: QByteArray) -> None:
        """Bring back what was saved; the list itself begins in printed order."""
        self._fitting = True
        self._chosen = self._header.restoreState(state)
        self._fitting = False
        self._remember()
        self._header.setSortIndicatorShown(False)
        self.fit()

    def fit(self) -> None:
        """Share out the width; once the officer had a hand in it, only the text column gives and takes.

        What the officer made of the other columns grows and shrinks with the letters.
        """
        self._fitting = True
        self._follow_letters()
        if self._chosen:
            self._tell_away(())
        else:
            self._give_way()
        shares = {Column.TEXT: 1.0} if self._chosen else _SHARES
        shown = self.shown()
        least = {column: self._least(column) for column in shown}
        room = self._view.viewport().width() - sum(least.values())
        spare = max(0, room)
        whole = sum(shares.get(column, 0.0) for column in shown)
        given = {column: int(spare * shares.get(column, 0.0) / whole) for column in shown}
        given[Column.TEXT] += spare - sum(given.values())
        self._squeeze(given, least, max(0, -room))
        for column in shown:
            self._header.resizeSection(column, least[column] + given[column])
        self._fitting = False

    def narrowest(self, column: Column) -> int:
        """How narrow the program makes a column with the letters of now."""
        wanted = self._width(column)
        return min(wanted, self._in_letters(_SQUEEZED[column])) if column in _SQUEEZED else wanted

    def choose(self, at: QPoint) -> None:
        """Ask which columns stand in the list."""
        menu = QMenu("Các cột", self._view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for column in Column:
            if column not in _ALWAYS:
                action = menu.addAction(TITLES[column])
                action.setCheckable(True)
                action.setChecked(not self._header.isSectionHidden(column))
                action.toggled.connect(lambda shown, column=column: self._show(column, shown=shown))
        menu.addSeparator()
        menu.addAction("Như ban đầu").triggered.connect(self._forget)
        menu.popup(at)

    def _lay_out(self) -> None:
        header = self._header
        header.setHighlightSections(False)
        # With the table's own selection the header would ask every row of every column whether it is selected.
        header.setSelectionModel(QItemSelectionModel(self._view.model(), header))
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setMinimumSectionSize(self._width(Column.NUMBER) // 2)
        header.setSectionsMovable(True)
        header.setFirstSectionMovable(False)
        header.setSectionsClickable(True)
        # A click sorts, a drag moves: neither selects every cell of the column, which the next key could empty.
        header.sectionPressed.disconnect()
        header.sectionEntered.disconnect()
        for column in _AWAY_AT_FIRST:
            header.setSectionHidden(column, True)
        header.sectionResized.connect(self._take_drag)
        header.sectionMoved.connect(self._take_move)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(lambda at: self.choose(header.mapToGlobal(at)))
        self.fit()

    def _give_way(self) -> None:
        """Leave out what a narrow window has no room for, rather than the state at its end."""
        wanted = [column for column in Column if column not in _AWAY_AT_FIRST]
        for column in _GIVING_WAY:
            texts = (held for held in wanted if held in _SQUEEZED)
            spared = sum(self._width(held) - self.narrowest(held) for held in texts) * _LAST_TO_GO.get(column, 0)
            if sum(map(self._width, wanted)) - spared > self._view.viewport().width():
                wanted.remove(column)
        for column in _GIVING_WAY:
            self._header.setSectionHidden(column, column not in wanted)
        self._tell_away(tuple(column for column in sorted(_GIVING_WAY) if column not in wanted))

    def _tell_away(self, away: tuple[Column, ...]) -> None:
        if away != self._away:
            self._away = away
            self.gave_way.emit(away)

    def _squeeze(self, given: dict[Column, int], least: dict[Column, int], lacking: int) -> None:
        """Rather than the state at the end be cut off by the edge."""
        for column in _SQUEEZED:
            if column in least and not (self._chosen and column is not Column.TEXT):
                less = min(lacking, least[column] - self.narrowest(column))
                given[column] -= less
                lacking -= less

    def _least(self, column: Column) -> int:
        if not self._chosen or column is Column.TEXT:
            return self._width(column)
        kept = self._header.sectionSize(column)
        return max(kept, self._day_width()) if column is Column.DUE else kept

    def _follow_letters(self) -> None:
        """Always from what the officer made of the columns, so that letters made larger and small again change
        nothing."""
        before, self._at = self._at, self._letter()
        if self._chosen and before != self._at:
            letter, widths = self._own
            for column, width in widths.items():
                self._header.resizeSection(column, round(width * self._at / letter))

    def _remember(self) -> None:
        self._at = self._letter()
        self._own = (self._at, {column: self._header.sectionSize(column) for column in self.shown()})

    def _letter(self) -> int:
        return self._view.fontMetrics().averageCharWidth()

    def _day_width(self) -> int:
        return self._view.fontMetrics().horizontalAdvance(_WIDEST_DAY) + 8

    def _show(self, column: Column, *, shown: bool) -> None:
        self._chosen = True
        self._header.setSectionHidden(column, not shown)
        if shown and self._header.sectionSize(column) < self._width(column):
            self._header.resizeSection(column, self._width(column))
        self._remember()
        self.fit()

    def _forget(self) -> None:
        """The columns as they were at first."""
        self._chosen = False
        for column in Column:
            self._header.moveSection(self._header.visualIndex(column), column)
            self._header.setSectionHidden(column, column in _AWAY_AT_FIRST)
        self._chosen = False
        self.fit()

    def _take_move(self, *_moved: int) -> None:
        self._chosen = True
        self._remember()

    def _take_drag(self, column: int) -> None:
        if not self._fitting:
            self._chosen = True
            self._remember()
            if column != Column.TEXT:
                self.fit()

    def _width(self, column: Column) -> int:
        width = self._in_letters(_LETTERS[column])
        if column is not Column.STATE:
            return width
        letters = self._view.fontMetrics()
        style = self._view.style()
        icon = style.pixelMetric(QStyle.PixelMetric.PM_SmallIconSize)
        margin = style.pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin) + 1
        return max(width, letters.horizontalAdvance(_WIDEST_STATE) + icon + 5 * margin)

    def _in_letters(self, letters: float) -> int:
        return int(letters * self._view.fontMetrics().averageCharWidth()) + 8
