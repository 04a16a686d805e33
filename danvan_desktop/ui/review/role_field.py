"""The agencies of a task in one role, typed in one line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from danvan_desktop.domain.text import fold


class RoleField(QLineEdit):
    """`applied` carries the names when the officer goes on; Esc puts the old ones back. `left`: done here.

    A list under the line offers the agencies that match the name being typed, marks apart; it changes nothing that is
    typed until one of them is chosen.
    """

    applied = Signal(object)
    left = Signal()

    def __init__(self, title: str, names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._held = ""
        self._names = [(fold(name), name) for name in names]
        self._offers = QStringListModel(self)
        self._list = QCompleter(self._offers, self)
        self._list.setWidget(self)
        self._list.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._list.popup().setAccessibleName("Cơ quan ứng với chữ đang gõ")
        self._list.activated.connect(self._choose)
        self.textEdited.connect(self._offer)
        self.setAccessibleName(title)
        self.setPlaceholderText("tên cơ quan; cách nhau bằng dấu ;")
        self.editingFinished.connect(self.commit)

    def show_names(self, names: Sequence[str]) -> None:
        """Show who is named."""
        self._held = "; ".join(names)
        self.setText(self._held)
        self.setCursorPosition(0)
        self.setToolTip("\n".join(names))

    def commit(self) -> None:
        """Apply what was typed, if anything was."""
        if self.text() != self._held:
            self._held = self.text()
            self.applied.emit([name for name in self.text().split(";") if name.strip()])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._is_choosing():
                event.ignore()
                return
            self.commit()
            self.left.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.setText(self._held)
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _is_choosing(self) -> bool:
        """Whether Enter belongs to the list."""
        popup = self._list.popup()
        return popup.isVisible() and popup.currentIndex().isValid()

    def _offer(self, typed: str) -> None:
        words = fold(typed.rpartition(";")[2]).split()
        found = [name for folded, name in self._names if words and all(word in folded for word in words)]
        self._offers.setStringList(found)
        if found:
            self._list.complete()
        else:
            self._list.popup().hide()

    def _choose(self, name: str) -> None:
        """The chosen name in place of the one being typed."""
        before, parted, _ = self.text().rpartition(";")
        self.setText(f"{before.rstrip()}; {name}" if parted else name)
