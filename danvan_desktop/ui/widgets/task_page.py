"""The page of an open book: search, the task list, the panel beside it, and what to do when the list is empty."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from danvan_desktop.domain.catalogue.search import at_beginning
from danvan_desktop.ui.catalogue.empty_hint import EmptyHint
from danvan_desktop.ui.catalogue.search_edit import SearchEdit
from danvan_desktop.ui.catalogue.table.holding import Held, hold, select_again, select_lines
from danvan_desktop.ui.detail.panel import TaskPanel
from danvan_desktop.ui.frame.wrapping_row import WrappingRow
from danvan_desktop.ui.models.task_table import TITLES, Column, TaskRow, TaskTableModel
from danvan_desktop.ui.style import Icons
from danvan_desktop.ui.widgets.task_view import TaskView
from danvan_desktop.ui.wording import count_text, number_text

if TYPE_CHECKING:
    from danvan_desktop.ui.catalogue.filters.filter_bar import FilterBar
    from danvan_desktop.ui.catalogue.outline import Heading, Outline

SEARCH_PAUSE_MS = 200
"""A search begins this long after the last letter: UniKey sends letters and corrections in bursts."""

_CHIP_LETTERS = 26
"""How much of a filter's words is said over the list; its tip says all."""


class TaskPage(QWidget):
    """`search_asked` carries the words, `selected` tells of another selection, `import_asked` and `new_asked` are
    the hint's buttons, `all_asked` takes search and filter off. `filters` comes after the first picture.
    """

    search_asked = Signal(str)
    selected = Signal()
    import_asked = Signal()
    new_asked = Signal()
    all_asked = Signal()
    filters: FilterBar

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = TaskTableModel(icons, self)
        self.view = TaskView(self.model, self)
        self.panel = TaskPanel(icons, self)
        self.search = SearchEdit(self)
        self._count = QLabel(self)
        self._count.hide()
        self.filter_button = QToolButton(self)
        self.filter_button.setIcon(icons.get("filter"))
        self.filter_button.setText("&Lọc")
        self.filter_button.setAccessibleName("Bộ lọc")
        self.filter_button.setToolTip("Hiện hoặc ẩn bộ lọc")
        self.filter_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.filter_button.setCheckable(True)
        self._filter = QPushButton(self)
        self._filter.setProperty("role", "chip")
        self._filter.clicked.connect(self.all_asked)
        self._filter.hide()
        self.away = QToolButton(self)
        self.away.setAutoRaise(True)
        self.away.hide()
        self.by_words = QLabel(self)
        self.by_words.setWordWrap(True)
        self.by_words.setTextFormat(Qt.TextFormat.PlainText)
        self.by_words.setContentsMargins(8, 0, 8, 6)
        self.by_words.setProperty("role", "caption")
        self.by_words.hide()
        self._hint = EmptyHint(self)
        policy = QSizePolicy.Policy
        self._hint.setSizePolicy(policy.Preferred, policy.Ignored)  # out of sight it must not squeeze the filters
        self._list = QStackedWidget(self)
        self._list.addWidget(self.view)
        self._list.addWidget(self._hint)
        self.panes = QSplitter(Qt.Orientation.Horizontal, self)
        self.setFocusProxy(self.view)
        self._done = ""
        self._typed: tuple[str, Column, str | None] | None = None
        self._waiting: tuple[Outline, int, Sequence[str]] | None = None
        self._lay_out()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(SEARCH_PAUSE_MS)
        self._connect()

    def put_filters(self, filters: FilterBar) -> None:
        """The filters, right under the search once the officer asks for them: what they say of the list comes and goes
        under them, so that they never move."""
        self.filters = filters
        filters.setVisible(self.filter_button.isChecked())
        self._column.insertWidget(1, filters)
        self.filter_button.toggled.connect(filters.setVisible)

    def show_lines(self, shown: Outline, total: int, marked: Sequence[str] = ()) -> None:
        """Show these lines of a book with `total` tasks, with the folded pieces `marked`; what is selected stays so.

        While a cell is being typed in they wait, so that nothing typed is lost.
        """
        if self.view.is_typing():
            self._waiting = (shown, total, marked)
            return
        self._waiting = None
        held = hold(self.view, self.model)
        tasks = len(shown.ids) - len(shown.headings)
        self.view.cells.marked = marked
        self.model.set_ids(shown.ids, shown.headings)
        self.view.viewport().update()
        narrowed = bool(self.search.text().strip()) or self._filter.isVisibleTo(self)
        self._count.setText(f"Hiện {number_text(tasks)} trong {count_text(total, 'nhiệm vụ')}")
        self._count.setVisible(narrowed)
        self._say_by_words(by_words=bool(shown.ids) and any(map(at_beginning, marked)))
        self._hint.explain(self.search.text(), narrowed=narrowed and bool(total), done=self._done)
        self._list.setCurrentWidget(self.view if shown.ids else self._hint)
        if shown.ids and not self.view.selectionModel().hasSelection():
            self._select_again(held)
        self._show_current()

    def say_filter(self, title: str, done: str = "") -> None:
        """Say which tasks the list is narrowed to; nothing when to none. `done` is said when none of them is left."""
        self._done = done
        room = _CHIP_LETTERS * self.fontMetrics().averageCharWidth()
        shown = self.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, room)
        self._filter.setText(f"{shown}  ✕".replace("&", "&&"))
        self._filter.setAccessibleName(f"Bỏ lọc: {title}")
        self._filter.setToolTip(f"{title}\nBấm để hiện lại tất cả nhiệm vụ")
        self._filter.setVisible(bool(title))

    def start_search(self) -> None:
        """Put the keyboard into the search."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def clear_search(self) -> None:
        """Look for nothing, without asking for it."""
        self.search.clear()
        self._pause.stop()

    def clear(self) -> None:
        """Forget the book that was open."""
        self.clear_search()
        self.say_filter("")
        self._waiting = self._typed = None
        self.filters.show_choice()
        self.view.columns.mark_order(None)
        self.panel.show_row(None)
        self.panel.drafts.clear()
        self.model.clear()
        self._count.hide()
        self._list.setCurrentWidget(self.view)

    def set_editable(self, editable: bool, *, only_read: bool) -> None:
        """Whether the book may be changed now; `only_read`: it may not, for as long as it is open."""
        self.panel.set_editable(editable, only_read=only_read)
        self.model.editable = editable

    def commit(self) -> None:
        """Save what is being typed, in a cell or in the panel."""
        self.view.cells.commit()
        self.panel.commit()

    def type_again(self, task: str, column: Column, text: str) -> None:
        """Open a cell with what was typed there and could not be stored."""
        self._typed = (task, column, text)
        self._type_what_waits()

    def type_when_there(self, task: str, column: Column) -> None:
        """Open a cell as soon as its row has been fetched."""
        self.select(task)
        self._typed = (task, column, None)
        self._type_what_waits()

    def selected_tasks(self) -> list[str]:
        """The ids of the tasks with a selected cell, as they stand."""
        ids = self.model.ids()
        return [ids[place] for place in self.view.selected_places() if self.model.heading(place) is None]

    def heading(self) -> Heading | None:
        """The heading that is current, None where a task is."""
        return self.model.heading(self.view.currentIndex().row())

    def current_row(self) -> TaskRow | None:
        """The task that is current, as far as it has been fetched."""
        return self.model.row_at(self.view.currentIndex().row())

    def has_task(self) -> bool:
        """Whether any task has a selected cell."""
        ranges = self.view.selectionModel().selection()
        places = (place for item in ranges for place in range(item.top(), item.bottom() + 1))
        return any(self.model.heading(place) is None for place in places)

    def select(self, *tasks: str) -> None:
        """Make a task current, or several selected, the first of them current, as far as they are shown."""
        select_lines(self.view, self.model, tasks)

    def _say_by_words(self, *, by_words: bool) -> None:
        """The tasks found do not hold what was typed as it stands."""
        typed = " ".join(self.search.text().split())
        self.by_words.setText(f"Không có cụm «{typed}»; hiện các nhiệm vụ có đủ các từ.")
        self.by_words.setVisible(by_words)

    def _say_away(self, *_: object) -> None:
        """Which columns the window has no room for; what stands in them is in the panel. Shorter beside a count."""
        away = self.view.columns.away()
        names = ", ".join(TITLES[column] for column in away)
        self.away.setText(f"+{len(away)} cột")
        self.away.setAccessibleName(f"Cột chưa hiện vì cửa sổ hẹp: {names}")
        self.away.setToolTip(
            f"Cửa sổ hẹp nên chưa hiện: {names}.\nBấm để chọn cột; mọi ô đều có ở phần chi tiết bên phải."
        )
        self.away.setVisible(bool(away))

    def _type_what_waits(self) -> None:
        if self._typed is None:
            return
        task, column, text = self._typed
        place = self.model.place(task)
        if place is not None and self.model.row_at(place) is not None:
            self._typed = None
            self.view.edit_cell(place, column, text)

    def _select_again(self, held: Held) -> None:
        if not select_again(self.view, self.model, held):
            place = self.model.place(self.panel.task())
            self.view.go_to(self._first_task() if place is None else place)

    def _show_what_waits(self) -> None:
        if self._waiting is not None:
            self.show_lines(*self._waiting)

    def _first_task(self) -> int:
        return next((place for place in range(len(self.model.ids())) if self.model.heading(place) is None), 0)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(8, 6, 8, 6)
        top.addWidget(self.search, 1)
        top.addWidget(self.filter_button)
        top.addWidget(self.away)
        said = QHBoxLayout()  # a row of its own: beside the search large letters have no room for it
        said.setContentsMargins(8, 0, 8, 6)
        said.addLayout(WrappingRow(self._filter, self._count))
        left = QWidget(self)
        column = self._column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addLayout(said)
        column.addWidget(self.by_words)
        column.addWidget(self._list, 1)
        self.panes.addWidget(left)
        self.panes.addWidget(self.panel)
        self.panes.setStretchFactor(0, 1)
        self.panes.setStretchFactor(1, 0)
        self.panes.setChildrenCollapsible(False)
        self.panes.setHandleWidth(1)
        self.panes.setSizes([10_000, 280])
        for before, after in pairwise((self.search, self.view, self.panel.status, self.panel.time.edit)):
            self.setTabOrder(before, after)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.panes)

    def _connect(self) -> None:
        self._pause.timeout.connect(lambda: self.search_asked.emit(self.search.text()))
        self.search.textChanged.connect(lambda _: self._pause.start())
        self.search.down.connect(self.view.setFocus)
        self.view.columns.gave_way.connect(self._say_away)
        self._say_away()
        self.away.clicked.connect(
            lambda: self.view.columns.choose(self.away.mapToGlobal(self.away.rect().bottomLeft()))
        )
        self.view.selectionModel().currentChanged.connect(self._change_current)
        # A press of the mouse moves the current cell first and selects it afterwards.
        self.view.selectionModel().selectionChanged.connect(lambda *_: self.selected.emit())
        self.selected.connect(self._show_how_many)
        self.panel.left.connect(self.view.setFocus)
        self.view.typing_ended.connect(self._show_what_waits)
        self.model.dataChanged.connect(self._take_rows)
        self._hint.import_button.clicked.connect(self.import_asked)
        self._hint.add_button.clicked.connect(self.new_asked)
        self._hint.clear_button.clicked.connect(self.all_asked)

    def _take_rows(self) -> None:
        self._show_current()
        self._type_what_waits()

    def _change_current(self, _current: QModelIndex, _previous: QModelIndex) -> None:
        self._show_current()

    def _show_how_many(self) -> None:
        """One task in the panel, or what can be done with several."""
        self.panel.show_several(len(self.selected_tasks()) if self.view.is_over_several_rows() else 1)

    def _show_current(self) -> None:
        index = self.view.currentIndex()
        row = self.model.row_at(index.row()) if index.isValid() else None
        is_task = index.isValid() and self.model.heading(index.row()) is None
        if row is not None or not is_task:
            self.panel.show_row(row)
        self.selected.emit()
