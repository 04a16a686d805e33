"""Where a file goes: one of the sticks that are there now, or a folder of the officer's choice."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from danvan_desktop.domain.text import size_text
from danvan_desktop.services.travel import Stick
from danvan_desktop.ui.widgets.quiet import QuietComboBox

_NONE = "Chưa thấy USB"


class PlaceRow(QWidget):
    """`look_again` and `folder_asked` are orders; `changed` tells of another choice."""

    look_again = Signal()
    folder_asked = Signal()
    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder: Path | None = None
        self.box = QuietComboBox(self)
        self.box.setAccessibleName("Nơi ghi")
        self.box.setSizeAdjustPolicy(QuietComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(14)
        self.again = QPushButton("Tìm &lại", self)
        self.again.setAccessibleName("Tìm lại USB")
        self.folder = QPushButton("Chọn thư mụ&c…", self)
        self.folder.setAccessibleName("Chọn thư mục")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.box, 1)
        for button in (self.again, self.folder):
            button.setAutoDefault(False)
            row.addWidget(button)
        self.setFocusProxy(self.box)
        self.again.clicked.connect(self.look_again)
        self.folder.clicked.connect(self.folder_asked)
        self.box.currentIndexChanged.connect(self.changed)

    def show_sticks(self, sticks: Sequence[Stick], folder: Path | None = None) -> None:
        """The sticks that are there, and the folder that served last time; what was chosen stays chosen if it still is
        there."""
        held = self.chosen()
        self._folder = self._folder or folder
        self.box.blockSignals(True)
        self.box.clear()
        for stick in sticks:
            name = stick.name if "usb" in stick.name.lower() else f"USB {stick.name}"
            self.box.addItem(f"{name}, còn trống {size_text(stick.free)}", stick.root)
        if self._folder is not None:
            self.box.addItem(str(self._folder), self._folder)
        if not self.box.count():
            self.box.addItem(_NONE, None)
        places = [self.box.itemData(place) for place in range(self.box.count())]
        self.box.setCurrentIndex(places.index(held) if held in places else 0)
        self.box.blockSignals(False)
        self.changed.emit()

    def take_folder(self, folder: Path) -> None:
        """Offer a folder beside the sticks, and choose it."""
        self._folder = folder
        place = self.box.findText(_NONE)
        if place >= 0:
            self.box.removeItem(place)
        self.box.addItem(str(folder), folder)
        self.box.setCurrentIndex(self.box.count() - 1)

    def chosen(self) -> Path | None:
        """Where it goes, None while there is no such place."""
        held = self.box.currentData()
        return held if isinstance(held, Path) else None
