"""The matrix on the screen: on the left what stays, on the right the agencies; both scroll up and down as one."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionFocusRect,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from danvan_desktop.domain.records import Role
from danvan_desktop.ui.assignment.headers import AgencyHeader, TaskHeader
from danvan_desktop.ui.assignment.marks import NEXT_ROLE, paint_mark
from danvan_desktop.ui.assignment.model import ROLE, Fixed, MatrixModel
from danvan_desktop.ui.style import tint

_KEYS = {
    "Ctrl+Shift+C": Role.LEAD,
    "Ctrl+Shift+T": Role.IMPLEMENTING,
    "Ctrl+Shift+P": Role.COORDINATING,
    "Del": None,
}
_MENU = (
    ("&Chủ trì", "Ctrl+Shift+C"),
    ("&Thực hiện", "Ctrl+Shift+T"),
    ("&Phối hợp", "Ctrl+Shift+P"),
    ("&Bỏ phần việc", "Del"),
)
_TASK_LETTERS = 40
_LEAST_TASK_LETTERS = 26


class MatrixView(QWidget):
    """`part_chosen` carries (task, agency, role or None); `task_asked` and `agency_asked` an id."""

    part_chosen = Signal(str, str, object)
    task_asked = Signal(str)
    agency_asked = Signal(str)

    def __init__(self, model: MatrixModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._held: tuple[str, str] | None = None
        self.tasks = _Table(model, TaskHeader(), self)
        self.cells = _Cells(model, self)
        self._under = QWidget(self)
        self._lay_out()
        self._connect()
        self._arrange_columns()

    def current(self) -> tuple[str, str] | None:
        """The task and the agency of the current cell."""
        index = self.cells.currentIndex()
        task, agency = self._model.task_at(index.row()), self._model.agency_at(index.column())
        return (task.id, agency.id) if index.isValid() and task and agency else None

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
        self.tasks.setAccessibleName("Nhiệm vụ")
        self.tasks.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.tasks.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.tasks.setItemDelegate(_TaskDelegate(self.cells, self.tasks))
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
        self.cells.horizontalHeader().sectionDoubleClicked.connect(self._ask_agency)
        self.tasks.clicked.connect(self._take_row)
        self.tasks.doubleClicked.connect(self._ask_task)

    def _arrange_columns(self) -> None:
        metrics = self.fontMetrics()
        header = self.cells.horizontalHeader()
        assert isinstance(header, AgencyHeader)
        header.setDefaultSectionSize(header.width_of_section())
        for column in range(self._model.columnCount()):
            self.tasks.setColumnHidden(column, column >= len(Fixed))
            self.cells.setColumnHidden(column, column < len(Fixed))
        letters = min(_TASK_LETTERS, max(_LEAST_TASK_LETTERS, self.width() // metrics.averageCharWidth() // 3))
        widths = (
            metrics.horizontalAdvance("00.00.đ") + 10,
            letters * metrics.averageCharWidth(),
            metrics.horizontalAdvance("00 / 00") + 12,
        )
        for column, width in zip(Fixed, widths, strict=True):
            self.tasks.setColumnWidth(column, width)
        self.tasks.setFixedWidth(sum(widths))
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
        here = self.current()
        if here is not None and self.cells.currentIndex().data(ROLE) is not role:
            self.part_chosen.emit(*here, role)

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


class _Table(QTableView):
    """What both sides have in common."""

    def __init__(self, model: MatrixModel, header: QHeaderView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setHorizontalHeader(header)
        self.setModel(model)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def keyboardSearch(self, search: str) -> None:
        """Nothing: letters are for the search field."""


class _Cells(_Table):
    """The cells of the agencies. `role_asked` carries the part wanted in the current cell; `moved` tells of another."""

    role_asked = Signal(object)
    task_asked = Signal()
    agency_asked = Signal(int)
    moved = Signal()

    def __init__(self, model: MatrixModel, parent: QWidget | None = None) -> None:
        super().__init__(model, AgencyHeader(), parent)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setItemDelegate(_MarkDelegate(self))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._offer)
        self.doubleClicked.connect(lambda index: self.role_asked.emit(NEXT_ROLE[index.data(ROLE)]))

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        super().currentChanged(current, previous)
        self.moved.emit()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _wanted(event)[0]:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        known, role = _wanted(event)
        if not self.currentIndex().isValid():
            super().keyPressEvent(event)
        elif known:
            self.role_asked.emit(role)
        elif event.key() == Qt.Key.Key_Space:
            self.role_asked.emit(NEXT_ROLE[self.currentIndex().data(ROLE)])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.task_asked.emit()
        else:
            super().keyPressEvent(event)

    def menu(self) -> QMenu:
        """What can be done with the current cell."""
        menu = QMenu(self)
        for text, keys in _MENU:
            action = menu.addAction(text)
            action.setShortcut(QKeySequence(keys))
            action.setShortcutVisibleInContextMenu(True)
            action.setCheckable(True)
            action.setChecked(self.currentIndex().data(ROLE) is _KEYS[keys])
            action.triggered.connect(lambda _=False, role=_KEYS[keys]: self.role_asked.emit(role))
        menu.addSeparator()
        column = self.currentIndex().column()
        menu.addAction("&Mở nhiệm vụ").triggered.connect(lambda: self.task_asked.emit())
        menu.addAction("&Xem cơ quan này").triggered.connect(lambda: self.agency_asked.emit(column))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _offer(self, place: QPoint) -> None:
        if self.currentIndex().isValid():
            self.menu().popup(self.viewport().mapToGlobal(place))


class _MarkDelegate(QStyledItemDelegate):
    """The mark in the middle of its cell; row and column of the current cell are tinted."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        view = option.widget
        if not isinstance(view, _Cells):
            return
        current, palette = view.currentIndex(), option.palette
        here = current.isValid() and (current.row() == index.row()) and (current.column() == index.column())
        crossing = current.isValid() and (current.row() == index.row() or current.column() == index.column())
        if crossing:
            painter.fillRect(option.rect, tint(palette, palette.color(QPalette.ColorRole.Highlight), 0.4 * here + 0.09))
        role = index.data(ROLE)
        if role is not None:
            size = option.fontMetrics.height() * 0.86
            text = palette.color(QPalette.ColorRole.Text)
            paint_mark(painter, role, QPointF(option.rect.center()) + QPointF(0.5, 0.5), size, text)
        if here and view.hasFocus():
            frame = QStyleOptionFocusRect()
            frame.initFrom(view)
            frame.rect = option.rect.adjusted(1, 1, -1, -1)
            view.style().drawPrimitive(QStyle.PrimitiveElement.PE_FrameFocusRect, frame, painter, view)


class _TaskDelegate(QStyledItemDelegate):
    """The task of the current cell is tinted, as its row is."""

    def __init__(self, cells: _Cells, parent: QWidget) -> None:
        super().__init__(parent)
        self._cells = cells

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        if self._cells.currentIndex().isValid() and self._cells.currentIndex().row() == index.row():
            option.backgroundBrush = tint(option.palette, option.palette.color(QPalette.ColorRole.Highlight), 0.2)


def _wanted(event: QKeyEvent) -> tuple[bool, Role | None]:
    """Whether a key asks for a part, and for which."""
    pressed = QKeySequence(event.keyCombination()).toString(QKeySequence.SequenceFormat.PortableText)
    return pressed in _KEYS, _KEYS.get(pressed)
