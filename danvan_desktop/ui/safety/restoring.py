"""Khôi phục từ bản sao lưu: which backup, what it holds, what restoring it would change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from danvan_desktop.domain.text import size_text
from danvan_desktop.services.safety import BackupState
from danvan_desktop.ui.dialogs.frame import Dialog
from danvan_desktop.ui.wording import count_text, hour_text

_PATH = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class FoundBackup:
    """A dated backup: where it is, when it was made, how large it is, and whether it lies in the second place."""

    path: Path
    made: datetime
    size: int
    second: bool = False


class RestoreDialog(Dialog):
    """`looked_at` asks for the state of a backup, answered by `show_state`; `file_asked` for a file elsewhere;
    `chosen` carries the path of the backup to restore."""

    looked_at = Signal(object)
    file_asked = Signal()
    chosen = Signal(object)

    def __init__(self, book: Path, backups: Sequence[FoundBackup], parent: QWidget | None) -> None:
        super().__init__("Khôi phục từ bản sao lưu", parent)
        self._states: dict[Path, BackupState] = {}
        self.list = QListWidget(self)
        self.list.setAccessibleName("Các bản sao lưu, mới nhất ở trên")
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._about = QLabel(self)
        self._about.setWordWrap(True)
        self._about.setTextFormat(Qt.TextFormat.PlainText)
        self._about.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._restore = self.add_buttons("&Khôi phục…", "Đó&ng")
        other = self.buttons.addButton("Chọn &tệp khác…", QDialogButtonBox.ButtonRole.ActionRole)
        other.setAccessibleName("Chọn tệp khác")
        other.clicked.connect(self.file_asked)
        for button in self.buttons.buttons():
            button.setIcon(QIcon())
        self._lay_out(book)
        for held in backups:
            size = size_text(held.size)
            note = f"{size}, thư mục thứ hai" if held.second else size
            self._add(held.path, f"{held.made:%d/%m/%Y}  {hour_text(held.made)}   ({note})")
        self.list.currentItemChanged.connect(lambda *_: self._look())
        self._say()

    def begin(self) -> None:
        """Choose the newest backup and look at it."""
        self.list.setCurrentRow(0)

    def add_file(self, path: Path) -> None:
        """Offer a file that lies elsewhere, and look at it."""
        self.list.setCurrentItem(self._add(path, f"{path.name}   ({path.parent})"))

    def show_state(self, state: BackupState) -> None:
        """What was found of a backup."""
        self._states[state.path] = state
        self._say()

    def accept(self) -> None:
        """Hand over the backup; the dialog stays until the officer has confirmed."""
        path = self._current()
        if path is not None and self._restore.isEnabled():
            self.chosen.emit(path)

    def about(self) -> str:
        """What is said of the backup that is chosen."""
        return self._about.text()

    def _add(self, path: Path, words: str) -> QListWidgetItem:
        item = QListWidgetItem(words, self.list)
        item.setData(_PATH, str(path))
        item.setToolTip(str(path))
        return item

    def _current(self) -> Path | None:
        item = self.list.currentItem()
        return Path(item.data(_PATH)) if item is not None else None

    def _look(self) -> None:
        path = self._current()
        if path is not None and path not in self._states:
            self.looked_at.emit(path)
        self._say()

    def _say(self) -> None:
        path = self._current()
        state = self._states.get(path) if path is not None else None
        self._restore.setEnabled(state is not None and state.sound and not _is_the_book(state))
        if path is None:
            text = "Chưa có bản sao lưu nào trong thư mục của sổ này. Nếu có bản chép ở nơi khác, bấm «Chọn tệp khác…»."
        elif state is None:
            text = "Đang kiểm tra bản sao lưu…"
        else:
            text = state_text(state)
        self._about.setText(text)
        self._about.setAccessibleName(text)

    def _lay_out(self, book: Path) -> None:
        caption = QLabel(f"Sổ «{book.stem}» trở lại như lúc sao lưu:", self)
        caption.setTextFormat(Qt.TextFormat.PlainText)
        caption.setWordWrap(True)
        column = QVBoxLayout(self)
        column.addWidget(caption)
        column.addWidget(self.list, 1)
        column.addWidget(self._about)
        column.addWidget(self.buttons)
        self._about.setMinimumHeight(5 * self.fontMetrics().lineSpacing())
        self.spread(82, 26)


def _is_the_book(state: BackupState) -> bool:
    return state.difference is not None and state.difference.is_none


def state_text(state: BackupState) -> str:
    """What the officer should know of a backup before restoring it."""
    if not state.sound:
        return "Bản này không mở được hoặc đã hỏng nên không khôi phục được. Sổ không thay đổi; hãy chọn bản khác."
    said = [f"Đã kiểm tra: bản này nguyên vẹn, có {count_text(state.tasks, 'nhiệm vụ')}."]
    found = state.difference
    if _is_the_book(state):
        said.append("Sổ bây giờ giống hệt bản này: không có gì phải khôi phục.")
    elif found is not None:
        parts = ((found.changing, "thay đổi"), (found.returning, "có lại"), (found.going, "không còn"))
        tasks = ", ".join(f"{count_text(number, 'nhiệm vụ')} {word}" for number, word in parts if number)
        said.append(f"Nếu khôi phục: {tasks}." if tasks else "Nếu khôi phục: không nhiệm vụ nào thay đổi.")
        said.append(
            f"Từ lúc sao lưu đến nay sổ có thêm {count_text(found.since, 'việc đã làm')}; chúng vẫn nằm trong lịch sử."
        )
    return "\n".join(said)
