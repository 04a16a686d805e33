"""What merging would do, before it is done: a sentence for each file, and lists that open."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QLabel, QPushButton, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from danvan_desktop.services.merging import ToldLine, ToldMerge
from danvan_desktop.ui.dialogs.frame import Dialog
from danvan_desktop.ui.style import Icons
from danvan_desktop.ui.wording import number_text

_LETTERS = 104
_LINES = 30
_SHOWN = 2000
"""Lines of a list that are put on the screen; of the others the number is told."""
_SAFE = "Sổ này được sao lưu trước khi gộp; gộp xong hoàn tác được cả lần gộp bằng một lệnh."


class MergePreviewDialog(Dialog):
    """`merge_asked`: the officer wants it; `give_back_asked`: nothing to merge, but the other book lacks something."""

    merge_asked = Signal()
    give_back_asked = Signal()

    def __init__(self, told: ToldMerge, refused: Sequence[str], icons: Icons, parent: QWidget | None) -> None:
        super().__init__("Nhập dữ liệu từ sổ khác", parent)
        self._icons = icons
        self._told = told
        self.tree = QTreeWidget(self)
        self.go_on: QPushButton | None = None
        column = QVBoxLayout(self)
        for text in told.sources:
            column.addWidget(self._sentence(text))
        for text in (*refused, *told.warnings):
            column.addWidget(self._sentence(f"⚠ {text}", role="doubt"))
        if told.lists:
            self._fill()
            column.addWidget(self.tree, 1)
        self.tree.setVisible(bool(told.lists))
        if told.brings_news:
            column.addWidget(self._sentence(_SAFE, role="caption"))
        self._add_orders()
        column.addWidget(self.buttons)
        if told.lists:
            self.spread(_LETTERS, _LINES)
        else:
            self.fit(_LETTERS * 2 // 3)

    def texts(self) -> str:
        """Everything that is said over the lists."""
        return "\n".join(label.text() for label in self.findChildren(QLabel))

    def lists(self) -> dict[str, list[str]]:
        """The lists with their lines, opened or not."""
        return {held.title: [line.text for line in held.lines] for held in self._told.lists}

    def _add_orders(self) -> None:
        if self._told.brings_news:
            self.add_buttons("&Gộp vào sổ này")
            self.accepted.connect(self.merge_asked)
        elif self._told.lacks:
            self.add_buttons("&Ghi lại vào USB…", "Đó&ng")
            self.accepted.connect(self.give_back_asked)
        else:
            close = self.buttons.addButton("Đó&ng", self.buttons.ButtonRole.RejectRole)
            close.setAccessibleName("Đóng")

    def _fill(self) -> None:
        tree = self.tree
        tree.setAccessibleName("Gộp thì sổ thay đổi thế nào")
        tree.setHeaderHidden(True)
        tree.setColumnCount(1)
        tree.setUniformRowHeights(True)
        tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        for number, held in enumerate(self._told.lists):
            item = QTreeWidgetItem(tree, [f"{held.title}: {number_text(len(held.lines))}"])
            font = item.font(0)
            font.setBold(True)
            item.setFont(0, font)
            if held.calls:
                item.setIcon(0, self._icons.shape("conflict"))
            item.setData(0, Qt.ItemDataRole.UserRole, number)
            item.setChildIndicatorPolicy(QTreeWidgetItem.ChildIndicatorPolicy.ShowIndicator)
        tree.itemExpanded.connect(self._open)
        if tree.topLevelItemCount():
            tree.setCurrentItem(tree.topLevelItem(0))
        if sum(len(held.lines) for held in self._told.lists) <= _LINES:
            tree.expandToDepth(0)

    def _open(self, item: QTreeWidgetItem) -> None:
        """The lines of a list are made when it is first opened."""
        number = item.data(0, Qt.ItemDataRole.UserRole)
        if number is None or item.childCount():
            return
        lines = self._told.lists[number].lines
        item.addChildren([_line_item(line) for line in lines[:_SHOWN]])
        if len(lines) > _SHOWN:
            item.addChild(QTreeWidgetItem([f"… và {number_text(len(lines) - _SHOWN)} mục nữa"]))

    def _sentence(self, text: str, role: str = "") -> QLabel:
        label = QLabel(text, self)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        if role:
            label.setProperty("role", role)
        return label


def _line_item(line: ToldLine) -> QTreeWidgetItem:
    item = QTreeWidgetItem([" ".join(line.text.split())])
    item.setToolTip(0, "\n".join((line.text, *line.more)))
    for text in line.more:
        under = QTreeWidgetItem(item, [" ".join(text.split())])
        under.setToolTip(0, text)
    return item
