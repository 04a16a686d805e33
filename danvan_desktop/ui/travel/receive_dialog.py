"""Nhận từ USB: the books and packages that lie on the sticks, to be looked at and merged, or to be opened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from danvan_desktop.domain.text import size_text
from danvan_desktop.services.travel import Found, Search, Trouble
from danvan_desktop.ui.dialogs.frame import Dialog
from danvan_desktop.ui.exchange.two_lines import TwoLinesList
from danvan_desktop.ui.wording import count_text, day_text, hour_text

_SIZE = 150, 24
_LOOKING = "Đang tìm sổ và gói trên USB…"
_NO_STICK = "Chưa thấy USB. Hãy cắm USB rồi bấm «Tìm lại», hoặc chọn thư mục để tìm trong đó."
_NOTHING = "Không thấy sổ hay gói nào. Hãy bấm «Tìm lại» khi đã cắm đúng USB, hoặc chọn thư mục để tìm trong đó."
_HOW = "Chọn một hoặc nhiều tệp (giữ Ctrl hoặc Shift); chương trình cho xem trước rồi mới gộp."
_PART = "Chưa tìm hết: có thư mục quá sâu hoặc quá nhiều tệp. Nếu chưa thấy tệp cần thì chọn thư mục chứa nó."
_USELESS = "Tệp đang chọn không dùng được: lý do và cách làm ghi ở dòng của tệp. Hãy chọn tệp khác."
_AGAIN = "Hãy nhờ gửi lại bằng «Gửi ra USB…»"
_WHY: Mapping[Trouble, tuple[str, str]] = MappingProxyType(
    {
        Trouble.NEWER: (
            "do phiên bản mới hơn của phần mềm ghi",
            "Hãy cập nhật phần mềm trên máy này rồi nhận lại",
        ),
        Trouble.EMPTY: ("tệp rỗng, không có gì bên trong", f"Lần chép trước có thể bị dở. {_AGAIN}"),
        Trouble.FOREIGN: ("không phải sổ của phần mềm này", "Bỏ qua tệp này"),
        Trouble.DAMAGED: (
            "bị hỏng hoặc chép dở",
            f"{_AGAIN}, hoặc dùng «Cứu dữ liệu từ sổ hỏng…» (thực đơn Công cụ)",
        ),
        Trouble.CLOSED: ("máy không đọc được tệp này", "Hãy cắm lại USB rồi bấm «Tìm lại»"),
    }
)
"""Why a file cannot be taken, and what to do."""


@dataclass(frozen=True, slots=True)
class Searched:
    """What a search found, None where there was no stick to look on; `instead` is the folder that stood in for one."""

    search: Search | None
    instead: Path | None = None


class ReceiveDialog(Dialog):
    """`chosen` carries the files to be looked at; `look_again` and `folder_asked` are orders. With a `home` there is no
    book to merge anything into: one file is chosen, to be copied into that folder and opened."""

    chosen = Signal(object)
    look_again = Signal()
    folder_asked = Signal()

    def __init__(self, parent: QWidget | None, home: Path | None = None) -> None:
        super().__init__("Nhận từ USB", parent)
        self._home = home
        self._found: Sequence[Found] = ()
        self._searched = Searched(None)
        self.state = QLabel(_LOOKING, self)
        self.state.setWordWrap(True)
        self.list = TwoLinesList("Sổ và gói trên USB, mới nhất ở trên, bản sao lưu ở sau", self)
        modes = TwoLinesList.SelectionMode
        self.list.setSelectionMode(modes.ExtendedSelection if home is None else modes.SingleSelection)
        self.list.setFrameShape(TwoLinesList.Shape.StyledPanel)
        self.go_on = self.add_buttons("&Xem trước khi gộp…" if home is None else "&Chép về máy rồi mở")
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

    def show_search(self, searched: Searched) -> None:
        """What was found; the first, the newest book, is chosen."""
        self.again.setEnabled(True)
        self._searched = searched
        self._found = searched.search.found if searched.search else ()
        self.list.show_lines([self._line(held) for held in self._found], 0)
        if self._found:
            self.list.setFocus()
        else:
            self.again.setFocus()
        self._check()

    def paths(self) -> list[Path]:
        """The files that are chosen."""
        return [held.path for held in self._chosen() if not held.trouble]

    def accept(self) -> None:
        """Hand them over."""
        paths = self.paths()
        if paths:
            super().accept()
            self.chosen.emit(paths)

    def _chosen(self) -> list[Found]:
        places = sorted(index.row() for index in self.list.selectionModel().selectedIndexes())
        return [self._found[place] for place in places]

    def _check(self) -> None:
        self.go_on.setEnabled(bool(self.paths()))
        if self.again.isEnabled():
            self.state.setText(" ".join(filter(None, self._told())))

    def _told(self) -> Sequence[str]:
        """What was found where, and what to do now."""
        search, instead = self._searched.search, self._searched.instead
        where = f"Chưa thấy USB; đã tìm trong thư mục chọn lần trước «{instead}»." if instead is not None else ""
        if search is None:
            return (_NO_STICK,)
        if not search.found:
            return (where, _NOTHING, "" if search.whole else _PART)
        useless = self._chosen() and not self.paths()
        return (where, _USELESS if useless else self._how(), "" if search.whole else _PART)

    def _how(self) -> str:
        if self._home is None:
            return _HOW
        return (
            f"Chưa mở sổ nào nên sổ được chọn sẽ được chép về thư mục «{self._home}» rồi mở; tệp trên USB giữ nguyên. "
            "Máy này đã có sổ và muốn gộp vào đó thì mở sổ ấy trước, rồi quay lại đây."
        )

    def _line(self, found: Found) -> tuple[str, str]:
        """Which file, and what is in it."""
        written = f"tệp ghi lúc {hour_text(found.written)} {day_text(found.written.date())}"
        size = size_text(found.size)
        if found.trouble:
            why, advice = _WHY[found.trouble]
            return f"{found.path.name}: {why}", f"{advice} · {written} · {size}"
        last = f"người sửa cuối: {found.person}" if found.person else ""
        unit = ", năm ".join(filter(None, (found.unit, found.year)))
        return f"{found.path.name}: {self._what(found)}", " · ".join(filter(None, (unit, last, written, size)))

    def _what(self, found: Found) -> str:
        if found.enciphered:
            return "có mật khẩu"
        parts = ("bản sao lưu" if found.backup else "", found.about, count_text(found.tasks, "nhiệm vụ"))
        return ", ".join(filter(None, parts))
