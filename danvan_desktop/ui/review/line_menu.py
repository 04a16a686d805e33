"""What can be made of a line of the document: a task or something else, or a field of the task in hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu

from danvan_desktop.domain.review import Becomes

if TYPE_CHECKING:
    from danvan_desktop.domain.review import SourceLine

_USES: Final[Mapping[Becomes, str]] = MappingProxyType(
    {
        Becomes.TASK: "Là &nhiệm vụ",
        Becomes.GROUP: "Là tên nhó&m",
        Becomes.DIRECTION: "Là định &hướng, yêu cầu",
        Becomes.DUTY: "Là t&rách nhiệm",
        Becomes.NOTHING: "&Bỏ, không nhập",
    }
)
_FIELDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "text": "Nội &dung (thêm vào)",
        "time": "Thời &gian",
        "lead": "&Chủ trì",
        "implementing": "Thực h&iện",
        "coord": "&Phối hợp",
        "product": "&Sản phẩm",
        "form": "Hình &thức",
        "note": "Ghi ch&ú",
    }
)
_LONGEST: Final = 40


class LineMenu(QObject):
    """`used` carries a line and what it is (a `Becomes`), `put` a field and the words for it, `column_used` a line, a
    column of its table and the field that it is, `column_forgotten` a line and a column."""

    used = Signal(int, object)
    put = Signal(str, str)
    column_used = Signal(int, int, str)
    column_forgotten = Signal(int, int)

    def fill(self, menu: QMenu, place: int, line: SourceLine, *, is_row: bool, columns: Mapping[int, str]) -> None:
        """Offer what can be made of a line; `is_row`: a row stands for it already, `columns` are those of its table
        that were said to be a field."""
        menu.clear()
        for what, title in _USES.items():
            if is_row or what is not Becomes.NOTHING:
                menu.addAction(title).triggered.connect(lambda _=False, what=what: self.used.emit(place, what))
        menu.addSeparator()
        cells = [(column, cell) for column, cell in enumerate(line.cells) if cell.strip()]
        if len(cells) <= 1:
            self._offer_fields(
                menu.addMenu("Đưa &vào nhiệm vụ đang xem"), lambda field: self.put.emit(field, line.text)
            )
            return
        into, meaning = menu.addMenu("Đưa &vào nhiệm vụ đang xem"), menu.addMenu("Cả &cột này của bảng là")
        for column, cell in cells:
            words = _shortened(cell)
            self._offer_fields(into.addMenu(words), lambda field, cell=cell: self.put.emit(field, cell))
            of_column = meaning.addMenu(words)
            self._offer_fields(of_column, lambda field, column=column: self.column_used.emit(place, column, field))
            if column in columns:
                again = of_column.addAction("&Như chương trình đọc")
                again.triggered.connect(lambda _=False, column=column: self.column_forgotten.emit(place, column))

    def _offer_fields(self, menu: QMenu, then: Callable[[str], None]) -> None:
        for field, title in _FIELDS.items():
            menu.addAction(title).triggered.connect(lambda _=False, field=field: then(field))


def _shortened(text: str) -> str:
    words = " ".join(text.split()).replace("&", "&&")
    return f"«{words}»" if len(words) <= _LONGEST else f"«{words[: _LONGEST - 1].rstrip()}…»"
