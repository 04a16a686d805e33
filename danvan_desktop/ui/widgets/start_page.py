"""What the window shows without a book: three things to do first, a sample to try, the books used last."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from danvan_desktop.ui.menus import Command
from danvan_desktop.ui.style import Icons

_STEPS = (
    (Command.IMPORT, "import", "&Nhập danh mục", "đọc danh mục nhiệm vụ từ tệp Word của cơ quan"),
    (Command.NEW, "new-book", "&Tạo sổ mới", "sổ trống cho một năm, có sẵn các cơ quan của xã"),
    (Command.OPEN, "open-book", "&Mở sổ", "sổ đã có trên máy hoặc trên USB"),
)
_WIDTH = 460


class StartPage(QWidget):
    """Emits what the officer chose: a command, or one of the books used last."""

    chosen = Signal(object)
    recent_chosen = Signal(object)

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons = [self._step(icons, *step) for step in _STEPS]
        self._buttons.append(
            self._step(icons, Command.SAMPLE, "sample-book", "Xem sổ &mẫu", "thử trước, xoá lúc nào cũng được")
        )
        self._recent = QVBoxLayout()
        self._recent.setSpacing(2)
        self._recent_title = QLabel("Sổ mở gần đây", self)
        self._recent_title.setProperty("role", "caption")
        column = QVBoxLayout(self)
        column.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        column.addWidget(self._heading())
        column.addSpacing(6)
        for button in self._buttons:
            column.addWidget(button)
        column.addSpacing(10)
        column.addWidget(self._recent_title)
        column.addLayout(self._recent)
        column.addStretch(2)
        self.set_recent(())

    def set_ready(self, ready: bool) -> None:
        """Whether anything can be ordered already."""
        for button in self.findChildren(QPushButton):
            button.setEnabled(ready)

    def set_recent(self, books: Sequence[Path]) -> None:
        """The books used last, newest first."""
        while (item := self._recent.takeAt(0)) is not None:
            item.widget().deleteLater()
        self._recent_title.setVisible(bool(books))
        for book in books:
            button = QPushButton(f"{book.stem}    {book.parent}".replace("&", "&&"), self)
            button.setFlat(True)
            button.setStyleSheet("text-align: left; padding: 3px 6px;")
            button.setFixedWidth(_WIDTH)
            button.setToolTip(str(book))
            button.setAccessibleName(f"Mở sổ {book.stem}")
            button.clicked.connect(lambda _=False, path=book: self.recent_chosen.emit(path))
            self._recent.addWidget(button)

    def _heading(self) -> QLabel:
        heading = QLabel("Bắt đầu từ đâu?", self)
        font = heading.font()
        font.setPointSizeF(font.pointSizeF() * 1.5)
        heading.setFont(font)
        return heading

    def _step(self, icons: Icons, command: Command, icon: str, title: str, hint: str) -> QPushButton:
        button = QPushButton(icons.get(icon), f"{title}\n{hint}", self)
        button.setProperty("role", "big")
        button.setIconSize(QSize(28, 28))
        button.setFixedWidth(_WIDTH)
        button.setAccessibleName(title.replace("&", ""))
        button.setAccessibleDescription(hint)
        button.clicked.connect(lambda: self.chosen.emit(command))
        return button
