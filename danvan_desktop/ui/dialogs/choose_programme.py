"""Which of several programmes is meant."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from danvan_desktop.domain.views import ProgrammeView
from danvan_desktop.ui.dialogs.frame import Dialog
from danvan_desktop.ui.wording import count_text


class ChooseProgramme(Dialog):
    """`chosen` carries the id of the programme."""

    chosen = Signal(str)

    def __init__(self, programmes: Sequence[ProgrammeView], current: str, parent: QWidget | None) -> None:
        super().__init__("Chọn chương trình để xuất", parent)
        self.list = QListWidget(self)
        self.list.setAccessibleName("Các chương trình trong sổ")
        self.list.setWordWrap(True)
        for programme in programmes:
            title = programme.title or programme.type or "Chương trình chưa có tên"
            item = QListWidgetItem(f"{title} ({count_text(programme.tasks, 'nhiệm vụ')})", self.list)
            item.setData(Qt.ItemDataRole.UserRole, programme.id)
            if programme.id == current or self.list.currentItem() is None:
                self.list.setCurrentItem(item)
        self.list.itemDoubleClicked.connect(self.accept)
        self.add_buttons("&Xuất")
        caption = QLabel("Danh mục được xuất cho &một chương trình:", self)
        caption.setBuddy(self.list)
        column = QVBoxLayout(self)
        column.addWidget(caption)
        column.addWidget(self.list, 1)
        column.addWidget(self.buttons)
        self.spread(88, 20)

    def accept(self) -> None:
        """Go on with the current programme."""
        programme = self.list.currentItem().data(Qt.ItemDataRole.UserRole)
        super().accept()
        self.chosen.emit(programme)
