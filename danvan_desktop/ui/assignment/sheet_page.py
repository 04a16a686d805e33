"""The page of one agency: its numbers, what it leads, what it coordinates; for a collective who has done what."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from danvan_desktop.domain.agencies.registered import KIND_WORDS
from danvan_desktop.services.assignments import AgencySheet, MemberPart
from danvan_desktop.ui.assignment.sheet_table import SheetModel, SheetView, sheet_row
from danvan_desktop.ui.style import Icons
from danvan_desktop.ui.wording import SHARED_TOLD, count_text, led_text, number_text

_MEMBER_LETTERS = 31
"""How wide the members of a collective are at least."""


class SheetPage(QWidget):
    """`back_asked`: to the matrix. `task_asked` carries a task's id."""

    back_asked = Signal()
    task_asked = Signal(str)

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._members: dict[str, tuple[MemberPart, ...]] = {}
        self.back = QPushButton("← &Ma trận", self)
        self.back.setAccessibleName("Quay lại ma trận phân công")
        self._name = QLabel(self)
        self._name.setWordWrap(True)
        self._kind = QLabel(self)
        self._kind.setProperty("role", "caption")
        self.figures = QLabel(self)
        self.figures.setWordWrap(True)
        for label in (self._name, self._kind, self.figures):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.leading = SheetView(SheetModel(icons, self), "Chủ trì, thực hiện", self)
        self.coordinating = SheetView(SheetModel(icons, self), "Phối hợp", self)
        self.members = QListWidget(self)
        self.members.setAccessibleName("Thành viên của cơ quan chung")
        self.members.setWordWrap(True)
        self.members.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._titles = {view: QLabel(self) for view in (self.leading, self.coordinating, self.members)}
        self._aside = self._titled(self.members)
        self._lay_out()
        self.back.clicked.connect(self.back_asked)
        self.leading.task_entered.connect(self._show_members)
        for view in (self.leading, self.coordinating):
            view.task_asked.connect(self.task_asked)

    def show_sheet(self, sheet: AgencySheet) -> None:
        """Show one agency."""
        facts = sheet.agency.facts
        self._enlarge()
        self._name.setText(facts.name)
        kind = f"{KIND_WORDS[facts.kind]}, cơ quan chung" if facts.collective else KIND_WORDS[facts.kind]
        members = f" · {count_text(len(facts.members), 'thành viên')}" if facts.collective else ""
        self._kind.setText(kind + members)
        numbers = {
            "quá hạn": sheet.overdue,
            "đến hạn 30 ngày": sheet.soon,
            "hoàn thành": sheet.done,
        }
        shared = sum(bool(line.through) for line in sheet.leading)
        led = led_text(len(sheet.leading) - shared, shared)
        along = sum(bool(line.through) for line in sheet.coordinating)
        with_others = f"phối hợp {number_text(len(sheet.coordinating) - along)}"
        with_others += f" và {number_text(along)} qua cơ quan chung" if along else ""
        said = [
            led[:1].upper() + led[1:],
            with_others,
            *(f"{name} {number_text(count)}" for name, count in numbers.items()),
        ]
        self.figures.setText(" · ".join(said))
        self.figures.setToolTip(SHARED_TOLD)
        self._members = {line.task.id: line.members for line in sheet.leading}
        for view, lines, words in (
            (self.leading, sheet.leading, "Chủ trì, thực hiện"),
            (self.coordinating, sheet.coordinating, "Phối hợp"),
        ):
            self._titles[view].setText(f"{words} ({number_text(len(lines))})")
            model = view.model()
            assert isinstance(model, SheetModel)
            model.show_rows([sheet_row(line) for line in lines])
        part = max(view.part_wanted() for view in (self.leading, self.coordinating))
        for view in (self.leading, self.coordinating):
            view.give_part(part)
        self._aside.setVisible(facts.collective)
        self.setFocusProxy(self.leading if sheet.leading else self.coordinating)
        self._show_members(self.leading.current_task())

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(8, 6, 8, 0)
        top.addWidget(self.back)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._name)
        names.addWidget(self._kind)
        top.addSpacing(8)
        top.addLayout(names, 1)
        self.figures.setContentsMargins(8, 6, 8, 6)
        lists = QSplitter(Qt.Orientation.Vertical, self)
        lists.addWidget(self._titled(self.leading))
        lists.addWidget(self._titled(self.coordinating))
        panes = QSplitter(Qt.Orientation.Horizontal, self)
        panes.addWidget(lists)
        panes.addWidget(self._aside)
        for splitter in (lists, panes):
            splitter.setChildrenCollapsible(False)
            splitter.setHandleWidth(1)
        panes.setStretchFactor(0, 1)
        panes.setStretchFactor(1, 0)
        self._aside.setMinimumWidth(_MEMBER_LETTERS * self.fontMetrics().averageCharWidth())
        panes.setSizes([10_000, self._aside.minimumWidth()])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.figures)
        column.addWidget(panes, 1)

    def _titled(self, view: QWidget) -> QWidget:
        box = QWidget(self)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        title = self._titles[view]
        title.setContentsMargins(8, 4, 8, 0)
        title.setWordWrap(True)
        column.addWidget(title)
        column.addWidget(view, 1)
        return box

    def _enlarge(self) -> None:
        font = self.font()
        font.setBold(True)
        for title in self._titles.values():
            title.setFont(font)
        font.setPointSizeF(font.pointSizeF() * 1.25)
        self._name.setFont(font)

    def _show_members(self, task: str) -> None:
        """Who of the collective has done its part in the current task."""
        members = self._members.get(task, ())
        done = sum(member.done for member in members)
        words = f"Thành viên: {done}/{len(members)} hoàn thành" if members else "Chưa có thành viên nào"
        self._titles[self.members].setText(words)
        self.members.clear()
        side = self.fontMetrics().height()
        self.members.setIconSize(QSize(side, side))
        for member in sorted(members, key=lambda member: member.done):
            icon = self._icons.shape("state-done" if member.done else "state-not_started")
            words = "hoàn thành" if member.done else "chưa hoàn thành"
            item = QListWidgetItem(icon, f"{member.name}\n{words}", self.members)
            item.setToolTip(f"{member.name}: {words}")
