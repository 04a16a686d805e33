"""Which state the program tells follows from which one the officer set, on one page."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from danvan_desktop.domain.labels import STATE_RULES, STATUS_LABELS, state_label
from danvan_desktop.ui.dialogs.frame import Dialog, scrolled
from danvan_desktop.ui.style import Icons

_SHAPE = 16
_TITLES = ("", "Chương trình báo", "khi cán bộ ghi", "và")
_ABOUT = "Cán bộ chỉ ghi một trong năm trạng thái; phần còn lại chương trình tự tính mỗi ngày từ thời gian và hạn."


class StateLegend(Dialog):
    """A table with a row for each state that is told."""

    def __init__(self, icons: Icons, parent: QWidget) -> None:
        super().__init__("Ý nghĩa các trạng thái", parent)
        about = QLabel(_ABOUT, self)
        about.setWordWrap(True)
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(3, 1)
        for column, title in enumerate(_TITLES):
            heading = QLabel(title, self)
            heading.setProperty("role", "caption")
            grid.addWidget(heading, 0, column)
        for row, (state, statuses, when) in enumerate(STATE_RULES, start=1):
            shape = QLabel(self)
            shape.setPixmap(icons.get(f"state-{state.value}").pixmap(_SHAPE, _SHAPE))
            grid.addWidget(shape, row, 0, Qt.AlignmentFlag.AlignTop)
            set_as = " hoặc ".join(f"«{STATUS_LABELS[status]}»" for status in statuses)
            for column, words in enumerate((state_label(state), set_as, when), start=1):
                label = QLabel(words, self)
                label.setWordWrap(column == len(_TITLES) - 1)
                grid.addWidget(label, row, column, Qt.AlignmentFlag.AlignTop)
        close = self.buttons.addButton("Đón&g", QDialogButtonBox.ButtonRole.RejectRole)
        close.setAccessibleName("Đóng")
        column_of_all = QVBoxLayout(self)
        column_of_all.addWidget(about)
        column_of_all.addWidget(scrolled(grid, self), 1)
        column_of_all.addWidget(self.buttons)
        self.fit(92)
