"""The document on the left: its lines, what was made of each, and those of the current task.

What made no task can be shown alone, so that nothing of the document is passed over unseen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPalette
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from danvan_desktop.domain.review import LineUse, SourceLine
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
    """`chosen` carries the place in the draft of the task that stands in the line that was chosen."""

    chosen = Signal(int)

    def __init__(self, lines: Sequence[SourceLine], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = lines
        caption = QLabel("&Văn bản", self)
        self.shown = QuietComboBox(self)
        self.shown.setAccessibleName("Những dòng nào của văn bản gốc")
        self.shown.setSizeAdjustPolicy(QuietComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for title, uses in _choices(lines):
            self.shown.addItem(title, uses)
        self.list = _Lines(self)
        self.list.setAccessibleName("Văn bản gốc: các dòng")
        caption.setBuddy(self.list)
        for line in lines:
            item = QListWidgetItem(_as_shown(line.text), self.list)
            item.setData(_USE, line.use)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{_WORDS[line.use]}: {line.text}")
            item.setToolTip(_WORDS[line.use].capitalize())
        self.list.currentRowChanged.connect(self._choose)
        self.shown.currentIndexChanged.connect(self._filter)
        above = QHBoxLayout()
        above.addWidget(caption)
        above.addWidget(self.shown, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(above)
        column.addWidget(self.list, 1)

    def show_task(self, place: int) -> None:
        """Mark the lines of a task of the draft, and bring them into sight."""
        marked = [line for line, held in enumerate(self._lines) if place in held.tasks]
        self.list.mark(marked)
        if marked and self.list.currentRow() not in marked:
            with QSignalBlocker(self.list):
                self.list.setCurrentRow(marked[0])
        for line in (*marked[-1:], *marked[:1]):
            self.list.scrollToItem(self.list.item(line))

    def _filter(self) -> None:
        uses = self.shown.currentData()
        for line, held in enumerate(self._lines):
            self.list.setRowHidden(line, bool(uses) and held.use not in uses)

    def _choose(self, line: int) -> None:
        if line >= 0 and self._lines[line].tasks:
            self.chosen.emit(self._lines[line].tasks[0])


class _Lines(QListWidget):
    """Wrapped lines, each with the shape of its use in front."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.marked: frozenset[int] = frozenset()
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


def _choices(lines: Sequence[SourceLine]) -> Iterator[tuple[str, list[str]]]:
    """What can be shown, with its number of lines: all, all that made no task, each use."""
    counts = Counter(line.use for line in lines)
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
