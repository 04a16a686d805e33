"""Opens the dialogs that change tasks, with what they have to show, and writes what was decided in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Protocol

from danvan_desktop.domain.records import Role, Status
from danvan_desktop.domain.views import TaskView
from danvan_desktop.services.editing import ExtensionOrder
from danvan_desktop.services.history import Changes
from danvan_desktop.ui.commands.desk import Desk
from danvan_desktop.ui.detail import orders, telling
from danvan_desktop.ui.detail.dialogs.extend import ExtendDialog, ExtensionFacts
from danvan_desktop.ui.detail.dialogs.progress import FinishDialog, ProgressDialog, ProgressFacts, ProgressNote
from danvan_desktop.ui.detail.dialogs.several import AssignDialog, TimeDialog
from danvan_desktop.ui.detail.orders import Diary, Ground, called
from danvan_desktop.ui.jobs import Job
from danvan_desktop.ui.widgets.notice import Offer
from danvan_desktop.ui.wording import count_text

WHOLE = 100
"""The percentage of a task of which nothing is left to do."""
Said = Callable[[Changes], str]
"""What is said of what was written; nothing where the screen shows it."""


class Write(Protocol):
    """Runs a job that writes."""

    def __call__(self, work: Callable[..., Changes], said: Said | None = None, offers: Sequence[Offer] = ()) -> None:
        """`said` is asked once it is written; `offers` is what can be done next."""


class Asking:
    """One method for each dialog."""

    def __init__(self, desk: Desk, write: Write) -> None:
        self._desk = desk
        self._write = write

    def extension(self, task: str) -> None:
        """A new due date."""
        self._with_ground(task, self._open_extension)

    def progress(self, task: str, entry: str = "") -> None:
        """What was done: a new entry of the diary, or one to be corrected."""
        work = partial(orders.diary_of, task, entry, self._desk.around.today())
        self._desk.jobs.run(Job(work, self._open_progress))

    def assignment(self, chosen: Sequence[str]) -> None:
        """An agency for several tasks."""
        self._with_ground(None, partial(self._open_assignment, chosen))

    def completion(self, chosen: Sequence[str]) -> None:
        """The day and the result of several tasks."""
        self._with_ground(chosen[0] if len(chosen) == 1 else None, partial(self._open_completion, chosen))

    def time(self, chosen: Sequence[str], held: str, explain: Callable[[str], str]) -> None:
        """A time for several tasks."""
        dialog = TimeDialog(len(chosen), held, explain, self._desk.window)
        dialog.decided.connect(
            lambda text: self._write(partial(orders.set_times, chosen, text), partial(telling.time_told, text))
        )
        dialog.open()

    def _with_ground(self, task: str | None, then: Callable[[Ground], None]) -> None:
        self._desk.jobs.run(Job(partial(orders.ground, task), then))

    def _open_extension(self, ground: Ground) -> None:
        task = ground.task
        if task is None:
            return
        today = self._desk.around.today()
        year = (task.due.due or today).year
        facts = ExtensionFacts(called(task), task.due.due, task.due.original_due, year, ground.calendar)
        dialog = ExtendDialog(facts, self._desk.window)
        dialog.decided.connect(partial(self._extend, task))
        dialog.open()

    def _extend(self, task: TaskView, order: ExtensionOrder) -> None:
        work = partial(orders.extend, task.id, order, self._desk.around.today())
        self._write(work, partial(telling.extended_told, task, order.new_due))

    def _open_progress(self, diary: Diary) -> None:
        task, held = diary.ground.task, diary.entry
        if task is None:
            return
        begin = ProgressNote(self._desk.around.today(), "", None, "")
        if held is not None:
            begin = ProgressNote(held.day or begin.day, held.agency, held.percent, held.text)
        facts = ProgressFacts(called(task), diary.ground.choices, diary.ground.calendar, begin, held is None)
        dialog = ProgressDialog(facts, self._desk.window)
        dialog.decided.connect(partial(self._note, task, held.id if held else ""))
        dialog.open()

    def _note(self, task: TaskView, entry: str, note: ProgressNote) -> None:
        work = partial(orders.correct_progress, entry, note) if entry else partial(orders.note_progress, task.id, note)
        if note.percent == WHOLE and note.status is None and task.status is not Status.DONE:
            self.write_whole(work, (task.id, task.status), note.day)
        else:
            self._write(work)

    def write_whole(self, work: Callable[..., Changes], held: tuple[str, Status], day: date) -> None:
        """Write that all of a task is done, and offer the status that goes with it; `held` are its id and status."""
        task, status = held
        finish = (telling.MARK_DONE, lambda: self._finish([task], day, None))
        self._write(work, partial(telling.whole_told, status), [finish])

    def _open_assignment(self, chosen: Sequence[str], ground: Ground) -> None:
        dialog = AssignDialog(len(chosen), ground.choices, self._desk.window)
        names = {choice.id: choice.name for choice in ground.choices}
        dialog.decided.connect(partial(self._assign, chosen, names))
        dialog.open()

    def _assign(self, chosen: Sequence[str], names: Mapping[str, str], agency: str, role: Role, give: bool) -> None:
        work = partial(orders.give_part if give else orders.take_part, chosen, agency, role)
        self._write(work, partial(telling.part_told, names.get(agency, ""), role, give, len(chosen)))

    def _open_completion(self, chosen: Sequence[str], ground: Ground) -> None:
        what = called(ground.task) if ground.task else f"Cho {count_text(len(chosen), 'nhiệm vụ')} đang chọn:"
        dialog = FinishDialog(what, ground.calendar, self._desk.around.today(), self._desk.window)
        dialog.decided.connect(partial(self._finish, chosen))
        dialog.open()

    def _finish(self, chosen: Sequence[str], day: date, result: str | None) -> None:
        edits = orders.completion(chosen, day, result)
        self._write(partial(orders.set_cells, edits, self._desk.around.today()), partial(telling.done_told, day))
