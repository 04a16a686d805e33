"""Gộp hai cơ quan làm một: which agency another one is, and under which name both go on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from danvan_desktop.domain.agencies.registered import RegisteredAgency
from danvan_desktop.domain.text import fold
from danvan_desktop.ui.dialogs.frame import Dialog

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class JoinDialog(Dialog):
    """`chosen` carries the id of the agency under whose name both go on."""

    chosen = Signal(str)

    def __init__(self, agency: RegisteredAgency, others: Sequence[RegisteredAgency], parent: QWidget | None) -> None:
        super().__init__("Gộp hai cơ quan làm một", parent)
        self._agency = agency
        self.search = QLineEdit(self)
        self.search.setPlaceholderText("Tìm cơ quan, không cần gõ dấu")
        self.search.setAccessibleName("Tìm cơ quan giữ lại")
        self.search.setClearButtonEnabled(True)
        self.list = QListWidget(self)
        self.list.setAccessibleName("Cơ quan giữ lại")
        for other in others:
            item = QListWidgetItem(other.facts.name, self.list)
            item.setData(Qt.ItemDataRole.UserRole, other.id)
        self._meaning = QLabel(self)
        self._meaning.setWordWrap(True)
        self._meaning.setTextFormat(Qt.TextFormat.PlainText)
        self._go_on = self.add_buttons("&Gộp")
        self._lay_out()
        self.search.textChanged.connect(self._find)
        self.search.installEventFilter(self)
        self.list.currentItemChanged.connect(lambda *_: self._explain())
        self._explain()

    def accept(self) -> None:
        """Join with the agency that is chosen."""
        if self.list.currentItem() is None:
            return
        survivor = self.list.currentItem().data(Qt.ItemDataRole.UserRole)
        super().accept()
        self.chosen.emit(survivor)

    def _find(self, words: str) -> None:
        key = fold(words)
        for place in range(self.list.count()):
            item = self.list.item(place)
            item.setHidden(key not in fold(item.text()))
        seen = self._seen()
        current = self.list.currentRow()
        if key and seen and current not in seen:
            self.list.setCurrentRow(seen[0])
        elif current not in seen:
            self.list.setCurrentItem(None)

    def _seen(self) -> list[int]:
        return [place for place in range(self.list.count()) if not self.list.item(place).isHidden()]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and Down go through the list from the field."""
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = _STEPS.get(event.key())
            if step is not None:
                self._step(step)
                return True
        return super().eventFilter(watched, event)

    def _step(self, by: int) -> None:
        seen, current = self._seen(), self.list.currentRow()
        if seen:
            at = seen.index(current) + by if current in seen else 0
            self.list.setCurrentRow(seen[max(0, min(len(seen) - 1, at))])

    def _explain(self) -> None:
        current = self.list.currentItem()
        self._go_on.setEnabled(current is not None)
        own = self._agency.facts.name
        if current is None:
            self._meaning.setText("Chưa chọn cơ quan giữ lại.")
        else:
            self._meaning.setText(
                f"Mọi nhiệm vụ của «{own}» sẽ được tính và ghi tên «{current.text()}». «{own}» thành một cách viết "
                "khác của cơ quan đó. Một lần hoàn tác là tách ra như cũ."
            )

    def _lay_out(self) -> None:
        caption = QLabel(f"«{self._agency.facts.name}» thực ra là cơ quan nào dưới đây? Cơ quan đó được giữ lại.", self)
        caption.setWordWrap(True)
        caption.setTextFormat(Qt.TextFormat.PlainText)
        column = QVBoxLayout(self)
        for widget in (caption, self.search):
            column.addWidget(widget)
        column.addWidget(self.list, 1)
        column.addWidget(self._meaning)
        column.addWidget(self.buttons)
        self._meaning.setMinimumHeight(3 * self.fontMetrics().lineSpacing())
        self.spread(78, 24)
