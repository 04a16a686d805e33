"""Choosing an agency of the directory by a few letters of its name, marks apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from danvan_desktop.domain.text import fold

_LINES = 6


@dataclass(frozen=True, slots=True)
class AgencyChoice:
    """An agency that can be chosen; `folded` is what a search looks through."""

    id: str
    name: str
    folded: str


def best_first(choices: Sequence[AgencyChoice], typed: str) -> list[AgencyChoice]:
    """The agencies with every word in one of their names: first those whose name begins with the words, then those
    with a word that begins so, then the others; each part in the order of the directory."""
    asked = fold(typed)
    found = [choice for choice in choices if all(word in choice.folded for word in asked.split())]
    return sorted(found, key=lambda choice: _rank(choice, asked))


def _rank(choice: AgencyChoice, asked: str) -> int:
    if fold(choice.name).startswith(asked):
        return 0
    return 1 if f" {asked}" in f" {choice.folded}" else 2


class AgencyPicker(QWidget):
    """A field and, under it, the agencies that match. `chosen` carries an id; `left`: Esc was pressed.

    The text is never completed while it is typed. Up and Down go through the list from the field.
    """

    chosen = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices: Sequence[AgencyChoice] = ()
        self.edit = QLineEdit(self)
        self.edit.setAccessibleName("Tìm cơ quan")
        self.edit.setPlaceholderText("tên cơ quan, không cần gõ dấu")
        self.edit.setClearButtonEnabled(True)
        self.found = QListWidget(self)
        self.found.setAccessibleName("Cơ quan tìm thấy")
        self.found.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.found.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.found.setFixedHeight(_LINES * (self.fontMetrics().lineSpacing() + 4) + 4)
        self.edit.textChanged.connect(self._search)
        self.edit.installEventFilter(self)
        self.found.installEventFilter(self)
        self.found.itemClicked.connect(self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.edit)
        column.addWidget(self.found)
        self.setFocusProxy(self.edit)

    def set_choices(self, choices: Sequence[AgencyChoice]) -> None:
        """The agencies to choose from, in their order."""
        if tuple(choices) != tuple(self._choices):
            self._choices = tuple(choices)
            self._search(self.edit.text())

    def current(self) -> str:
        """The id of the agency that is marked in the list; nothing when none is."""
        item = self.found.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole)) if item is not None else ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up, Down, Enter and Esc, from the field and from the list."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = event.key()
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current():
                self._choose(self.found.currentItem())
                return True
            if key == Qt.Key.Key_Escape:
                self.left.emit()
                return True
            if watched is self.edit and key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self._step(1 if key == Qt.Key.Key_Down else -1)
                return True
        return super().eventFilter(watched, event)

    def _search(self, typed: str) -> None:
        self.found.clear()
        for choice in best_first(self._choices, typed):
            item = QListWidgetItem(choice.name, self.found)
            item.setData(Qt.ItemDataRole.UserRole, choice.id)
            item.setToolTip(choice.name)
        if typed.strip() and self.found.count():
            self.found.setCurrentRow(0)

    def _step(self, by: int) -> None:
        last = self.found.count() - 1
        self.found.setCurrentRow(max(0, min(last, self.found.currentRow() + by)))

    def _choose(self, item: QListWidgetItem) -> None:
        self.chosen.emit(str(item.data(Qt.ItemDataRole.UserRole)))
