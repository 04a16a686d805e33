"""What calls for a look at the task: what its import left doubtful, and what two books disagree on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from danvan_desktop.domain.merging.marking import MARK
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


class ConflictNote(QWidget):
    """What two books disagree on in the task, and `choose`, which leads to the choice; not there without any."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words("", self)
        self._words.setProperty("role", "doubt")
        self.choose = text_button("Xem và chọn…", self)
        self.choose.setAccessibleName("Xem và chọn giữa hai bản")
        self.choose.setToolTip("Mở «Trao đổi dữ liệu» ở chỗ này để chọn bản nào")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(3)
        column.addWidget(self._words)
        column.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def show_conflicts(self, names: str) -> None:
        """Show what they are."""
        self._words.setText(f"{MARK} Hai bên cùng sửa, chưa chọn bản nào: {names}. Giá trị đang hiện chỉ là tạm.")
        self.setVisible(bool(names))

    def said(self) -> str:
        """What is said to be open; nothing where nothing is."""
        return "" if self.isHidden() else self._words.text()
