"""Changing tasks: status, time, undo, redo. Each is one action and one undo step."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial

from danvan_desktop.domain.labels import STATUS_LABELS
from danvan_desktop.domain.records import Kind, Status
from danvan_desktop.domain.views import TaskView
from danvan_desktop.services import editing, history, merging, tasks
from danvan_desktop.services.books import Book
from danvan_desktop.services.history import Changes
from danvan_desktop.services.safety import next_undone
from danvan_desktop.ui.commands.desk import Desk
from danvan_desktop.ui.commands.task_list import TaskList
from danvan_desktop.ui.jobs import Job, Progress
from danvan_desktop.ui.menus import Command
from danvan_desktop.ui.wording import count_text, day_text

_STATUSES = {
    Command.TODO: Status.TODO,
    Command.DOING: Status.DOING,
    Command.SUSPENDED: Status.SUSPENDED,
    Command.DONE: Status.DONE,
    Command.CANCELLED: Status.CANCELLED,
}
_SAVING = "Đang lưu"
_TIME_WAITS = "Thời gian vừa gõ chưa hiểu được nên chưa ghi: sửa lại, bấm «Áp dụng» để vẫn ghi, hoặc Esc để bỏ."


class EditCommands:
    """The officer's changes to tasks."""

    def __init__(self, desk: Desk, task_list: TaskList) -> None:
        self._desk = desk
        self._list = task_list
        self._page = desk.window.task_page
        for command, status in _STATUSES.items():
            desk.window.action(command).triggered.connect(partial(self._set_selected, status))
        desk.window.action(Command.UNDO).triggered.connect(self.undo)
        desk.window.action(Command.REDO).triggered.connect(self.redo)
        self._page.panel.status_chosen.connect(lambda task, status: self.set_status([task], status))
        self._page.panel.time_applied.connect(self.set_time)
        self._page.panel.time_refused.connect(lambda: desk.window.say(_TIME_WAITS))
        desk.hub.changed.connect(self._look_for_extended)

    def set_status(self, chosen: Sequence[str], status: Status) -> None:
        """Give tasks a status, all as one action."""
        work = partial(_set_status, chosen=chosen, status=status, today=self._desk.around.today())
        then = partial(self._say_status, status) if len(chosen) > 1 else self._desk.written
        self._desk.jobs.run(Job(work, then, _SAVING, failed=self._put_back))

    def _say_status(self, status: Status, changes: Changes) -> None:
        """What was done to many at once can be taken back where it is told."""
        self._desk.written(changes)
        self._page.view.setFocus()
        words, count = STATUS_LABELS[status], len(changes.of(Kind.TASK))
        if changes:
            self._desk.tell_done(f"Đã đặt trạng thái «{words}» cho {count_text(count, 'nhiệm vụ')}.")
        else:
            self._desk.window.say(f"Không có gì thay đổi: trạng thái đã là «{words}».")

    def set_time(self, task: str, text: str) -> None:
        """Correct the time of a task."""
        self._desk.jobs.run(
            Job(partial(_set_time, task=task, text=text), self._desk.written, _SAVING, failed=self._put_back)
        )

    def undo(self) -> None:
        """Take back the newest action."""
        self._page.commit()
        self._desk.jobs.run(Job(_undo, partial(self._say_done, "Đã hoàn tác", "Không có gì để hoàn tác."), _SAVING))

    def redo(self) -> None:
        """Do again what was taken back last."""
        self._desk.jobs.run(Job(_redo, partial(self._say_done, "Đã làm lại", "Không có gì để làm lại."), _SAVING))

    def _set_selected(self, status: Status, _checked: bool = False) -> None:
        self.set_status(self._page.selected_tasks(), status)

    def _say_done(self, done: str, nothing: str, answer: tuple[str, Changes] | None) -> None:
        """«Đã hoàn tác: sửa thời gian của nhiệm vụ 2.2»; the newest of all may be a merge, which asks first."""
        if answer is None:
            self._desk.window.action(Command.UNDO_MERGE).trigger()
            return
        said, changes = answer
        self._list.come_back_to(changes.of(Kind.TASK) or changes.of(Kind.GROUP))
        self._desk.written(changes)
        what = f": {said[:1].lower()}{said[1:]}" if said else ""
        self._desk.window.say(f"{done}{what}." if changes else nothing)

    def _look_for_extended(self, changes: Changes) -> None:
        """What is extended keeps its due date, though its time is corrected: that is said."""
        if (Kind.TASK, "time_text") in changes.fields and self._desk.window.situation.writable:
            work = partial(_extended_among, edited=changes.of(Kind.TASK))
            self._desk.jobs.run(Job(work, self._say_extended, urgent=False))

    def _say_extended(self, extended: Sequence[TaskView]) -> None:
        if not extended:
            return
        task, *others = extended
        more = f" (và {count_text(len(others), 'nhiệm vụ')} khác)" if others else ""
        still = day_text(task.due.due) if task.due.due else "như cũ"
        told = f"nay là {day_text(task.due.original_due)}" if task.due.original_due else "không còn"
        self._desk.window.notice.say(
            f"Nhiệm vụ {task.path}{more} đã gia hạn: hạn đang áp dụng vẫn là {still}. "
            f"Hạn ban đầu tính theo thời gian vừa sửa, {told}."
        )

    def _put_back(self) -> None:
        """What could not be written is not shown as if it were."""
        row = self._page.panel.row()
        self._page.panel.show_row(None)
        self._page.panel.show_row(row)


def _set_status(book: Book, _progress: Progress, chosen: Sequence[str], status: Status, today: date) -> Changes:
    return editing.set_status(book, tasks.load_tasks(book, chosen), status, today)


def _set_time(book: Book, _progress: Progress, task: str, text: str) -> Changes:
    return editing.set_time(book, task, text)


def _extended_among(book: Book, _progress: Progress, edited: Iterable[str]) -> tuple[TaskView, ...]:
    return tuple(task for task in tasks.load_tasks(book, sorted(edited)) if task.due.extended)


def _undo(book: Book, _progress: Progress) -> tuple[str, Changes] | None:
    """Nothing is taken back where the newest of all is a merge: the officer would not have meant what is older."""
    if merging.can_undo_merge(book):
        return None
    said = next_undone(book)
    return said, history.undo(book)


def _redo(book: Book, _progress: Progress) -> tuple[str, Changes]:
    changes = history.redo(book)
    return next_undone(book), changes
