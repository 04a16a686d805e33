"""Returned forms as a list that opens: form, task, what is new; what cannot be taken in under it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from danvan_desktop.domain.returns.review import FormReview, place_of
from danvan_desktop.domain.returns.taking import Pick
from danvan_desktop.ui.returns import telling
from danvan_desktop.ui.wording import count_text

_TITLES = ("Nhiệm vụ", "Trong sổ", "Theo biểu", "Lưu ý")
_SHARES = (0.38, 0.17, 0.23, 0.22)
_PICK, _FULL = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_TICKED = Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_SHOWN = 200
_AIR = 5


class _Airy(QStyledItemDelegate):
    """Lines with a little room between them."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        hint = super().sizeHint(option, index)
        return QSize(hint.width(), option.fontMetrics.lineSpacing() + _AIR)


class FormTree(QTreeWidget):
    """`picked_changed`: something was ticked or not; `looked_at` carries all that is to be said of the line in hand."""

    picked_changed = Signal()
    looked_at = Signal(str)

    def __init__(self, reviews: Sequence[FormReview], parent: QWidget | None) -> None:
        super().__init__(parent)
        self._reviews = reviews
        self._lines: dict[Pick, QTreeWidgetItem] = {}
        self._settling = False
        self.setAccessibleName("Những chỗ mới trong biểu, đánh dấu chỗ nào thì nhận chỗ ấy")
        self.setHeaderLabels(_TITLES)
        self.setUniformRowHeights(True)
        self.setItemDelegate(_Airy(self))
        self.setAllColumnsShowFocus(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.header().setSectionsMovable(False)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for place, review in enumerate(reviews):
            self._add_form(place, review)
        self.expandAll()
        self.itemChanged.connect(self._settle)
        self.currentItemChanged.connect(self._tell)
        if self.topLevelItemCount():
            self.setCurrentItem(self.topLevelItem(0))

    def picked(self) -> frozenset[Pick]:
        """The lines that are ticked."""
        return frozenset(pick for pick, item in self._lines.items() if item.checkState(0) == Qt.CheckState.Checked)

    def pick(self, wanted: Pick, *, ticked: bool = True) -> None:
        """Tick a line, or not."""
        self._lines[wanted].setCheckState(0, Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)

    def in_full(self, item: QTreeWidgetItem) -> str:
        """Everything that is to be said of a line."""
        return str(item.data(0, _FULL))

    def rows(self) -> list[tuple[str, ...]]:
        """What the columns of every line say, opened or not, in order."""
        return [tuple(item.text(column) for column in range(len(_TITLES))) for item in self._all()]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter ticks as the space bar does: a dialog that is read through by keyboard must not end by accident."""
        item = self.currentItem()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() and item is not None:
            if item.flags() & Qt.ItemFlag.ItemIsUserCheckable:
                on = item.checkState(0) == Qt.CheckState.Checked
                item.setCheckState(0, Qt.CheckState.Unchecked if on else Qt.CheckState.Checked)
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Nothing: typing letters would look through every line."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for column, share in enumerate(_SHARES):
            self.setColumnWidth(column, int(self.viewport().width() * share))

    def _all(self) -> Iterator[QTreeWidgetItem]:
        waiting = [self.topLevelItem(place) for place in range(self.topLevelItemCount())]
        while waiting:
            item = waiting.pop(0)
            yield item
            waiting[:0] = [item.child(place) for place in range(item.childCount())]

    def _add_form(self, place: int, review: FormReview) -> None:
        title = telling.form_title(review)
        notes = list(telling.form_notes(review))
        form = self._item(self.invisibleRootItem(), (title, "", "", ""), "\n".join([title, *notes]))
        font = form.font(0)
        font.setBold(True)
        form.setFont(0, font)
        form.setFirstColumnSpanned(True)
        for note in notes:
            self._item(form, (note, "", "", ""), note).setFirstColumnSpanned(True)
        if review.report.proposal:
            said = f"Kiến nghị, đề xuất chung: {review.report.proposal}"
            self._item(form, (said, "", "", ""), said).setFirstColumnSpanned(True)
        self._add_lines(form, place, review)
        self._add_left_out(form, review)

    def _add_lines(self, form: QTreeWidgetItem, place: int, review: FormReview) -> None:
        tasks: dict[str, QTreeWidgetItem] = {}
        for number, line in enumerate(review.lines):
            title = telling.task_title(line)
            task = tasks.get(line.task)
            if task is None:
                task = tasks[line.task] = self._item(form, (title, "", "", ""), title)
                task.setFlags(_TICKED | Qt.ItemFlag.ItemIsAutoTristate)
                task.setFirstColumnSpanned(True)
            now = line.now or (telling.EMPTY if line.values else "")
            cells = (telling.field_name(line), now, line.new or telling.EMPTY, telling.line_note(line))
            item = self._item(task, cells, telling.line_in_full(line, review))
            item.setFlags(_TICKED)
            item.setCheckState(0, Qt.CheckState.Checked if line.proposed else Qt.CheckState.Unchecked)
            item.setData(0, _PICK, (place, number))
            self._lines[place, number] = item

    def _add_left_out(self, form: QTreeWidgetItem, review: FormReview) -> None:
        if review.problems:
            title = f"{count_text(len(review.problems), 'ô')} không đọc được, không nhận"
            held = self._item(form, (f"{telling.MARK} {title}", "", "", ""), title)
            for problem in review.problems:
                about = f"Ô {problem.cell}" + (f", nhiệm vụ {problem.path}" if problem.path else "")
                full = telling.problem_in_full(problem, review)
                self._item(held, (about, "", problem.said, problem.why), full)
        if review.strange:
            title = f"{count_text(len(review.strange), 'dòng')} không khớp với sổ, không nhận"
            held = self._item(form, (f"{telling.MARK} {title}", "", "", ""), title)
            for row in review.strange:
                about = f"Dòng {row.row}: {telling.strange_title(row)}"
                self._item(held, (about, "", row.said, row.why), telling.strange_in_full(row, review))

    def _item(self, above: QTreeWidgetItem, cells: Sequence[str], full: str) -> QTreeWidgetItem:
        item = QTreeWidgetItem(above, [" ".join(text.split())[:_SHOWN] for text in cells])
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        item.setData(0, _FULL, full)
        for column, text in enumerate(cells):
            if text:
                item.setToolTip(column, text)
        return item

    def _settle(self, item: QTreeWidgetItem) -> None:
        """Of two lines that write to one place only one can be ticked: the one ticked last."""
        pick = item.data(0, _PICK)
        if not self._settling:
            self._settling = True
            if pick is not None and item.checkState(0) == Qt.CheckState.Checked:
                self._untick_rivals((pick[0], pick[1]))
            self._settling = False
            self.picked_changed.emit()

    def _untick_rivals(self, pick: Pick) -> None:
        mine = self._place(pick)
        for other, item in self._lines.items():
            if other != pick and self._place(other) == mine:
                item.setCheckState(0, Qt.CheckState.Unchecked)

    def _place(self, pick: Pick) -> object:
        review = self._reviews[pick[0]]
        return place_of(review, review.lines[pick[1]])

    def _tell(self, item: QTreeWidgetItem | None) -> None:
        self.looked_at.emit(self.in_full(item) if item is not None else "")
