"""The place «Cơ quan» as a widget: search, list, the agency beside it, what may be done with it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from danvan_desktop.domain.agencies.registered import RegisteredAgency
from danvan_desktop.domain.text import fold
from danvan_desktop.ui.agencies.form import AgencyForm
from danvan_desktop.ui.agencies.table import AgencyLine, AgencyTableModel, AgencyView
from danvan_desktop.ui.widgets.elided_label import ElidedLabel
from danvan_desktop.ui.wording import count_text, number_text

SEARCH_PAUSE_MS = 200
"""A search begins this long after the last letter: UniKey sends letters and corrections in bursts."""
_EDITING = "Đang sửa: bấm «Ghi lại» hoặc «Bỏ sửa» (Esc) rồi mới chọn cơ quan khác."
_ADDING = "Đang thêm cơ quan: bấm «Ghi lại» hoặc «Bỏ sửa» (Esc) rồi mới chọn cơ quan khác."


class AgenciesPage(QWidget):
    """`chosen` tells of another agency beside the list."""

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: Sequence[AgencyLine] = ()
        self._shown: RegisteredAgency | None = None
        self._new = False
        self._editable = True
        self.search = QLineEdit(self)
        self.add = QPushButton("Thêm cơ quan", self)
        self._count = ElidedLabel(self)
        self.why_busy = QLabel(self)
        self._top = QStackedWidget(self)
        self.model = AgencyTableModel(self)
        self.view = AgencyView(self.model, self)
        self._hint = QLabel(self)
        self._list = QStackedWidget(self)
        self._side = QWidget(self)
        self.form = AgencyForm(self._side)
        self.see_tasks = QPushButton("Xem nhiệm vụ", self)
        self.history = QPushButton("Lịch sử…", self)
        self.join = QPushButton("Gộp cơ quan…", self)
        self.delete = QPushButton("Xóa cơ quan…", self)
        self.up = QPushButton("Lên trên", self)
        self.down = QPushButton("Xuống dưới", self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(SEARCH_PAUSE_MS)
        self._lay_out()
        self._connect()
        self._show_chosen()

    def show_lines(self, lines: Sequence[AgencyLine], wanted: str = "") -> None:
        """Show the directory; `wanted` or else the agency beside it stays chosen, and what is being typed stays."""
        self._lines = lines
        saved_here = bool(wanted) and self.form.isAncestorOf(QApplication.focusWidget())
        if wanted:
            self._new = False
            if not any(line.agency.id == wanted and fold(self.search.text()) in line.folded for line in lines):
                self._forget_search()
        keep = wanted or (self._shown.id if self._shown else "")
        self._find(keep, typing=self.form.is_changed() and not wanted)
        if saved_here:
            self.view.setFocus()

    def clear(self) -> None:
        """Another book: forget everything."""
        self._forget_search()
        self._lines, self._new, self._shown = (), False, None
        self.model.show_rows(())
        self._show_chosen()

    def set_editable(self, editable: bool) -> None:
        """Whether the book may be written."""
        self._editable = editable
        self.form.set_editable(editable)
        self.add.setVisible(editable)
        self._offer()

    def agency(self) -> RegisteredAgency | None:
        """The agency beside the list; nothing for a new one."""
        return None if self._new else self._shown

    def agencies(self) -> list[RegisteredAgency]:
        """The whole directory."""
        return [line.agency for line in self._lines]

    def begin_new(self) -> None:
        """Blanks for a new agency."""
        self._new = True
        self._show_side()
        self._show_chosen()
        self.form.name.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._is_busy():
            self.form.put_back.click()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Another place was chosen: what is typed goes into the book, or stays as it is when it cannot."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.form.leave()

    def _forget_search(self) -> None:
        self._pause.stop()
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)

    def _find(self, keep: str, typing: bool = False) -> None:
        words = fold(self.search.text())
        found = [line for line in self._lines if words in line.folded]
        selection = self.view.selectionModel()
        selection.blockSignals(True)
        self.model.show_rows(found)
        place = self.model.place(keep)
        if found:
            self.view.go_to(place or 0)
        selection.blockSignals(False)
        some = f"Hiện {number_text(len(found))} trong {count_text(len(self._lines), 'cơ quan')}"
        self._count.setText(count_text(len(found), "cơ quan") if len(found) == len(self._lines) else some)
        self._list.setCurrentWidget(self.view if found else self._hint)
        self._hint.setText(
            f"Không có cơ quan nào tên «{self.search.text()}»."
            if self._lines
            else "Sổ chưa có cơ quan nào.\nBấm «Thêm cơ quan», hoặc nhập danh mục từ tệp."
        )
        self._show_side()
        if not typing:
            self._take_row()

    def _show_side(self) -> None:
        """Beside an empty directory there is nothing that could be done with an agency."""
        self._side.setVisible(self._new or bool(self._lines))

    def _take_row(self) -> None:
        if not self._new:
            line = self.model.row_at(self.view.currentIndex().row())
            self._shown = line.agency if line else None
        self._show_chosen()

    def _show_chosen(self) -> None:
        self.form.setVisible(self._new or self._shown is not None)
        self.form.show_agency(self.agency(), [line.agency for line in self._lines])
        self._offer()
        self.chosen.emit()

    def _offer(self) -> None:
        """While something is typed nothing else is chosen, so that nothing typed is lost."""
        busy = self._is_busy()
        agency = self.agency()
        why = (_ADDING if self._new else _EDITING) if busy else ""
        self.why_busy.setText(why)
        self._top.setCurrentIndex(int(busy))
        self.setFocusProxy(self.form.name if busy else self._without_typing())
        for control in (self.view, self.search, self.add):
            control.setEnabled(not busy)
            control.setToolTip(why)
        for button in (self.see_tasks, self.history):
            button.setEnabled(agency is not None and not busy)
        place = self.model.place(agency.id) if agency else None
        alike = [
            line.agency for line in self._lines if agency and line.agency.facts.collective is agency.facts.collective
        ]
        for button, end in ((self.up, alike[:1]), (self.down, alike[-1:])):
            button.setEnabled(self._editable and not busy and place is not None and agency not in end)
        self.join.setEnabled(self._editable and not busy and len(alike) > 1)
        self.delete.setEnabled(self._editable and not busy and agency is not None)

    def _without_typing(self) -> QWidget:
        """Where the keyboard is while nothing is typed."""
        if self._list.currentWidget() is self.view:
            return self.view
        return self.search if self._lines else self.add

    def _is_busy(self) -> bool:
        return self._new or self.form.is_changed()

    def _give_up(self) -> None:
        """What was typed is put back: the keyboard is in the list again."""
        if self._new:
            self._new = False
            self._show_side()
            self._take_row()
        self._offer()
        self.view.setFocus()

    def _connect(self) -> None:
        self._pause.timeout.connect(lambda: self._find(self._shown.id if self._shown else ""))
        self.search.textChanged.connect(lambda _: self._pause.start())
        self.view.selectionModel().currentRowChanged.connect(lambda *_: self._take_row())
        self.view.edit_asked.connect(self.form.name.setFocus)
        self.add.clicked.connect(self.begin_new)
        self.form.changed.connect(lambda _: self._offer())
        self.form.put_back.clicked.connect(self._give_up)

    def _lay_out(self) -> None:
        self.search.setPlaceholderText("Tìm cơ quan…")
        self.search.setAccessibleName("Tìm cơ quan")
        self.search.setClearButtonEnabled(True)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._hint.setWordWrap(True)
        self._hint.setTextFormat(Qt.TextFormat.PlainText)
        self._count.setProperty("role", "caption")
        for page in (self.view, self._hint):
            self._list.addWidget(page)
        self._fill_top()
        self._fill_side()
        left = QWidget(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._top)
        column.addWidget(self._list, 1)
        panes = QSplitter(Qt.Orientation.Horizontal, self)
        panes.setHandleWidth(1)
        panes.setChildrenCollapsible(False)
        panes.addWidget(left)
        panes.addWidget(self._side)
        panes.setStretchFactor(0, 1)
        panes.setSizes([10_000, self.form.minimumWidth() + 16])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(panes)

    def _fill_top(self) -> None:
        """Over the list: how to look for an agency, or why none can be chosen now."""
        tools = QWidget(self._top)
        row = QHBoxLayout(tools)
        row.setContentsMargins(8, 6, 8, 6)
        row.setSpacing(8)
        row.addWidget(self.search, 1)
        row.addWidget(self._count)
        row.addWidget(self.add)
        self.why_busy.setProperty("role", "doubt")
        self.why_busy.setWordWrap(True)
        self.why_busy.setContentsMargins(8, 0, 8, 0)
        for page in (tools, self.why_busy):
            self._top.addWidget(page)
        self._top.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def _fill_side(self) -> None:
        """Beside the list: the agency, and what may be done with it."""
        grid = QGridLayout()
        pairs = ((self.see_tasks, self.history), (self.join, self.delete), (self.up, self.down))
        for row, pair in enumerate(pairs):
            for column, button in enumerate(pair):
                button.setAccessibleName(button.text().rstrip("…"))
                grid.addWidget(button, row, column)
        self.add.setAccessibleName(self.add.text())
        column = QVBoxLayout(self._side)
        column.setContentsMargins(10, 8, 8, 8)
        column.addWidget(self.form, 1)
        column.addStretch(0)
        column.addLayout(grid)
