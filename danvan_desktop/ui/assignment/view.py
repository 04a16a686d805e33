"""The matrix on the screen: on the left what stays, on the right the agencies; both scroll up and down as one."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QVBoxLayout, QWidget

from danvan_desktop.domain.records import Role
from danvan_desktop.ui.assignment.cells import MatrixCells, MatrixTable, TaskDelegate
from danvan_desktop.ui.assignment.headers import AgencyHeader, TaskHeader
from danvan_desktop.ui.assignment.model import Fixed, MatrixModel, part_at

_LEAST_TASK_LETTERS, _MOST_TASK_LETTERS = 24, 90
_SHAPE = 14
_WIDEST_SECTION = 2
"""How many times its least width a column of the matrix is at most."""


class MatrixView(QWidget):
    """`part_chosen` carries cells (task, agency) and the role for all of them, or None; `task_asked` and `agency_asked`
    carry an id."""

    part_chosen = Signal(object, object)
    task_asked = Signal(str)
    agency_asked = Signal(str)

    def __init__(self, model: MatrixModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._held: tuple[str, str] | None = None
        self.tasks = MatrixTable(model, TaskHeader(), self)
        self.cells = MatrixCells(model, self)
        self._under = QWidget(self)
        self._lay_out()
        self._connect()
        self._arrange_columns()

    def current(self) -> tuple[str, str] | None:
        """The task and the agency of the current cell."""
        index = self.cells.currentIndex()
        task, agency = self._model.task_at(index.row()), self._model.agency_at(index.column())
        return (task.id, agency.id) if index.isValid() and task and agency else None

    def forget(self) -> None:
        """Another book: begin at its first task."""
        self._held = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.Resize):
            bar = self.cells.horizontalScrollBar()
            self._under.setFixedHeight(bar.height() if bar.isVisible() else 0)
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange_columns()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_under"):
            self._arrange_columns()

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.tasks, 1)
        left.addWidget(self._under)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(left)
        whole.addWidget(self.cells, 1)
        self.tasks.setIconSize(QSize(_SHAPE, _SHAPE))
        self.tasks.setAccessibleName("Nhiệm vụ")
        self.tasks.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.tasks.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.tasks.setItemDelegate(TaskDelegate(self.cells, self.tasks))
        self.tasks.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.tasks.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.cells.setAccessibleName("Ma trận phân công")
        self.setFocusProxy(self.cells)

    def _connect(self) -> None:
        self._model.modelAboutToBeReset.connect(self._keep_place)
        self._model.modelReset.connect(self._take_up_place)
        self.cells.verticalScrollBar().valueChanged.connect(self.tasks.verticalScrollBar().setValue)
        self.tasks.verticalScrollBar().valueChanged.connect(self.cells.verticalScrollBar().setValue)
        self.cells.horizontalScrollBar().installEventFilter(self)
        self.cells.moved.connect(self._show_current)
        self.cells.role_asked.connect(self._choose)
        self.cells.task_asked.connect(lambda: self._ask_task(self.cells.currentIndex()))
        self.cells.agency_asked.connect(self._ask_agency)
        self._header().asked.connect(self._ask_agency)
        self.tasks.clicked.connect(self._take_row)
        self.tasks.doubleClicked.connect(self._ask_task)

    def _header(self) -> AgencyHeader:
        header = self.cells.horizontalHeader()
        assert isinstance(header, AgencyHeader)
        return header

    def _arrange_columns(self) -> None:
        """The agencies as narrow as they can be, the task as wide as there is room for, and then the agencies."""
        metrics = self.fontMetrics()
        letter = metrics.averageCharWidth()
        for column in range(self._model.columnCount()):
            self.tasks.setColumnHidden(column, column >= len(Fixed))
            self.cells.setColumnHidden(column, column < len(Fixed))
        number, total = (
            metrics.horizontalAdvance("00.0.đ") + 8 + self.tasks.iconSize().width() + 6,
            metrics.horizontalAdvance("00 / 00") + 12,
        )
        section, count = self._header().width_of_section(), max(1, self._model.columnCount() - len(Fixed))
        room = self.width() - self.cells.verticalScrollBar().sizeHint().width() - number - total
        task = min(max(room - count * section, _LEAST_TASK_LETTERS * letter), _MOST_TASK_LETTERS * letter)
        section = min(max(section, (room - task) // count), _WIDEST_SECTION * section)
        self._header().setDefaultSectionSize(section)
        for fixed, width in zip(Fixed, (number, task, total), strict=True):
            self.tasks.setColumnWidth(fixed, width)
        self.tasks.setFixedWidth(number + task + total)
        for table in (self.tasks, self.cells):
            table.verticalHeader().setDefaultSectionSize(2 * metrics.lineSpacing() + 6)

    def _keep_place(self) -> None:
        self._held = self.current() or self._held

    def _take_up_place(self) -> None:
        self._arrange_columns()
        index = self._model.place(*self._held) if self._held else QModelIndex()
        if not index.isValid() and self._model.rowCount() and self._model.columnCount() > len(Fixed):
            index = self._model.index(0, len(Fixed))
        self.cells.setCurrentIndex(index)

    def _show_current(self) -> None:
        self.tasks.viewport().update()
        self.cells.viewport().update()
        self.cells.horizontalHeader().viewport().update()

    def _choose(self, role: Role | None) -> None:
        """The part for all chosen cells that do not have it yet."""
        chosen = self.cells.selectionModel().selectedIndexes() or [self.cells.currentIndex()]
        met = [
            (task.id, agency.id)
            for index in chosen
            if part_at(index) is not role
            and (task := self._model.task_at(index.row()))
            and (agency := self._model.agency_at(index.column()))
        ]
        if met:
            self.part_chosen.emit(met, role)

    def _ask_task(self, index: QModelIndex) -> None:
        task = self._model.task_at(index.row())
        if task is not None:
            self.task_asked.emit(task.id)

    def _ask_agency(self, column: int) -> None:
        agency = self._model.agency_at(column)
        if agency is not None:
            self.agency_asked.emit(agency.id)

    def _take_row(self, index: QModelIndex) -> None:
        column = max(len(Fixed), self.cells.currentIndex().column())
        self.cells.setCurrentIndex(self._model.index(index.row(), column))
        self.cells.setFocus()
