"""The list of tasks of the open book: loading, searching, rows, counts, and what is stale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from danvan_desktop.domain.records import Kind
from danvan_desktop.domain.timing import Timing, explain, parse
from danvan_desktop.domain.views import ProgrammeView, TaskFilter
from danvan_desktop.services import history, tasks
from danvan_desktop.services.books import Book
from danvan_desktop.services.editing import STATUS_WORDS
from danvan_desktop.services.history import Changes
from danvan_desktop.ui.commands.desk import Desk
from danvan_desktop.ui.commands.rows import ready_rows
from danvan_desktop.ui.jobs import Job, Progress
from danvan_desktop.ui.models.search_index import SearchIndex
from danvan_desktop.ui.models.task_table import TaskRow
from danvan_desktop.ui.places.place import Place, Shortcut
from danvan_desktop.ui.places.shortcuts import shortcut_filter
from danvan_desktop.ui.wording import count_text, hour_text

_RELOAD_MS = 60
"""Rows that are on the screen come first; changes in quick succession make one reload."""
_DAY_CHECK_MS = 60_000


@dataclass(frozen=True, slots=True)
class Counts:
    """What is known of a book as a whole: how many tasks each list of the navigation holds, whether there is anything
    to undo or redo, its programmes."""

    lists: Mapping[Shortcut, int]
    undoable: bool
    redoable: bool
    programmes: tuple[ProgrammeView, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """What the list is made of: the searchable text of every task, and which of them are wanted (None: all)."""

    texts: Sequence[tuple[str, str]]
    wanted: tuple[str, ...] | None


class TaskList(QObject):
    """Keeps the page in step with the book.

    `counted` carries how many tasks each line of the navigation holds; `day_changed` says that it is another day.
    """

    counted = Signal(object)
    day_changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.window)
        self._desk = desk
        self._page = desk.window.task_page
        self._index = SearchIndex()
        self._saved = ""
        self._late = 0
        self._wanted = TaskFilter()
        self._allowed: tuple[str, ...] | None = None
        self._reveal = ""
        self._day = desk.around.today()
        self._soon = QTimer(desk.window)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_RELOAD_MS)
        self._soon.timeout.connect(self.load)
        midnight = QTimer(desk.window)
        midnight.timeout.connect(self.look_at_the_clock)
        midnight.start(_DAY_CHECK_MS)
        self._page.panel.set_statuses(STATUS_WORDS)
        self._page.panel.set_explainer(self._explained)
        self._page.model.rows_wanted.connect(self._fetch)
        self._page.search_asked.connect(self._search)
        self._page.selected.connect(self._take_selection)
        self._page.all_asked.connect(self.widen)
        desk.hub.changed.connect(self._take_changes)

    def begin(self) -> None:
        """Another book, or none: forget what was shown."""
        self._index = SearchIndex()
        self._saved = ""
        self._wanted, self._allowed, self._reveal = TaskFilter(), None, ""
        self._desk.programmes = ()
        self._page.clear()
        self._desk.situate(task=False, undoable=False, redoable=False)

    def load(self) -> None:
        """Read the list, then the counts."""
        if self._desk.book is not None:
            self._read_list()
            counting = Job(partial(_counted, today=self._desk.around.today()), self._show_counts, urgent=False)
            self._desk.jobs.run(counting)

    def narrow(self, wanted: TaskFilter, title: str) -> None:
        """Show only these tasks; `title` says which they are."""
        self._wanted = wanted
        self._page.clear_search()
        self._page.say_filter(title)
        self._read_list()

    def widen(self) -> None:
        """Show all tasks again."""
        if self._wanted != TaskFilter():
            self.narrow(TaskFilter(), "")

    def reveal(self, task: str) -> None:
        """Make a task current; what hides it is taken off."""
        self._reveal = task
        if self._page.model.place(task) is not None:
            self._page.select(task)
        else:
            self.narrow(TaskFilter(), "")

    def _read_list(self) -> None:
        work = partial(_listed, wanted=self._wanted)
        self._desk.jobs.run(Job(work, self._show, "Đang đọc danh mục"))

    def _show(self, listed: Listed) -> None:
        self._index = SearchIndex(listed.texts)
        self._allowed = listed.wanted
        self._search(self._page.search.text())
        if self._reveal:
            self._page.select(self._reveal)
            self._reveal = ""
        self._say()

    def _search(self, words: str) -> None:
        found = self._index.find(words)
        if self._allowed is not None:
            held = set(found)
            found = [task for task in self._allowed if task in held]
        self._page.show_ids(found, len(self._index))

    def _fetch(self, wanted: tuple[str, ...]) -> None:
        work = partial(_rows, wanted=wanted, today=self._desk.around.today())
        self._desk.jobs.run(Job(work, partial(self._page.model.fill, wanted)))

    def _show_counts(self, counts: Counts) -> None:
        self._late = counts.lists[Shortcut.OVERDUE]
        self.counted.emit({**counts.lists, Place.TASKS: len(self._index)})
        self._desk.programmes = counts.programmes
        self._desk.situate(undoable=counts.undoable, redoable=counts.redoable)
        self._say()

    def _say(self) -> None:
        parts = [count_text(len(self._index), "nhiệm vụ"), count_text(self._late, "quá hạn")]
        if self._saved:
            parts.append(f"Đã lưu {self._saved}")
        self._desk.window.say_counts(" · ".join(parts))

    def _take_changes(self, changes: Changes) -> None:
        self._desk.window.notice.hide()
        others = any(kind is not Kind.TASK for kind, _ in changes.records)
        self._page.model.mark_stale(None if others else changes.of(Kind.TASK))
        self._saved = hour_text(self._desk.around.now())
        self._soon.start()
        self._say()

    def _take_selection(self) -> None:
        self._desk.situate(task=self._page.view.selectionModel().hasSelection())

    def look_at_the_clock(self) -> None:
        """What is late depends on the day, and the window may stay open over night."""
        if self._desk.around.today() != self._day:
            self._day = self._desk.around.today()
            self._page.model.mark_stale()
            self.load()
            self.day_changed.emit()

    def _explained(self, text: str, programme: str) -> str:
        return explain(self.timing(text, programme))

    def timing(self, text: str, programme: str) -> Timing:
        """What a time means in a programme of the open book."""
        facts = self._desk.book
        held = [view for view in self._desk.programmes if view.id == programme]
        period = held[0].period if held else None
        year = period[0].year if period else facts.year if facts else self._day.year
        return parse(text, year, period)


def _listed(book: Book, _progress: Progress, wanted: TaskFilter) -> Listed:
    chosen = None if wanted == TaskFilter() else tasks.list_task_ids(book, wanted)
    return Listed(tasks.searchable_tasks(book), chosen)


def _rows(book: Book, _progress: Progress, wanted: Sequence[str], today: date) -> dict[str, TaskRow]:
    return ready_rows(book, wanted, today)


def _counted(book: Book, _progress: Progress, today: date) -> Counts:
    held = history.stacks(book)
    lists = {shortcut: len(tasks.list_task_ids(book, shortcut_filter(shortcut, today))) for shortcut in Shortcut}
    return Counts(lists, bool(held.undoable), bool(held.redoable), tasks.list_programmes(book))
