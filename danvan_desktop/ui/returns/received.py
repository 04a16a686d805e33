"""The forms that were taken in: a line each, the one in hand in full under the list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from danvan_desktop.services.returns import ReceivedReturn
from danvan_desktop.ui.safety.lines import Line, LinesModel, LinesView
from danvan_desktop.ui.wording import day_text

_TITLES = ("Ngày nhận", "Đơn vị", "Số báo cáo", "Ngày báo cáo", "Tệp")
_LETTERS = (13, 26, 15, 17, 20)
_FULL_LINES = 6
_LEAST_LINES = 2


class ReceivedForms(QWidget):
    """The list and the text under it, both reached by Tab."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._held: Sequence[ReceivedReturn] = ()
        self._model = LinesModel(_TITLES, self)
        self.list = LinesView(self._model, _LETTERS, self)
        self.list.setAccessibleName("Biểu của đơn vị đã nhận, mới nhất ở trên")
        self.full = QPlainTextEdit(self)
        self.full.setReadOnly(True)
        self.full.setTabChangesFocus(True)
        self.full.setAccessibleName("Biểu đang chọn, đầy đủ")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list, 1)
        column.addWidget(self.full)
        self.setFocusProxy(self.list)
        self.list.selectionModel().currentRowChanged.connect(lambda *_: self._tell())

    def show_returns(self, held: Sequence[ReceivedReturn]) -> None:
        """Show these; the line in hand stays where it is."""
        place = max(self.list.currentIndex().row(), 0)
        self._held = held
        self._model.show_rows([Line(_cells(one)) for one in held])
        if held:
            self.list.selectRow(min(place, len(held) - 1))
        line = self.fontMetrics().lineSpacing()
        self.full.setMinimumHeight(_LEAST_LINES * line + 12)
        self.full.setMaximumHeight(_FULL_LINES * line + 12)
        self.list.setMinimumHeight(_LEAST_LINES * (line + 8) + self.list.horizontalHeader().sizeHint().height())
        self._tell()

    def _tell(self) -> None:
        place = self.list.currentIndex().row()
        self.full.setPlainText("\n".join(_told(self._held[place])) if 0 <= place < len(self._held) else "")


def _cells(held: ReceivedReturn) -> tuple[str, ...]:
    return day_text(held.received_on), held.agency, held.number, day_text(held.day), held.file_name


def _told(held: ReceivedReturn) -> Iterator[str]:
    yield f"{held.agency}, nhận ngày {day_text(held.received_on)} từ tệp «{held.file_name}»"
    for title, value in (
        ("Báo cáo", ", ".join(filter(None, (held.number, f"ngày {day_text(held.day)}" if held.day else "")))),
        ("Người lập", ", ".join(filter(None, (held.author, held.phone)))),
        ("Kiến nghị, đề xuất chung", held.proposal),
    ):
        if value:
            yield f"{title}: {value}"
