"""«Phân công»: the matrix by key and by mouse, the page of one agency, what is stored and what one undo takes back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QMenu, QMessageBox

from danvan_desktop.domain.changes.composing import Write
from danvan_desktop.domain.lifecycle import State
from danvan_desktop.domain.records import Kind, Role, Status
from danvan_desktop.services import agencies, history
from danvan_desktop.services.assignments import read_matrix, read_sheet
from danvan_desktop.services.books import Book
from danvan_desktop.storage import log
from danvan_desktop.ui.assignment.headers import two_lines
from danvan_desktop.ui.assignment.marks import paint_mark
from danvan_desktop.ui.assignment.model import ROLE, Fixed, MatrixModel, part_at
from danvan_desktop.ui.assignment.screen import AssignmentScreen
from danvan_desktop.ui.menus import Command
from danvan_desktop.ui.places.place import Place
from tests.making import TODAY, empty_book, sample_book
from tests.ui.officer import Officer, plain
from tests.ui.places_at_work import KeptGuide, shown_place
from tests.ui.test_words import foreign_words, nameless

CULTURE, ECONOMY, EVERYBODY = "Phòng Văn hóa - Xã hội", "Phòng Kinh tế", "Các cơ quan, đơn vị"
_NO_SCREEN = "does not support (propagateSizeHints|raise|grabbing the keyboard)"
pytestmark = pytest.mark.qt_log_ignore(_NO_SCREEN)


@pytest.fixture
def guide() -> KeptGuide:
    return KeptGuide()


@pytest.fixture
def place(at_work: Officer, guide: KeptGuide) -> Iterator[AssignmentScreen]:
    with shown_place(at_work, AssignmentScreen, guide) as shown:
        yield cast(AssignmentScreen, shown)


class AtMatrix:
    """An officer at the matrix."""

    def __init__(self, officer: Officer, screen: AssignmentScreen) -> None:
        self.officer = officer
        self.page = screen.matrix
        self.model: MatrixModel = screen.matrix.model
        self.cells = screen.matrix.view.cells

    def go(self, path: str, agency: str) -> QModelIndex:
        """Make a cell current."""
        row = next(row for row in range(self.model.rowCount()) if self.model.index(row, 0).data() == path)
        index = self.model.index(row, self.column(agency))
        self.cells.setCurrentIndex(index)
        return index

    def column(self, agency: str) -> int:
        columns = range(len(Fixed), self.model.columnCount())
        return next(column for column in columns if (held := self.model.agency_at(column)) and held.name == agency)

    def key(self, key: Qt.Key) -> None:
        self.officer.press(key, widget=self.cells)

    def stored(self, path: str, agency: str) -> Role | None:
        """The part that the book holds."""
        task = self.officer.stored_tasks()[path]
        return next((part.role for part in task.assigned if part.name == agency), None)

    def names(self) -> list[str]:
        columns = range(len(Fixed), self.model.columnCount())
        return [held.name for column in columns if (held := self.model.agency_at(column))]


@pytest.fixture
def matrix(at_work: Officer, place: AssignmentScreen) -> AtMatrix:
    return AtMatrix(at_work, place)


def agency_id(officer: Officer, name: str) -> str:
    return next(one.id for one in officer.stored(agencies.list_registered) if one.facts.name == name)


def test_every_cell_shows_the_part_that_the_task_says(matrix: AtMatrix) -> None:
    tasks = matrix.officer.stored_tasks()
    assert matrix.model.rowCount() == len(tasks) == 25
    for row in range(matrix.model.rowCount()):
        task = tasks[matrix.model.index(row, Fixed.NUMBER).data()]
        named = {part.name: part.role for part in reversed(task.assigned)}
        columns = range(len(Fixed), matrix.model.columnCount())
        shown = {agency.name: part_at(matrix.model.index(row, column)) for column in columns
                 if (agency := matrix.model.agency_at(column))}  # fmt: skip
        assert {name: part for name, part in shown.items() if part} == named
        leads = sum(part is not Role.COORDINATING for part in named.values())
        assert matrix.model.index(row, Fixed.TOTAL).data() == f"{leads} / {len(named) - leads}"


def test_totals_stand_under_every_name(matrix: AtMatrix) -> None:
    column = matrix.column(CULTURE)
    parts = [part.role for task in matrix.officer.stored_tasks().values() for part in task.assigned
             if part.name == CULTURE]  # fmt: skip
    leading = sum(role is not Role.COORDINATING for role in parts)
    assert matrix.model.headerData(column, Qt.Orientation.Horizontal, ROLE) == (leading, len(parts) - leading)
    assert leading
    assert len(parts) > leading


@pytest.mark.parametrize("role", list(Role))
def test_marks_differ_by_their_shape(role: Role) -> None:
    """Lead filled, implementing half, coordinating hollow: also when the part went through Qt as a plain word."""
    picture = QImage(21, 21, QImage.Format.Format_RGB32)
    picture.fill(QColor("white"))
    painter = QPainter(picture)
    paint_mark(painter, role, QPoint(10, 10).toPointF(), 18, QColor("black"))
    painter.end()
    dark = [QColor(picture.pixel(x, 10)).lightness() < 128 for x in (6, 14)]
    assert dark == {Role.LEAD: [True, True], Role.IMPLEMENTING: [True, False], Role.COORDINATING: [False, False]}[role]


def test_a_cell_that_leads_is_drawn_as_a_full_disc(matrix: AtMatrix) -> None:
    leads, aids = matrix.go("1.1", CULTURE), matrix.model.index(3, matrix.column(CULTURE))
    assert (part_at(leads), part_at(aids)) == (Role.LEAD, Role.COORDINATING)
    matrix.cells.setCurrentIndex(matrix.model.index(8, len(Fixed)))
    picture = matrix.cells.viewport().grab().toImage()
    lightness = [QColor(picture.pixel(matrix.cells.visualRect(index).center())).lightness() for index in (leads, aids)]
    assert lightness[0] < 60 < 150 < lightness[1]


@pytest.mark.parametrize(
    ("key", "role"),
    [
        (Qt.Key.Key_1, Role.LEAD),
        (Qt.Key.Key_2, Role.IMPLEMENTING),
        (Qt.Key.Key_3, Role.COORDINATING),
        (Qt.Key.Key_0, None),
        (Qt.Key.Key_Delete, None),
    ],
)
def test_a_key_assigns_and_one_undo_takes_it_back(matrix: AtMatrix, key: Qt.Key, role: Role | None) -> None:
    before = matrix.officer.stored(lambda book: read_matrix(book, TODAY)).parts
    index = matrix.go("1.3", "Ban Xây dựng Đảng")
    assert part_at(index) is Role.COORDINATING
    matrix.key(key)
    assert part_at(index) is role
    matrix.officer.settle()
    assert matrix.stored("1.3", "Ban Xây dựng Đảng") is role
    if role is not Role.COORDINATING:
        matrix.officer.choose("Chỉnh sửa", "Hoàn tác")
        matrix.officer.settle()
    assert matrix.officer.stored(lambda book: read_matrix(book, TODAY)).parts == before
    assert part_at(matrix.model.index(index.row(), index.column())) is Role.COORDINATING


def test_the_space_bar_goes_through_the_parts(matrix: AtMatrix) -> None:
    matrix.go("1.1", ECONOMY)
    seen = []
    for _ in range(3):
        matrix.key(Qt.Key.Key_Space)
        matrix.officer.settle()
        seen.append(matrix.stored("1.1", ECONOMY))
    assert seen == [Role.LEAD, Role.COORDINATING, None]
    assert matrix.page.view.current() is not None


def test_a_double_click_assigns(matrix: AtMatrix) -> None:
    where = matrix.cells.visualRect(matrix.go("1.1", ECONOMY)).center()
    matrix.officer.bot.mouseClick(matrix.cells.viewport(), Qt.MouseButton.LeftButton, pos=where)
    matrix.officer.bot.mouseDClick(matrix.cells.viewport(), Qt.MouseButton.LeftButton, pos=where)
    matrix.officer.settle()
    assert matrix.stored("1.1", ECONOMY) is Role.LEAD


def test_the_menu_of_a_cell_assigns_too(matrix: AtMatrix) -> None:
    matrix.go("1.1", ECONOMY)
    menu: QMenu = matrix.cells.menu()
    words = [plain(action.text()) for action in menu.actions() if action.text()]
    assert words == ["Chủ trì", "Thực hiện", "Phối hợp", "Bỏ phần việc", "Mở nhiệm vụ", "Xem cơ quan này"]
    assert [plain(action.text()) for action in menu.actions() if action.isChecked()] == ["Bỏ phần việc"]
    assert foreign_words(menu) == []
    menu.actions()[2].trigger()
    matrix.officer.settle()
    assert matrix.stored("1.1", ECONOMY) is Role.COORDINATING
    menu.deleteLater()


def test_a_block_that_is_dragged_over_is_filled_by_one_key_as_one_action(matrix: AtMatrix) -> None:
    before = matrix.officer.stored(lambda book: read_matrix(book, TODAY)).parts
    first = matrix.cells.visualRect(matrix.go("1.1", ECONOMY)).center()
    last = matrix.cells.visualRect(matrix.model.index(2, matrix.column(CULTURE))).center()
    port, bot = matrix.cells.viewport(), matrix.officer.bot
    bot.mousePress(port, Qt.MouseButton.LeftButton, pos=first)
    bot.mouseMove(port, last)
    matrix.officer.bot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=last)
    assert len(matrix.cells.selectedIndexes()) == 6
    matrix.key(Qt.Key.Key_3)
    matrix.officer.settle()
    for path in ("1.1", "1.2", "1.3"):
        assert {matrix.stored(path, name) for name in (ECONOMY, CULTURE)} == {Role.COORDINATING}
    assert "6 ô" in matrix.officer.window.statusBar().currentMessage()
    matrix.officer.choose("Chỉnh sửa", "Hoàn tác")
    matrix.officer.settle()
    assert matrix.officer.stored(lambda book: read_matrix(book, TODAY)).parts == before


def test_everything_is_never_chosen_at_once(matrix: AtMatrix) -> None:
    """A key would empty the whole matrix."""
    matrix.go("1.1", CULTURE)
    matrix.officer.press(Qt.Key.Key_A, control=True, widget=matrix.cells)
    header = matrix.cells.horizontalHeader()
    click_on_heading(matrix, ECONOMY)
    assert len(matrix.cells.selectedIndexes()) <= 1
    assert header.cursor().shape() is Qt.CursorShape.PointingHandCursor


def click_on_heading(matrix: AtMatrix, name: str) -> None:
    header = matrix.cells.horizontalHeader()
    column = matrix.column(name)
    where = QPoint(header.sectionViewportPosition(column) + 8, header.height() // 3)
    matrix.officer.bot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=where)
    matrix.officer.settle()


def test_enter_opens_the_task(matrix: AtMatrix, guide: KeptGuide) -> None:
    matrix.go("2.2", ECONOMY)
    matrix.key(Qt.Key.Key_Return)
    assert guide.tasks == [matrix.officer.stored_tasks()["2.2"].id]


def test_names_and_tasks_stay_in_view_and_scroll_together(matrix: AtMatrix) -> None:
    matrix.page.all_agencies.setChecked(True)
    tasks, cells = matrix.page.view.tasks, matrix.cells
    assert [tasks.isColumnHidden(column) for column in Fixed] == [False] * 3
    assert all(cells.isColumnHidden(column) for column in Fixed)
    assert cells.horizontalScrollBar().maximum() > 0
    left = tasks.visualRect(matrix.model.index(0, Fixed.TEXT))
    cells.horizontalScrollBar().setValue(cells.horizontalScrollBar().maximum())
    assert tasks.visualRect(matrix.model.index(0, Fixed.TEXT)) == left
    cells.verticalScrollBar().setValue(90)
    assert tasks.verticalScrollBar().value() == 90
    assert tasks.horizontalHeader().height() == cells.horizontalHeader().height()
    rows = [view.rowViewportPosition(10) for view in (tasks, cells)]
    assert rows[0] == rows[1]


def test_only_agencies_with_a_part_show_until_all_are_asked_for(matrix: AtMatrix) -> None:
    named = {part.name for task in matrix.officer.stored_tasks().values() for part in task.assigned}
    assert set(matrix.names()) == named
    matrix.officer.click(matrix.page, "Tất cả cơ quan")
    assert len(matrix.names()) == len(matrix.officer.stored(agencies.list_registered)) > len(named)


def test_a_search_folds_marks_and_says_when_nothing_is_there(matrix: AtMatrix) -> None:
    matrix.officer.type(matrix.page.search, "niem yet cong khai")
    matrix.officer.wait(lambda: not matrix.page._pause.isActive())
    assert [matrix.model.index(row, 0).data() for row in range(matrix.model.rowCount())] == ["2.2"]
    assert matrix.page._count.text() == "Hiện 1 trong 25 nhiệm vụ"
    matrix.officer.type(matrix.page.search, " không đâu")
    matrix.officer.wait(lambda: not matrix.page._pause.isActive())
    assert matrix.model.rowCount() == 0
    assert matrix.page._nothing.isVisible()
    assert "không đâu" in matrix.page._nothing.text()


def test_tasks_that_nobody_leads_are_found_and_given(matrix: AtMatrix) -> None:
    matrix.officer.click(matrix.page, "Chưa có chủ trì")
    assert matrix.page._nothing.text() == "Nhiệm vụ nào cũng đã có cơ quan chủ trì."
    matrix.officer.click(matrix.page, "Chưa có chủ trì")
    matrix.go("2.2", ECONOMY)
    matrix.key(Qt.Key.Key_0)
    matrix.officer.settle()
    matrix.officer.click(matrix.page, "Chưa có chủ trì")
    assert [matrix.model.index(row, 0).data() for row in range(matrix.model.rowCount())] == ["2.2"]


def test_a_book_for_reading_only_is_not_changed_and_says_so(matrix: AtMatrix) -> None:
    before = matrix.officer.stored(lambda book: read_matrix(book, TODAY)).parts
    matrix.officer.program.commands._desk.situate(writable=False)
    index = matrix.go("1.1", ECONOMY)
    matrix.key(Qt.Key.Key_1)
    matrix.officer.settle()
    assert part_at(index) is None
    assert matrix.officer.window.statusBar().currentMessage().startswith("Sổ đang mở chỉ để đọc")
    assert matrix.officer.stored(lambda book: read_matrix(book, TODAY)).parts == before


def test_the_current_cell_stays_when_the_book_is_read_anew(matrix: AtMatrix, place: AssignmentScreen) -> None:
    matrix.go("2.4.b", ECONOMY)
    held = matrix.page.view.current()
    place.load()
    matrix.officer.settle()
    matrix.officer.click(matrix.page, "Tất cả cơ quan")
    assert matrix.page.view.current() == held is not None


def test_an_empty_book_says_what_to_do(officer: Officer, guide: KeptGuide, book_dir: Path) -> None:
    with empty_book(book_dir) as made:
        path = made.path
    officer.open(path)
    with shown_place(officer, AssignmentScreen, guide) as shown:
        page = cast(AssignmentScreen, shown).matrix
        assert page._nothing.text() == "Sổ chưa có nhiệm vụ nào để phân công."
        ordered: list[str] = []
        action = officer.window.action(Command.IMPORT)
        action.triggered.disconnect()
        action.triggered.connect(lambda: ordered.append("import"))
        officer.click(page, "Nhập danh mục từ tệp")
        assert ordered == ["import"]


def test_a_click_on_a_heading_opens_the_page_of_the_agency(matrix: AtMatrix, place: AssignmentScreen) -> None:
    click_on_heading(matrix, ECONOMY)
    sheet = matrix.officer.stored(lambda book: read_sheet(book, agency_id_in(book, ECONOMY), TODAY))
    assert place.sheet.isVisible()
    assert place.sheet._name.text() == ECONOMY
    shown = place.sheet.leading.model()
    assert [shown.index(row, 0).data() for row in range(shown.rowCount())] == [line.task.path for line in sheet.leading]
    assert [shown.index(row, 2).data() for row in range(3)] == [line.task.time_text for line in sheet.leading[:3]]
    assert f"quá hạn {sheet.overdue}" in place.sheet.figures.text()
    assert sheet.overdue == sum(line.state is State.OVERDUE for line in sheet.leading) > 0
    assert f"đến hạn 30 ngày {sheet.soon}" in place.sheet.figures.text()
    matrix.officer.click(place.sheet, "← Ma trận")
    assert matrix.page.isVisible()


def agency_id_in(book: Book, name: str) -> str:
    return next(one.id for one in agencies.list_registered(book) if one.facts.name == name)


def test_a_task_of_an_agency_opens_by_enter_and_double_click(
    at_work: Officer, place: AssignmentScreen, guide: KeptGuide
) -> None:
    place.open_agency(agency_id(at_work, CULTURE))
    at_work.settle()
    view = place.sheet.leading
    task = view.current_task()
    at_work.press(Qt.Key.Key_Return, widget=view)
    where = view.visualRect(view.model().index(0, 1)).center()
    at_work.bot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    at_work.bot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert guide.tasks == [task, task]


def test_a_collective_shows_who_has_done_what(at_work: Officer, place: AssignmentScreen) -> None:
    def report(book: Book) -> str:
        sheet = read_sheet(book, agency_id_in(book, EVERYBODY), TODAY)
        task, member = sheet.leading[0].task, sorted(sheet.agency.facts.members)[0]
        fields = {"task": task.id, "agency": member, "anchor": "", "status": Status.DONE.value}
        log.write(book, [Write(Kind.MEMBER_RESULT, "a" * 32, dict(fields))])
        return next(one.facts.name for one in agencies.list_registered(book) if one.id == member)

    name = at_work.stored(report)
    place.open_agency(agency_id(at_work, EVERYBODY))
    at_work.settle()
    shown = place.sheet.leading.model()
    assert shown.index(0, 5).data() == "1/9 đơn vị hoàn thành"
    assert place.sheet._titles[place.sheet.members].text() == "Thành viên: 1/9 hoàn thành"
    members = [place.sheet.members.item(row).text() for row in range(place.sheet.members.count())]
    assert members[-1] == f"{name}\nhoàn thành"
    assert [text for text in members if text.endswith("\nchưa hoàn thành")] == members[:-1]
    at_work.press(Qt.Key.Key_Down, widget=place.sheet.leading)
    assert place.sheet._titles[place.sheet.members].text() == "Thành viên: 0/9 hoàn thành"
    column = place.matrix.model
    place.load()
    at_work.settle()
    row = next(row for row in range(column.rowCount()) if column.index(row, 0).data() == "1.2")
    cell = next(n for n in range(len(Fixed), column.columnCount()) if column.agency_at(n).name == EVERYBODY)  # type: ignore[union-attr]
    tip = column.index(row, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert "\nHoàn thành · hạn 19/02/2026\nThời gian: Hoàn thành trước" in tip
    assert tip in column.index(row, cell).data(Qt.ItemDataRole.ToolTipRole)
    assert "1/9 đơn vị hoàn thành" in column.index(row, cell).data(Qt.ItemDataRole.ToolTipRole)


def test_the_page_of_an_agency_that_is_gone_leads_back(at_work: Officer, place: AssignmentScreen) -> None:
    place.open_agency("f" * 32)
    at_work.settle()
    box = at_work.dialog(QMessageBox)
    assert "không còn trong sổ" in box.text()
    at_work.click(box, "Đóng")
    assert place.matrix.isVisible()


def test_other_places_lead_to_the_page_of_an_agency(at_work: Officer) -> None:
    at_work.program.commands.places.open_agency(agency_id(at_work, CULTURE))
    at_work.settle()
    assert at_work.window.places.place() is Place.ASSIGNMENT
    screen = cast(AssignmentScreen, at_work.program.commands.places._screens[Place.ASSIGNMENT])
    assert screen.sheet.isVisible()
    assert screen.sheet._name.text() == CULTURE


def test_nothing_of_a_closed_book_is_left(matrix: AtMatrix, place: AssignmentScreen) -> None:
    matrix.officer.type(matrix.page.search, "dân")
    place.open_agency(agency_id(matrix.officer, CULTURE))
    matrix.officer.settle()
    place.forget()
    assert (matrix.model.rowCount(), matrix.model.columnCount()) == (0, len(Fixed))
    assert matrix.page.search.text() == ""
    assert place.matrix.isVisible()


def test_the_models_are_sound(matrix: AtMatrix, place: AssignmentScreen) -> None:
    tester = QAbstractItemModelTester(matrix.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    matrix.officer.click(matrix.page, "Tất cả cơ quan")
    matrix.go("1.1", ECONOMY)
    matrix.key(Qt.Key.Key_1)
    matrix.officer.settle()
    place.open_agency(agency_id(matrix.officer, CULTURE))
    matrix.officer.settle()
    sheet = QAbstractItemModelTester(place.sheet.leading.model(), QAbstractItemModelTester.FailureReportingMode.Fatal)
    place.open_agency(agency_id(matrix.officer, ECONOMY))
    matrix.officer.settle()
    place.forget()
    for held in (tester, sheet):
        held.deleteLater()


@pytest.mark.slow
def test_five_thousand_tasks_show_and_scroll(officer: Officer, guide: KeptGuide, book_dir: Path) -> None:
    """Only what is seen is asked for: scrolling asks for no more cells than there is room for."""
    with sample_book(book_dir, 5000, "nhiều.danvan") as made:
        path = made.path
    officer.open(path)
    with shown_place(officer, AssignmentScreen, guide) as shown:
        matrix = AtMatrix(officer, cast(AssignmentScreen, shown))
        assert matrix.model.rowCount() == 5000
        assert len(matrix.names()) >= 13
        asked: list[int] = []
        data = matrix.model.data
        matrix.model.data = lambda index, role=0: (asked.append(1), data(index, role))[1]  # type: ignore[method-assign]
        bar = matrix.cells.verticalScrollBar()
        bar.setValue(bar.maximum() // 2)
        matrix.cells.grab()
        cells = (matrix.cells.height() // matrix.cells.rowHeight(0) + 2) * matrix.model.columnCount()
        assert 0 < len(asked) < 20 * cells
        matrix.go(matrix.model.index(4999, 0).data(), ECONOMY)
        matrix.key(Qt.Key.Key_1)
        officer.settle()
        here = matrix.page.view.current()
        assert here is not None
        assert officer.stored(lambda book: read_matrix(book, TODAY)).parts[here[0]][here[1]] is Role.LEAD


def test_a_long_name_takes_two_lines(matrix: AtMatrix) -> None:
    metrics = matrix.cells.fontMetrics()
    width = metrics.horizontalAdvance("VP HĐND và ")
    assert two_lines("VP HĐND và UBND", metrics, width) == ["VP HĐND và", "UBND"]
    assert two_lines("Công an", metrics, width) == ["Công an"]
    assert two_lines("Các phòng chuyên môn, cơ quan, đơn vị", metrics, width)[1].endswith("…")
    assert two_lines("", metrics, width) == []


def test_it_speaks_vietnamese_and_names_its_controls(matrix: AtMatrix, place: AssignmentScreen) -> None:
    for _ in range(2):
        assert foreign_words(place.widget) == []
        assert nameless(place.widget) == []
        place.open_agency(agency_id(matrix.officer, EVERYBODY))
        matrix.officer.settle()


def test_what_was_changed_is_one_action_of_the_history(matrix: AtMatrix) -> None:
    matrix.go("1.1", ECONOMY)
    matrix.key(Qt.Key.Key_1)
    matrix.key(Qt.Key.Key_3)
    matrix.officer.settle()
    for expected in (Role.LEAD, None):
        matrix.officer.stored(history.undo)
        assert matrix.stored("1.1", ECONOMY) is expected
