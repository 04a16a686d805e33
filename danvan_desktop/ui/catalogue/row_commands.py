"""Tasks made, copied, deleted; tasks and groups put elsewhere in the list. Each is one action, one undo step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt

from danvan_desktop.services import catalogue, editing, history
from danvan_desktop.services.books import Book, fresh_ids
from danvan_desktop.services.catalogue import NewRow
from danvan_desktop.services.history import Changes
from danvan_desktop.ui.catalogue.table.dragging import Drop, Side
from danvan_desktop.ui.commands.desk import Desk
from danvan_desktop.ui.commands.task_list import TaskList
from danvan_desktop.ui.jobs import Job, Progress
from danvan_desktop.ui.menus import Command
from danvan_desktop.ui.models.task_table import Column
from danvan_desktop.ui.wording import count_text

_SAVING = "Đang lưu"
_NEW_TEXT = "Nhiệm vụ mới"
_GROUP_MOVED = "Đã chuyển nhóm; số in trong văn bản giữ nguyên."
_NOT_MOVED = "Không chuyển thêm được."
_SORTED = "Danh sách đang sắp theo cột nên không chuyển chỗ được; bấm tiêu đề «Số» để về thứ tự in."


class RowCommands:
    """Between the rows of the list and the book."""

    def __init__(self, desk: Desk, task_list: TaskList) -> None:
        self._desk = desk
        self._list = task_list
        self._page = desk.window.task_page
        self._made: tuple[str, str] | None = None
        self._page.view.dropped.connect(self.drop)
        self._page.view.typing_dropped.connect(self._drop_new)
        self._page.view.typing_ended.connect(self._keep_new)
        self._page.new_asked.connect(desk.window.action(Command.NEW_TASK).trigger)
        commands = desk.window.commands
        commands.on(Command.NEW_TASK, self.add_task)
        commands.on(Command.DUPLICATE, self.duplicate)
        commands.on(Command.DELETE, self.delete)
        commands.on(Command.MOVE_UP, lambda: self.move(-1))
        commands.on(Command.MOVE_DOWN, lambda: self.move(1))

    def add_task(self) -> None:
        """A new task after the current one, to be typed in at once."""
        self._desk.window.action(Command.GO_TASKS).trigger()
        heading, row = self._page.heading(), self._page.current_row()
        after = row.id if row is not None and row.status is not None else None
        group = heading.id if heading is not None and not heading.is_programme else None
        programme = heading.id if heading is not None and heading.is_programme else None
        order = NewRow(_NEW_TEXT, programme, group, after)
        work = partial(_added, row=order, today=self._desk.around.today())
        self._desk.jobs.run(Job(work, self._begin_typing, _SAVING))

    def duplicate(self) -> None:
        """Copies of the selected tasks; the first of them is selected then."""
        chosen = self._page.selected_tasks()
        if chosen:
            self._desk.jobs.run(Job(partial(_duplicated, chosen=chosen), self._show_copies, _SAVING))

    def delete(self) -> None:
        """Delete the selected tasks; the notice offers to take it back."""
        chosen = self._page.selected_tasks()
        if chosen:
            named = self._named(chosen)
            self._desk.jobs.run(Job(partial(_deleted, chosen=chosen), partial(self._say_deleted, named), _SAVING))

    def move(self, step: int) -> None:
        """Put the selected tasks one line up or down among the tasks of their group, or the current group among its
        like."""
        heading = self._page.heading()
        if heading is not None and not heading.is_programme and not self._page.selected_tasks():
            self._move_group(partial(_group_shifted, group=heading.id, step=step))
        else:
            self._move(lambda chosen: partial(_shifted, chosen=chosen, step=step))

    def drop(self, where: Drop) -> None:
        """The selected tasks, or a group, were dragged to a place."""
        if where.group:
            self._move_group(partial(_group_dropped, where=where))
        else:
            self._move(lambda chosen: partial(_dropped, chosen=chosen, where=where))

    def _move(self, work: Callable[[Sequence[str]], Callable[..., Changes]]) -> None:
        chosen = self._page.selected_tasks()
        if not self._list.is_printed_order():
            self._desk.window.say(_SORTED)
        elif chosen:
            self._desk.jobs.run(Job(work(chosen), partial(self._say_moved, len(chosen)), _SAVING))

    def _move_group(self, work: Callable[..., Changes]) -> None:
        self._desk.jobs.run(Job(work, self._say_group_moved, _SAVING))

    def _say_group_moved(self, changes: Changes) -> None:
        self._desk.written(changes)
        self._desk.window.say(_GROUP_MOVED if changes else _NOT_MOVED)

    def _say_moved(self, number: int, changes: Changes) -> None:
        self._desk.written(changes)
        said = f"Đã chuyển {count_text(number, 'nhiệm vụ')}; số in trong văn bản giữ nguyên."
        self._desk.window.say(said if changes else _NOT_MOVED)

    def _begin_typing(self, made: tuple[str, Changes]) -> None:
        task, changes = made
        self._made = (task, changes.action)
        self._list.reveal_and_edit(task)
        self._desk.written(changes)

    def _keep_new(self) -> None:
        self._made = None

    def _drop_new(self) -> None:
        """Esc before a new task was given a text: it goes again, as if it had never been asked for."""
        row = self._page.current_row()
        if self._made is not None and row is not None and row.id == self._made[0]:
            work = partial(_taken_back, action=self._made[1])
            self._desk.jobs.run(Job(work, self._say_dropped, _SAVING))

    def _say_dropped(self, changes: Changes) -> None:
        self._desk.written(changes)
        self._desk.window.say("Đã bỏ nhiệm vụ mới." if changes else "Không có gì thay đổi.")

    def _show_copies(self, made: tuple[Sequence[str], Changes]) -> None:
        copies, changes = made
        self._list.reveal_once_listed(copies[0])
        self._desk.written(changes)
        self._desk.window.say(f"Đã nhân đôi {count_text(len(copies), 'nhiệm vụ')}, đặt cuối nhóm.")

    def _named(self, chosen: Sequence[str]) -> str:
        """«nhiệm vụ 2.1» for one with a number, «3 nhiệm vụ» for several."""
        place = self._page.model.place(chosen[0]) if len(chosen) == 1 else None
        row = None if place is None else self._page.model.row_at(place)
        number = row.cells[Column.NUMBER] if row is not None else ""
        return f"nhiệm vụ {number}" if number else count_text(len(chosen), "nhiệm vụ")

    def _say_deleted(self, named: str, changes: Changes) -> None:
        self._desk.written(changes)
        self._desk.window.notice.say(
            f"Đã xóa {named}. Xóa nhầm thì bấm Hoàn tác (Ctrl+Z).",
            [("Hoàn tác", self._take_back)],
            kind="done",
        )

    def _take_back(self) -> None:
        self._page.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self._desk.window.action(Command.UNDO).trigger()


def _added(book: Book, _progress: Progress, row: NewRow, today: date) -> tuple[str, Changes]:
    return catalogue.new_task(book, row, fresh_ids(book), today)


def _taken_back(book: Book, _progress: Progress, action: str) -> Changes:
    """Undo an action if it is still the newest one."""
    held = history.stacks(book).undoable
    return history.undo(book) if held and held[-1].id == action else Changes("", frozenset())


def _duplicated(book: Book, _progress: Progress, chosen: Sequence[str]) -> tuple[Sequence[str], Changes]:
    return catalogue.duplicate_tasks(book, chosen, fresh_ids(book))


def _deleted(book: Book, _progress: Progress, chosen: Sequence[str]) -> Changes:
    return editing.delete_tasks(book, chosen)


def _shifted(book: Book, _progress: Progress, chosen: Sequence[str], step: int) -> Changes:
    return catalogue.shift_tasks(book, chosen, step)


def _group_shifted(book: Book, _progress: Progress, group: str, step: int) -> Changes:
    return catalogue.shift_group(book, group, step)


def _group_dropped(book: Book, _progress: Progress, where: Drop) -> Changes:
    return catalogue.place_group(book, where.group, where.line, behind=where.side is Side.AFTER)


def _dropped(book: Book, _progress: Progress, chosen: Sequence[str], where: Drop) -> Changes:
    place = {
        Side.BEFORE: catalogue.place_before,
        Side.AFTER: catalogue.place_after,
        Side.INTO: catalogue.place_under,
    }[where.side]
    return catalogue.move_tasks(book, chosen, place(book, where.line))
