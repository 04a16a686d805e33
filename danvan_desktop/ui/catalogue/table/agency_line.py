"""Names of agencies in one line, parted by «;», with a list to choose from that finds them without marks."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QStringListModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QStyle, QWidget

from danvan_desktop.ui.widgets.agency_picker import AgencyChoice, best_first

_OFFERED = 12
_WIDEST = 420
"""The list is as wide as its longest name, whatever the cell is, up to this."""


class AgencyLine(QLineEdit):
    """The list only offers; what is typed is never changed while it is typed."""

    def __init__(self, choices: Sequence[AgencyChoice], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices = choices
        self._offers = QStringListModel(self)
        self.setCompleter(_LastName(self._offers, self))
        self.textEdited.connect(self._offer)

    def offered(self) -> list[str]:
        """The names that are offered now."""
        return list(self._offers.stringList())

    def _offer(self, text: str) -> None:
        typed = text.rpartition(";")[2]
        names = [choice.name for choice in best_first(self._choices, typed)[:_OFFERED]] if typed.strip() else []
        self._offers.setStringList(names)
        if names:
            self._show_offers(names)
        else:
            self.completer().popup().hide()

    def _show_offers(self, names: Sequence[str]) -> None:
        popup = self.completer().popup()
        longest = max(popup.fontMetrics().horizontalAdvance(name) for name in names)
        around = popup.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent) + 4 * popup.frameWidth() + 8
        popup.setMinimumWidth(min(longest + around, _WIDEST))
        self.completer().complete()
        over = popup.geometry().right() - self.screen().availableGeometry().right()
        if over > 0:
            popup.move(popup.x() - over, popup.y())


class _LastName(QCompleter):
    """Puts the chosen name in the place of what stands after the last «;»."""

    def __init__(self, offers: QStringListModel, line: QLineEdit) -> None:
        super().__init__(offers, line)
        self._line = line
        self.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.setMaxVisibleItems(_OFFERED)
        self.popup().setAccessibleName("Cơ quan ứng với chữ đang gõ")

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        """The line with the chosen name in place of the last one."""
        before, parted, _ = self._line.text().rpartition(";")
        return f"{before}; {index.data()}" if parted else str(index.data())
