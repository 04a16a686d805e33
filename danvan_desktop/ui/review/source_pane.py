"""The document on the left: its lines, what was made of each, and those of the current task.

What made no task can be shown alone, so that nothing of the document is passed over unseen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeySequence, QPainter, QPalette, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from danvan_desktop.domain.review import Becomes, LineUse, Sheet, SourceLine, line_of
from danvan_desktop.ui.style import doubt_colour, muted, tint
from danvan_desktop.ui.widgets.quiet import QuietComboBox

_SHAPES: Final = MappingProxyType(
    {
        LineUse.TASK: "■",
        LineUse.HEADING: "▸",
        LineUse.KEPT: "□",
        LineUse.REPORT: "◇",
        LineUse.LEFT: "?",
        LineUse.PLAIN: "",
    }
)
_WORDS: Final = MappingProxyType(
    {
        LineUse.TASK: "thành nhiệm vụ",
        LineUse.HEADING: "nhóm",
        LineUse.KEPT: "định hướng, trách nhiệm",
        LineUse.REPORT: "chế độ báo cáo",
        LineUse.LEFT: "chưa hiểu",
        LineUse.PLAIN: "phần khác của văn bản",
    }
)
_NO_TASK: Final = (LineUse.KEPT, LineUse.REPORT, LineUse.LEFT, LineUse.PLAIN)
_USE = Qt.ItemDataRole.UserRole
_NUMBER_LETTERS = 6
"""A first cell of a table row that is no longer than this is a number."""
_WRAPPED = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
_Index = QModelIndex | QPersistentModelIndex


class SourcePane(QWidget):
    """`chosen` carries the line that was chosen; `menu` says what it is to be, `menu_asked` asks to fill it first."""

    chosen = Signal(int)
    menu_asked = Signal(int)

    def __init__(self, lines: Sequence[SourceLine], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = lines
        self._uses = [line.use for line in lines]
        self.menu = QMenu(self)
        self.menu.aboutToShow.connect(lambda: self.menu_asked.emit(self.list.currentRow()))
        self.use = QPushButton("&Dùng dòng này", self)
        self.use.setAccessibleName("Dùng dòng này: thành nhiệm vụ, nhóm, hoặc một mục của nhiệm vụ")
        self.use.setToolTip("Dòng đang chọn là nhiệm vụ, là nhóm, hoặc là một mục của nhiệm vụ đang xem (↵)")
        self.use.setAutoDefault(False)
        self.use.setMenu(self.menu)
        caption = QLabel("&Văn bản", self)
        self.shown = QuietComboBox(self)
        self.shown.setAccessibleName("Những dòng nào của văn bản gốc")
        self.shown.setSizeAdjustPolicy(QuietComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._fill_choices()
        self.list = _Lines(self)
        self.list.setAccessibleName("Văn bản gốc: các dòng")
        caption.setBuddy(self.list)
        for line in lines:
            item = QListWidgetItem(_as_shown(line.text), self.list)
            _tell_use(item, line.use, line.text)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._show_menu)
        for keys in ("Return", "Enter"):
            shortcut = QShortcut(QKeySequence(keys), self.list)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(self._show_menu)
        self.list.currentRowChanged.connect(self._choose)
        self.shown.currentIndexChanged.connect(self._filter)
        above = QHBoxLayout()
        above.addWidget(caption)
        above.addWidget(self.shown, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(above)
        column.addWidget(self.list, 1)
        column.addWidget(self.use)

    def show_uses(self, made: Mapping[int, LineUse]) -> None:
        """Say what the officer made of lines; the others are what the recogniser made of them."""
        uses = [made.get(line, held.use) for line, held in enumerate(self._lines)]
        if uses == self._uses:
            return
        for line, use in enumerate(uses):
            if use != self._uses[line]:
                _tell_use(self.list.item(line), use, self._lines[line].text)
        self._uses = uses
        self._fill_choices()
        self._filter()

    def lines_of(self, task: int) -> list[int]:
        """The lines that say something of a task of the draft."""
        return [line for line, held in enumerate(self._lines) if task in held.tasks]

    def show_lines(self, marked: Sequence[int]) -> None:
        """Mark the lines of a row, and bring them into sight."""
        self.list.mark(marked)
        if marked and self.list.currentRow() not in marked:
            with QSignalBlocker(self.list):
                self.list.setCurrentRow(marked[0])
        for line in (*marked[-1:], *marked[:1]):
            self.list.scrollToItem(self.list.item(line))

    def _fill_choices(self) -> None:
        held = self.shown.currentData()
        with QSignalBlocker(self.shown):
            self.shown.clear()
            for title, uses in _choices(self._uses):
                self.shown.addItem(title, uses)
            same = (at for at in range(self.shown.count()) if self.shown.itemData(at) == held)
            self.shown.setCurrentIndex(next(same, 0))

    def _filter(self) -> None:
        uses = self.shown.currentData()
        for line, use in enumerate(self._uses):
            self.list.setRowHidden(line, bool(uses) and use not in uses)

    def _choose(self, line: int) -> None:
        if line >= 0:
            self.chosen.emit(line)

    def _show_menu(self) -> None:
        if self.list.currentRow() >= 0:
            below = self.list.visualItemRect(self.list.currentItem()).bottomLeft()
            self.menu.popup(self.list.viewport().mapToGlobal(below))


class _Lines(QListWidget):
    """Wrapped lines, each with the shape of its use in front."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.marked: frozenset[int] = frozenset()
        self.setObjectName("source")
        self.setItemDelegate(_LineDelegate(self))
        self.setWordWrap(True)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)

    def mark(self, lines: Sequence[int]) -> None:
        """These lines belong to the current task."""
        self.marked = frozenset(lines)
        self.viewport().update()


class _LineDelegate(QStyledItemDelegate):
    def __init__(self, view: _Lines) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        self.initStyleOption(option, index)
        gutter = _gutter(option)
        width = self._view.viewport().width()
        wanted = QRect(0, 0, width - gutter - 6, 100_000)
        height = option.fontMetrics.boundingRect(wanted, _WRAPPED, index.data()).height()
        return QSize(width, height + 6)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        use, palette = LineUse(index.data(_USE)), option.palette
        rect, gutter = option.rect, _gutter(option)
        painter.save()
        if index.row() in self._view.marked:
            painter.fillRect(rect, tint(palette, palette.highlight().color(), 0.28))
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), palette.highlight())
        painter.setPen(_colour(use, palette))
        painter.drawText(
            QRect(rect.left(), rect.top() + 3, gutter, rect.height()),
            int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop),
            _SHAPES[use],
        )
        painter.setPen(muted(palette) if use in (LineUse.PLAIN, LineUse.KEPT) else palette.text().color())
        painter.drawText(rect.adjusted(gutter, 3, -6, -3), _WRAPPED, index.data())
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(palette.highlight().color())
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
        painter.restore()


def _gutter(option: QStyleOptionViewItem) -> int:
    return 2 * option.fontMetrics.averageCharWidth() + 8


def _colour(use: LineUse, palette: QPalette) -> QColor:
    return doubt_colour(palette) if use is LineUse.LEFT else palette.highlight().color()


def _tell_use(item: QListWidgetItem, use: LineUse, text: str) -> None:
    item.setData(_USE, use)
    item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{_WORDS[use]}: {text}")
    item.setToolTip(_WORDS[use].capitalize())


def _choices(lines: Sequence[LineUse]) -> Iterator[tuple[str, list[str]]]:
    """What can be shown, with its number of lines: all, all that made no task, each use."""
    counts = Counter(lines)
    yield f"tất cả: {len(lines)} dòng", []
    rest = sum(counts[use] for use in _NO_TASK)
    if rest:
        yield f"không thành nhiệm vụ: {rest}", [use.value for use in _NO_TASK]
    for use in LineUse:
        if counts[use]:
            yield f"{_SHAPES[use]} {_WORDS[use]}: {counts[use]}".strip(), [use.value]


def _as_shown(text: str) -> str:
    """A row of a table: its number and first text, and the other cells in a line of their own below."""
    number, bar, rest = text.partition(" | ")
    if not bar:
        return text
    if len(number) <= _NUMBER_LETTERS:
        first, _, rest = rest.partition(" | ")
        number = f"{number}  {first}"
    return f"{number}\n{rest.replace(' | ', ' ┆ ')}".strip()


def made_of_lines(sheet: Sheet) -> dict[int, LineUse]:
    """What the officer made of lines of the document."""
    uses = {Becomes.TASK: LineUse.TASK, Becomes.GROUP: LineUse.HEADING, Becomes.NOTHING: LineUse.PLAIN}
    made = {row.line: uses.get(row.becomes, LineUse.KEPT) for row in sheet.rows if row.line is not None}
    for row in sheet.rows:
        line = line_of(sheet, row) if row.becomes is not Becomes.TASK and row.line is None else None
        if line is not None:
            made[line] = uses.get(row.becomes, LineUse.KEPT)
    return made
