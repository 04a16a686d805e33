"""Nhận từ USB: the books and packages that lie on the sticks, to be looked at and merged."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from danvan_desktop.services.travel import Found, Search
from danvan_desktop.ui.dialogs.frame import Dialog
from danvan_desktop.ui.exchange.two_lines import TwoLinesList
from danvan_desktop.ui.safety.sizes import size_text
from danvan_desktop.ui.wording import count_text, day_text, hour_text

_SIZE = 104, 22
_LOOKING = "Đang tìm sổ và gói trên USB…"
_NO_STICK = "Chưa thấy USB. Hãy cắm USB rồi bấm «Tìm lại», hoặc chọn thư mục để tìm trong đó."
_NOTHING = "Không thấy sổ hay gói nào. Hãy bấm «Tìm lại» khi đã cắm đúng USB, hoặc chọn thư mục để tìm trong đó."
_HOW = "Chọn một hoặc nhiều tệp (giữ Ctrl hoặc Shift); chương trình cho xem trước rồi mới gộp."
_OPENING = "Máy này chưa mở sổ nào: chọn sổ để mở. Muốn gộp vào sổ của máy thì mở sổ đó trước."
_PART = " Chưa tìm hết: có thư mục quá sâu hoặc quá nhiều tệp. Nếu chưa thấy tệp cần thì chọn thư mục chứa nó."


class ReceiveDialog(Dialog):
    """`chosen` carries the files to be looked at; `look_again` and `folder_asked` are orders."""

    chosen = Signal(object)
    look_again = Signal()
    folder_asked = Signal()

    def __init__(self, parent: QWidget | None, *, to_open: bool = False) -> None:
        super().__init__("Nhận từ USB", parent)
        self._to_open = to_open
        self._found: Sequence[Found] = ()
        self.state = QLabel(_LOOKING, self)
        self.state.setWordWrap(True)
        self.list = TwoLinesList("Sổ và gói trên USB, mới nhất ở trên", self)
        modes = TwoLinesList.SelectionMode
        self.list.setSelectionMode(modes.SingleSelection if to_open else modes.ExtendedSelection)
        self.list.setFrameShape(TwoLinesList.Shape.StyledPanel)
        self.go_on = self.add_buttons("&Mở sổ này" if to_open else "&Xem trước khi gộp…")
        self.again = QPushButton("Tìm &lại", self)
        self.folder = QPushButton("Chọn thư &mục…", self)
        for button in (self.again, self.folder):
            button.setAutoDefault(False)
            button.setAccessibleName(button.text().replace("&", ""))
            self.buttons.addButton(button, self.buttons.ButtonRole.ActionRole)
        self.again.clicked.connect(self.look_again)
        self.folder.clicked.connect(self.folder_asked)
        self.list.selectionModel().selectionChanged.connect(self._check)
        self.list.entered.connect(self.accept)
        self.list.doubleClicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.addWidget(self.state)
        column.addWidget(self.list, 1)
        column.addWidget(self.buttons)
        self.spread(*_SIZE)
        self._check()

    def begin(self) -> None:
        """It is being looked for."""
        self.state.setText(_LOOKING)
        self.again.setEnabled(False)

    def show_search(self, search: Search | None) -> None:
        """What was found; None: there was no stick to look on."""
        self.again.setEnabled(True)
        self._found = sorted(search.found if search else (), key=lambda held: (not self._is_good(held), held.backup))
        self.list.show_lines([self._line(held) for held in self._found], 0)
        self.state.setText(_told(search, _OPENING if self._to_open else _HOW))
        if self._found:
            self.list.setFocus()
        else:
            self.again.setFocus()
        self._check()

    def paths(self) -> list[Path]:
        """The files that are chosen."""
        chosen = sorted(index.row() for index in self.list.selectionModel().selectedIndexes())
        return [self._found[place].path for place in chosen if self._is_good(self._found[place])]

    def accept(self) -> None:
        """Hand them over."""
        paths = self.paths()
        if paths:
            super().accept()
            self.chosen.emit(paths)

    def _check(self) -> None:
        self.go_on.setEnabled(bool(self.paths()))

    def _is_good(self, found: Found) -> bool:
        return not found.trouble

    def _line(self, found: Found) -> tuple[str, str]:
        """Which file, and what is in it."""
        if found.trouble:
            return f"{found.path.name}: bỏ qua", found.trouble
        written = f"tệp ghi lúc {hour_text(found.written)} {day_text(found.written.date())}"
        by = f"{found.person} sửa cuối" if found.person else ""
        unit = ", năm ".join(filter(None, (found.unit, found.year)))
        parts = (unit, written, by, size_text(found.size))
        return f"{found.path.name}: {self._what(found)}", " · ".join(filter(None, parts))

    def _what(self, found: Found) -> str:
        if found.enciphered:
            return "có mật khẩu"
        about = f"bản sao lưu, {found.about}" if found.backup else found.about
        return f"{about}, {count_text(found.tasks, 'nhiệm vụ')}"


def _told(search: Search | None, how: str) -> str:
    if search is None:
        return _NO_STICK
    rest = "" if search.whole else _PART
    return f"{how if search.found else _NOTHING}{rest}"
