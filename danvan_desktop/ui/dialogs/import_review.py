"""Xem lại trước khi nhập: the document on the left, the recognised tasks on the right, every field to be corrected.

Nothing is written before the officer has pressed «Nhập N nhiệm vụ».
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from danvan_desktop.domain.review import (
    Becomes,
    LineUse,
    Sheet,
    TimeReader,
    decided,
    forget,
    forget_column,
    put,
    put_column,
    recalled_count,
    row_of_line,
    settle,
    use_line,
)
from danvan_desktop.ui.dialogs.frame import Dialog
from danvan_desktop.ui.models.draft_table import DraftColumn, DraftTableModel, recalled_words
from danvan_desktop.ui.review.draft_view import DraftView
from danvan_desktop.ui.review.line_menu import LineMenu
from danvan_desktop.ui.review.panes import kept_shape, last_shape, panes
from danvan_desktop.ui.review.row_fields import RowFields
from danvan_desktop.ui.review.source_pane import SourcePane, made_of_lines
from danvan_desktop.ui.review.telling import (
    KEYS,
    WRITE_AGAIN,
    besides_text,
    button_text,
    found_text,
    known_text,
    place_text,
)

if TYPE_CHECKING:
    from danvan_desktop.services.importing import ReadSource, Standing
    from danvan_desktop.ui.surroundings import Habits

_FIELD_OF_COLUMN = {DraftColumn.TEXT: "text", DraftColumn.LEAD: "lead", DraftColumn.COORD: "coord"}
_FOR_ALL_SELECTED = frozenset(("time", "group"))
_LEAST = QSize(1000, 560)


@dataclass(frozen=True, slots=True)
class ReviewMatter:
    """What is reviewed: a document as read, where it stands in the book, how times are read in it."""

    file_name: str
    source: ReadSource
    standing: Standing
    read_time: TimeReader


class ImportReview(Dialog):
    """`confirmed` carries the decisions (a `Review`). `loss_feared`: closing would lose them; `give_up` closes all
    the same."""

    confirmed = Signal(object)
    loss_feared = Signal()

    def __init__(self, matter: ReviewMatter, habits: Habits, parent: QWidget | None) -> None:
        super().__init__(f"Xem lại trước khi nhập: {matter.file_name}", parent)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self._draft = matter.source.draft
        self._read_time = matter.read_time
        self._habits = habits
        self._gone = len(matter.standing.tasks.gone)
        self._shown = -1
        self._had_doubts = False
        self._places: list[int] = []
        self.model = DraftTableModel(matter.source, matter.standing, matter.read_time, self)
        self._summary = QLabel(self)
        self._summary.setWordWrap(True)
        self._summary.setTextFormat(Qt.TextFormat.PlainText)
        self._compared = matter.standing.tasks
        self._besides = QLabel(self)
        self._besides.setWordWrap(True)
        self._besides.setTextFormat(Qt.TextFormat.PlainText)
        self._besides.setProperty("role", "caption")
        self.source = SourcePane(matter.source.lines, self)
        self.table = DraftView(self.model, self)
        self.table.setColumnHidden(DraftColumn.HELD, not matter.standing.tasks.held)
        self.fields = RowFields(self.model.sheet(), self)
        self.time = self.fields.time
        self.next_doubt = self._button("Chỗ cần &xem tiếp (F8)")
        self.next_doubt.setToolTip("Sang chỗ cần xem lại tiếp theo (F8); về chỗ trước (Shift+F8)")
        self.all_rows = self._button("Chọn &tất cả")
        self.no_row = self._button("&Bỏ chọn tất cả")
        self.take_back = self._button("H&oàn tác")
        self.take_back.setToolTip("Bỏ lần sửa vừa rồi (Ctrl+Z)")
        self.go_on = self.add_buttons("&Nhập", "Hủ&y")
        self._close = next(
            held for held in self.buttons.buttons() if isinstance(held, QPushButton) and held is not self.go_on
        )
        for button in (self.go_on, self._close):
            button.setAutoDefault(False)
        self._lay_out()
        self._connect()
        self._refresh()
        self.table.selectRow(0)
        (self._close if self._close.isDefault() else self.table).setFocus()

    @property
    def text(self) -> QPlainTextEdit:
        """The field for the text of the current task."""
        return self.fields.text

    def accept(self) -> None:
        """Confirm what is chosen."""
        self.fields.commit()
        review = decided(self.model.sheet(), self._draft, self._read_time)
        super().accept()
        self.confirmed.emit(review)

    def summary(self) -> str:
        """What is said over the list."""
        return self._summary.text()

    def doubts(self) -> str:
        """What is doubtful about the current task."""
        return self.fields.doubts()

    def reject(self) -> None:
        """Close without importing, unless corrections would be lost."""
        self.fields.commit()
        if self.model.changed():
            self.loss_feared.emit()
        else:
            self.give_up()

    def give_up(self) -> None:
        """Close without importing."""
        super().reject()

    def done(self, result: int) -> None:
        """Remember the sizes of the window and its panes."""
        self._habits.review = kept_shape(self._across.saveState(), self._down.saveState(), self.saveGeometry())
        super().done(result)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the keyboard, and imports nothing from anywhere else."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = self.focusWidget()
            if isinstance(focused, QPushButton):
                focused.click()
            return
        super().keyPressEvent(event)

    def _lay_out(self) -> None:
        above = QHBoxLayout()
        above.addWidget(self._summary, 1)
        for button in (self.next_doubt, self.all_rows, self.no_row, self.take_back):
            above.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        keys = QLabel(KEYS, self)
        keys.setWordWrap(True)
        keys.setProperty("role", "caption")
        below = QHBoxLayout()
        below.addWidget(keys, 1)
        below.addWidget(self.buttons)
        self._down = panes(Qt.Orientation.Vertical, (self.table, self.fields), (1, 0))
        self._across = panes(Qt.Orientation.Horizontal, (self.source, self._down), (28, 72))
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addLayout(above)
        column.addWidget(self._besides)
        column.addWidget(self._across, 1)
        column.addLayout(below)
        above_all = (self.next_doubt, self.all_rows, self.no_row, self.take_back)
        source = (self.source.shown, self.source.list, self.source.use)
        self.tab_through((*above_all, *source, self.table, *self.fields.stops()))
        self._restore_shape()

    def _restore_shape(self) -> None:
        """As large as the window under it, or as it was left."""
        available = self.screen().availableGeometry().size() - QSize(16, 40)
        around = self.parentWidget().window().size() if self.parentWidget() else _LEAST
        self.resize(around.expandedTo(_LEAST).boundedTo(available))
        across, down, shape = last_shape(self._habits.review)
        self.restoreGeometry(shape)
        self._across.restoreState(across)
        if not self._down.restoreState(down):
            fields = self.fields.widget().sizeHint().height()
            self._down.setSizes([max(self.height() - fields, 1), fields])

    def _connect(self) -> None:
        self.table.selectionModel().currentRowChanged.connect(self._show_row)
        self.table.edit_asked.connect(self._edit)
        self.table.toggle_asked.connect(self._toggle)
        self.table.selected.connect(self._select)
        self.model.decided.connect(self._refresh)
        self._connect_source()
        self._connect_fields()
        self.next_doubt.clicked.connect(lambda: self._go_to_doubt(1))
        self.all_rows.clicked.connect(lambda: self._take_all(taken=True))
        self.no_row.clicked.connect(lambda: self._take_all(taken=False))
        self.take_back.clicked.connect(self.model.undo)
        steps: tuple[tuple[str, Callable[[], object]], ...] = (
            ("F8", lambda: self._go_to_doubt(1)),
            ("Shift+F8", lambda: self._go_to_doubt(-1)),
            ("Ctrl+Z", self.model.undo),
            ("Ctrl+T", self.fields.ask_split),
        )
        for keys, step in steps:
            QShortcut(QKeySequence(keys), self).activated.connect(step)

    def _connect_source(self) -> None:
        menu = LineMenu(self)
        self.source.chosen.connect(self._go_to_line)
        self.source.menu_asked.connect(lambda line: self._offer(menu, line))
        menu.used.connect(self._use_line)
        menu.put.connect(lambda field, text: self._step(lambda sheet, at: put(sheet, at, field, text)))
        menu.column_used.connect(
            lambda line, column, field: self.model.change(lambda sheet: put_column(sheet, line, column, field))
        )
        menu.column_forgotten.connect(
            lambda line, column: self.model.change(lambda sheet: forget_column(sheet, line, column))
        )

    def _offer(self, menu: LineMenu, line: int) -> None:
        if line >= 0:
            sheet = self.model.sheet()
            block = sheet.lines[line].place[0]
            columns = {column: field for (at, column), field in sheet.columns.items() if at == block}
            is_row = row_of_line(sheet, line) is not None
            menu.fill(self.source.menu, line, sheet.lines[line], is_row=is_row, columns=columns)

    def _use_line(self, line: int, what: Becomes) -> None:
        self.model.change(lambda sheet: use_line(sheet, line, what))
        place = row_of_line(self.model.sheet(), line)
        if place is not None:
            self.table.go_to(place)
            self._refresh()

    def _connect_fields(self) -> None:
        fields = self.fields
        fields.corrected.connect(self._correct)
        fields.named.connect(
            lambda role, names: self._step_all(
                lambda sheet, at: sheet.correct(at, parts=sheet.parts_named(at, role, names), seen=False)
            )
        )
        fields.split_asked.connect(lambda letter: self._step(lambda sheet, at: sheet.split(at, letter)))
        fields.join_asked.connect(lambda: self._step(lambda sheet, at: sheet.join(at)))
        fields.seen_asked.connect(lambda: self._step_all(lambda sheet, at: settle(sheet, at, self._read_time)))
        fields.forget_asked.connect(lambda: self._step(forget))
        fields.unknown.resolved.connect(lambda agency, other: self._step(lambda sheet, _: sheet.resolve(agency, other)))
        fields.unknown.accepted.connect(lambda agency: self._step(lambda sheet, _: sheet.accept(agency)))
        fields.left.connect(self.table.setFocus)

    def _step(self, step: Callable[[Sheet, int], Sheet], key: Hashable = None) -> None:
        place = self._shown
        if place >= 0:
            self.model.change(lambda sheet: step(sheet, place), key)

    def _step_all(self, step: Callable[[Sheet, int], Sheet], key: Hashable = None) -> None:
        """The same step on every selected row."""
        places = self._places if self._shown in self._places else [self._shown]
        self.model.change(lambda sheet: reduce(step, places, sheet), key)

    def _correct(self, field: str, value: object) -> None:
        go = self._step_all if field in _FOR_ALL_SELECTED else self._step
        go(lambda sheet, at: sheet.correct(at, **{field: value}), (self._shown, field))

    def _select(self) -> None:
        """What was typed belongs to the rows that were selected before."""
        self.fields.commit()
        self._places = self.table.selected_places()
        self.fields.show_count(len(self._places))

    def _show_row(self, current: QModelIndex) -> None:
        self.fields.commit()
        if current.isValid():
            self._shown = current.row()
            self._refresh()
            self.fields.begin()

    def _refresh(self) -> None:
        """Show the current row as it is now, and count anew."""
        self._shown = min(self._shown, self.model.rowCount() - 1)
        if self._shown >= 0:
            row = self.model.row(self._shown)
            self.fields.show_row(row, self.model.sheet(), self.model.doubts(self._shown), self.model.meaning)
            self.fields.join.setEnabled(self._shown + 1 < self.model.rowCount())
            self.fields.show_recalled(recalled_words(self.model.sheet(), row))
            self.source.show_lines([row.line] if row.line is not None else self.source.lines_of(row.source))
        made = made_of_lines(self.model.sheet())
        self.source.show_uses(made)
        used = sum(self.model.sheet().lines[line].use is LineUse.LEFT for line in made)
        self._besides.setText(besides_text(self._draft, self._compared, len(self._draft.unrecognised) - used))
        self._besides.setVisible(bool(self._besides.text()))
        self._count()

    def _edit(self) -> None:
        """Into the field of the current column; from the first columns into the doubtful one."""
        column = self.table.currentIndex().column()
        doubts = self.model.doubts(self._shown)
        self.fields.go_to(_FIELD_OF_COLUMN.get(column) or (doubts[0].field if doubts else "time"))

    def _toggle(self) -> None:
        places, taken = self.table.selected_places(), not self.model.row(self._shown).taken
        self.model.change(lambda sheet: sheet.take(places, taken=taken))

    def _take_all(self, *, taken: bool) -> None:
        self.model.change(lambda sheet: sheet.take(range(len(sheet.rows)), taken=taken))

    def _go_to_line(self, line: int) -> None:
        """The row that stands in a line; of two halves the first, unless the other is current."""
        sheet = self.model.sheet()
        current = sheet.rows[self._shown] if self._shown >= 0 else None
        if current is not None and current.line is None and current.source in sheet.lines[line].tasks:
            return
        found = row_of_line(sheet, line)
        if found is not None:
            self.table.go_to(found)

    def _go_to_doubt(self, way: int) -> None:
        """The next row that is taken and doubtful, or the one before; from one end to the other."""
        self.fields.commit()
        rows = self.model.rowCount()
        around = [(self._shown + way * step) % rows for step in range(1, rows + 1)]
        found = next((place for place in around if self.model.row(place).taken and self.model.doubts(place)), None)
        if found is not None:
            self.table.go_to(found)
            self.fields.verticalScrollBar().setValue(0)
        elif self.go_on.isEnabled():
            self.go_on.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _count(self) -> None:
        rows = self.model.sheet().rows
        taken = [place for place, row in enumerate(rows) if row.taken]
        counts = {place: len(self.model.doubts(place)) for place in taken}
        doubts = sum(counts.values())
        self._had_doubts = self._had_doubts or bool(doubts)
        self.take_back.setEnabled(self.model.can_undo())
        states = Counter(self.model.in_the_book(rows[place]) for place in taken)
        self._show_buttons(button_text(states, self._gone, corrected=self.model.changed()))
        self.go_on.setEnabled(bool(taken))
        before = sum(count for place, count in counts.items() if place < self._shown)
        here = counts.get(self._shown, 0)
        said = found_text(
            len(rows),
            doubts,
            looked_at=place_text(before + 1, here, doubts) if here else "",
            next_step=self.go_on.accessibleName() if self._had_doubts and taken else "",
            recalled=recalled_count(self.model.sheet()),
        )
        self._summary.setText(known_text(len(rows)) if self.go_on.text() == WRITE_AGAIN else said)
        self.next_doubt.setEnabled(bool(doubts))

    def _show_buttons(self, go_on: str) -> None:
        """Where the document says nothing new, closing is what is proposed."""
        known = go_on == WRITE_AGAIN
        self.go_on.setText(go_on)
        self._close.setText("Đón&g" if known else "Hủ&y")
        for button in (self.go_on, self._close):
            button.setAccessibleName(button.text().replace("&", ""))
        self._close.setDefault(known)
        self.go_on.setDefault(not known)

    def _button(self, text: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setAccessibleName(text.replace("&", ""))
        button.setAutoDefault(False)
        return button
