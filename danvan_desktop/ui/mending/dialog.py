"""Kết quả cứu dữ liệu: how much was saved, and what may lack something."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QListWidget, QVBoxLayout, QWidget

from danvan_desktop.services.safety import Salvaged
from danvan_desktop.ui.dialogs.frame import Dialog
from danvan_desktop.ui.wording import count_text


class SalvagedDialog(Dialog):
    """`open_asked`: the new book is to be opened."""

    open_asked = Signal()

    def __init__(self, done: Salvaged, parent: QWidget | None) -> None:
        super().__init__("Kết quả cứu dữ liệu", parent)
        self._done = done
        about = QLabel("\n".join(salvaged_lines(done)), self)
        about.setWordWrap(True)
        about.setTextFormat(Qt.TextFormat.PlainText)
        about.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        about.setAccessibleName(about.text())
        self.list = QListWidget(self)
        self.list.setAccessibleName("Mục có thể thiếu")
        self.list.addItems(done.incomplete)
        caption = QLabel("Những mục có thể &thiếu lần sửa gần đây, nên xem lại:", self)
        caption.setBuddy(self.list)
        caption.setWordWrap(True)
        self.add_buttons("&Mở sổ cứu được", "Đó&ng").clicked.connect(self.open_asked)
        copy = self.buttons.addButton("&Chép báo cáo", QDialogButtonBox.ButtonRole.ActionRole)
        copy.setAccessibleName("Chép báo cáo")
        copy.clicked.connect(self._copy)
        for button in self.buttons.buttons():
            button.setIcon(QIcon())
        for widget in (caption, self.list):
            widget.setVisible(bool(done.incomplete))
        column = QVBoxLayout(self)
        column.addWidget(about)
        column.addWidget(caption)
        column.addWidget(self.list, 1)
        column.addWidget(self.buttons)
        if done.incomplete:
            self.spread(84, 26)
        else:
            self.fit(84)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText("\n".join([*salvaged_lines(self._done), *self._done.incomplete]))


def salvaged_lines(done: Salvaged) -> Iterator[str]:
    """What the officer should know of a salvage."""
    saved = done.saved
    yield f"Đã cứu được {count_text(saved.changes, 'thay đổi')} vào sổ mới «{done.book.name}», trong cùng thư mục."
    if saved.missing:
        yield f"Còn ít nhất {count_text(saved.missing, 'thay đổi')} không đọc được."
    else:
        yield "Không thấy thiếu thay đổi nào."
    if saved.missing_files:
        yield f"{count_text(saved.missing_files, 'tệp minh chứng')} không đọc được."
    if saved.nameless:
        yield f"{count_text(saved.nameless, 'phiên làm việc')} không còn biết là của ai."
    if not saved.own_year:
        yield "Năm của sổ không đọc được nên lấy năm nay; hãy xem lại những thời gian không ghi năm."
    yield (
        "Mọi thay đổi trong sổ mới đều khớp mã kiểm. Tệp hỏng được giữ nguyên. Nếu có bản sao lưu hoặc sổ trên máy "
        "khác, gộp vào sổ mới để lấy lại phần thiếu."
    )
