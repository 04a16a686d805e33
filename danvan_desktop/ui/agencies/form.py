"""What is said of one agency, to be changed in place; nothing is kept before «Ghi lại»."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from danvan_desktop.domain.agencies import AddressedAs, AgencyKind
from danvan_desktop.domain.agencies.registered import ADDRESSED_WORDS, KIND_WORDS, AgencyFacts, RegisteredAgency
from danvan_desktop.domain.timing import why_no_day
from danvan_desktop.ui.widgets.read_only import ONLY_READ, show_editable
from danvan_desktop.ui.wording import count_text, day_text

_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_DAY_HINT = "ngày/tháng/năm"
_SPELLING_LINES = 3
_MEMBER_LINES = 7
_LETTERS_WIDE = 49
_COLLECTIVE = "Một tên gọi cho nhiều cơ quan, ví dụ «Các cơ quan, đơn vị»; cơ quan nào thì đánh dấu ở dưới"
_NARROWEST = 120
_MOST_WIDE = 330
"""Pixels: large letters must leave the list room in a small window; the titles stand over their fields then."""


class UnreadableDay(ValueError):
    """What was typed is no day; the message says why."""


class AgencyForm(QWidget):
    """`saved` carries the AgencyFacts as they are filled in; `changed` tells whether anything is not kept yet."""

    saved = Signal(object)
    changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._held = AgencyFacts("")
        self._own = ""
        self._editable = True
        self._filling = False
        self._handed: AgencyFacts | None = None
        self.title = QLabel(self)
        self.name = QLineEdit(self)
        self.short = QLineEdit(self)
        self.spellings = QPlainTextEdit(self)
        self.kind = QComboBox(self)
        self.addressed = QComboBox(self)
        self.collective = QCheckBox("Là cơ quan chung", self)
        self.members = QListWidget(self)
        self.active_from = QLineEdit(self)
        self.active_to = QLineEdit(self)
        self.use = QLabel(self)
        self._trouble = QLabel(self)
        self._only_read = QLabel(ONLY_READ, self)
        self._only_read.hide()
        self.save = QPushButton("G&hi lại", self)
        self.put_back = QPushButton("&Bỏ sửa", self)
        self._fill_choices()
        self._lay_out()
        self._connect()

    def show_agency(self, agency: RegisteredAgency | None, others: Sequence[RegisteredAgency]) -> None:
        """Show an agency, or blanks for a new one; `others` may be members of a collective, and those that are members
        already stand there whatever they are."""
        self._filling = True
        self._own = agency.id if agency else ""
        self._held = agency.facts if agency else AgencyFacts("")
        self.title.setText(self._held.name if agency else "Cơ quan mới")
        self.use.setText(_use(agency) if agency else "Gõ tên rồi bấm «Ghi lại» để đưa cơ quan này vào sổ.")
        self.members.clear()
        for other in others:
            if other.id in self._held.members or (other.id != self._own and not other.facts.collective):
                item = QListWidgetItem(other.facts.name, self.members)
                item.setData(Qt.ItemDataRole.UserRole, other.id)
                item.setFlags(
                    Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
                )
        self.reset()

    def reset(self) -> None:
        """Show what is kept."""
        held = self._held
        self._filling, self._handed = True, None
        self.name.setText(held.name)
        self.name.setCursorPosition(0)
        self.short.setText(held.short)
        self.spellings.setPlainText("\n".join(held.variants))
        self.kind.setCurrentIndex(self.kind.findData(held.kind))
        self.addressed.setCurrentIndex(self.addressed.findData(held.addressed_as))
        self.collective.setChecked(held.collective)
        for item in self._items():
            ticked = item.data(Qt.ItemDataRole.UserRole) in held.members
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        self.active_from.setText(day_text(held.active_from))
        self.active_to.setText(day_text(held.active_to))
        self._filling = False
        self._look()

    def set_editable(self, editable: bool) -> None:
        """Whether anything may be changed; it can be read and copied in any case."""
        self._editable = editable
        for field in (self.name, self.short, self.spellings, self.active_from, self.active_to):
            show_editable(field, editable)
        for control in (self.kind, self.addressed, self.collective, self.members):
            control.setEnabled(editable)
        self._only_read.setVisible(not editable)
        self.save.setVisible(editable)
        self.put_back.setVisible(editable)

    def is_changed(self) -> bool:
        """Whether anything is typed that is not kept."""
        try:
            return self._editable and self._facts() != self._held
        except UnreadableDay:
            return True

    def leave(self) -> bool:
        """The officer goes elsewhere: hand over what is typed. Returns whether nothing typed is left behind."""
        if not self.is_changed():
            return True
        facts = self._keepable()
        if facts is not None and facts != self._handed:
            self._hand_over()
        return facts is not None

    def typed(self) -> str:
        """What stands in the fields of text, a line each."""
        texts = (self.name.text(), self.short.text(), self.spellings.toPlainText())
        days = (self.active_from.text(), self.active_to.text())
        return "\n".join(text for text in (*texts, *days) if text.strip())

    def trouble(self) -> str:
        """Why it cannot be kept as it is."""
        return self._trouble.text()

    def _facts(self) -> AgencyFacts:
        """What is filled in. Raises UnreadableDay."""
        collective = self.collective.isChecked()
        ticked = {self._agency_of(item) for item in self._items() if item.checkState() is Qt.CheckState.Checked}
        unseen = self._held.members - {self._agency_of(item) for item in self._items()}
        return AgencyFacts(
            name=self.name.text(),
            short=self.short.text(),
            kind=AgencyKind(self.kind.currentData()),
            addressed_as=AddressedAs(self.addressed.currentData()),
            variants=tuple(line for line in self.spellings.toPlainText().split("\n") if line.strip()),
            collective=collective,
            members=frozenset(ticked | unseen) if collective else frozenset(),
            active_from=_day(self.active_from.text()),
            active_to=_day(self.active_to.text()),
        )

    @staticmethod
    def _agency_of(item: QListWidgetItem) -> str:
        return str(item.data(Qt.ItemDataRole.UserRole))

    def _items(self) -> list[QListWidgetItem]:
        return [self.members.item(place) for place in range(self.members.count())]

    def _look(self) -> None:
        """Say what is wrong, and offer what may be done; nothing while the fields are being filled."""
        if self._filling:
            return
        self.members.setVisible(self.collective.isChecked())
        self._trouble.setText(self._why_not())
        self._trouble.setVisible(bool(self._trouble.text()))
        changed = self.is_changed()
        self.save.setEnabled(self._keepable() is not None)
        self.put_back.setEnabled(changed or not self._own)
        self.changed.emit(changed)

    def _why_not(self) -> str:
        try:
            facts = self._facts()
        except UnreadableDay as day:
            return f"{day}. Hãy ghi dạng 31/12/2026, hoặc để trống."
        if facts.active_from and facts.active_to and facts.active_to < facts.active_from:
            return "Ngày kết thúc đứng trước ngày bắt đầu hoạt động."
        if self._own and not facts.name.strip():
            return "Cơ quan phải có tên."
        return ""

    def _keepable(self) -> AgencyFacts | None:
        """What is typed, when it is new and may be kept."""
        whole = self.is_changed() and not self._why_not() and bool(self.name.text().strip())
        return self._facts() if whole else None

    def _hand_over(self) -> None:
        facts = self._keepable()
        if facts is not None:
            self._handed = facts
            self.saved.emit(facts)

    def _fill_choices(self) -> None:
        for kind, words in KIND_WORDS.items():
            self.kind.addItem(words, kind)
        for addressed in AddressedAs:
            self.addressed.addItem(f"«{ADDRESSED_WORDS[addressed]}»", addressed)

    def _connect(self) -> None:
        for field in (self.name, self.short, self.active_from, self.active_to):
            field.textChanged.connect(self._look)
            field.returnPressed.connect(self._hand_over)
        self.spellings.textChanged.connect(self._look)
        for choice in (self.kind, self.addressed):
            choice.currentIndexChanged.connect(self._look)
        self.collective.toggled.connect(self._look)
        self.members.itemChanged.connect(self._look)
        self.save.clicked.connect(self._hand_over)
        self.put_back.clicked.connect(self.reset)

    def _lay_out(self) -> None:
        self.title.setWordWrap(True)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        bold = self.title.font()
        bold.setBold(True)
        self.title.setFont(bold)
        for label, role in ((self.use, "caption"), (self._trouble, "doubt"), (self._only_read, "caption")):
            label.setProperty("role", role)
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        fields = self._fields()
        area = QScrollArea(self)
        area.setWidget(fields)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        buttons = QHBoxLayout()
        for button in (self.save, self.put_back):
            button.setAccessibleName(button.text().replace("&", ""))
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(area, 1)
        column.addWidget(self._trouble)
        column.addLayout(buttons)
        self._order_tabs()

    def _fields(self) -> QWidget:
        inside = QWidget(self)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 6, 4)
        for label in (self.title, self._only_read, self.use):
            column.addWidget(label)
        form = QFormLayout()
        column.addLayout(form)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        wanted = _LETTERS_WIDE * self.fontMetrics().averageCharWidth()
        wrap = QFormLayout.RowWrapPolicy
        form.setRowWrapPolicy(wrap.WrapAllRows if wanted > _MOST_WIDE else wrap.WrapLongRows)
        line = self.fontMetrics().lineSpacing()
        self.spellings.setFixedHeight(line * _SPELLING_LINES + 14)
        self.spellings.setTabChangesFocus(True)
        self.spellings.setPlaceholderText("mỗi cách viết một dòng")
        self.members.setMinimumHeight(line * _MEMBER_LINES)
        for field in (self.active_from, self.active_to):
            field.setPlaceholderText(_DAY_HINT)
        for title, control in (
            ("Tên đầy đủ", self.name),
            ("Tên tắt", self.short),
            ("Cách viết khác", self.spellings),
            ("Loại", self.kind),
            ("Cách giao việc", self.addressed),
            ("Hoạt động từ", self.active_from),
            ("Hoạt động đến", self.active_to),
        ):
            control.setAccessibleName(title)
            form.addRow(title, control)
        self.collective.setAccessibleName(self.collective.text())
        self.collective.setToolTip(_COLLECTIVE)
        self.collective.setAccessibleDescription(_COLLECTIVE)
        for choice in (self.kind, self.addressed):
            choice.setMinimumWidth(_NARROWEST)  # large letters in a small window
        self.members.setAccessibleName("Các cơ quan thành viên")
        column.addWidget(self.collective)
        column.addWidget(self.members, 1)
        column.addStretch(0)
        self.setMinimumWidth(min(wanted, _MOST_WIDE))
        return inside

    def _order_tabs(self) -> None:
        words = (self.name, self.short, self.spellings, self.kind, self.addressed, self.active_from, self.active_to)
        for before, after in pairwise((*words, self.collective, self.members, self.save, self.put_back)):
            self.setTabOrder(before, after)


def _use(agency: RegisteredAgency) -> str:
    """Where an agency is used, and what was joined into it."""
    parts = ((agency.leading, "chủ trì"), (agency.coordinating, "phối hợp"))
    shared = f"Giao chung qua cơ quan chung: {count_text(agency.through, 'nhiệm vụ')}." if agency.through else ""
    used = ", ".join(f"{words} {count_text(number, 'nhiệm vụ')}" for number, words in parts if number)
    said = [f"Được nêu tên: {used}." if used else "Chưa nhiệm vụ nào nêu tên cơ quan này."]
    said += [shared] if shared else []
    if agency.joined:
        said.append(f"Đã gộp vào đây: {'; '.join(agency.joined)}.")
    return "\n".join(said)


def _day(text: str) -> date | None:
    """A typed day; nothing for no words. Raises UnreadableDay."""
    words = text.strip()
    if not words:
        return None
    found = _DAY.fullmatch(words)
    if not found:
        raise UnreadableDay(f"«{words}» không phải là ngày")
    day, month, year = map(int, found.groups())
    try:
        return date(year, month, day)
    except ValueError:
        raise UnreadableDay(f"«{words}» không có trong lịch: {why_no_day(month, day, year)}") from None
