"""What the window shows without a book: the books used last, what to do without one, a sample to try."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QShowEvent
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from danvan_desktop.ui.menus import Command
from danvan_desktop.ui.style import Icons

_STEPS = (
    (Command.IMPORT, "import", "&Nhập danh mục", "đọc danh mục nhiệm vụ từ văn bản của cơ quan"),
    (Command.NEW, "new-book", "&Tạo sổ mới", "sổ trống cho một năm, có sẵn các cơ quan của xã"),
    (Command.OPEN, "open-book", "&Mở sổ", "sổ đã có trên máy hoặc trên USB"),
    (Command.SAMPLE, "sample-book", "Xem sổ mẫ&u", "thử trước, xóa lúc nào cũng được"),
)
_LETTERS = 74
_RECENT_SHOWN = 4
_ENTRY = """
QPushButton { text-align: left; padding: 4px 6px; border: 1px solid transparent; border-radius: 3px; }
QPushButton:hover { background: palette(midlight); }
QPushButton:focus { border-color: palette(highlight); background: palette(base); }
"""


_AWAY = "không thấy tệp ở đó"
_ICON, _AROUND = 24, 60


def shortened(folder: Path, metrics: QFontMetrics, room: int) -> str:
    """A folder by its end, in so many pixels: every folder of the account begins alike."""
    return metrics.elidedText(str(folder), Qt.TextElideMode.ElideLeft, room)


class StartPage(QScrollArea):
    """Emits what the officer chose: a command, or one of the books used last."""

    chosen = Signal(object)
    recent_chosen = Signal(object)

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("Bắt đầu")
        self._icons = icons
        self._ready = False
        self._books: Sequence[Path] = ()
        self._recalled: Mapping[str, str] = {}
        self._away: frozenset[Path] = frozenset()
        self._body = QWidget(self)
        self.setWidget(self._body)
        self._heading = QLabel("Bắt đầu từ đâu?", self._body)
        self._recent_title = QLabel("Mở tiếp sổ gần đây", self._body)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(2)
        column = QVBoxLayout(self._body)
        column.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        column.addWidget(self._recent_title)
        column.addLayout(self._recent)
        column.addSpacing(10)
        column.addWidget(self._heading)
        self._steps = [self._step(*step) for step in _STEPS]
        self._buttons = self._steps
        for button in self._steps:
            column.addWidget(button)
        column.addStretch(2)
        self._measure()
        self.set_recent((), {})

    def set_ready(self, ready: bool) -> None:
        """Whether anything can be ordered already."""
        self._ready = ready
        for button in self._body.findChildren(QPushButton):
            button.setEnabled(ready)
        self._begin_at_first()

    def set_recent(self, books: Sequence[Path], recalled: Mapping[str, str]) -> None:
        """The books used last, newest first, with what is known of each."""
        self._books, self._recalled = books[:_RECENT_SHOWN], recalled
        held = self.window().focusWidget()
        at = self._buttons.index(held) if held in self._buttons else 0
        while (item := self._recent.takeAt(0)) is not None:
            item.widget().deleteLater()
        self._recent_title.setVisible(bool(books))
        buttons = [self._entry(book) for book in self._books]
        for button in buttons:
            self._recent.addWidget(button)
        self._buttons = [*buttons, *self._steps]
        for before, after in pairwise(self._buttons):
            self.setTabOrder(before, after)
        if held not in self._buttons:
            self._begin_at(at)

    def say_away(self, away: frozenset[Path]) -> None:
        """Mark the books that cannot be found now."""
        if away != self._away:
            self._away = away
            self.set_recent(self._books, self._recalled)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._begin_at_first()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._measure()
            self.set_recent(self._books, self._recalled)

    def _begin_at_first(self) -> None:
        """The keyboard stands on the first button, unless it stands on another one already."""
        if self.window().focusWidget() not in self._buttons:
            self._begin_at(0)

    def _begin_at(self, place: int) -> None:
        if self.isVisible() and self._ready:
            button = self._buttons[min(place, len(self._buttons) - 1)]
            button.show()  # one that was just made is hidden still, and could not take the keyboard
            button.setFocus()

    def _measure(self) -> None:
        """Everything follows the size of the letters."""
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * 1.4)
        for title in (self._heading, self._recent_title):
            title.setFont(font)
        for button in self._steps:
            button.setFixedWidth(self._width())

    def _width(self) -> int:
        return _LETTERS * self.fontMetrics().averageCharWidth()

    def _entry(self, book: Path) -> QPushButton:
        away = book in self._away
        what, _, opened = self._recalled.get(str(book), "").partition(" · ")
        first = " – ".join(part for part in (book.stem, what if what != book.stem else "") if part)
        metrics, room = self.fontMetrics(), self._width() - _AROUND
        begins = f"{_AWAY if away else opened} · " if away or opened else ""
        second = begins + shortened(book.parent, metrics, room - metrics.horizontalAdvance(begins))
        lines = metrics.elidedText(first, Qt.TextElideMode.ElideMiddle, room), second
        icon = self._icons.get("book-away" if away else "sample-book")
        button = QPushButton(icon, "\n".join(lines).replace("&", "&&"), self._body)
        button.setIconSize(QSize(_ICON, _ICON))
        button.setAccessibleDescription(second)
        button.setFlat(True)
        button.setAutoDefault(True)
        button.setStyleSheet(_ENTRY)
        button.setFixedWidth(self._width())
        button.setToolTip(str(book))
        button.setAccessibleName(f"Mở sổ {book.stem}")
        button.setEnabled(self._ready)
        button.clicked.connect(lambda _=False, path=book: self.recent_chosen.emit(path))
        return button

    def _step(self, command: Command, icon: str, title: str, hint: str) -> QPushButton:
        button = QPushButton(self._icons.get(icon), f"{title}\n{hint}", self._body)
        button.setProperty("role", "big")
        button.setIconSize(QSize(28, 28))
        button.setAutoDefault(True)
        button.setAccessibleName(title.replace("&", ""))
        button.setAccessibleDescription(hint)
        button.clicked.connect(lambda: self.chosen.emit(command))
        return button
