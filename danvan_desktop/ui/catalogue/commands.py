"""Work in the catalogue as in a spreadsheet: cells typed, copied, pasted, filled; tasks made, copied, moved, deleted.

Each is one action that one undo takes back. What could not be stored is opened again with what was typed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtGui import QGuiApplication

from danvan_desktop.domain.catalogue.cells import CellEdit, EditColumn
from danvan_desktop.services import catalogue, editing
from danvan_desktop.services.books import Book, fresh_ids
from danvan_desktop.services.catalogue import NewRow
from danvan_desktop.services.history import Changes
from danvan_desktop.ui.catalogue.clipboard import read_block, write_block
from danvan_desktop.ui.commands.desk import Desk
from danvan_desktop.ui.commands.rows import ready_rows
from danvan_desktop.ui.commands.task_list import TaskList
from danvan_desktop.ui.jobs import Job, Progress
from danvan_desktop.ui.menus import Command
from danvan_desktop.ui.models.task_table import TITLES, Column
from danvan_desktop.ui.wording import count_text

EDITED: dict[Column, EditColumn] = {
    Column.NUMBER: EditColumn.NUMBER,
    Column.TEXT: EditColumn.TEXT,
    Column.LEAD: EditColumn.LEAD,
    Column.COORD: EditColumn.COORD,
    Column.TIME: EditColumn.TIME,
    Column.STATE: EditColumn.STATUS,
    Column.RESULT: EditColumn.RESULT,
    Column.PERCENT: EditColumn.PERCENT,
    Column.PRODUCT: EditColumn.PRODUCT,
    Column.NOTE: EditColumn.NOTE,
}
"""What is written when a cell of a column is typed in."""
_SAVING = "Đang lưu"
_NEW_TEXT = "Nhiệm vụ mới"


class CatalogueCommands:
    """Between the list, the clipboard and the book."""

    def __init__(self, desk: Desk, task_list: TaskList) -> None:
        self._desk = desk
        self._list = task_list
        self._page = desk.window.task_page
        view, commands = self._page.view, desk.window.commands
        self._page.model.typed.connect(self._type)
        view.copy_asked.connect(self.copy)
        view.paste_asked.connect(self.paste)
        view.fill_asked.connect(self.fill_down)
        view.dropped.connect(self._drop)
        commands.on(Command.NEW_TASK, self.add_task)
        commands.on(Command.DUPLICATE, self.duplicate)
        commands.on(Command.DELETE, self.delete)
        commands.on(Command.MOVE_UP, lambda: self.move(-1))
        commands.on(Command.MOVE_DOWN, lambda: self.move(1))
        commands.on(Command.COPY, self.copy)
        commands.on(Command.PASTE, self.paste)
        commands.on(Command.FILL_DOWN, self.fill_down)

    def copy(self) -> None:
        """Put the selected cells on the clipboard as a spreadsheet takes them."""
        chosen, columns = self._page.selected_tasks(), self._page.view.selected_columns()
        if chosen and columns:
            work = partial(_block, chosen=chosen, columns=columns, today=self._desk.around.today())
            self._desk.jobs.run(Job(work, self._take_block, "Đang chép"))

    def paste(self) -> None:
        """Write the block on the clipboard over the cells from the current one on."""
        block = read_block(QGuiApplication.clipboard().text())
        current = self._page.view.currentIndex()
        if not block or not current.isValid() or not self._desk.window.situation.writable:
            return
        shown = self._page.view.shown_columns()
        columns = shown[shown.index(Column(current.column())) :]
        tasks = self._tasks_from(current.row())
        wide = max(map(len, block))
        if len(block) > len(tasks) or wide > len(columns):
            self._desk.messages.tell(
                f"Khối đang dán có {len(block)} dòng, {wide} cột; từ ô đang chọn chỉ còn {len(tasks)} dòng, "
                f"{len(columns)} cột. Chưa ghi gì.",
                "Hãy chọn ô đầu khác, hoặc chép khối nhỏ hơn.",
            )
            return
        fixed = next((column for column in columns[:wide] if column not in EDITED), None)
        if fixed is not None:
            self._desk.messages.tell(
                f"Cột «{TITLES[fixed]}» không dán vào được. Chưa ghi gì.",
                "Hạn được tính từ thời gian thực hiện; muốn lùi hạn, hãy dùng Gia hạn.",
            )
            return
        edits = [
            CellEdit(task, EDITED[column], text)
            for task, line in zip(tasks, block, strict=False)
            for column, text in zip(columns, line, strict=False)
        ]
        self._write(edits, f"Đã dán {count_text(len(edits), 'ô')}")

    def fill_down(self) -> None:
        """Write what stands in the first selected task into the cells selected under it."""
        chosen, columns = self._page.selected_tasks(), self._page.view.selected_columns()
        columns = [column for column in columns if column in EDITED]
        if len(chosen) > 1 and columns:
            work = partial(_filled, chosen=chosen, columns=columns, today=self._desk.around.today())
            self._desk.jobs.run(Job(work, partial(self._take, "Đã điền xuống"), _SAVING))

    def add_task(self) -> None:
        """A new task after the current one, to be typed in at once."""
        self._desk.window.action(Command.GO_TASKS).trigger()
        place = self._page.view.currentIndex().row()
        heading, row = self._page.model.heading(place), self._page.model.row_at(place)
        after = row.id if row is not None and heading is None and row.status is not None else None
        group = heading.id if heading is not None and not heading.is_programme else None
        programme = heading.id if heading is not None and heading.is_programme else None
        order = NewRow(_NEW_TEXT, programme, group, after)
        work = partial(_added, row=order, today=self._desk.around.today())
        self._desk.jobs.run(Job(work, self._begin_typing, _SAVING))

    def duplicate(self) -> None:
        """Copies of the selected tasks."""
        chosen = self._page.selected_tasks()
        if chosen:
            self._run(partial(_duplicated, chosen=chosen), f"Đã nhân đôi {count_text(len(chosen), 'nhiệm vụ')}")

    def delete(self) -> None:
        """Delete the selected tasks; the notice offers to take it back."""
        chosen = self._page.selected_tasks()
        if chosen:
            self._desk.jobs.run(Job(partial(_deleted, chosen=chosen), partial(self._say_deleted, len(chosen)), _SAVING))

    def move(self, step: int) -> None:
        """Put the selected tasks one line up or down among the tasks of their group."""
        chosen = self._page.selected_tasks()
        if chosen and self._list.is_printed_order():
            self._run(partial(_moved, chosen=chosen, step=step), "Đã chuyển")

    def _drop(self, before: str, into: str) -> None:
        """The selected tasks were dragged before a task, or (`into`) onto a heading."""
        chosen = self._page.selected_tasks()
        if chosen and self._list.is_printed_order():
            self._run(partial(_dropped, chosen=chosen, before=before, into=into), "Đã chuyển")

    def _type(self, task: str, column: Column, text: str) -> None:
        edit = CellEdit(task, EDITED[column], text)
        work = partial(_written, edits=[edit], today=self._desk.around.today())
        failed = partial(self._type_again, task, column, text)
        self._desk.jobs.run(Job(work, self._desk.written, _SAVING, failed=failed))

    def _type_again(self, task: str, column: Column, text: str) -> None:
        self._page.type_again(task, column, text)

    def _write(self, edits: Sequence[CellEdit], done: str) -> None:
        self._run(partial(_written, edits=edits, today=self._desk.around.today()), done)

    def _run(self, work: Callable[..., Changes], done: str) -> None:
        self._desk.jobs.run(Job(work, partial(self._take, done), _SAVING))

    def _take(self, done: str, changes: Changes) -> None:
        self._desk.written(changes)
        self._desk.window.say(f"{done}." if changes else "Không có gì thay đổi.")

    def _take_block(self, block: str) -> None:
        QGuiApplication.clipboard().setText(block)
        self._desk.window.say("Đã chép.")

    def _begin_typing(self, made: tuple[str, Changes]) -> None:
        task, changes = made
        self._list.reveal_and_edit(task)
        self._desk.written(changes)

    def _say_deleted(self, number: int, changes: Changes) -> None:
        self._desk.written(changes)
        undo = self._desk.window.action(Command.UNDO)
        self._desk.window.notice.say(
            f"Đã xoá {count_text(number, 'nhiệm vụ')}. Xoá nhầm thì bấm Hoàn tác (Ctrl+Z).",
            [("&Hoàn tác", undo.trigger)],
            kind="done",
        )

    def _tasks_from(self, place: int) -> list[str]:
        model = self._page.model
        return [task for at, task in enumerate(model.ids()[place:], start=place) if model.heading(at) is None]


def _block(book: Book, _progress: Progress, chosen: Sequence[str], columns: Sequence[Column], today: date) -> str:
    rows = ready_rows(book, chosen, today)
    return write_block([rows[task].cells[column] for column in columns] for task in chosen if task in rows)


def _filled(book: Book, _progress: Progress, chosen: Sequence[str], columns: Sequence[Column], today: date) -> Changes:
    first, *others = chosen
    row = ready_rows(book, [first], today)[first]
    texts = {column: row.edited.get(column, row.cells[column]) for column in columns}
    edits = [CellEdit(task, EDITED[column], text) for task in others for column, text in texts.items()]
    return catalogue.set_cells(book, edits, today)


def _written(book: Book, _progress: Progress, edits: Sequence[CellEdit], today: date) -> Changes:
    return catalogue.set_cells(book, edits, today)


def _added(book: Book, _progress: Progress, row: NewRow, today: date) -> tuple[str, Changes]:
    return catalogue.new_task(book, row, fresh_ids(book), today)


def _duplicated(book: Book, _progress: Progress, chosen: Sequence[str]) -> Changes:
    return catalogue.duplicate_tasks(book, chosen, fresh_ids(book))[1]


def _deleted(book: Book, _progress: Progress, chosen: Sequence[str]) -> Changes:
    return editing.delete_tasks(book, chosen)


def _moved(book: Book, _progress: Progress, chosen: Sequence[str], step: int) -> Changes:
    return catalogue.shift_tasks(book, chosen, step)


def _dropped(book: Book, _progress: Progress, chosen: Sequence[str], before: str, into: str) -> Changes:
    target = catalogue.place_before(book, before) if before else catalogue.place_under(book, into)
    return catalogue.move_tasks(book, chosen, target)
