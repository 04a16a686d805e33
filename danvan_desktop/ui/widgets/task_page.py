"""The page of an open book: search, the task list, the panel beside it, and what to do when the list is empty."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from danvan_desktop.ui.catalogue.filters.choice import FilterChoice
from danvan_desktop.ui.catalogue.filters.filter_bar import FilterBar
from danvan_desktop.ui.catalogue.outline import Outline
from danvan_desktop.ui.models.task_table import Column, TaskTableModel
from danvan_desktop.ui.style import Icons
from danvan_desktop.ui.detail.panel import TaskPanel
from danvan_desktop.ui.widgets.task_view import TaskView
from danvan_desktop.ui.wording import count_text

SEARCH_PAUSE_MS = 200
"""A search begins this long after the last letter: UniKey sends letters and corrections in bursts."""


class TaskPage(QWidget):
    """`search_asked` carries the words, `selected` tells of another selection, `import_asked` is the hint's button,
    `all_asked` takes search and filter off."""

    search_asked = Signal(str)
    selected = Signal()
    import_asked = Signal()
    all_asked = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = TaskTableModel(icons, self)
        self.view = TaskView(self.model, self)
        self.panel = TaskPanel(self)
        self.search = SearchEdit(self)
        self._count = QLabel(self)
        self.filters = FilterBar(self)
        self.filters.hide()
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
        self._hint = _Hint(self)
        self._list = QStackedWidget(self)
        self._list.addWidget(self.view)
        self._list.addWidget(self._hint)
        self.panes = QSplitter(Qt.Orientation.Horizontal, self)
        self.setFocusProxy(self.view)
        self._typed: tuple[str, Column, str | None] | None = None
        self._lay_out()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(SEARCH_PAUSE_MS)
        self._connect()

    def show_lines(self, shown: Outline, total: int) -> None:
        """Show these lines of a book with `total` tasks, keeping the current task current."""
        held = self.panel.row()
        tasks = len(shown.ids) - len(shown.headings)
        self.view.cells.words = self.search.text()
        self.model.set_ids(shown.ids, shown.headings)
        self.view.viewport().update()
        narrowed = bool(self.search.text().strip()) or self._filter.isVisibleTo(self)
        self._count.setText(f"Hiện {tasks} trong {count_text(total, 'nhiệm vụ')}" if narrowed else "")
        self._hint.explain(self.search.text(), narrowed=narrowed and bool(total))
        self._list.setCurrentWidget(self.view if shown.ids else self._hint)
        place = self.model.place(held.id) if held is not None else None
        if shown.ids and not self.view.selectionModel().hasSelection():
            self.view.go_to(self._first_task() if place is None else place)
        self._show_current()

    def say_filter(self, title: str) -> None:
        """Say which tasks the list is narrowed to; nothing when to none."""
        self._filter.setText(f"{title}  ✕".replace("&", "&&"))
        self._filter.setAccessibleName(f"Bỏ lọc: {title}")
        self._filter.setToolTip("Bấm để hiện lại tất cả nhiệm vụ")
        self._filter.setVisible(bool(title))

    def start_search(self) -> None:
        """Put the keyboard into the search."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def clear_search(self) -> None:
        """Look for nothing, without asking for it."""
        self._pause.stop()
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)

    def clear(self) -> None:
        """Forget the book that was open."""
        self.clear_search()
        self.say_filter("")
        self.filters.set_choice(FilterChoice())
        self.view.show_order(None)
        self.panel.show_row(None)
        self.model.clear()
        self._count.clear()
        self._list.setCurrentWidget(self.view)

    def set_editable(self, editable: bool) -> None:
        """Whether the book may be changed."""
        self.panel.set_editable(editable)
        self.model.set_editable(editable)

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

    def select(self, task: str) -> None:
        """Make a task current, if it is shown."""
        place = self.model.place(task)
        if place is not None:
            self.view.go_to(place)

    def _type_what_waits(self) -> None:
        if self._typed is None:
            return
        task, column, text = self._typed
        place = self.model.place(task)
        if place is not None and self.model.row_at(place) is not None and self.view.edit_cell(place, column, text):
            self._typed = None

    def _first_task(self) -> int:
        return next((place for place in range(len(self.model.ids())) if self.model.heading(place) is None), 0)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(8, 6, 8, 6)
        top.addWidget(self.search, 1)
        top.addWidget(self.filter_button)
        top.addWidget(self._filter)
        top.addWidget(self._count)
        left = QWidget(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.filters)
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
        self.view.selectionModel().currentChanged.connect(self._change_current)
        self.filter_button.toggled.connect(self.filters.setVisible)
        self.panel.left.connect(self.view.setFocus)
        self.model.dataChanged.connect(self._take_rows)
        self._hint.import_button.clicked.connect(self.import_asked)
        self._hint.clear_button.clicked.connect(self.all_asked)

    def _take_rows(self) -> None:
        self._show_current()
        self._type_what_waits()

    def _change_current(self, _current: QModelIndex, _previous: QModelIndex) -> None:
        self._show_current()

    def _show_current(self) -> None:
        index = self.view.currentIndex()
        row = self.model.row_at(index.row()) if index.isValid() else None
        if row is not None or not index.isValid():
            self.panel.show_row(row)
        self.selected.emit()


class SearchEdit(QLineEdit):
    """Words to look for; Down goes on to the list, Esc empties it."""

    down = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText("Tìm nhiệm vụ, cơ quan, thời gian… không cần gõ dấu (Ctrl+F)")
        self.setAccessibleName("Tìm nhiệm vụ")
        self.setClearButtonEnabled(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.down.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.clear()
        else:
            super().keyPressEvent(event)


class _Hint(QWidget):
    """What stands where the list would be: why it is empty, and what to do."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = QLabel(self)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self.import_button = QPushButton("Nhập &danh mục từ tệp Word…", self)
        self.import_button.setAccessibleName("Nhập danh mục từ tệp Word")
        self.clear_button = QPushButton("&Hiện tất cả nhiệm vụ", self)
        self.clear_button.setAccessibleName("Hiện tất cả nhiệm vụ")
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addWidget(self._words)
        column.addSpacing(8)
        for button in (self.import_button, self.clear_button):
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)

    def explain(self, words: str, *, narrowed: bool) -> None:
        """Why there is nothing: the words, the filter, or an empty book."""
        if words.strip():
            self._words.setText(f"Không có nhiệm vụ nào chứa «{words.strip()}».")
        elif narrowed:
            self._words.setText("Không có nhiệm vụ nào như bộ lọc đang chọn.")
        else:
            self._words.setText("Sổ chưa có nhiệm vụ nào.\nNhập danh mục của cơ quan, hoặc kéo tệp Word thả vào đây.")
        self.import_button.setVisible(not narrowed)
        self.clear_button.setVisible(narrowed)
