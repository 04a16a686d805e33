"""Names of agencies in one line, parted by «;», with a list to choose from that finds them without marks."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from danvan_desktop.domain.text import fold

_FOLDED = Qt.ItemDataRole.UserRole


class AgencyLine(QLineEdit):
    """The list only offers; what is typed is never changed while it is typed."""

    def __init__(self, names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        offers = QStandardItemModel(self)
        for name in names:
            item = QStandardItem(name)
            item.setData(fold(name), _FOLDED)
            offers.appendRow(item)
        self.setCompleter(_LastName(offers, self))


class _LastName(QCompleter):
    """Looks at the name after the last «;» alone."""

    def __init__(self, offers: QStandardItemModel, line: QLineEdit) -> None:
        super().__init__(offers, line)
        self._line = line
        self.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCompletionRole(_FOLDED)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.popup().setAccessibleName("Cơ quan ứng với chữ đang gõ")

    def splitPath(self, path: str) -> list[str]:
        """What is typed of the last name."""
        return [fold(path.rpartition(";")[2])]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        """The line with the chosen name in place of the last one."""
        before, parted, _ = self._line.text().rpartition(";")
        return f"{before}; {index.data()}" if parted else str(index.data())
