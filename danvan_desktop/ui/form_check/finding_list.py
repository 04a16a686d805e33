"""The findings, each with what is wrong and where; those that can be mended have a box."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from danvan_desktop.services.form_check import Finding, Severity, place_text, severity_text
from danvan_desktop.ui.style import doubt_colour, state_colour

_Index = QModelIndex | QPersistentModelIndex
_FINDING = Qt.ItemDataRole.UserRole
_WRAPPED = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
_MARGIN = 4
_BOX = 22


class FindingList(QListWidget):
    """One finding a row, wrong ones before doubtful ones as the rules come."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Các chỗ tìm thấy")
        self.setItemDelegate(_FindingDelegate(self))
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show these, all that can be mended ticked."""
        self.clear()
        for finding in findings:
            item = QListWidgetItem(headline(finding), self)
            item.setData(_FINDING, finding.advice)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{headline(finding)}. {finding.advice}")
            wrong = finding.severity is Severity.WRONG
            item.setForeground(state_colour("overdue", self.palette()) if wrong else doubt_colour(self.palette()))
            if finding.mendable:
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(Qt.CheckState.Checked)
            else:
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsUserCheckable)
        if findings:
            self.setCurrentRow(0)

    def chosen(self) -> list[int]:
        """Places of the ticked findings."""
        return [at for at in range(self.count()) if self.item(at).checkState() is Qt.CheckState.Checked]

    def tick_all(self, *, ticked: bool) -> None:
        """Tick all that can be mended, or none."""
        for at in range(self.count()):
            if self.item(at).flags() & Qt.ItemFlag.ItemIsUserCheckable:
                self.item(at).setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)


def headline(finding: Finding) -> str:
    """«N13 · sai · Trang 1, đoạn 5 · sửa được ngay»."""
    parts = [finding.rule, severity_text(finding), place_text(finding.places[0], len(finding.places) - 1)]
    return " · ".join([*parts, *(["sửa được ngay"] if finding.mendable else [])])


class _FindingDelegate(QStyledItemDelegate):
    """A headline in the colour of its severity, what is wrong below it, wrapped."""

    def __init__(self, view: FindingList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        width = self._view.viewport().width()
        room = QRect(0, 0, max(width - _BOX - 2 * _MARGIN, 1), 100_000)
        said = f"{index.data()}\n{index.data(_FINDING)}"
        return QSize(width, option.fontMetrics.boundingRect(room, _WRAPPED, said).height() + 2 * _MARGIN)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        self.initStyleOption(option, index)
        colour = index.data(Qt.ItemDataRole.ForegroundRole).color()
        headline_text, advice = option.text, index.data(_FINDING)
        option.text = ""
        option.decorationAlignment = Qt.AlignmentFlag.AlignTop
        style = self._view.style()
        style.drawControl(style.ControlElement.CE_ItemViewItem, option, painter, self._view)
        room = option.rect.adjusted(_BOX + _MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        selected = bool(option.state & style.StateFlag.State_Selected)
        painter.save()
        painter.setPen(option.palette.highlightedText().color() if selected else colour)
        used = painter.boundingRect(room, _WRAPPED, headline_text)
        painter.drawText(room, _WRAPPED, headline_text)
        painter.setPen((option.palette.highlightedText() if selected else option.palette.text()).color())
        painter.drawText(room.adjusted(0, used.height(), 0, 0), _WRAPPED, advice)
        painter.restore()
