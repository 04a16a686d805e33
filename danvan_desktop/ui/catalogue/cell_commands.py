"""Work in the cells of the catalogue as in a spreadsheet: typed, copied, pasted, filled, cleared.

Each is one action that one undo takes back. What could not be stored is opened again with what was typed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtGui import QGuiApplication

from danvan_desktop.domain.catalogue.cells import CellEdit, EditColumn
from danvan_desktop.domain.merging.marking import unmarked
from danvan_desktop.domain.timing import TimingKind
from danvan_desktop.services import catalogue, tasks
from danvan_desktop.services.books import Book
from danvan_desktop.services.editing import BadValue
from danvan_desktop.services.history import Changes
from danvan_desktop.ui.catalogue.clipboard import read_block, write_block
from danvan_desktop.ui.catalogue.table.holding import select_cells
from danvan_desktop.ui.commands.desk import Desk
from danvan_desktop.ui.commands.rows import ready_rows
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
_KEPT = (Column.NUMBER, Column.TEXT, Column.STATE)
"""Columns whose cells are not emptied by a key."""
_SAVING = "Đang lưu"
Cell = tuple[str, Column, str]
"""A task, a column, and the text for the cell."""
_NOT_PASTED = (
    "Cột «{}» không dán vào được vì hạn tính từ thời gian thực hiện. Chưa ghi ô nào. Muốn lùi hạn, hãy dùng Gia hạn."
)
_TIMELESS = {
    TimingKind.NONE: "thời gian không hiểu, nên chưa có hạn",
    TimingKind.CONDITIONAL: "thời gian theo điều kiện, nên không có hạn",
}
"""What is told of times that were pasted."""
_NAMED = 5
"""How many tasks are named by their numbers in one line."""


@dataclass(frozen=True, slots=True)
class Pasted:
    """What became of a block: how many cells were changed, and the numbers of tasks whose time gives no due date;
    without changes nothing was written, and `refused` says why."""

    changes: Changes | None
    cells: int = 0
    timeless: tuple[tuple[str, TimingKind], ...] = ()
    refused: str = ""


class CellCommands:
    """Between the cells, the clipboard and the book."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._page = desk.window.task_page
        view, commands = self._page.view, desk.window.commands
        self._page.model.typed.connect(self.type)
        view.copy_asked.connect(self.copy)
        view.paste_asked.connect(self.paste)
        view.fill_asked.connect(self.fill_down)
        view.clear_asked.connect(self.clear)
        commands.on(Command.COPY, self.copy)
        commands.on(Command.PASTE, self.paste)
        commands.on(Command.FILL_DOWN, self.fill_down)

    def type(self, task: str, column: Column, text: str) -> None:
        """Write one cell."""
        work = partial(_written, edits=[CellEdit(task, EDITED[column], text)], today=self._desk.around.today())
        failed = partial(self._page.type_again, task, column, text)
        self._desk.jobs.run(Job(work, self._desk.written, _SAVING, failed=failed))

    def copy(self) -> None:
        """Put the selected cells on the clipboard as a spreadsheet takes them."""
        chosen, columns = self._page.selected_tasks(), self._page.view.columns.selected()
        if chosen and columns:
            work = partial(_block, chosen=chosen, columns=columns, today=self._desk.around.today())
            size = count_text(len(chosen) * len(columns), "ô")
            self._desk.jobs.run(Job(work, partial(self._take_block, size), "Đang chép"))

    def paste(self) -> None:
        """Write the block on the clipboard over the cells from the current one on; one cell over all selected ones."""
        block = read_block(QGuiApplication.clipboard().text())
        if not block or not self._page.view.currentIndex().isValid() or not self._desk.window.situation.writable:
            return
        chosen, columns = self._page.selected_tasks(), self._page.view.columns.selected()
        if len(block) == len(block[0]) == 1 and len(chosen) * len(columns) > 1:
            cells = [(task, column, block[0][0]) for task in chosen for column in columns]
        else:
            cells = self._placed(block)
        if cells:
            work = partial(_pasted, cells=cells, today=self._desk.around.today())
            self._desk.jobs.run(Job(work, partial(self._take_pasted, cells), _SAVING))

    def fill_down(self) -> None:
        """Write what stands in the first selected task into the cells selected under it."""
        chosen, columns = self._page.selected_tasks(), self._page.view.columns.selected()
        columns = [column for column in columns if column in EDITED]
        if len(chosen) > 1 and columns:
            work = partial(_filled, chosen=chosen, columns=columns, today=self._desk.around.today())
            self._run(work, f"Đã điền xuống {count_text((len(chosen) - 1) * len(columns), 'ô')}")
        elif self._desk.window.situation.writable:
            self._desk.window.say("Hãy chọn ô có nội dung cùng các ô bên dưới rồi bấm Ctrl+D.")

    def clear(self) -> None:
        """Empty the selected cells."""
        chosen, columns = self._page.selected_tasks(), self._page.view.columns.selected()
        emptied = [column for column in columns if column in EDITED and column not in _KEPT]
        if not chosen or not self._desk.window.situation.writable:
            return
        if not emptied:
            self._desk.window.say("Ô này không xóa trắng được. Muốn xóa cả nhiệm vụ, bấm Ctrl+Delete.")
            return
        edits = [CellEdit(task, EDITED[column], "") for task in chosen for column in emptied]
        work = partial(_written, edits=edits, today=self._desk.around.today())
        self._run(work, f"Đã xóa trắng {count_text(len(edits), 'ô')}; bấm Ctrl+Z để lấy lại")

    def _placed(self, block: Sequence[Sequence[str]]) -> list[Cell]:
        """The block from the current cell on; nothing, with the reason said, where it has no room."""
        current = self._page.view.currentIndex()
        shown = self._page.view.columns.shown()
        columns = shown[shown.index(Column(current.column())) :]
        tasks = self._tasks_from(current.row())
        wide = max(map(len, block))
        if len(block) > len(tasks) or wide > len(columns):
            away = self._page.view.columns.put_away_before(columns[-1], columns[0]) if wide > len(columns) else []
            self._desk.messages.tell(
                f"Khối đang dán có {len(block)} dòng, {wide} cột; từ ô đang chọn chỉ còn {len(tasks)} dòng, "
                f"{len(columns)} cột. Chưa ghi gì.",
                f"{_away_told(away)}Hãy chọn ô đầu khác, hoặc chép khối nhỏ hơn.",
            )
            return []
        return [
            (task, column, text)
            for task, line in zip(tasks, block, strict=False)
            for column, text in zip(columns, line, strict=False)
        ]

    def _tasks_from(self, place: int) -> list[str]:
        model = self._page.model
        return [task for at, task in enumerate(model.ids()[place:], start=place) if model.heading(at) is None]

    def _run(self, work: Callable[..., Changes], done: str) -> None:
        self._desk.jobs.run(Job(work, partial(self._take, done), _SAVING))

    def _take_pasted(self, cells: Sequence[Cell], done: Pasted) -> None:
        """Say how much was changed and what of it is not understood; the block stays selected."""
        tasks, columns = list(dict.fromkeys(task for task, _, _ in cells)), [column for _, column, _ in cells]
        away = self._page.view.columns.put_away_before(columns[-1], columns[0])
        if done.changes is None:
            self._refuse(done.refused, [column for column in away if column in EDITED])
            return
        select_cells(self._page.view, self._page.model, tasks, columns)
        self._desk.written(done.changes)
        others = len(cells) - done.cells
        same = f"; {count_text(others, 'ô')} đã như vậy từ trước" if others else ""
        said = f"Đã dán {count_text(done.cells, 'ô')}{same}." if done.changes else "Đã dán; không có gì thay đổi."
        self._desk.window.say(said)
        if done.timeless:
            words = f"{said}{_timeless_told(done.timeless)} {_away_told(away)}".rstrip()
            self._desk.tell_done(words, kind="warning")

    def _refuse(self, refused: str, away: Sequence[Column]) -> None:
        """Nothing was pasted; the columns that are put away among those of the block are offered."""
        if not away:
            self._desk.messages.refuse(BadValue(refused))
            return
        bring = self._page.view.columns.bring
        offered = zip(("&Hiện", "H&iện"), reversed(away), strict=False)
        first, *others = [(f"{show} «{TITLES[column]}»", partial(bring, column)) for show, column in offered]
        asked = f"{refused}\n\n{_away_told(away)}Hãy cho hiện cột cần dán rồi dán lại."
        self._desk.messages.ask(asked, *first, no="Đóng", other=others[0] if others else None)

    def _take(self, done: str, changes: Changes) -> None:
        self._desk.written(changes)
        self._desk.window.say(f"{done}." if changes else "Không có gì thay đổi.")

    def _take_block(self, size: str, block: str) -> None:
        QGuiApplication.clipboard().setText(block)
        self._desk.window.say(f"Đã chép {size}; dán được vào Excel, Word.")


def _block(book: Book, _progress: Progress, chosen: Sequence[str], columns: Sequence[Column], today: date) -> str:
    rows = ready_rows(book, chosen, today)
    return write_block([rows[task].cells[column] for column in columns] for task in chosen if task in rows)


def _filled(book: Book, _progress: Progress, chosen: Sequence[str], columns: Sequence[Column], today: date) -> Changes:
    first, *others = chosen
    row = ready_rows(book, [first], today)[first]
    texts = {column: row.edited.get(column, row.cells[column]) for column in columns}
    edits = [CellEdit(task, EDITED[column], text) for task in others for column, text in texts.items()]
    return catalogue.set_cells(book, edits, today)


def _away_told(away: Sequence[Column]) -> str:
    """«Cột «Phối hợp», «Thời gian» đang ẩn. », nothing for none."""
    names = ", ".join(f"«{TITLES[column]}»" for column in away)
    return f"Cột {names} đang ẩn. " if names else ""


def _timeless_told(timeless: Sequence[tuple[str, TimingKind]]) -> str:
    """«1 thời gian không hiểu, nên chưa có hạn: 1.3.»."""
    said = ""
    for kind, words in _TIMELESS.items():
        numbers = [number for number, held in timeless if held is kind]
        more = f" và {count_text(len(numbers) - _NAMED, 'nhiệm vụ')} khác" if len(numbers) > _NAMED else ""
        if numbers:
            said += f" {count_text(len(numbers), words)}: {', '.join(numbers[:_NAMED])}{more}."
    return said


def _pasted(book: Book, _progress: Progress, cells: Sequence[Cell], today: date) -> Pasted:
    others = list(_differing(book, cells, today))
    refused = next((column for _, column, _ in others if column not in EDITED), None)
    if refused is not None:
        return Pasted(None, refused=_NOT_PASTED.format(TITLES[refused]))
    edits = [CellEdit(task, EDITED[column], text) for task, column, text in others]
    try:
        changes = catalogue.set_cells(book, edits, today)
    except BadValue as wrong:
        return Pasted(None, refused=str(wrong))
    timed = [edit.task for edit in edits if edit.column is EditColumn.TIME and edit.text]
    held = tasks.load_tasks(book, timed)
    timeless = tuple((task.path or task.number, task.timing.kind) for task in held if task.timing.kind in _TIMELESS)
    return Pasted(changes, len(edits), timeless)


def _differing(book: Book, cells: Sequence[Cell], today: date) -> Iterator[Cell]:
    """The cells that are not pasted as they stand there already: a block that went to a spreadsheet comes back with
    its states and due dates, which cannot be written."""
    rows = ready_rows(book, list(dict.fromkeys(task for task, _, _ in cells)), today)
    for task, column, text in cells:
        row = rows.get(task)
        if row is not None and " ".join(unmarked(row.cells[column]).split()) == " ".join(text.split()):
            continue
        yield task, column, text


def _written(book: Book, _progress: Progress, edits: Sequence[CellEdit], today: date) -> Changes:
    return catalogue.set_cells(book, edits, today)
