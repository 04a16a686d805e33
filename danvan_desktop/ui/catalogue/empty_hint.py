"""What stands where the list would be when there is nothing to list."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget


class EmptyHint(QWidget):
    """Why the list is empty, and what to do."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = QLabel(self)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self.import_button = QPushButton("Nhập &danh mục từ tệp…", self)
        self.import_button.setAccessibleName("Nhập danh mục từ tệp")
        self.clear_button = QPushButton("&Hiện tất cả nhiệm vụ", self)
        self.clear_button.setAccessibleName("Hiện tất cả nhiệm vụ")
        self.add_button = QPushButton("Thê&m nhiệm vụ", self)
        self.add_button.setAccessibleName("Thêm nhiệm vụ")
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addWidget(self._words)
        column.addSpacing(8)
        for button in (self.import_button, self.add_button, self.clear_button):
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)

    def explain(self, words: str, *, narrowed: bool, done: str = "") -> None:
        """Why there is nothing: the words, what was to be done and is (`done`), the filter, or an empty book."""
        if words.strip():
            self._words.setText(f"Không có nhiệm vụ nào chứa «{words.strip()}».")
        elif narrowed and done:
            self._words.setText(done)
        elif narrowed:
            self._words.setText("Không có nhiệm vụ nào như bộ lọc đang chọn.")
        else:
            self._words.setText("Sổ chưa có nhiệm vụ nào.\nNhập danh mục của cơ quan, hoặc kéo tệp thả vào đây.")
        self.import_button.setVisible(not narrowed)
        self.add_button.setVisible(not narrowed)
        self.clear_button.setVisible(narrowed)
