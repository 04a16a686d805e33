"""The list of tasks of the open book: loading, searching, filters, order, folds, rows, counts, and what is stale."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from danvan_desktop.domain.catalogue.lines import LineKind, SortColumn, TaskOrder
from danvan_desktop.domain.labels import STATUS_LABELS
from danvan_desktop.domain.records import DELETED, Kind
from danvan_desktop.domain.timing import Timing, explain, parse
from danvan_desktop.domain.views import Gap, TaskFilter
from danvan_desktop.ui.catalogue import reading
from danvan_desktop.ui.catalogue.outline import Outline, outline
from danvan_desktop.ui.catalogue.reading import Counts, Listed, Names
from danvan_desktop.ui.commands.desk import Desk
from danvan_desktop.ui.jobs import Job
from danvan_desktop.ui.models.search_index import SearchIndex
from danvan_desktop.ui.models.task_table import Column
from danvan_desktop.ui.places.place import Place, Shortcut
from danvan_desktop.ui.wording import count_text, hour_text

if TYPE_CHECKING:
    from danvan_desktop.services.history import Changes

_RELOAD_MS = 60
"""Rows that are on the screen come first; changes in quick succession make one reload."""
_UNSEEN_MS = 100
"""What a list can be shown without follows its first picture, or this long after it where nobody sees it."""
_DAY_CHECK_MS = 60_000
_NONE_DOUBTFUL = "Không còn chỗ nào cần xem lại từ lần nhập.\nCác nhiệm vụ đã nhập vẫn ở trong danh mục."
FLAT = "flat"
"""The habit of a table without headings."""
_SORTED_BY = {
    Column.TEXT: SortColumn.TEXT,
    Column.LEAD: SortColumn.LEAD,
    Column.COORD: SortColumn.COORD,
    Column.TIME: SortColumn.TIME,
    Column.DUE: SortColumn.DUE,
    Column.STATE: SortColumn.STATE,
    Column.RESULT: SortColumn.RESULT,
    Column.PERCENT: SortColumn.PERCENT,
}
"""What each column is sorted by; any other puts the list back into printed order."""

_MOVING = frozenset({"programme", "group", "number", "position", DELETED})
"""The fields of a task that decide where it stands in the list, and whether it does."""


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
        self._index: SearchIndex | None = None
        self._listed = Listed((), None, 0)
        self._folded: set[str] = set()
        self._wanted = TaskFilter()
        self._order: TaskOrder | None = None
        self._flat = desk.around.habits.outline == FLAT
        self._reveal = self._typing = ""
        self._again: frozenset[str] = frozenset()
        self._saved = ""
        self._late = 0
        self._stale: frozenset[str] | None = frozenset()
        self._day = desk.around.today()
        self._soon = QTimer(desk.window)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_RELOAD_MS)
        self._soon.timeout.connect(self._load_again)
        self._rest = QTimer(desk.window)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._read_rest)
        self._loading = self._fresh = False
        midnight = QTimer(desk.window)
        midnight.timeout.connect(self.look_at_the_clock)
        midnight.start(_DAY_CHECK_MS)
        self._page.panel.set_statuses(STATUS_LABELS)
        self._page.panel.set_explainer(self._explained)
        self._page.view.cells.statuses = tuple(STATUS_LABELS.values())
        self._page.view.cells.explain = self._explain_row
        self._connect()

    def _connect(self) -> None:
        self._page.model.rows_wanted.connect(self._fetch)
        self._page.search_asked.connect(lambda _: self._show_found())
        self._page.selected.connect(self._take_selection)
        self._page.all_asked.connect(self.widen)
        self._page.view.order_asked.connect(self._sort)
        self._page.view.fold_asked.connect(self._fold)
        self._page.view.painted.connect(self._hurry_rest)
        self._desk.hub.changed.connect(self._take_changes)

    def begin(self) -> None:
        """Another book, or none: forget what was shown."""
        self._soon.stop()
        self._rest.stop()
        self._fresh = True
        self._index = None
        self._listed = Listed((), None, 0)
        self._folded.clear()
        self._wanted, self._order, self._reveal, self._saved = TaskFilter(), None, "", ""
        self._again = frozenset()
        self._desk.programmes = ()
        self._page.clear()
        self._desk.situate(task=False, group=False, undoable=False, redoable=False, merge_undoable=False)

    def load(self) -> None:
        """Read the list; once it is seen the names, what a search looks through, and the counts."""
        if self._desk.book is not None:
            self._stale = frozenset()
            self._loading = True
            self._read_list()

    def _hurry_rest(self) -> None:
        if self._rest.isActive():
            self._rest.start(0)

    def _read_rest(self) -> None:
        self._desk.jobs.run(Job(reading.named, self._show_names, urgent=False))
        self._desk.jobs.run(Job(reading.searchable, self._take_texts, "Đang đọc danh mục", urgent=False))
        self._count()
        if self._fresh:
            self._fresh = False
            self._desk.hub.listed.emit()

    def _load_again(self) -> None:
        """Read what became stale. Most edits leave every task where it stands: then its texts alone are read again."""
        stale, self._stale = self._stale, frozenset()
        if stale is None or self._index is None:
            self.load()
            return
        if self._wanted != TaskFilter() or self._order is not None:
            self._read_list()
        else:
            self._again = frozenset()
        self._desk.jobs.run(Job(partial(reading.texts, wanted=stale), self._learn_texts, urgent=False))
        self._count()

    def _count(self) -> None:
        counting = Job(partial(reading.counted, today=self._desk.around.today()), self._show_counts, urgent=False)
        self._desk.jobs.run(counting)

    def narrow(self, wanted: TaskFilter, title: str) -> None:
        """Show only these tasks; `title` says which they are."""
        self._wanted, self._reveal = wanted, ""
        self._page.filters.show_choice()
        self._page.say_filter(title, _NONE_DOUBTFUL if wanted.lacking is Gap.DOUBT else "")
        self._read_list()

    def widen(self) -> None:
        """Show all tasks again."""
        self._page.clear_search()
        self.narrow(TaskFilter(), "")

    def reveal(self, task: str) -> None:
        """Make a task current; what hides it is taken off."""
        if self._page.model.place(task) is not None:
            self._page.select(task)
        else:
            self._folded.clear()
            self.widen()
            self._reveal = task

    def reveal_once_listed(self, line: str) -> None:
        """Make a line current that was just made, as soon as it is listed."""
        self._reveal = line

    def come_back_to(self, lines: Collection[str]) -> None:
        """Select what an action taken back, or done again, touched: at once as far as it is listed, and again once the
        list has been read anew."""
        self._again = frozenset(lines)
        self._page.select(*self._again)

    def reveal_and_edit(self, task: str) -> None:
        """Make a task that was just made current once it is listed, and begin typing its text."""
        self._typing = task
        self._wanted, self._order = TaskFilter(), None
        self._folded.clear()
        self._page.clear_search()
        self._page.filters.show_choice()
        self._page.say_filter("")
        self._page.view.columns.mark_order(None)

    def is_printed_order(self) -> bool:
        """Whether the list stands in printed order, headings and all, so that tasks can be moved in it."""
        return self._order is None

    def _read_list(self) -> None:
        if self._listed.total == 0 and self._wanted == TaskFilter() and self._order is None:
            work = partial(reading.first_listed, today=self._desk.around.today(), flat=self._flat)
        else:
            work = partial(reading.listed, wanted=self._wanted, order=self._order, flat=self._flat)
        self._desk.jobs.run(Job(work, self._show, "Đang đọc danh mục"))

    def _show(self, listed: Listed) -> None:
        self._listed = listed
        if listed.rows:
            self._page.model.fill(tuple(listed.rows), listed.rows)
        self._show_found()
        if self._page.model.place(self._reveal) is not None:
            self._page.select(self._reveal)
            self._reveal = ""
        if self._again:
            self._page.select(*self._again)
            self._again = frozenset()
        if self._page.model.place(self._typing) is not None:
            self._page.type_when_there(self._typing, Column.TEXT)
            self._typing = ""
        self._say()
        if self._loading:
            self._loading = False
            self._rest.start(_UNSEEN_MS)

    def _take_texts(self, pairs: Sequence[tuple[str, str]]) -> None:
        self._index = SearchIndex(pairs)
        if self._page.search.text().strip():
            self._show_found()

    def _learn_texts(self, texts: Mapping[str, str]) -> None:
        if self._index is not None:
            self._index.learn(texts)
        if self._page.search.text().strip():
            self._show_found()

    def _show_found(self) -> None:
        words = self._page.search.text().strip()
        asked = words and self._index is not None
        found = set(self._index.find(words)) if asked and self._index is not None else None
        marked = self._index.pieces if asked and self._index is not None else ()
        held = self._listed
        if held.lines is None:
            ids = held.ids if found is None else tuple(task for task in held.ids if task in found)
            shown = Outline(ids, {})
        else:
            shown = outline(held.lines, found, self._folded)
        self._page.show_lines(shown, held.total, marked)

    def fold_all(self) -> None:
        """Show the headings alone."""
        lines = self._listed.lines or ()
        self._folded = {line.id for line in lines if line.kind is LineKind.GROUP}
        self._show_found()

    def unfold_all(self) -> None:
        """Show everything under its heading."""
        self._folded.clear()
        self._show_found()

    def lay_out(self, *, flat: bool) -> None:
        """Show the tasks under their headings, or `flat` as one table."""
        self._flat = flat
        self._desk.around.habits.outline = FLAT if flat else ""
        self._read_list()

    def _fold(self, heading: str) -> None:
        self._folded ^= {heading}
        self._show_found()

    def _sort(self, column: Column) -> None:
        """By a column, the other way round the next time, and the third time as printed."""
        by = _SORTED_BY.get(column, SortColumn.PRINTED)
        again = self._order is not None and self._order.column is by
        if by is SortColumn.PRINTED or (again and self._order is not None and self._order.descending):
            self._order = None
        else:
            self._order = TaskOrder(by, again, self._desk.around.today())
        self._page.view.columns.mark_order(column if self._order else None, descending=again)
        self._read_list()

    def _fetch(self, wanted: tuple[str, ...]) -> None:
        work = partial(reading.rows, wanted=wanted, today=self._desk.around.today())
        self._desk.jobs.run(Job(work, partial(self._page.model.fill, wanted)))

    def _show_counts(self, counts: Counts) -> None:
        self._late = counts.lists[Shortcut.OVERDUE]
        self.counted.emit({**counts.lists, Place.TASKS: self._listed.total})
        self._desk.situate(undoable=counts.undoable, redoable=counts.redoable, merge_undoable=counts.merge_undoable)
        self._say()

    def _show_names(self, names: Names) -> None:
        agencies = [(choice.id, choice.name) for choice in names.agencies]
        self._page.filters.set_names(agencies, names.groups, names.titles)
        self._page.view.cells.agencies = names.agencies
        self._desk.programmes = names.programmes

    def _say(self) -> None:
        parts = [count_text(self._listed.total, "nhiệm vụ"), count_text(self._late, "quá hạn")]
        if self._saved:
            parts.append(f"Đã lưu {self._saved}")
        self._desk.window.say_counts(" · ".join(parts))

    def _take_changes(self, changes: Changes) -> None:
        self._desk.window.notice.hide()
        others = any(kind is not Kind.TASK for kind, _ in changes.records)
        self._page.model.mark_stale(None if others else changes.of(Kind.TASK))
        if _stay_in_place(changes):
            self._stale = self._stale if self._stale is None else self._stale | changes.of(Kind.TASK)
        else:
            self._stale = None
        self._saved = hour_text(self._desk.around.now())
        self._soon.start()
        self._say()

    def _take_selection(self) -> None:
        heading = self._page.heading()
        self._desk.situate(task=self._page.has_task(), group=heading is not None and not heading.is_programme)

    def look_at_the_clock(self) -> None:
        """What is late depends on the day, and the window may stay open over night."""
        if self._desk.around.today() != self._day:
            self._day = self._desk.around.today()
            self._page.model.mark_stale()
            self.load()
            self.day_changed.emit()

    def _explain_row(self, place: int, text: str) -> str:
        row = self._page.model.row_at(place)
        return self._explained(text, row.programme if row else "")

    def _explained(self, text: str, programme: str) -> str:
        return explain(self.timing(text, programme))

    def timing(self, text: str, programme: str) -> Timing:
        """What a time means in a programme of the open book."""
        facts = self._desk.book
        held = [view for view in self._desk.programmes if view.id == programme]
        period = held[0].period if held else None
        year = period[0].year if period else facts.year if facts else self._day.year
        return parse(text, year, period)


def _stay_in_place(changes: Changes) -> bool:
    """Whether an action changed nothing but what is said of tasks, none of which moved, came or went."""
    return bool(changes.fields) and all(kind is Kind.TASK and name not in _MOVING for kind, name in changes.fields)
