"""A day of an officer from the first document to the evening, by menus, keys and clicks; all of it taken back in turn.

With DANVAN_PICTURES set to a folder, every step is drawn into it.
"""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from danvan_desktop.domain.records import Role, Status
from danvan_desktop.domain.views import TaskView
from danvan_desktop.services import history
from danvan_desktop.services.history import verify
from danvan_desktop.ui.assignment.model import part_at
from danvan_desktop.ui.detail.dialogs.extend import ExtendDialog
from danvan_desktop.ui.detail.dialogs.several import AssignDialog
from danvan_desktop.ui.dialogs.import_review import ImportReview
from danvan_desktop.ui.dialogs.new_book import NewBookDialog
from danvan_desktop.ui.models.task_table import Column
from danvan_desktop.ui.places.place import Place
from tests.cli.documents import ROWS, catalogue_docx
from tests.ui.officer import Officer

REAL = "corpus/nghi-duong-2026-danh-muc.docx"
MORE = (
    ("1.3", "In sổ tay dân vận cho các thôn", "Phòng Văn hóa - Xã hội", "Ban Xây dựng Đảng", "Quý I/2026"),
    *ROWS[3:],
    ("3", "THI ĐUA", "", "", ""),
    ("3.1", "Bình xét mô hình của từng thôn", "Phòng Văn hóa - Xã hội", "Các cơ quan, đơn vị", "Quý IV/2026"),
    ("3.2", "Báo cáo kết quả bình xét", "Phòng Văn hóa - Xã hội", "Ủy ban Kiểm tra Đảng ủy", "Quý IV/2026"),
)


@pytest.fixture(params=["invented", pytest.param("real", marks=pytest.mark.slow)])
def document(request: pytest.FixtureRequest, book_dir: Path) -> Path:
    """A catalogue in our own words, and an official one where it is at hand."""
    if request.param == "real":
        return Path(request.getfixturevalue("shared_dir")) / REAL
    return catalogue_docx(book_dir / "danh mục.docx", (*ROWS[:3], *MORE))


class Day:
    """The steps, each of which can be drawn."""

    def __init__(self, officer: Officer, name: str) -> None:
        self.officer = officer
        self.page = officer.page
        self._steps = 0
        folder = os.environ.get("DANVAN_PICTURES")
        self._folder = Path(folder) / name if folder else None

    def draw(self, title: str) -> None:
        self._steps += 1
        if self._folder is None:
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        shown = QApplication.activeModalWidget() or self.officer.window
        shown.grab().save(str(self._folder / f"{self._steps:02} {title}.png"))

    def tasks(self) -> dict[str, TaskView]:
        return self.officer.stored_tasks()

    def import_it(self, document: Path) -> None:
        """Two corrections: a time and a text."""
        officer = self.officer
        officer.world.answers.ready.append(document)
        officer.click(officer.window.start_page, "Nhập danh mục")
        officer.click(officer.dialog(NewBookDialog), "Tạo sổ")
        review = officer.dialog(ImportReview)
        review.table.setFocus()
        place = next(at for at in range(review.model.rowCount()) if review.model.index(at, 0).data() == "3.1")
        review.table.go_to(place)
        self.draw("xem lại")
        officer.press(Qt.Key.Key_F2, widget=review.table)
        officer.type(review.time.edit, "Quý III/2026")
        officer.press(Qt.Key.Key_Return)
        review.table.go_to(place - 1)
        review.text.selectAll()
        officer.type(review.text, "Nội dung đã sửa khi xem lại")
        self.draw("xem lại, đã sửa hai chỗ")
        officer.click(review, f"Nhập {review.model.rowCount()} nhiệm vụ")
        officer.settle()

    def cell(self, number: str, column: Column) -> None:
        """Make a cell current, alone."""
        self.officer.window.activateWindow()
        self.officer.row(number)
        place = self.page.view.currentIndex().row()
        index = self.page.model.index(place, column)
        self.page.view.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.page.view.setFocus()
        self.officer.settle()

    def select(self, numbers: list[str]) -> None:
        """Select tasks as with Ctrl held down."""
        model, selection = self.page.model, self.page.view.selectionModel()
        self.cell(numbers[0], Column.TEXT)
        for number in numbers[1:]:
            place = next(
                at for at in range(model.rowCount()) if (row := model.row_at(at)) is not None and row.cells[0] == number
            )
            index = model.index(place, Column.TEXT)
            selection.select(QItemSelection(index, index), QItemSelectionModel.SelectionFlag.Select)
        self.officer.settle()

    def find(self, words: str) -> list[str]:
        """Look for words, and tell the numbers of what is found."""
        officer = self.officer
        officer.press(Qt.Key.Key_F, control=True)
        officer.type(self.page.search, words)
        officer.settle()
        found = [row.cells[0] for at in range(self.page.model.rowCount()) if (row := self.page.model.row_at(at))]
        self.draw(f"tìm {words}")
        officer.press(Qt.Key.Key_Escape, widget=self.page.search)
        officer.settle()
        return found


@pytest.fixture
def day(officer: Officer, document: Path) -> Day:
    officer.window.resize(QSize(1366, 768))
    made = Day(officer, "thật" if document.name in REAL else "mẫu")
    made.import_it(document)
    return made


def test_a_day_at_the_window_is_kept_shown_everywhere_and_taken_back(day: Day, document: Path) -> None:
    officer = day.officer
    imported = day.tasks()
    assert imported["3.1"].time_text == "Quý III/2026"
    assert "Nội dung đã sửa khi xem lại" in {task.text for task in imported.values()}
    officer.choose("Xem", "Danh mục nhiệm vụ")
    officer.settle()
    day.draw("danh mục")

    if document.name in REAL:
        assert day.find("dang uy") == ["4.3", "4.4", "4.5"]
    else:
        assert day.find("dang uy") == ["2.2", "3.2"]

    states = [imported]
    day.cell("3.1", Column.STATE)
    officer.choose("Nhiệm vụ", "Trạng thái", "Hoàn thành")
    officer.settle()
    states.append(day.tasks())
    assert states[-1]["3.1"].status is Status.DONE

    day.cell("2.2", Column.TIME)
    officer.press(Qt.Key.Key_F2)
    editor = QApplication.focusWidget()
    editor.selectAll()  # type: ignore[union-attr]
    officer.type(editor, "Quý II/2026")
    day.draw("gõ thời gian")
    officer.press(Qt.Key.Key_Return, widget=editor)
    officer.settle()
    states.append(day.tasks())
    assert (states[-1]["2.2"].time_text, states[-1]["2.2"].due.due) == ("Quý II/2026", date(2026, 6, 30))

    see_everywhere(day)
    extend(day, states)
    assign_three(day, states)
    paste_block(day, states)
    take_all_back(day, states)
    close_and_open_again(day, states)


def see_everywhere(day: Day) -> None:
    """The calendar, the matrix and the overview show what was changed."""
    officer = day.officer
    held = day.tasks()
    task = held["2.2"]
    officer.choose("Xem", "Lịch thời hạn")
    officer.settle()
    calendar = screen(day, Place.CALENDAR)
    officer.click(calendar.tools, "Danh sách")
    officer.settle()
    assert calendar.agenda.agenda.place(date(2026, 6, 30), task.id) is not None
    day.draw("lịch")
    officer.choose("Xem", "Phân công")
    officer.settle()
    matrix = screen(day, Place.ASSIGNMENT).matrix.model
    assert part_at(matrix.place(task.id, task.assigned[0].agency)) is task.assigned[0].role
    day.draw("phân công")
    officer.choose("Xem", "Tổng quan")
    officer.settle()
    assert screen(day, Place.OVERVIEW).page.tiles["done"].number() == f"1/{len(held)}"
    day.draw("tổng quan")
    officer.choose("Xem", "Danh mục nhiệm vụ")
    officer.settle()


def screen(day: Day, place: Place) -> Any:
    """A place of the window."""
    return day.officer.program.commands.places._screens[place]


def extend(day: Day, states: list[dict[str, TaskView]]) -> None:
    """A later due date with its reason; the original one stays."""
    officer = day.officer
    day.cell("1.3", Column.DUE)
    held = states[-1]["1.3"].due.due
    officer.choose("Nhiệm vụ", "Gia hạn")
    dialog = officer.dialog(ExtendDialog)
    officer.type(dialog.due.edit, "31/12/2026")
    officer.type(dialog.reason, "Chờ hướng dẫn của thành phố")
    day.draw("gia hạn")
    officer.click(dialog, "Gia hạn")
    officer.settle()
    states.append(day.tasks())
    assert (states[-1]["1.3"].due.due, states[-1]["1.3"].due.original_due) == (date(2026, 12, 31), held)


def assign_three(day: Day, states: list[dict[str, TaskView]]) -> None:
    """One agency is given to three tasks as one action."""
    officer = day.officer
    numbers = ["1.1", "2.1", "3.2"]
    day.select(numbers)
    officer.choose("Nhiệm vụ", "Giao cho cơ quan")
    dialog = officer.dialog(AssignDialog)
    dialog.role.setCurrentIndex(dialog.role.findData(Role.COORDINATING))
    officer.type(dialog.picker.edit, "cong an")
    day.draw("giao ba nhiệm vụ")
    officer.press(Qt.Key.Key_Return, widget=dialog.picker.edit)
    officer.settle()
    states.append(day.tasks())
    for number in numbers:
        assert "Công an xã" in states[-1][number].names(Role.COORDINATING)


def paste_block(day: Day, states: list[dict[str, TaskView]]) -> None:
    """Two rows of two cells out of a spreadsheet, over result and percentage."""
    officer = day.officer
    view = day.page.view
    view.setColumnHidden(Column.PERCENT, False)
    day.cell("1.1", Column.RESULT)
    QGuiApplication.clipboard().setText('Đã tổ chức 3 buổi\t40\n"Hai\ndòng"\t100\n')
    officer.press(Qt.Key.Key_V, control=True)
    officer.settle()
    day.draw("dán khối ô")
    states.append(day.tasks())
    assert (states[-1]["1.1"].result, states[-1]["1.1"].percent) == ("Đã tổ chức 3 buổi", 40)
    assert (states[-1]["1.2"].result, states[-1]["1.2"].percent) == ("Hai\ndòng", 100)


def take_all_back(day: Day, states: list[dict[str, TaskView]]) -> None:
    """Step by step back to the import, and forward again."""
    officer = day.officer
    for held in reversed(states[:-1]):
        officer.press(Qt.Key.Key_Z, control=True, widget=officer.window)
        officer.settle()
        assert day.tasks() == held
    officer.choose("Công cụ", "Các việc đã làm")
    officer.wait(QApplication.activeModalWidget)
    officer.settle()
    day.draw("các việc đã làm")
    dialog = QApplication.activeModalWidget()
    officer.click(dialog, "Đóng")
    officer.wait(lambda: QApplication.activeModalWidget() is None)
    officer.window.activateWindow()
    officer.wait(officer.window.isActiveWindow)
    officer.press(Qt.Key.Key_Z, control=True, widget=officer.window)
    officer.settle()
    assert day.tasks() == {}
    for held in states:
        officer.press(Qt.Key.Key_Y, control=True, widget=officer.window)
        officer.settle()
        assert day.tasks() == held
    assert officer.stored(verify).sound


def close_and_open_again(day: Day, states: list[dict[str, TaskView]]) -> None:
    """Everything is as it was left: the tasks, the place, the columns, and what can be taken back."""
    officer = day.officer
    book = Path(officer.world.surroundings(officer.program.around.habits).habits.recent[0])
    undoable = len(officer.stored(history.stacks).undoable)
    officer.choose("Tệp", "Đóng sổ")
    officer.settle()
    assert officer.in_file(book) == states[-1]
    officer.choose("Tệp", "Sổ mở gần đây", book.stem)
    officer.settle()
    assert day.tasks() == states[-1]
    assert officer.window.places.place() == "tasks"
    assert not day.page.view.isColumnHidden(Column.PERCENT)
    assert len(officer.stored(history.stacks).undoable) == undoable
    day.draw("mở lại")
