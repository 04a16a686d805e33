"""Thư mục sao lưu thứ hai: another disk, a stick or a folder of the network that gets a copy of every backup."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QDialogButtonBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from danvan_desktop.ui.commands.desk import Desk
from danvan_desktop.ui.commands.keeping import KeepingCommands
from danvan_desktop.ui.dialogs.frame import Dialog
from danvan_desktop.ui.menus import Command
from danvan_desktop.ui.surroundings import FileQuestion

_WORDS = (
    "Mỗi bản sao lưu được chép thêm sang đây và kiểm tra lại, phòng khi ổ đĩa của máy hỏng. Nên chọn ổ đĩa khác, USB "
    "để lâu ở máy, hoặc thư mục mạng. Khi không thấy thư mục này, bản sao lưu thứ nhất vẫn làm bình thường."
)


class SecondPlaceDialog(Dialog):
    """`choose_asked`: another folder is to be chosen; `dropped`: none is wanted any more; `copy_asked`: copy now."""

    choose_asked = Signal()
    dropped = Signal()
    copy_asked = Signal()

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__("Thư mục sao lưu thứ hai", parent)
        self._place = self._label("Thư mục sao lưu thứ hai")
        self._about = self._label("Tình trạng")
        words = self._label("Giải thích")
        words.setText(_WORDS)
        words.setProperty("role", "caption")
        self.choose = QPushButton("&Chọn thư mục…", self)
        self.copy = QPushButton("Chép &sang ngay", self)
        self.drop = QPushButton("&Thôi dùng", self)
        row = QHBoxLayout()
        for button, signal in (
            (self.choose, self.choose_asked),
            (self.copy, self.copy_asked),
            (self.drop, self.dropped),
        ):
            button.setAccessibleName(button.text().replace("&", "").rstrip("…"))
            button.setAutoDefault(False)
            button.clicked.connect(signal)
            row.addWidget(button)
        row.addStretch(1)
        close = self.buttons.addButton("Đó&ng", QDialogButtonBox.ButtonRole.RejectRole)
        close.setAccessibleName("Đóng")
        close.setIcon(QIcon())
        row.addWidget(self.buttons)
        column = QVBoxLayout(self)
        column.addWidget(self._place)
        column.addWidget(words)
        column.addWidget(self._about)
        column.addStretch(1)
        column.addLayout(row)
        self._about.setMinimumHeight(3 * self.fontMetrics().lineSpacing())
        self.fit(76)

    def show_place(self, place: str, book_is_open: bool) -> None:
        """Which folder it is now; nothing for none."""
        self._place.setText(place or "Chưa chọn thư mục nào; bản sao lưu chỉ nằm ở một nơi.")
        self.copy.setEnabled(bool(place) and book_is_open)
        self.drop.setEnabled(bool(place))

    def say(self, text: str) -> None:
        """What came of an order."""
        self._about.setText(text)
        self._about.setAccessibleName(text or "Tình trạng")

    def about(self) -> str:
        """What was said last."""
        return self._about.text()

    def _label(self, name: str) -> QLabel:
        label = QLabel(self)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setAccessibleName(name)
        return label


class SecondPlaceCommand:
    """Keeps the dialog in step with what this PC remembers."""

    def __init__(self, desk: Desk, keeping: KeepingCommands) -> None:
        self._desk = desk
        self._keeping = keeping
        self._dialog: SecondPlaceDialog | None = None
        desk.window.commands.on(Command.SECOND_PLACE, self.ask)

    def ask(self) -> None:
        """Show where it is."""
        dialog = self._dialog = SecondPlaceDialog(self._desk.window)
        dialog.choose_asked.connect(self._choose)
        dialog.dropped.connect(self._drop)
        dialog.copy_asked.connect(self._copy)
        dialog.finished.connect(self._forget)
        self._show()
        dialog.open()

    def _forget(self) -> None:
        self._dialog = None

    def _show(self) -> None:
        if self._dialog is not None:
            self._dialog.show_place(self._desk.around.habits.second_backups, self._desk.book is not None)

    def _choose(self) -> None:
        if self._dialog is not None:
            held = self._desk.around.habits.second_backups
            start = Path(held) if held else self._desk.start_folder()
            question = FileQuestion("Chọn thư mục sao lưu thứ hai", start, "")
            self._desk.around.chooser.ask_folder(self._dialog, question, self._take)

    def _take(self, place: Path) -> None:
        """Remember it, and try it at once: a folder that cannot be written is told now, not on the day of need."""
        self._remember(str(place))
        self._say("")
        if self._desk.book is not None:
            self._copy()

    def _drop(self) -> None:
        self._remember("")
        self._say("Không chép sang thư mục thứ hai nữa; những bản đã chép vẫn ở đó.")

    def _copy(self) -> None:
        if self._desk.book is not None:
            self._say("Đang chép…")
            self._keeping.copy_to_second(self._desk.book.path, self._tell)

    def _tell(self, trouble: str) -> None:
        self._say(trouble or "Bản sao lưu mới nhất đã có ở thư mục này và đã kiểm tra.")

    def _say(self, text: str) -> None:
        if self._dialog is not None:
            self._dialog.say(text)

    def _remember(self, place: str) -> None:
        self._desk.around.habits.second_backups = place
        self._keeping.save_habits()
        self._show()
