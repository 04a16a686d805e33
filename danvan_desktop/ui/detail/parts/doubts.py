"""What the import of the task left to be looked at, with the button that says that it has been."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from danvan_desktop.ui.detail.parts.fold import text_button, words


class DoubtNote(QWidget):
    """The sentences, and `seen` under them; not there for a task without doubts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words("", self)
        self._words.setProperty("role", "doubt")
        self.seen = text_button("Đã xem", self)
        self.seen.setAccessibleName("Đã xem chỗ cần xem lại")
        self.seen.setToolTip("Nhiệm vụ này không còn chỗ nào cần xem lại (Ctrl+M)")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(3)
        column.addWidget(words("Cần xem lại từ lần nhập", self, quiet=True))
        column.addWidget(self._words)
        column.addWidget(self.seen, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def show_doubts(self, doubts: Sequence[str], editable: bool) -> None:
        """Show these; the button is not there in a book that is only read."""
        self._words.setText("\n".join(f"▲ {doubt}" for doubt in doubts))
        self.seen.setVisible(editable)
        self.setVisible(bool(doubts))

    def said(self) -> str:
        """What is said to be doubtful; nothing where nothing is."""
        return "" if self.isHidden() else self._words.text()
