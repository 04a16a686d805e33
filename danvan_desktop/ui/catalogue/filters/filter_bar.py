"""The filters over the catalogue: one field for each thing to filter by, in force at once, saved by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import astuple

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QInputDialog,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from danvan_desktop.ui.catalogue.filters.choice import DUE_WORDS, GAP_WORDS, ROLE_WORDS, STATE_WORDS, FilterChoice
from danvan_desktop.ui.widgets.quiet import QuietComboBox

Named = Sequence[tuple[str, str]]
"""Pairs of an id and a name."""
_NARROWEST = 120
_LEAST_ACROSS = 2
"""One under the other the filters would push the list out of a small window; their words give way instead."""
_ACROSS = 3
_FRAME = 34
"""Pixels of a field that are not its text."""


class FilterBar(QFrame):
    """`chosen` carries a FilterChoice, `saved` a name and the choice, `dropped` the name of a saved one."""

    chosen = Signal(object)
    saved = Signal(str, object)
    dropped = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("filters")
        self.state = self._field("Lọc theo trạng thái", STATE_WORDS.items())
        self.due = self._field("Lọc theo hạn", DUE_WORDS.items())
        self.lacking = self._field("Lọc theo chỗ cần làm rõ", GAP_WORDS.items())
        self.agency = self._field("Lọc theo cơ quan", [("", "Cơ quan: bất kỳ")])
        self.role = self._field("Lọc theo vai trò của cơ quan", ROLE_WORDS.items())
        self.group = self._field("Lọc theo nhóm nhiệm vụ", [("", "Nhóm: bất kỳ")])
        self.programme = self._field("Lọc theo chương trình", [("", "Chương trình: bất kỳ")])
        self.programme.hide()
        self._mine = self._field("Bộ lọc đã lưu", [("", "Bộ lọc đã lưu…")])
        self._saved: Mapping[str, FilterChoice] = {}
        self._places = QGridLayout()
        self._foot = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._across = 0
        self.keep = self._button("Lư&u bộ lọc…", self._ask_name)
        self.drop = self._button("Xó&a bộ lọc", lambda: self.dropped.emit(self._mine.currentData()))
        self.clear = self._button("&Bỏ lọc", self._choose_nothing)
        self._lay_out()
        for field in self._fields():
            field.activated.connect(self._tell)
        self._mine.activated.connect(self._take_saved)
        self.show_choice()

    def choice(self) -> FilterChoice:
        """What is chosen now."""
        return FilterChoice(*(str(field.currentData() or "") for field in self._fields()))

    def show_choice(self, choice: FilterChoice = FilterChoice(), name: str = "") -> None:  # noqa: B008 - frozen
        """Show what the list is narrowed to, and by which saved filter, without saying so."""
        for field, value in zip(self._fields(), astuple(choice), strict=True):
            field.setCurrentIndex(max(0, field.findData(value)))
        self._mine.setCurrentIndex(max(0, self._mine.findData(name)))
        self._enable()

    def set_names(self, agencies: Named, groups: Named, programmes: Named) -> None:
        """What there is to choose from in this book; of one programme alone nobody has to choose."""
        self.programme.setVisible(len(programmes) > 1)
        for field, names in ((self.agency, agencies), (self.group, groups), (self.programme, programmes)):
            if [(field.itemData(place), field.itemText(place)) for place in range(1, field.count())] == list(names):
                continue
            held, everything = field.currentData(), (field.itemText(0), field.itemData(0))
            with QSignalBlocker(field):
                field.clear()
                for name, id_ in (everything, *((name, id_) for id_, name in names)):
                    field.addItem(name, id_)
                field.setCurrentIndex(max(0, field.findData(held)))

    def names(self) -> dict[str, str]:
        """The names of the agencies, groups and programmes by their ids."""
        return {
            str(field.itemData(place)): field.itemText(place)
            for field in (self.agency, self.group, self.programme)
            for place in range(1, field.count())
        }

    def saved_name(self) -> str:
        """The name of the saved filter in force, nothing for none."""
        return str(self._mine.currentData() or "")

    def set_saved(self, saved: Mapping[str, FilterChoice], current: str = "") -> None:
        """The saved filters, and which of them is in force."""
        self._saved = saved
        while self._mine.count() > 1:
            self._mine.removeItem(1)
        for name in saved:
            self._mine.addItem(name, name)
        self._mine.setCurrentIndex(max(0, self._mine.findData(current)))
        self._enable()

    def _fields(self) -> tuple[QComboBox, ...]:
        """The fields in the order of FilterChoice."""
        return (self.state, self.due, self.agency, self.role, self.group, self.lacking, self.programme)

    def _field(self, name: str, words: Iterable[tuple[str, str]]) -> QuietComboBox:
        field = QuietComboBox(self)
        field.setAccessibleName(name)
        field.setToolTip(name)
        field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        field.setMinimumContentsLength(12)
        field.setMinimumWidth(_NARROWEST)  # large letters in a small window
        for value, text in words:
            field.addItem(text, str(value))
        return field

    def _button(self, text: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(text, self)
        button.setAccessibleName(text.replace("&", "").rstrip("…"))
        button.setAutoDefault(False)
        button.clicked.connect(lambda _: act())
        return button

    def _lay_out(self) -> None:
        self._places.setContentsMargins(0, 0, 0, 0)
        self._places.setSpacing(4)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(8, 0, 8, 6)
        whole.setSpacing(4)
        whole.addLayout(self._places)
        chosen, buttons = QHBoxLayout(), QHBoxLayout()
        for field in (self.programme, self._mine):
            chosen.addWidget(field, 1)
        for button in (self.keep, self.drop, self.clear):
            buttons.addWidget(button)
        for row, share in ((chosen, 1), (buttons, 0)):
            self._foot.addLayout(row, share)
        self._foot.setSpacing(4)
        whole.addLayout(self._foot)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """As many fields side by side as can be read."""
        ordered = (self.state, self.due, self.lacking, self.agency, self.role, self.group)
        widest = max(self.fontMetrics().horizontalAdvance(field.itemText(0)) for field in ordered) + _FRAME
        across = min(max(self.width() // widest, _LEAST_ACROSS), _ACROSS)
        if across == self._across:
            return
        self._across = across
        for place, field in enumerate(ordered):
            self._places.addWidget(field, place // across, place % across)
        for column in range(_ACROSS):
            self._places.setColumnStretch(column, 1 if column < across else 0)
        beside = across == _ACROSS
        self._foot.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)

    def _tell(self) -> None:
        self._mine.setCurrentIndex(0)
        self._enable()
        self.chosen.emit(self.choice())

    def _enable(self) -> None:
        some = bool(self.choice())
        self.role.setEnabled(bool(self.agency.currentData()))
        self.keep.setEnabled(some)
        self.clear.setEnabled(some)
        self.drop.setEnabled(bool(self._mine.currentData()))

    def _take_saved(self) -> None:
        name = self._mine.currentData()
        if name:
            self.show_choice(self._saved[name], name)
            self.chosen.emit(self.choice())
        self._enable()

    def _choose_nothing(self) -> None:
        self.show_choice()
        self.chosen.emit(self.choice())

    def _ask_name(self) -> None:
        dialog = QInputDialog(self)
        dialog.setWindowTitle("Lưu bộ lọc")
        dialog.setLabelText("Tên bộ lọc:")
        dialog.setOkButtonText("Lưu")
        dialog.setCancelButtonText("Hủy")
        dialog.textValueSelected.connect(self._keep)
        dialog.open()

    def _keep(self, name: str) -> None:
        if name.strip():
            self.saved.emit(name.strip(), self.choice())
