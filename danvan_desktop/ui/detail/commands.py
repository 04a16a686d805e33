"""What the detail panel and its dialogs ask for: read off the GUI thread, written as one action, one undo step each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QTimer

from danvan_desktop.domain.catalogue.cells import CellEdit, EditColumn, read_percent
from danvan_desktop.domain.records import Kind, Status
from danvan_desktop.domain.timing import Timing, TimingKind, explain, parse
from danvan_desktop.services.history import Changes
from danvan_desktop.ui.commands.desk import Desk
from danvan_desktop.ui.detail.asking import WHOLE, Asking, Said
from danvan_desktop.ui.detail.body import DetailBody
from danvan_desktop.ui.detail.orders import (
    clear_doubts,
    details_of,
    drop_progress,
    give_part,
    set_cells,
    take_part,
    tick_member,
    tick_occurrence,
)
from danvan_desktop.ui.detail.shown import Details
from danvan_desktop.ui.jobs import Job
from danvan_desktop.ui.menus import Command
from danvan_desktop.ui.models.task_table import TaskRow
from danvan_desktop.ui.widgets.notice import Offer
from danvan_desktop.ui.wording import count_text

_PAUSE_MS = 80
"""The details of a task follow its row, so that walking through the list stays quick."""
_SAVING = "Đang lưu"
_FOR_SEVERAL = (
    Command.ASSIGN_SELECTED,
    Command.TIME_OF_SELECTED,
    Command.FINISH_SELECTED,
    None,
    Command.DOING,
    Command.SUSPENDED,
    Command.CANCELLED,
    None,
    Command.SEEN,
    Command.DELETE,
)
"""What the panel offers while several tasks are selected."""


class DetailCommands:
    """Keeps the panel in step with the book, and does what it and the menus ask for; `choose` leads to what two books
    disagree on in a task."""

    def __init__(self, desk: Desk, choose: Callable[[str], None]) -> None:
        self._desk = desk
        self._choose = choose
        self._page = desk.window.task_page
        self._panel = self._page.panel
        self._asking = Asking(desk, self._write)
        self._soon = QTimer(self._page)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_PAUSE_MS)
        self._soon.timeout.connect(self._read)
        self._panel.set_understanding(self._understands)
        self._panel.row_shown.connect(self._take_row)
        self._panel.field_saved.connect(self.save_field)
        self._obey()
        self._panel.several.offer([desk.window.action(command) if command else None for command in _FOR_SEVERAL])
        desk.hub.changed.connect(lambda _: self._soon.start())
        self._take_row(self._panel.row())

    def _obey(self) -> None:
        commands = self._desk.window.commands
        commands.on(Command.EXTEND, self.extend)
        commands.on(Command.ADD_PROGRESS, self.add_progress)
        commands.on(Command.TASK_HISTORY, self.show_history)
        commands.on(Command.ASSIGN_SELECTED, self.assign_selected)
        commands.on(Command.TIME_OF_SELECTED, self.time_of_selected)
        commands.on(Command.FINISH_SELECTED, self.finish_selected)
        commands.on(Command.SEEN, self.clear_doubts_of_selected)

    def extend(self) -> None:
        """Ask for a new due date of the task in hand."""
        self._for_current(self._asking.extension)

    def add_progress(self) -> None:
        """Ask what was done on the task in hand."""
        self._for_current(self._asking.progress)

    def show_history(self) -> None:
        """Show everything that was written of the task in hand."""
        self._for_current(self._ask_history)

    def edit_text(self) -> None:
        """Put the keyboard into what the task in hand says."""
        if self._panel.text.change.isVisible():
            self._panel.text.start()

    def assign_selected(self) -> None:
        """Ask for an agency to give to, or take off, the selected tasks."""
        self._for_selected(self._asking.assignment)

    def time_of_selected(self) -> None:
        """Ask for a time of the selected tasks."""
        chosen = self._page.selected_tasks()
        row = self._panel.row()
        if chosen and row is not None:
            self._asking.time(chosen, row.time_text, lambda text: explain(self._timing(text, row.programme)))

    def finish_selected(self) -> None:
        """Ask for the day and the result with which the selected tasks are done."""
        self._for_selected(self._asking.completion)

    def clear_doubts_of_selected(self) -> None:
        """The selected tasks have been looked at."""
        self._for_selected(self._clear_doubts)

    def save_field(self, task: str, name: str, text: str) -> None:
        """Write one field of a task."""
        today = self._desk.around.today()
        work = partial(set_cells, [CellEdit(task, EditColumn(name), text)], today)
        row = self._panel.row()
        status = row.status if row is not None and row.id == task else None
        whole = name == EditColumn.PERCENT and read_percent(text) == WHOLE
        if whole and status not in (None, Status.DONE):
            self._asking.write_whole(work, (task, status), today)
        else:
            self._write(work)

    def _for_current(self, ask: Callable[[str], None]) -> None:
        row = self._panel.row()
        if row is not None and row.status is not None:
            ask(row.id)

    def _for_selected(self, ask: Callable[[Sequence[str]], None]) -> None:
        chosen = self._page.selected_tasks()
        if chosen:
            ask(chosen)

    def _ask_history(self, task: str) -> None:
        self._desk.hub.history_asked.emit(task, "Lịch sử nhiệm vụ")

    def _clear_doubts(self, chosen: Sequence[str]) -> None:
        work = partial(clear_doubts, chosen)
        self._desk.jobs.run(Job(work, self._say_seen, _SAVING, failed=self._soon.start))

    def _say_seen(self, changes: Changes) -> None:
        if changes:
            self._take(lambda _: f"Đã xem lại {count_text(len(changes.of(Kind.TASK)), 'nhiệm vụ')}.", changes)
        else:
            self._desk.window.say("Nhiệm vụ đang chọn không có chỗ nào cần xem lại.")

    def _write(self, work: Callable[..., Changes], said: Said | None = None, offers: Sequence[Offer] = ()) -> None:
        then = self._desk.written if said is None else partial(self._take, said, offers=offers)
        self._desk.jobs.run(Job(work, then, _SAVING, failed=self._soon.start))

    def _take(self, said: Said, changes: Changes, offers: Sequence[Offer] = ()) -> None:
        """Say what was done, with what can be done next and the way back."""
        self._desk.written(changes)
        if not changes:
            self._desk.window.say(said(changes))
            return
        self._desk.tell_done(said(changes), offers)

    def _take_row(self, row: TaskRow | None) -> None:
        if row is None or row.status is None:
            self._soon.stop()
        else:
            self._soon.start()

    def _read(self) -> None:
        row = self._panel.row()
        if row is not None and row.status is not None and self._desk.book is not None:
            work = partial(details_of, row.id, self._desk.around.today())
            self._desk.jobs.run(Job(work, self._show, urgent=False))

    def _show(self, details: Details | None) -> None:
        if details is not None:
            if self._panel.body is None:
                self._make_body()
            self._panel.show_details(details)

    def _make_body(self) -> None:
        body = DetailBody(self._desk.window.icons, self._panel)
        self._panel.set_body(body)
        body.assign_asked.connect(lambda task, *part: self._write(partial(give_part, [task], *part)))
        body.unassign_asked.connect(lambda task, *part: self._write(partial(take_part, [task], *part)))
        body.progress_asked.connect(self._asking.progress)
        body.progress_opened.connect(self._asking.progress)
        body.progress_dropped.connect(lambda _task, entry: self._write(partial(drop_progress, entry)))
        body.occurrence_ticked.connect(self._tick_occurrence)
        body.member_ticked.connect(self._tick_member)
        body.extend_asked.connect(self._asking.extension)
        body.history_asked.connect(self._ask_history)
        body.document_asked.connect(self._desk.window.action(Command.DOCUMENTS).trigger)
        body.doubts_seen.connect(lambda task: self._clear_doubts([task]))
        body.choice_asked.connect(self._choose)

    def _tick_occurrence(self, task: str, anchor: str, done: bool) -> None:
        self._write(partial(tick_occurrence, (task, anchor), done, self._desk.around.today()))

    def _tick_member(self, task: str, anchor: str, agency: str, done: bool) -> None:
        self._write(partial(tick_member, (task, anchor, agency), done, self._desk.around.today()))

    def _understands(self, text: str, programme: str) -> bool:
        return self._timing(text, programme).kind is not TimingKind.NONE

    def _timing(self, text: str, programme: str) -> Timing:
        facts = self._desk.book
        held = [view for view in self._desk.programmes if view.id == programme]
        period = held[0].period if held else None
        today = self._desk.around.today()
        return parse(text, period[0].year if period else facts.year if facts else today.year, period)
