"""The conflict card: what happened, both versions, and every way to answer."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from danvan_desktop.domain.merging.views import ConflictCard
from danvan_desktop.domain.merging.wordwise import Piece
from danvan_desktop.services.merging import Keep
from danvan_desktop.ui.exchange import telling
from danvan_desktop.ui.exchange.version_box import VersionBox

_SIDE_BY_SIDE = 62
"""From how many letters of width on the two versions stand beside each other."""
_LINES = 3
_LATER = "Chưa chọn bây giờ; sổ giữ cả hai bản và dấu ⚠."


class CardView(QScrollArea):
    """`kept` carries the side and whether all alike are meant, `picked` the place of one of more than two versions,
    `typed` another value, `put_off` nothing."""

    kept = Signal(object, bool)
    picked = Signal(int)
    typed = Signal(str)
    put_off = Signal()
    task_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Chỗ hai bên cùng sửa")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.card: ConflictCard | None = None
        self._editable = True
        self._inside = QWidget(self)
        self.question = _words(self._inside, bold=True)
        self._title = _words(self._inside, role="caption")
        self.story = _words(self._inside)
        self.mine, self.theirs = VersionBox(self._inside), VersionBox(self._inside)
        self._versions = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._others = QVBoxLayout()
        self.other_boxes: list[VersionBox] = []
        self.both = QPushButton("Ghé&p cả hai", self._inside)
        self._both_meaning = _words(self._inside, role="caption")
        self.value = AnotherValue(self._inside)
        self.all = QCheckBox(self._inside)
        self.later = QPushButton("Để sa&u", self._inside)
        self._later_meaning = _words(self._inside, role="caption")
        self._later_meaning.setText(_LATER)
        self._afterwards = _words(self._inside, role="caption")
        self._afterwards.setText(telling.AFTERWARDS)
        self._lay_out()
        self._connect()

    def show_card(self, card: ConflictCard | None, editable: bool) -> None:
        """Show a conflict; what is being typed about the same one stays."""
        same = card is not None and self.card is not None and card.id == self.card.id
        self.card, self._editable = card, editable
        self._inside.setVisible(card is not None)
        if card is None:
            return
        self.question.setText(f"{telling.MARK} {card.question}")
        title = "" if card.title in card.question else card.title
        self._title.setText(title)
        self._title.setVisible(bool(title))
        self.story.setText("\n".join(telling.story(card)))
        self._show_versions(card)
        self._show_others(card)
        for widget in (self.both, self._both_meaning):
            widget.setVisible(card.joinable)
        meaning = telling.both_meaning(card)
        self._both_meaning.setText(meaning)
        self.both.setToolTip(meaning)
        if not same:
            self.all.setChecked(False)
            self.value.show_for(card)
            self.verticalScrollBar().setValue(0)
        self.value.setVisible(card.typable)
        self.all.setVisible(card.alike > 1)
        self.all.setText(telling.all_text(card))
        self.all.setAccessibleName(self.all.text().replace("&", ""))
        for control in (self.mine.keep, self.theirs.keep, self.both, self.value, self.all, self.later):
            control.setEnabled(editable)
        self._turn()

    def begin(self) -> None:
        """Put the keyboard on the first answer."""
        self.mine.keep.setFocus(Qt.FocusReason.OtherFocusReason)

    def said(self) -> str:
        """Everything that the card says before the buttons."""
        return f"{self.question.text()}\n{self.story.text()}"

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def _show_versions(self, card: ConflictCard) -> None:
        names, pieces = telling.names_of(card), telling.marked(card)
        for box, side, name, words in zip(
            (self.mine, self.theirs), (card.mine, card.theirs), names, pieces, strict=True
        ):
            button = telling.keep_button(card, side, name.replace("&", "&&"), mine=box is self.mine)
            box.show_version(telling.side_title(side, name), words, button, telling.keep_meaning(card, side))

    def _show_others(self, card: ConflictCard) -> None:
        for box in self.other_boxes:
            self._others.removeWidget(box)
            box.deleteLater()
        self.other_boxes = []
        for place in () if card.deleting or card.circle else card.others:
            side = card.sides[place]
            name = f"bản của {side.person}" if side.person else "bản khác"
            box = VersionBox(self._inside)
            pieces = (Piece(side.told or telling.NOTHING, own=False),)
            box.show_version(telling.side_title(side, name), pieces, f"Lấy {name}", telling.keep_meaning(card, side))
            box.keep.setEnabled(self._editable)
            box.keep.clicked.connect(partial(self._pick, place))
            self._others.addWidget(box)
            self.other_boxes.append(box)

    def _pick(self, place: int, _checked: bool = False) -> None:
        self.picked.emit(place)

    def _keep(self, keep: Keep, _checked: bool = False) -> None:
        card = self.card
        self.kept.emit(keep, self.all.isChecked() and card is not None and card.alike > 1)

    def _turn(self) -> None:
        wide = self.viewport().width() > _SIDE_BY_SIDE * self.fontMetrics().averageCharWidth()
        directions = QBoxLayout.Direction
        self._versions.setDirection(directions.LeftToRight if wide else directions.TopToBottom)

    def _connect(self) -> None:
        self.mine.keep.clicked.connect(partial(self._keep, Keep.MINE))
        self.theirs.keep.clicked.connect(partial(self._keep, Keep.THEIRS))
        self.both.clicked.connect(partial(self._keep, Keep.BOTH))
        self.both.setAccessibleName("Ghép cả hai")
        self.value.given.connect(self.typed)
        self.later.clicked.connect(lambda _=False: self.put_off.emit())
        self.later.setAccessibleName("Để sau")
        self.later.setToolTip(_LATER)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(6)
        for label in (self.question, self._title, self.story):
            column.addWidget(label)
        self._versions.setSpacing(8)
        self._versions.addWidget(self.mine, 1)
        self._versions.addWidget(self.theirs, 1)
        column.addLayout(self._versions)
        column.addLayout(self._others)
        column.addWidget(self.all)
        column.addLayout(_beside(self.both, self._both_meaning))
        column.addWidget(self.value)
        column.addLayout(_beside(self.later, self._later_meaning))
        column.addWidget(self._afterwards)
        column.addStretch(1)
        self.setWidget(self._inside)
        self._inside.hide()


class AnotherValue(QWidget):
    """A value that neither side wrote: typed, or chosen where there are few. `given` carries it."""

    given = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._conflict = self._begun = ""
        self._typed: dict[str, str] = {}
        self._caption = QLabel("Hoặc ghi giá trị &khác:", self)
        self._choice = QComboBox(self)
        self._choice.setAccessibleName("Giá trị khác")
        self._choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.line = QLineEdit(self)
        self.line.setAccessibleName("Giá trị khác")
        self.lines = QPlainTextEdit(self)
        self.lines.setAccessibleName("Giá trị khác")
        self.lines.setTabChangesFocus(True)
        self.write = QPushButton("Gh&i giá trị này", self)
        self.write.setAccessibleName("Ghi giá trị này")
        self.write.setToolTip("Ghi giá trị vừa gõ vào sổ, thay cho cả hai bản")
        self._fields = QStackedWidget(self)
        for field in (self._choice, self.line, self.lines):
            self._fields.addWidget(field)
        row = QHBoxLayout()
        row.addWidget(self._fields, 1)
        row.addWidget(self.write, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(self._caption)
        column.addLayout(row)
        self.line.returnPressed.connect(self.write.click)
        self.write.clicked.connect(lambda _=False: self.given.emit(self.answer()))

    def show_for(self, card: ConflictCard) -> None:
        """Begin with what was typed about this conflict before and not written, else with the value that holds now."""
        self._keep_typed()
        self._choice.clear()
        for value, told in card.choices:
            self._choice.addItem(told, value)
        long = card.joinable
        field = self._choice if card.choices else self.lines if long else self.line
        self._fields.setCurrentWidget(field)
        self._begin_with(card.standing)
        self._conflict, self._begun = card.id, self.answer()
        if card.id in self._typed:
            self._begin_with(self._typed.pop(card.id))
        self._caption.setBuddy(field)
        height = (
            _LINES * self.fontMetrics().lineSpacing() + 12 if field is self.lines else self.line.sizeHint().height()
        )
        self._fields.setFixedHeight(height)

    def _begin_with(self, text: str) -> None:
        self._choice.setCurrentIndex(max(0, self._choice.findText(text), self._choice.findData(text)))
        self.line.setText(text)
        self.lines.setPlainText(text)

    def _keep_typed(self) -> None:
        if self._conflict and self.answer() != self._begun:
            self._typed[self._conflict] = self.answer()

    def answer(self) -> str:
        """What is to be written."""
        field = self._fields.currentWidget()
        if field is self._choice:
            return str(self._choice.currentData())
        return self.line.text() if field is self.line else self.lines.toPlainText()

    def choose(self, told: str) -> None:
        """Choose the value that is called so."""
        self._choice.setCurrentIndex(self._choice.findText(told))


def _words(parent: QWidget, *, role: str = "", bold: bool = False) -> QLabel:
    label = QLabel(parent)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    if role:
        label.setProperty("role", role)
    if bold:
        font = label.font()
        font.setBold(True)
        label.setFont(font)
    return label


def _beside(button: QPushButton, meaning: QLabel) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(button)
    row.addWidget(meaning, 1)
    return row
