"""The folding sections of lists: instances, members, progress, extensions, the source, the history."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from danvan_desktop.ui.detail.parts.fold import Fold, small_button, text_button, words
from danvan_desktop.ui.detail.shown import Entry, Tick
from danvan_desktop.ui.style import Icons

_SHAPE = 16


class TicksSection(Fold):
    """What is done or not, one box each. `ticked` carries the anchor, the agency and whether it is done."""

    ticked = Signal(str, str, bool)

    def __init__(self, title: str, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self._icons = icons
        self._shown: tuple[object, ...] | None = None

    def show_ticks(self, ticks: tuple[Tick, ...], editable: bool, done: tuple[int, int], above: str = "") -> None:
        """Show these under a remark, with how many of how many are `done`; without any the section is not there."""
        self.setVisible(bool(ticks))
        if (ticks, editable, above) == self._shown:
            return
        self._shown = (ticks, editable, above)
        self.say("· {}/{} hoàn thành".format(*done))
        self.refill(lambda column: self._fill(column, ticks, editable, above))

    def _fill(self, column: QVBoxLayout, ticks: Sequence[Tick], editable: bool, above: str) -> None:
        if above:
            column.addWidget(words(above, self, quiet=True))
        for tick in ticks:
            row = QHBoxLayout()
            row.setSpacing(6)
            box = QCheckBox(self)
            box.setChecked(tick.done)
            box.setEnabled(editable)
            box.setAccessibleName(f"{tick.title}: hoàn thành")
            box.clicked.connect(lambda done, of=tick: self.ticked.emit(of.anchor, of.agency, done))
            row.addWidget(box, 0, Qt.AlignmentFlag.AlignTop)
            said = QVBoxLayout()
            said.setSpacing(0)
            said.addWidget(words(tick.title, self))
            if tick.remark:
                said.addWidget(words(tick.remark, self, quiet=True))
            row.addLayout(said, 1)
            shape = QLabel(self)
            shape.setPixmap(self._icons.get(f"state-{tick.state}").pixmap(_SHAPE, _SHAPE))
            row.addWidget(shape, 0, Qt.AlignmentFlag.AlignTop)
            column.addLayout(row)


class EntriesSection(Fold):
    """Lines with a head and a text. `asked` is the button under them; one that `writes` is not there in a book that
    is only read. `opened` and `dropped` carry an entry's id."""

    asked = Signal()
    opened = Signal(str)
    dropped = Signal(str)

    def __init__(self, title: str, button: str = "", parent: QWidget | None = None, *, writes: bool = True) -> None:
        super().__init__(title, parent)
        self._button = button
        self._writes = writes
        self._shown: tuple[object, ...] | None = None

    def show_entries(self, entries: tuple[Entry, ...], editable: bool, above: str = "", count: int = 0) -> None:
        """Show these under a remark; `count` is how many there are in all, negative when nobody asks."""
        shown = (entries, editable, above, count)
        if shown == self._shown:
            return
        self._shown = shown
        number = count or len(entries)
        self.say(f"({number})" if number > 0 else "")
        self.refill(lambda column: self._fill(column, entries, editable, above))

    def _fill(self, column: QVBoxLayout, entries: Sequence[Entry], editable: bool, above: str) -> None:
        if above:
            column.addWidget(words(above, self, quiet=True))
        for entry in entries:
            column.addLayout(self._row(entry, editable))
            if entry.text:
                column.addWidget(words(entry.text, self))
        if self._button and (editable or not self._writes):
            button = text_button(self._button, self)
            button.clicked.connect(self.asked)
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _row(self, entry: Entry, editable: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(2)
        row.addWidget(words(entry.head, self, quiet=True), 1)
        if entry.id and editable:
            change = small_button("Sửa", f"Sửa dòng {entry.head}", self)
            change.clicked.connect(lambda: self.opened.emit(entry.id))
            drop = small_button("✕", f"Xóa dòng {entry.head}", self)
            drop.clicked.connect(lambda: self.dropped.emit(entry.id))
            row.addWidget(change)
            row.addWidget(drop)
        return row
