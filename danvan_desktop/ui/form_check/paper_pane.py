"""The paper on the right: its paragraphs, those of the current finding marked; above them the rule and its source."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QAbstractItemView, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from danvan_desktop.services.form_check import DECREE, Finding, Line, rule_of
from danvan_desktop.ui.style import tint

_MARK = "▶ "


class PaperPane(QWidget):
    """Shows where a finding stands in the text around it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: dict[int, int] = {}
        self._marked: list[int] = []
        self.rule = QLabel(self)
        self.rule.setWordWrap(True)
        self.rule.setTextFormat(Qt.TextFormat.PlainText)
        self.rule.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.list = QListWidget(self)
        self.list.setAccessibleName("Văn bản: các đoạn, chỗ tìm thấy được đánh dấu")
        self.list.setWordWrap(True)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 0, 0, 0)
        column.addWidget(self.rule)
        column.addWidget(self.list, 1)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """The paragraphs of a paper."""
        self.list.clear()
        self._rows, self._marked = {}, []
        for row, line in enumerate(lines):
            item = QListWidgetItem(line.text, self.list)
            if line.centred:
                item.setTextAlignment(Qt.AlignmentFlag.AlignHCenter)
            if line.bold:
                item.setFont(_bold(item.font()))
            self._rows[line.paragraph] = row

    def show_finding(self, finding: Finding | None) -> None:
        """Mark the places of a finding and bring the first into sight."""
        for row in self._marked:
            item = self.list.item(row)
            item.setText(item.text().removeprefix(_MARK))
            item.setData(Qt.ItemDataRole.BackgroundRole, None)
        self._marked = []
        if finding is None:
            self.rule.setText("")
            return
        rule = rule_of(finding)
        self.rule.setText(f"{rule.text}\n({rule.source}{_decree(rule.source)})")
        self._marked = [self._rows[place.paragraph] for place in finding.places if place.paragraph in self._rows]
        for row in self._marked:
            item = self.list.item(row)
            item.setText(f"{_MARK}{item.text()}")
            item.setBackground(tint(self.palette(), self.palette().highlight().color(), 0.28))
        if self._marked:
            self.list.setCurrentRow(self._marked[0])
            self.list.scrollToItem(self.list.item(self._marked[0]), QAbstractItemView.ScrollHint.PositionAtCenter)

    def marked(self) -> list[str]:
        """What is marked."""
        return [self.list.item(row).text() for row in self._marked]


def _decree(source: str) -> str:
    return f", {DECREE}" if source.startswith("Phụ lục") else ""


def _bold(font: QFont) -> QFont:
    heavy = QFont(font)
    heavy.setBold(True)
    return heavy
