"""The places of the window at its left side, with how much there is in each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QIcon, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from danvan_desktop.ui.places.place import Place, Shortcut
from danvan_desktop.ui.style import Icons, state_colour, tint
from danvan_desktop.ui.wording import number_text

_COUNT = Qt.ItemDataRole.UserRole
_SHOWN_FROM = 1


@dataclass(frozen=True, slots=True)
class _Line:
    """One line: where it leads, its text, its icon."""

    key: Place | Shortcut
    text: str
    icon: str


# The order of the lines is the order of the rows: Qt gives an enumeration of texts back as a bare text.
_LINES = (
    _Line(Place.OVERVIEW, "Tổng quan", "overview"),
    _Line(Place.TASKS, "Danh mục nhiệm vụ", "tasks"),
    _Line(Shortcut.OVERDUE, "Quá hạn", "state-overdue"),
    _Line(Shortcut.SOON, "Đến hạn 30 ngày", "soon"),
    _Line(Shortcut.NOBODY, "Chưa có chủ trì", "nobody"),
    _Line(Shortcut.UNCLEAR, "Thời gian chưa rõ", "unclear"),
    _Line(Place.CALENDAR, "Lịch thời hạn", "calendar"),
    _Line(Place.ASSIGNMENT, "Phân công", "assignment"),
    _Line(Place.AGENCIES, "Cơ quan", "agencies"),
    _Line(Place.EXCHANGE, "Trao đổi dữ liệu", "exchange"),
)


class Navigation(QListWidget):
    """`place_chosen` carries a place, `shortcut_chosen` a list of the catalogue."""

    place_chosen = Signal(object)
    shortcut_chosen = Signal(object)

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("navigation")
        self.setAccessibleName("Các phần của sổ")
        self.setItemDelegate(_LineDelegate(self))
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._items: dict[Place | Shortcut, QListWidgetItem] = {}
        for line in _LINES:
            item = QListWidgetItem(icons.shape(line.icon), line.text, self)
            item.setToolTip(line.text)
            self._items[line.key] = item
        self._fit()
        self.itemClicked.connect(self._go)
        self.itemActivated.connect(self._go)

    def show_place(self, key: Place | Shortcut) -> None:
        """Mark where the officer is."""
        self.setCurrentItem(self._items[key])

    def set_counts(self, counts: Mapping[Place | Shortcut, int]) -> None:
        """How many there are, by line; shortcuts with nothing in them are put away."""
        for key, item in self._items.items():
            count = counts.get(key, 0)
            item.setData(_COUNT, count)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{item.text()} {count}" if count else item.text())
            if isinstance(key, Shortcut):
                item.setHidden(count < _SHOWN_FROM)
        self._fit()

    def count_of(self, key: Place | Shortcut) -> int:
        """The number beside a line."""
        return int(self._items[key].data(_COUNT) or 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.currentItem() is not None:
            self._go(self.currentItem())
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Nothing: letters lead nowhere."""

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_items"):
            self._fit()

    def _go(self, item: QListWidgetItem) -> None:
        key = _LINES[self.row(item)].key
        (self.place_chosen if isinstance(key, Place) else self.shortcut_chosen).emit(key)

    def _fit(self) -> None:
        """As wide as its longest line, each with its number, of three figures at least."""
        metrics = self.fontMetrics()
        longest = max(
            metrics.horizontalAdvance(f"{item.text()} {number_text(self.count_of(key)):0>3}")
            + _indent(key, metrics.height())
            for key, item in self._items.items()
        )
        self.setFixedWidth(longest + int(2.4 * metrics.height()))


def _indent(key: Place | Shortcut, height: int) -> int:
    return height if isinstance(key, Shortcut) else 0


def _mark(painter: QPainter, option: QStyleOptionViewItem) -> None:
    """Where the officer is: a tinted line with a bar before it, so that words and icons on it stay readable."""
    colour = option.palette.color(QPalette.ColorRole.Highlight)
    painter.fillRect(option.rect, tint(option.palette, colour, 0.28))
    painter.fillRect(QRect(option.rect.topLeft(), QSize(3, option.rect.height())), colour)
    if option.state & QStyle.StateFlag.State_HasFocus:
        painter.setPen(colour)
        painter.drawRect(option.rect.adjusted(0, 0, -1, -1))


class _LineDelegate(QStyledItemDelegate):
    """A line: icon, text, and its number at the right end; what is late is red and bold."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        height = option.fontMetrics.height()
        return QSize(6 * height, height + max(8, height // 2))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        painter.save()
        self.initStyleOption(option, index)
        text, icon = option.text, QIcon(option.icon)
        if option.state & QStyle.StateFlag.State_Selected:
            _mark(painter, option)
        height = option.fontMetrics.height()
        key, count = _LINES[index.row()].key, index.data(_COUNT) or 0
        left = option.rect.left() + height // 2 + _indent(key, height)
        side = min(height, 26)
        icon.paint(painter, QRect(left, option.rect.center().y() - side // 2, side, side))
        line = option.rect.adjusted(left - option.rect.left() + side + height // 3, 0, -height // 3, 0)
        painter.setPen(option.palette.color(QPalette.ColorRole.Text))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        if count:
            font = QFont(option.font)
            font.setBold(key is Shortcut.OVERDUE)
            painter.setFont(font)
            if key is Shortcut.OVERDUE:
                painter.setPen(state_colour("overdue", option.palette))
            number = number_text(count)
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, number)
        painter.restore()
